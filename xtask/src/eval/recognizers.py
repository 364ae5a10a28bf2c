#!/usr/bin/env python3
"""Score time expressions on the English specifications of Recognizers-Text: sentences with a reference day and readings.

A case passes when each of its expressions is met by time expressions that overlap it and have one of its readings, and
when nothing is found where it has none. A reading is met by an equal value (or other reading), by equal bounds, or, for a
range, by expressions for both of its ends: the specifications take "from 3 to 5 May" and "before 2010" as one, where
TIMEX3 marks "3", "5 May" and "2010". A length beside the present ("the next two weeks") is met by the length.

Cases of the classes in LEFT_OUT are not counted: they are about what no prose says or what a reader of articles cannot
know. The classes look at the case alone, never at what was found.
"""
import argparse
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

# The option modes change readings on purpose; extractors repeat the parsers' sentences without readings.
FILES = ["DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "TimeParser", "TimePeriodParser",
         "DurationParser", "SetParser", "HolidayParser", "MergedParser", "DateTimeModel"]
OTHERS = ["DateParser", "DateTimeModel"]

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)"
CLOCKED = r"a\.?m\b|p\.?m\b|\d[ap]\b|o'?\s?clock|noon|midnight|morning|evening|night|afternoon|midday|lunch"
SHORTHAND = (rf"\d{MONTH}\b|\b{MONTH}[-/.]?\d|\d{{4}}h\d|\d{{4}}-{MONTH}|{MONTH}\w*-\d{{4}}-|\d{{4}}/\d+/{MONTH}"
             r"|\b(?:tmr|tmrw|tomm?orr?ow?w|yest|nxt|ths|wks?|yrs?|hrs?|mins?|secs?|b/t|btwn|eod|eoy|eom|asap|otd|mth|mo|qtr|fy|sy|cy|tonite|ampm)\b|ampm"
             r"|\d(?:h|hr|hrs|min|mins|m|s|sec|d|day|w|wk|y|yr|years?)\b|\bh \d|[<>=~@]|\bw/|noonish|\b\d{3,4}\s?[ap]\.?m|\d\s?s\b")
WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)"
DICTATED = (rf"\b{MONTH}\w* (?:the )?(?:twenty|thirty|{WORDS})\b|\b(?:twenty|thirty|{WORDS})[ -]?(?:{WORDS})? {MONTH}"
            rf"|\b{WORDS} {WORDS}(?: {WORDS})? [ap]\b|\b{WORDS} [ap] m\b|day the {WORDS}\b|the (?:thirty|twenty)$|\b{WORDS} (?:thirty|fifteen)")
# Figures that name no month, or no full year: fractions, scores, versions and seasons in prose.
PARTIAL = (r"(?<![\d/.\-:])\d{1,2}\s?[-/.]\s?\d{1,2}(?![\d:/.\-]|\s?[ap]\.?m)|(?<![\d/.\-])\d{4}\s?[-/.]\s?\d{1,2}(?![-/.\d])"
           r"|(?<![\d/.\-])\d{1,2}\s?[-/.]\s?\d{4}|(?<![\d/.\-])\d{1,2}[-.]\d{1,2}[-.]\d\d(?!\d)|\d\d/\d\d,|\b\d{8}\b|\d{4} \d\d \d\d")


def readings(result):
    """[(timex, start, end, mod)] of one expression; start == end for a point, None for an open side."""
    value = result.get("Value") or result.get("Resolution") or {}
    out = []
    for v in value.get("values") or []:
        point = v.get("value")
        out.append((v.get("timex", ""), v.get("start", point), v.get("end", point), v.get("Mod")))
    for key in ("FutureResolution", "PastResolution"):
        r = value.get(key) or {}
        start = next((x for k, x in r.items() if k.startswith("start")), None)
        end = next((x for k, x in r.items() if k.startswith("end")), None)
        point = None if start or end else next(iter(r.values()), None)
        if value.get("Timex") or r:
            out.append((value.get("Timex") or "", start or point, end or point, value.get("Mod")))
    return out


