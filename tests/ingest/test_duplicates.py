"""Are copies of a report told from other reports, and linked to the first?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ingest.duplicates import Copy, Duplicates, Fingerprint, fingerprint, linked, similarity

AGENCY = (
    # The agency: a spokesman of the governorate said that an explosion shook the vegetable market in the town of
    # al-Sidr on Saturday morning, that six persons were wounded, that ambulances took them to the town's hospital, and
    # that the security forces cordoned the place off and opened an inquiry into its causes.
    "قال متحدث باسم المحافظة إن انفجارا هز سوق الخضار في بلدة السدر صباح السبت وأدى إلى إصابة ستة أشخاص، "
    "وإن سيارات الإسعاف نقلتهم إلى مستشفى البلدة، وإن قوات الأمن طوقت المكان وفتحت تحقيقا في أسبابه."
)
VOWELLED = AGENCY.replace("انفجارا", "انفِجاراً").replace("إن", "ان").replace("،", " ،")
REPRINT = "السدر - وكالات: " + AGENCY + " ولم تعلن أي جهة مسؤوليتها."  # al-Sidr, agencies: … nobody claimed it.
OTHER = (
    # The ministry of works announced that the bridge of the old town will be closed for three weeks for repairs from
    # next Monday, and asked drivers to use the northern road and to follow the signs of the traffic police.
    "أعلنت وزارة الأشغال أن جسر المدينة القديمة سيغلق ثلاثة أسابيع لأعمال الصيانة بدءا من الاثنين المقبل، "
    "ودعت السائقين إلى سلوك الطريق الشمالي واتباع إشارات شرطة المرور."
)


@pytest.mark.parametrize(
    ("text", "copy"),
    [(AGENCY, True), (VOWELLED, True), (REPRINT, True), (AGENCY.partition("وإن قوات")[0], True), (OTHER, False)],
    ids=["the same", "other spelling", "reprint", "cut short", "another report"],
)
def test_copies(text: str, copy: bool) -> None:
    seen = Duplicates()
    assert seen.add("agency", fingerprint(AGENCY)) is None
    found = seen.find(fingerprint(text))
    assert (found is not None and found.doc == "agency") == copy


def test_a_copy_of_a_copy_belongs_to_the_first() -> None:
    texts = [("agency", AGENCY), ("other", OTHER), ("paper", REPRINT), ("site", REPRINT)]
    assert [copy and copy.doc for _, copy in linked(texts)] == [None, None, "agency", "agency"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سبعة قتلى في السوق اليوم", "سبعة قتلى في السوق اليوم", True),  # seven dead in the market today
        ("سبعة قتلى في السوق اليوم", "سبعة جرحى في السوق اليوم", False),  # seven wounded …
        ("صورة", "صورة", False),  # "picture": a caption is nobody's copy
        ("", "", False),
    ],
)
def test_short_texts_are_copies_only_of_the_same_words(one: str, other: str, same: bool) -> None:
    assert (similarity(fingerprint(one), fingerprint(other)) == 1) == same


def test_a_kept_fingerprint_finds_as_the_first_did() -> None:
    mark = fingerprint(AGENCY)
    kept = Fingerprint(bytes(mark.signature), tuple(mark.bands))
    seen = Duplicates()
    seen.add("paper", kept, first="agency")
    assert seen.find(fingerprint(AGENCY)) == Copy("agency", 1.0)
    assert len(mark.signature) == 252
    assert all(-(2**63) <= band < 2**63 for band in mark.bands)


def test_fingerprints_are_the_same_on_any_machine() -> None:
    """The figures were written down once; other ones make every kept fingerprint worthless (raise VERSION then)."""
    mark = fingerprint(AGENCY)
    assert (mark.signature[:8].hex(), mark.bands[0]) == ("a368586e2c0d8709", 3253986339416835019)


@given(st.text())
def test_any_text_is_its_own_copy_or_too_short(text: str) -> None:
    mark = fingerprint(text)
    assert similarity(mark, fingerprint(text)) == float(bool(mark.bands))
