"""Relations to geometry: tables of mentions with where they put a claim, and how precisely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.gazetteer.geometry import destination, geometry_of
from marsad.gazetteer.places import kilometres
from marsad.model import PlaceMention

PALMYRA = (34.56, 38.27)
HOMS = (34.73, 36.71)
SUKHNAH = (34.89, 38.87)


def mention(
    text: str, at: tuple[float, float] | None, role: str = "at", level: str = "city", km: float = 3, ident: str = "x"
) -> PlaceMention:
    lat, lon = at or (None, None)
    return PlaceMention(text, 0, len(text), role, text, "SY", level, lat, lon, km, ident or None)


@pytest.mark.parametrize(
    ("place", "radius", "where_prec", "geo_precision"),
    [
        (mention("تدمر", PALMYRA), 3, 1, 1),  # at Palmyra
        (mention("مطار تدمر", PALMYRA, level="site", km=15), 15, 2, 2),  # a site placed by its town
        (mention("تدمر", PALMYRA, "near"), 10, 2, 2),
        (mention("تدمر", PALMYRA, "in_area"), 15, 2, 2),
        (mention("تدمر", PALMYRA, "toward"), 25, 2, 2),
        (mention("منطقة تدمر", PALMYRA, level="admin2", km=25), 25, 3, 2),
        (mention("محافظة حمص", HOMS, level="admin1", km=85), 85, 4, 3),
        (mention("ريف حمص", HOMS, level="region", km=40, ident=""), 40, 3, 2),  # the countryside of Homs
        (mention("البادية", PALMYRA, level="region", km=150), 150, 5, 3),  # the desert
    ],
)
def test_one_place(place: PlaceMention, radius: float, where_prec: int, geo_precision: int) -> None:
    found = geometry_of([place])
    assert found is not None
    assert found.geometry == {"type": "Point", "coordinates": [place.lon, place.lat]}
    assert (found.radius_km, found.where_prec, found.geo_precision) == (radius, where_prec, geo_precision)


def test_so_many_kilometres_in_a_direction() -> None:
    full = "على بعد 15 كيلومترا شرق تدمر"  # at a distance of 15 km east of Palmyra
    at = full.index("شرق")
    place = PlaceMention("شرق تدمر", at, len(full), "at", "Palmyra", "SY", "city", *PALMYRA, 5.0, "gn:1")
    found = geometry_of([place], full)
    assert found is not None
    assert found.lat is not None
    assert found.lon is not None
    assert kilometres(*PALMYRA, found.lat, found.lon) == pytest.approx(15, abs=0.1)
    assert found.lon > PALMYRA[1]
    assert (found.relation, found.where_prec, found.geo_precision) == ("15 km east of", 2, 2)


def test_a_direction_alone_is_a_sector() -> None:
    found = geometry_of([mention("شمال تدمر", PALMYRA)])  # north of Palmyra
    assert found is not None
    assert found.geometry is not None
    ring = found.geometry["coordinates"][0]
    assert ring[0] == ring[-1] == [PALMYRA[1], PALMYRA[0]]
    assert all(lat >= PALMYRA[0] for _, lat in ring)
    assert (found.relation, found.where_prec) == ("north of", 2)


def test_a_direction_in_a_name_is_no_direction() -> None:
    found = geometry_of([mention("شمال سيناء", (30.3, 33.6), level="admin1", km=80)])  # North Sinai, a governorate
    assert found is not None
    assert (found.relation, found.where_prec) == ("in", 4)


def test_between_two_places_and_on_the_road() -> None:
    found = geometry_of([mention("حمص", HOMS, "along"), mention("تدمر", PALMYRA, "along")])
    assert found is not None
    assert found.geometry == {"type": "LineString", "coordinates": [[HOMS[1], HOMS[0]], [PALMYRA[1], PALMYRA[0]]]}
    assert found.lat == pytest.approx((HOMS[0] + PALMYRA[0]) / 2)
    assert (found.where_prec, found.geo_precision) == (5, 3)


def test_a_way_is_placed_at_its_end() -> None:
    found = geometry_of([mention("حمص", HOMS, "from"), mention("تدمر", PALMYRA, "to")])
    assert found is not None
    assert (found.lat, found.lon) == PALMYRA
    assert found.geometry is not None
    assert found.geometry["type"] == "LineString"


def test_several_places_and_a_container() -> None:
    found = geometry_of([mention("تدمر", PALMYRA), mention("السخنة", SUKHNAH)])
    assert found is not None
    assert found.geometry is not None
    assert found.geometry["type"] == "MultiPoint"
    inside = geometry_of([mention("محافظة حمص", HOMS, "in_area", "admin1", 85), mention("تدمر", PALMYRA)])
    assert inside is not None
    assert (inside.lat, inside.where_prec) == (PALMYRA[0], 1)


def test_a_country_alone_has_no_point() -> None:
    found = geometry_of([mention("سوريا", None, level="country")])
    assert found is not None
    assert (found.lat, found.geometry, found.where_prec, found.country) == (None, None, 6, "SY")
    assert geometry_of([]) is None


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(0, 359), st.floats(0.1, 500))
def test_a_destination_lies_as_far_as_asked(lat: float, lon: float, bearing: float, km: float) -> None:
    assert kilometres(lat, lon, *destination(lat, lon, bearing, km)) == pytest.approx(km, abs=0.01)
