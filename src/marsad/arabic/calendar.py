"""Which words do Arabic newspapers tell the time with: days, months of every calendar, units, parts, turns of speech.

Everything is in folded spelling (``marsad.arabic.normal.fold``), a closed class of the language.
"""

from __future__ import annotations

from typing import Literal

Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade", "century"]


def _spread(table: dict[int, str]) -> dict[str, int]:
    """Turns ``value -> words`` into ``word -> value``."""
    return {word: value for value, words in table.items() for word in words.split()}


# Monday is 0, as in datetime.
WEEKDAYS = _spread({
    0: "الاثنين الاتنين الأثنين",
    1: "الثلاثاء الثلثاء الثلاثا",
    2: "الاربعاء الاربعا",
    3: "الخميس",
    4: "الجمعه",
    5: "السبت",
    6: "الاحد",
})  # fmt: skip

# Egyptian and Gulf, Levantine, Maghrebi and older names of the Gregorian months.
MONTHS = _spread({
    1: "يناير جانفي ينايير كانون_الثاني",
    2: "فبراير شباط فيفري فبرير",
    3: "مارس اذار مارت",
    4: "ابريل نيسان افريل",
    5: "مايو ايار ماي مايس",
    6: "يونيو حزيران جوان يونيه يوني",
    7: "يوليو تموز جويليه يوليوز يوليه",
    8: "اغسطس اب اوت غشت",
    9: "سبتمبر ايلول شتنبر",
    10: "اكتوبر اوكتوبر تشرين_الاول",
    11: "نوفمبر نونبر تشرين_الثاني",
    12: "ديسمبر دجنبر كانون_الاول",
})  # fmt: skip
HIJRI_MONTHS = _spread({
    1: "محرم المحرم",
    2: "صفر",
    3: "ربيع_الاول",
    4: "ربيع_الثاني ربيع_الاخر",
    5: "جمادي_الاولي جمادي_الاول",
    6: "جمادي_الاخره جمادي_الثانيه جمادي_الثاني",
    7: "رجب",
    8: "شعبان",
    9: "رمضان",
    10: "شوال",
    11: "ذو_القعده ذي_القعده",
    12: "ذو_الحجه ذي_الحجه",
})  # fmt: skip
# First words of month names of two words.
MONTH_HEADS = frozenset("تشرين كانون ربيع جمادي ذو ذي".split())
# Months whose names are also verbs, nouns or names of persons: they need a day, a year or a word of time beside them.
DOUBTFUL_MONTHS = frozenset("مارس اب ماي اوت جوان محرم المحرم صفر رجب شعبان رمضان شوال نيسان".split())

PARTS = frozenset("فجر صباح صبيحه ضحي ظهر ظهيره عصر مغرب مساء ليل ليله نهار غروب امسيه".split())
# Parts of the day that may stand alone or after the day: "صباحا" (in the morning).
ADVERBS = frozenset("فجرا صباحا ظهرا عصرا مساء ليلا نهارا ضحي".split())
# Parts of the day that are the hours after a prayer: "بعد عصر الثلاثاء" (in the late afternoon of Tuesday)
AFTER_PRAYER = frozenset("عصر مغرب".split())
DAYPART_TIMEX = {
    "فجر": "DW", "فجرا": "DW", "صباح": "MO", "صبيحه": "MO", "صباحا": "MO", "ضحي": "MO", "ظهر": "MI", "ظهرا": "MI",
    "ظهيره": "MI", "عصر": "AF", "عصرا": "AF", "مساء": "EV", "امسيه": "EV", "ليل": "NI", "ليله": "NI", "ليلا": "NI",
}  # fmt: skip
DAY_HEADS = frozenset("يوم نهار تاريخ يومي ايام".split())
MONTH_WORDS = frozenset("شهر شهري اشهر".split())
YEAR_WORDS = frozenset("عام العام سنه السنه عامي سنتي اعوام سنوات العامين الاعوام السنوات العامان".split())

