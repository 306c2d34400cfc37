"""Closed-class words that bound a counted phrase: what cannot be its noun, what breaks a clause, what names a part."""

from __future__ import annotations

#: forms that only look like a dual: مقدمين (offering), مطلوبان (wanted), منفذي (those who did), Sejnane, a town
NO_DUAL = frozenset(
    "مقدمين مطلوبان منفذي منفذا سجنان امان الامان امانا امينا اميني ادان ادين اما اماه كما خطي في كفي تري قوتا قدما "
    # those who carry, seek, drive: the plural before its genitive
    "طالبي حاملي مقدمي مصنعي بائعي زائري ساكني قائدي مالكي جاري حاملين منفذين الطالبين "
    # adjectives and participles
    "كبيرين كبيران الكبيرين الكبيران صغيرين القريبين قريبين قريبان قريبا مدرجين المدرجين منصتين مسبحين المقتولين "
    "الميدانين الميدانيين "
    # places and surnames: Daraa, Milan
    "درعا ميلان صبيا دارين مولان حيان مولين كالفين الفردان الفي الفى ولايتي "
    # groups that are named after the word
    "حركتي جماعتي جبهتي منظمتي".split()
)
#: my mother, my country; with another pronoun they are two: ابنيهم (their two sons)
MY_OWN = frozenset(
    "امي ابني ابيني ابي بلدي زوجتي ابنتي شقيقتي طفلتي معلمتي اسرتي عائلتي مسيرتي سترتي زميلي راسي هاتفي امامي".split()
)
#: duals of things that are participles before these words: معبرين عن (expressing), مستندين إلى (relying on)
PARTICIPLES = {"معبرين": frozenset(["عن"]), "مستندين": frozenset(["علي", "الي"]), "معبران": frozenset(["عن"])}

#: words that are no nouns: particles, pronouns, demonstratives, adverbs of time, common auxiliaries
NO_NOUN = frozenset(
    "بعدما قبلما ريثما كلما ربما حالما طالما مثلما حسبما لاحقا فورا "
    "في من علي الي عن مع ان بل بعد قبل بين كان كانت كانوا كما لكن لم لن لا ما ليس قد لقد فيما بينما حيث "
    "حتي حين خلال ضد عبر عند "
    "عندما منذ نحو دون غير اثر الان اليوم امس غدا ايضا كذلك لذلك هذا هذه ذلك تلك هناك هنا الذي التي الذين "
    "اللذين اللتين اللذان "
    "اللتان اللواتي اللاتي هو هي هم هما هن او ام ثم اذ اذا فقط فقد وفق وفقا حسب بحسب جراء نتيجه بسبب امام "
    "خلف تحت فوق داخل خارج "
    "حول قرب شمال جنوب شرق غرب وسط ضمن بينهم بينها بينهن بينهما منهم منها منهن منهما فيها فيه فيهم عليها "
    "عليه عليهم لدي لديها "
    "يوم صباح مساء ليل ليله فجر ظهر عصر سنويا يوميا شهريا تقريبا حاليا سابقا مؤخرا بجروح كانا كانتا يكون "
    "تكون جميعهم معظمهم "
    "غالبيتهم اغلبهم بعضهم كلهم يتم تم ممن مما عما الاقل الاكثر جميعا معا مقابل ازاء لدى اثناء عقب غداه "
    "وهو وهي وهم برتبه بتهمه "
    "يقال قال قالت قالوا اكد اكدت اعلن اعلنت افاد افادت ذكر ذكرت اضاف اضافت قيل معهم معه معها معهما حينما "
    "بالاضافه اضافه فضلا علاوه كافه اجمالا تباعا اي اذن اما سوي كل كلا كلتا الاول الثلاثاء "
    "الاربعاء الخميس الجمعه السبت الاحد الاثنين".split()
)
#: words that end a clause when one looks back for what governs a phrase
CLAUSE_BREAKS = frozenset(
    ". ؛ ؟ ! وان فان بان فيما بينما حيث عندما حينما لكن ولكن الا اذ الذي التي الذين والذي والتي اللذان "
    "اللذين وكان وكانت كما بعدما وقال وقالت "
    "واضاف واضافت واكد واكدت واعلن واعلنت وذكر وذكرت وتابع واوضح وفيما وبينما حين كذلك وكذلك".split()
)
TWO = frozenset("اثنين اثنان اثنتين اثنتان الاثنين الاثنان الاثنتين الاثنتان".split())
ONE = frozenset("واحد واحده واحدا الواحد الواحده".split())
#: of them, said of people alone
OF_PEOPLE = "منهم"
OF_THEM = frozenset("منهم منها منهن منهما".split())
OTHERS = frozenset("اخر اخرون اخرين اخران اخري الاخرون الاخرين الاخر الاخري الاخران اخريات اخريين اخرى".split())
#: what a court "قضت" (rules): there the verb is not that of dying
RULINGS = frozenset(
    "سجن حبس اعدام السجن الحبس الاعدام تغريم براءه رفض قبول الزام حل ادانه تاييد وقف بطلان عدم معاقبه".split()
)
COURTS = frozenset("محكمه المحكمه محاكم القضاء القاضي قاض هيئه دائره".split())
RULED = frozenset("قضت قضي تقضي يقضي".split())
#: of those who were told of before: "ثلاثة أشخاص أعلنت السلطات [اعتقالهم]"
THEIRS = frozenset("هم هن هما".split())
#: who: "الناشطون [الذين] احتجزتهم القوات" (the activists whom the forces held)
WHO = frozenset("الذين اللذين اللتين اللواتي".split())
#: a wound; with a pronoun it is that of somebody who was told of: "[died] after | his wounding"
TOLLS = frozenset({"حصيله", "الحصيله", "حصائل"})
"""Words for a count of the dead, which is given or not: حصيلة (toll)."""
WOUNDS = frozenset("اصابه اصابات جراح جروح".split())
#: "بعد أن كانت 30" (after it had been 30): the toll that the new one takes the place of
HAD_BEEN = frozenset("كان كانت كانوا".split())
UNTIL_THEN = frozenset("ان بعدما".split())
#: before a distance that says where a place lies
AWAY = frozenset("بعد تبعد يبعد ابعد تقع يقع".split())
#: "على مسافة" (at a distance of) says where, "تقدم مسافة" (advanced a distance of) how far
STRETCH = "مسافه"
#: directions after such a distance
DIRECTIONS = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي شرقا غربا شمالا جنوبا من عن الي".split())
#: no noun that is counted: "منهم 5 شرقي المدينة" (5 of them east of the town)
SIDES = frozenset("شمالي جنوبي شرقي غربي شرقا غربا شمالا جنوبا".split())
SQUARE = frozenset("مربع مربعا مربعه".split())
#: "في عداد المفقودين" (among the missing)
COUNTED = "عداد"
AMONG = frozenset("بين من عدد ضمن حصيله".split())
AMONG_THEM = frozenset("بينهم بينها بينهن بينهما منهم منها منهن منهما ضمنهم ضمنها ضمنهن فيهم فيها".split())
#: with a pronoun: somebody has what is counted, "[he has] three children"
HAVING = frozenset("لدي لدى عند".split())

MANNERS = frozenset("كليا جزئيا احتياطيا غيابيا حضوريا نهائيا مبدئيا تدريجيا علنا سرا تلقائيا شخصيا هاتفيا".split())
"""Adverbs that say how or how far something is done, never a phrase of their own nor the end of one: destroyed wholly
(كليا) or in part (جزئيا), 24 suspects held in custody (احتياطيا)."""
