"""Which types, statuses, roles and categories may a claim hold? The codebook as data, and its check of claims."""

from __future__ import annotations

from marsad.codebook.check import Breach, breaches, event_breaches
from marsad.codebook.load import Codebook, EventType, codebook

__all__ = ["Breach", "Codebook", "EventType", "breaches", "codebook", "event_breaches"]
