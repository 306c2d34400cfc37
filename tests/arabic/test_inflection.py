"""Tables of verb and noun forms as newspapers write them, with their glosses."""

from __future__ import annotations

import pytest

from marsad.arabic.inflection import inflect_noun, inflect_verb, participles
from marsad.arabic.normal import fold

# past, present, gloss, forms that must be there, forms that must not
VERBS = [
    ("قصف", "يقصف", "shell", "قصف قصفت قصفا قصفتا قصفوا قصفن يقصف تقصف يقصفون يقصفوا يقصفان نقصف قصفنا أقصف", "قصوف"),
    ("قتل", "يقتل", "kill", "قتل قتلت قتلوا يقتل تقتل قتلا قتلتا", "قتلل"),
    ("هرب", "يهرب", "flee", "هرب هربت هربوا يهربون يهربوا يهربن", ""),
    ("سكت", "يسكت", "fall silent", "سكت سكتت سكتوا يسكتون", ""),
    ("دفن", "يدفن", "bury", "دفن دفنت دفنا دفنوا يدفن يدفنون", "دفننا"),
    ("دمر", "يدمر", "destroy (II)", "دمر دمرت دمروا يدمر تدمر يدمرون", "يدمور"),
    ("شن", "يشن", "launch", "شن شنت شنا شنوا شننا يشن تشن يشنون يشنوا نشن", "شين"),
    ("فر", "يفر", "flee", "فر فرت فروا فرا يفر يفرون فررنا", ""),
    ("قام", "يقوم", "rise, do", "قام قامت قاموا قمنا قمن يقوم يقم تقم يقومون يقوموا", ""),
    ("قال", "يقول", "say", "قال قالت قالوا قلنا قيل يقال يقول يقل تقل قلن", ""),
    ("باع", "يبيع", "sell", "باع باعت بيع بيعت يباع يبيع يبع يبيعون", ""),
    ("خاف", "يخاف", "fear", "خاف خافت يخاف يخف يخافون خفنا", ""),
    ("نفى", "ينفي", "deny", "نفى نفت نفوا نفيا نفتا نفيت نفا ينفي ينف تنف ينفون ينفوا نفينا ينفيان", "نفات"),
    ("رمى", "يرمي", "throw", "رمى رمت رموا يرمي يرم رميت", ""),
    ("دعا", "يدعو", "call", "دعا دعت دعوا دعونا دعي دعيت يدعو تدعو يدع يدعون يدعى يدعوان", "دعات"),
    ("غزا", "يغزو", "invade", "غزا غزت غزوا يغزو يغز غزونا", ""),
    ("بقي", "يبقى", "stay", "بقي بقيت بقوا بقيا يبقى يبق تبق يبقون يبقيان", "بقت"),
    ("لقي", "يلقى", "meet", "لقي لقيت لقوا لقيا يلقى يلق يلقون", "لقت"),
    ("رأى", "يرى", "see", "رأى رأت رأوا رأينا يرى ير يرون يرا", ""),
    ("أسر", "يأسر", "capture", "أسر أسرت أسروا يأسر تأسر يؤسر", "أسرر أسررنا"),
    ("أخذ", "يأخذ", "take", "أخذ أخذت أخذوا يأخذ يؤخذ نأخذ", ""),
    ("أعد", "يعد", "prepare (IV geminate)", "أعد أعدت أعدوا أعددنا يعد تعد يعدون", ""),
    ("سأل", "يسأل", "ask", "سأل سألت سئل سئلت سألوا يسأل", ""),
    ("بدأ", "يبدأ", "begin", "بدأ بدأت بدأوا بدؤوا بدءوا يبدأ يبدأون يبدؤون بدئ بدأنا", ""),
    ("لجأ", "يلجأ", "take refuge", "لجأ لجأت لجأوا لجؤوا يلجأ يلجؤون لجأنا", ""),
    ("جاء", "يجيء", "come", "جاء جاءت جاؤوا جاءوا جئنا يجيء يجئ تجيء يجيئون", "جيءت"),
    ("وصل", "يصل", "arrive", "وصل وصلت وصلوا يصل تصل يصلون يصلوا نصل يوصل", "يوصلل"),
    ("وقع", "يقع", "fall, sign", "وقع وقعت وقعوا يقع تقع يقعون", ""),
    ("هاجم", "يهاجم", "attack (III)", "هاجم هاجمت هاجموا هوجم هوجمت يهاجم يهاجمون", "هيجم"),
    ("شاهد", "يشاهد", "watch (III)", "شاهد شاهدت شوهد شوهدت يشاهد", ""),
    ("نادى", "ينادي", "call (III weak)", "نادى نادت نادوا نودي نوديت ينادي يناد", ""),
    ("أعلن", "يعلن", "announce (IV)", "أعلن أعلنت أعلنا أعلنوا يعلن يعلنون يعلنوا", "أعلننا"),
    ("أدان", "يدين", "condemn (IV hollow)", "أدان أدانت أدانوا أدنا أدين أدينت يدين يدن يدان تدين يدينون", ""),
    ("ألقى", "يلقي", "throw (IV weak)", "ألقى ألقت ألقوا ألقا ألقيا ألقيت يلقي يلق تلق يلقون", ""),
    ("أساء", "يسيء", "mistreat (IV hollow, hamza)", "أساء أساءت أساؤوا أسيء يسيء يسئ يسيئون أسأنا", "أسيءت"),
    ("آوى", "يؤوي", "shelter (IV)", "آوى آوت آووا يؤوي تؤوي يؤوون", ""),
    ("أنشأ", "ينشئ", "found (IV hamza)", "أنشأ أنشأت أنشأوا أنشئ أنشئت ينشئ ينشأ ينشئون", ""),
    ("تقدم", "يتقدم", "advance (V)", "تقدم تقدمت تقدموا يتقدم تتقدم يتقدمون نتقدم", ""),
    ("تصدى", "يتصدى", "confront (V weak)", "تصدى تصدت تصدوا تصدينا يتصدى يتصد يتصدون يتصدوا", ""),
    ("تبادل", "يتبادل", "exchange (VI)", "تبادل تبادلت تبودل يتبادل يتبادلون تبادلا", "تبيدل"),
    ("انسحب", "ينسحب", "withdraw (VII)", "انسحب انسحبت انسحبوا ينسحب تنسحب ينسحبون ينسحبوا", ""),
    ("انهار", "ينهار", "collapse (VII hollow)", "انهار انهارت انهاروا ينهار ينهر تنهر", ""),
    ("انضم", "ينضم", "join (VII geminate)", "انضم انضمت انضموا انضممنا ينضم ينضمون", ""),
    ("احتل", "يحتل", "occupy (VIII geminate)", "احتل احتلت احتلوا احتللنا يحتل تحتل", "احتلنا"),
    ("اختار", "يختار", "choose (VIII hollow)", "اختار اختارت اختير اختيرت اخترنا يختار يختر", ""),
    ("اتهم", "يتهم", "accuse (VIII)", "اتهم اتهمت اتهموا يتهم يتهمون نتهم اتهمنا", "اتهممنا"),
    ("اقتاد", "يقتاد", "lead away (VIII hollow)", "اقتاد اقتادت اقتيد اقتيدوا اقتادوا يقتاد", ""),
    ("استلم", "يستلم", "receive (VIII, not X)", "استلم استلمت استلمنا يستلم", "استلممنا"),
    ("استمر", "يستمر", "last (X geminate)", "استمر استمرت استمروا استمررنا يستمر يستمرون", "استمرنا"),
    ("استعاد", "يستعيد", "regain (X hollow)", "استعاد استعادت استعادوا استعدنا استعيد استعيدت يستعيد يستعد يستعاد", ""),
    ("استولى", "يستولي", "seize (X weak)", "استولى استولت استولوا استوليا استوليت يستولي يستول يستولون يستولوا", ""),
    ("استأنف", "يستأنف", "resume (X hamza)", "استأنف استأنفت استؤنف استؤنفت يستأنف يستأنفون", ""),
    ("سيطر", "يسيطر", "control (quadriliteral)", "سيطر سيطرت سيطروا يسيطر يسيطرون يسيطروا نسيطر سيطرنا", ""),
]


