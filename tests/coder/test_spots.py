"""Which phrases of a sentence are places? Own sentences with the places that a reader finds in them."""

from __future__ import annotations

import pytest

from marsad.coder.reportreading import Report, ReportReader
from marsad.model import Article

READER = ReportReader()
# "The regime's aircraft shelled IS positions, and ten gunmen were killed in a suicide attack in the city of Aleppo."
BEFORE = "قصفت طائرات النظام السوري مواقع لتنظيم داعش وقتل عشرة مسلحين في هجوم انتحاري في مدينة حلب. "

# (gloss, text, phrases that are places)
PLACES = [
    ("They stormed a camp in a village.", "اقتحموا مخيما في قرية تلعرن.", ["مخيما", "قرية تلعرن"]),
    ("A bomb went off before a court in Cairo.", "انفجرت قنبلة أمام محكمة في القاهرة.", ["محكمة", "القاهرة"]),
    ("Troops raided several villages.", "دهمت القوات عدة قرى.", ["عدة قرى"]),
    ("They shelled other areas.", "قصفوا أمس مناطق أخرى.", ["مناطق أخرى"]),
    ("The army left the air base.", "خرج الجيش من القاعدة الجوية.", ["القاعدة الجوية"]),
    ("Fighters came out of Syrian land.", "خرج مقاتلون من الأراضي السورية.", ["الأراضي السورية"]),
    ("Fighting went on in the north-east of the country.", "استمر القتال في شمال شرق البلاد.", ["شمال شرق البلاد"]),
    ("They pulled out of the coastal town.", "انسحبوا من المدينة الساحلية.", ["المدينة الساحلية"]),
    ("Raids hit the east of Lebanon and its south.", "طالت الغارات شرق لبنان وجنوبه.", ["شرق لبنان", "جنوبه"]),
    ("They control the area of (Xan).", "سيطروا على منطقة «الزقلة».", ["منطقة «الزقلة»"]),
    ("Attacks in Kuwait and Saudi Arabia.", "وقعت هجمات في الكويت والسعودية.", ["الكويت", "السعودية"]),
    (
        "They took the villages of Ziyadiya and Zalhaba.",
        "سيطروا على قريتي الزيادية وزلهبة.",
        ["قريتي الزيادية", "زلهبة"],
    ),
    ("Near the border with Turkey.", "دارت معارك قرب الحدود مع تركيا.", ["الحدود مع تركيا"]),
    ("On the border between two.", "قصفوا الحدود بين لبنان وسوريا.", ["الحدود بين لبنان وسوريا"]),
    ("In the village of Tell Zaqla.", "قصفوا قرية تل زقلا أمس.", ["قرية تل زقلا"]),
    ("Quarters of unknown names.", "قصفوا حي الزقلان وحي الضرقان.", ["حي الزقلان", "حي الضرقان"]),
    ("The shelling of the quarter of X in Aleppo.", "استمر القصف لحي الضرقان في حلب.", ["حي الضرقان", "حلب"]),
    ("An oil field.", "هاجموا حقل التيم النفطي قرب دير الزور.", ["حقل التيم النفطي", "دير الزور"]),
    (
        "They took the villages of Zaqla and Darqan near Aleppo.",
        "سيطروا على قرى زقلا والضرقان القريبة من حلب.",
        ["قرى زقلا", "الضرقان", "حلب"],
    ),
    (
        "They took three villages, which are Zaqla, Darqan and Tell Banar.",
        "استعادوا ثلاث قرى هي زقلا والضرقان وتلزنار.",
        ["ثلاث قرى", "زقلا", "الضرقان", "تلزنار"],
    ),
    ("The resistance in Taiz shelled them.", "قصفت المقاومة في تعز مواقع الحوثيين.", ["تعز"]),
    ("Round the general command.", "دارت معارك في محيط القيادة العامة في حلب.", ["محيط القيادة العامة", "حلب"]),
    ("On a hill of an unknown name.", "دارت معارك في تبة الزقلان قرب حلب.", ["تبة الزقلان", "حلب"]),
    ("The two villages of Olives and Xan.", "قصفوا قريتي الزيتون والضرقان.", ["قريتي الزيتون", "الضرقان"]),
    ("In Marib and Ibb.", "تجددت الغارات في مأرب وإب.", ["مأرب", "إب"]),
    ("Hundreds fled from the town.", "نزح المئات من مدينة حلب إلى إدلب.", ["مدينة حلب", "إدلب"]),
    ("In the village of X south of Y.", "قصفوا قرية تلزنار جنوبي حلب.", ["قرية تلزنار", "جنوبي حلب"]),
]

