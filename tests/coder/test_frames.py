"""Which role does the grammar bring to each phrase about an event?"""

from __future__ import annotations

import functools

import pytest

from marsad.coder.coder import Coder
from marsad.coder.reportreading import ReportReader
from marsad.coder.view import view
from marsad.model import Article

# text, gloss, event word, phrase, way and role of its first slot
SLOTS = [
    (
        "ارتكب المستوطنون اعتداء بحق المواطنين الفلسطينيين في القدس",
        "an assault [on the right of, that is: on] the citizens",
        "اعتداء",
        "المواطنين الفلسطينيين",
        "p:بحق",
        "target",
    ),
    (
        "قصفت طائرة مسيرة محطة كهرباء في المدينة",
        "a drone (or: march) bombed a power station",
        "قصفت",
        "طائرة مسيرة",
        "subj.post",
        "actor",
    ),
    ("قصفت طائرة مسيرة محطة كهرباء في المدينة", "... a power station", "قصفت", "محطة كهرباء", "obj", "target"),
    (
        "أعلن الناطق أن جنوده فجروا، قبل أيام، خزان المياه",
        "blew up, [days ago,] the tank",
        "فجروا",
        "خزان المياه",
        "obj",
        "target",
    ),
    (
        "سيطرت القوات على عدة مقرات حكومية في المدينة",
        "several headquarters (or: confessing)",
        "سيطرت",
        "عدة مقرات حكومية",
        "p:علي",
        "place",
    ),
    (
        "تعرض السائح للضرب على يد أربعة مسلحين",
        "beaten | at the hands of gunmen",
        "للضرب",
        "أربعة مسلحين",
        "p:من قبل",
        "actor",
    ),
    ("قتل رضيع على أيدي مستوطنين في نابلس", "killed at the hands of settlers", "قتل", "مستوطنين", "p:من قبل", "actor"),
    ("قصفت المدينة من قبل قوات النظام", "shelled by the regime's forces", "قصفت", "قوات النظام", "p:من قبل", "actor"),
    (
        "إن النظام بدعم من روسيا يتقدم نحو معاقل داعش",
        "that the regime [with support from Russia] advances",
        "يتقدم",
        "النظام",
        "subj.pre",
        "actor",
    ),
    (
        "إن النظام بدعم من روسيا يتقدم نحو معاقل داعش",
        "the regime | with support from Russia",
        "بدعم",
        "النظام",
        "with.subj",
        "target",
    ),
    (
        "استعاد الجيش البلدة من داعش بمساندة طائرات روسية",
        "retook the town | with the backing of Russian aircraft",
        "بمساندة",
        "طائرات روسية",
        "with.gen",
        "actor",
    ),
    (
        "وأضاف أن الجيش يسعى لقصف مواقع داعش",
        "said that the army | seeks to shell",
        "لقصف",
        "الجيش",
        "status.p:ل.subj.pre",
        "actor",
    ),
    ("قصفت الطائرات مواقع المسلحين في حلب", "the aircraft shelled", "قصفت", "الطائرات", "subj.post", "actor"),
    ("قصفت الطائرات مواقع المسلحين في حلب", "... positions of gunmen", "قصفت", "مواقع المسلحين", "obj", "target"),
    ("إن الجيش هاجم مواقع المسلحين في حلب", "that the army attacked", "هاجم", "الجيش", "subj.pre", "actor"),
    ("شن الجيش هجوما على مسلحين في حلب", "the army launched an attack", "هجوما", "الجيش", "light.subj.post", "actor"),
    ("شن الجيش هجوما على مسلحين في حلب", "... on gunmen", "هجوما", "مسلحين", "p:علي", "target"),
    ("تعرض الجيش لهجوم في حلب", "the army was subjected to an attack", "لهجوم", "الجيش", "light.subj.post", "target"),
    (
        "سيطر المسلحون على البلدة وقتلوا جنديين",
        "gunmen took the town and killed",
        "وقتلوا",
        "المسلحون",
        "subj.pre",
        "actor",
    ),
    ("المسلحون الذين هاجموا القرية في حلب", "the gunmen who attacked", "هاجموا", "المسلحون", "subj.ante", "actor"),
    (
        "الغارات التي شنتها الطائرات على حلب",
        "the raids that the aircraft launched",
        "الغارات",
        "الطائرات",
        "rel.done",
        "actor",
    ),
    (
        "وقع هجوم استهدف دورية عسكرية في حلب",
        "an attack that targeted a patrol",
        "هجوم",
        "دورية عسكرية",
        "rel.does.event",
        "target",
    ),
    (
        "قتل ثلاثة جنود في هجوم نفذه مسلحون",
        "died in an attack | that gunmen carried out",
        "هجوم",
        "مسلحون",
        "rel.done",
        "actor",
    ),
    (
        "قتل ثلاثة جنود في هجوم تبناه تنظيم داعش",
        "an attack | that Daesh claimed",
        "هجوم",
        "تنظيم داعش",
        "rel.done",
        "claimed_by",
    ),
    (
        "قتل جنود في هجوم بسيارة استهدف حاجزا",
        "in an attack with a car | that hit a post",
        "هجوم",
        "حاجزا",
        "rel.does.event",
        "target",
    ),
    (
        "قامت الطائرات بشن غارات على مسلحين",
        "carried out [the launching of] raids",
        "غارات",
        "الطائرات",
        "m.light.subj.post",
        "actor",
    ),
    (
        "بعد شن الجيش هجوما على مسلحين",
        "after the army's launching an attack",
        "هجوما",
        "الجيش",
        "light.of.gen.bare2",
        "actor",
    ),
    (
        "بعد تعرض القرية لقصف عنيف",
        "after the village's being subjected to shelling",
        "لقصف",
        "القرية",
        "light.of.gen.p:ل",
        "target",
    ),
    ("اعتقل الجيش، فجر الأحد، خمسة شبان", "the army, at dawn, arrested", "اعتقل", "خمسة شبان", "obj", "target"),
    (
        "تقدمت القوات وحاصرت مقاتلي التنظيم",
        "besieged the fighters: oblique, no subject",
        "وحاصرت",
        "مقاتلي التنظيم",
        "obj",
        "target",
    ),
    ("هاجم القرية مسلحون متشددون", "gunmen, in the nominative, after the object", "هاجم", "القرية", "obj", "target"),
    (
        "إن غارات لقوات التحالف استهدفت مواقع المسلحين",
        "raids of forces hit",
        "استهدفت",
        "قوات التحالف",
        "subj.of.p:ل",
        "actor",
    ),
    (
        "إن غارات التحالف استهدفت مواقع المسلحين",
        "raids of the coalition hit",
        "استهدفت",
        "مواقع المسلحين",
        "obj",
        "target",
    ),
    (
        "غارات الجيش التي استهدفت مواقع المسلحين",
        "raids of the army which hit",
        "غارات",
        "مواقع المسلحين",
        "rel.does.event",
        "target",
    ),
    (
        "دمر الجيش تسع دبابات، بينها اثنتان جديدتان، وستة مواقع",
        "nine tanks, two among them, and six posts",
        "دمر",
        "ستة مواقع",
        "obj",
        "target",
    ),
    (
        "دمر الجيش مواقع لإطلاق الصواريخ ومستودعات في حلب",
        "posts for launching rockets and depots",
        "دمر",
        "مستودعات",
        "obj",
        "target",
    ),
    ("عندما هاجم انتحاريان حماما في بغداد", "two bombers attacked a bath", "هاجم", "حماما", "obj", "target"),
    (
        "أطلق المحتجون هتافات منددة بالغارات التركية في المدينة",
        "chants condemning [Turkish] raids: the adjective is of the nearer event",
        "منددة",
        "التركية",
        "adj~",
        "?",
    ),
    (
        "إن غارات الطيران قصفت مراكز المسلحين في حلب",
        "raids of the air force shelled centres: what the event does",
        "غارات",
        "مراكز المسلحين",
        "does.event",
        "target",
    ),
    (
        "تقدمت القوات ودمرت مستودعات في حلب",
        "the forces advanced and destroyed depots: things do no deeds",
        "ودمرت",
        "مستودعات",
        "obj",
        "target",
    ),
    (
        "تعرض المخيم، في ساعة متأخرة من الليل، لقصف عنيف",
        "the camp was subjected, [late at night], to shelling",
        "لقصف",
        "المخيم",
        "light.subj.post",
        "target",
    ),
    (
        "خطف المسلحون ستة جنود بينهم ضابط كبير في حلب",
        "abducted six soldiers, [an officer among them]",
        "خطف",
        "ضابط كبير",
        "part.i.target",
        "part",
    ),
    (
        "قتل الجيش عشرات المسلحين، أبرزهم القائد سالم الحربي وأبو وليد، في حلب",
        "dozens of gunmen, [foremost So-and-so and So-and-so]",
        "قتل",
        "أبو وليد",
        "part.i.target",
        "part",
    ),
    (
        "قصفت فصائل معارضة، بينها كتيبة محلية، أربع بلدات في حلب",
        "rebel groups, [a battalion among them], shelled four towns",
        "قصفت",
        "أربع بلدات",
        "obj",
        "target",
    ),
    (
        "دمر الجيش نقطة تفتيش ومبنى في حلب",
        "destroyed a [search post] and a building",
        "دمر",
        "نقطة تفتيش",
        "obj",
        "target",
    ),
    (
        "دمر الجيش موقعا لإطلاق قذائف الهاون وعربة مدرعة",
        "a post for firing mortar shells, and a vehicle: what a thing is for joins nothing",
        "دمر",
        "عربة مدرعة",
        "obj",
        "target",
    ),
    (
        "هاجمت طائرة حربية مواقع المسلحين في حلب",
        "a war plane | posts: the adjective ends the phrase",
        "هاجمت",
        "مواقع المسلحين",
        "obj",
        "target",
    ),
    ("اقتحم الاحتلال قرية في الضفة", "the occupation, a party by name", "اقتحم", "الاحتلال", "subj.post", "actor"),
    (
        "قصفت الطائرات سوقا ما أوقع جرحى من المدنيين في حلب",
        "which left wounded [civilians]",
        "قصفت",
        "المدنيين",
        "result.p:",
        "?",
    ),
    (
        "قصفت تركيا مواقع المسلحين في حلب",
        "Turkey, feminine without a sign, shelled",
        "قصفت",
        "تركيا",
        "subj.post",
        "actor",
    ),
    (
        "هاجمت طالبان القرية فجرا",
        "Taliban, a name of either gender | the village",
        "هاجمت",
        "القرية",
        "obj",
        "target",
    ),
    (
        "اعتقلت حماس، التي تدير القطاع منذ سنوات، عشرات الناشطين",
        "Hamas, [which runs the strip], arrested dozens: the object after a clause",
        "اعتقلت",
        "عشرات الناشطين",
        "obj",
        "target",
    ),
    (
        "شن التحالف 20 غارة جوية على مواقع المسلحين",
        "20 raids: what they hit",
        "غارة",
        "مواقع المسلحين",
        "p:علي",
        "target",
    ),
    ("شن التحالف 20 غارة جوية على مواقع المسلحين", "... and whose", "غارة", "التحالف", "light.subj.post", "actor"),
    (
        "قصفت أربع غارات مخازن المسلحين في حلب",
        "four raids shelled depots",
        "غارات",
        "مخازن المسلحين",
        "does.event",
        "target",
    ),
    ("قتل الضابط مع ثلاثة من مرافقيه في كمين", "killed with three", "قتل", "ثلاثة من مرافقيه", "usubj.with", "target"),
    ("قتل جنديان في اشتباكات مع مسلحين", "killed in clashes with gunmen", "قتل", "مسلحين", "p:مع~", "?"),
    (
        "نفذت القوات 17 ضربة جوية قرب تسع مدن استهدفت وحدات تكتيكية",
        "raids near nine towns that hit units",
        "ضربة",
        "وحدات تكتيكية",
        "does.event",
        "target",
    ),
    (
        "وقال إن المركب كان قادما من الغرب وتم قصفه قبالة الميناء",
        "the boat was coming, and [its] shelling was done",
        "قصفه",
        "المركب",
        "enc",
        "target",
    ),
    (
        "قتل تنظيم داعش الذي يسيطر على الموصل عشرات المدنيين",
        "the group that holds the city killed | dozens",
        "قتل",
        "عشرات المدنيين",
        "obj",
        "target",
    ),
    (
        "اعتقلت الشرطة التي طوقت الحي عشرة مشتبه بهم",
        "the police that surrounded the quarter arrested | ten",
        "اعتقلت",
        "عشرة مشتبه",
        "obj",
        "target",
    ),
    (
        "هاجم مسلحون، يعتقد أنهم من تنظيم الدولة، نقطة تفتيش",
        "gunmen, so it is thought, attacked | a checkpoint",
        "هاجم",
        "نقطة تفتيش",
        "obj",
        "target",
    ),
    ("اتهم الجيش بقصف قرى في دارفور", "the army was accused", "اتهم", "الجيش", "usubj.post", "target"),
    ("اتهم الجيش الحوثيين بقصف قرى في مأرب", "the army accused", "اتهم", "الجيش", "subj.post", "actor"),
    (
        "وأكد أن الناشطين الذين اعتقلوا في العاصمة نقلوا إلى السجن",
        "those arrested",
        "اعتقلوا",
        "الناشطين",
        "usubj.ante",
        "target",
    ),
    ("وقال إن المسلحين الذين هاجموا القرية فروا", "those who attacked", "هاجموا", "المسلحين", "subj.ante", "actor"),
    (
        "تعرضت قريتان تسيطر عليهما القوات الكردية لقصف من تركيا",
        "two villages that forces hold came | under shelling",
        "قصف",
        "قريتان",
        "light.subj.post",
        "target",
    ),
]


