"""Which words are numbers, and which words bound, round or label one: the closed classes that the numerals need.

All forms are folded (see ``marsad.arabic.normal``): ا for أ إ آ, ه for ة, ي for ى.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

Kind = Literal[
    "unit", "head", "teen", "tens", "hundred", "hundreds", "scale", "scales", "pair", "vague", "part", "ordinal"
]


class NumberWord(msgspec.Struct, frozen=True, gc=False):
    """One word of a number: what part it plays, its value, the particles before it and whether it has the article."""

    kind: Kind
    value: int
    pro: str = ""
    det: bool = False


# Folded, وأحد (and the one of eleven) is spelled like واحد (one).
AND_ELEVEN = "واحد"
ELEVEN_HEAD = NumberWord("head", 1, "و")

_STEMS = {3: "ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_UNITS = {
    0: "صفر صفرا",
    1: "واحد واحده واحدا",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين ثنتان ثنتين",
    3: "تلات تلاته",
    8: "ثمان ثماني ثمانيه ثمانيا تمانيه تماني تمنيه",
    10: "عشر عشره",
    # as they are spoken
    11: "احداشر حداشر احدعش",
    12: "اتناشر اطناشر اثنعش اطنعش",
    13: "تلتاشر تلاتاشر تلطعش ثلطعش ثلاثطعش",
    14: "اربعتاشر اربعطاشر اربعطعش",
    15: "خمستاشر خمسطاشر خمسطعش خمستعش",
    16: "ستاشر سطاشر سطعش ستطعش",
    17: "سبعتاشر سبعطاشر سبعطعش",
    18: "تمنتاشر تمنطاشر تمنطعش ثمنطعش",
    19: "تسعتاشر تسعطاشر تسعطعش",
}
_TENS = {20: "عشر", 30: "ثلاث", 40: "اربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع"}
_HUNDRED = ("مئه", "مائه", "ميه", "مايه")
_SCALES = {
    1_000: ("الف", "الاف الوف"),
    1_000_000: ("مليون", "ملايين"),
    1_000_000_000: ("مليار", "مليارات"),
    10**12: ("تريليون", "تريليونات"),
}
_ORDINALS = {
    1: "اول اولي",
    2: "ثاني ثانيه",
    3: "ثالث ثالثه",
    4: "رابع رابعه",
    5: "خامس خامسه",
    6: "سادس سادسه",
    7: "سابع سابعه",
    8: "ثامن ثامنه",
    9: "تاسع تاسعه",
    10: "عاشر عاشره",
    11: "حادي حاديه",
}


def _words() -> dict[str, NumberWord]:
    words: dict[str, NumberWord] = {}

    def add(kind: Kind, value: int, forms: str) -> None:
        words.update((form, NumberWord(kind, value)) for form in forms.split())

    for value, stem in _STEMS.items():
        add("unit", value, f"{stem} {stem}ه")
        for hundred in _HUNDRED:
            add("hundreds", 100 * value, f"{stem}{hundred} ثماني{hundred}" if value == 8 else stem + hundred)
    add("hundreds", 300, "ثلثمئه ثلثمائه تلتميه تلاتميه ثلثميه")
    add("hundreds", 400, "ربعميه")
    add("hundreds", 800, "تمنميه تمانميه ثمنميه")
    add("tens", 30, "تلاتين")
    add("tens", 80, "تمانين")
    for value, forms in _UNITS.items():
        add("unit", value, forms)
    add("head", 1, "احد احدي حادي")
    add("teen", 10, "عشر عشره")
    for value, stem in _TENS.items():
        add("tens", value, f"{stem}ون {stem}ين")
    for hundred in _HUNDRED:
        add("hundred", 100, hundred)
        stem = hundred[:-1] + "ت"
        add("hundreds", 200, f"{stem}ا {stem}ي {stem}ان {stem}ين")
    for value, (one, many) in _SCALES.items():
        add("scale", value, f"{one} {one}ا")
        add("scales", value, many)
        add("pair", 2 * value, f"{one}ان {one}ين {one}ي")
    add("scale", 10**9, "بليون بليونا")
    add("vague", 20, "عشرات")
    add("vague", 200, "مئات مائات")
    for value, forms in _ORDINALS.items():
        add("ordinal", value, forms)
    words.update({"نصف": NumberWord("part", 2), "ربع": NumberWord("part", 4), "ثلث": NumberWord("part", 3)})
    return words


_WORDS = _words()
_PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
# The particles that a word may open with, by its first letter.
_BY_FIRST = {first: tuple(pro for pro in _PARTICLES if pro[:1] in ("", first)) for first in "وفبلك"}
_seen: dict[str, NumberWord | None] = {}


_NO_NUMBERS = frozenset({"كميه", "لست", "كست"})
"""What only looks like a particle and a number: كمية (a quantity), not "like a hundred"; لست (I am not)."""


def number_word(form: str) -> NumberWord | None:
    """The number word that a folded form is, with its particles and article split off; None for other words."""
    if form in _seen:
        return _seen[form]
    found = _split(form)
    if len(_seen) < 400_000:
        _seen[form] = found
    return found


def _split(form: str) -> NumberWord | None:
    if form in _WORDS or form in _NO_NUMBERS:
        return _WORDS.get(form)
    for pro in _BY_FIRST.get(form[:1], ("",)):
        if not form.startswith(pro):
            continue
        rest = form[len(pro) :]
        for article in ("", "ال", "ل"):
            if article == "ل" and not pro.endswith("ل"):
                continue
            word = _WORDS.get(rest[len(article) :]) if rest.startswith(article) else None
            if word is not None and not (article and word.kind == "head"):
                return NumberWord(word.kind, word.value, pro, bool(article))
    return None


# Words alone before digits: particles and the article that are written to a number.
GLUED = frozenset("و ف ب ل ك ال وال فال بال لل ولل وبال وب ول وك كال".split())

_ANY_COUNT = "?"  # in a phrase: عددهم، عددها، عدد may stand here or not

# Phrases before a number. Each is (words, what they do).
_LOWER = """
اكثر من | ازيد من | اكبر من | ما لا يقل عن | مالايقل عن | مالا يقل عن | ما لايقل عن | لا يقل ? عن
لا تقل ? عن | لا يقلون عن
ليس اقل من | لا اقل من | ليس باقل من | ما يزيد ? عن | ما يزيد ? علي | مايزيد عن | مايزيد علي | يزيد ? عن | يزيد ? علي
تزيد ? عن | تزيد ? علي
يزيدون عن | يزيدون علي | زاد ? عن | زاد ? علي | زادت ? عن | زادت ? علي | ما يفوق ? | يفوق ? | تفوق ? | فاق ?
ما يتجاوز ? | يتجاوز ? | تتجاوز ?
تجاوز ? | تجاوزت ? | يتجاوزون | تخطي ? | تخطت ? | يتخطي ? | تتخطي ? | جاوز ? | جاوزت ?
تعدي ? | تعدت ? | ما يربو علي | ما يربو عن | يربو ? علي | يربو ? عن | تربو ? علي | ما ينيف علي
ينيف علي | ينوف علي | ما ينوف عن
علي الاقل | كحد ادني | بحد ادني | فوق
"""
_UPPER = """
اقل من | ما دون | ما لا يزيد عن | ما لا يزيد علي | لا يزيد ? عن | لا يزيد ? علي | لا تزيد ? عن | لا تزيد ? علي
لا يتجاوز ? | لا تتجاوز ? | لا يتجاوزون
لا يتخطي ? | لا تتخطي ? | لم يتخط ? | لم تتخط ? | لم يتعد ? | لم تتعد ?
ما لا يتجاوز | لم يتجاوز ? | لم تتجاوز ? | لا يتعدي ? | لا تتعدي ? | ما يصل الي | مايصل الي | يصل ? الي
تصل ? الي | حتي | كحد اقصي | بحد اقصي | علي الاكثر
"""
_ABOUT = """
نحو | قرابه | زهاء | حوالي | ما يقارب ? | ما يقارب من | يقارب من
مايقارب | يقارب ? | تقارب ? | قارب ? | ما يقرب من | يقرب ? من
تقرب ? من | ما يقترب من | يقترب من | ما يناهز ?
يناهز ? | تناهز ? | ناهز ? | قريبا من | تقريبا | بحدود | في حدود | ما يعادل | قريب من
"""
# Phrases after a number, or after the noun that it counts.
_TAIL = {
    "lower": "علي الاقل | علي اقل تقدير | كحد ادني | بحد ادني | او اكثر | او يزيد | فصاعدا | فاكثر | فما فوق"
    " | ونيف | ونيفا",
    "upper": "علي الاكثر | كحد اقصي | بحد اقصي | او اقل | فاقل | علي ابعد تقدير",
    "about": "تقريبا | علي وجه التقريب | او نحو ذلك | او ما يقارب ذلك",
}
#: first words of phrases that may stand behind the counted noun
AFTER_NOUN = frozenset("علي كحد بحد تقريبا او فاكثر فصاعدا".split())
# "لتصل إلى 20" (so that it reaches 20) is no bound: the verb of purpose tells what came out
REACH = frozenset("يصل تصل".split())
COUNT_WORDS = frozenset("عدد عددهم عددها عددهن عدده عددهما اعدادهم قيمتها قيمته".split())


def _phrases(lines: str) -> list[tuple[str, ...]]:
    return [tuple(p.split()) for line in lines.strip().splitlines() for p in line.split("|") if p.strip()]


def _by_last(before: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Last word of a phrase to the phrases that end with it, longest first; ``?`` is written out."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for effect, lines in before.items():
        for phrase in _phrases(lines):
            without = tuple(word for word in phrase if word != _ANY_COUNT)
            table.setdefault(without[-1], []).append((without, effect))
            if _ANY_COUNT in phrase:
                table.setdefault(phrase[-1], []).append((phrase, effect))
    for choices in table.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return table


def _by_first(after: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for effect, lines in after.items():
        for phrase in _phrases(lines):
            table.setdefault(phrase[0], []).append((phrase, effect))
    return table


#: last word (``?`` for a count word) to [(phrase, "lower" | "upper" | "about" | "in all")]
BEFORE = _by_last({"lower": _LOWER, "upper": _UPPER, "about": _ABOUT, "in all": "ما مجموعه | ما مجموعهم | ما مجموعها"})
#: first word to [(phrase, effect)]
AFTER = _by_first(_TAIL)

# A number in digits after one of these is a name or a label: brigade 65, channel 12, resolution 2216.
LABELS = frozenset(
    "فرقه لواء فوج كتيبه سريه جيش قناه رقم ماده بند فقره فصل قرار قانون مرسوم طريق اوتوستراد شارع غرفه قسم بوابه "
    "مجموعه قمه طراز نموذج عيار قذيفه صاروخ مدفع رشاش صفحه حلقه نسخه فايف "
    "محطه فرانس معبر بئر بير نوع المدعو كيلو دفعه مركز فئه دوره".split()
)
# "ما مجموعه 33" (33 in all)
WHAT = "ما"
# Those of them that also do things to what is counted: اغتنم الجيش 8 مركبات (the army seized 8 vehicles)
DOERS = frozenset(["جيش"])
# After these a number is a name even in words, when it has the article: مجموعة السبع (G7), بئر السبع (Beersheba).
NAMED_BY = frozenset("مجموعه قمه بئر بير دور".split())
# After these a ten with the article is an ordinal: القرن العشرين (the twentieth century), الذكرى الأربعين.
ORDINAL_AFTER = frozenset(
    "قرن ذكري دوره دورهه دورهها نسخه نسخهه مره عيد سنويه جلسه ليله قمه مؤتمر يوم مرتبه مركز".split()
)
# "رجل في العشرين من عمره" (a man of twenty)
OF_AGE = frozenset("عمره عمرها العمر عمرهم".split())
# Spelled-out letters and makes before a number: إف 16, تي 72, ميغ 29, فاتح 110.
LETTERS = frozenset(
    "ام اي اف بي تي سي دي كي ار اس يو جي اتش ايه اكس ميغ ميج سوخوي توبوليف انتونوف ايرباص بوينغ بوينج سام غراد فاتح "
    "شهاب قسام زلزال بركان كورنيت كاتيوشا".split()
)
PERCENT_WORDS = frozenset("المئه المائه الميه المايه مئه مائه".split())
YEAR_WORDS = frozenset(
    "عام سنه عامي عامين اعوام سنوات موسم صيف خريف شتاء ربيع نهايه مطلع اواخر اوائل بدايه منتصف".split()
)
YEAR_PREPOSITIONS = frozenset("في منذ حتي بعد قبل خلال".split())
HOUR_WORD = "الساعه"
MONTHS = frozenset(
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر كانون شباط اذار نيسان "
    "ايار حزيران تموز اب "
    "ايلول تشرين جانفي فيفري افريل ماي جوان جويليه اوت يونيه يوليه محرم صفر رمضان شوال شعبان رجب جمادي "
    "ذوالقعده ذوالحجه "
    "ذي ذو غشت شتنبر نونبر دجنبر يوليوز".split()
)
MONTH_HEADS = frozenset("تشرين كانون ربيع جمادي".split())
MONTH_TAILS = frozenset("الاول الثاني الاخر الاولي الثانيه الاخره".split())
HIJRI = frozenset("هجري هجريه".split())
# how a year begins that is written with four digits
CENTURIES = frozenset("13 14 19 20".split())
TOLL = frozenset("عدد العدد حصيله الحصيله عددهم عددها".split())
CHANGE = frozenset(
    "ارتفع ارتفعت ارتفاع يرتفع ترتفع زاد زادت زياده رفع رفعت يرفع ترفع تراجع تراجعت انخفض انخفضت تقدم انتقل"
    " تحول".split()
)
_RISEN, _TOLD = 6, 12


def risen(bases: Sequence[str]) -> bool:
    """Whether the words before a number, the nearest last, tell that it rose or fell; further off only of a toll."""
    if not CHANGE.isdisjoint(bases[-_RISEN:]):
        return True
    told = bases[-_TOLD:]
    return not CHANGE.isdisjoint(told) and not TOLL.isdisjoint(told)


FEW = frozenset("بضع بضعه عده نيف".split())
# "بضعة عشر" (some of the teens), "نيف وثلاثون" (thirty-odd): the least that is added
SOME = {"بضع": 3, "بضعه": 3, "نيف": 1}
# "تجاوز عدد القتلى 100" (the number of dead passed 100)
EXCEED = frozenset("تجاوز تجاوزت يتجاوز تتجاوز فاق فاقت يفوق تفوق تخطي تخطت يتخطي تتخطي".split())
NOT = frozenset("لا لم لن".split())
# written between the digits of a decimal by news agencies, the fraction first: 7ر49 is 49.7
DECIMAL_LETTER = "ر"
# parts of a whole by the number that makes one: "ثلاثة أرباع" (three quarters)
PARTS_OF_ONE = {"اثلاث": 3, "ارباع": 4, "اخماس": 5, "اسداس": 6, "اسباع": 7, "اثمان": 8, "اتساع": 9, "اعشار": 10}
CALIBRE = frozenset("ملم مم ملليمتر مليمتر ميليمتر ملليمترا".split())
# "قرار مجلس الأمن 2118" (Security Council resolution 2118)
COUNCIL = ("مجلس", "امن")
# "حرب 2006" (the war of 2006): happenings that are told apart by their year
DATED = frozenset(
    "حرب ثوره احداث اتفاق اتفاقيه انتفاضه دستور انتخابات غزو عدوان مؤتمر حدود معركه مجزره هدنه معاهده زلزال "
    "ازمه انقلاب نكبه نكسه عدوان تسويه قمه اعلان".split()
)
