"""Noun phrases and the parties they name; every phrase with its English gloss."""

from __future__ import annotations

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.naming import PartyContext, PartyRef, name_phrase
from marsad.parties.registry import Registry, find_aliases


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(Registry.default().words())


def cores(tokenizer: Tokenizer, text: str) -> tuple[str, ...]:
    return tuple(token.core for token in tokenizer.tokens(fold(text)))


def named(tokenizer: Tokenizer, phrase: str, country: str = "", before: str = "") -> PartyRef | None:
    context = PartyContext()
    if country:
        context.see_country(country)
    for earlier in filter(None, before.split("؛")):
        context.name(cores(tokenizer, earlier))
    return name_phrase(cores(tokenizer, phrase), context)


# phrase, gloss, name
ALONE = [
    ('51 من عناصر تنظيم "داعش"', "51 of the members of the organisation Daesh", "Islamic State"),
    ("تنظيم الدولة الإسلامية", "the Islamic State organisation", "Islamic State"),
    ("مسلحو تنظيم الدولة", "the State organisation's gunmen", "Islamic State"),
    ("مقاتلي الدولة الإسلامية", "fighters of the Islamic State", "Islamic State"),
    ("قوات الأسد", "Assad's forces", "Syrian government"),
    ("طيران النظام السوري", "the Syrian regime's air force", "Syrian government"),
    ("جيش النظام", "the regime's army", "Syrian government"),
    ("الجيش السوري الحر", "the Free Syrian Army", "Free Syrian Army"),
    ("فصائل المعارضة السورية المسلحة", "the armed Syrian opposition's factions", "Syrian opposition"),
    ("قوات سوريا الديمقراطية (قسد)", "the Syrian Democratic Forces (SDF)", "SDF"),
    ("وحدات حماية الشعب الكردية", "the Kurdish People's Protection Units", "YPG"),
    (
        "مدير المرصد السوري لحقوق الإنسان",
        "the director of the Syrian Observatory",
        "Syrian Observatory for Human Rights",
    ),
    ("هيئة تحرير الشام", "Hayat Tahrir al-Sham", "Hayat Tahrir al-Sham"),
    ("طائرات روسية", "Russian aircraft", "Russia"),
    ("المقاتلات الروسية", "the Russian fighters", "Russia"),
    ("القوات العراقية", "the Iraqi forces", "Iraq"),
    ("جنود عراقيون", "Iraqi soldiers", "Iraq"),
    ("ميليشيات الحشد الشعبي", "the Popular Mobilization militias", "Popular Mobilization Forces"),
    ("مليشيا الحشد الشعبي", "the Popular Mobilization militia (other spelling)", "Popular Mobilization Forces"),
    ("قوات البيشمركة الكردية", "the Kurdish Peshmerga forces", "Peshmerga"),
    ("وزير الخارجية الأميركي جون كيري", "US foreign secretary John Kerry", "United States"),
    ("وزارة الدفاع الأمريكية", "the US defence ministry (other spelling)", "United States"),
    ("البنتاغون", "the Pentagon", "United States"),
    ("طائرات التحالف الدولي", "the aircraft of the international coalition", "US-led coalition"),
    ("الرئيس التركي", "the Turkish president", "Turkey"),
    ("أنقرة", "Ankara", "Turkey"),
    ("متمردو حزب العمال الكردستاني", "the rebels of the Kurdistan Workers' Party", "PKK"),
    ("الحرس الثوري الإيراني", "the Iranian revolutionary guard", "Iran"),
    ("ميليشيات موالية لإيران", "militias loyal to Iran", "Iran-backed militias"),
    ("المتمردون الحوثيون", "the Houthi rebels", "Houthis"),
    ("المتمردين الحوثيين", "the Houthi rebels (oblique)", "Houthis"),
    ("جماعة أنصار الله", "the Ansar Allah group", "Houthis"),
    ("عبدالملك الحوثي", "Abdulmalik al-Houthi", "Houthis"),
    ("قوات المخلوع صالح", "the forces of the deposed Saleh", "Saleh forces"),
    ("المقاومة الشعبية", "the Popular Resistance", "Popular Resistance (Yemen)"),
    ("التحالف العربي بقيادة السعودية", "the Arab coalition led by Saudi Arabia", "Saudi-led coalition"),
    ("القوات الموالية للشرعية", "the forces loyal to legitimacy", "Yemen"),
    ("قوات حفتر", "Haftar's forces", "Libyan National Army"),
    ("ميليشيات فجر ليبيا", "the Libya Dawn militias", "Libya Dawn"),
    ("قوات حكومة الوفاق", "the Accord government's forces", "Government of National Accord"),
    ("جيش الاحتلال", "the occupation army", "Israel"),
    ("قوات الاحتلال الإسرائيلي", "the Israeli occupation forces", "Israel"),
    ("رئيس الوزراء الإسرائيلي بنيامين نتنياهو", "Israeli prime minister Netanyahu", "Israel"),
    ("كتائب القسام الجناح العسكري", "the Qassam Brigades, the military wing", "Hamas"),
    ("سرايا القدس", "the Quds Brigades", "Islamic Jihad"),
    ("6 فلسطينيين", "six Palestinians", "Palestinians"),
    ("الرئيس الفلسطيني محمود عباس", "the Palestinian president", "Palestinian Authority"),
    ("مستوطنون إسرائيليون", "Israeli settlers", "Israeli settlers"),
    ("مقاتلو حزب الله اللبناني", "the fighters of the Lebanese Hezbollah", "Hezbollah"),
    ("كتائب حزب الله", "the Hezbollah Brigades (of Iraq)", "Kata'ib Hezbollah"),
    ("قوات الدعم السريع", "the Rapid Support Forces", "Rapid Support Forces"),
    ("ميليشيا الدعم السريع", "the Rapid Support militia", "Rapid Support Forces"),
    ("الجيش السوداني", "the Sudanese army", "Sudan"),
    ("الشرطة المصرية", "the Egyptian police", "Egypt police"),
    ("مدير شرطة بغداد", "the chief of Baghdad's police", "Iraq police"),
    ("تنظيم أنصار بيت المقدس", "the Ansar Bayt al-Maqdis organisation", "Sinai Province"),
    ("حركة الشباب الصومالية", "the Somali Shabaab movement", "Al-Shabaab"),
    ("جنود من الجيش النيجيري", "soldiers of the Nigerian army", "Nigeria"),
    ("مقاتلي جماعة بوكو حرام", "fighters of the Boko Haram group", "Boko Haram"),
    ("الانفصاليين الموالين لروسيا", "the separatists loyal to Russia", "Donbas separatists"),
    ("مسيرات أوكرانية", "Ukrainian drones", "Ukraine"),
    ("الدفاعات الجوية الروسية", "the Russian air defences", "Russia"),
    ("حركة طالبان الأفغانية", "the Afghan Taliban movement", "Taliban"),
    ("تحريك طالبان باكستان", "Tehrik-e Taliban Pakistan", "Tehrik-e Taliban Pakistan"),
    ("خمسة مقاتلين على الأقل من حركة حماس", "at least five fighters of Hamas", "Hamas"),
    ("القوات الأمريكية في أفغانستان", "the American forces in Afghanistan", "United States"),
    ("مسؤول في الحكومة التركية", "an official in the Turkish government", "Turkey"),
    ("مبعوث الأمم المتحدة إلى اليمن", "the UN envoy to Yemen", "United Nations"),
    ("وكالة الصحافة الفرنسية", "the French press agency", "AFP"),
    ("صحيفة الحياة", "the newspaper Al-Hayat", "Al-Hayat"),
    ("قناة إسرائيلية", "an Israeli channel", "Israeli media"),
    ("ناشطون يمنيون", "Yemeni activists", "Yemeni activists"),
    ("مصادر عسكرية يمنية", "Yemeni military sources", "Yemeni military sources"),
    ("مصادر يمنية محلية", "local Yemeni sources", "Yemeni local sources"),
    ("مصدر أمني", "a security source", "security source"),
    ("شهود عيان", "eyewitnesses", "eyewitnesses"),
    ("ثلاثة مدنيين", "three civilians", "civilians"),
    ("سكان المدينة", "the town's inhabitants", "civilians"),
    ("مئات السوريين", "hundreds of Syrians", "civilians"),
    ("نازحين من ريف المدينة", "displaced people from the countryside", "refugees"),
    ("صحفي عراقي", "an Iraqi journalist", "journalists"),
    ("مسلحون مجهولون", "unknown gunmen", "unknown"),
    ("مسلحين من داعش", "gunmen of Daesh", "Islamic State"),
    ("منازل الفلسطينيين", "the Palestinians' houses", "Palestinians"),
    ("اللجنة الدولية للصليب الأحمر", "the International Committee of the Red Cross", "Red Cross"),
    ("القوات الأجنبية", "the foreign forces", "foreign forces"),
    ("نازحو مخيم زمزم", "the displaced of Zamzam camp", "refugees"),
    ("أسيرات فلسطينيات", "Palestinian women prisoners", "Palestinian prisoners"),
    ("نظيره الأميركي", "his American counterpart", "United States"),
    ("مصادر رسمية تركية", "official Turkish sources", "Turkey"),
    ("قوات موالية للرئيس اليمني السابق علي صالح", "forces loyal to the former president Saleh", "Saleh forces"),
    ("قوات الاحتلال الروسي", "the Russian occupation's forces", "Russia"),
    ("أطباء بلا حدود", "Doctors Without Borders", "Doctors Without Borders"),
]

