"""What is an event in a few lines of plain text? Its line, who stands behind it, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import Event
from marsad.web.i18n import Language
from marsad.web.telling import Naming, told


def recounted(event: Event, spoken: Language, naming: Naming) -> Iterator[str]:
    """The lines, the first without an indent."""
    yield told(event, spoken, naming)
    counts = [
        spoken.plural("%(num)s report", "%(num)s reports", len(event.articles)),
        spoken.plural("%(num)s newspaper", "%(num)s newspapers", len(event.outlets)),
        spoken.plural("%(num)s independent source", "%(num)s independent sources", len(event.independent_sources)),
    ]
    names = spoken.joined([naming.party(name) for name in event.independent_sources])
    yield "  " + spoken.text(", ").join(counts) + (f": {names}" if names else "")
    kinds = list(dict.fromkeys(each.kind for each in event.contradictions))
    if kinds:
        what = spoken.joined([spoken.label("contradictions", kind) for kind in kinds])
        yield "  " + spoken.text("disputed: %(what)s", what=what)
    yield f"  {event.event}"
