"""Is every text of the pages there in Arabic, with the same places to fill in?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from marsad.web.i18n import LOCALE, language, preferred

WEB = LOCALE.parent
CALLS = re.compile(r"""(?:\b_|\.text)\(\s*"((?:[^"\\]|\\.)*)\"""")
PLURALS = re.compile(r"""\.plural\(\s*"([^"]*)",\s*"([^"]*)\"""")
FILLED = re.compile(r"%\((\w+)\)s")


def sources() -> Iterator[Path]:
    yield from WEB.rglob("*.jinja")
    yield from WEB.rglob("*.py")


def test_every_text_is_translated() -> None:
    with (LOCALE / "ar" / "messages.po").open("rb") as stream:
        known = {m.id[0] if isinstance(m.id, tuple) else m.id: m for m in read_po(stream, locale="ar") if m.id}
    texts = {text for path in sources() for text in CALLS.findall(path.read_text("utf-8"))}
    plurals = {one for path in sources() for one, _ in PLURALS.findall(path.read_text("utf-8"))}
    assert texts
    assert plurals
    assert sorted(text for text in texts | plurals if text not in known or not known[text].string) == []
    for text in texts:
        assert set(FILLED.findall(str(known[text].string))) == set(FILLED.findall(text)), text


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


def test_days() -> None:
    assert language("en").days("2019-07-22", "2019-07-23") == "22 July 2019 – 23 July 2019"
    assert language("ar").day("2019-07-22") == "٢٢ يوليو ٢٠١٩"  # 22 July 2019
    assert language("en").day(None) == ""


@pytest.mark.parametrize(
    ("header", "code"),
    [("ar-EG,ar;q=0.9,en;q=0.8", "ar"), ("fr;q=1, en;q=0.5, ar;q=0.4", "en"), (None, "en"), ("de;q=x,ar", "ar")],
)
def test_the_preferred_language(header: str | None, code: str) -> None:
    assert preferred(header) == code
