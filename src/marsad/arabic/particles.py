"""The closed classes of Arabic, folded: words that are neither noun nor verb, and names that look like verbs."""

from __future__ import annotations

PREPOSITIONS = frozenset(
    """
    في من علي الي عن مع حتي منذ مذ عبر خلال ضد نحو بين تحت فوق امام وراء خلف قرب قبل بعد عند لدي لدن دون بدون
    حول داخل خارج ازاء تجاه رغم وسط اثر عقب بسبب بشان اثناء لاجل حيال قباله عدا خلا سوي جراء ضمن بغيه وفق حسب
    بحسب مثل فور قبيل بعيد ب ل ك بغير بلا صوب جنب شطر مقابل
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
    الذي التي الذين اللذان اللذين اللتان اللتين اللواتي لا ما مما حيث كما اذا اذ ثم بما
    """.split()
)
# أن after these opens a clause that begins with its verb: بعد أن قصف (after he shelled).
BEFORE_THAT_VERB = frozenset(
    """
    بعد قبل منذ الي دون سبق بدل لولا الا يمكن يجب ينبغي يريد تريد علي غير كما لابد عدا
    """.split()
)

AUXILIARIES = frozenset(
    """
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