# (gloss, text, what is no place there)
NO_PLACES = [
    ("They attacked at a late hour.", "هاجموا نقطة عسكرية وسط حلب في وقت متأخر.", "وقت متأخر"),
    ("Ten were hurt.", "سقط صاروخ وسط حلب وأصيب عشرة بجراح.", "جراح"),
    ("They attacked with the aim of revenge.", "هاجموا حلب بهدف الانتقام.", "هدف الانتقام"),
    ("The army for its part shelled Aleppo.", "الجيش من جهته قصف حلب.", "جهته"),
    ("The convoy was on its way to Aleppo.", "كانت القافلة في طريقها إلى حلب.", "طريقها"),
    ("He told the newspaper that they shelled Aleppo.", "قال لـ«الشرق الأوسط» إنهم قصفوا حلب.", "الشرق الأوسط"),
    ("Videos on social media showed the shelling.", "أظهرت مشاهد على مواقع التواصل قصف حلب.", "مواقع التواصل"),
    ("He was shot in the head.", "أصيب برصاصة في الرأس خلال معارك حلب.", "الرأس"),
    ("His birthplace, not Muscat.", "قتل القائد في مسقط رأسه خلال معارك حلب.", "مسقط"),
    ("The White House condemned the shelling.", "أدان البيت الأبيض قصف حلب.", "البيت الأبيض"),
]


def read(text: str) -> Report:
    return READER.read(Article(doc="own", text=BEFORE + text, published="2017-05-10"))


def places(text: str, at: int = -1) -> list[str]:
    """The phrases of the places of a sentence as written."""
    report = read(text)
    spans = [
        report.normal.span(sentence.tokens[spot.first].core_start, sentence.tokens[spot.last - 1].end)
        for sentence, spots in zip(report.sentences[at:][:1], report.spots[at:][:1], strict=True)
        for spot in spots
    ]
    return [report.article.full[start:end] for start, end in spans]


@pytest.mark.parametrize(("gloss", "text", "wanted"), PLACES, ids=[row[0][:40] for row in PLACES])
def test_the_places_of_a_sentence_are_found(gloss: str, text: str, wanted: list[str]) -> None:
    assert places(text) == wanted, gloss


@pytest.mark.parametrize(("gloss", "text", "phrase"), NO_PLACES, ids=[row[0][:40] for row in NO_PLACES])
def test_what_is_no_place_is_none(gloss: str, text: str, phrase: str) -> None:
    assert phrase not in places(text), gloss


def test_a_name_that_a_word_for_its_kind_told_is_a_place_later() -> None:
    # "Fighting went on in the village of Zuqla. They left Zuqla yesterday."
    assert places("استمر القتال في قرية زقلاب. وانسحبوا من زقلاب أمس.") == ["زقلاب"]


def test_a_town_spelled_like_a_month_is_a_town_in_reports_of_its_country() -> None:
    # "Coalition aircraft shelled Houthis in Saada, Sanaa and Taiz in Yemen. Three were killed in Ibb. In August ..."
    before = "قصف طيران التحالف العربي معسكرات الحوثيين في صعدة وصنعاء وتعز باليمن. "
    report = READER.read(Article(doc="own", text=before + "قتل ثلاثة منهم في إب أمس.", published="2017-05-10"))
    assert [spot.ref.name for spot in report.spots[-1] if spot.ref] == ["Ibb"]
    report = READER.read(Article(doc="own", text=before + "قتل ثلاثة منهم في آب الماضي.", published="2017-05-10"))
    assert report.spots[-1] == []


