"""The closed classes of Arabic, folded: words that are neither noun nor verb, and names that look like verbs."""

from __future__ import annotations

PREPOSITIONS = frozenset(
    """
    في من علي الي عن مع حتي منذ مذ عبر خلال ضد نحو بين تحت فوق امام وراء خلف قرب قبل بعد عند لدي لدن دون بدون
    حول داخل خارج ازاء تجاه رغم وسط اثر عقب بسبب بشان اثناء لاجل حيال قباله عدا خلا سوي جراء ضمن بغيه وفق حسب
    بحسب مثل فور قبيل بعيد ب ل ك بغير بلا صوب جنب شطر مقابل نتيجه طوال طيله
    """.split()
)
"""Words that bring a noun: في (in), على (on), بعد (after), خلال (during) ..."""

COORDINATORS = frozenset(
    """
    و ف ثم او ام بل لكن حتي
    """.split()
)
"""Words that join like with like: و (and), ثم (then), أو (or), بل (rather), لكن (but)."""

SUBORDINATORS = frozenset(
    """
    ان حيث عندما حين حينما بينما فيما كما لان كي لكي اذا اذ لو لولا بعدما قبلما ريثما كلما لما منذما طالما مما
    حالما بما كانما مهما اينما حيثما وقتما لئلا الا عما ممن فلما مادام بيد انما
    """.split()
)
"""Words that open a clause: أن (that), حيث (where), عندما (when), لأن (because), إذا (if) ..."""

RELATIVES = frozenset(
    """
    الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي اللائي
    """.split()
)
"""Who, which: الذي and its forms."""

QUANTIFIERS = frozenset(
    """
    معظم بعض غالبيه اغلب اغلبيه كل جميع كافه عدد عديد عشرات مئات الاف ملايين احد احدي
    """.split()
)
"""Words that count or measure the noun after them: معظم (most of), بعض (some), عشرات (dozens of) ..."""

FORCES = frozenset(
    """
    قوات قوه عناصر مقاتلو مقاتلي جنود وحدات طيران مسلحو مسلحي
    """.split()
)
"""Words for the men and arms of a side, which say less than the noun after them: قوات (forces of) ..."""

DEMONSTRATIVES = frozenset(
    """
    هذا هذه ذلك تلك هؤلاء هولاء اولئك هذان هذين هاتان هاتين ذاك
    """.split()
)
"""This, that: هذا and its forms."""

PRONOUNS = frozenset(
    """
    هو هي هم هما هن انا نحن انت انتم انتما انتن اياه اياها اياهم
    """.split()
)
"""He, she, they ..."""

NEGATIONS = frozenset(
    """
    لا لم لن ليس ليست ليسا ليستا ليسوا لسنا لست لات
    """.split()
)
"""Not: لا, لم, لن, ليس and its forms."""

PARTICLES = frozenset(
    """
    قد لقد سوف هل ما ايضا فقط اما نعم كلا لعل ليت ها يا ايها ايتها هنا هناك هنالك كذلك لذلك هكذا لماذا متي اين
    كيف كم الان امس غدا حاليا سابقا لاحقا حينها عندئذ حينئذ انذاك عندها بعدها قبلها ثمه اذن اي اجل قط ابدا معا
    متاثرا متاثره متاثرين متاثرتين
    جميعا بالتالي ربما حيثما فضلا علاوه خصوصا خاصه لاسيما سيما سواء مهلا حسنا كذا الا انما
    """.split()
)
"""Adverbs and particles outside phrases: قد (already, may), ربما (perhaps), أيضا (also), هناك (there) ..."""

# Before a verb, never before a bare noun.
VERB_MARKERS = frozenset(
    """
    قد لقد لم لن سوف لكي كي هلا ريثما بعدما عندما حينما كلما لما حالما فلما لئلا قبلما طالما
    """.split()
)
# Before a verb far more often than before a noun without article.
VERB_BIASED = frozenset(
    """
    فيما بينما
    الذي التي الذين اللذان اللذين اللتان اللتين اللواتي لا ما مما حيث كما اذا اذ ثم بما
    """.split()
)
BEFORE_VERB = frozenset({"قد", "سوف"})
"""Particles that may stand between a subject and its verb: قد (already, may), سوف (will)."""

# أن after these opens a clause that begins with its verb: بعد أن قصف (after he shelled).
BEFORE_THAT_VERB = frozenset(
    """
    بعد قبل منذ الي دون سبق بدل لولا الا يمكن يجب ينبغي يريد تريد علي غير كما لابد عدا
    """.split()
)

