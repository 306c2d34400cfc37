"""How did these claims come about? Article, claims and the rules that made them, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from marsad.export.highlight import Mark, pieces
from marsad.export.reading import LABELS, readings
from marsad.model import Article, Claim, CodedDocument, FailedDocument

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

STYLES = {
    "trigger": "bold red",
    "actors": "magenta",
    "targets": "yellow",
    "places": "green",
    "time": "blue",
    "quantities": "bright_yellow",
    "sources": "cyan",
    "claimed_by": "cyan",
}


def write_trace(
    article: Article | None, document: CodedDocument | FailedDocument, console: Console | None = None
) -> None:
    """Prints one document: its text with the values coloured, then each claim with its words and rules."""
    from rich.console import Console as Terminal

    console = console or Terminal()
    if isinstance(document, FailedDocument) or article is None:
        error = document.error if isinstance(document, FailedDocument) else "no text"
        console.print(f"{document.doc}: {error}", style="red", markup=False, highlight=False)
        return
    about = " · ".join(part for part in (document.doc, document.source, document.published) if part)
    console.rule(about, align="left")
    console.print(_coloured(article.full, document.claims), "")
    for claim in document.claims:
        console.print(_claim(claim))


def _coloured(full: str, claims: Iterable[Claim]) -> Text:
    from rich.text import Text

    text = Text()
    marks = (
        Mark(f"{nth} {reading.field} {reading.nth}", reading.field, reading.start, reading.end)
        for nth, claim in enumerate(claims)
        for reading in readings(claim)
    )
    for piece in pieces(full, marks):
        text.append(piece.text, STYLES.get(piece.field or "", ""))
    return text


def _claim(claim: Claim) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    status = "" if claim.status == "reported" else f" ({claim.status})"
    table.add_row(
        Text(f"{claim.type}{status}", style="bold not dim"), Text(claim.trigger.text, style=STYLES["trigger"])
    )
    for reading in readings(claim):
        if reading.field in LABELS:
            words = Text(reading.words, style=STYLES[reading.field])
            characters = f"  [{reading.start}–{reading.end}]"
            table.add_row(
                LABELS[reading.field], words.append(f"  {reading.meaning}{characters}", style="not bold default")
            )
    if claim.means:
        table.add_row(LABELS["means"], Text(", ".join(claim.means)))
    table.add_row("rules", Text("\n".join(claim.rules) + "\n"))
    return table
