"""Which classes do the words about an event word have, and do names stand for what they are?"""

from __future__ import annotations

import pytest

from marsad.coder import ranker, wordclasses
from marsad.coder.ranker import names
from marsad.coder.reportreading import ReportReader
from marsad.coder.view import view
from marsad.coder.wordclasses import class_features, classes, phrase_classes, symbols
from marsad.errors import DataError
from marsad.model import Article

READER = ReportReader()
SAID = "قال المرصد السوري إن طائرات حربية قصفت حلب"  # The Syrian Observatory said that warplanes bombed Aleppo
ELSEWHERE = "قال المرصد السوري إن طائرات حربية قصفت الموصل"  # ... bombed Mosul

BEFORE = "قصفت طائرات حربية حلب"  # warplanes bombed Aleppo


def told(text: str) -> list[str]:
    report = READER.read(Article(doc="t", text=text, published="2015-06-01"))
    seen = view(report, 0, READER.rooms.lexicon)
    draft = next(draft for draft in seen.drafts if draft.type == "attack.air")
    return class_features(seen, draft)


def about_the_aircraft(text: str) -> set[str]:
    report = READER.read(Article(doc="t", text=text, published="2015-06-01"))
    seen = view(report, 0, READER.rooms.lexicon)
    draft = next(draft for draft in seen.drafts if draft.type == "attack.air")
    aircraft = next(phrase for phrase in report.phrases[0] if phrase.head == "aircraft")
    return set(names(phrase_classes(seen, draft, aircraft)))


def test_every_word_has_three_classes_and_few_wide_ones_hold_many() -> None:
    known = classes()
    assert len(known) > 5000
    assert {len(row) for row in known.values()} == {3}
    sizes = [len({row[level] for row in known.values()}) for level in range(3)]
    assert sizes == sorted(sizes) and sizes[0] <= 50 and sizes[2] <= 400


def test_words_used_alike_share_a_class() -> None:
    known = classes()
    assert known["قال"][1] == known["اكد"][1]  # said, affirmed
    assert known["قال"][1] != known["قصف"][1]  # shelling


def test_names_stand_for_what_they_are_so_that_another_war_looks_the_same() -> None:
    assert told(SAID) == told(ELSEWHERE)


def test_parties_in_the_same_company_look_the_same_in_another_war() -> None:
    assert about_the_aircraft(SAID) == about_the_aircraft(ELSEWHERE) != about_the_aircraft(BEFORE)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("قتل 12 مدنيا في دير الزور", ["@number", "@place", ""]),  # 12 civilians were killed in Deir ez-Zor
        ("انفجرت سيارة TNT في الموصل", ["@foreign", "@place"]),  # a TNT car exploded in Mosul
    ],
)
def test_numbers_and_names_have_no_words(text: str, marks: list[str]) -> None:
    report = READER.read(Article(doc="t", text=text, published="2015-06-01"))
    assert [symbol for symbol in symbols(report.sentences[0]) if symbol.startswith("@") or not symbol] == marks


def test_a_damaged_file_is_named_with_its_line(tmp_path, monkeypatch) -> None:
    data = tmp_path / "wordclasses.tsv"
    data.write_text("قال\tقال\tقال\tقال\nقصف\tقصف\n", encoding="utf-8")
    monkeypatch.setattr(wordclasses, "DATA", data)
    with pytest.raises(DataError, match=r"wordclasses\.tsv.*2"):
        wordclasses.build(tmp_path / "built.msgpack")


def test_events_alone_are_weighed_by_classes_of_words() -> None:
    for name, model in ranker.models().items():
        weighed = any(feature.startswith("word.") and "~" in feature for feature in model.weights)
        assert not weighed or name in ("event", "toll")
