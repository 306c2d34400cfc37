"""How large may an input be? Above these bounds a document is refused with one line and the run goes on.

They keep memory and time within bounds whatever the input is; no newspaper report comes near them.
"""

from __future__ import annotations

MEBIBYTE = 1 << 20

DOCUMENT = 10 * MEBIBYTE
"""Bytes of one report: a text file, a line of JSON, a cell of a table, a record of an archive."""

PAGE = 5 * MEBIBYTE
"""Bytes of one web page."""

COLLECTION = 256 * MEBIBYTE
"""Bytes of a file that must be held whole to be read: a JSON list, a feed. JSON lines have no such limit."""

DEPTH = 200
"""Elements, lists or objects inside one another."""

RATIO = 250
"""How many times its size a compressed file may unfold to, past :data:`RATIO_FREE`. Text unfolds 3 to 20 times."""

RATIO_FREE = 8 * MEBIBYTE
"""Bytes that a compressed file may always unfold to."""

MEMBERS = 200_000
"""Files in one zip archive."""


def size(count: int) -> str:
    """A number of bytes for a message: ``10 MB``."""
    return f"{count / MEBIBYTE:,.0f} MB" if count >= MEBIBYTE else f"{count / 1024:,.0f} kB"


def too_large(what: str, limit: int) -> str:
    """The line that refuses what is larger than its limit."""
    return f"{what} is larger than {size(limit)}: no report is. Split it"
