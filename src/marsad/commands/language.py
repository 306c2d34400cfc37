"""In which language does the command line explain itself? English, or Arabic from the catalogue ``locale/ar``.

Asked for with ``--lang``, else with ``MARSAD_LANG``, else with the language of the system.
"""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

LANGUAGES = ("en", "ar")
CATALOGUE = Path(__file__).parent / "locale" / "ar" / "messages.po"
FRAME = ("Usage: ", "Arguments", "Options", "Commands", "Show this message and exit.")
EXTRAS = ("default: ", "required", "env var: ")
"""Words that stand around the texts of commands and options; ``EXTRAS`` in brackets behind them."""

_CHOSEN = "marsad.commands.language"
_SYSTEM = ("MARSAD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_BRACKET = re.compile(r"\s*\[([^\[\]]*)\]$")


class Commands(TyperGroup):
    """The commands of Marsad, which explain themselves in the language that is asked for."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, speaking the language of this call."""
        found: Any = super().get_command(ctx, cmd_name)
        return found if found is None or _language(ctx) == "en" else spoken(found)

    def get_help(self, ctx: Any) -> str:
        """The help of the whole."""
        if _language(ctx) != "en":
            spoken(self)
            ctx.formatter_class = _arabic(ctx.formatter_class)
        return super().get_help(ctx)


def chosen(ctx: typer.Context, asked: str | None) -> str | None:
    """Notes the language that ``--lang`` asks for.

    Raises:
        BadParameter: Marsad does not explain itself in it.
    """
    if asked not in (None, *LANGUAGES):
        raise typer.BadParameter(f"{asked!r}: give one of {', '.join(LANGUAGES)}")
    ctx.meta[_CHOSEN] = asked
    return asked


def said(text: str) -> str:
    """The text in Arabic, paragraph by paragraph; what the catalogue does not hold stays as it is."""
    known = _catalogue()
    return "\n\n".join(known.get(each, each) for each in paragraphs(text)) if text.strip() else text


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line: what the catalogue is asked for."""
    return [" ".join(each.split()) for each in text.strip().split("\n\n")]


def spoken(command: Any) -> Any:
    """The same command, and all below it, with help in Arabic."""
    for part in (command, *command.params):
        for name in ("help", "epilog"):
            if words := getattr(part, name, None):
                setattr(part, name, said(words))
    command.context_class = _speaking(command.context_class)
    for each in getattr(command, "commands", {}).values():
        spoken(each)
    return command


def _language(ctx: Any) -> str:
    asked = ctx.meta.get(_CHOSEN) or next(filter(None, map(os.environ.get, _SYSTEM)), "en")
    return "ar" if asked[:2].lower() == "ar" else "en"


@functools.cache
def _catalogue() -> dict[str, str]:
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as stream:
        return {str(each.id): str(each.string) for each in read_po(stream, locale="ar") if each.id and each.string}


@functools.cache
def _speaking(context: type) -> type:
    """The class of contexts whose help is framed in Arabic."""
    return type("Speaking", (context,), {"formatter_class": _arabic(context.formatter_class)})  # type: ignore[attr-defined]


@functools.cache
def _arabic(formatter: type) -> type:
    """The class of formatters that frames help in Arabic."""
    if getattr(formatter, "arabic", False):
        return formatter
    base: Any = formatter

    class Arabic(base):  # type: ignore[misc]
        arabic = True

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or _catalogue()["Usage: "])

        def write_heading(self, heading: str) -> None:
            super().write_heading(said(heading))

        def write_dl(self, rows: Any, *widths: Any, **more: Any) -> None:
            super().write_dl([(first, _with_extras(second)) for first, second in rows], *widths, **more)

    return Arabic


def _with_extras(text: str) -> str:
    bracket = _BRACKET.search(text)
    if bracket is None or not any(word in bracket[1] for word in EXTRAS):
        return said(text)
    inside = bracket[1]
    for word in EXTRAS:
        inside = inside.replace(word, _catalogue()[word])
    return f"{said(text[: bracket.start()])}  [{inside}]"
