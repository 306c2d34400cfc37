"""How exact are days and places in the codes of the field?"""

from __future__ import annotations

import datetime
import math

_CELLS = 720
"""PRIO-GRID cells of half a degree around the earth, numbered eastward from 180° W, row by row from the south."""


def days(start: str, end: str) -> int:
    """How many days from an ISO date to another, both included."""
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days + 1


def ucdp_date_precision(start: str, end: str) -> int:
    """UCDP's ``date_prec``: 1 day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    span = days(start, end)
    return 1 if span == 1 else 2 if span <= 6 else 3 if span == 7 else 4 if span <= 31 else 5


def acled_time_precision(start: str, end: str) -> int:
    """ACLED's ``time_precision``: 1 day, 2 week, 3 month (or longer)."""
    span = days(start, end)
    return 1 if span == 1 else 2 if span <= 7 else 3


def priogrid(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell (0.5°) that holds a point in degrees (WGS 84)."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), _CELLS - 1)
    return row * _CELLS + column + 1
