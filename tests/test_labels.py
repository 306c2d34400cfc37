"""Does every value of the codebook have a label in both languages?"""

from __future__ import annotations

import msgspec
import pytest

from marsad.codebook import codebook
from marsad.codebook.labels import label, labels

SETS = ("types", "statuses", "roles", "source_kinds", "quantities", "levels")


@pytest.mark.parametrize("kind", SETS)
def test_every_value_of_the_codebook_has_a_label_and_no_other(kind: str) -> None:
    values = getattr(codebook(), kind)
    assert set(labels()[kind]) == set(values)


def test_labels_differ_within_a_set_and_language() -> None:
    for kind, entries in labels().items():
        if kind == "towards":  # words between an event and its targets, which many types share
            continue
        for language in ("en", "ar"):
            shown = [msgspec.structs.asdict(entry)[language] for entry in entries.values()]
            assert len(set(shown)) == len(shown), kind


def test_a_value_that_the_codebook_has_not_stands_for_itself() -> None:
    assert label("types", "attack.air", "ar") == "غارة جوية"  # air strike
    assert label("types", "no.such", "en") == "no.such"
    assert label("types", None, "en") == ""