SUBJUNCTIVE_BE = frozenset("يكون تكون يكونوا".split())
"""Be, after "that" that opens what is not held to be so: نفى أن يكون (denied that it was)."""

AFTER = frozenset("بعد عقب اثر بعيد قبل قبيل غداه".split())
"""Prepositions that bring what came before or after: بعد (after), قبيل (shortly before) ..."""

WAS = frozenset("كان كانت كانا كانتا كانوا".split())
"""كان and its forms in the past, which puts the verb after it before the time of the telling: had done."""

AUXILIARIES = frozenset(
    """
    تم تمت يتم جري جرت
    كان كانت كانا كانتا كانوا كن يكون تكون يكونوا يكن تكن كنت كنا ظل ظلت ظلوا بات باتت باتوا اصبح اصبحت اصبحوا
    زال زالت زالوا يزال تزال يزالون كاد كادت يكاد تكاد اخذ بدا بدات بداوا راح عاد عادت عادوا يعد تعد اوشك اوشكت
    شرع
    """.split()
)
"""Verbs that stand before another verb: كان يقصف (was shelling), بدأت تنسحب (began to withdraw)."""

VERBLIKE_NAMES = frozenset(
    """
    تعز تدمر يزيد يحيي يحي يعرب ينبع يثرب تونس توسن عمر عادل صالح ناصر حافظ سالم خالد حامد ماهر عامر نصر سعد حسن
    حماه فيصل جابر طارق راشد ماجد فهد باسل وائل هاشم كامل فاضل شاهر نادر صادق حسين سمير جمال كمال هادي رامي سامي
    فادي شادي درعا صور دارا عفرين داعش تركي علي نجد عدن جده صنعاء ريما هنا سلمي مراد وليد وسام ود تل حلب كفر دير
    خان عانه راوه هيت ادلب سبا ارم حمص عكا بنت نبيل غالب طلال اياد رعد بدر سعود سلمان جبل تكريت حج تغلب يافع يام
    بني بنو لحج ابين حجه شبوه مارب دمار ذمار اب الب رفح غزه يطا دورا حزما بيت سنجار تاور كلس ارسال عرسال صيدا
    يحمر ياطر يعقوب يوسف يونس ياسر ياسين يمن تنزانيا تشاد تايوان تايلاند تمام كرم عكار زحله
    """.split()
)
"""Names of persons and places spelled like verb forms: تعز (Taiz, "you strengthen"), عمر (Omar, "he built")."""


BEFORE_MASDAR = frozenset("تم يتم تمت جري يجري اجل".split())
"""Before a verbal noun: تم نقل (was moved), من أجل فك (in order to break)."""

DAY_PARTS = frozenset("فجر صباح ظهر عصر مساء ليل".split())
DAYS = frozenset("اليوم امس غد الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت".split())
"""A part of a day before a day is a noun: فجر اليوم (this dawn), not "blew up"."""

FIRST = frozenset(("اول", "الاول"))
"""The first word of "the day before yesterday": أول من أمس، الأول من أمس."""

# -- for splitting words ----------------------------------------------------------------------------------------------

SUFFIXED = frozenset(
    """
    من عن الي علي في ل ب مع لدي بين عند ضد نحو حول خلال بعد قبل ان لكن لان لعل اثر دون منذ عبر بسبب بشان وراء امام
    خلف تجاه كل بعض غير فوق تحت داخل خارج وسط ضمن مثل قرب حسب ازاء حيال بدون وحد لاجل كان كلا كلتا
    """.split()
)
"""Small words that take pronouns: عليها (on it), لأنهم (because they), كلهم (all of them)."""

WITH_ME = frozenset("من عن الي علي ل مع لدي ان لكن لان".split())
"""Those that newspapers write with "me": مني (from me); but داخلي is "inner", not "inside me"."""

