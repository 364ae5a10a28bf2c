#!/usr/bin/env python3
"""Scores roles and places of analyses against labels of the project's own.

    labels.py roles|places LABELS DATA --make-input        the documents, as the analyser's input
    labels.py roles|places LABELS DATA ANALYSES [--errors]

LABELS is tests/roles.tsv or tests/places.tsv: ids and offsets in code points, over sets that are not kept here. DATA is
the folder that holds them. Documents whose set is missing are left out, and counted.

roles   A role of ours is right when its title shares a character with a labelled title and its person is mentioned where
        the label's is. Precision is over our roles in the part of each document that was read, recall over the labels;
        doubtful ones (X) are neither wanted nor wrong. "body": of the found roles whose body the text states, how many
        name an entity mentioned there; of the others, how many state none.
places  Of the labelled places that we mention as a place, "known": how many have a country or a position; "country" and
        "position": how many of these have the right one (a position within 30 km for towns and districts, 300 km for
        divisions, and for countries the same country). "right": how many have both right.
"""
import argparse
import json
import math
import os
import sys

# What the labels call several sets together.
SETS = {"worldwide": ["ner/dev/worldwide"], "gum": ["coref/gum.dev", "coref/gum.train"],
        "meantime": ["coref/meantime.airbus", "coref/meantime.apple", "coref/meantime.stock"]}


def rows(labels):
    with open(labels, encoding="utf8") as f:
        return [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]


def texts(wanted, data):
    """{(set, document): text} of the documents wanted, as far as their sets are there."""
    found = {}
    for name in sorted({s for s, _ in wanted}):
        for part in SETS.get(name, [name]):
            file = os.path.join(data, "data", part + ".jsonl")
            if not os.path.exists(file):
                continue
            with open(file, encoding="utf8") as f:
                for line in f:
                    doc = json.loads(line)
                    if (name, doc["id"]) in wanted:
                        found[name, doc["id"]] = doc["text"]
    return found


def points(text, analysis):
    """Maps UTF-16 offsets to code points."""
    at, table = 0, {}
    for i, c in enumerate(text):
        table[at] = i
        at += 1 + (ord(c) > 0xFFFF)
    table[at] = len(text)
    return lambda s: (table[s["start"]], table[s["end"]])


def touch(a, b):
    return a[0] < b[1] and b[0] < a[1]


def read(analyses):
    with open(analyses, encoding="utf8") as f:
        return {a["id"]: a for a in map(json.loads, f)}


def share(n, of):
    return round(100 * n / of, 2) if of else 0.0


def roles(labels, found, analyses, errors):
    docs = {r[1]: (r[2], int(r[3])) for r in labels if r[0] == "D"}
    gold = {}
    for r in labels:
        if r[0] in "RX":
            span = lambda i: None if r[i] == "-" else (int(r[i]), int(r[i + 1]))
            gold.setdefault(r[1], []).append((r[0], span(2), span(4), span(6), r[9]))
    n = dict(given=0, right=0, wanted=0, found=0, body=0, documents=0)
    for id, (name, limit) in docs.items():
        text, analysis = found.get((name, id)), analyses.get("%s %s" % (name, id))
        if text is None or analysis is None:
            continue
        n["documents"] += 1
        span = points(text, analysis)
        mentions = {e["id"]: [span(m) for m in e["mentions"]] for e in analysis["entities"]}
        mine = [r for r in analysis["roles"] if span(r["title"])[0] < limit]
        wants, hit = gold.get(id, []), set()
        for role in mine:
            title, people = span(role["title"]), mentions[role["person"]]
            near = [g for g in wants if touch(title, g[2]) and any(touch(m, g[1]) for m in people)]
            if not near and any(g[0] == "X" and touch(title, g[2]) for g in wants):
                continue
            if near and all(g[0] == "X" for g in near):
                continue
            n["given"] += 1
            n["right"] += bool(near)
            if not near and errors:
                s, e = span(role["evidence"])
                print("WRONG %s: %s | ...%s..." % (id, role["why"], text[max(0, s - 60):e + 60].replace("\n", " ")))
            for g in near:
                if g in hit or g[0] == "X":
                    continue
                hit.add(g)
                bodies = mentions.get(role["of"], [])
                stated = any(touch(m, g[3]) for m in bodies) if g[3] else not (role["of"] and role["of_stated"])
                n["body"] += stated
                if not stated and errors:
                    print("BODY %s: of %s | %s" % (id, role["of"] and [text[a:b] for a, b in bodies][:1], text[max(0, g[2][0] - 60):g[2][1] + 70].replace("\n", " ")))
        wanted = [g for g in wants if g[0] == "R"]
        n["wanted"] += len(wanted)
        n["found"] += sum(g in hit for g in wanted)
        if errors:
            for g in wanted:
                if g not in hit:
                    lo, hi = min(g[1][0], g[2][0]), max(g[1][1], g[2][1])
                    print("MISSED %s %s [%s | %s]: %s" % (id, g[4], text[slice(*g[1])], text[slice(*g[2])], text[max(0, lo - 40):hi + 40].replace("\n", " ")))
    return {"P": share(n["right"], n["given"]), "R": share(n["found"], n["wanted"]), "body_share": share(n["body"], n["found"]), **n}


def distance(a, b):
    """Kilometres between two (latitude, longitude)."""
    (p, q), (r, s) = (map(math.radians, a), map(math.radians, b))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


NEAR = {"city": 30, "district": 30, "division": 300, "territory": 300, "country": 2000}


def places(labels, found, analyses, errors):
    n = dict(labels=0, mentioned=0, known=0, right=0, country=0, placed=0, position=0)
    for name, id, s, e, country, lat, lon, kind in labels:
        text, analysis = found.get((name, id)), analyses.get("%s %s" % (name, id))
        if text is None or analysis is None:
            continue
        n["labels"] += 1
        span, here = points(text, analysis), (int(s), int(e))
        entity = next((x for x in analysis["entities"] if x["type"] in ("GPE", "LOC")
                       and any(m["form"] in ("name", "nested") and span(m) == here for m in x["mentions"])), None)
        if not entity:
            continue
        n["mentioned"] += 1
        kb = entity["kb"] or {}
        if not kb.get("country"):
            continue
        n["known"] += 1
        same = kb["country"] == country
        placed = kb.get("lat") is not None
        near = placed and distance((kb["lat"], kb["lon"]), (float(lat), float(lon))) <= NEAR[kind]
        n["country"] += same
        n["placed"] += placed
        n["position"] += near
        n["right"] += same and (near or not placed)
        if errors and not (same and near):
            print("WRONG %s %s: %s, wants %s %s %s, has %s | %s" % (id, text[here[0]:here[1]], kind, country, lat, lon, kb, text[max(0, here[0] - 60):here[1] + 60].replace("\n", " ")))
    return {**n, "P": share(n["right"], n["known"]), "coverage": share(n["known"], n["labels"])}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("roles", "places"))
    ap.add_argument("labels")
    ap.add_argument("data")
    ap.add_argument("analyses", nargs="?")
    ap.add_argument("--make-input", action="store_true")
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    labels = rows(a.labels)
    wanted = {(r[2], r[1]) for r in labels if r[0] == "D"} if a.what == "roles" else {(r[0], r[1]) for r in labels}
    found = texts(wanted, a.data)
    if a.make_input:
        for (name, id), text in sorted(found.items()):
            print(json.dumps({"id": "%s %s" % (name, id), "text": text, "published": None}))
        return
    figures = (roles if a.what == "roles" else places)(labels, found, read(a.analyses), a.errors)
    figures["documents_wanted"] = len(wanted)
    print(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main())
