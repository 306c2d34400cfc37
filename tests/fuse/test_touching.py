"""Which accounts that a database holds do new ones concern?"""

from __future__ import annotations

from typing import Any

import pytest
from reports import HOMS, claim, document

from marsad.fuse import accounts, block_keys, fuse
from marsad.fuse.touching import Touching

# (what the new report says other than the one before, do they share what makes a candidate, are they linked)
SECOND = [
    ("the same", {}, True, True),
    ("the same words and day, another town", {"places": [HOMS]}, True, False),
    ("the same town and words, years later", {"day": "2021-05-02"}, False, False),
    ("the same town and day, other words and another deed", {"text": "اجتمع الوزيران", "kind": "talks"}, False, False),
]  # the two ministers met


@pytest.mark.parametrize(("what", "parts", "shares", "linked"), SECOND, ids=[row[0] for row in SECOND])
def test_only_what_evidence_links_is_loaded(what: str, parts: dict[str, Any], shares: bool, linked: bool) -> None:
    old, new = document("a", claim(killed=7)), document("b", claim(**{"killed": 7, **parts}))
    [held] = accounts(old)
    touching = Touching(accounts(new))
    found = touching.candidates({key: [0] for key in touching.keys() & set(block_keys(held))})
    assert bool(found) == shares
    assert any(touching.links(held, asked) for asked in found.values()) == linked
    assert (len(set(fuse([old, new]).components.values())) == 1) == linked
