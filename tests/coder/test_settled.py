"""Which role in an event does the grammar settle, and where do the phrases end that it settles it for?"""

from __future__ import annotations

import functools

import pytest

from marsad.coder.coder import Coder
from marsad.coder.decide import guess_parties
from marsad.coder.ranker import Model
from marsad.coder.reportreading import Report, ReportReader
from marsad.coder.settled import settle
from marsad.coder.view import view
from marsad.model import Article


@functools.cache
def _reader() -> ReportReader:
    return ReportReader()


def _read(text: str) -> tuple[Report, Article]:
    article = Article(doc="settled", source=None, url=None, published="2015-07-21", title="", text=text)
    return _reader().read(article), article


def _words(report: Report, article: Article, first: int, last: int) -> str:
    tokens = report.sentences[0].tokens
    a, b = report.normal.span(tokens[first].core_start, tokens[last - 1].end)
    return article.full[a:b]


# text, gloss, event word, what is settled
SETTLED = [
    (
        "وهدد سالم العلي، نائب رئيس الحكومة السابق، بمواصلة القتال في القرية",
        "who somebody is, told after a comma, is nobody that he threatens",
        "هدد",
        {"نائب رئيس الحكومة السابق": "none"},
    ),
    (
        "بعد استهداف مسلحون لمنازل في القرية",
        "gunmen's attack on houses: the ending of a subject",
        "استهداف",
        {"مسلحون": "actor", "منازل": "target"},
    ),
    (
        "جراء قصف تنظيم داعش منازل في القرية",
        "Daesh's shelling of houses: a bare object",
        "قصف",
        {"تنظيم داعش": "actor", "منازل": "target"},
    ),
    (
        "بعد استهداف تنظيم داعش لجنود في القرية",
        "the targeting by Daesh of soldiers",
        "استهداف",
        {"تنظيم داعش": "actor", "جنود": "target"},
    ),
    (
        "مثل المسلح المتهم بقتل ثلاثة جنود أمام القاضي",
        "the gunman accused of killing three",
        "قتل",
        {"المسلح": "actor"},
    ),
    ("اعتقلت الشرطة المتورطين في تفجير السوق", "those involved in the bombing", "تفجير", {"المتورطين": "actor"}),
    ("وأدانته المحكمة بالانضمام إلى تنظيم داعش", "condemned him | the court", "أدانته", {"المحكمة": "actor"}),
    ("واعتقلتهم قوات الأمن في حلب بعد الهجوم", "arrested them | the forces", "اعتقلتهم", {"قوات الأمن": "actor"}),
    ("أعلنت القوات أنها مسؤولة عن الهجوم أمس", "is responsible: no phrase of its own", "الهجوم", {}),
    (
        "قال الوزير العراقي إن القتال مستمر، داعيا الفصائل إلى الهدوء",
        "the minister said ..., calling on the factions",
        "داعيا",
        {"الوزير العراقي": "actor", "الفصائل": "target"},
    ),
    (
        "عقب اختطاف مسلحين ثلاثة مهندسين صينيين في النيجر",
        "the abduction by gunmen of three engineers",
        "اختطاف",
        {"مسلحين": "actor", "ثلاثة مهندسين صينيين": "target"},
    ),
    ("بعد إصابة مسلحين ثلاثة منهم في حالة خطرة", "three of them are no others", "إصابة", {}),
    ("بعد قصف مواقع تنظيم داعش في القرية", "the shelling of Daesh's posts: nothing is settled", "قصف", {}),
]


@pytest.mark.parametrize(("text", "gloss", "event", "settled"), SETTLED, ids=[row[1] for row in SETTLED])
def test_what_the_grammar_settles(text: str, gloss: str, event: str, settled: dict[str, str]) -> None:
    report, article = _read(text)
    seen = view(report, 0, _reader().rooms.lexicon)
    draft = next(d for d in seen.drafts if _words(report, article, d.hit.first, d.hit.first + 1) == event)
    phrases = {p.item: _words(report, article, p.first, p.last) for p in report.phrases[0]}
    assert {phrases[at]: role for at, role in settle(seen.frames, draft).items()} == settled, gloss


