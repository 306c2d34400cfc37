"""Is every text of the pages there in Arabic, with the same places to fill in?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

from marsad.codebook.labels import labels
from marsad.export.formats import FORMATS
from marsad.fuse.weights import DATA
from marsad.store import Store
from marsad.web.filtering import TITLES
from marsad.web.i18n import LOCALE, language, preferred
from marsad.web.naming import Naming
from marsad.web.queue import REASONS
from marsad.web.reasoning import because
from marsad.web.refusing import NAMED
from marsad.web.rendering import PAGES

WEB = LOCALE.parent
CALLS = re.compile(r"""(?:\b_|\.text)\(\s*"((?:[^"\\]|\\.)*)\"""")
PLURALS = re.compile(r"""\.plural\(\s*"([^"]*)",\s*"([^"]*)\"""")
RAISED = re.compile(r"""\b(?:[A-Z]\w*Error|Refused)\(\s*(?:\d+,\s*)?(f?)"((?:[^"\\]|\\.)*)\"""")
FILLED = re.compile(r"%\((\w+)\)s")
AT_THE_START = {"app.py", "settings.py", "demo.py", "measuring.py"}
"""Modules whose errors are read where the server is started, by no visitor."""
BY_THE_SERVER = {"Not Found", "Method Not Allowed"}
"""What the framework says of addresses that nobody answers."""


def sources() -> Iterator[Path]:
    yield from WEB.rglob("*.jinja")
    yield from WEB.rglob("*.py")


def raised() -> Iterator[str]:
    """The messages of errors that a page can show: all of the pages', and those of the store with places to fill in."""
    for path in WEB.glob("*.py"):
        if path.name not in AT_THE_START:
            for put_together, text in RAISED.findall(path.read_text("utf-8")):
                assert not put_together, f"{path.name}: {text} cannot be translated"
                yield text
    for path in (WEB.parent / "store").glob("*.py"):
        yield from (text for _, text in RAISED.findall(path.read_text("utf-8")) if FILLED.search(text))


def known() -> dict[str, Message]:
    with (LOCALE / "ar" / "messages.po").open("rb") as stream:
        return {m.id[0] if isinstance(m.id, tuple) else m.id: m for m in read_po(stream, locale="ar") if m.id}


def test_every_text_is_translated() -> None:
    texts = {text for path in sources() for text in CALLS.findall(path.read_text("utf-8"))}
    plurals = {one for path in sources() for one, _ in PLURALS.findall(path.read_text("utf-8"))}
    by_value = {each.gloss for each in FORMATS.values()} | {title for *_, title in PAGES} | set(REASONS) | BY_THE_SERVER
    by_value |= set(TITLES.values()) | set(NAMED)
    texts |= by_value | set(raised())
    assert texts
    assert plurals
    there = known()
    assert sorted(text for text in texts | plurals if text not in there or not there[text].string) == []
    for text in texts:
        assert set(FILLED.findall(str(there[text].string))) == set(FILLED.findall(text)), text


def test_no_text_is_translated_that_no_page_shows() -> None:
    shown = "".join(path.read_text("utf-8") for path in [*sources(), *(WEB.parent).glob("*/*.py")])
    assert [text for text in known() if text not in shown and text not in BY_THE_SERVER] == []


def test_everything_that_fusing_weighs_has_a_label() -> None:
    weighed = tomllib.loads((DATA / "weights.toml").read_text("utf-8"))
    names = {f"{part}_{name}" for part in ("type", "time", "place", "parties", "numbers") for name in weighed[part]}
    factors = {
        *("place_second", "place_context", "parties_related", "parties_weak"),
        *(f"numbers_{name}" for name in ("doubling", "most", "others", "things", "one_document")),
    }
    assert names - factors - set(labels()["reasons"]) == set()


@pytest.mark.parametrize(
    ("reason", "lang", "weight", "what"),
    [
        ("numbers base (killed 5 / 5) +1.7", "ar", "+١٫٧", "٥ / ٥ قتلى"),  # killed
        ("numbers apart (killed 3 / 100) -2.8", "en", "−2.8", "3 / 100 killed"),
        ("parties other actor (Kuwait / Saudi Arabia) -0.9", "ar", "−٠٫٩", "الكويت / السعودية"),  # the two countries
        ("time same day +1.8", "en", "+1.8", ""),
        ("words 0.84 (كتائب فصائل) +2.9", "en", "+2.9", "كتائب فصائل"),  # battalions, factions
    ],
)
def test_reasons_of_fusing_are_said_in_words(reason: str, lang: str, weight: str, what: str) -> None:
    with Store.open(":memory:") as store:
        found = because(reason, language(lang), Naming(store, lang))
    assert (found.weight, found.what) == (weight, what)
    assert found.words in {label.ar if lang == "ar" else label.en for label in labels()["reasons"].values()}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "تقرير واحد"),  # one report
        (2, "تقريران"),  # two reports, dual
        (5, "٥ تقارير"),  # 3 to 10: plural
        (11, "١١ تقريرًا"),  # 11 to 99: singular accusative
        (100, "١٠٠ تقرير"),  # hundreds: singular
    ],
)
def test_arabic_plurals(number: int, words: str) -> None:
    assert language("ar").plural("%(num)s report", "%(num)s reports", number) == words


@pytest.mark.parametrize(
    ("code", "low", "high", "approx", "written"),
    [
        ("en", 27, 27, False, "27"),
        ("en", 20, None, False, "at least 20"),
        ("en", None, 5, False, "at most 5"),
        ("en", 1200, 3000, True, "about 1,200–3,000"),
        ("ar", 27, 27, False, "٢٧"),
        ("ar", 20, None, False, "ما لا يقل عن ٢٠"),  # at least 20
    ],
)
def test_bounds(code: str, low: int | None, high: int | None, approx: bool, written: str) -> None:
    assert language(code).bounds(low, high, approx) == written


@pytest.mark.parametrize(
    ("first", "last", "en", "ar"),
    [
        ("2019-07-22", "2019-07-23", "22–23 July 2019", "٢٢–٢٣ يوليو ٢٠١٩"),
        ("2019-07-22", "2019-08-01", "22 July – 1 August 2019", "٢٢ يوليو – ١ أغسطس ٢٠١٩"),
        ("2019-12-31", "2020-01-01", "31 December 2019 – 1 January 2020", "٣١ ديسمبر ٢٠١٩ – ١ يناير ٢٠٢٠"),
        ("2019-02-01", "2019-02-28", "February 2019", "فبراير ٢٠١٩"),
        ("2019-02-01", "2019-03-31", "February – March 2019", "فبراير – مارس ٢٠١٩"),
        ("2019-01-01", "2019-12-31", "2019", "٢٠١٩"),
        ("2019-07-22", "2019-07-22", "22 July 2019", "٢٢ يوليو ٢٠١٩"),
    ],
)
def test_ranges_of_days_are_no_longer_than_they_need_be(first: str, last: str, en: str, ar: str) -> None:
    assert language("en").days(first, last) == en
    assert language("ar").days(first, last) == ar


def test_days() -> None:
    assert language("ar").day("2019-07-22") == "٢٢ يوليو ٢٠١٩"  # 22 July 2019
    assert language("en").day(None) == ""


@pytest.mark.parametrize(
    ("header", "code"),
    [("ar-EG,ar;q=0.9,en;q=0.8", "ar"), ("fr;q=1, en;q=0.5, ar;q=0.4", "en"), (None, "en"), ("de;q=x,ar", "ar")],
)
def test_the_preferred_language(header: str | None, code: str) -> None:
    assert preferred(header) == code
