"""Is the map that the server draws the one that the browser will draw?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.i18n import language
from marsad.web.mapping import Point, apart
from marsad.web.sketching import CLOSEST, HIGH, WIDE, WORLD, ground, sketch, view_of

LEVANT = (35.0, 32.0, 43.0, 37.5)


@pytest.mark.parametrize("bounds", [LEVANT, (-18.0, -2.0, 75.0, 42.0), (-170.0, -80.0, 170.0, 80.0)])
def test_bounds_fit_and_are_seen(bounds: tuple[float, float, float, float]) -> None:
    view = view_of(bounds)
    assert max(view.width / WIDE, view.height / HIGH) == pytest.approx(1)
    assert view.at(bounds[3], bounds[0]) == pytest.approx((0, 0), abs=1e-6)
    assert view.at(bounds[1], bounds[2]) == pytest.approx((view.width, view.height))
    west, south, east, north = view.box
    assert west <= bounds[0] < bounds[2] <= east
    assert south < bounds[1] < bounds[3] < north


def test_a_single_place_is_seen_with_what_is_around() -> None:
    view = view_of((36.1, 36.1, 36.1, 36.1))
    assert view.zoom == pytest.approx(CLOSEST)
    assert view.at(36.1, 36.1) == pytest.approx((WIDE / 2, HIGH / 2))


@pytest.mark.skipif(not WORLD.exists(), reason="the pages' files were not built: pip install -e .")
def test_land_is_drawn_short_beyond_the_view() -> None:
    near, far = ground(view_of(LEVANT)), ground(view_of((-18.0, -2.0, 75.0, 42.0)))
    assert all(re.fullmatch(r"(M-?\d+,-?\d+l(-?\d+,-?\d+ ?)+z?)+", path) for path in near.values())
    assert near["land"].endswith("z")
    assert not near["border"].endswith("z")
    assert sum(map(len, near.values())) < 20_000
    assert sum(map(len, far.values())) < 150_000


INLAND = {
    "Ashgabat": (37.95, 58.38),
    "Herat": (34.35, 62.2),
    "Tehran": (35.7, 51.4),
    "Riyadh": (24.7, 46.7),
    "Khartoum": (15.6, 32.5),
    "N'Djamena": (12.1, 15.0),
    "Ankara": (39.9, 32.9),
    "Kyiv": (50.45, 30.5),
}


@pytest.mark.skipif(not WORLD.exists(), reason="the pages' files were not built: pip install -e .")
@given(st.floats(-18, 60), st.floats(-10, 40), st.floats(3, 60), st.floats(3, 40))
def test_what_is_land_is_land_in_every_view(west: float, south: float, wide: float, high: float) -> None:
    view = view_of((west, south, west + wide, south + high))
    land = ground(view)["land"]
    for lat, lon in INLAND.values():
        x, y = view.at(lat, lon)
        if 0 < x < view.width and 0 < y < view.height:
            assert crossings(land, x, y) % 2 == 1, (lat, lon)


def crossings(path: str, x: float, y: float) -> int:
    """How often the lines of a path cross the ray from a point to the east: odd for a point within."""
    count = 0
    for line in re.findall(r"M([^M]+)z", path):
        (across, down), *steps = [tuple(map(int, pair.split(","))) for pair in re.split("[l ]", line)]
        corners = [(across, down)]
        for dx, dy in steps:
            corners.append((corners[-1][0] + dx, corners[-1][1] + dy))
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                count += 1
    return count


def test_points_stand_where_they_are_with_the_largest_below() -> None:
    points = [Point(36.2, 37.16, 1, "x", group="force", killed=9, sources=3), Point(33.5, 36.3, 1250, "x")]
    drawn = sketch(view_of(LEVANT), points, language("en"))
    assert [spot.count for spot in drawn.spots] == ["1.2K", ""]
    assert drawn.spots[1].ring == 3
    assert drawn.spots[1].size == pytest.approx(1.6)
    assert all(0 < spot.x < drawn.width and 0 < spot.y < drawn.height for spot in drawn.spots)


@given(st.lists(st.tuples(st.integers(1, 9000), st.floats(-60, 60), st.floats(-170, 170)), max_size=60))
def test_discs_that_would_hide_each_other_are_one_with_all_their_events(found: list[tuple[int, float, float]]) -> None:
    cells = [(number, lat, lon, at) for at, (number, lat, lon) in enumerate(sorted(found, reverse=True))]
    left = apart(cells, 3.0)
    assert sum(cell[0] for cell in left) == sum(cell[0] for cell in cells)
    assert len(left) <= len(cells)


def test_discs_beside_each_other_stay_apart() -> None:
    close, far = [(9, 30.0, 40.0, 1), (5, 30.2, 40.2, 2)], [(9, 30.0, 40.0, 1), (5, 38.0, 48.0, 2)]
    assert [cell[0] for cell in apart(close, 4.0)] == [14]
    assert apart(far, 4.0) == far
