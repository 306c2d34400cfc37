"""Is a word found with what is written before it?"""

from __future__ import annotations

import pytest

from marsad.arabic.joined import joined_forms


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("قصف", {"قصف", "القصف", "وقصف", "والقصف", "بالقصف", "للقصف", "وللقصف", "فقصف"}),  # shelling
        ("القصف", {"القصف", "والقصف", "بالقصف", "للقصف"}),  # the shelling
    ],
)
def test_particles_and_the_article_stand_before_a_word(word: str, written: set[str]) -> None:
    assert written <= set(joined_forms(word))


@pytest.mark.parametrize("word", ["reuters", "12", "من"])  # من: from, too short
def test_other_words_stay_as_they_are(word: str) -> None:
    assert joined_forms(word) == [word]


def test_a_word_with_the_article_is_not_found_without() -> None:
    assert "قصف" not in joined_forms("القصف")
