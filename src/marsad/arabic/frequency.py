"""How often a folded word form is written: the list that decides between readings of a form.

The list is compiled once, when the package is built, from the Arabic list of ``wordfreq`` (CC BY-SA 4.0 data);
a checkout that has not been built compiles it on first use.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import msgspec

from marsad.arabic.normal import fold

BUILT = Path(__file__).parent.parent / "_built" / "frequency.msgpack"
_ARABIC = re.compile("[\u0621-\u064a]+")
_LEAST = 5e-8


def compile_list() -> dict[str, int]:
    """Folded form to occurrences per 100 million words, from the installed ``wordfreq``."""
    from wordfreq import get_frequency_dict

    counts: dict[str, float] = {}
    for form, share in get_frequency_dict("ar", "best").items():
        if share >= _LEAST:
            folded = fold(form)
            if _ARABIC.fullmatch(folded):
                counts[folded] = counts.get(folded, 0.0) + share
    return {form: round(share * 1e8) for form, share in counts.items()}


def build(path: Path = BUILT) -> None:
    """Writes the compiled list; called by the build hook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.msgpack.encode(compile_list()))


@functools.cache
def frequencies() -> dict[str, int]:
    """Folded form to occurrences per 100 million words of the reference list."""
    if not BUILT.exists():
        build()
    return msgspec.msgpack.decode(BUILT.read_bytes(), type=dict[str, int])