JOINED = {
    "باي": "ب", "وبالتالي": "و", "بقول": "ب", "لحين": "ل", "لاي": "ل", "وباي": "وب", "واكد": "و", "ودعا": "و",
    "ودعت": "و",
    "فقد": "ف", "ولا": "و", "وهو": "و", "وهي": "و", "وهم": "و", "وهن": "و", "وما": "و", "فلا": "ف", "فما": "ف",
    "وان": "و", "فان": "ف", "بان": "ب", "وبان": "وب", "ولم": "و", "ولن": "و", "فلم": "ف", "فلن": "ف", "وقد": "و",
    "ولقد": "و", "ومن": "و", "وفي": "و", "وعن": "و", "وكان": "و", "فكان": "ف", "وكل": "و", "ومع": "و", "فهو": "ف",
    "فهي": "ف", "فهم": "ف", "لهذا": "ل", "لهذه": "ل", "بهذا": "ب", "بهذه": "ب", "بذلك": "ب", "بتلك": "ب",
    "لتلك": "ل", "ولهذا": "ول", "وبذلك": "وب", "لمن": "ل", "لما": "", "وكما": "و", "وبما": "و", "وفيما": "و",
    "وليس": "و", "وليست": "و", "ولكن": "و", "ولان": "و", "واذا": "و", "فاذا": "ف", "وبعد": "و", "وقبل": "و",
    "بشن": "ب", "لشن": "ل", "وبشن": "وب", "ولشن": "ول", "بنزع": "ب", "وبنزع": "وب", "لنزع": "ل", "ولنزع": "ول",
    "ووفقا": "و", "ولو": "و", "واي": "و", "وثمه": "و", "وبين": "و", "وحتي": "و", "وعند": "و", "ومنذ": "و", "وبلا": "و",
}  # fmt: skip
"""Small words joined to particles, to the particles: فقد (and already), بأن (that); not "lost", not "appeared"."""

UNSPLIT = frozenset(
    """
    وحده وحدك وحدكم وحدني ضمنا كانا كانت ونحن فان وان الهن كلك حولنا غيرنا عبرنا قبلك بعدك مثلك مثلكم ضدك نحوك وبك
    """.split()
)
"""Forms of those that are, or are more often, other words: حولنا (we turned), not "around us"."""

WHOLE = frozenset(
    """
    بابل بانياس بلودان بوتين لوران ليون لوزان بازل نبيه وجيه نزيه فقيه شبيه ابها لذا بعيده وحده كذا كيلومتر كيلو
    بروكسل بريتوريا لوكسمبورغ كاراكاس ليتوانيا لاتفيا لوهانسك فاغنر وكاله باب بلد بلده بلاد بلدان كافه كبير كبيره
    كبار كبري سبق فجر فريق فتره فرع فرد فرار فرقه فرنسا فشل فصل فصائل فكر فوج قائد بدا بدات بداوا برلين بريطانيا
    بناء بيان بنك بند بحر بدر برج برد بطل بنود بقاء لبنان ليبيا لواء لجنه لقاء لجان لسان لون لحم لغم ليل ليله كتيبه
    كتائب كوباني كردي كركوك كرد كلام كلمه كرم كسر كشف كميه كنيسه كندا كوبا وزير وزاره وزراء وحدات وسائل وضع وفاه وفد
    وقع وقعت وقف ولايه ولد والد واشنطن واحد واحده وطن وطني واصل وافق واجه وجه وجود وعد وعي وفاء وفق وفقا وصف وصل
    وصلت ورد وردت ورق وقود وكيل ولاء ولي وليد وائل وادي وارسو واقع واسع واسعه واضح وداع وسام وسيم ويل ويليام
    ويكيليكس ولسون ووتش وست ورشه وثيقه وثائق وساطه وصول وقوع وقوف ولاده وعود وفود وجبات وجبه سيطره سيطر سلاح سوريا
    سوري سياسي سابق ساعه سكان سلام سلطه سلفا سنه سنوات سليم سعيد سامي سارين سيناء سيستاني سياره ستار سقوط فيصل فوري
    فاتح فادح فادي فارس فاسد فاعل فندق فقط فيلق فيلم فورا فلسطين فتح فتحت فتوي فئه فدائي فضائي فنان فنزويلا فيينا
    فيتو فلوجه بشار بغداد باريس بيروت بلجيكا باكستان بنغازي بنغلاديش بولندا بايدن بلينكن بنيامين بيشمركه بوكو
    بوركينا بوتشا باخموت بحرين بصره بعث بعقوبه بقاع بلغاريا بلير برزاني بارزاني بحاح بندر بدوي بترول بديل بديله بحث
    برنامج بريد بريطاني بسيط بشر بشري بشريه بطاقه بعيد بعيدا بيت بيضاء بينت لافروف لاهاي لبناني لندن لاجئ لاجئين
    لازم لاذ لاذت لاذوا لاحق لاحقا لافت لحج لحظه لدوده لذلك كذلك لماذا كابل كابول كاتب كامل كاتم كاميرون كيري
    كيماوي كيميائي كييف
    كورسك كوسوفو كويت كوريا كولومبيا كونغو كنعان كهرباء كهف كمين كمال كفيل كرملين كاظم كاتيوشا سادات سبب سبتمبر سفر
    سفير سفينه سفن سجن سلطات سند سهل سواحل سوق سير سيل سيف سيد سيده سيدني باسم بلال بلاغ بلح بليغ برا بري بريه برميل
    براميل برلمان بشع بدايه بدء بمب بني بنت بنات بن بنو بل بلا فعل فعلا فعال فعاله فيروس فهد فواز فوضي فرص فرصه فضل
    فم بيربوك ليبرمان ليفني كالاس كولونا فانس باشليه لوكوك بوهاري لايركه ووكر
    """.split()
)
"""Nouns, names and verbs whose first letters only look like particles."""

