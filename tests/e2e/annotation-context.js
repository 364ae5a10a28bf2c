// The terms of the Web Annotation vocabulary that exports use, as the Recommendation (W3C, 23 February 2017, appendix A)
// maps them. No test asks the network for the whole context; a term that is not here fails the test that expands it.
const OA = "http://www.w3.org/ns/oa#";
const AS = "http://www.w3.org/ns/activitystreams#";
const id = (/** @type {string} */ iri) => ({ "@id": iri, "@type": "@id" });

/** Where exports say that the context is. */
export const ADDRESS = "http://www.w3.org/ns/anno.jsonld";

export const CONTEXT = {
  "@context": {
    id: "@id",
    type: "@type",
    Annotation: `${OA}Annotation`,
    AnnotationCollection: `${AS}OrderedCollection`,
    AnnotationPage: `${AS}OrderedCollectionPage`,
    SpecificResource: `${OA}SpecificResource`,
    TextualBody: `${OA}TextualBody`,
    TextPositionSelector: `${OA}TextPositionSelector`,
    TextQuoteSelector: `${OA}TextQuoteSelector`,
    classifying: `${OA}classifying`,
    commenting: `${OA}commenting`,
    describing: `${OA}describing`,
    identifying: `${OA}identifying`,
    tagging: `${OA}tagging`,
    body: id(`${OA}hasBody`),
    target: id(`${OA}hasTarget`),
    source: id(`${OA}hasSource`),
    selector: id(`${OA}hasSelector`),
    motivation: { "@id": `${OA}motivatedBy`, "@type": "@vocab" },
    purpose: { "@id": `${OA}hasPurpose`, "@type": "@vocab" },
    first: id(`${AS}first`),
    partOf: id(`${AS}partOf`),
    items: { "@id": `${AS}items`, "@type": "@id", "@container": "@list" },
    startIndex: `${AS}startIndex`,
    total: `${AS}totalItems`,
    label: "http://www.w3.org/2000/01/rdf-schema#label",
    value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    format: "http://purl.org/dc/elements/1.1/format",
    start: `${OA}start`,
    end: `${OA}end`,
    exact: `${OA}exact`,
    prefix: `${OA}prefix`,
    suffix: `${OA}suffix`,
  },
};
