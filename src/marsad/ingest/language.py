"""Is this text Arabic?"""

from __future__ import annotations

import re

_SAMPLE = 4000
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06d2]")  # pe, che, zhe, gaf; Urdu's letters


def language(text: str) -> str | None:
    """``ar`` where most letters of the beginning are Arabic, ``None`` where that is not so."""
    sample = text[:_SAMPLE]
    script = len(_SCRIPT.findall(sample))
    if not script or script * 2 < len(_LETTER.findall(sample)):
        return None
    return "ar" if len(_NOT_ARABIC.findall(sample)) * 50 < script else None