NOT_ARTICLE = frozenset(
    """
    الي الا التي الذي الذين الله القي القت القوا التقي التقت التقوا التحق التحقت التحقوا التزم التزمت التزام التقط
    التقاط التحاق التهم التهمت التهاب التف الغام الغاء الغي الغت القاء الحاق الف الاف الفا الفي الفين الم البوم
    الماس المانيا الماني المانيه المان الباني البانيا الهام الهم الكتروني الكترونيه الكترونيا الكترون التماس التباس
    التواء التئام الوان الوف الزام الزم الزمت الصق اليات اليه اليا الياس البرت البير الح الحت الحاح
    الغاما الويه التفاف التقاء الواح اليتين اليتان
    """.split()
)
"""Words that begin with the letters of the article and have none: ألقى (threw), آلاف (thousands), ألغام (mines)."""

AFTER_GLUED = frozenset(
    """
    يزال تزال يزالون زال زالت زالوا يمكن يوجد توجد يعني يجوز يكون تكون كان كانت يجب يحتاج يقل تقل يستطيع يعرف يريد
    بد يمكنه يمكنها اسفر ادي يجري
    """.split()
)
"""What follows a لا or ما that is written without a blank: لايزال (is still), ماكان (was not)."""

# -- words and endings that the grammar asks for by name --------------------------------------------------------------

THAT = "ان"
"""أن and إن (that)."""

BUT = "لكن"
"""But."""

ON = "علي"
"""على (on, against), folded."""

FROM = "من"
"""من (from, of)."""

TO = "الي"
"""إلى (to), folded."""

MASCULINE_PLACES = frozenset({"لبنان"})
"""Names of countries without the article that are not feminine: لبنان (Lebanon)."""

COMMAS = ("،", ",")
"""The commas of Arabic and of careless typing."""

PAUSES = frozenset("،؛")
"""Marks inside a sentence: the comma and the semicolon of Arabic."""

STOPS = frozenset(".؛")
"""Marks that end a clause: the full stop and the semicolon of Arabic."""

LOOSE = ",،:-.("
"""Marks that belong to no phrase at whose end they stand."""

TURNING_MARKS = frozenset(":؛")
"""Marks after which something else is told."""

ARTICLE = "ال"
"""ال (the), written onto the word."""

PARTITIVE = frozenset({"من", "بين", "ضمن"})
"""With a pronoun, before those who are part of the ones just named: بينهم, منهم, ضمنهم (among them)."""

FOR = "ل"
"""ل (for, to), written onto the word."""

ONE_OF = frozenset({"احد", "احدي"})
AND_ONE_OF = frozenset({"واحد", "واحدي"})
"""One of several ("one of the leaders"), alone and with the "and" that makes it look like the numeral."""
BY_WHOM = "من قبل"
"""من قبل (by): stands for all groups of words that bring who did it."""

AGAINST = "بحق"
"""بحق (against, done to): stands for all groups of words that bring to whom it was done."""

BESIDE = "الي جانب"
"""إلى جانب (beside): with whom somebody stands or fights."""

DEED_ROLES = {BY_WHOM: "actor", AGAINST: "target"}
"""What a group of words brings to any deed."""

