//! GraphML: the network with attributes.

use super::File;
use super::escape::xml;
use super::network::{self, EDGE, NODE};
use super::report::Report;

/// One graph; edges that go both ways are marked as undirected, and two nodes may have several edges.
pub fn write(report: &Report) -> Vec<File> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    let mut key = |id: String, of: &str, name: &str, kind: &str| {
        out += &format!("  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n");
    };
    key("label".into(), "node", "label", "string");
    NODE.iter().enumerate().for_each(|(n, (name, kind))| key(format!("n{n}"), "node", name, kind));
    key("edgelabel".into(), "edge", "label", "string");
    key("weight".into(), "edge", "weight", "double");
    EDGE.iter().enumerate().for_each(|(n, (name, kind))| key(format!("e{n}"), "edge", name, kind));
    out += "  <graph id=\"G\" edgedefault=\"directed\">\n";
    for (n, node) in network::nodes(report).iter().enumerate() {
        out += &format!("    <node id=\"m{n}\">{}{}</node>\n", data("label", &node.label), all('n', &node.values));
    }
    for (n, e) in network::edges(report).iter().enumerate() {
        let (from, to, directed) = (e.from, e.to, e.directed);
        out += &format!("    <edge id=\"k{n}\" source=\"m{from}\" target=\"m{to}\" directed=\"{directed}\">");
        out += &data("edgelabel", &e.label);
        out += &data("weight", &e.weight.to_string());
        out += &all('e', &e.values);
        out += "</edge>\n";
    }
    out += "  </graph>\n</graphml>\n";
    vec![report.file(".graphml", "application/graphml+xml", out)]
}

fn data(key: &str, value: &str) -> String {
    format!("<data key=\"{key}\">{}</data>", xml(value))
}

/// The attributes that have a value.
fn all(of: char, values: &[String]) -> String {
    let told = values.iter().enumerate().filter(|(_, v)| !v.is_empty());
    told.map(|(n, v)| data(&format!("{of}{n}"), v)).collect()
}