def test_the_two_villages_named_before_are_no_town_called_so() -> None:
    villages = read("دخلوا قريتي الزيادية وزلهبة ثم قصفت الطائرات القريتين.").spots[-1]
    assert "Al Qaryatayn" not in {spot.ref.name for spot in villages if spot.ref}
    town = read("دخلوا مدينة القريتين ثم قصفت الطائرات القريتين.").spots[-1]
    assert {spot.ref.name for spot in town if spot.ref} == {"Al Qaryatayn"}


def test_a_base_points_back_to_the_base_that_was_named() -> None:
    # "They surrounded the air base of Al Anad. They stormed the base."
    report = read("حاصروا قاعدة العند الجوية في اليمن. ثم اقتحموا القاعدة.")
    assert [spot.ref.name for spot in report.spots[-1] if spot.ref] == [
        spot.ref.name for spot in report.spots[-2][:1] if spot.ref
    ]


def test_a_place_beside_a_site_stands_in_a_nest_with_it() -> None:
    # "A bomb went off in a market in the town of Azaz."
    report = read("انفجرت قنبلة في سوق في مدينة إعزاز.")
    assert [spot.chain for spot in report.spots[-1]] == ["", "في"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # "The French pulled out of the Xan base south of Tripoli." "They agreed on Hodeida and its ports in Sweden."
        ("انسحب الفرنسيون من ألمانيا ومن قاعدة زقلاب جنوب طرابلس في ليبيا.", "LY"),
        ("اتفقوا على وقف القتال في مدينة الحديدة وموانئها خلال محادثات في السويد.", "YE"),
        ("قصفوا حلب ثم بلدة تركية على الطريق.", "TR"),  # "They shelled Aleppo, then a Turkish town on the road."
    ],
)
def test_a_place_without_a_known_name_lies_in_the_country_of_the_town_beside_it(text: str, country: str) -> None:
    unnamed = [spot.ref.country for spot in read(text).spots[-1] if spot.ref and spot.ref.name is None]
    assert unnamed[:1] == [country]


def test_the_region_after_talks_in_a_capital_is_not_the_capital() -> None:
    # "After talks in Ankara he said that the war in the region dragged on."
    region = read("بعد محادثات في أنقرة قال إن الحرب في المنطقة طالت.").spots[-1][-1].ref
    assert region is not None
    assert (region.name, region.country) == (None, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "in the street of Baghdad in the middle of Damascus", "the quarter of Ras al-Ayn in Nablus": namesakes
        ("انفجرت قنبلة في شارع بغداد وسط دمشق.", [(None, "SY"), ("Damascus", "SY")]),
        ("اقتحموا حي رأس العين في نابلس.", [(None, "PS"), ("Nablus", "PS")]),
        # "clashes on the front of Al Mallah in the northern countryside of Aleppo": no town of Yemen
        ("دارت معارك على جبهة الملاح في ريف حلب الشمالي.", [(None, "SY"), ("Aleppo northern countryside", "SY")]),
        # "a town in the province of Unity in South Sudan"
        (
            "سقطت قذيفة على بانتيو بولاية الوحدة في جنوب السودان.",
            [("Bentiu", "SS"), ("Unity", "SS"), ("South Sudan", "SS")],
        ),
    ],
)
def test_a_place_lies_where_the_next_words_say(text: str, wanted: list[tuple[str | None, str]]) -> None:
    spots = read(text).spots[-1]
    assert [(spot.ref.name, spot.ref.country) for spot in spots if spot.ref] == wanted