# unit word -> (unit, how many the word itself says; None for a plural that needs a number)
UNITS: dict[str, tuple[Unit, int | None]] = {
    "دقيقه": ("minute", 1), "دقيقتين": ("minute", 2), "دقيقتان": ("minute", 2), "دقائق": ("minute", None),
    "ساعه": ("hour", 1), "ساعتين": ("hour", 2), "ساعتان": ("hour", 2), "ساعات": ("hour", None),
    "يوم": ("day", 1), "يوما": ("day", 1), "يومين": ("day", 2), "يومان": ("day", 2), "ايام": ("day", None),
    "اسبوع": ("week", 1), "اسبوعا": ("week", 1), "اسبوعين": ("week", 2), "اسبوعان": ("week", 2),
    "اسابيع": ("week", None),
    "شهر": ("month", 1), "شهرا": ("month", 1), "شهرين": ("month", 2), "شهران": ("month", 2),
    "اشهر": ("month", None), "شهور": ("month", None),
    "عام": ("year", 1), "عاما": ("year", 1), "عامين": ("year", 2), "عامان": ("year", 2), "اعوام": ("year", None),
    "سنه": ("year", 1), "سنتين": ("year", 2), "سنتان": ("year", 2), "سنوات": ("year", None), "سنين": ("year", None),
    "عقد": ("decade", 1), "عقدا": ("decade", 1), "عقدين": ("decade", 2), "عقدان": ("decade", 2),
    "عقود": ("decade", None),
    "قرن": ("century", 1), "قرنا": ("century", 1), "قرنين": ("century", 2), "قرون": ("century", None),
}  # fmt: skip
DEFINITE_UNITS = {"ال" + word: value for word, value in UNITS.items() if not word.endswith("ا")}
PERIODS: dict[str, Unit] = {
    "الاسبوع": "week", "الشهر": "month", "العام": "year", "السنه": "year", "العقد": "decade", "القرن": "century",
}  # fmt: skip

PAST = frozenset(
    "الماضي الماضيه الماضيين الماضيتين المنصرم المنصرمه المنصرمين الفائت الفائته الفارط السابق السابقه السابقين"
    " الاخير الاخيره الاخيرين الاخيرتين المنقضي المنقضيه السالف الفائتين".split()
)
NEXT = frozenset("المقبل المقبله المقبلين القادم القادمه القادمين الاتي الاتيه".split())
THIS = frozenset("الحالي الحاليه الجاري الجاريه الراهن الراهنه".split())
DEMONSTRATIVES = frozenset("هذا هذه".split())
DAY_OR_NIGHT = frozenset("اليوم يوم الليله ليله المساء الصباح الفجر".split())
# behind a year: of the Hijra, of our era
HIJRI_MARKS = frozenset("ه هجري هجريه للهجره الهجري الهجريه".split())
GREGORIAN_MARKS = frozenset("م ميلادي ميلاديه للميلاد الميلادي الميلاديه".split())
SAME = frozenset("نفسه نفسها ذاته ذاتها عينه".split())
FOLLOWING = frozenset("التالي التاليه".split())

