"""How are words made comparable for search? The same folding for what is stored and for what is asked."""

from __future__ import annotations

import re

import msgspec

from marsad.arabic.joined import joined_forms
from marsad.arabic.normal import fold

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
SEARCHED = 200_000
"""Folded characters of one text that the search index covers; far above any report."""


class Term(msgspec.Struct, frozen=True):
    """One thing that must stand in the text: one of some words, or words in a row.

    ``prefix`` lets the last word go on.
    """

    any_of: tuple[tuple[str, ...], ...]
    prefix: bool = False


def words(text: str) -> list[str]:
    """The folded words of a text, marks and vowels away, so that one word is one spelling."""
    return _WORD.findall(fold(text).casefold())


def indexed(text: str) -> str:
    """The folded words of a text with single spaces between them: what the search index is made of."""
    return " ".join(words(text[:SEARCHED]))


def padded(*texts: str | None) -> str:
    """The words of some names with a space before and after each, so that `` word `` finds whole words alone."""
    return f" {' '.join(word for text in texts if text for word in [*words(text), '|'])} "


def terms(question: str) -> list[Term]:
    """What a question asks for: words that must all stand there, ``"in quotes"`` in a row, ``word*`` as a beginning.

    A word alone is found with the article and particles before it too, in quotes just as it is. One that the index
    splits (``al-Raqqa``) is taken as its parts in a row.
    """
    found = []
    for phrase, word in _ASKED.findall(question):
        parts = tuple(words(phrase or word))
        if not parts:
            continue
        alone = bool(word) and len(parts) == 1
        forms = [(form,) for form in joined_forms(parts[0])] if alone else [parts]
        found.append(Term(tuple(forms), prefix=word.endswith("*")))
    return found


def fts5(asked: list[Term]) -> str:
    """The question for SQLite's FTS5; the words hold no character that means something to it."""
    return " AND ".join(f"({' OR '.join(_quoted(form, term.prefix) for form in term.any_of)})" for term in asked)


def tsquery(asked: list[Term]) -> str:
    """The question for PostgreSQL's ``to_tsquery('simple', …)``."""
    return " & ".join(f"({' | '.join(_row(form, term.prefix) for form in term.any_of)})" for term in asked)


def _quoted(form: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(form)}"{"*" if prefix else ""}'


def _row(form: tuple[str, ...], prefix: bool) -> str:
    *before, last = (f"'{word}'" for word in form)
    return f"({' <-> '.join([*before, f'{last}:*' if prefix else last])})"
