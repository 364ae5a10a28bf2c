#!/usr/bin/env python3
"""A table of the rules of time expressions: how often each is used on annotated sets and how often it is right.

For each pair GOLD ANALYSES (JSON lines), expressions are paired as `timex.py` pairs them. A use is "spurious" when no gold
expression meets it, "span" when the gold one has the same extent, "value" when it has the same value; "valued" counts the
pairs whose gold has a value. Rules used most come first.
"""
import argparse
import sys
from collections import Counter, defaultdict


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("scorers", help="the folder that holds timex.py")
    ap.add_argument("files", nargs="*", help="GOLD ANALYSES, in turn")
    a = ap.parse_args()
    sys.path.insert(0, a.scorers)
    import common
    import timex

    rules = defaultdict(Counter)
    for gold_file, analyses in zip(a.files[::2], a.files[1::2]):
        gold, found = common.load_pair(gold_file, analyses)
        for id, g in gold.items():
            text = g["text"]
            gs = [timex.tidy(t, text) for t in g["timexes"]]
            fs = timex.without_overlap([timex.tidy(t, text) for t in common.timexes(found.get(id, {}), text)])
            pairs = {j: (gs[i], same) for i, j, same in timex.pair(gs, fs)}
            for j, f in enumerate(fs):
                row = rules[f["rule"]]
                row["used"] += 1
                if j not in pairs:
                    row["spurious"] += 1
                    continue
                match, same = pairs[j]
                row["span"] += same
                row["valued"] += match["value"] is not None
                row["value"] += match["value"] is not None and match["value"] == f["value"]
    columns = ["used", "spurious", "span", "valued", "value"]
    print("\t".join(["rule", *columns]))
    for rule, row in sorted(rules.items(), key=lambda r: (-r[1]["used"], r[0])):
        print("\t".join([rule, *(str(row[c]) for c in columns)]))


if __name__ == "__main__":
    main()
