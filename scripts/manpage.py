"""What does ``man marsad`` say? The page of the whole command line, made from its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.commands.language import paragraphs


def page(root: Any, version: str) -> str:
    """The page in roff: the commands in their order, each with its usage, words, arguments and options."""
    return "\n".join(_page(root, version)) + "\n"


def _page(root: Any, version: str) -> Iterator[str]:
    summary, *more = paragraphs(root.help)
    yield '.\\" Made by `make docs` from the code; edit there.'
    yield f'.TH MARSAD 1 "" "Marsad {version}" "User Commands"'
    yield f".SH NAME\nmarsad \\- {_plain(summary.rstrip('.')[0].lower() + summary.rstrip('.')[1:])}"
    yield ".SH SYNOPSIS\n.B marsad\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]..."
    yield f".SH DESCRIPTION\n{_plain(' '.join([summary, *more]))}"
    yield ".SH OPTIONS"
    yield from _described(root)
    yield ".SH COMMANDS"
    for name, command in root.commands.items():
        yield from _command(command, f"marsad {name}")
    yield ".SH ENVIRONMENT"
    for name, words in ENVIRONMENT.items():
        yield f".TP\n.B {name}\n{_plain(words)}"
    yield f".SH EXIT STATUS\n{_plain(root.epilog)}"
    yield ".SH SEE ALSO\nThe folder docs of the source, or the page About of \\fBmarsad serve\\fR."


ENVIRONMENT = {
    "MARSAD_DB": "The database, for commands that take --db.",
    "MARSAD_LANG": "Language of the help: en or ar.",
    "MARSAD_GAZETTEER": "Your own file of places, which the coder reads too.",
}


def _command(command: Any, path: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner:
        for name, each in inner.items():
            yield from _command(each, f"{path} {name}")
        return
    arguments = [each.name.upper() for each in command.params if each.param_type_name == "argument"]
    yield f".SS {_plain(path)} [\\fIOPTIONS\\fR]{''.join(f' {chr(92)}fI{_plain(name)}{chr(92)}fR' for name in arguments)}"
    for number, words in enumerate(paragraphs(command.help or "")):
        yield f"{'.PP' + chr(10) if number else ''}{_plain(words)}"
    yield from _described(command)


def _described(command: Any) -> Iterator[str]:
    for each in command.params:
        if getattr(each, "hidden", False):
            continue
        is_option = each.param_type_name == "option"
        names = ", ".join([*each.opts, *each.secondary_opts]) if is_option else each.name.upper()
        value = each.default
        shown = value not in (None, False, ()) and not callable(value)
        default = f" Default: {getattr(value, 'value', value)}." if shown else ""
        yield f".TP\n\\fB{_plain(names)}\\fR\n{_plain((each.help or '') + default)}"


def _plain(words: str) -> str:
    """Words in which roff sees no requests; the dashes of options can be copied."""
    escaped = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-").replace("``", "")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped
