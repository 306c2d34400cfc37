"""Who is heard to speak in a report, and in whose words?"""

import pytest

from marsad.coder.reportreading import ReportReader
from marsad.model import Article

# Words of war, so that a report of one sentence is read at all: the army, the gunmen, the strikes.
WAR = " وشهدت المنطقة معارك بين الجيش والمسلحين بعد غارات وقصف مدفعي."

CASES = [
    # "but he said": the subject of the verb before
    ("ورفض رئيس الحكومة الهدنة، لكنه قال إن المسلحين قصفوا القرية.", [["رئيس الحكومه"], ["رئيس الحكومه"]]),
    # who is carried to hospital carries no news
    (
        "وأكد قائد الشرطة أن الجرحى نقلوا إلى المستشفى. وأشار إلى أن القصف مستمر.",
        [["قائد الشرطه"], ["قائد الشرطه"]],
    ),
    # things say nothing: who struck them does
    ("قصفت الهند تسعة مواقع في كشمير، قالت إنها بنى تحتية للمسلحين.", [["الهند"]]),
    # "and according to", the first word of a sentence
    ("ووفقا لمصادر طبية، قتل خمسة مدنيين في القصف.", [["مصادر طبيه"]]),
    # urgent news, and who stands before the colon
    ("عاجل | المرصد: مقتل شخصين في قصف على القرية.", [["المرصد"]]),
    # a communique, whoever issued it
    ("بيان رقم 26 صادر عن القيادة العامة: شن العدو هجوما على القرية.", [["القياده العامه"]]),
    # a verb of speech with its object: "the police chief confirmed the death of"
    ("وأكد قائد الشرطة مقتل ثلاثة جنود في الهجوم.", [["قائد الشرطه"]]),
    # a name ends before the news that its bearer told: "the spokesman Sami Qasim | the news of the withdrawal"
    (
        "وأكد المتحدث باسم الشرطة سامي قاسم نبأ الانسحاب وقال إن ثلاثة جنود قتلوا في الهجوم.",
        [["المتحدث باسم الشرطه سامي قاسم"], ["المتحدث باسم الشرطه سامي قاسم"]],
    ),
    # a source ends before the agency that it told
    (
        "وقالت المصادر لوكالة رويترز إن الجيش قصف القرية.",
        [["المصادر", "وكاله رويترز"]],
    ),
    # where the speaker sits is no speaker: "the Network, its seat being London, said"
    ("وقالت الشبكة السورية ومقرها لندن إن الجيش قصف القرية.", [["الشبكه السوريه"]]),
    # a name before a colon: "the Observatory: two killed"
    ("المرصد: مقتل شخصين في قصف على القرية.", [["المرصد"]]),
    # the medium that printed a statement
    (
        "وقالت وزارة الدفاع في بيان نشرته وكالة الأنباء الرسمية إن الجيش قصف القرية.",
        [["وزاره الدفاع", "وكاله الانباء الرسميه"]],
    ),
    # a report carries what others say
    ("ونقل مراسل الصحيفة عن مصادر محلية أن الجيش قصف القرية.", [["مصادر محليه", "مراسل الصحيفه"]]),
    # the statement is his who issued it
    (
        "وقال بيان لحركة الفجر إن الجيش قصف القرية. وأضاف البيان أن القصف مستمر.",
        [["بيان حركه الفجر"], ["بيان حركه الفجر"]],
    ),
    # "the medical source" is the medical one, not the latest
    (
        "وقال مصدر طبي إن ثلاثة قتلوا. وقال مصدر أمني إن القصف توقف. وذكر المصدر الطبي أن الجرحى تسعة.",
        [["مصدر طبي"], ["مصدر امني"], ["مصدر طبي"]],
    ),
    # a verb with "that" right after it has no speaker of its own
    ("وقال مصدر طبي إن ثلاثة قتلوا. وأكد أن القتال اندلع بين الجيش والمسلحين.", [["مصدر طبي"], ["مصدر طبي"]]),
    # made clear, not "between"
    ("وبين المتحدث باسم الشرطة أن ثلاثة جنود قتلوا في الهجوم.", [["المتحدث باسم الشرطه"]]),
    # a channel that sources told something is the nearer link
    (
        "وصلت القافلة إلى المدينة، بحسب مصادر مطلعة أفادت قناة الأفق بأن المسلحين دخلوا فرادى.",
        [["مصادر مطلعه", "قناه الافق"], ["مصادر مطلعه", "قناه الافق"]],
    ),
    # "he added, saying": nobody is called "saying"
    (
        "وقال مصدر طبي إن ثلاثة قتلوا. وأضاف قائلا إن القصف مستمر.",
        [["مصدر طبي"], ["مصدر طبي"], ["مصدر طبي"]],
    ),
    # a post that was subjected to shelling shows nothing
    ("وقالت مصادر طبية إن أحد المواقع تعرض لقصف حوثي.", [["مصادر طبيه"]]),
    # journalists told of are not told to: "said that the army pays no heed to journalists"
    ("وقال مدير المكتب إن الجيش لا يعير اهتماما للصحفيين الفلسطينيين.", [["مدير المكتب"]]),
    # a command and a press cell speak, though their words may name events
    ("وأوضحت قيادة العمليات المشتركة في البلاد أن الجيش صد الهجوم.", [["قياده العمليات المشتركه"]]),
    ("وأعلنت خلية الإعلام الحربي في بيان مقتل 40 مسلحا.", [["خليه الاعلام الحربي"]]),
    # the spokesman of an operation, whose name follows
    (
        "وقال المتحدث باسم عملية الفجر الجديد العقيد سالم إن الجيش صد الهجوم.",
        [["المتحدث باسم عمليه الفجر الجديد العقيد سالم"]],
    ),
    # what somebody is said to be called
    (
        "وأعلنت ما تسمى كتيبة الفجر مسؤوليتها عن الهجوم. وقالت إن عناصرها قصفوا الثكنة.",
        [["كتيبه الفجر"], ["كتيبه الفجر"]],
    ),
    # speakers joined by "and" after the body of the first
    ("وقال العقيد في الشرطة والمصدر في الوزارة إن الهجوم وقع ليلا.", [["العقيد في الشرطه", "المصدر في الوزاره"]]),
    ("وقال المرصد وأحد قادة الفصائل إن الهجوم وقع ليلا.", [["المرصد", "واحد قاده الفصائل"]]),
    # one more adjective, one more field of an office: one speaker
    ("وقالت مصادر أمنية وطبية إن تسعة قتلوا في الهجوم.", [["مصادر امنيه طبيه"]]),
    ("وقال مدير مكتب الصحة والسكان إن تسعة قتلوا في الهجوم.", [["مدير مكتب الصحه السكان"]]),
    # a source and the agency that it told
    ("وأفاد مصدر أمني وكالة رويترز بأن تسعة قتلوا في الهجوم.", [["مصدر امني", "وكاله رويترز"]]),
    # who is led does speak, not who leads him
    ("وكان التحالف الذي تقوده المملكة حذر من هجوم على الثكنة.", [["التحالف"]]),
    # "according to a source | [who] explained"
    (
        "وقع الهجوم على فندق ينزل فيه أجانب، حسب مصدر عسكري أوضح أن المسلحين قتلوا.",
        [["مصدر عسكري"], ["مصدر عسكري"]],
    ),
    # what somebody declares is no speaker: "declared | its loyalty"
    ("وكانت جماعات أعلنت ولاءها للتنظيم قالت إن الجيش قصف القرية.", [["جماعات"], ["جماعات"]]),
    # she and they who speak on are those before whom the verb agrees with
    (
        "وقالت وزارة الدفاع إن الجيش صد الهجوم. وقال مصدر طبي إن تسعة قتلوا. وأضافت أن القتال مستمر.",
        [["وزاره الدفاع"], ["مصدر طبي"], ["وزاره الدفاع"]],
    ),
    # an agency that printed the words of who speaks on is the nearer link, not the speaker
    (
        "وقال مصدر طبي إن تسعة قتلوا. وأضاف في تصريح نشرته وكالة رويترز أن القصف مستمر.",
        [["مصدر طبي"], ["مصدر طبي", "وكاله رويترز"]],
    ),
    # "it is mentioned that" is nobody's word
    ("وقال مصدر طبي إن تسعة قتلوا. يذكر أن الجيش قصف القرية.", [["مصدر طبي"]]),
    # denying an event
    (
        "وشككت وزارة الدفاع في التقرير نافية أسر أي من الجنود في الهجوم.",
        [["وزاره الدفاع"], ["وزاره الدفاع"]],
    ),
    # a service in which an official stands
    ("وقال مسؤول كبير في خدمة الإسعاف إن تسعة قتلوا في الهجوم.", [["مسؤول كبير في خدمه الاسعاف"]]),
    # who explains on the word of others
    (
        "وقالت الصحيفة إن الجيش صد الهجوم، موضحة استنادا إلى معلومات أمنية أن المسلحين انسحبوا.",
        [["الصحيفه"], ["معلومات امنيه", "الصحيفه"], ["معلومات امنيه", "الصحيفه"]],
    ),
    # a station's name in quotation marks
    ("ونقلت قناة «إن تي في» أن شرطيا قتل في الهجوم.", [['قناه " ان تي في "']]),
    # who does a thing while he says another
    ("ووصل وزير الدفاع إلى القاعدة مؤكدا أن القتال انتهى.", [["وزير الدفاع"]]),
    # the name of who holds an office, though a land and a nation are written like it: Liz, Turki
    ("وقالت منسقة الشؤون الإنسانية في اليمن ليز هارتون إن الجيش قصف القرية.", [["منسقه الشؤون الانسانيه"]]),
    (
        "ونفى المتحدث باسم التحالف تركي العسيري استهداف السوق.",
        [["المتحدث باسم التحالف تركي العسيري"]],
    ),
    # a title between office and name
    (
        "وأعلن قائد المنطقة العسكرية الثالثة اللواء سالم الفارع أن الجيش صد الهجوم.",
        [["قائد المنطقه العسكريه الثالثه اللواء سالم الفارع"]],
    ),
    # a member of a party's body speaks for the party
    ("وقال عضو اللجنة المركزية لحركة فتح إن الجيش قصف القرية.", [["عضو اللجنه المركزيه حركه فتح"]]),
    # a surname is the speaker named in full
    (
        "وقال المتحدث باسم الدفاع المدني مروان الخطابي إن ثلاثة قتلوا. وأضاف الخطابي أن القصف مستمر.",
        [["المتحدث باسم الدفاع المدني مروان الخطابي"], ["المتحدث باسم الدفاع المدني مروان الخطابي"]],
    ),
    # a surname that begins like "by": Adham Basho
    ("وقال أدهم باشو لوكالة رويترز إن الجيش قصف القرية.", [["ادهم باشو", "وكاله رويترز"]]),
    # the states [of which he said] that they back the gunmen say nothing
    (
        "وقال مصدر طبي إن ثلاثة قتلوا. وانتقد الدول التي قال إنها تدعم المسلحين.",
        [["مصدر طبي"], ["مصدر طبي"]],
    ),
    # "we call on the world": the world says nothing
    (
        "وقال المتحدث باسم الشرطة إن ثلاثة قتلوا. وأضاف: نطالب المجتمع الدولي بوقف القتال.",
        [["المتحدث باسم الشرطه"], ["المتحدث باسم الشرطه"]],
    ),
    # according to what the spokesman told: the girl who was hurt told nothing
    (
        "وأصيبت فتاة إثر سقوط قذيفة على القرية، حسب ما أفاد به المتحدث باسم الشرطة.",
        [["المتحدث باسم الشرطه"], ["المتحدث باسم الشرطه"]],
    ),
    # two officials, told by two adjectives
    ("وقال مسؤولان تركيان كبيران لوكالة رويترز إن القتال توقف.", [["مسؤولان تركيان كبيران", "وكاله رويترز"]]),
    # a source ends before the statement in which it spoke
    (
        "وقال مصدر مسؤول في وزارة الدفاع في تصريح صحافي إن القتال توقف.",
        [["مصدر مسؤول في وزاره الدفاع"]],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_voices(text, expected):
    report = ReportReader().read(Article(doc="d", text=text + WAR, published="2016-03-04"))
    found = [
        [
            " ".join(token.core for token in report.sentences[link.sentence].tokens[link.first : link.last])
            for link in voice.chain
        ]
        for voices in report.voices
        for voice in voices
    ]
    assert found == expected


def test_everyday_verbs_without_a_speaker_are_no_speech():
    # "the shell showed", of things: nobody speaks
    text = "وبين القرية والنهر طريق ترابي قصير." + WAR
    report = ReportReader().read(Article(doc="d", text=text, published="2016-03-04"))
    assert not any(report.voices)