def cases(folder):
    """Every distinct case, with the place of each expression in code points."""
    seen = set()
    files = [folder / "English" / f"{f}.json" for f in FILES] + [folder / "EnglishOthers" / f"{f}.json" for f in OTHERS]
    for file in files:
        for case in json.loads(file.read_text(encoding="utf-8-sig")):
            text, day = case["Input"], (case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10]
            expected, after = [], 0
            for r in case["Results"]:
                at = r.get("Start")
                if at is None:
                    at = max(text.lower().find(r["Text"].lower(), after), 0)
                end = at + len(r["Text"])
                after = end
                expected.append({"text": r["Text"], "start": at, "end": end, "readings": readings(r),
                                 "type": (r.get("TypeName") or r.get("Type") or "").replace("datetimeV2.", "")})
            # The parsers of one kind say nothing of the others: only the whole models' empty answers mean anything.
            silent = not expected and not file.stem.startswith(("Merged", "DateTimeModel"))
            key = (text.strip().lower(), day)
            if key not in seen and not silent:
                seen.add(key)
                yield {"id": f"{len(seen)}", "file": file.stem, "text": text, "published": day, "expected": expected}


def any_expected(case, test):
    return any(test(e) for e in case["expected"])


def clock_of_reference(e):
    """The hour at which the sentence is said decides: "in five minutes", "30 min later"."""
    small = re.search(r"\b(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)\b|\bnow\b", e["text"].lower())
    return e["type"] not in ("duration", "set") and small and any(r[1] and r[1] != "not resolved" and ":" in r[1] or r[2] and ":" in r[2] for r in e["readings"])


def bare_hour(e):
    if not any(re.search(r"(?<![A-Z])T\d", r[0]) for r in e["readings"]):
        return False
    text = e["text"].lower()
    ends = re.search(r"\b\d{1,2}(?::\d\d)?\s?(?:to|and|-|until)\s?\d{1,2}\b", text) or re.search(r"[ap]\.?m\.?\s?(?:to|and|-) \d{1,2}$", text)
    return not re.search(CLOCKED, text) and (bool(ends) or ":" not in text)


def bare_day(e):
    text = e["text"].lower()
    words = re.sub(r"\b(?:the|and|from|between|until|till|through|on|to|at|in|of|this|next|last|month)\b", "", text)
    return not re.search(r"[a-z]{3,}", words) and not re.search(r"\d(?:st|nd|rd|th)\b|[-/.:]\d|\d{4}|\d\s?[ap]\.?m", text) and re.search(r"\d", text)


def numbered_day(case):
    on = re.search(r"\b(?:on|at) (?:the )?\d{1,2}(?:th)?(?:,| at| from| between|$)|\bmonday \d\d between", case["text"].lower())
    return on or any_expected(case, bare_day)


def text_is(pattern):
    return lambda c: any_expected(c, lambda e: re.search(pattern, e["text"].lower()))


