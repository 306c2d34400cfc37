"""How well are times found and resolved: train times, TIMEX3 of the development file, and speed.

Run with the folder that holds ``train.docs.json``, ``train.gold.json`` and ``timex.dev.json``:
``python benchmarks/dates.py GOLD [--misses]``.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from marsad.arabic.dates import DateExpr, bounds, find_dates, find_times, resolve
from marsad.arabic.datevalues import DateFinder
from marsad.arabic.normal import Normal, normalise
from marsad.arabic.tokens import Token, Tokenizer

TOKENIZER = Tokenizer()
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read(text: str) -> tuple[Normal, list[Token], list[DateExpr]]:
    """The folded text, its tokens and the expressions of time in it."""
    normal = normalise(text)
    tokens = TOKENIZER.tokens(normal.text)
    return normal, tokens, find_times(tokens)


def shares(a: str, b: str) -> bool:
    """Whether two texts, folded and without blanks, overlap as one inside the other."""
    a, b = (normalise(x).text.replace(" ", "") for x in (a, b))
    return a in b or b in a


def claim_times(folder: Path, part: str) -> list[tuple[str, dict[str, Any], str, str]]:
    """(published, time, sentence, document text) for every claim with a time, each time once a sentence."""
    docs = {d["doc"]: d for d in json.loads((folder / f"{part}.docs.json").read_text())}
    rows = {}
    for gold in json.loads((folder / f"{part}.gold.json").read_text()):
        doc = docs[gold["doc"]]
        full = f"{doc.get('title') or ''}\n{doc['text']}"
        for claim in gold["events"]:
            if claim.get("time"):
                when = claim["time"]
                rows[gold["doc"], when["text"], when["start"], claim["sentence"]] = (
                    doc["published"], when, claim["sentence"], full,
                )  # fmt: skip
    return list(rows.values())


def score_claims(folder: Path, part: str, misses: bool) -> None:
    """Prints how many times of claims are found and resolved to the gold's days."""
    inside = found = right = anywhere = 0
    rows = claim_times(folder, part)
    for published, when, sentence, full in rows:
        hit = match(published, when, sentence)
        if normalise(when["text"]).text in normalise(sentence).text:
            inside += 1
            found += hit is not None
            right += hit is True
        best = hit if hit is True else match(published, when, full)
        anywhere += best is True
        if misses and best is not True:
            print("  miss", published, "|", when["text"], "|", when["start"], when["end"], "|", sentence[:160])
    print(
        f"{part}: {len(rows)} times, {inside} inside their sentence: found {found / inside:.3f}, "
        f"right {right / inside:.3f}; right somewhere in the document {anywhere / len(rows):.3f}"
    )


def match(published: str, when: dict[str, Any], text: str) -> bool | None:
    """True where an expression that overlaps the gold's text has its days, False where it has others, None if none."""
    normal, tokens, found = read(text)
    hit: bool | None = None
    for expr in found:
        start, end = bounds(expr, tokens)
        if not shares(normal.text[start:end], when["text"]):
            continue
        hit = bool(hit)
        for ahead in (False, True):
            dated = resolve(expr, date.fromisoformat(published), ahead=ahead)
            if (str(dated.start), str(dated.end)) == (when["start"], when["end"]):
                return True
            if ahead is False and dated.anchor == "event":
                break
    return hit


