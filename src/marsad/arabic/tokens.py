"""Words of a folded text with their clitics split: و ف ب ل ك س, ال and the pronoun suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from marsad.arabic.clitics import Split, Splitter
from marsad.arabic.verblist import without_article

_TOKEN = re.compile(r"[\u0621-\u064a]+|[0-9]+(?:[.,:/][0-9]+)*%?|[A-Za-z\u00c0-\u024f]+(?:['.-][A-Za-z]+)*|[^\s\w]|\w")
_REMEMBERED = 200_000


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, number or mark: offsets in the folded text, and how the word is made up.

    ``form`` is the folded word as written, ``pro`` its prefixed particles in order, ``core`` what remains (with ``ال``
    where the word has it), ``enc`` the pronoun suffix. ``core_start`` and ``core_end`` bound the core in the text.
    ``kind`` is ``w`` (Arabic word), ``n`` (digits), ``l`` (other letters), ``p`` (mark), and ``det`` whether the word
    carries the article.
    """

    start: int
    end: int
    form: str
    pro: str
    core: str
    enc: str
    core_start: int
    core_end: int
    kind: str
    det: bool

    def whole(self) -> Token:
        """The word with nothing taken off it."""
        form = self.form
        return Token(self.start, self.end, form, "", form, "", self.start, self.end, self.kind, articled(form))


def articled(core: str) -> bool:
    """Whether a core carries the article."""
    return core.startswith("ال") and core not in without_article()


class Tokenizer:
    """Splits words by a frequency list and the words of a domain lexicon; remembers every form it has seen."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._splitter = Splitter(frozenset(known))
        self._seen: dict[str, Split] = {}

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of ``text[start:end]`` in order."""
        out: list[Token] = []
        seen = self._seen
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            form = match.group()
            at, after = match.span()
            split = seen.get(form)
            if split is not None and split.whole:
                core, last = at + split.skip, after - split.drop
                out.append(Token(at, after, form, split.pro, split.core, split.enc, core, last, "w", split.det))
                continue
            first = form[0]
            if "\u0621" <= first <= "\u064a":
                out += self._words(form, at)
            else:
                kind = "n" if first.isdecimal() else "l" if first.isalpha() else "p"
                out.append(Token(at, after, form, "", form, "", at, after, kind, False))
        return out

    def cores(self, text: str) -> Iterator[str]:
        """The cores of the words of a text in order, with an empty one for every number and mark; made fast."""
        seen = self._seen
        for form in _TOKEN.findall(text):
            if not "\u0621" <= form[0] <= "\u064a":
                yield ""
            elif form in seen:
                yield seen[form].core
            else:
                yield from (self._split(piece).core for piece, _ in self.pieces(form))

    def _words(self, form: str, at: int) -> Iterator[Token]:
        """The word, or two where a blank was left out, of a run of letters at an offset."""
        for piece, skip in self.pieces(form):
            start, end = at + skip, at + skip + len(piece)
            split = self._split(piece)
            core, last = start + split.skip, end - split.drop
            yield Token(start, end, piece, split.pro, split.core, split.enc, core, last, "w", split.det)

    def pieces(self, form: str) -> list[tuple[str, int]]:
        """The words in a run of letters with their offsets: two where a blank was left out."""
        if len(form) > 5 and (cut := self._splitter.glued(form)):
            return [(form[:cut], 0), (form[cut:], cut)]
        return [(form, 0)]

    def split(self, form: str) -> tuple[str, str, str, int, int]:
        """(particles, core, pronoun, characters before the core, characters after it) of a folded word."""
        found = self._split(form)
        return found.pro, found.core, found.enc, found.skip, found.drop

    def _split(self, form: str) -> Split:
        found = self._seen.get(form)
        if found is None:
            found = self._splitter.split(form)
            det, whole = articled(found.core), len(self.pieces(form)) == 1
            if det or not whole:
                found = msgspec.structs.replace(found, det=det, whole=whole)
            if len(self._seen) < _REMEMBERED:
                self._seen[form] = found
        return found