def test_what_grammar_settles_stands_whatever_is_likely() -> None:
    report, article = _read("جراء قصف تنظيم داعش منازل في القرية أمس")  # Daesh's shelling of houses
    seen = view(report, 0, _reader().rooms.lexicon)
    nobody = Model(["no", "yes"], {}, cut=1.0)
    guess_parties(seen, nobody, Model(["none", "actor", "target"], {"bias": [9.0, 0.0, 0.0]}))
    phrases = {p.item: _words(report, article, p.first, p.last) for p in report.phrases[0]}
    assert {phrases[at]: role for at, role in seen.drafts[0].guess.items()} == {
        "تنظيم داعش": "actor",
        "منازل": "target",
    }


# text, gloss, a phrase that stands by itself
PHRASES = [
    ("أضرم مستوطنون إسرائيليون متطرفون النار في منزل", "settlers | the fire", "مستوطنون إسرائيليون متطرفون"),
    ("اقتحم مسلحون المبنى أمس", "gunmen | the building", "مسلحون"),
    ("قصفت القوات الموالية لعلي عبدالله صالح مدينة عدن", "forces loyal to him | the city", "مدينة عدن"),
    ("اختطف مسلحون عضو المجلس المحلي أمس", "member of the local council", "عضو المجلس المحلي"),
    ("اعتقلت الشرطة الأمريكية شابا بث شريط فيديو", "a young man | who broadcast", "شابا"),
    ("قال إن القصف يجعل السكان يفرون", "makes | the people", "السكان"),
    ("سيبحث مع نتنياهو المرحلة التالية بعد القتال", "with Netanyahu | the next phase", "نتنياهو"),
    ("أطلق الصيادون المخالفون النار على جنود", "the poachers opened | fire", "الصيادون المخالفون"),
    ("وسيجري ماور محادثات مع قادة الحوثيين", "Maurer will hold | talks", "ماور"),
    ("ودعا الجبوري الأمة الإسلامية إلى وقف القتال", "called on | the nation", "الأمة الإسلامية"),
    ("وقال مجددا موقف المنظمة التي تدين الهجوم", "renewing | the stand of [it]", "المنظمة"),
    (
        "ودعا الأمين العام لمنظمة التعاون الإسلامي إلى وقف القتال",
        "the general secretary of it",
        "الأمين العام لمنظمة التعاون الإسلامي",
    ),
    ("سيطروا على صنعاء مرغمين الرئيس على الفرار", "forcing | the president", "الرئيس"),
    ("جمدت تركيا رسميا أموال الحركة بعد الهجوم في أنقرة", "froze officially | the money", "أموال الحركة"),
    ("وقال كارتر «القتال في حلب مستمر منذ أيام» أمس", "Carter said | 'the fighting goes on'", "كارتر"),
    ("دارت مواجهات بين مليشيات صالح والجيش في تعز", "militias | whose they are", "مليشيات صالح"),
    ("دمر الجيش أهدافا لتنظيم داعش في الرقة", "targets of | the organisation, its name", "أهدافا لتنظيم داعش"),
    ("دمر الجيش ثلاثة مخابئ لمسلحي داعش في الرقة", "three hideouts of gunmen of", "ثلاثة مخابئ لمسلحي داعش"),
    ("دمر الجيش مواقع للمسلحين في حلب", "posts of gunmen", "مواقع للمسلحين"),
    (
        "قصف الجيش مواقع وتجمعات ميليشيات الحوثي في صعدة",
        "posts and gatherings of the militias",
        "مواقع وتجمعات ميليشيات الحوثي",
    ),
    ("شن الجيش غارات على معاقل حركة الشباب في كيسمايو", "strongholds of the movement", "معاقل حركة الشباب"),
    ("أحرق الجيش 16 آلية لمليشيات الحوثي في صعدة", "16 vehicles, not: to him", "16 آلية لمليشيات الحوثي"),
    ("قصف الجيش العاصمة صنعاء أمس الأحد", "the army | the capital", "الجيش"),
    ("وقتل عشرة جنود في العاصمة صنعاء أمس", "the capital and its name", "العاصمة صنعاء"),
    ("لقي مدني وضابط شرطة حتفهما في كمين في سيناء", "met | their death", "ضابط شرطة"),
]


