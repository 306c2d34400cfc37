"""What does the map show before its program runs, and where none runs? Land and points drawn on the server as SVG."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from marsad.web.i18n import Language
from marsad.web.mapping import WORLD_PIXELS, Box, Point, mercator, radius

WORLD = Path(__file__).parent / "static" / "world.json"
WIDE, HIGH, EDGE = 590, 400, 40
"""Pixels of the drawing within the map of a wide window, and around it, as `frontend/src/map.ts` fits the bounds."""
AROUND = 500
"""Pixels beyond the drawing for which land is drawn, since a map is seldom as wide and high as what it shows."""
CLOSEST = 8
"""The zoom beyond which bounds are not followed."""
GRID = {"land": 1, "river": 2, "lake": 1, "border": 1}
"""The kinds of ground from below, and how exactly each is drawn, in pixels."""
SMALLEST = 3
"""Pixels that a line or ring must measure to be drawn."""
Points = npt.NDArray[np.float64]


class Lines(msgspec.Struct, frozen=True):
    """Lines one after the other, in degrees of Mercator's projection: points, the length of each, and extents."""

    points: Points
    lengths: npt.NDArray[np.int64]
    extents: Points
    """West, south, east and north, a row each."""


class Spot(msgspec.Struct, frozen=True):
    """A point in pixels of the drawing, with what its symbol shows."""

    x: float
    y: float
    point: Point
    size: float
    """Radius of a cluster, factor of the shape of one event."""
    count: str = ""

    @property
    def ring(self) -> int:
        """How wide the ring of independent sources is, in pixels."""
        return min(self.point.sources, 6)


class Sketch(msgspec.Struct, frozen=True):
    """The drawing: its size in pixels, the path of each kind of ground, and the points."""

    width: float
    height: float
    ground: dict[str, str]
    spots: list[Spot]


class View(msgspec.Struct, frozen=True):
    """What a drawing shows: its corner in degrees of Mercator's projection, its size in pixels, pixels a degree."""

    west: float
    north: float
    width: float
    height: float
    scale: float

    @property
    def zoom(self) -> float:
        """The zoom of the map that shows the same."""
        return math.log2(360 * self.scale / WORLD_PIXELS)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """A place on the globe in pixels of the drawing."""
        return (lon - self.west) * self.scale, (self.north - mercator(lat)) * self.scale

    @property
    def box(self) -> Box:
        """West, south, east and north of what can be seen, edges included."""
        edge = EDGE / self.scale
        south = self.north - self.height / self.scale - edge
        east = self.west + self.width / self.scale + edge
        return max(self.west - edge, -180), _latitude(south), min(east, 180), _latitude(self.north + edge)


def view_of(bounds: Box) -> View:
    """The view that fits bounds (west, south, east, north), no closer than ``CLOSEST``."""
    west, south, east, north = bounds[0], mercator(bounds[1]), bounds[2], mercator(bounds[3])
    closest = WORLD_PIXELS * 2**CLOSEST / 360
    scale = min(WIDE / max(east - west, 1e-9), HIGH / max(north - south, 1e-9), closest)
    width, height = max((east - west) * scale, 1.0), max((north - south) * scale, 1.0)
    if scale == closest:
        middle, centre = (west + east) / 2, (south + north) / 2
        west, north, width, height = middle - WIDE / 2 / scale, centre + HIGH / 2 / scale, WIDE, HIGH
    return View(west, north, width, height, scale)


def sketch(view: View, points: Iterable[Point], spoken: Language) -> Sketch:
    """The drawing of a view; the ground is empty where the files of the pages were not built."""
    found = sorted(points, key=lambda point: -point.count)
    return Sketch(view.width, view.height, ground(view), [_spot(view, point, spoken) for point in found])


@functools.lru_cache(maxsize=256)
def ground(view: View) -> dict[str, str]:
    """The path of each kind of ground, in whole pixels."""
    return {kind: _paths(_world()[kind], view, GRID[kind], closed=kind in ("land", "lake")) for kind in GRID}


