"""Events written for the tests of the formats, one for each thing that a format has to say."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.export.happening import Happening, Party, Report, Spot, happening
from marsad.model import Contradiction, Event, EventPlace, PartyMention, SaidNumber, Spread
from standin import ARTICLE, air_strike

REPORT = Report(
    ARTICLE.doc, air_strike(), ARTICLE.source, ARTICLE.published, ARTICLE.title, "http://news.test/1", ARTICLE.text[:60]
)
LATER = Report(
    "later", air_strike(), "Other Gazette", "2020-05-08", '=HYPERLINK("http://x")', None, "+1 " + ARTICLE.text
)
PLACE = EventPlace("As Sidr", "LY", "city", 30.63, 18.35, 5, "gn:1")
EVENT = Event(
    event="0123456789abcdef",
    type="attack.air",
    status="reported",
    start="2020-05-05",
    end="2020-05-05",
    place=PLACE,
    actors=["Libya"],
    targets=["civilians"],
    numbers={
        "killed": Spread(9, 9, 14, [SaidNumber("The Observatory", 9, 9), SaidNumber("Red Crescent", 14, None)]),
        "wounded": Spread(20, None, None, [SaidNumber("The Observatory", 20, None)]),
    },
    articles=[ARTICLE.doc, "later"],
    outlets=["Other Gazette", "Test Gazette"],
    claims=["c1", "c2"],
    independent_sources=["The Observatory", "Red Crescent"],
    contradictions=[
        Contradiction("number", "killed", [["c1"], ["c2"]]),
        Contradiction("occurrence", None, [["c1"], ["c2"]]),
    ],
)
STATE = Party("Libya", "libya", "state", "LY")
ARMED = Party("Islamic State", "islamic-state", "armed_group", None)
MILITIA = Party("Zintan", "misrata-militias", "armed_group", "LY")
CIVILIANS = Party("civilians", "civilians", "civilians", None)
ABROAD = Party("Russia", "russia", "state", "RU")
BRIDGE = Party("جسر")  # a bridge


def told(actors: list[Party] | None = None, targets: list[Party] | None = None, **changed: Any) -> Happening:
    """The event with other parties or other values; ``spot`` changes values of its place."""
    spot = changed.pop("spot", {})
    event = msgspec.structs.replace(EVENT, **changed)
    made = happening(event, [REPORT, LATER])
    assert made.spot is not None
    place: Spot = msgspec.structs.replace(made.spot, admin1="Sirte", **spot)
    return msgspec.structs.replace(
        made,
        actors=[STATE] if actors is None else actors,
        targets=[CIVILIANS] if targets is None else targets,
        spot=place,
    )


def named(name: str, kind: str) -> PartyMention:
    """A mention that says what a name is."""
    return PartyMention("x", 0, 1, name, name.lower(), kind)


ALL = [
    told(),
    told(event="1" * 16, type="clash", actors=[STATE, ARMED], targets=[], end="2020-05-09", start="2020-05-03"),
    told(event="2" * 16, type="capture", actors=[MILITIA], targets=[ARMED], numbers={}),
    told(event="3" * 16, type="protest", actors=[CIVILIANS], targets=[], numbers={}),
    told(event="4" * 16, status="planned"),
    told(event="5" * 16, status="denied", type="attack.shelling"),
    told(event="6" * 16, start=None, end=None, date_precision=None),
    told(event="7" * 16, actors=[], targets=[BRIDGE], numbers={}),
    told(event="8" * 16, type="control", numbers={}),
    told(event="9" * 16, spot={"level": "country", "where_prec": 6, "geo_precision": 3}),
    told(event="a" * 16, spot={"geometry": {"type": "LineString", "coordinates": [[18.0, 30.0], [18.5, 30.5]]}}),
    msgspec.structs.replace(told(event="b" * 16, place=PLACE), spot=None),
    told(event="c" * 16, type="attack.armed", actors=[ABROAD], targets=[ARMED], start="2020-01-01", end="2020-01-31"),
]
