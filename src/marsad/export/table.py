"""How do claims look in a terminal? One table a document, for the eye."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from marsad.export.reading import meaning, number
from marsad.model import Claim, CodedDocument, FailedDocument, PartyMention, PlaceMention, Quantity, SourceMention

if TYPE_CHECKING:
    from rich.console import RenderableType

_STATUS = {"reported": "", "planned": " ○", "possible": " ?", "denied": " ✗"}
PAGE_WIDTH = 150
"""Columns of a table that is written to a file or a pipe."""

COLUMNS = ("claim", "by", "on", "where", "when", "how many", "says who")


def document_table(document: CodedDocument) -> RenderableType:
    """The claims of a document: one row a claim, its rules left out."""
    from rich.table import Table

    about = " · ".join(part for part in (document.doc, document.source, document.published) if part)
    table = Table(title=f"{document.title or ''}\n{about}".strip(), title_justify="left", expand=True, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, overflow="fold", ratio=None if name == "claim" else 1, no_wrap=name == "claim")
    for claim in document.claims:
        table.add_row(*row(claim))
    if not document.claims:
        table.add_row(*["—"] * len(COLUMNS))
    return table


def write_tables(documents: Iterable[CodedDocument | FailedDocument], stream: BinaryIO) -> None:
    """Writes a table for each document; a failed one is a line that says why."""
    from rich.console import Console

    text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
    console = Console(file=text, width=None if stream.isatty() else PAGE_WIDTH)
    for document in documents:
        if isinstance(document, FailedDocument):
            console.print(f"{document.doc}: {document.error}\n", markup=False, highlight=False)
        else:
            console.print(document_table(document), "")
    text.detach()


def row(claim: Claim) -> tuple[str, ...]:
    """The cells of a claim, in the order of :data:`COLUMNS`."""
    return (
        f"{claim.type}{_STATUS.get(claim.status, ' ' + claim.status)}\n{claim.trigger.text}",
        _names(claim.actors),
        _names(claim.targets),
        _names(claim.places),
        "" if claim.time is None else meaning(claim.time).replace(" – ", "\n– "),
        "\n".join(f"{_number(q)} {q.what}" for q in claim.quantities),
        _names(claim.sources),
    )


def _number(quantity: Quantity) -> str:
    return number(quantity.low, quantity.high, quantity.approx)


def _names(mentions: Iterable[PartyMention | PlaceMention | SourceMention]) -> str:
    return "\n".join(dict.fromkeys(mention.name or mention.text for mention in mentions))
