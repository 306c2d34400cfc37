"""Do the records keep the contract, and do their ids hold still?"""

from __future__ import annotations

import msgspec
import pytest

import marsad
from marsad.codebook import breaches, codebook
from marsad.model import Article, Claim, Span, claim_id, text_digest
from standin import ARTICLE, air_strike, clash


def test_full_text_joins_title_and_text() -> None:
    assert Article(doc="a", text="b", title="t").full == "t\nb"
    assert Article(doc="a", text="b").full == Article(doc="a", text="b", title="").full == "b"


def test_ids_depend_on_text_trigger_type_version_and_rank_alone() -> None:
    digest = text_digest("x")
    one = claim_id(digest, "clash", 0, 1, "1")
    assert one == claim_id(text_digest("x"), "clash", 0, 1, "1") == "37bfb5d07a955ca0"
    others = {
        claim_id(text_digest("y"), "clash", 0, 1, "1"),
        claim_id(digest, "talks", 0, 1, "1"),
        claim_id(digest, "clash", 0, 2, "1"),
        claim_id(digest, "clash", 0, 1, "2"),
        claim_id(digest, "clash", 0, 1, "1", nth=1),
    }
    assert len({one, *others}) == 6


def test_absent_is_null_or_an_empty_list() -> None:
    plain = msgspec.to_builtins(clash())
    assert plain["time"] is None
    assert plain["actors"] == plain["sources"] == plain["rules"] == []


def test_notebook_table_escapes_the_text() -> None:
    claim = msgspec.structs.replace(air_strike(), means=["<b>"])
    shown = claim._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "As Sidr" in shown
    assert "2020-05-05" in shown


def test_the_public_names_are_there() -> None:
    assert marsad.Article is Article
    assert marsad.__version__
    with pytest.raises(AttributeError, match="Nothing"):
        _ = marsad.Nothing


def test_sound_claims_have_no_breaches() -> None:
    assert breaches(ARTICLE, [air_strike(), clash()]) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "attack.laser"}, "type"),
        ({"status": "sure"}, "status"),
        ({"sentence": Span(5, 5)}, "sentence"),
        ({"sentence": Span(0, 9999)}, "sentence"),
        ({"trigger": msgspec.structs.replace(air_strike().trigger, text="other")}, "trigger"),
        ({"places": [msgspec.structs.replace(air_strike().places[0], role="on")]}, "places"),
        ({"places": [msgspec.structs.replace(air_strike().places[0], level="town")]}, "places"),
        ({"quantities": [msgspec.structs.replace(air_strike().quantities[0], what="dead")]}, "quantities"),
        ({"quantities": [msgspec.structs.replace(air_strike().quantities[0], low=10)]}, "quantities"),
        ({"sources": [msgspec.structs.replace(air_strike().sources[0], kind="press")]}, "sources"),
        ({"time": msgspec.structs.replace(air_strike().time, text="now")}, "time"),
        ({"time": msgspec.structs.replace(air_strike().time, start="2020-05-09")}, "time"),
    ],
)
def test_a_breach_is_found(change: dict[str, object], field: str) -> None:
    broken: Claim = msgspec.structs.replace(air_strike(), **change)
    (breach,) = breaches(ARTICLE, [broken])
    assert breach.field == field
    assert broken.id in str(breach)


def test_two_claims_may_not_share_an_id() -> None:
    assert [breach.field for breach in breaches(ARTICLE, [clash(), clash()])] == ["id"]


def test_the_codebook_is_whole() -> None:
    book = codebook()
    assert len(book.types) == 36
    assert {kind.family for kind in book.types.values()} >= {"attack", "siege", "clash"}
    assert set(book.statuses) == {"reported", "planned", "possible", "denied"}
    assert all(kind.gloss and kind.cues for kind in book.types.values())


def test_acled_sub_events_exist() -> None:
    known = {
        *("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
        *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
        *("Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance"),
        *("Peaceful protest", "Violent demonstration", "Agreement", "Arrests", "Change to group/activity"),
        *("Disrupted weapons use", "Looting/property destruction", "Non-violent transfer of territory", "Other"),
    }
    assert {name for kind in codebook().types.values() for name in kind.acled} <= known
