"""Where do the sentences of a newspaper text begin and end, and which of its lines are not report at all?"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import Literal

import msgspec

from marsad.arabic.normal import fold

_END = re.compile(r"[.!?؟]+")
_CLOSERS = "\")]}'”"
# No newspaper writes longer sentences; what is longer is a text without stops.
_LONGEST = 800
_WORD = "[\u0621-\u064a]"
_NAME = rf"{_WORD}+(?:[ .]{_WORD}+){{0,3}}"

_SHARE = (
    r"(?:\W*(?:تويتر|فيسبوك|فيس بوك|واتساب|واتس اب|جوجل بلس|تليغرام|لينكدان|طباعه|ارسال|تعليق|التعليقات"
    r"|اكتب رايك))*"
)
# Whole lines, by the name of the rule that knows them.
_LINES = (
    ("advertisement", r"(?:ad|ads|advertisement|اعلان|اعلانات|مساحه اعلانيه)"),
    ("see also", r"(?:اقرا|اقرؤوا|اقري|طالع|شاهد|انظر|شاهدوا)(?:/ي)? (?:ايضا|المزيد|كذلك)\b.{0,200}"),
    ("see also", r"(?:مواضيع|اخبار|موضوعات|مقالات) (?:ذات صله|متعلقه|مشابهه).{0,100}"),
    ("more", r"[. ]*(?:المزيد|للمزيد|تابع القراءه|اقرا المزيد)[. ]*"),
    (
        "share",
        r"(?:شارك|شاركها|شاركوا|انشر|مشاركه)(?: هذا| هذه| الخبر| المقال| الصفحه)*(?: من خلال| عبر| علي|:)?" + _SHARE,
    ),
    ("share", r"(?:تابعنا|تابعونا|اشترك|اشتركوا) (?:علي|عبر|في) .{0,120}"),
    ("share", _SHARE[:-1] + "+"),
    ("link", r"رابط (?:الخبر|المقال|الموضوع).*"),
    ("link", r"(?:https?://|www\.)\S+"),
    ("end", r"/* ?(?:انتهي|يتبع|-انتهي-) ?/*"),
    ("clock", r"[0-9]{1,2}[:.][0-9]{2}(?: ?(?:ت م|تم|م|ص|جمت|بتوقيت غرينتش))?"),
    ("photo", r"\W*(?:تصوير|الصوره|صوره|صور|عدسه|كاريكاتير) ?(?::|ارشيفيه|من الارشيف|من الانترنت|-).{0,80}"),
    ("photo", r"\W*(?:ارشيفيه|صوره ارشيفيه|من الارشيف|getty|afp|reuters|epa|ap)\W*"),
    ("source line", r"المصدر ?[:+-].{0,80}"),
    ("tags", r"(?:سمات|الوسوم|كلمات دلاليه|كلمات مفتاحيه)[ :].{0,200}"),
    ("ornament", r"[^\w]{1,60}"),
    ("gallery", r"(?:next|previous|السابق|التالي)(?: (?:next|previous|السابق|التالي))*"),
)
_LINE = re.compile("|".join(f"(?P<r{at}>{pattern})" for at, (_, pattern) in enumerate(_LINES)), re.IGNORECASE)
_LINE_STARTS = frozenset('امطشتريهصسعوكiwhagenp./-*_=([|#"0123456789')
# What follows the report on its last line.
_TAIL = re.compile(
    r"رابط (?:الخبر|المقال) بصحيفه.*|(?<=[.!؟\"):]) سمات [^.،:\n]{2,120}$"
    r"|//? ?انتهي ?//?.*|\.\.\. ?المزيد\s{0,9}$"
)
_TAIL_WORDS = ("رابط", "سمات", "انتهي", "مزيد")
_SHARE_LEAD = re.compile(
    r"شارك من خلال(?: (?:تويتر|فيسبوك|فيس|بوك|جوجل|قوقل|بلس|واتساب|اكتب|رايك))+ ?|(?:(?:next|previous)\s+)+",
    re.IGNORECASE,
)
_WAS_LEAD = re.compile(
    rf"\s*(?P<place>{_NAME}) [0-9]{{1,2}} {_WORD}+(?: {_WORD}+)? [0-9]{{4}} ?ه? ?الموافق"
    r".{5,40}?\b(?P<agency>واس)\b[ :-]*"
)
_PART = re.compile(r"\s*[-/،]+\s*|\s{2,}")
# What stands before an agency's name, and behind it.
_OPENED = re.compile(r"\(?\s*")
_CLOSED = re.compile(r"\s*\)?(?!\w)")


class Dateline(msgspec.Struct, frozen=True, gc=False):
    """The byline or dateline that opens a line: offsets in the text given, its parts, and the agencies among them.

    ``text[start:end]`` is kept out of the sentences; ``places`` are the parts that are neither agency nor paper, as
    offsets (they may be persons: the gazetteer decides).
    """

    start: int
    end: int
    places: tuple[tuple[int, int], ...]
    agencies: tuple[tuple[int, int], ...]


@functools.cache
def _bylines() -> dict[str, str]:
    """Folded name of an agency or a paper to which of the two it is."""
    text = resources.files("marsad.arabic").joinpath("data/bylines.txt").read_text("utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {fold(name.strip()): kind for kind, name in rows}


@functools.cache
def _agencies() -> dict[str, list[str]]:
    """The names of agencies by their first letter, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted((name for name, kind in _bylines().items() if kind == "agency"), key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return found


def _agency_end(text: str, start: int) -> int | None:
    """The offset behind an agency's name at ``start``, bare or in brackets."""
    opened = _OPENED.match(text, start)
    at = opened.end() if opened else start
    for name in _agencies().get(text[at : at + 1], ()):
        if text.startswith(name, at) and (closed := _CLOSED.match(text, at + len(name))):
            return closed.end()
    return None


def boilerplate(line: str) -> str | None:
    """The name of the rule by which a folded line is not part of the report, or None."""
    line = line.strip()
    if not line or (line[0].lower() not in _LINE_STARTS and line[0].isalnum()):
        return None
    found = _LINE.fullmatch(line)
    return _LINES[int(found.lastgroup[1:])][0] if found and found.lastgroup else None


def dateline(text: str) -> Dateline | None:
    """The byline or dateline that opens the folded line ``text``: ``سبق- وكالات:`` (the paper and its agencies)."""
    shared = _SHARE_LEAD.match(text)
    start = shared.end() if shared else 0
    was = _WAS_LEAD.match(text, start)
    if was:
        return Dateline(0, was.end(), (was.span("place"),), (was.span("agency"),))
    end = _dateline_end(text, start)
    if end == start:
        return Dateline(0, start, (), ()) if start else None
    parts: dict[Literal["agency", "place"], list[tuple[int, int]]] = {"agency": [], "place": []}
    for first, last in _parts(text, start, end):
        kind = _bylines().get(text[first:last])
        if kind != "paper":
            parts["agency" if kind else "place"].append((first, last))
    return Dateline(0, end, tuple(parts["place"]), tuple(parts["agency"]))


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a dateline between dashes, commas and brackets, trimmed of them."""
    found, at = [], start
    for gap in [*_PART.finditer(text, start, end), None]:
        first, last = at, gap.start() if gap else end
        while first < last and text[first] in ' ():،.-"':
            first += 1
        while last > first and text[last - 1] in ' ():،.-"':
            last -= 1
        if first < last:
            found.append((first, last))
        at = gap.end() if gap else end
    return found


def _dateline_end(text: str, start: int) -> int:
    """Where the opening dateline ends; ``start`` where there is none."""
    head = text[start : start + 90]
    if "-" not in head and "(" not in head:
        return start
    for find in (_with_colon, _with_agency, _with_commas, _whole_line):
        end = find(text, start)
        if end > start:
            return end
    return start


_WHOLE_LINE = re.compile(rf"\s*({_NAME}) ?[-،] ?({_NAME})(?: ?[-،] ?{_NAME})?\s*$")
_WITH_COLON = re.compile(rf"\s*(?:{_NAME}(?:، ?{_NAME})?)? ?\(?(?:{_NAME})?\)? ?-+ ?\(?[^:.\n\"]{{2,40}}?\)? ?:\s*")
_WITH_COMMAS = re.compile(rf"\s*{_NAME}(?: ?[،/] ?{_NAME}){{0,3}} ?[،/] ?(?={_WORD})")
# What stands before urgent news of one sentence.
_URGENT = re.compile(r"(?:خبر )?(?:عاجل|هام جدا)\s{0,2}(?:[|:/*-]|\.\.+)+\s{0,2}")
_WITH_AGENCY = re.compile(rf"\s*(?:{_WORD}+ ?){{1,3}}[-،]? ?(?=[-(])-? ?")


def _whole_line(text: str, start: int) -> int:
    """``عين اليوم - الطائف`` alone on its line: two short parts of which one is an agency or a paper."""
    if len(text) - start > 70:
        return start
    found = _WHOLE_LINE.match(text, start)
    known = _bylines()
    if found and any(text[a:b] in known for a, b in _parts(text, start, found.end())):
        return found.end()
    return start


def _with_colon(text: str, start: int) -> int:
    """``سبق- الرياض:`` before the first words; at most ten words, none of them an ``ان`` of speech."""
    found = _WITH_COLON.match(text, start)
    if not found or len(found.group().split()) > 11:
        return start
    known = _bylines()
    return found.end() if any(text[a:b] in known for a, b in _parts(text, start, found.end())) else start


def _with_agency(text: str, start: int) -> int:
    """``عواصم - وكالات``, ``القاهرة (رويترز) -`` before the first words, without a colon."""
    place = _WITH_AGENCY.match(text, start)
    end = _agency_end(text, place.end()) if place else None
    if end is None:
        return start
    while end < len(text) and text[end] in " -:،)":
        end += 1
    return end


def _with_commas(text: str, start: int) -> int:
    """``بيروت، دمشق، وكالات -`` before the first words: an agency after a comma, with a dash behind it."""
    places = _WITH_COMMAS.match(text, start)
    end = _agency_end(text, places.end()) if places else None
    if end is None or text[end : end + 2].strip()[:1] not in ("-", ":"):
        return start
    while end < len(text) and text[end] in " -:":
        end += 1
    return end


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a folded text, trimmed, without bylines, datelines and boilerplate.

    Sentences end at a line break and at ``. ! ? ؟`` and ``..``, but not inside numbers, initials, addresses and dots of
    omission; ؛ joins what newspapers mean as one sentence. Linear in the length.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found.extend(_line(text, at, at + len(line), line))
        at += len(line) + 1
    return found


def _line(text: str, start: int, end: int, line: str) -> list[tuple[int, int]]:
    if not line or boilerplate(line):
        return []
    head = dateline(line[:160])
    if head:
        start += head.end
    tail = _TAIL.search(text, start, end) if any(word in line for word in _TAIL_WORDS) else None
    return _cut(text, start, tail.start() if tail else end)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one line."""
    found = []
    quotes, counted = 0, start
    for mark in _END.finditer(text, start, end):
        last = mark.end()
        quotes, counted = quotes + text.count('"', counted, mark.start()), mark.start()
        if mark.start() < start or not _ends(text, start, mark.start(), last, end, quotes % 2 == 1):
            continue
        while last < end and text[last] in _CLOSERS and not text[last : last + 2].strip(_CLOSERS).strip():
            last += 1
        found.append((start, last))
        start = last
    found.append((start, end))
    bounded = [piece for first, last in found for piece in _bounded(text, first, last)]
    return [span for first, last in bounded if (span := _trim(text, first, last)) is not None]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces that somebody could have meant as one sentence, parted at a comma where there is one."""
    while end - start > _LONGEST:
        comma = text.rfind("،", start + _LONGEST // 2, start + _LONGEST)
        blank = comma + 1 or text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield start, blank
        start = blank
    yield start, end


def _ends(text: str, start: int, at: int, after: int, end: int, quoted: bool) -> bool:
    """Whether the marks ``text[at:after]`` end a sentence."""
    if after >= end:
        return True
    following = text[after]
    if text[at] != "." or after - at == 2:
        # a question or a breath inside a quotation goes on: "اين انت؟" وهتفوا ("where are you?" and they shouted)
        return following != ")" and not quoted
    if after - at > 2:
        return False
    before = text[at - 1] if at > start else " "
    if before.isdecimal():
        return at - start > 3 and (following in _CLOSERS or following == " " or not following.isascii())
    if "\u0621" <= following <= "\u064a":
        return _length_back(text, start, at) > 2 and _length_on(text, after, end) > 1
    if following.isalnum():
        return not following.isascii() or (following.isdecimal() and not before.isascii())
    return not _initial(text, start, at)


def _length_back(text: str, start: int, at: int) -> int:
    """How many letters stand right before ``at``, up to 4; a closing mark counts as a word."""
    if text[at - 1 : at] in tuple(_CLOSERS):
        return 4
    first = at
    while first > start and at - first < 4 and text[first - 1].isalpha():
        first -= 1
    return at - first


def _length_on(text: str, at: int, end: int) -> int:
    last = at
    while last < end and last - at < 4 and text[last].isalpha():
        last += 1
    return last - at


def _initial(text: str, start: int, at: int) -> bool:
    """Whether the letter before the point at ``at`` is an initial or a title: ``د. احمد`` (Dr Ahmad), ``أ.ف.ب.``."""
    if _length_back(text, start, at) != 1:
        return False
    first = at - 1
    if first == start or text[first - 1] in '("':
        return True
    if text[first - 1] == ".":
        return False
    # "2015 م." (AD) and "أ ف ب." end their sentences
    before = text[first - 2] if first - 2 >= start else " "
    alone = first - 3 < start or not text[first - 3].isalpha()
    return not (before.isdecimal() or (before.isalpha() and alone))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and dashes around it; None where no letter or digit is left."""
    while start < end and (text[start].isspace() or text[start] in "-*|/_=•,،:"):
        start += 1
    urgent = _URGENT.match(text, start, end)
    start = urgent.end() if urgent else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start < 2 and not text[start:end].isalnum():
        return None
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None
