"""What do documents get that carry no date and no newspaper? Those that the command line gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from marsad.batch import Item

Published = Annotated[str | None, typer.Option(help="Date (2017-09-03) of documents that carry none.")]
Source = Annotated[str | None, typer.Option(help="Newspaper of documents that carry none.")]


def dated(items: Iterator[Item], published: str | None, source: str | None) -> Iterator[Item]:
    """The documents, those without a date or a newspaper with the ones given.

    Raises:
        DocumentError: the date is no ISO date.
    """
    from marsad.ingest.undated import dated as filled

    yield from filled(items, published, source)
