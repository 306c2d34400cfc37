"""Places by themselves: phrases with their kind and container, namesakes, names that are words too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.gazetteer.values import PlaceFinder

FIND = PlaceFinder()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the town of Humaymah in the area of Sukhnah; the military airport of Deir ez-Zor
        (
            "قصف بلدة حميمة بمنطقة السخنة ومطار دير الزور العسكري",
            ["Humaymah SY city", "Sukhnah SY city", "Deir ez-Zor Military Airport SY site"],
        ),
        # one Jericho is in Idlib, the other on the West Bank
        ("اشتباكات في أريحا بريف إدلب", ["Ariha SY city", "Idlib countryside SY region"]),
        ("اشتباكات في أريحا قرب رام الله", ["Jericho PS city", "Ramallah PS city"]),
        # two spellings of one town
        ("معارك في البوكمال", ["Albu Kamal SY city"]),
        ("معارك في أبو كمال", ["Albu Kamal SY city"]),
        # Bashiqa looks like "in a lover", Ras Lanuf like "to noses"
        ("قصف الجيش بعشيقة", ["Bashiqa IQ city"]),
        ("إغلاق ميناء رأس لانوف", ["Ras Lanuf LY city"]),
        # the sea, and the state of Sudan that is called after it
        ("هجوم على سفينة في البحر الأحمر قبالة الحديدة", ["Red Sea None region", "Al Hudaydah YE city"]),
        ("مقتل عشرة في ولاية البحر الأحمر بالسودان", ["Red Sea SD admin1", "Sudan SD country"]),
        # a name with a figure in it: Kilo 16 east of Hodeidah
        ("معارك في كيلو 16 شرقي مدينة الحديدة", ["Kilo 16 (Hodeidah) YE site", "Al Hudaydah YE city"]),
        # Stepanakert in Nagorno-Karabakh, and no Qarah Bagh of Afghanistan
        (
            "قصف ستيباناكيرت في إقليم ناغورني قره باغ",
            ["Stepanakert AZ city", "Nagorno-Karabakh AZ region"],
        ),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    values = FIND(text)
    assert [f"{v.name} {v.country} {v.level}" for v in values] == found
    assert all(text[v.start : v.end] == v.text for v in values)


@pytest.mark.parametrize(
    "text",
    [
        "فتح الجنود الباب وخرجوا",  # the soldiers opened the door (al-Bab)
        "تحقق النصر قريبا",  # victory (al-Nasr) comes soon
        "سلمى طالبة في الجامعة",  # Salma is a student
        "قال صالح إنه باق",  # Saleh said that he stays
    ],
)
def test_words_that_are_names_too_are_no_places_without_evidence(text: str) -> None:
    assert FIND(text) == []


def test_evidence_makes_them_places() -> None:
    assert [v.name for v in FIND("سيطر الجيش على مدينة الباب شمال حلب")][:1] == ["Al Bab"]  # the town of al-Bab
    assert [v.name for v in FIND("دخل الجيش بلدة سلمى في ريف اللاذقية")][:1] == ["Salma"]  # the town of Salma


def test_an_unknown_place_is_null_with_its_reason() -> None:
    [value] = FIND("معارك قرب قرية المهدية", "YE")  # no village of that name is known in Yemen
    assert (value.name, value.country, value.lat, value.rule) == (None, "YE", None, "place.elsewhere")


@given(st.text(alphabet="مدينة ريف حلب شمال بين ، الباب 0123 قرب", max_size=60))
def test_any_words_are_read_without_error(text: str) -> None:
    for value in FIND(text):
        assert text[value.start : value.end] == value.text