@pytest.mark.parametrize(("text", "gloss", "phrase"), PHRASES, ids=[row[1] for row in PHRASES])
def test_where_phrases_end(text: str, gloss: str, phrase: str) -> None:
    report, article = _read(text)
    assert phrase in [_words(report, article, p.first, p.last) for p in report.phrases[0]], gloss


def test_joined_verbal_nouns_share_what_follows_the_last() -> None:
    report, article = _read("أعلن الجيش تدمير وإحراق خمس عربات")  # the destruction and burning of five vehicles
    seen = view(report, 0, _reader().rooms.lexicon)
    at = next(p.item for p in report.phrases[0] if "عربات" in _words(report, article, p.first, p.last))
    for draft in seen.drafts:
        assert seen.frames.slots(draft.hit, draft.entry, draft.form)[at][0].role == "target"


# text, gloss, event word, way and role of the first slot of a phrase
CLAUSES = [
    (
        "عزز المقاتلون المواقع التي قاموا بتحريرها",
        "posts that they set about freeing",
        "تحريرها",
        "المقاتلون",
        "light.subj.rel",
        "actor",
    ),
    (
        "تعرضت دورية في الطوال لمقذوف عسكري أمس",
        "a patrol came under a shell",
        "تعرضت",
        "دورية",
        "subj.post",
        "target",
    ),
    (
        "أعلن إقدام قوات الاحتلال الإسرائيلي أمس على هدم منازل",
        "the forces' going about the destruction",
        "هدم",
        "قوات الاحتلال الإسرائيلي",
        "light.of.gen.p:علي",
        "actor",
    ),
    (
        "أعلنت الشرطة اعتقال إسرائيليين في حولون",
        "the arrest of Israelis: no adjective",
        "اعتقال",
        "إسرائيليين",
        "gen",
        "target",
    ),
    (
        "في اليوم الـ317 للحرب على غزة، واصل جيش الاحتلال قصف مناطق عدة",
        "on day 317 of the war | the army went on",
        "قصف",
        "جيش الاحتلال",
        "light.subj.post",
        "actor",
    ),
    (
        "صد الجيش المسلحين الذين واصلوا حربهم على حلب",
        "the gunmen who went on with their war",
        "حربهم",
        "المسلحين",
        "light.subj.ante",
        "actor",
    ),
    (
        "الفصيل الذي انضم قادته إلى الحوثيين في تعز",
        "the brigade whose leaders joined",
        "انضم",
        "قادته",
        "subj.post",
        "actor",
    ),
    ("تصدت إسرائيل للسفن لأنها هاجمت سفنا", "because it attacked | ships", "هاجمت", "سفنا", "obj", "target"),
    ("وشجبت الصحف التفجير وشجبت الهجوم", "the papers denounced", "وشجبت", "الصحف", "subj.post", "actor"),
    (
        "انفجرت سيارة في شاحنات نقلت مقاتلين",
        "among trucks | that carried fighters",
        "نقلت",
        "شاحنات",
        "subj.ante",
        "actor",
    ),
    (
        "دمرت الطائرات في غارتين جويتين معسكرا للمسلحين",
        "destroyed in two raids | a camp",
        "دمرت",
        "معسكرا للمسلحين",
        "obj",
        "target",
    ),
    (
        "وقعت اشتباكات بين قيادات في الحركة وجنود",
        "between leaders in the movement | and soldiers",
        "اشتباكات",
        "جنود",
        "p:بين",
        "actor",
    ),
    (
        "جرت زيارات رفيعة المستوى لمسؤولين أميركيين بعد القصف في غزة",
        "high-level visits | by officials",
        "زيارات",
        "مسؤولين أميركيين",
        "p:ل",
        "place",
    ),
    ("أعلنت جبهة النصرة انسحابها من حلب", "announced | its withdrawal", "انسحابها", "جبهة النصرة", "enc", "actor"),
    (
        "قال ناشط إن المقاومة تقدمت في تعز بعد هجوم شنته على القرية",
        "after an attack that [it] launched",
        "هجوم",
        "المقاومة",
        "rel.done",
        "actor",
    ),
    (
        "قال الطبيب إن جنديا وامرأة قتلوا في حلب",
        "a soldier and a woman were killed",
        "قتلوا",
        "جنديا",
        "usubj.pre",
        "target",
    ),
    ("قتل عشرة مدنيين في حلب أمس", "ten civilians were killed", "قتل", "عشرة مدنيين", "usubj.post", "target"),
    ("قتل الجنود عشرة مسلحين في حلب أمس", "the soldiers killed ten gunmen", "قتل", "الجنود", "subj.post", "actor"),
    (
        "وقال ناصر الراوي «استهدف سلاح الجو موقعا في سرت»",
        "said: struck | the air force",
        "استهدف",
        "سلاح الجو",
        "subj.post",
        "actor",
    ),
    (
        "وفي العاصمة صنعاء دمرت قبائل يمنية مدرعتين للحوثي",
        "in the capital Sanaa | destroyed | tribes",
        "دمرت",
        "قبائل يمنية",
        "subj.post",
        "actor",
    ),
    (
        "وفي محاولة لإيقاف زحف القوات العراقية فجر عناصر داعش جسرا",
        "to stop the march of X, Y blew up",
        "فجر",
        "عناصر داعش",
        "subj.post",
        "actor",
    ),
    (
        "سقط عشرة شهداء في غزة والاحتلال الإسرائيلي يقصف مدرسة",
        "in Gaza | and Israel shells",
        "يقصف",
        "الاحتلال الإسرائيلي",
        "subj.pre",
        "actor",
    ),
    ("إيطاليا تندد بالهجوم وترسل سفينة للمساعدة", "and sends | a ship", "وترسل", "سفينة", "obj", "target"),
    ("فتح مسلحان فجر الاثنين النار على الجنود", "opened fire, not Fatah", "فتح", "مسلحان", "subj.post", "actor"),
    (
        "وفي إب التي اندلعت فيها المعارك، سيطرت قوات الجيش على المدينة",
        "where battles broke out, the army took",
        "سيطرت",
        "قوات الجيش",
        "subj.post",
        "actor",
    ),
]