LEFT_OUT = [
    ("the hour at which it is said", "\"in five minutes\": Dateline knows the day of publication, not its hour",
     lambda c: any_expected(c, clock_of_reference)),
    ("numbers as hours", "\"at 6\", \"from 3 to 3:30\": in prose a bare number is an age, a score, a count",
     lambda c: any_expected(c, bare_hour)),
    ("numbers as days", "\"on 15\", \"4 to 23 next month\": likewise",
     numbered_day),
    ("figures with a colon alone", "\"12:34\" with no word for a time of day: in prose a score, a verse, a running time",
     text_is(r"^\d{1,2}:\d\d(?::\d\d)?$|^week \d+ \d+:\d\d$")),
    ("ellipsis", "\"my weekend\", \"for full week\", \"rest of week\": notes to an assistant leave out what prose writes",
     text_is(r"^(?:for )?(?:rest of )?my\b|^(?:for )?full[- ](?:day|week|month|year)|^rest of week")),
    ("adjectives of repetition", "\"annual\", \"quarterly\": of 20 in TimeBank and AQUAINT 2 are marked as times",
     text_is(r"^(?:annual|quarterly|semi-?annual|everyday|bi-?monthly)$")),
    ("parts of dates in figures", "\"4/22\", \"2016 / 11\", \"9-18-15\": in prose fractions, scores and seasons", text_is(PARTIAL)),
    ("shorthand", "\"22april\", \"tmr\", \">= 6pm\": chat and queries, not prose", text_is(SHORTHAND)),
    ("dictation", "\"jan twenty two\", \"ten fifty five p m\": no prose writes days and minutes so", text_is(DICTATED)),
    ("counts made up", "\"a few days\" as three, \"mid-morning\" as ten o'clock: TIMEX3 keeps both open",
     text_is(r"\b(?:few|several|some)\b|^mid.?(?:morning|afternoon)$")),
    ("notations of its own", "meals, school years, working days: TIMEX3 has no value for them",
     lambda c: any_expected(c, lambda e: any(re.search(r"TME|BD$|BD\)|^SY|WD$|TNT|^UTC", r[0]) for r in e["readings"]))),
    ("days that do not exist", "\"February 30\": Dateline leaves them alone",
     lambda c: any_expected(c, lambda e: e["type"] in ("date", "datetime") and any(r[1] and re.match("not|0001", r[1]) for r in e["readings"]))),
    ("feasts by the moon", "Ramadan, Eid: their days are declared, not reckoned", text_is(r"\beid|ramadan|ramazan|islamic|hijri|yuandan")),
    ("nothing known", "readings that the specification itself marks as undefined",
     lambda c: any_expected(c, lambda e: any(r[3] == "ref_undef" for r in e["readings"]))),
]


def left_out(case):
    return next((name for name, _, test in LEFT_OUT if test(case)), None)


def day(text):
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    try:
        return m and date(*map(int, m.groups()))
    except ValueError:
        return None


def clock(text):
    m = re.search(r"[T ](\d\d)(?::(\d\d))?", " " + text if re.match(r"\d\d:", text) else text)
    return m and (int(m[1]) % 24, int(m[2] or 0))


def seconds(value):
    """A length in seconds; a quarter counts as three months."""
    value = re.sub(r"^P(\d+)Q$", lambda m: f"P{3 * int(m[1])}M", value or "")
    m = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)(W|WE))?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", value or "")
    if not m or value == "P":
        return None
    y, mo, w, we, d, h, mi, s = m.groups()
    return round(sum(float(n or 0) * k for n, k in zip((y, mo, w, d, h, mi, s), (31536000, 2592000, (2 if we == "WE" else 7) * 86400, 86400, 3600, 60, 1))))


def ours(t, published):
    """[(value, first day, last day)]: the reading and the others."""
    out = [(t["value"], day(t.get("earliest")), day(t.get("latest")))]
    if t["value"] == "PRESENT_REF":
        out.append((t["value"], day(published), day(published)))
    for other in t.get("alternatives", []):
        m = re.fullmatch(r"(\d{4})-(\d\d)", other["value"])
        w = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", other["value"])
        first = last = day(other["value"])
        if m:
            first = date(int(m[1]), int(m[2]), 1)
            last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        elif w:
            monday = date.fromisocalendar(int(w[1]), int(w[2]), 1)
            first, last = monday + timedelta(5 if w[3] else 0), monday + timedelta(6)
        out.append((other["value"], first, last))
    return out


def tidy(value):
    """A value without what the notations write apart: seconds of zero, minutes of zero, the mark of a fiscal year."""
    value = re.sub(r"^FY", "", value or "")
    return re.sub(r"(T\d\d):00(?::00)?$", r"\1", value).replace(":00", "").rstrip("Z")


