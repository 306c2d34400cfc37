"""Does the map of an event show how sure its place is, and the map of events the names that a reader looks for?"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from marsad.model import Event, PlaceMention
from marsad.store import Store
from marsad.web.labelling import NEAR, labels, weighed
from marsad.web.naming import Naming
from marsad.web.whereabouts import LEAST_DEGREES, around, extent

IDLIB = PlaceMention("إدلب", 0, 4, "at", "Idlib", "SY", "city", 35.93, 36.63, 8.0, "gn:169577")  # Idlib
ALEPPO = PlaceMention("حلب", 0, 3, "at", "Aleppo", "SY", "city", 36.2, 37.16, 8.0, "gn:170063")  # Aleppo
NOWHERE = Event("e", "attack", "reported", None, None, None)


@pytest.mark.parametrize(
    ("places", "kinds"),
    [
        ([IDLIB], [("within", "Polygon"), ("told", "Point")]),
        ([IDLIB, ALEPPO], [("told", "MultiPoint")]),
        ([msgspec.structs.replace(p, role="along") for p in (IDLIB, ALEPPO)], [("told", "LineString")]),
        ([], []),
    ],
)
def test_a_point_has_its_radius_and_a_road_its_line(places: list[PlaceMention], kinds: list[tuple[str, str]]) -> None:
    shapes = around(NOWHERE, [places])
    found = [(each["properties"]["kind"], each["geometry"]["type"]) for each in shapes["features"]]
    assert found == kinds
    box = extent(shapes)
    if box is None:
        assert kinds == []
    else:
        west, south, east, north = box
        assert all(west <= p.lon <= east and south <= p.lat <= north for p in places if p.lon and p.lat)
        assert east - west >= 2 * LEAST_DEGREES


def test_what_most_reports_tell_is_drawn_last() -> None:
    shapes = around(NOWHERE, [[IDLIB], [ALEPPO], [ALEPPO]])
    assert [each["properties"]["claims"] for each in shapes["features"]] == [1, 1, 2, 2]


def test_countries_are_named_from_afar_and_towns_from_near(made: Path) -> None:
    with Store.open(made) as store:
        named = weighed(store)
        naming = Naming(store, "en")
        far = [each.name for each in labels((20, 10, 60, 45), NEAR - 1, named, naming)]
        near = [each.name for each in labels((36, 35.5, 37, 36.5), 8, named, naming)]
    assert {"Syria", "Iraq", "Yemen", "Egypt"} <= set(far)
    assert "Idlib" in near