# phrase, gloss: no party by its own words
NOBODY = [
    ("محافظة صلاح الدين", "the governorate of Salah al-Din"),
    ("مدينة الباب السورية", "the Syrian town of Al-Bab"),
    ("أبو قتادة التونسي", "Abu Qatada the Tunisian: a surname"),
    ("طلال الأردني", "Talal al-Urduni: a surname"),
    ("سيارة مفخخة", "a car bomb"),
    ("هجوم مسلح", "an armed attack"),
    ("المكتب الإعلامي", "the media office"),
    ("اللواء كريم عثمان", "Major General Karim Othman: a rank, not a brigade"),
    ("الجيش", "the army, of nobody knows which country"),
    ("التنظيم", "the organisation, none named before"),
]

# phrase, gloss, country seen, named before (parted by ؛), name
IN_CONTEXT = [
    ("الجيش", "the army", "YE", "", "Yemen"),
    ("الجيش", "the army", "SY", "", "Syrian government"),
    ("الجيش", "the army, in Gaza, Israel named", "PS", "الجيش الإسرائيلي", "Israel"),
    ("قوات الأمن", "the security forces", "EG", "", "Egypt"),
    ("حرس الحدود", "the border guard", "SA", "", "Saudi Arabia"),
    ("الشرطة", "the police", "TR", "", "Turkey police"),
    ("القوات الحكومية", "the government's forces", "IQ", "", "Iraq"),
    ("مصدر في وزارة الداخلية", "a source in the interior ministry", "IQ", "", "Iraq"),
    ("التحالف", "the coalition", "YE", "", "Saudi-led coalition"),
    ("طائرات التحالف", "the coalition's aircraft", "IQ", "", "US-led coalition"),
    ("المقاومة", "the resistance", "YE", "", "Popular Resistance (Yemen)"),
    ("المقاومة", "the resistance", "PS", "", "Palestinian factions"),
    ("المتمردين", "the rebels", "YE", "", "Houthis"),
    ("المتمردون", "the rebels", "TR", "حزب العمال الكردستاني", "PKK"),
    ("المعارضة", "the opposition", "SY", "", "Syrian opposition"),
    ("قوات النظام", "the regime's forces", "", "", "Syrian government"),
    ("التنظيم", "the organisation", "", "تنظيم القاعدة", "Al-Qaeda"),
    ("التنظيم المتطرف", "the extremist organisation", "SY", "داعش", "Islamic State"),
    ("الحركة", "the movement", "", "حركة طالبان", "Taliban"),
    ("الجماعة", "the group", "", "جماعة الحوثي", "Houthis"),
    ("الحزب", "the party", "LB", "حزب الله", "Hezbollah"),
    ("الحزب", "the party", "TR", "حزب العمال الكردستاني", "PKK"),
    ("المرصد", "the observatory", "", "المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights"),
    ("الوكالة", "the agency", "", "وكالة رويترز", "Reuters"),
    ("الفرقة", "the division", "", "الفرقة 30", "Division 30"),
]

