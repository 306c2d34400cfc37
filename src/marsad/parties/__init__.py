"""Which party a phrase names: the registry, the reading of phrases, and the memory of a report."""

from __future__ import annotations

from marsad.parties.examples import failures
from marsad.parties.values import PartyValue, parties_in

__all__ = ["PartyValue", "failures", "parties_in"]
