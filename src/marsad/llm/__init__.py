"""Which claims does a language model read out of an article? A coder for any OpenAI-compatible endpoint.

It stands behind the same type as the grammar coder, and behind a stricter check: every value must stand word for word
in the text, or it is dropped and counted. What the words mean (days, numbers, places, parties) Marsad reads itself.
"""

from __future__ import annotations

from marsad.llm.coder import LlmCoder
from marsad.llm.settings import Settings

__all__ = ["LlmCoder", "Settings", "coder"]


def coder() -> LlmCoder:
    """The coder that the environment describes (``MARSAD_LLM_URL``, ``MARSAD_LLM_MODEL`` ...).

    Raises:
        MarsadError: the environment names no endpoint or model.
    """
    return LlmCoder(Settings.from_environment())