def score_timex(path: Path) -> None:
    """Prints detection and values against a file of TIMEX3 annotations."""
    gold = hit = system = true = value = dates = dates_right = exact = 0
    find = DateFinder()
    for doc in json.loads(path.read_text()):
        found = find(doc["text"], date.fromisoformat(doc["published"]))
        spans = [((each.start, each.end), each) for each in found]
        system += len(spans)
        true += sum(any(a < t["end"] and t["start"] < b for t in doc["timexes"]) for (a, b), _ in spans)
        for t in doc["timexes"]:
            gold += 1
            over = [(ab, e) for ab, e in spans if ab[0] < t["end"] and t["start"] < ab[1]]
            hit += bool(over)
            exact += any(ab == (t["start"], t["end"]) for ab, _ in over)
            same = any(each.value == t["value"] for _, each in over)
            value += same
            if t["type"] == "DATE" and _CALENDAR.fullmatch(t["value"]):
                dates += 1
                dates_right += same
    precision, recall = true / max(system, 1), hit / max(gold, 1)
    print(
        f"timex: {gold} gold, {system} found; overlap P {precision:.3f} R {recall:.3f}, "
        f"exact span {exact / gold:.3f}; value right {value / gold:.3f}, of day/month/year dates {dates_right}/{dates}"
    )


def compare(path: Path) -> None:
    """Prints how many of the calendar dates each reader gives for the annotated words alone, and how fast.

    A day, month or year counts as right for the other reader when the parts that the gold gives are right.
    """
    rows = [
        (t["text"], t["value"], date.fromisoformat(doc["published"]))
        for doc in json.loads(path.read_text())
        for t in doc["timexes"]
        if t["type"] == "DATE" and _CALENDAR.fullmatch(t["value"])
    ]
    find = DateFinder()
    report("marsad", rows, lambda words, day: [each.value or "" for each in find(words, day)])
    try:
        import dateparser
    except ImportError:
        print("dateparser is not installed: pip install dateparser for the comparison")
        return
    report("dateparser", rows, lambda words, day: _other(dateparser, words, day))


def _other(dateparser: Any, words: str, day: date) -> list[str]:
    now = datetime(day.year, day.month, day.day)
    found = dateparser.parse(words, languages=["ar"], settings={"RELATIVE_BASE": now})
    return [found.date().isoformat()] if found else []


def report(name: str, rows: list[tuple[str, str, date]], reader: Callable[[str, date], list[str]]) -> None:
    """Prints a line with the share that is right and the speed."""
    began = time.process_time()
    right = sum(any(value.startswith(gold) for value in reader(words, day)) for words, gold, day in rows)
    spent = time.process_time() - began
    print(f"{name:10} {right}/{len(rows)} calendar dates from their words alone, {len(rows) / spent:.0f}/s")


def speed(folder: Path) -> None:
    """Prints microseconds a sentence of 35 tokens, over the training sentences."""
    docs = json.loads((folder / "train.docs.json").read_text())
    sentences = [TOKENIZER.tokens(normalise(line).text) for d in docs for line in d["text"].split(". ")]
    sentences = [s[k : k + 35] for s in sentences for k in range(0, len(s), 35)]
    began, count = time.process_time(), 0
    for _ in range(3):
        count = sum(len(find_dates(s)) for s in sentences)
    spent = (time.process_time() - began) / 3
    size = sum(map(len, sentences)) / len(sentences)
    print(
        f"running text: {spent / len(sentences) * 1e6:.1f} µs a sentence of {size:.0f} tokens; "
        f"{count / spent:.0f} expressions/s"
    )
    find, day = DateFinder(), date(2015, 7, 1)
    words = [tokens_text(s, e) for s in sentences for e in find_times(s)]
    began = time.process_time()
    for each in words:
        find(each, day)
    print(f"by themselves: {len(words) / (time.process_time() - began):.0f} expressions/s of {len(set(words))} kinds")


def tokens_text(tokens: list[Token], expr: DateExpr) -> str:
    """The words of an expression."""
    return " ".join(token.form for token in tokens[expr.first : expr.last])


def main() -> None:
    """Runs every yardstick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    score_claims(args.gold, "train", args.misses)
    score_claims(args.gold, "dev", False)
    if (args.gold / "timex.dev.json").exists():
        score_timex(args.gold / "timex.dev.json")
        compare(args.gold / "timex.dev.json")
    speed(args.gold)


if __name__ == "__main__":
    main()