Portion = Literal[
    "start", "middle", "end", "half 1", "half 2", "third 1", "third 2", "third 3",
    "quarter 1", "quarter 2", "quarter 3", "quarter 4", "week 1", "week 2", "week 3", "week 4", "week 5",
]  # fmt: skip
PORTIONS: dict[str, Portion] = {
    "مطلع": "start", "بدايه": "start", "بدايات": "start", "اوائل": "start", "مستهل": "start", "مفتتح": "start",
    "منتصف": "middle", "اواسط": "middle",
    "نهايه": "end", "اواخر": "end", "ختام": "end", "نهايات": "end", "متم": "end",
}  # fmt: skip
FRACTIONS: dict[tuple[str, str], Portion] = {
    ("النصف", "الاول"): "half 1", ("النصف", "الثاني"): "half 2", ("الربع", "الاول"): "quarter 1",
    ("الربع", "الثاني"): "quarter 2", ("الربع", "الثالث"): "quarter 3", ("الربع", "الرابع"): "quarter 4",
    ("الربع", "الاخير"): "quarter 4", ("النصف", "الاخير"): "half 2",
    ("الثلث", "الاول"): "third 1", ("الثلث", "الثاني"): "third 2", ("الثلث", "الثالث"): "third 3",
    ("الثلث", "الاخير"): "third 3", ("العشر", "الاول"): "third 1", ("العشر", "الاوائل"): "third 1",
    ("العشر", "الاواسط"): "third 2", ("العشر", "الاواخر"): "third 3", ("الاسبوع", "الاول"): "week 1", ("الاسبوع", "الثاني"): "week 2",
    ("الاسبوع", "الثالث"): "week 3", ("الاسبوع", "الرابع"): "week 4", ("الاسبوع", "الاخير"): "week 5",
}  # fmt: skip
# season -> first month
SEASONS = {"ربيع": 3, "صيف": 6, "خريف": 9, "شتاء": 12, "الربيع": 3, "الصيف": 6, "الخريف": 9, "الشتاء": 12}
DECADES = {
    stem + ending: year
    for stem, year in {
        "العشرين": 1920, "الثلاثين": 1930, "الاربعين": 1940, "الخمسين": 1950, "الستين": 1960, "السبعين": 1970,
        "الثمانين": 1980, "التسعين": 1990, "ثلاثين": 1930, "اربعين": 1940, "خمسين": 1950, "ستين": 1960,
        "سبعين": 1970, "ثمانين": 1980, "تسعين": 1990,
    }.items()
    for ending in ("ات", "يات")
}  # fmt: skip

ORDINALS = _spread({
    1: "الاول الاولي الحادي الفاتح", 2: "الثاني الثانيه", 3: "الثالث الثالثه", 4: "الرابع الرابعه", 5: "الخامس الخامسه",
    6: "السادس السادسه", 7: "السابع السابعه", 8: "الثامن الثامنه", 9: "التاسع التاسعه", 10: "العاشر العاشره",
    20: "العشرين العشرون", 30: "الثلاثين الثلاثون", 40: "الاربعين الاربعون", 50: "الخمسين الخمسون",
    60: "الستين الستون", 70: "السبعين السبعون", 80: "الثمانين الثمانون", 90: "التسعين التسعون", 100: "المئويه",
})  # fmt: skip
CARDINALS = _spread({
    1: "واحد واحده احد احدي", 2: "اثنين اثنان اثنتين اثنتان اثني اثنتي اثنا اثنتا", 3: "ثلاثه ثلاث", 4: "اربعه اربع",
    5: "خمسه خمس", 6: "سته ست", 7: "سبعه سبع", 8: "ثمانيه ثماني ثمان", 9: "تسعه تسع", 10: "عشره عشر",
    20: "عشرين عشرون", 30: "ثلاثين ثلاثون", 40: "اربعين اربعون", 50: "خمسين خمسون", 60: "ستين ستون",
    70: "سبعين سبعون", 80: "ثمانين ثمانون", 90: "تسعين تسعون", 100: "مئه مائه",
})  # fmt: skip
DEFINITE_CARDINALS = {"ال" + word: value for word, value in CARDINALS.items() if value > 1}
TEEN = frozenset("عشر عشره".split())

