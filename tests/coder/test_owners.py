"""How is a mention named by what stands beyond its own phrase?"""

from __future__ import annotations

import pytest

from marsad.coder.coder import Coder
from marsad.model import Article

# a report, its gloss, the field, and a party that must be named in it
REPORTS = [
    (
        "قتل خمسة مقاتلين على الأقل من حركة أحرار الشام في قصف للطيران السوري على إدلب.",
        "at least five fighters of Ahrar al-Sham were killed in a Syrian air raid on Idlib",
        "targets",
        "Ahrar al-Sham",
    ),
    (
        "شن طيران التحالف الدولي غارات على تنظيم داعش قرب الرقة. وقصفت طائرات التحالف آليات ودبابات في المدينة.",
        "the coalition raided Daesh near Raqqa. Its aircraft bombed vehicles and tanks in the town",
        "targets",
        "Islamic State",
    ),
    (
        "سيطر الحوثيون على لحج. وأغارت طائرات التحالف العربي على عربات ومدرعات في المحافظة، وفق المتحدث أحمد عسيري.",
        "the Houthis took Lahij. Aircraft of the Arab coalition raided vehicles and armour in the province",
        "targets",
        "Houthis",
    ),
    (
        "شن الطيران الروسي غارات على تنظيم داعش قرب تدمر. ودمرت الغارات دبابات وعربات.",
        "Russian aircraft raided Daesh near Palmyra. The raids destroyed tanks and vehicles",
        "targets",
        "Islamic State",
    ),
    (
        "قال مصدر في قوات البيشمركة إن مسلحي داعش هاجموا قرية قرب كركوك.",
        "a source in the Peshmerga said Daesh gunmen attacked a village near Kirkuk",
        "sources",
        "Peshmerga",
    ),
    (
        "قتل خمسة جنود سوريين وجرح ستة آخرون في كمين لتنظيم داعش قرب تدمر أمس.",
        "five Syrian soldiers were killed, and six others hurt: the same army's",
        "targets",
        "Syrian government",
    ),
    (
        "تعرض مسجد في السعودية لهجوم انتحاري. وأدان وزير الداخلية بدولة الكويت الشيخ محمد الخالد الهجوم الإرهابي.",
        "the minister of the interior in the State of Kuwait: no Saudi minister",
        "actors",
        "Kuwait",
    ),
]


@pytest.mark.parametrize(("text", "gloss", "field", "name"), REPORTS, ids=[row[1][:40] for row in REPORTS])
def test_named_beyond_the_phrase(text: str, gloss: str, field: str, name: str) -> None:
    claims = Coder().code(Article("a", text=text, published="2015-08-01"))
    names = [[mention.name for mention in getattr(claim, field)] for claim in claims]
    assert names and name in names[-1], gloss
