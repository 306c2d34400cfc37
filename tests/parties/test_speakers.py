"""Who speaks, where a phrase stands as a source?"""

from __future__ import annotations

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.context import PartyContext
from marsad.parties.registry import Registry
from marsad.parties.speakers import name_speaker

# phrase, gloss, country of the report, phrases read before, name, kind as a source
SPEAKERS = [
    ("مصدر في قوات البيشمركة", "a source in the Peshmerga", None, (), "Peshmerga", "armed_group"),
    ("مصادر بالشرطة", "sources in the police", "IQ", (), "Iraq police", "official"),
    ("مصدر مطلع في المعارضة السورية", "an informed source in the Syrian opposition", None, (), "Syrian opposition",
     "armed_group"),
    ("مصادر محلية موثوقة", "reliable local sources", None, (), "local sources", "anonymous"),
    ("مصادر يمنية مطلعة", "informed Yemeni sources", None, (), "informed Yemeni sources", "anonymous"),
    ("مصادر عسكرية", "military sources", "YE", ("مصادر عسكرية يمنية",), "Yemeni military sources", "official"),
    ("مراسل قناة الجزيرة", "the correspondent of Al Jazeera", None, (), "Al Jazeera", "media"),
    ("مصادر أمنية لوكالة رويترز", "security sources to Reuters", None, (), "security sources", "official"),
    ("أحد السكان", "one of the inhabitants", None, (), "resident", "witness"),
    ("سكان محليون", "local inhabitants", None, (), "residents", "witness"),
    ("شهود عيان", "eyewitnesses", None, (), "eyewitnesses", "witness"),
    ("طبية", "(security and) medical (sources)", None, (), "medical sources", "medical"),
    ("القيادي في صفوف المقاومة", "the leader in the ranks of the resistance", "YE", (),
     "Popular Resistance (Yemen)", "armed_group"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "gloss", "country", "before", "name", "kind"), SPEAKERS, ids=[row[1] for row in SPEAKERS]
)
def test_speakers(phrase: str, gloss: str, country: str | None, before: tuple[str, ...], name: str, kind: str) -> None:
    context = PartyContext(country=country)
    tokenizer = Tokenizer(Registry.default().words())
    for earlier in before:
        context.name(tuple(token.core for token in tokenizer.tokens(fold(earlier))))
    tokens = tokenizer.tokens(fold(phrase))
    found = name_speaker(tuple(token.core for token in tokens), [token.pro for token in tokens], context)
    assert found is not None and (found.name, found.speaks) == (name, kind), gloss


def test_a_source_of_a_place_is_told_by_it() -> None:
    tokens = Tokenizer(Registry.default().words()).tokens(fold("مصادر محلية في سرت"))  # local sources in Sirte
    cores, pros = tuple(token.core for token in tokens), [token.pro for token in tokens]
    found = name_speaker(cores, pros, PartyContext(), place="Sirte")
    assert found is not None and found.name == "local sources in Sirte"
