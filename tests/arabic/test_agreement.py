"""Do a verb and a noun agree, by gender and number?"""

from __future__ import annotations

import pytest

from marsad.arabic.agreement import agrees, noun_case, verb_agreement
from marsad.arabic.normal import fold

# verb, gloss, gender, number
VERBS = [
    ("قصفت", "she shelled", "f", "sg"),
    ("قتلوا", "they killed", "m", "pl"),
    ("يقاتلون", "they fight", "m", "pl"),
    ("يقاتل", "he fights", "m", "sg"),
    ("تقاتل", "she fights, or he exchanged", "", "sg"),
    ("سيطر", "he took", "m", "sg"),
]


@pytest.mark.parametrize(("verb", "gloss", "gender", "number"), VERBS, ids=[row[1] for row in VERBS])
def test_verb_agreement(verb: str, gloss: str, gender: str, number: str) -> None:
    assert verb_agreement(fold(verb)) == (gender, number), gloss


# gender and number of the verb, shape of the noun, whether the verb stands after it, verdict
PAIRS = [
    ("f", "sg", "f", False, True),
    ("f", "sg", "m", False, False),
    ("m", "sg", "p", False, True),  # سيطر المسلحون: the verb before its subject stands in the singular
    ("m", "sg", "p", True, False),
    ("m", "pl", "p", True, True),
    ("m", "pl", "p", False, False),
    ("", "sg", "m", False, True),
    ("f", "sg", "", False, True),
]


@pytest.mark.parametrize(("gender", "number", "shape", "after", "verdict"), PAIRS)
def test_agrees(gender: str, number: str, shape: str, after: bool, verdict: bool) -> None:
    assert agrees(gender, number, shape, after=after) is verdict


CASES = [
    ("مقاتلين", "pl", "fighters", "oblique"),
    ("مقاتلي", "pl", "fighters of", "oblique"),
    ("المتمردون", "pl", "the rebels", "nominative"),
    ("مقاتلو", "pl", "fighters of", "nominative"),
    ("جنديان", "du", "two soldiers", "nominative"),
    ("جنديين", "du", "two soldiers", "oblique"),
    ("عناصر", "pl", "members: a broken plural shows no case", ""),
    ("ضابط", "sg", "an officer", ""),
]


@pytest.mark.parametrize(("core", "number", "gloss", "case"), CASES)
def test_case_of_nouns_for_people(core: str, number: str, gloss: str, case: str) -> None:
    assert noun_case(core, number) == case, gloss
