"""Do the lexicon's examples hold, and is what is not listed found?"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from marsad.arabic import compiled
from marsad.coder import Coder
from marsad.coder.examples import reader
from marsad.coder.opened import names_of, rooms_with
from marsad.errors import MarsadError
from marsad.lexicon import Failure, check, unknown
from marsad.lexicon.check import Event, Found, Spoken, examples
from marsad.lexicon.words import Lexicon
from marsad.model import Article
from marsad.parties import failures

LEAST = 0.95


@functools.cache
def failing() -> list[Failure]:
    return check(reader())


@pytest.mark.parametrize("name", sorted({example.table for example in examples()}))
def test_examples_hold(name: str) -> None:
    count = sum(example.table == name for example in examples())
    wrong = [str(failure) for failure in failing() if failure.example.table == name]
    assert len(wrong) <= (1 - LEAST) * count, "\n".join(wrong)


def test_nouns_and_parties_hold_without_exception() -> None:
    assert [str(failure) for failure in check()] == []
    assert failures() == []


def made(tmp_path: Path, table: str, line: str) -> Path:
    path = tmp_path / f"{table}.examples.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"# comment\n\n{line}\n", encoding="utf-8")
    return tmp_path


def stand_in(text: str) -> Found:
    """Reads «قصف الجيش» (the army shelled) as a coded denied shelling, said by «مصدر» (a source)."""
    return Found(
        [Event("قصف", "attack.shelling", "denied", True, ("rule.one",))], [Spoken("قال", "مصدر أمني", "official")]
    )


@pytest.mark.parametrize(
    ("name", "line", "holds"),
    [
        ("triggers/force", "قصف الجيش\tقصف\tattack.shelling", True),  # the army shelled: shelled, a shelling
        ("triggers/force", "قصف الجيش\tقصف\tattack.air", False),
        ("triggers/force", "قصف الجيش\tالجيش\t-", True),  # the army: no event
        ("triggers/force", "قصف الجيش\tقصف\t-", False),
        ("status", "قصف الجيش\tقصف\tdenied", True),
        ("status", "قصف الجيش\tقصف\treported", False),
        ("status", "قصف الجيش\tقصف\tnone", False),
        ("speech", "قال مصدر\tقال\tمصدر أمني", True),  # said: a security source
        ("speech", "قال مصدر\tقال\t-", False),
        ("speech", "قال مصدر\tأعلن\t-", True),  # announced: nobody
        ("sources", "قال مصدر\tمصدر أمني\tofficial", True),
        ("sources", "قال مصدر\tمصدر أمني\tmedical", False),
        ("nouns", "جنديين\tfighter\tdu\tfighters", True),  # two soldiers
        ("nouns", "جنديين\tfighter\tpl\tfighters", False),
    ],
)
def test_what_an_example_promises(tmp_path: Path, name: str, line: str, holds: bool) -> None:
    failed = check(stand_in, made(tmp_path, name, line))
    assert (not failed) is holds
    assert all(f"{name.split('/')[-1]}.examples.tsv:3" in str(failure) for failure in failed)


def test_a_failure_names_the_rules(tmp_path: Path) -> None:
    (failure,) = check(stand_in, made(tmp_path, "triggers/force", "قصف\tقصف\tclash"))  # shelled
    assert str(failure).endswith("rules: rule.one")


def test_unlisted_words_of_war_are_found() -> None:
    # Army soldiers fraglated fighters of the movement with artillery and tanks yesterday (an invented verb).
    text = "يفرغل جنود الجيش مقاتلي الحركة بالمدفعية والدبابات أمس. " * 4
    found = unknown([text], 5, names_of())
    assert [(word.word, word.kind) for word in found] == [("يفرغل", "verb")] or "يفرغل" in str(found[0])
    assert unknown(["فاز الفريق بالمباراة. "] * 5) == []  # the team won the match


def test_a_folder_of_ones_own_adds_words_and_replaces_entries(tmp_path: Path) -> None:
    (tmp_path / "triggers").mkdir()
    (tmp_path / "triggers" / "own.toml").write_text(
        # fraglated, an invented verb; and the word for shelling made one for a clash
        '[[trigger]]\nid = "fraglate"\ngloss = "g"\ntype = "attack.shelling"\nstrength = 3\nverbs = ["فرغل يفرغل"]\n'
        '[[trigger]]\nid = "shell"\ngloss = "g"\ntype = "clash"\nstrength = 3\nverbs = ["قصف يقصف"]\n',
        encoding="utf-8",
    )
    lexicon = Lexicon.grown(tmp_path)
    assert {form.entry for form in lexicon.word("يفرغل").triggers} == {"fraglate"}
    assert {form.entry for form in lexicon.word("قصف").triggers if form.pos == "verb"} == {"shell"}
    assert lexicon.compiled.triggers["shell"].type == "clash"
    article = Article(doc="a", text="فرغلت قوات الجيش مواقع المسلحين أمس.")  # army forces fraglated the gunmen's posts
    assert not any(article.full.startswith("فرغلت", claim.trigger.start) for claim in Coder().code(article))
    coded = Coder(rooms_with(tmp_path)).reader.read(article)
    assert [draft.type for drafts in coded.drafts for draft in drafts] == ["attack.shelling"]


def test_a_wrong_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match="no such folder"):
        Lexicon.grown(tmp_path / "none")
    (tmp_path / "speech.toml").write_text("[[speech]", encoding="utf-8")
    with pytest.raises(MarsadError, match=r"speech\.toml"):
        Lexicon.grown(tmp_path)


def test_edited_data_are_compiled_anew(tmp_path: Path) -> None:
    source, built = tmp_path / "data.toml", tmp_path / "_built" / "data"
    calls: list[bytes] = []

    def packed() -> bytes:
        calls.append(source.read_bytes())
        return msgspec.msgpack.encode(len(calls))

    def ask(sources: Sequence[Path] = (source,)) -> bytes:
        return compiled.read(built, sources, packed)

    source.write_text("a = 1")
    first = ask()
    assert ask() == first
    assert len(calls) == 1
    source.write_text("a = 2")
    assert ask() != first
    assert calls == [b"a = 1", b"a = 2"]
