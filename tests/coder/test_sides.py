"""Who did it and to whom, where a guess, a pronoun or a word of many meanings would mislead."""

from __future__ import annotations

import functools

import pytest

from marsad.coder.coder import Coder
from marsad.model import Article

# text, day, gloss, type, actors and targets as text=name
SIDES = [
    (
        "واعتقلت قوات الأمن السعودية المسؤولين عن الهجوم على مسجد في عسير.",
        "2015-08-20",
        "those responsible | for the attack: no officials",
        "arrest",
        ["قوات الأمن السعودية=Saudi Arabia"],
        ["المسؤولين=None"],
    ),
    (
        "وأطلق المتظاهرون هتافات منددة بالغارات التركية في شمال العراق.",
        "2015-08-09",
        "whose raids are condemned",
        "accusation",
        ["المتظاهرون=protesters"],
        ["التركية=Turkey"],
    ),
    (
        "استهدف مسلحون دورية للجيش المصري في سيناء.",
        "2023-03-08",
        "gunmen before a patrol of the army are not the army's",
        "attack.armed",
        ["مسلحون=unknown"],
        ["دورية للجيش المصري=Egypt"],
    ),
    (
        "اتهمت قوات الدعم السريع بقتل عشرات المدنيين في الجزيرة.",
        "2024-06-08",
        "who is accused accuses nobody",
        "accusation",
        [],
        ["قوات الدعم السريع=Rapid Support Forces"],
    ),
    (
        "قال المتحدث العسكري باسم الحوثيين يحيى سريع إن قواته هاجمت سفينة أمريكية في البحر الأحمر.",
        "2024-01-20",
        "the military spokesman of the Houthis: his forces are theirs",
        "attack.armed",
        ["قواته=Houthis"],
        ["سفينة أمريكية=United States"],
    ),
    (
        "ورد مقاتلون فلسطينيون بإطلاق عشرات الصواريخ على عسقلان.",
        "2014-07-20",
        "who replied | with the firing of rockets fired them",
        "attack.shelling",
        ["مقاتلون فلسطينيون=Palestinians"],
        [],
    ),
    (
        "وصفت الحكومة اليمنية الهجوم بأنه انقلاب، وحملت الإمارات المسؤولية عن مقتل جنودها.",
        "2019-08-30",
        "she held | the Emirates | responsible: they accuse nobody",
        "accusation",
        ["الحكومة اليمنية=Yemen"],
        ["الإمارات=UAE"],
    ),
    (
        "شن طيران التحالف السعودي غارة على مواقع الحوثيين في صعدة.",
        "2019-08-30",
        "the Saudi coalition is no country",
        "attack.air",
        ["طيران التحالف السعودي=Saudi-led coalition"],
        ["مواقع الحوثيين=Houthis"],
    ),
    (
        "قتلت قوات الاحتلال فلسطينيين اثنين في جنين.",
        "2023-03-08",
        "a number behind its noun is no phrase of its own: two Palestinians",
        "casualties",
        ["قوات الاحتلال=Israel"],
        ["فلسطينيين اثنين=Palestinians"],
    ),
    (
        "شنت طائرات وسفن وغواصات أمريكية غارات على مواقع الحوثيين في اليمن.",
        "2024-01-12",
        "planes, ships and submarines | of America: the planes are not those of Yemen",
        "attack.air",
        ["غواصات أمريكية=United States"],
        ["مواقع الحوثيين=Houthis"],
    ),
    (
        "سلمت كتائب القسام أمس ثلاث محتجزات إسرائيليات إلى الصليب الأحمر في غزة.",
        "2025-01-20",
        "handed over the held, whom nobody abducts again",
        "release",
        ["كتائب القسام=Hamas"],
        ["ثلاث محتجزات إسرائيليات=civilians"],
    ),
    (
        "هاجم تنظيم داعش الجيش السوري قرب تدمر. وقصفت المقاتلات الروسية تسع وحدات مدرعة في المنطقة.",
        "2017-09-03",
        "Russia bombed armoured units: those of its foe in Syria, not of the land's army, its friend",
        "attack.air",
        ["المقاتلات الروسية=Russia"],
        ["تسع وحدات مدرعة=Islamic State"],
    ),
    (
        "اتفق حزب الله مع تنظيم داعش على الانسحاب. وترك المسلحون أسلحتهم في الحافلات.",
        "2017-09-03",
        "the gunmen, who are not named, left | their arms: nobody else's",
        "seizure",
        ["المسلحون=unknown"],
        ["أسلحتهم=None"],
    ),
    (
        "خطفت قوات الاحتلال الإسرائيلي الناشط سمير خليل من قرية قرب نابلس.",
        "2024-06-03",
        "the forces kidnapped | the activist So-and-so",
        "abduction",
        ["قوات الاحتلال الإسرائيلي=Israel"],
        ["الناشط سمير خليل=activists"],
    ),
    (
        "أعلن الجيش السوداني أنه أسقط ثلاث طائرات مسيرة في الخرطوم.",
        "2024-06-03",
        "the army shot down drones: not its own",
        "destruction",
        ["الجيش السوداني=Sudan"],
        ["ثلاث طائرات مسيرة=None"],
    ),
    (
        "شنت روسيا هجوما على كييف وخاركيف. وقالت القوات المسلحة إنها دمرت خمسين دبابة روسية في دونيتسك.",
        "2024-06-11",
        "Russia attacked Kyiv: the armed forces are those of the land attacked",
        "destruction",
        ["القوات المسلحة=Ukraine"],
        ["خمسين دبابة روسية=Russia"],
    ),
    (
        "هدد الوزير بشن هجوم على إيران في مؤتمر صحفي.",
        "2024-06-03",
        "the minister threatens | with an attack on Iran, which he is not of",
        "threat",
        ["الوزير=None"],
        ["إيران=Iran"],
    ),
    (
        "هدد الاتحاد الأوروبي بفرض عقوبات على رواندا بعد هجوم حركة إم 23.",
        "2025-02-03",
        "threatens | with sanctions on Rwanda",
        "threat",
        ["الاتحاد الأوروبي=European Union"],
        ["رواندا=Rwanda"],
    ),
    (
        "أعلنت سرايا القدس أن كتيبتي جنين استهدفتا قوات الاحتلال الإسرائيلي.",
        "2025-09-26",
        "two battalions | they both struck | the forces",
        "attack.armed",
        ["كتيبتي جنين=None"],
        ["قوات الاحتلال الإسرائيلي=Israel"],
    ),
    (
        "اعتقلت الشرطة الإسرائيلية عددا من المتظاهرين في القدس الذين يهاجمون الجنود.",
        "2024-07-14",
        "a number of demonstrators in Jerusalem | who attack",
        "attack.armed",
        ["عددا من المتظاهرين=protesters"],
        ["الجنود=Israel"],
    ),
    (
        "وقالت الشركة إن السفينة تضررت بعد تعرضها لهجوم بصاروخ في البحر الأحمر.",
        "2024-08-23",
        "the ship | after its being subjected to an attack",
        "attack.shelling",
        [],
        ["السفينة=ship"],
    ),
    (
        "وقال الرئيس اللبناني: ندين قصف المدينة ونطالب جنود الاحتلال بالانسحاب.",
        "2024-08-23",
        "the president said: we demand",
        "demand",
        ["الرئيس اللبناني=Lebanon"],
        ["جنود الاحتلال=Israel"],
    ),
    (
        "اتهم لافروف أوكرانيا بقصف المدينة.",
        "2017-09-03",
        "Lavrov accused | Ukraine",
        "accusation",
        ["لافروف=Russia"],
        ["أوكرانيا=Ukraine"],
    ),
    (
        "شهدت مدينة بوكروفسك الأوكرانية قصفا روسيا أمس.",
        "2024-06-11",
        "a shelling [that was] Russian",
        "attack.shelling",
        ["روسيا=Russia"],
        [],
    ),
    (
        "تزامن الهجوم مع توسيع قوات الاحتلال توغلها في خان يونس.",
        "2024-08-18",
        "the widening by | the forces | of their advance",
        "advance",
        ["قوات الاحتلال=Israel"],
        [],
    ),
    (
        "هاجمت مروحيتان أمريكيتان نقطة تفتيش للجيش الأفغاني في لوغار.",
        "2015-07-21",
        "two American helicopters | a post of the army",
        "attack.air",
        ["مروحيتان أمريكيتان=United States"],
        ["نقطة تفتيش للجيش الأفغاني=Afghanistan"],
    ),
    (
        "خطفت جبهة النصرة، ذراع تنظيم القاعدة في سوريا، خمسة مقاتلين أتراك.",
        "2015-08-03",
        "the Front, arm of Al-Qaeda; Turkish fighters",
        "abduction",
        ["جبهة النصرة=Nusra Front"],
        ["خمسة مقاتلين أتراك=None"],
    ),
    (
        "ظهر أحد مقاتلي داعش وهو يتوعد مجلس النواب الليبي بالذبح.",
        "2015-08-03",
        "while he | threatens the house",
        "threat",
        ["أحد مقاتلي داعش=Islamic State"],
        ["مجلس النواب الليبي=Libya"],
    ),
    (
        "وطالب المجتمع الدولي بوقف القصف والهجمات على مدينة حلب السورية.",
        "2015-08-03",
        "and he demanded of the international community",
        "demand",
        [],
        ["المجتمع الدولي=international community"],
    ),
    (
        'أعلن الناطق أن تنظيم "أجناد مصر" الإرهابي قصف مواقع للجيش المصري.',
        "2015-08-03",
        "the group 'Ajnad Misr' | the terrorist",
        "attack.shelling",
        ['تنظيم "أجناد مصر" الإرهابي=Ajnad Misr'],
        ["مواقع للجيش المصري=Egypt"],
    ),
    (
        "قالت الصحافة الإسرائيلية إن الأسير الفلسطيني الذي تعرض لاعتداء جنسي في قاعدة عسكرية يعاني من إصابات خطيرة.",
        "2024-08-01",
        "the Palestinian prisoner | who was subjected to an assault",
        "abuse",
        [],
        ["الأسير الفلسطيني=Palestinians"],
    ),
    (
        "اقتحمت قوات الاحتلال الإسرائيلي المدينة أمس واعتقلت عددا من المواطنين الفلسطينيين.",
        "2024-08-01",
        "stormed the town and arrested | a number: the accusative is no subject",
        "arrest",
        ["قوات الاحتلال الإسرائيلي=Israel"],
        ["عددا من المواطنين الفلسطينيين=None"],
    ),
    (
        'قالت الصحيفة إن الحرب لن تنتهي إلا بعد "تدمير" حركة حماس في غزة.',
        "2025-09-15",
        "the 'destruction' | of Hamas",
        "destruction",
        [],
        ["حركة حماس=Hamas"],
    ),
]


@functools.cache
def _coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "day", "gloss", "kind", "actors", "targets"), SIDES, ids=[row[2] for row in SIDES])
def test_who_did_it_to_whom(text: str, day: str, gloss: str, kind: str, actors: list[str], targets: list[str]) -> None:
    claims = _coder().code(Article("sides", text=text, published=day))
    claim = next(claim for claim in claims if claim.type == kind)
    assert [f"{party.text}={party.name}" for party in claim.actors] == actors, gloss
    assert [f"{party.text}={party.name}" for party in claim.targets] == targets, gloss
