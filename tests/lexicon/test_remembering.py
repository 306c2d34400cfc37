"""Does what the lexicon remembers stay within bounds, with the same answers?"""

from __future__ import annotations

import pytest

from marsad.lexicon import words
from marsad.lexicon.words import Lexicon


def test_ever_new_words_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST", 5)
    shipped = Lexicon.default()
    lexicon = Lexicon(shipped.compiled, shipped.nouns)
    cores = ["قصف", "غاره", *(f"مجهول{n}" for n in range(20)), "قصف", "غاره"]  # shelling, raid, unknown, shelling, raid
    assert lexicon.words(cores) == shipped.words(cores)
    assert len(lexicon._words) <= 5