@pytest.mark.parametrize(("text", "gloss", "event", "phrase", "way", "role"), CLAUSES, ids=[row[1] for row in CLAUSES])
def test_who_stands_where_in_a_clause(text: str, gloss: str, event: str, phrase: str, way: str, role: str) -> None:
    report, article = _read(text)
    seen = view(report, 0, _reader().rooms.lexicon)
    draft = next(d for d in seen.drafts if event.endswith(_words(report, article, d.hit.first, d.hit.first + 1)))
    at = next(p.item for p in report.phrases[0] if _words(report, article, p.first, p.last) == phrase)
    slots = seen.frames.slots(draft.hit, draft.entry, draft.form)[at]
    assert (slots[0].way, slots[0].role) == (way, role), gloss


def _claimed(text: str, kind: str, field: str) -> list[str]:
    claims = Coder().code(Article(doc="settled", source=None, url=None, published="2015-07-21", title="", text=text))
    return [party.text for claim in claims if claim.type == kind for party in getattr(claim, field)]


def test_who_only_tells_of_an_event_has_no_part_in_it() -> None:
    text = "قال الخبير العسكري اللواء سمير الراوي إن احتدام القتال في رفح يدل على عنف المعارك."  # an expert speaks
    assert not any("الخبير" in actor for actor in _claimed(text, "clash", "actors"))


