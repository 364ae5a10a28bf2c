#!/usr/bin/env python3
"""Scores the rows of timelines against timelines made by hand.

    rows.py LABELS DATA --make-input                       the documents, as the analyser's input
    rows.py LABELS DATA ANALYSES [--errors] [--json]

LABELS is tests/timelines.tsv: over sets that are not kept here ids and offsets in code points, over articles of the
project's own (tests/golden/, the set "own") likewise. DATA is the folder that holds the sets. Documents whose set is missing are left
out, and counted.

A row of ours tells a row of the label's where its trigger, or that of another event that it joins, touches one of the
label's words; of what is left, where its clause holds one. Rows are paired one to one. "P" is the share of our rows that
tell one, "R" the share of the label's rows that are told, "R1" the same of those that no timeline may lack (level 1).
"fact": of the rows told, how many have the right factuality; "when": how many the right interval, each bound equal, where
an open bound is as good as the day of publication at the end of the past and the start of what is to come; "both".
"unreal": our rows as happened or ongoing that the label calls possible, planned or negated.
"""
import argparse
import json
import os
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tests", "golden")


def labels(path):
    """{(set, document): [row]}"""
    out = {}
    with open(path, encoding="utf8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            name, doc, words, fact, when, level = line.rstrip("\n").split("\t")
            low, high = when.split("..")
            spans = [tuple(map(int, w.split("-"))) for w in words.split()]
            row = {"words": spans, "fact": fact, "low": low or None, "high": high or None, "level": int(level)}
            out.setdefault((name, doc), []).append(row)
    return out


def texts(wanted, data):
    """{(set, document): (text, publication day)}"""
    found = {}
    for name in sorted({s for s, _ in wanted}):
        if name == "own":
            with open(os.path.join(HERE, "days.tsv"), encoding="utf8") as f:
                days = dict(line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#"))
            for _, doc in (w for w in wanted if w[0] == name):
                with open(os.path.join(HERE, doc + ".txt"), encoding="utf8") as f:
                    found[name, doc] = (f.read(), days[doc])
            continue
        file = os.path.join(data, "data", name + ".jsonl")
        if not os.path.exists(file):
            continue
        with open(file, encoding="utf8") as f:
            for line in f:
                doc = json.loads(line)
                if (name, doc["id"]) in wanted:
                    found[name, doc["id"]] = (doc["text"], doc.get("published"))
    return found


def points(text):
    at, table = 0, {}
    for i, c in enumerate(text):
        table[at] = i
        at += 1 + (ord(c) > 0xFFFF)
    table[at] = len(text)
    return lambda s: (table[s["start"]], table[s["end"]])


def touch(a, b):
    return a[0] < b[1] and b[0] < a[1]


def when_agrees(gold, ours, published):
    def same(a, b):
        return a == b or {a, b} == {None, published}
    past = gold["fact"] in ("happened", "negated", "ongoing")
    low = gold["low"] == ours[0] or not past and same(gold["low"], ours[0])
    high = gold["high"] == ours[1] or past and same(gold["high"], ours[1])
    # What goes on about the day of publication, with no start or end told.
    return low and high or gold["fact"] == "ongoing" and gold["low"] is None and ours in ((None, None), (published, None))


def pair(rows, gold, at, events):
    def how(row, g):
        event = events[row["event"]]
        triggers = [at(events[e]["trigger"]) for e in [row["event"]] + list(row.get("also") or [])]
        if touch(triggers[0], g["words"][0]):
            return 3
        if any(touch(t, w) for t in triggers for w in g["words"]):
            return 2
        label = at(event["label"])
        return int(any(label[0] <= w[0] and w[1] <= label[1] for w in g["words"]))
    options = sorted(((-how(r, g), i, j) for i, r in enumerate(rows) for j, g in enumerate(gold) if how(r, g)))
    out, used_i, used_j = [], set(), set()
    for _, i, j in options:
        if i not in used_i and j not in used_j:
            out.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("labels")
    p.add_argument("data")
    p.add_argument("analyses", nargs="?")
    p.add_argument("--make-input", action="store_true")
    p.add_argument("--errors", action="store_true")
    p.add_argument("--json", action="store_true")
    a = p.parse_args()
    gold = labels(a.labels)
    docs = texts(set(gold), a.data)
    if a.make_input:
        for (name, doc), (text, day) in docs.items():
            print(json.dumps({"id": name + " " + doc, "text": text, "published": day}))
        return
    with open(a.analyses, encoding="utf8") as f:
        analyses = {x["id"]: x for x in map(json.loads, f)}
    c = dict.fromkeys(("told", "ours", "gold", "told1", "gold1", "fact", "when", "both", "unreal"), 0)
    for key, (text, day) in docs.items():
        x, at = analyses[" ".join(key)], points(text)
        events = {e["id"]: e for e in x["events"]}
        rows, rows_gold = x["timeline"], gold[key]
        pairs = pair(rows, rows_gold, at, events)
        c["told"] += len(pairs)
        c["ours"] += len(rows)
        c["gold"] += len(rows_gold)
        c["gold1"] += sum(g["level"] == 1 for g in rows_gold)
        for i, j in pairs:
            g, event = rows_gold[j], events[rows[i]["event"]]
            fact = event["factuality"] == g["fact"]
            when = when_agrees(g, (event["when"]["earliest"], event["when"]["latest"]), day)
            c["told1"] += g["level"] == 1
            c["fact"] += fact
            c["when"] += when
            c["both"] += fact and when
            c["unreal"] += event["factuality"] in ("happened", "ongoing") and g["fact"] in ("possible", "planned", "negated")
            if a.errors and not (fact and when):
                s, e = at(event["label"])
                print("%s wrong: gold %s %s..%s, ours %s %s..%s (%s): %s" % (
                    key[1], g["fact"], g["low"], g["high"], event["factuality"], event["when"]["earliest"],
                    event["when"]["latest"], event["when"]["basis"], text[s:e][:90]))
        if a.errors:
            for i in sorted(set(range(len(rows))) - {i for i, _ in pairs}):
                s, e = at(events[rows[i]["event"]]["label"])
                t, u = at(events[rows[i]["event"]]["trigger"])
                print("%s noise: [%s] %s" % (key[1], text[t:u], text[s:e][:100]))
            for j in sorted(set(range(len(rows_gold))) - {j for _, j in pairs}):
                s, e = rows_gold[j]["words"][0]
                print("%s missed (%d): %s [%s] %s" % (
                    key[1], rows_gold[j]["level"], text[max(0, s - 50):s].replace("\n", " "), text[s:e], text[e:e + 50].replace("\n", " ")))
    share = lambda x, y: round(100 * x / y, 1) if y else 0.0
    figures = {"P": share(c["told"], c["ours"]), "R": share(c["told"], c["gold"]), "R1": share(c["told1"], c["gold1"]),
               "fact": share(c["fact"], c["told"]), "when": share(c["when"], c["told"]), "both": share(c["both"], c["told"]),
               "unreal": c["unreal"], "rows": c["ours"], "documents": len(docs), "missing": len(gold) - len(docs)}
    if a.json:
        print(json.dumps(figures))
    else:
        print("%(documents)d documents (%(missing)d missing), %(rows)d rows: P %(P).1f R %(R).1f R1 %(R1).1f, of rows told "
              "factuality %(fact).1f, interval %(when).1f, both %(both).1f; %(unreal)d unreal as real" % figures)


if __name__ == "__main__":
    sys.exit(main())