@functools.cache
def _reader() -> ReportReader:
    return ReportReader()


@pytest.mark.parametrize(("text", "gloss", "event", "phrase", "way", "role"), SLOTS, ids=[row[1] for row in SLOTS])
def test_slots(text: str, gloss: str, event: str, phrase: str, way: str, role: str) -> None:
    article = Article(doc="slots", source=None, url=None, published="2015-07-21", title="", text=f"{text} أمس.")
    report = _reader().read(article)
    sentence = report.sentences[0]
    seen = view(report, 0, _reader().rooms.lexicon)
    full = article.full

    def words(first: int, last: int) -> str:
        a, b = report.normal.span(sentence.tokens[first].core_start, sentence.tokens[last - 1].end)
        return full[a:b]

    draft = next(d for d in seen.drafts if event.endswith(words(d.hit.first, d.hit.first + 1)))
    at = next(p.item for p in report.phrases[0] if words(p.first, p.last) == phrase)
    slots = seen.frames.slots(draft.hit, draft.entry, draft.form)[at]
    assert (slots[0].way, slots[0].role) == (way, role), gloss


# text, gloss, who claims it
CLAIMED = [
    (
        "تبنى تنظيم داعش الهجوم الذي استهدف حاجزا للجيش العراقي في بغداد أمس.",
        "Daesh claimed the attack",
        "Islamic State",
    ),
    ("أعلنت حركة طالبان مسؤوليتها عن التفجير الذي وقع في كابول أمس.", "declared its responsibility for", "Taliban"),
]


@pytest.mark.parametrize(("text", "gloss", "name"), CLAIMED, ids=[row[1] for row in CLAIMED])
def test_claims_of_responsibility(text: str, gloss: str, name: str) -> None:
    claims = Coder().code(Article(doc="claimed", source=None, url=None, published="2015-07-21", title="", text=text))
    assert name in {party.name for claim in claims for party in claim.claimed_by}, gloss


def test_a_name_beside_an_event_word_is_no_outcome() -> None:
    text = "نفذت قوات الأمن عملية شملت مدينتي سجنان ومنزل بورقيبة وأسفرت عن مقتل مسلح أمس."  # names of towns
    assert Coder().code(Article(doc="outcome", text=text, published="2015-07-21"))


def test_the_owner_of_what_is_struck_is_no_further_target() -> None:
    text = "قصف الطيران التركي سبعة معسكرات لحزب العمال الكردستاني أمس."  # seven camps of the party
    claims = Coder().code(Article(doc="owner", source=None, url=None, published="2015-07-21", title="", text=text))
    targets = [party.text for claim in claims for party in claim.targets]
    assert targets and "حزب العمال الكردستاني" not in targets
