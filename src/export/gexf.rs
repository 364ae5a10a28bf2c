//! GEXF 1.3: the network as Gephi reads it.

use super::File;
use super::escape::xml;
use super::network::{self, EDGE, NODE};
use super::report::Report;

/// One static graph; edges that go both ways are marked as undirected. GEXF calls a class of edges between the same nodes
/// their `kind`, without which Gephi would join them.
pub fn write(report: &Report) -> Vec<File> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://gexf.net/1.3 \
         http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n",
    );
    out += &format!("  <meta><creator>Dateline</creator><description>{}</description></meta>\n", xml(&report.title()));
    out += "  <graph mode=\"static\" defaultedgetype=\"directed\">\n";
    out += &attributes("node", &NODE);
    out += &attributes("edge", &EDGE);
    out += "    <nodes>\n";
    for (n, node) in network::nodes(report).iter().enumerate() {
        let label = xml(&node.label);
        out += &format!("      <node id=\"m{n}\" label=\"{label}\">{}</node>\n", values(&node.values));
    }
    out += "    </nodes>\n    <edges>\n";
    for (n, e) in network::edges(report).iter().enumerate() {
        let kind = if e.directed { "directed" } else { "undirected" };
        out += &format!(
            "      <edge id=\"k{n}\" source=\"m{}\" target=\"m{}\" type=\"{kind}\" kind=\"{}\" label=\"{}\" weight=\"{}\">{}</edge>\n",
            e.from,
            e.to,
            xml(&e.values[0]),
            xml(&e.label),
            e.weight,
            values(&e.values)
        );
    }
    out += "    </edges>\n  </graph>\n</gexf>\n";
    vec![report.file(".gexf", "application/gexf+xml", out)]
}

fn attributes(class: &str, all: &[(&str, &str)]) -> String {
    let mut out = format!("    <attributes class=\"{class}\">\n");
    for (n, (name, kind)) in all.iter().enumerate() {
        let kind = if *kind == "int" { "integer" } else { kind };
        out += &format!("      <attribute id=\"{n}\" title=\"{name}\" type=\"{kind}\"/>\n");
    }
    out + "    </attributes>\n"
}

/// The attributes that have a value.
fn values(all: &[String]) -> String {
    let told = all.iter().enumerate().filter(|(_, v)| !v.is_empty());
    let told: String = told.map(|(n, v)| format!("<attvalue for=\"{n}\" value=\"{}\"/>", xml(v))).collect();
    format!("<attvalues>{told}</attvalues>")
}