APPROXIMATE = frozenset("نحو حوالي قرابه زهاء قراب اكثر اقل".split())
PRESENT_WORDS = frozenset("الان حاليا راهنا".split())
PAST_WORDS = frozenset("مؤخرا موخرا سابقا".split())
FUTURE_WORDS = frozenset("قريبا لاحقا مستقبلا".split())
# "في الآونة الأخيرة" (lately), "الفترة المقبلة" (the coming time)
VAGUE_SPANS = frozenset("الاونه الفتره المرحله الوقت".split())
# "لمدة عام" (for a year), "على مدى شهر" (over a month): a lone unit after them is a length
LASTING = frozenset("مده مدي مدار طوال طيله امتداد ظرف".split())
MANY = frozenset("ايام اسابيع اشهر شهور سنوات اعوام عقود قرون ساعات سنين".split())
MOMENTS = frozenset("دقائق لحظات قليل وقت".split())
# the last so many: "آخر 24 ساعة"
LAST = frozenset("اخر".split())
FIRST_OF = frozenset("اول غره فاتح".split())
# "الذكرى الرابعة" (the fourth anniversary)
ANNIVERSARY = frozenset("الذكري ذكري".split())
ANNUAL = frozenset("السنويه سنويه".split())
# adverbs and adjectives of what comes again
RECURRING: dict[str, tuple[int, Unit]] = {
    "يوميا": (1, "day"), "اسبوعيا": (1, "week"), "شهريا": (1, "month"), "سنويا": (1, "year"),
    "اليومي": (1, "day"), "اليوميه": (1, "day"), "يوميه": (1, "day"), "الاسبوعي": (1, "week"),
    "الاسبوعيه": (1, "week"), "اسبوعيه": (1, "week"), "الشهري": (1, "month"), "الشهريه": (1, "month"),
    "شهريه": (1, "month"), "السنوي": (1, "year"), "السنويه": (1, "year"), "سنويه": (1, "year"), "سنوي": (1, "year"),
}  # fmt: skip
EVERY = frozenset("كل".split())
# "آنذاك" (then); "في السابق" (formerly); "في وقت لاحق" (later)
THEN = frozenset("انذاك حينذاك وقتذاك حينئذ عندئذ يومذاك حينها وقتها يومها".split())
FORMERLY = frozenset("السابق الماضي".split())
LATER = {"سابق": "PAST_REF", "لاحق": "FUTURE_REF", "متاخر": "", "متاخره": "", "مبكر": "", "مبكره": ""}
TIMES = frozenset("وقت ساعه".split())
SAME_TIME = frozenset("الوقت اللحظه الاثناء الحين".split())
LONE = frozenset("يوما اسبوعا شهرا عاما ساعه".split())
# one whole unit and no more: "خلال يوم واحد" (within one day)
WHOLE = frozenset("واحد واحده كامل كامله بكامله باكمله".split())
# "ربع قرن" (a quarter of a century): part of a unit, in a smaller unit
FRACTION_OF: dict[tuple[str, str], tuple[int, Unit]] = {
    ("نصف", "قرن"): (50, "year"), ("ربع", "قرن"): (25, "year"), ("نصف", "عقد"): (5, "year"),
    ("نصف", "عام"): (6, "month"), ("نصف", "سنه"): (6, "month"), ("ربع", "سنه"): (3, "month"),
    ("نصف", "شهر"): (15, "day"), ("نصف", "يوم"): (12, "hour"), ("نصف", "ساعه"): (30, "minute"),
    ("ربع", "ساعه"): (15, "minute"), ("نصف", "الساعه"): (30, "minute"), ("ربع", "الساعه"): (15, "minute"),
    ("نصف", "القرن"): (50, "year"), ("ثلث", "قرن"): (33, "year"),
}  # fmt: skip
MINUTES = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
# "الا ربعا" (a quarter to)
MINUTES_TO = {"ربع": 15, "ربعا": 15, "الربع": 15, "ثلث": 20, "ثلثا": 20, "الثلث": 20}
CLOCK = frozenset("الساعه".split())
HOURS = {"الواحده": 1, "الثانيه": 2, "الثالثه": 3, "الرابعه": 4, "الخامسه": 5, "السادسه": 6, "السابعه": 7,
         "الثامنه": 8, "التاسعه": 9, "العاشره": 10, "الحاديه": 11}  # fmt: skip
