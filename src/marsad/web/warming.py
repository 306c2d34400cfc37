"""What would the first visitor wait for? The columns, the names, the timeline and who holds what, made beforehand."""

from __future__ import annotations

from marsad.store import Filter
from marsad.web.overview import named_places, view
from marsad.web.placepages import held_now
from marsad.web.state import Shared
from marsad.web.timeline import timeline

EVERYTHING = Filter()


def warm(kept: Shared) -> None:
    """Makes and keeps them."""
    one = kept.now()
    view(one, EVERYTHING, None)
    one.cache.get(("timeline", EVERYTHING), lambda: timeline(one.chosen(EVERYTHING)))
    named_places(one)
    held_now(one)