@pytest.mark.parametrize(("past", "present", "gloss", "has", "lacks"), VERBS, ids=[row[2] for row in VERBS])
def test_verb_has_its_forms(past: str, present: str, gloss: str, has: str, lacks: str) -> None:
    forms = {form.form for form in inflect_verb(past, present)}
    assert {fold(form) for form in has.split()} - forms == set()
    assert {fold(form) for form in lacks.split()} & forms == set()


# verb, form, what it is
READINGS = [
    ("قصف يقصف", "قصفت", ("past", "sg", "f", 3, "any")),  # she shelled, it was shelled
    ("قصف يقصف", "قصفو", ("past", "pl", "m", 3, "any")),  # they shelled (it): bound
    ("قال يقول", "قيل", ("past", "sg", "m", 3, "passive")),  # it was said
    ("قال يقول", "يقال", ("present", "sg", "m", 3, "passive")),  # it is said
    ("شاهد يشاهد", "شوهدت", ("past", "sg", "f", 3, "passive")),  # she was seen
    ("أدان يدين", "أدانوا", ("past", "pl", "m", 3, "active")),  # they condemned
    ("نفى ينفي", "نفت", ("past", "sg", "f", 3, "any")),  # she denied
    ("نفى ينفي", "نفيت", ("past", "sg", "f", 3, "passive")),  # it was denied
    ("قام يقوم", "يقم", ("jussive", "sg", "m", 3, "active")),  # (did not) rise
    ("نفى ينفي", "ينف", ("jussive", "sg", "m", 3, "any")),  # (did not) deny
    ("سيطر يسيطر", "يسيطروا", ("jussive", "pl", "m", 3, "any")),  # that they control
    ("سيطر يسيطر", "تسيطر", ("present", "sg", "f", 3, "any")),  # she controls
    ("سيطر يسيطر", "سيطرنا", ("past", "pl", "any", 1, "any")),  # we controlled
    ("هاجم يهاجم", "يهاجمان", ("present", "du", "m", 3, "any")),  # the two attack
    ("أوقف يوقف", "أوقفوا", ("past", "pl", "m", 3, "any")),  # they stopped; also: stop!
]


