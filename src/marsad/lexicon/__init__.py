"""The domain's words as data: triggers, speech, sources, status, nouns, tolls; beside every file its examples."""

from __future__ import annotations

from marsad.lexicon.check import Failure, check
from marsad.lexicon.unknown import Unknown, unknown

__all__ = ["Failure", "Unknown", "check", "unknown"]