PAIRED = {
    ("الي", "جانب"): BESIDE,
    ("من", "قبل"): BY_WHOM,
    ("من", "جانب"): BY_WHOM,
    ("من", "طرف"): BY_WHOM,
    ("علي", "يد"): BY_WHOM,
    ("علي", "ايدي"): BY_WHOM,
    ("علي", "ايادي"): BY_WHOM,
    ("ب", "ايدي"): BY_WHOM,
    ("ب", "يد"): BY_WHOM,
    ("ب", "حق"): AGAINST,
    ("في", "حق"): AGAINST,
}
"""Two words that make one preposition: من قبل (by), من جانب (on the part of), على يد and على أيدي (at the hands of);
بحق and في حق (against), إلى جانب (beside)."""

ASKED = frozenset({"ماذا", "لماذا"})
"""What stands for the thing that is asked."""

BY = "ب"
"""ب (by, with, in), written onto the word."""

GOVERNING = frozenset({BY, FOR, "ك"})
"""What is written onto a noun and governs it: by, for, like."""

SHALL = "س"
"""س (will), written onto the verb."""

BETWEEN = "بين"
"""بين (between)."""

NAME = "اسم"
"""اسم (name), as in باسم (in the name of)."""

IN_THE_NAME = "باسم"
"""باسم (in the name of)."""

AND = frozenset({"و", "ف", "او", "ثم"})
"""And, so, or, then: what joins phrase to phrase."""

EXAMPLE = frozenset({"مثل", "سواء"})
"""Between a kind of things and those that it is told of: villages [such as] Xan."""
AND_ALONE = "و"
"""و (and), written onto the word."""

JUSSIVE_AFTER = frozenset({"لم", "لن", "ان", "لا", "كي"})
"""Before a verb without its last letters: لم (did not), لن (will not), أن (that), لا (not), كي (so as to)."""

IN = ("ب", "في")
"""ب and في (in, at)."""

INSIDE = IN[1]
"""في (in) alone."""

WITH = "مع"
"""مع (with)."""

WHILE = frozenset({"في", "ب", "خلال", "اثناء", "جراء", "نتيجه", "اثر"})
"""Before an event that goes on while another does or causes it: في (in), خلال (during), جراء (as a result of) ..."""

ABOUT = "عن"
"""عن (about; after ناتج, resulting: from)."""

TOLD_BY = ("عن", "حول", "بشان")
"""What brings an event that reports tell of: about."""

SAID_OF = frozenset({"عن", "ب", "الي"})
"""Before what somebody tells or condemns: أعلن عن (announced), ندد ب (condemned), أشار إلى (pointed to)."""

WITHOUT = frozenset({"دون", "بدون", "من", "بلا"})
"""The first words of "without"."""

AT_LEAST = frozenset({"الاقل", "الاكثر"})
"""What follows على in "at least" and "at most", which name nobody."""

THEY_ARE = frozenset({"هي", "هما", "هم"})
"""They are, between what is counted and the names: ثلاث قرى هي (three villages, which are)."""

US = "نا"
"""The pronoun of what is ours: قواتنا (our forces)."""

HIS = "ه"
"""ه on a noun (his), on a verb (him, it)."""

ONE_THING = (HIS, "ها")
"""ه and ها on a verb: what somebody says, denies or does (it)."""

OF_PART = ("عن", "في")
"""After responsibility, involvement and the like, before what they are in: عن (for), في (in)."""

SITE_PREPOSITIONS = frozenset({"في", "ب", "داخل", "امام", "قرب", "خارج", "وسط", "علي", "عند"})
"""Before a site that an event is at: في (in), داخل (inside), أمام (before), قرب (near), على (on), عند (at) ..."""

TURNS = frozenset("فيما بينما حين لكن بيد غير".split())
"""Words between clauses that turn to something else: فيما (while), بينما (whereas), لكن (but)."""

SAME = frozenset("نفس ذات عين".split())
"""نفس, ذات, عين (the same), written with a pronoun after what they describe."""

ACCUSED_OF = frozenset({"ب", "في", "عن"})
"""Before what somebody is charged with: متهم بقتل (of killing), متورط في (involved in), مسؤول عن (responsible for)."""

TO_MEDIA = ("ل", "مع", "الي", "عبر")
"""Before the medium that somebody speaks to: ل (to), مع (with), إلى (to), عبر (through)."""

SO = "ف"
"""ف (so), written onto the word."""

AND_SO = (AND_ALONE, SO)
"""What is written onto the first word of a clause that goes on: و (and), ف (so)."""

CLITICS = frozenset("ولبكف")
"""Letters that are written onto the next word: and, to, with, as, so."""

