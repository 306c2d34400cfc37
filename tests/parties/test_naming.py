"""Noun phrases and the parties they name; every phrase with its English gloss."""

from __future__ import annotations

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.context import PartyContext
from marsad.parties.examples import Example, examples, failure
from marsad.parties.naming import name_phrase
from marsad.parties.registry import Registry, find_aliases


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(Registry.default().words())


def cores(tokenizer: Tokenizer, text: str) -> tuple[str, ...]:
    return tuple(token.core for token in tokenizer.tokens(fold(text)))


EXAMPLES = examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.gloss for example in EXAMPLES])
def test_example_holds(example: Example) -> None:
    assert failure(example) is None


def test_a_person_is_remembered_with_his_party(tokenizer: Tokenizer) -> None:
    context = PartyContext()
    # the spokesman of the Russian defence ministry, Pavel Orlov; later: Orlov
    context.name(cores(tokenizer, "المتحدث باسم وزارة الدفاع الروسية بافل أورلوف"))
    found = context.name(cores(tokenizer, "أورلوف"))
    assert found is not None
    assert (found.name, found.rule) == ("Russia", "person named before")


def test_the_source_is_the_last_unnamed_one(tokenizer: Tokenizer) -> None:
    context = PartyContext()
    context.name(cores(tokenizer, "مصادر مطلعة"))  # informed sources
    found = context.name(cores(tokenizer, "المصدر"))  # the source
    assert found is not None
    assert found.name == "informed sources"


def test_weak_names_wait_for_the_report(tokenizer: Tokenizer) -> None:
    [hit] = find_aliases(cores(tokenizer, "التحالف"))  # the coalition
    assert hit.weak
    assert hit.party is None


def test_reading_changes_nothing(tokenizer: Tokenizer) -> None:
    context = PartyContext(country="YE")
    phrase = cores(tokenizer, "الجيش")  # the army
    name_phrase(cores(tokenizer, "الجيش السوري"), context)  # the Syrian army
    found = name_phrase(phrase, context)
    assert found is not None
    assert found.name == "Yemen"


def test_evidence_is_where_the_name_stands(tokenizer: Tokenizer) -> None:
    # members of the extremist organisation "Daesh"
    found = name_phrase(cores(tokenizer, 'عناصر من تنظيم "داعش" المتطرف'), PartyContext())
    assert found is not None
    assert (found.first, found.last) == (4, 4)


def test_find_aliases_takes_the_longest_name(tokenizer: Tokenizer) -> None:
    # the Free Syrian Army and the Syrian army fought near Aleppo
    words = cores(tokenizer, "اشتبك الجيش السوري الحر والجيش السوري قرب حلب")
    assert [(hit.first, hit.last, hit.party.name) for hit in find_aliases(words) if hit.party] == [
        (1, 3, "Free Syrian Army"),
        (4, 5, "Syrian government"),
    ]


@pytest.mark.parametrize("phrase", [(), ("",), ('"', "("), ("12", "و"), ("ال",)])
def test_odd_phrases_name_nobody(phrase: tuple[str, ...]) -> None:
    assert name_phrase(phrase, PartyContext()) is None
    assert find_aliases(phrase) == []
