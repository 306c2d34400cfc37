"""Words and their clitics: single cases with glosses, and a measured set of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer

TOKENIZER = Tokenizer()
_SET = Path(__file__).with_name("clitics.tsv")


def taken_apart(text: str) -> list[str]:
    """The Arabic words of a text, split ones as particles+core+pronoun."""
    tokens = [token for token in TOKENIZER.tokens(fold(text)) if token.kind == "w"]
    return [f"{t.pro}+{t.core}+{t.enc}" if t.pro or t.enc else t.core for t in tokens]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("وقال", "و+قال+"),  # and he said
        ("للمدينة", "ل+المدينه+"),  # for the city
        ("للجنة", "ل+اللجنه+"),  # for the committee
        ("لليبيا", "ل+ليبيا+"),  # for Libya
        ("للقاء", "ل+اللقاء+"),  # for the meeting
        ("قصفتها", "+قصفت+ها"),  # she shelled it
        ("سيطرتها", "+سيطره+ها"),  # her control
        ("خطفوهم", "+خطفوا+هم"),  # they kidnapped them
        ("يتلقاها", "+يتلقي+ها"),  # he receives it
        ("انتهائها", "+انتهاء+ها"),  # its end
        ("أعضائه", "+اعضاء+ه"),  # his members
        ("مستواها", "+مستوي+ها"),  # its level
        ("مقاتليه", "+مقاتلي+ه"),  # his fighters
        ("هجومه", "+هجوم+ه"),  # his attack
        ("مدينة", "مدينه"),  # city
        ("سيقصف", "س+يقصف+"),  # will shell
        ("ستكون", "س+تكون+"),  # will be
        ("وسيجدون", "وس+يجدون+"),  # and they will find
        ("عليها", "+علي+ها"),  # on it
        ("لأنهم", "+لان+هم"),  # because they
        ("بأنه", "ب+ان+ه"),  # that he
        ("فقد", "ف+قد+"),  # and already
        ("ولا", "و+لا+"),  # nor
        ("وهو", "و+هو+"),  # and he
        ("فيصل", "فيصل"),  # Faisal
        ("بشار", "بشار"),  # Bashar
        ("لبنان", "لبنان"),
        ("كركوك", "كركوك"),
        ("باريس", "باريس"),
        ("وائل", "وائل"),  # Wael
        ("ويتكوف", "ويتكوف"),  # Witkoff
        ("وخاركيف", "و+خاركيف+"),  # and Kharkiv
        ("والضرقان", "و+الضرقان+"),  # and "the Darqan", a name that nobody knows
        ("وزير", "وزير"),  # minister
        ("بيان", "بيان"),  # statement
        ("بانتظار", "ب+انتظار+"),  # in expectation
        ("اتجاه", "اتجاه"),  # direction
        ("مياه", "مياه"),  # waters
        ("ولي", "ولي"),  # guardian
        ("والي", "و+الي+"),  # and to
    ],
)
def test_one_word(word: str, parts: str) -> None:
    assert taken_apart(word) == [parts]


@pytest.mark.parametrize(
    ("word", "parts"),
    [("ولايزال", ["و+لا+", "يزال"]), ("لايمكن", ["لا", "يمكن"]), ("ماكانت", ["ما", "كانت"]), ("مايو", ["مايو"])],
)
def test_words_written_without_a_blank(word: str, parts: list[str]) -> None:
    assert taken_apart(word) == parts  # is still; cannot; was not; May


def test_the_article() -> None:
    found = {t.form: t.det for t in TOKENIZER.tokens(fold("القوات ألقت آلاف الألغام وللجيش إلى"))}
    assert found == {"القوات": True, "القت": False, "الاف": False, "الالغام": True, "وللجيش": True, "الي": False}


def test_sentences_are_split_right() -> None:
    words = right = 0
    wrong = []
    for line in _SET.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        sentence, parts = line.split("\t")
        pairs = list(zip(taken_apart(sentence), parts.split(), strict=True))
        words += len(pairs)
        right += sum(found == wanted for found, wanted in pairs)
        wrong += [f"{found} for {wanted}" for found, wanted in pairs if found != wanted]
    assert right / words >= 0.98, wrong


@given(st.text(alphabet='والقصفهاتنيمك سب12,.ab"', max_size=60))
def test_offsets_hold(text: str) -> None:
    for token in TOKENIZER.tokens(text):
        assert text[token.start : token.end] == token.form
        assert token.start <= token.core_start <= token.core_end <= token.end
        assert token.core