FEW_DAYS = frozenset("القليله القليل".split())
LARGE = frozenset(
    "مئه مائه ميه مئتين مائتين مئتي مائتي مئتا مائتا ثلاثمئه ثلاثمائه اربعمئه اربعمائه خمسمئه خمسمائه ستمئه "
    "ستمائه سبعمئه سبعمائه ثمانمئه ثمانمائه تسعمئه تسعمائه الف الفا الفين الفي".split()
)


# Words that say of the date beside them that it lies ahead.
TO_COME = frozenset(
    "سوف المقرر المقرره المزمع يعتزم تعتزم يعتزمون ينوي تنوي المتوقع المنتظر المرتقب مقرر مقرره مزمع يتوقع ينتظر لن"
    " موعد موعدا موعدها موعده استعدادا تمهيدا المقررين المحدد تبدا يبدا تنطلق ينطلق تنتهي ينتهي تستانف يستانف".split()
)
# Nouns before a date or a month that make it a name: "ثورة 25 يناير" (the 25 January revolution).
NAMING = frozenset(
    "احداث ثوره تحالف قوي فريق حركه تيار جسر شارع مدينه ميدان ساحه جامعه كتله معسكر محور لواء انتفاضه حرب ملعب مستشفي"
    " بلديه مدرسه حديقه كوبري مؤسسه حزب جماعه منظمه خلايا ثوار شباب قياده نواب وزراء امانه عمليه كتيبه سرايا فوج"
    " انقلاب".split()
)
# Places that bear a date as their name where they have no article: "قصر 22 مايو" (the 22 May palace).
NAMED_PLACES = frozenset("قصر حي سد قاعه كليه مجمع مطار ميناء جبهه".split())
# "for the first time since", "the fiercest since": the point is what something is measured by, not when it was
MEASURES = frozenset(
    "اول اولي الاول الاولي اعنف الاعنف اكبر الاكبر اسوا الاسوا اشد الاشد اضخم الاضخم اوسع الاوسع اعلي الاعلي ادني"
    " الادني اطول الاطول اخطر الاخطر اقوي الاقوي".split()
)
# (naming noun, day, month) to the year of what bears the date as its name
HAPPENINGS: dict[tuple[str, int | None, int], int] = {
    ("ثوره", 25, 1): 2011, ("ثوره", 30, 6): 2013, ("ثوره", 17, 2): 2011, ("ثوره", 23, 7): 1952, ("ثوره", 14, 7): 1958,
    ("ثوره", 26, 9): 1962, ("ثوره", 14, 10): 1963, ("ثوره", 14, 1): 2011, ("ثوره", 11, 2): 2011, ("ثوره", 1, 11): 1954,
    ("انتفاضه", 17, 10): 2019, ("ثوره", 17, 10): 2019, ("ثوره", None, 12): 2018, ("حركه", 20, 2): 2011,
    ("احداث", 11, 9): 2001, ("هجمات", 11, 9): 2001, ("هجوم", 11, 9): 2001, ("اعتداءات", 11, 9): 2001,
    ("تفجيرات", 11, 9): 2001, ("احداث", None, 9): 2001, ("هجمات", None, 9): 2001,
    ("احداث", 7, 10): 2023, ("هجمات", 7, 10): 2023, ("هجوم", 7, 10): 2023, ("عمليه", 7, 10): 2023,
    ("قوي", 14, 3): 2005, ("قوي", 8, 3): 2005, ("تحالف", 14, 3): 2005, ("تحالف", 8, 3): 2005,
    ("حرب", None, 7): 2006, ("حرب", None, 10): 1973, ("حرب", None, 6): 1967, ("نكسه", None, 6): 1967,
    ("نكسه", 5, 6): 1967, ("حرب", 5, 6): 1967, ("انقلاب", 15, 7): 2016, ("انقلاب", 3, 7): 2013,
    ("انقلاب", 21, 9): 2014, ("ثوره", 21, 9): 2014, ("ثوره", 8, 3): 1963, ("انقلاب", 25, 10): 2021,
}  # fmt: skip
# Nouns of which the happening of that day is the event itself: "هجمات 11 سبتمبر" (the attacks of 11 September)
ATTACKS = frozenset("هجمات هجوم اعتداءات تفجيرات".split())
# Days that everybody keeps: words to month, first and last day, whether of the Hijri calendar.
FEASTS: dict[tuple[str, str], tuple[int, int, int, bool]] = {
    ("عيد", "الفطر"): (10, 1, 3, True), ("عيد", "الاضحي"): (12, 10, 13, True), ("يوم", "عرفه"): (12, 9, 9, True),
    ("يوم", "عاشوراء"): (1, 10, 10, True), ("ذكري", "عاشوراء"): (1, 10, 10, True),
    ("المولد", "النبوي"): (3, 12, 12, True), ("عيد", "الميلاد"): (12, 25, 25, False),
    ("عيد", "النوروز"): (3, 21, 21, False), ("عيد", "نوروز"): (3, 21, 21, False),
    ("عيد", "العمال"): (5, 1, 1, False), ("يوم", "التروييه"): (12, 8, 8, True), ("يوم", "الترويه"): (12, 8, 8, True),
}  # fmt: skip
# After "the year": not the calendar's year that publication lies in, "العام الدراسي" (the school year)
OTHER_YEARS = frozenset("الدراسي الجامعي الاكاديمي الهجري الميلادي المالي الجديد التدريبي القضائي الكريم".split())
# "عشرات السنين" (tens of years)
SCORES = frozenset("عشرات مئات الاف".split())
# "ثاني أيام" (the second of the days of)
NTH_OF = {"اول": 1, "ثاني": 2, "ثالث": 3, "رابع": 4}
# "ثالث هجوم" (the third attack); "وهو الثالث" (it is the third)
NTH = frozenset("ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split())
IT = frozenset("هو هي".split())
# Nouns before a weekday that make it a name: "سوق الجمعة" (Friday Market, a quarter of Tripoli).
NAMING_WEEKDAY = frozenset("سوق مسجد جامع صحيفه جريده خان عين بلده قريه رقم حي العشاء كلا كلتا".split())
# Words after or before "اليوم" that make it no "today".
NOT_TODAY_AFTER = frozenset(
    "العالمي الوطني الدولي الواحد الدراسي الاخير الانتخابي المفتوح الموعود العربي الاسود الذي".split()
)
NAMED_TODAY = frozenset("عين اخبار راي".split())
# After "الليلة": another night than tonight, "الليلة التي سبقت" (the night before)
NOT_TONIGHT = frozenset("التي الفاصله الواقعه الممتده الواحده".split())
# Yesterday, in newspapers and as it is spoken
YESTERDAY = frozenset("امس الامس بالامس البارحه البارح مبارح امبارح".split())
# "ابتداء من" (from ... on)
FROM_ON = frozenset("اعتبارا ابتداء بدءا انطلاقا".split())
# "بعد مرور عام" (after a year has passed)
PASSING = frozenset("مرور مضي انقضاء".split())
# "صحيفة اليوم": the newspaper Al-Yawm
PAPERS = frozenset("صحيفه جريده".split())
FROM_NOW = frozenset("الان اليوم الزمان الزمن".split())
TODAYS = frozenset("اليوم الصباح المساء الفجر الظهر النهار".split())
NOT_TODAY_BEFORE = frozenset("المصري".split())
OUTLETS_TODAY = frozenset(
    "روسيا الجزائر تركيا صحيفه جريده القدس فلسطين العراق سوريا لبنان اليمن ليبيا الاردن عمان عدن مصر".split()
)
OUTLET_NOUNS = frozenset("قناه موقع وكاله شبكه فضائيه محطه صحيفه لقناه تلفزيون جريده".split())
# Prepositions and nouns that make a bare number of four digits a year.
BEFORE_YEAR = frozenset(
    "في منذ حتي خلال قبل بعد بحلول حلول لعام عام سنه من الي بين مطلع نهايه اواخر منتصف اوائل".split()
)
BEFORE_MONTH = frozenset(
    "في منذ حتي خلال شهر شهري من الي قبل بعد بين حلول مطلع نهايه اواخر منتصف اوائل بدايه اواسط مستهل".split()
)

GRAMMAR = frozenset(
    "من الي في حتي قبل بعد بين منذ مذ خلال غضون او اول امس الامس بالامس اليوم غد غدا الغد الليله الليل"
    " غداه عشيه حلول ذلك ذات نفس الموافق الموافقه هجري هجريه ميلادي ميلاديه ه م ان علي شتا الساعات الاولي"
    " الظهر الحين التاريخ بعدها قبلها تلك عامي عده بضعه بضع عدد وقت سابق لاحق القرن العشرين قرن كل النصف"
    " الربع الاولى غايه العشر الاوائل الاواسط الاواخر ثلث".split()
)
KNOWN: frozenset[str] = frozenset().union(
    WEEKDAYS, *(m.split("_") for m in (*MONTHS, *HIJRI_MONTHS)), PARTS, ADVERBS, DAY_HEADS, MONTH_WORDS, YEAR_WORDS,
    UNITS, DEFINITE_UNITS, PERIODS, PAST, NEXT, THIS, DEMONSTRATIVES, SAME, FOLLOWING, PORTIONS, SEASONS, DECADES,
    ORDINALS, CARDINALS, DEFINITE_CARDINALS, TEEN, APPROXIMATE, PRESENT_WORDS, PAST_WORDS, FUTURE_WORDS, VAGUE_SPANS,
    MANY, LASTING, DAY_OR_NIGHT, TODAYS, GRAMMAR, LAST, FIRST_OF, FEW_DAYS, LARGE, ["مثل", "الثلث"],
    ANNIVERSARY, RECURRING, EVERY, THEN, FORMERLY, LATER, MOMENTS, TIMES, SAME_TIME, LONE, ["نصف", "ربع"], CLOCK, HOURS,
    YESTERDAY, FROM_ON, NTH_OF, ["عيد", "المولد", "ذكري"],
)  # fmt: skip
# Words that can begin an expression of time; numbers begin one too where a unit or a month follows.
OPENERS: frozenset[str] = frozenset().union(
    WEEKDAYS, *(m.split("_")[:1] for m in (*MONTHS, *HIJRI_MONTHS)), PARTS, ADVERBS, DAY_HEADS, MONTH_WORDS, YEAR_WORDS,
    UNITS, DEFINITE_UNITS, PERIODS, PORTIONS, SEASONS, DECADES, ORDINALS, CARDINALS, PRESENT_WORDS, PAST_WORDS,
    FUTURE_WORDS, VAGUE_SPANS, LAST, FIRST_OF, LARGE, THEN, YESTERDAY, FROM_ON, NTH_OF,
    "غايه العشر نصف ربع ثلث مثل الثلث قبل بعد بين منذ مذ خلال غضون اول امس الامس بالامس اليوم غد غدا الغد الليله الليل غداه عشيه حتي حلول ذات نفس بعدها"
    " قبلها النصف الربع القرن هذا هذه تلك ذلك".split(),
)  # fmt: skip
# Words that can begin an expression of time of any kind, those that date no event among them.
ALL_OPENERS: frozenset[str] = OPENERS.union(
    ANNIVERSARY, RECURRING, EVERY, FORMERLY, TIMES, SAME_TIME, LONE, CLOCK, ["عيد", "المولد"]
)