def test_a_party_may_be_struck_twice_in_one_event() -> None:
    text = "شنت طائرات التحالف غارات على مواقع الحوثيين في تعز، ما أدى إلى مقتل تسعة حوثيين أمس."  # posts, and nine men
    assert {"مواقع الحوثيين", "تسعة حوثيين"} <= set(_claimed(text, "attack.air", "targets"))


def test_a_part_of_a_phrase_that_is_struck_is_no_further_target() -> None:
    text = "قصف الطيران السوري تجمعات ومقار التنظيم في ريف حلب أمس."  # gatherings and seats of the organisation
    assert _claimed(text, "attack.air", "targets") == ["تجمعات ومقار التنظيم"]


def test_a_town_whose_name_begins_with_house_is_no_people() -> None:
    text = "نفذت قوات الاحتلال الإسرائيلي اقتحامات في نابلس وبيت لحم فجر اليوم."  # Nablus and Bethlehem
    assert _claimed(text, "attack.armed", "targets") == []


def test_the_two_presidents_are_those_told_of_before() -> None:
    text = (
        "أجرى الرئيس التركي رجب طيب أردوغان محادثات مع نظيره الأميركي باراك أوباما. "
        "واتفق الرئيسان على وقف تدفق المقاتلين الأجانب إلى سوريا."  # the two presidents agreed
    )
    claims = Coder().code(Article(doc="settled", source=None, url=None, published="2015-07-21", title="", text=text))
    [agreed] = [claim for claim in claims if claim.type == "agreement"]
    assert [actor.name for actor in agreed.actors] == ["Turkey", "United States"]


@pytest.mark.parametrize(
    ("text", "gloss", "person"),
    [
        ("اغتيل طلال العلي في مخيم قرب صيدا", "Talal al-Ali was murdered", "طلال العلي"),
        ("اغتال مسلحون طلال العلي في مخيم قرب صيدا", "gunmen murdered | Talal al-Ali", "طلال العلي"),
        ("قتل أبو خليل المصري في غارة على حلب", "Abu Khalil the Egyptian", "أبو خليل المصري"),
        ("ندد الوزير بصلاح معتقدهم بعد الهجوم في حلب", "the soundness of their creed", ""),
    ],
)
def test_persons_without_a_title(text: str, gloss: str, person: str) -> None:
    report, article = _read(text)
    found = [_words(report, article, p.first, p.last) for p in report.phrases[0] if p.kind == "person"]
    assert found == ([person] if person else []), gloss


def test_what_is_in_addition_is_struck_too() -> None:
    text = "قصفت الطائرات السورية مواقع داعش، إضافة إلى مقرات جبهة النصرة في حلب أمس."  # in addition to its seats
    assert _claimed(text, "attack.air", "targets") == ["مواقع داعش", "مقرات جبهة النصرة"]


def test_who_claims_a_bombing_is_not_who_made_it() -> None:
    text = "قتل عشرة أشخاص في تفجيرين تبناهما تنظيم داعش في بغداد أمس."  # two bombings claimed by Daesh
    assert "تنظيم داعش" not in _claimed(text, "attack.bombing", "actors")


def test_who_a_man_is_makes_no_second_one() -> None:
    text = "اعتقلت الشرطة سالم القاسم رئيس حزب الفجر في القاهرة أمس بعد التفجير."  # Salem al-Qasem, head of the party
    assert _claimed(text, "arrest", "targets") == ["سالم القاسم"]


def test_what_is_freed_is_no_party() -> None:
    text = "اعتقلت الشرطة التركية صحفيا في أنقرة ثم أطلقت سراحه أمس."  # released him: literally "his release"
    assert "سراحه" not in _claimed(text, "release", "targets")
