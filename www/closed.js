// A way out that no policy of today's browsers forbids is given up: a peer connection would ask any host for its own address.
// This holds for the page's libraries too, for it runs before them. What remains is what the reader sees: that the page
// goes to another address, or opens one.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(globalThis, name);
