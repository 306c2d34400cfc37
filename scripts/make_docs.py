"""Which pages of the documentation are made from code and data? Writes them, or checks that they are fresh.

``python scripts/make_docs.py`` writes, ``--check`` fails when a page is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import manpage
from marsad import __version__
from marsad.cli import app
from marsad.codebook.describe import as_markdown

ROOT = Path(__file__).parent.parent


def command_line() -> str:
    """The page ``docs/cli.md``: every command with its arguments and options."""
    from typer.main import get_command

    head = [
        "# Command line",
        "",
        "<!-- Made by `make docs` from src/marsad/cli.py; edit there. -->",
        "",
        (
            "Where documents are asked for, these are read, by their endings: plain text (`.txt`), web pages (`.html`), "
            "JSON lists and objects (`.json`), JSON lines (`.jsonl`, `.ndjson`), tables (`.csv`, `.tsv`, `.parquet`), "
            "feeds (`.rss`, `.atom`, `.xml`) and web archives (`.warc`), each also as `.gz`, `.bz2`, `.xz` or `.zst`; "
            "`.zip` archives and folders of all these, `http://` and `https://` addresses of pages and feeds, and `-` "
            "for standard input, whose kind is told from its beginning. Encodings are found (UTF-8, UTF-16, "
            "Windows-1256, ISO-8859-6), whatever was declared. A JSON document has `doc`, `source`, `url`, `published`, "
            "`title`, `byline` and `text`; only `text` must be there. A table has such columns, in English or Arabic "
            "(`date`, `body`, `النص` and the others of `src/marsad/ingest/data/columns.toml`). What is larger than any "
            "report, nested without end, or unfolds without end is refused with one line, and the next document is "
            "read. Results go to standard output, progress and the summary to standard error."
        ),
        "",
        "| exit code | meaning |",
        "|---|---|",
        "| 0 | all done |",
        "| 1 | some documents failed (each has its error line), or some examples do not hold |",
        "| 2 | wrong use: a path that is not there, an unknown option |",
    ]
    root = get_command(app)
    whole = ["", "## marsad", "", "    marsad [OPTIONS] COMMAND [ARGS]...", "", root.help or "", *_table(root)]
    return "\n".join([*head, *whole, *_sections(root, "marsad")]) + "\n"


def manual() -> str:
    """The page of ``man marsad``."""
    from typer.main import get_command

    return manpage.page(get_command(app), __version__)


def _sections(command: Any, path: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner:
        for name, each in inner.items():
            yield from _sections(each, f"{path} {name}")
        return
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join(
        [path, *(f"{each.name.upper()}{'...' if each.nargs == -1 else ''}" for each in arguments), "[OPTIONS]"]
    )
    yield from ("", f"## {path}", "", f"    {usage}", "", *(line.strip() for line in command.help.splitlines()))
    yield from _table(command)


def _table(command: Any) -> Iterator[str]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    if arguments or options:
        yield from ("", "| | |", "|---|---|")
    for each in arguments:
        yield f"| `{each.name.upper()}` | {each.help or ''} |"
    for each in options:
        default = f" Default: `{_plain(each.default)}`." if each.default not in (None, False, ()) else ""
        yield f"| `{'`, `'.join(each.opts)}` | {each.help or ''}{default} |"


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": command_line, "docs/codebook.md": as_markdown, "man/marsad.1": manual,
}  # fmt: skip


def main() -> None:
    """Writes or checks every page."""
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"stale: {', '.join(stale)}. Run make docs.")


if __name__ == "__main__":
    main()