@pytest.mark.parametrize(("verb", "form", "reading"), READINGS)
def test_first_reading_of_a_form(verb: str, form: str, reading: tuple[object, ...]) -> None:
    past, present = verb.split()
    first = next(found for found in inflect_verb(past, present) if found.form == fold(form))
    assert (first.tense, first.number, first.gender, first.person, first.voice) == reading


def test_bound_forms_are_marked() -> None:
    bound = {form.form for form in inflect_verb("تلقى", "يتلقى") if form.bound}
    assert {"تلقا", "تلقو", "يتلقا", "يتلقو"} <= bound  # received (it)


def test_intransitive_verb_without_passive_spellings() -> None:
    forms = {form.form for form in inflect_verb("قام", "يقوم", passive=False)}
    assert "قيم" not in forms
    assert "يقام" not in forms


@pytest.mark.parametrize(("past", "present"), [("", ""), ("قصف", "قصف"), ("ق", "يق"), ("kill", "kills")])
def test_what_is_no_verb_is_refused(past: str, present: str) -> None:
    with pytest.raises(ValueError, match="third person"):
        inflect_verb(past, present)


# singular, plurals, sound, gloss, must be there, must not
NOUNS = [
    ("هجوم", "هجمات", "none", "attack", "هجوم هجوما هجومان هجومين هجومي هجمات", "هجماتا هجومات"),
    ("غارة", "", "auto", "raid", "غارة غارتان غارتين غارتا غارتي غارات", "غارةا"),
    ("قذيفة", "قذائف", "none", "shell", "قذيفة قذيفتان قذيفتين قذائف", "قذائفا قذيفات"),
    ("صاروخ", "صواريخ", "none", "rocket", "صاروخ صاروخا صاروخان صاروخين صواريخ", "صواريخا"),
    ("مسلح", "مسلحون", "auto", "armed man", "مسلح مسلحا مسلحان مسلحون مسلحين مسلحو مسلحي", "مسلحونا"),
    ("مقاتل", "", "m", "fighter", "مقاتل مقاتلا مقاتلون مقاتلين مقاتلو مقاتلي", ""),
    ("اشتباك", "", "f", "clash", "اشتباك اشتباكا اشتباكان اشتباكين اشتباكات", ""),
    ("انفجار", "", "f", "explosion", "انفجار انفجارا انفجاران انفجارين انفجارات", ""),
    ("جندي", "جنود", "none", "soldier", "جندي جنديا جنديان جنديين جنود جنودا", ""),
    ("قتيل", "قتلى", "none", "dead", "قتيل قتيلا قتيلان قتيلين قتلى", "قتليا"),
    ("جريح", "جرحى", "none", "wounded", "جريح جريحا جرحى", ""),
    ("شهيد", "شهداء", "none", "martyr", "شهيد شهيدا شهيدان شهداء", "شهداءا"),
    ("رجل", "رجال", "none", "man", "رجل رجلا رجلان رجلين رجال رجالا", ""),
    ("طفل", "أطفال", "none", "child", "طفل طفلا طفلان أطفال أطفالا", ""),
    ("امرأة", "نساء", "none", "woman", "امرأة امرأتان امرأتين نساء", "نساءا"),
    ("حزب", "أحزاب", "none", "party", "حزب حزبا أحزاب أحزابا", ""),
    ("عضو", "أعضاء", "none", "member", "عضو عضوا عضوان أعضاء", "أعضاءا"),
    ("لقاء", "", "f", "meeting", "لقاء لقاءان لقاءين لقاءات", ""),
    ("مستشفى", "", "f", "hospital", "مستشفى مستشفيان مستشفيين مستشفيات", ""),
    ("شيء", "أشياء", "none", "thing", "شيء شيئا شيئان شيئين أشياء", ""),
    ("جزء", "أجزاء", "none", "part", "جزء جزءا جزءان أجزاء", ""),
    ("عبء", "أعباء", "none", "burden", "عبء عبئا أعباء", ""),
    ("مبدأ", "مبادئ", "none", "principle", "مبدأ مبدآن مبدأين مبادئ", ""),
    ("دبابة", "", "auto", "tank", "دبابة دبابتان دبابتين دبابات", ""),
    ("معركة", "معارك", "none", "battle", "معركة معركتان معارك", "معاركا"),
    ("بيت", "بيوت", "none", "house", "بيت بيتا بيتان بيوت بيوتا", ""),
    ("صوت", "أصوات", "none", "voice, vote", "صوت صوتا أصوات أصواتا", ""),
    ("مدني", "", "m", "civilian", "مدني مدنيا مدنيان مدنيون مدنيين مدنيو مدنيي", ""),
    ("كردي", "كرديون أكراد", "auto", "Kurd", "كردي كرديا كرديون كرديين أكراد أكرادا", ""),
    ("ناشط", "", "mf", "activist", "ناشط ناشطون ناشطين ناشطات", ""),
    ("لاجئ", "", "m", "refugee", "لاجئ لاجئا لاجئون لاجئين لاجئو", ""),
    ("ضابط", "ضباط", "none", "officer", "ضابط ضابطا ضابطان ضباط ضباطا", ""),
    ("سنة", "سنوات سنون", "none", "year", "سنة سنتان سنتين سنوات سنين", ""),
    ("منشأة", "منشآت", "none", "facility", "منشأة منشأتان منشآت", ""),
]


