"""How is a page made of a template? What comes from elsewhere is escaped, and what no page may hold is replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def environment_of(folder: Path, extensions: Sequence[str] = ()) -> Environment:
    """The templates of a folder; a name that a template is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_showable,
        extensions=extensions,
    )


def _showable(value: Any) -> Any:
    """Control characters that no page may hold, and halves of surrogate pairs, as U+FFFD."""
    return type(value)(_UNSHOWABLE.sub("\ufffd", value)) if isinstance(value, str) else value
