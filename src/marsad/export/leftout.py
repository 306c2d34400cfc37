"""What does a format not take, and why?"""

from __future__ import annotations

import msgspec


class LeftOut(msgspec.Struct, frozen=True):
    """An event that a format has no place for, by its id, and the reason."""

    event: str
    why: str
