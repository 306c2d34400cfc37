"""Does a list that is unpacked as it is asked for say the same as one that is unpacked at once?"""

from __future__ import annotations

import random

import msgspec
import pytest

from marsad.arabic.frequency import Frequencies, frequencies

WORDS = {"حرب": 900, "حربي": 40, "حر": 70, "ال": 5}  # war, military, heat, the


def packed(shelves: dict[str, dict[str, int]]) -> Frequencies:
    return Frequencies(msgspec.msgpack.decode(msgspec.msgpack.encode(shelves), type=dict[str, msgspec.Raw]))


def test_forms_are_found_on_their_shelves() -> None:
    listed = packed({"حرب": {"حرب": 900, "حربي": 40}, "حر": {"حر": 70}, "ال": {"ال": 5}})
    assert {word: listed[word] for word in WORDS} == WORDS
    assert "حربية" not in listed
    assert listed.get("حربية") == 0
    assert listed.get("سلام", 7) == 7  # peace
    with pytest.raises(KeyError):
        listed["سلام"]
    assert dict(listed) == WORDS


def test_the_shipped_list_holds_what_it_iterates_over() -> None:
    listed = frequencies()
    some = random.Random(5).sample(sorted(listed), 200)
    assert len(listed) > 200_000
    assert all(listed[word] == listed.counts[word] > 0 for word in some)