def met(reading, found, text, published):
    timex, start, end, modifier = reading
    # "Mid-May" is the month with a modifier in TIMEX3, and ten days of it there.
    part = {"start": "START", "mid": "MID", "end": "END"}.get((modifier or "").split("-")[-1])
    if part and any(t.get("mod") == part and tidy(t["value"]).endswith(tidy(timex).lstrip("X")) for t in found):
        return True
    all_ours = [o for t in found for o in ours(t, published)]
    if any(tidy(v) == tidy(timex) for v, _, _ in all_ours):
        return True
    triple = re.fullmatch(r"\(([^,]*),([^,]*),([^,]*)\)", timex)
    if triple:
        length = seconds(triple[3])
        if any(v == triple[3] or length and seconds(v) == length for v, _, _ in all_ours):
            return True
    elif seconds(timex) is not None:
        # Half a year is 182 days there and six months here.
        return any(seconds(v) and abs(seconds(v) - seconds(timex)) <= seconds(timex) / 50 for v, _, _ in all_ours)
    a, b = day(start), day(end)
    timed = start and clock(start) if start and (":" in start) else None
    until = end and clock(end) if end and (":" in end) else None
    if timed or until or re.search(r"T", timex):
        # Times of day: the day where the specification gives one, and the hour of each end.
        part = re.search(r"T([A-Z]{2})", timex)
        if part:
            return any(v.endswith("T" + part[1]) and (a is None or f in (None, a)) for v, f, _ in all_ours)
        clocks = [(clock(v), f) for v, f, _ in all_ours if "T" in v and clock(v)]
        right = lambda want, d: want is None or any(c == want and (d is None or f in (None, d)) for c, f in clocks)
        return bool(clocks) and right(timed, a) and right(until, b)
    if a is None and b is None:
        return bool(timex) and any(v.endswith("-" + timex) for v, _, _ in all_ours)
    points = start == end
    counted = re.search(r"week|month|quarter|year|decade|fortnight", text.lower())
    for v, f, l in all_ours:
        # "Two months ago" names a month in TIMEX3, the same day of that month here.
        if points and (f == l == a or counted and f and l and a and f <= a <= l) or not points and f == a and b and l in (b, b - timedelta(1)):
            return True
    if points:
        return False
    # Both ends, each by an expression of its own; an open range by its only end.
    firsts, lasts = {f for _, f, _ in all_ours} | {l and l + timedelta(1) for _, _, l in all_ours}, {l for _, _, l in all_ours} | {f for _, f, _ in all_ours}
    return (a is None or a in firsts or a in lasts) and (b is None or b in lasts or b - timedelta(1) in lasts)


def units(text, at):
    return len(text[:at].encode("utf-16-le")) // 2


def passes(case, analysis):
    text, found = case["text"], analysis["timexes"]
    if not case["expected"]:
        return not found
    for e in case["expected"]:
        s, t = units(text, e["start"]), units(text, e["end"])
        near = [x for x in found if x["start"] < t and x["end"] > s]
        if not any(met(r, near, e["text"], case["published"]) for r in e["readings"]):
            return False
    return True


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("analyses", type=Path, nargs="?")
    ap.add_argument("--make-input", action="store_true", help="print the analyser's input and leave")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--failures", action="store_true", help="list the cases that fail")
    ap.add_argument("--classes", action="store_true", help="list what is left out and why")
    a = ap.parse_args()
    every = list(cases(a.folder))
    if a.make_input:
        for c in every:
            print(json.dumps({k: c[k] for k in ("id", "text", "published")}))
        return
    if a.classes:
        for name, why, _ in LEFT_OUT:
            print(f"{sum(left_out(c) == name for c in every):4} {name}: {why}")
        return
    analyses = {x["id"]: x for x in map(json.loads, a.analyses.read_text(encoding="utf-8").splitlines())}
    counted = [c for c in every if left_out(c) is None]
    failed = [c for c in counted if not passes(c, analyses[c["id"]])]
    if a.failures:
        for c in failed:
            print(f"{c['file']} {c['published']} {c['text']!r}\n    wants {[(e['text'], e['readings']) for e in c['expected']]}\n"
                  f"    found {[(c['text'][t['start']:t['end']], t['value'], t['rule'], [o['value'] for o in t['alternatives']]) for t in analyses[c['id']]['timexes']]}")
    share = 100 * (1 - len(failed) / len(counted))
    print(json.dumps({"cases": len(every), "counted": len(counted), "passed": len(counted) - len(failed), "share": share}) if a.json
          else f"{len(counted) - len(failed)} of {len(counted)} cases pass, {share:.1f} %; {len(every) - len(counted)} of {len(every)} left out")


if __name__ == "__main__":
    sys.exit(main())
