"""Is a report about war told from one that only borrows its words?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.clitics import AFTER_CORE, BEFORE_CORE
from marsad.arabic.normal import fold, normalise, written_words
from marsad.coder import relevance
from marsad.coder.glance import Glance
from marsad.coder.reportreading import rooms
from marsad.lexicon.compiler import DATA

_ROWS = (DATA / "relevance.examples.tsv").read_text(encoding="utf-8").splitlines()
EXAMPLES = [row.split("\t") for row in _ROWS if row and not row.startswith("#")]
GLANCE = Glance(rooms().tokenizer, relevance.shipped())


def _words(text: str) -> list[str]:
    folded = normalise(text).text
    return list(relevance.words_of(rooms().tokenizer.tokens(folded, 0, len(folded))))


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_examples_beside_the_words(text: str, kind: str) -> None:
    assert (relevance.relevance(_words(text)) >= relevance.shipped().least) == (kind == "war")


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_the_first_look_spares_no_report_of_war(text: str, kind: str) -> None:
    cores = list(rooms().tokenizer.cores(normalise(text).text))
    assert cores == _words(text)
    assert not (kind == "war" and relevance.hopeless(cores))


WORDS = sorted({word for row in EXAMPLES for word in row[0].split()})
LISTED = sorted({*relevance.shipped().words, *relevance.shipped().pairs})
WRITTEN = st.builds(
    lambda particle, word, pronoun: particle + word + pronoun,
    st.sampled_from(sorted(BEFORE_CORE)),  # and, the, in the, for the, will, and for ...
    st.sampled_from(LISTED) | st.sampled_from(LISTED).map(lambda word: word[:-1] + "ت"),
    st.sampled_from(sorted(AFTER_CORE)),  # her, their, his, our ...
)
MARKS = ["\u064b", "\u0640", "\u200f", ".", "2015", "\ufedf", "(", "war"]


@given(
    st.lists(st.lists(st.sampled_from([*WORDS, *MARKS]) | WRITTEN, min_size=1, max_size=3).map("".join), max_size=60)
)
def test_a_glance_at_written_words_finds_hopeless_what_their_cores_are(pieces: list[str]) -> None:
    text = " ".join(pieces)
    folded = normalise(text).text
    assert [word for word in map(fold, written_words(text)) if word] == re.findall("[\u0621-\u064a]+", folded)
    assert GLANCE.hopeless(text) == relevance.hopeless(rooms().tokenizer.cores(folded))


def test_no_words_no_war() -> None:
    assert relevance.relevance([]) == 0.0
    assert relevance.relevance(_words("... 2015 !")) < relevance.shipped().least


def test_the_opening_counts_more() -> None:
    """A raid (غارة) named first says more than one named after a long account of other things."""
    raid, other = "غارة على القرية", "حديث طويل عن أمور أخرى كثيرة جدا " * 10
    assert relevance.relevance(_words(f"{raid} {other}")) > relevance.relevance(_words(f"{other} {raid}"))


def test_a_wrong_weight_names_file_and_domain(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('least = 1\n[[war]]\ndomain = "fire"\nweight = 9\nwords = "غارة"\n', encoding="utf-8")
    with pytest.raises(relevance.RelevanceError, match=r"words\.toml.*fire.*9"):
        relevance.read_vocabulary(path)
