"""How does the codebook read on a terminal, as a page, and as data?"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.codebook.load import Codebook, EventType, codebook

SETS = {
    "statuses": "Status",
    "roles": "Role of a place",
    "levels": "Level of a place",
    "quantities": "What a quantity counts",
    "source_kinds": "Kind of source",
}


def as_json() -> str:
    """The whole codebook as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(codebook()), indent=2).decode() + "\n"


def as_text() -> str:
    """A list for the terminal: types with gloss and crosswalk, then the closed sets."""
    return "\n".join(_text_lines(codebook())) + "\n"


def as_markdown() -> str:
    """The page ``docs/codebook.md``."""
    return "\n".join(_markdown_lines(codebook())) + "\n"


def _text_lines(book: Codebook) -> Iterator[str]:
    yield "Event types"
    for kind in book.types.values():
        yield f"  {kind.name:<17}{kind.gloss}"
        yield f"  {'':<17}{' · '.join(_crosswalk(kind))}" if _crosswalk(kind) else f"  {'':<17}—"
    for field, title in SETS.items():
        yield f"\n{title}"
        yield from (f"  {name:<17}{gloss}" for name, gloss in getattr(book, field).items())


def _crosswalk(kind: EventType) -> list[str]:
    plover = f"PLOVER {kind.plover}" + (f" ({kind.mode})" if kind.mode else "") if kind.plover else ""
    parts = (" / ".join(kind.acled) and f"ACLED {' / '.join(kind.acled)}", plover, kind.cameo and f"CAMEO {kind.cameo}")
    return [part for part in parts if part]


def _markdown_lines(book: Codebook) -> Iterator[str]:
    yield "# The codebook"
    yield ""
    yield "<!-- Made by `make docs` from src/marsad/codebook/data; edit there. -->"
    yield ""
    yield (
        "A claim is one report of one event by one document. It has exactly one type, `class.kind`; "
        "where the kind is not needed, compare the class, the part before the dot."
    )
    yield ""
    yield "## Event types"
    yield ""
    yield "The cues only illustrate; the words that the coder knows are in the lexicon ([guide](lexicon.md))."
    yield ""
    yield "| type | what it is | cues | ACLED sub-event | PLOVER | CAMEO | UCDP, when lethal |"
    yield "|---|---|---|---|---|---|---|"
    for kind in book.types.values():
        plover = f"{kind.plover}" + (f" ({kind.mode})" if kind.mode else "") if kind.plover else "—"
        cells = (
            f"`{kind.name}`",
            kind.gloss,
            "، ".join(kind.cues),
            " / ".join(kind.acled) or "—",
            plover,
            kind.cameo or "—",
            ", ".join(kind.ucdp) or "—",
        )
        yield f"| {' | '.join(cells)} |"
    for field, title in SETS.items():
        yield ""
        yield f"## {title}"
        yield ""
        yield "| value | meaning |"
        yield "|---|---|"
        yield from (f"| `{name}` | {gloss} |" for name, gloss in getattr(book, field).items())