def test_a_word_for_several_places_says_what_all_in_its_list_are() -> None:
    # "Fighting went on between the provinces of Lahj and Taiz." "... in Taiz."
    assert [spot.level for spot in read("تجددت المعارك في محافظتي لحج وتعز.").spots[-1]] == ["admin1", "admin1"]
    assert [spot.level for spot in read("تجددت المعارك في تعز.").spots[-1]] == ["city"]


def test_what_a_hill_overlooks_is_not_where_it_was_taken() -> None:
    # "They took Mount Sabir, which overlooks the town of Taiz."
    assert [spot.told for spot in read("سيطروا على جبل صبر المطل على مدينة تعز.").spots[-1]] == ["", "landmark"]


def test_a_camp_points_back_to_no_air_base() -> None:
    # "They attacked the Labuza camp. They took the air base of Al Anad. They left the camp."
    report = read("هاجموا معسكر لبوزة في اليمن. وسيطروا على قاعدة العند الجوية. ثم غادروا المعسكر.")
    assert [spot.ref.name for spot in report.spots[-1] if spot.ref] == ["Labuza camp"]
    airport = read("سيطروا على قاعدة العند الجوية في اليمن. ثم غادروا المطار.")
    assert [spot.ref.name for spot in airport.spots[-1] if spot.ref] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "the quarters of Tuffah and Daraj east of Gaza", "the camps of Jenin and Balata": known by the word for one
        ("تجددت الاشتباكات في حيي التفاح والدرج شرق غزة.", ["Tuffah", "Daraj", "Gaza"]),
        ("اقتحمت القوات مخيمي جنين وبلاطة.", ["Jenin Camp", "Balata Camp"]),
    ],
)
def test_several_places_are_known_by_the_names_of_each(text: str, wanted: list[str]) -> None:
    assert [spot.ref.name for spot in read(text).spots[-1] if spot.ref] == wanted


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # "around the town of Aleppo", "the outskirts of Aleppo": near it; "the town of Azaz, which belongs to Aleppo"
        ("تجددت المعارك في محيط مدينة حلب.", ["near"]),
        ("قصفت الطائرات أطراف مدينة حلب.", ["near"]),
        ("تجددت المعارك في بلدة إعزاز التابعة لمحافظة حلب.", ["at", "in_area"]),
        ("تجددت المعارك في مدينة حلب.", ["at"]),
    ],
)
def test_words_before_a_place_say_how_the_event_lies_to_it(text: str, roles: list[str]) -> None:
    assert [spot.role for spot in read(text).spots[-1]] == roles


def names_at_end(text: str) -> list[str | None]:
    """The names of the places of the last sentence."""
    return [spot.ref.name for spot in read(text).spots[-1] if spot.ref]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "They took the city of Idlib, then shelled the village of Tell Rifaat. They left [the city, the village]."
        ("سيطروا على مدينة إدلب ثم قصفوا قرية تل رفعت. ثم انسحبوا من المدينة.", ["Idlib"]),
        ("سيطروا على قرية تل رفعت ثم قصفوا مدينة إدلب. ثم انسحبوا من القرية.", ["Tell Rifaat"]),
        # "They struck a village near the city of Raqqa. People of [the village] fled."
        ("قصفوا قرية قرب مدينة الرقة. ونزح سكان القرية.", [None]),
        # "A plane landed at the airport of Aden. That was after the town was freed."
        ("هبطت طائرة في مطار عدن. وجاء ذلك بعد تحرير المدينة.", ["Aden"]),
        # "They took Zinjibar, which lies east of Aden. They left the town."
        ("سيطروا على مدينة زنجبار الواقعة شرق عدن في اليمن. ثم انسحبوا من المدينة.", ["Zinjibar"]),
    ],
)
def test_a_word_for_a_place_points_back_to_one_that_was_called_so(text: str, wanted: list[str | None]) -> None:
    assert names_at_end(text) == wanted