REFERENTS = {"ها": ("f",), "هم": ("p", "f"), "ه": ("m",), "هما": ("m", "f", "p")}
"""Pronoun suffixes and what they may point back to: f feminine, m masculine, p plural of persons."""

POINTED_AT = {"ها": "f", "هم": "p", "ه": "m"}
"""What a pronoun suffix points back to first of all."""

SUBJECT_PRONOUNS = ("ها", "هم", "هما")
"""Those that after أن (that) and لأن (because) always stand for the subject of the verb: ه may stand for none."""

SONS = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "دي", "فون", "ديل"})
"""Son of, daughter of, of the house of, de, von: between the names of one person."""

WHO_SEVERAL = "الذين"
"""Who, of people in the plural."""

NISBA = ("ي", "يه", "يا", "يين", "يون", "يان", "يتين", "يات", "يتان")
"""Endings of relational adjectives: سوري (Syrian) in its forms."""

CLOSING_NISBA = ("يه", "يتين", "يتان", "يان")
"""Those that no noun can own: نقطة عسكرية | مواقع (a military post | posts)."""

UNOWNED_NISBA = ("يتان", "يتين", "يان", "يون", "يين")
"""Those that keep their ن, so that no noun owns them: مروحيتان أمريكيتان | نقطة (two American helicopters | a post)."""

SOUND_PLURALS = ("ين", "ون")
"""Endings of sound masculine plurals."""

WITH_NUN = (*SOUND_PLURALS, "ان")
"""Endings of plurals and duals that lose their ن before the noun that owns them."""

ANY_DUAL = ("ان", "ين")
"""Endings of the dual: الطرفان، الطرفين (the two sides)."""

ADVERBIAL = ("ا", "ه")
"""Endings of a participle that goes on with what somebody says: مؤكدا، مؤكدة (stressing)."""

OWNED_DUAL, OWNED_FEMININE = ("ي", "ا"), "ت"
"""Endings of the dual before its owner, and what a feminine noun ends in before them: قريتي، حيي (the two ... of)."""
DUAL = ("تين", "تان")
"""Endings of the feminine dual that no noun can own: غارتين (two raids)."""

UNOWNED = (*WITH_NUN, "ا")
"""Endings that a noun loses before the noun that owns it."""

ACCUSATIVE = "يا"
"""The ending of a relational adjective of an object: مقذوفا عسكريا (a military projectile)."""

COUNTRY = "يا"
"""The ending of names of countries, which looks like two of a nation: تركيا (Turkey), بريطانيا (Britain)."""

LONG_HAMZA = "اء"
"""The ending of feminine names and colours, which speech shortens: صنعاء (Sanaa), also صنعا."""

FEMININE, FEMININES = "ه", "ات"
"""Endings of feminine nouns and adjectives, of one and of several."""

TEH = "ة"
"""ة, the feminine ending as it is written; folded it is ه."""

DOUBLED = "تي"
"""The ending of a feminine dual before its genitive: قريتي (the two villages of)."""

INDEFINITE = "ا"
"""The ending of the accusative of the indefinite: شابا (a young man)."""

BROKEN = "ايا"
"""The ending of broken plurals that looks like it: ضحايا (victims), شظايا (splinters)."""

OWNED = "ي"
"""What a plural and a dual in ين end in before the noun that owns them: مسلحي (gunmen of), لواءي (two brigades of)."""

NUN = "ن"
"""What a dual or a sound plural loses before its genitive."""

THEY_DID = "وا"
"""The ending of verbs of what several did: قتلوا (they killed)."""

TO_HIM = "وه"
"""That of such a verb with "him": قتلوه (they killed him)."""

DOES = frozenset("يت")
"""The first letters of the present: يقصف (he shells), تقصف (she shells)."""

PARTICIPLE, LONG = "م", "ا"
"""The first letter of participles, مقاتلين (fighting), and the long vowel inside broken plurals, ملايين (millions)."""

ADJECTIVAL = (*NISBA, "ه", "ا", "ف", "ير", "يد", "ين", "ق", "دد", "م", "ل")
"""Endings that adjectives often have."""

OPENINGS = frozenset({"كما", "الي", "من", "في", "فيما"})
"""Words that open a sentence which goes on with what was told, or turns from it."""

BUT_FOR = frozenset({"سوي", "الا"})
"""سوى and إلا (but for, except): after a negated verb, what it holds for."""