# phrase, gloss, kind as a source
SPEAKERS = [
    ("وزارة الدفاع الروسية", "the Russian defence ministry", "state"),
    ("مسؤول أميركي", "an American official", "official"),
    ("مصدر أمني عراقي", "an Iraqi security source", "official"),
    ("مصادر طبية", "medical sources", "medical"),
    ("مصادر مطلعة", "informed sources", "anonymous"),
    ("شهود عيان", "eyewitnesses", "witness"),
    ("وكالة رويترز", "Reuters agency", "media"),
    ("المرصد السوري لحقوق الإنسان", "the Syrian Observatory", "monitor"),
    ("الأمم المتحدة", "the United Nations", "igo"),
    ("كتائب القسام", "the Qassam Brigades", "armed_group"),
    ("وزارة الصحة في غزة", "the health ministry in Gaza", "medical"),
]


@pytest.mark.parametrize(("phrase", "gloss", "name"), ALONE)
def test_phrase_names_its_party(tokenizer: Tokenizer, phrase: str, gloss: str, name: str) -> None:
    found = named(tokenizer, phrase)
    assert found is not None, gloss
    assert found.name == name, (gloss, found)


@pytest.mark.parametrize(("phrase", "gloss"), NOBODY)
def test_phrase_names_nobody(tokenizer: Tokenizer, phrase: str, gloss: str) -> None:
    assert named(tokenizer, phrase) is None, gloss


@pytest.mark.parametrize(("phrase", "gloss", "country", "before", "name"), IN_CONTEXT)
def test_report_decides(tokenizer: Tokenizer, phrase: str, gloss: str, country: str, before: str, name: str) -> None:
    found = named(tokenizer, phrase, country, before)
    assert found is not None, gloss
    assert found.name == name, (gloss, found)


@pytest.mark.parametrize(("phrase", "gloss", "kind"), SPEAKERS)
def test_speakers_have_a_kind(tokenizer: Tokenizer, phrase: str, gloss: str, kind: str) -> None:
    found = named(tokenizer, phrase)
    assert found is not None, gloss
    assert found.speaks == kind, (gloss, found)


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
    found = named(tokenizer, 'عناصر من تنظيم "داعش" المتطرف')  # members of the extremist organisation "Daesh"
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
