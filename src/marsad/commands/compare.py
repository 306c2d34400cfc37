"""Where do two coders differ on the same documents?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Annotated[str, typer.Argument(help="A coder (grammar, llm ...), or a file of coded JSON lines.")]


def compare(
    first: Side,
    second: Side,
    paths: Annotated[list[Path] | None, typer.Argument(help="Documents; not needed for two files.")] = None,
    differences: Annotated[int, typer.Option(min=0, help="How many differences to list.")] = 50,
    json: Annotated[Path | None, typer.Option(help="Writes the comparison to this file.")] = None,
) -> None:
    """Compares the claims of two coders side by side: what only one of them finds, and what they fill otherwise.

    Values that a language model gave and that do not stand in the text are dropped and counted.
    """
    import msgspec

    from marsad.evaluation.comparison import compare as compared

    found = compared(_side(first, paths or []), _side(second, paths or []))
    typer.echo(found.as_text(Path(first).name, Path(second).name, differences), nl=False)
    if json:
        json.write_bytes(msgspec.json.encode(found))


def _side(named: str, paths: Sequence[Path]) -> dict[str, list[dict[str, Any]]]:
    """The claims by document of a file, or of a coder that reads the documents now."""
    import msgspec

    from marsad.batch import coded
    from marsad.coders import maker
    from marsad.evaluation.gold import coded_lines
    from marsad.ingest import read
    from marsad.model import CodedDocument

    if Path(named).is_file():
        return coded_lines(Path(named))
    if not paths:
        raise typer.BadParameter(f"give the documents that {named} is to read", param_hint="PATHS")
    coder = maker(named)()
    documents = [result.document() for result in coded(read(paths), make=lambda: coder)]
    say_dropped(named, coder)
    return {each.doc: msgspec.to_builtins(each.claims) for each in documents if isinstance(each, CodedDocument)}


def say_dropped(named: str, coder: object) -> None:
    """Says how many values of a coder did not stand in the text, by field, if it counts them."""
    dropped = getattr(coder, "dropped", None)
    if dropped is not None:
        counts = ", ".join(f"{field} {number}" for field, number in sorted(dropped.items()) if number) or "nothing"
        typer.echo(f"{named}: dropped because it does not stand in the text: {counts}", err=True)
