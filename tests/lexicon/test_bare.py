"""Is the article taken off a word, and only the article?"""

from __future__ import annotations

import pytest

from marsad.arabic.normal import fold
from marsad.lexicon.conditions import bare, parse


@pytest.mark.parametrize(
    ("word", "without"),
    [
        ("المدينة", "مدينة"),  # the city
        ("الآليات", "آليات"),  # the vehicles
        ("آليات", "آليات"),  # vehicles: the first letters are no article
        ("ألغام", "ألغام"),  # mines
        ("الألغام", "ألغام"),  # the mines
        ("الإلكترونية", "إلكترونية"),  # the electronic
        ("قصف", "قصف"),  # shelling
    ],
)
def test_the_article_is_taken_off_once(word: str, without: str) -> None:
    assert bare(fold(word)) == fold(without)


@pytest.mark.parametrize("written", ["ألغام", "الألغام"])  # mines, the mines
def test_a_word_of_a_condition_fits_with_and_without_article(written: str) -> None:
    (test,) = parse("obj:=ألغام")
    assert test.fits(bare(fold(written)), frozenset())
