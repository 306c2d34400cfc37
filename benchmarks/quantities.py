"""How many of the gold's quantities are found, and how many that are found are in the gold; by sentence with claims.

usage: python benchmarks/quantities.py GOLD.json [--errors N]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from marsad.arabic.normal import normalise
from marsad.arabic.numerals import find_numbers
from marsad.arabic.tokens import Tokenizer
from marsad.coder.quantities import find_quantities
from marsad.lexicon.nouns import Nouns
from marsad.lexicon.words import Lexicon


def words(text: str) -> set[str]:
    """The folded words of a phrase without articles, as the scorer compares them."""
    plain = re.sub(r"[^\w]+", " ", normalise(text).text).split()
    return {word[2:] if word.startswith("ال") and len(word) > 4 else word for word in plain}


def sentences(gold: list[dict[str, Any]]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """(document, sentence) to its distinct quantities."""
    out: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for document in gold:
        for event in document["events"]:
            here = out.setdefault((document["doc"], event["sentence"]), [])
            for quantity in event.get("quantities") or ():
                key = (quantity["low"], quantity["high"], words(quantity["text"]))
                if not any(
                    (q["low"], q["high"], words(q["text"])) == key and q["what"] == quantity["what"] for q in here
                ):
                    here.append(quantity)
    return out


def found_in(sentence: str, tokenizer: Tokenizer, nouns: Nouns) -> list[dict[str, Any]]:
    """The quantities that Marsad finds in a sentence, in the gold's shape."""
    normal = normalise(sentence)
    tokens = tokenizer.tokens(normal.text)
    out = []
    for mention in find_quantities(tokens, find_numbers(tokens), nouns):
        start, end = normal.span(tokens[mention.first].core_start, tokens[mention.last - 1].end)
        out.append(
            {
                "text": sentence[start:end],
                "low": mention.low,
                "high": mention.high,
                "what": mention.what,
                "approx": mention.approx,
                "part": mention.part_of is not None,
            }
        )
    return out


def main() -> None:
    """Prints the figures and, when asked, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    tokenizer, nouns, tally = Tokenizer(Lexicon.default().known()), Nouns.default(), Counter[str]()
    shown = 0
    for (_, sentence), gold in sentences(json.loads(options.gold.read_text(encoding="utf-8"))).items():
        mine = found_in(sentence, tokenizer, nouns)
        tally["gold"] += len(gold)
        tally["found"] += len(mine)
        free, lines = list(mine), []
        for quantity in gold:
            match = best(quantity, free)
            if match is None:
                lines.append(f"  missed  {brief(quantity)}")
                continue
            free.remove(match)
            tally["right"] += 1
            for field in ("what", "approx"):
                tally[field] += quantity[field] == match[field]
            tally["part"] += bool(quantity.get("part_of")) == match["part"]
            if quantity["what"] != match["what"]:
                lines.append(f"  what    {brief(quantity)} -> {match['what']} {match['text']}")
        lines += [f"  made up {brief(quantity)}" for quantity in free]
        tally.update(f"made up {quantity['what']}" for quantity in free)
        if lines and shown < options.errors:
            print(sentence, *lines, sep="\n")
            shown += 1
    right, gold_count, found = tally["right"], tally["gold"], tally["found"]
    print(f"recall {right / gold_count:.3f} ({right}/{gold_count})  precision {right / found:.3f} ({right}/{found})")
    print(*(f"{field} right {tally[field] / right:.3f}" for field in ("what", "approx", "part")), sep="  ")
    print({key: count for key, count in tally.most_common() if key.startswith("made up")})


def best(quantity: dict[str, Any], mine: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The found quantity with the same bounds and a shared word, the same category first."""
    fits = [
        own
        for own in mine
        if (own["low"], own["high"]) == (quantity["low"], quantity["high"])
        and words(own["text"]) & words(quantity["text"])
    ]
    return max(fits, key=lambda own: own["what"] == quantity["what"], default=None)


def brief(quantity: dict[str, Any]) -> str:
    """One line about a quantity."""
    return f"{quantity['low']}-{quantity['high']} {quantity['what']} «{quantity['text']}»"


if __name__ == "__main__":
    main()