@pytest.mark.parametrize(("singular", "plurals", "sound", "gloss", "has", "lacks"), NOUNS, ids=[n[3] for n in NOUNS])
def test_noun_has_its_forms(singular: str, plurals: str, sound: str, gloss: str, has: str, lacks: str) -> None:
    forms = {form.form for form in inflect_noun(singular, plurals.split(), sound=sound)}  # type: ignore[arg-type]
    assert {fold(form) for form in has.split()} - forms == set()
    assert {fold(form) for form in lacks.split()} & forms == set()


def test_a_form_of_two_numbers_stands_twice() -> None:
    found = [form.number for form in inflect_noun("مسلح", sound="m") if form.form == "مسلحين"]
    assert found == ["pl", "du"]  # armed men, two armed men


@pytest.mark.parametrize(
    ("verb", "active", "passive"),
    [
        ("قتل يقتل", "قاتل", "مقتول"),  # killer, killed
        ("قال يقول", "قائل", "مقول"),  # saying, said
        ("خطف يخطف", "خاطف", "مخطوف"),  # kidnapper, kidnapped
        ("دعا يدعو", "داعي", "مدعو"),  # calling, invited
        ("نفى ينفي", "نافي", "منفي"),  # denying, exiled
        ("سأل يسأل", "سائل", "مسؤول"),  # asking, responsible
        ("أدان يدين", "مدين", "مدان"),  # condemning, convicted
        ("استعاد يستعيد", "مستعيد", "مستعاد"),  # regaining, regained
        ("هاجم يهاجم", "مهاجم", "مهاجم"),  # attacker, attacked
        ("اعتقل يعتقل", "معتقل", "معتقل"),  # arresting, detainee
        ("انسحب ينسحب", "منسحب", "منسحب"),  # withdrawing
    ],
)
def test_participles(verb: str, active: str, passive: str) -> None:
    found = participles(*verb.split())
    assert active in {one.form for one in found if one.voice in ("active", "any")}
    assert passive in {one.form for one in found if one.voice in ("passive", "any")}