def _seen(lines: Lines, view: View) -> npt.NDArray[np.bool_]:
    """Which lines reach into a view and are no dots in it."""
    reach, scale = AROUND / view.scale, view.scale
    west, south, east, north = lines.extents
    inside = (east > view.west - reach) & (west < view.west + view.width / scale + reach)
    inside &= (south < view.north + reach) & (north > view.north - view.height / scale - reach)
    large = np.maximum(east - west, north - south) * scale >= SMALLEST
    return np.asarray(inside & large, dtype=np.bool_)


def _paths(lines: Lines, view: View, grid: int, *, closed: bool) -> str:
    """The lines that are seen; what lies beyond one edge of the view on end is drawn short, since nobody sees it.

    A point is beyond one edge alone, so that what runs about a corner of the view keeps a point there.
    """
    seen = _seen(lines, view)
    points = lines.points[np.repeat(seen, lines.lengths)]
    line = np.repeat(np.arange(seen.sum()), lines.lengths[seen])
    if not len(points):
        return ""
    x = np.rint((points[:, 0] - view.west) * view.scale / grid).astype(np.int64) * grid
    y = np.rint((view.north - points[:, 1]) * view.scale / grid).astype(np.int64) * grid
    edges = [x < -AROUND, x > view.width + AROUND, y < -AROUND, y > view.height + AROUND]
    beyond = np.select(edges, [1, 2, 3, 4], 0)
    first = np.diff(line, prepend=-1) != 0
    last = np.roll(first, -1)
    on_end = (beyond > 0) & (beyond == np.roll(beyond, 1)) & (beyond == np.roll(beyond, -1))
    kept = first | last | ~on_end
    x, y, line = x[kept], y[kept], line[kept]
    moved = (np.diff(x, prepend=x[0]) != 0) | (np.diff(y, prepend=y[0]) != 0) | (np.diff(line, prepend=-1) != 0)
    return _written(x[moved], y[moved], line[moved], closed=closed)


def _written(
    x: npt.NDArray[np.int64], y: npt.NDArray[np.int64], line: npt.NDArray[np.int64], *, closed: bool
) -> str:  # fmt: skip
    steps = [f"{dx},{dy}" for dx, dy in zip(np.diff(x).tolist(), np.diff(y).tolist(), strict=True)]
    ends = [*(np.flatnonzero(np.diff(line)) + 1).tolist(), len(line)]
    made, start = [], 0
    for end in ends:
        if end - start >= (3 if closed else 2):
            made.append(f"M{x[start]},{y[start]}l{' '.join(steps[start : end - 1])}{'z' if closed else ''}")
        start = end
    return "".join(made)


def _spot(view: View, point: Point, spoken: Language) -> Spot:
    """Sizes as in `frontend/src/symbols.ts`."""
    x, y = view.at(point.lat, point.lon)
    if point.count > 1:
        return Spot(
            round(x, 1),
            round(y, 1),
            point,
            round(radius(point.count), 1),
            spoken.short(point.count),
        )
    return Spot(round(x, 1), round(y, 1), point, round(1 + min(1.2, math.log10(1 + point.killed) * 0.6), 2))


@functools.cache
def _world() -> dict[str, Lines]:
    """The lines of the coarse base map by kind."""
    found: dict[str, list[Points]] = {kind: [] for kind in GRID}
    if WORLD.exists():
        for each in msgspec.json.decode(WORLD.read_bytes())["features"]:
            shape = each["geometry"]["coordinates"]
            rings = shape if each["geometry"]["type"] == "Polygon" else [shape]
            found[each["properties"]["kind"]] += map(_projected, rings)
    return {kind: _together(lines) for kind, lines in found.items()}


def _together(lines: Sequence[Points]) -> Lines:
    ends = [(*line.min(axis=0), *line.max(axis=0)) for line in lines]
    extents = np.array(ends, dtype=np.float64).reshape(-1, 4).T
    points = np.concatenate(lines) if lines else np.empty((0, 2))
    return Lines(points, np.array([len(line) for line in lines], dtype=np.int64), extents)


def _projected(line: Sequence[Sequence[float]]) -> Points:
    points = np.array(line, dtype=np.float64)
    points[:, 1] = np.degrees(np.arcsinh(np.tan(np.radians(np.clip(points[:, 1], -85, 85)))))
    return points


def _latitude(mercator: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(mercator))))
