"""How is a table written so that any spreadsheet opens it safely, and read back as it was?"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from marsad.errors import DocumentError

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHIELD = "'"
BETWEEN = "; "
"""What stands between several values in one cell."""


def safe(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula.

    A text that begins with ``= + - @``, tab or carriage return gets an apostrophe before it, and so does one that
    begins with an apostrophe before one of these; numbers stay numbers. NUL characters are left out.
    """
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".")
    if isinstance(cell, int):
        return str(cell)
    text = cell.replace("\x00", "")
    return _SHIELD + text if text.lstrip(_SHIELD).startswith(_FORMULA) else text


def plain(text: str) -> str:
    """The text of a cell before :func:`safe`."""
    shielded = text.startswith(_SHIELD) and text.lstrip(_SHIELD).startswith(_FORMULA)
    return text[1:] if shielded else text


def write_rows(rows: Iterable[Sequence[Cell]], stream: BinaryIO) -> int:
    """Writes rows as CSV (UTF-8, RFC 4180, CRLF); returns how many, the header not counted."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer, written = csv.writer(text), -1
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        written += 1
    text.detach()
    return max(written, 0)


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, the header first.

    Raises:
        DocumentError: it is no UTF-8 or no CSV.
    """
    csv.field_size_limit(1 << 24)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.reader(stream, strict=True)
    except (csv.Error, UnicodeDecodeError) as error:
        raise DocumentError(str(path), f"no CSV in UTF-8: {error}") from error


def table_problems(
    path: Path, whose: str, columns: Sequence[str], key: str, faults: Callable[[dict[str, str]], Iterable[str]]
) -> Iterator[str]:
    """What in a CSV file does not keep a format's columns, cells and ids; ``faults`` says it of the values of a row."""
    lines = read_rows(path)
    if next(lines, None) != list(columns):
        yield f"line 1: not {whose} {len(columns)} columns in their order"
        return
    seen: set[str] = set()
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(columns):
            yield f"row {number}: {len(cells)} cells instead of {len(columns)}"
            continue
        row = dict(zip(columns, cells, strict=True))
        yield from (f"row {number}: {why}" for why in faults(row))
        yield from (f"row {number}: {columns[at]} could be taken for a formula" for at in unsafe_cells(cells))
        if row[key] in seen:
            yield f"row {number}: a second event {row[key]}"
        seen.add(row[key])


def several(values: Iterable[str | None]) -> str:
    """Several values in one cell, each once."""
    return BETWEEN.join(dict.fromkeys(value for value in values if value))


def unsafe_cells(row: Sequence[str]) -> Iterator[int]:
    """The places of cells that a spreadsheet would take for a formula; numbers are none."""
    for at, cell in enumerate(row):
        if cell.startswith(_FORMULA) and not _is_number(cell):
            yield at


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
