#!/usr/bin/env python3
"""Scores timelines of entities against those of SemEval-2015 Task 4 (Minard et al. 2015), track A: from raw text.

    timelines.py TIMELINES ANALYSES [--json] [--self-test]

Our timeline of a target entity is made of the analyses of its corpus: every event that takes part in a document's timeline
or has a time, whose `who` or `whom` is an entity that bears the target's name (equal without case, articles and company
endings, or by an alias). Its date is the calendar part of `when.value`; events without a year are left out, as those of
order 0 are in the gold.

The measure is the task's (temporal awareness, UzZaman and Allen 2011), written anew: a timeline becomes relations between
events (before, at the same time) and between events and dates. Precision is the share of our least set of relations that
the gold's closure holds, recall the share of the gold's least set that ours holds; both are counted over all timelines
together. Event mentions are the same where they share a character of one document. The best of the systems that took part
had F1 7.85.
"""
import argparse
import json
import re
import sys

DROP = re.compile(r"^(the|a|an)\s+|\s+(inc|corp|co|ltd|plc|company|corporation)\.?$", re.I)


def plain(name):
    last = None
    name = name.replace("Froce", "Force")  # A slip of the set.
    while name != last:
        last, name = name, DROP.sub("", name.strip())
    return name.lower()


def points(text, unit):
    """Maps offsets of an analysis to code points."""
    if unit != "utf-16":
        return lambda n: n
    at, table = 0, {}
    for i, c in enumerate(text):
        table[at] = i
        at += 1 + (ord(c) > 0xFFFF)
    table[at] = len(text)
    return lambda n: table[n]


def date_of(value):
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=T|$)", value or "")
    return "-".join(x or "XX" for x in m.groups()) if m else None


def ours(target, analyses):
    """[(date, (doc, start, end))] of the events in which the target takes part."""
    rows = []
    for doc, analysis in analyses:
        names = {}
        for e in analysis.get("entities") or []:
            if any(plain(n) == plain(target) for n in [e["name"]] + list(e.get("aliases") or [])):
                names[e["id"]] = e
        for event in analysis.get("events") or []:
            if event["factuality"] not in ("happened", "ongoing", "planned"):
                continue
            parts = (event.get("who") or []) + (event.get("whom") or [])
            if not any(isinstance(p, str) and p in names for p in parts):
                continue
            date = date_of((event.get("when") or {}).get("value"))
            if date:
                rows.append((date, (doc, event["trigger"]["start"], event["trigger"]["end"])))
    return sorted(rows)


def cells(rows):
    """Rows (date, mention) as [(date, [mentions])] in the order of time."""
    out = []
    for date, mention in sorted(rows):
        if not out or out[-1][0] != date:
            out.append((date, []))
        out[-1][1].append(mention)
    return out


def least(line):
    """The least set of relations that says the whole timeline."""
    found = set()
    for n, (date, events) in enumerate(line):
        found |= {("at", e, date) for e in events}
        found |= {("same", events[0], e) for e in events[1:]}
        if n + 1 < len(line):
            found.add(("before", events[0], line[n + 1][1][0]))
    return found


def holds(line, relation):
    """Whether the closure of a timeline holds a relation."""
    place = {e: (n, date) for n, (date, events) in enumerate(line) for e in events}
    kind, a, b = relation
    if kind == "at":
        return a in place and place[a][1] == b
    if a not in place or b not in place:
        return False
    return place[a][0] == place[b][0] if kind == "same" else place[a][0] < place[b][0]


def score(pairs):
    """Precision, recall and F1 over [(our rows, gold rows)], and the share of gold mentions that ours has."""
    right_ours = all_ours = right_gold = all_gold = met = wanted = 0
    for mine, gold in pairs:
        # Our mentions take the names of the gold's that they touch.
        free = list(gold)
        named = []
        for date, (doc, s, e) in mine:
            hit = next((g for g in free if g[1][0] == doc and g[1][1] < e and s < g[1][2]), None)
            if hit:
                free.remove(hit)
            named.append((date, hit[1] if hit else (doc, s, e)))
        met += len(gold) - len(free)
        wanted += len(gold)
        a, b = cells(named), cells(gold)
        right_ours += sum(holds(b, r) for r in least(a))
        all_ours += len(least(a))
        right_gold += sum(holds(a, r) for r in least(b))
        all_gold += len(least(b))
    p, r = right_ours / max(all_ours, 1), right_gold / max(all_gold, 1)
    return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0, "mentions": met / max(wanted, 1)}


def self_test():
    gold = [("2005-01-XX", ("d", 0, 5)), ("2005-01-XX", ("d", 10, 15)), ("2006-XX-XX", ("e", 3, 9))]
    assert score([(gold, gold)])["f"] == 1.0
    assert score([([], gold)])["f"] == 0.0
    # One event on a wrong date: it loses its anchor and its place beside the other.
    wrong = [gold[0], ("2006-XX-XX", gold[1][1]), gold[2]]
    s = score([(wrong, gold)])
    assert (round(s["p"], 3), round(s["r"], 3)) == (0.4, 0.6), s
    assert [date_of(v) for v in ("2005-01", "2005-W03", "2005-01-02T10:00", "PAST_REF", None)] == \
        ["2005-01-XX", None, "2005-01-02", None, None]
    assert plain("The Apple Company Inc.") == "apple"
    print("self-test passed")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("timelines", nargs="?")
    p.add_argument("gold", nargs="*", help="the documents (JSONL), then the analyses")
    p.add_argument("--json", action="store_true")
    p.add_argument("--self-test", action="store_true")
    a = p.parse_args()
    if a.self_test:
        return self_test()
    with open(a.gold[-1], encoding="utf8") as f:
        analyses = {x["id"]: x for x in map(json.loads, f)}
    texts, corpus = {}, {}
    for path in a.gold[:-1]:
        with open(path, encoding="utf8") as f:
            for doc in map(json.loads, f):
                texts[doc["id"]] = doc["text"]
                corpus.setdefault(doc["id"].split("_")[1], []).append(doc["id"])
    for doc, analysis in analyses.items():
        at = points(texts[doc], analysis.get("offset_unit"))
        for event in analysis.get("events") or []:
            event["trigger"] = {k: at(event["trigger"][k]) for k in ("start", "end")}
    pairs = []
    with open(a.timelines, encoding="utf8") as f:
        for line in map(json.loads, f):
            docs = [(d, analyses[d]) for d in corpus.get(line["corpus"], []) if d in analyses]
            if not docs:
                continue
            gold = [(row["date"], (m["doc"], m["start"], m["end"])) for row in line["rows"] if row["order"] > 0
                    for m in row["mentions"] if m["start"] is not None]
            pairs.append((ours(line["entity"], docs), gold))
    figures = score(pairs)
    print(json.dumps(figures) if a.json else "timelines P %(p).3f R %(r).3f F %(f).3f, mentions found %(mentions).3f" % figures)


if __name__ == "__main__":
    sys.exit(main())
