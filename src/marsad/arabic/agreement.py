"""Do a verb and a noun agree, by gender and number, and can the noun be subject by its case?"""

from __future__ import annotations

_PLURAL = ("وا", "ون", "ين")
_OBLIQUE, _NOMINATIVE = "ين", ("ون", "ان")
_CONSTRUCT = {"ي": "oblique", "و": "nominative"}
ONE_OF = "احدي"
"""Feminine "one of", folded, whose ending does not show it."""
_WHICH = {"التي": True, "الذي": False}
_FEMININE = ("ه", "ات")


def verb_agreement(core: str) -> tuple[str, str]:
    """(gender, number) that the ending or prefix of a folded verb shows: ``m``, ``f`` or empty; ``sg``, ``pl``.

    ``قصفت`` (she shelled) is ("f", "sg"), ``قتلوا`` (they killed) ("m", "pl"); a present in ت is left open, because a
    past may begin with ت too.
    """
    if core.endswith(_PLURAL) and len(core) > 3:
        return "m", "pl"
    if core.endswith("ت") and len(core) > 2:
        return "f", "sg"
    if core.startswith("ي"):
        return "m", "sg"
    if core.startswith("ت"):
        return "", "sg"
    return "m", "sg"


def agrees(gender: str, number: str, shape: str, *, after: bool) -> bool:
    """Whether a noun of a shape (``m``, ``f``, ``p`` people in the plural, empty: unknown) can be the verb's subject.

    A verb before its subject stands in the singular; after it, it agrees in number as well. A dual (``du``) takes up
    whatever stands before it: two of them, or two phrases.
    """
    if number == "du":
        return after
    if not shape:
        return True
    if number == "pl":
        return after and shape == "p"
    if shape == "p":
        return not after
    return not gender or gender == shape


def noun_case(core: str, number: str | None) -> str:
    """``oblique`` or ``nominative`` where the ending of a folded noun for people shows it, else empty.

    Sound plurals and duals show it, in construct too: مقاتلين and مقاتلي (fighters) are never subjects, مقاتلون and
    مقاتلو are no objects. ``number`` is that of the word's entry: ``pl``, ``du`` or other.
    """
    if number not in ("pl", "du") or len(core) < 5:
        return ""
    if core.endswith(_OBLIQUE):
        return "oblique"
    if core.endswith(_NOMINATIVE) and (number == "du" or core.endswith(_NOMINATIVE[0])):
        return "nominative"
    return _CONSTRUCT.get(core[-1], "")


def relative_fits(relative: str, core: str) -> bool:
    """Whether a singular relative pronoun, folded, agrees with a noun by its ending: التي (which), غارات (raids)."""
    feminine = _WHICH.get(relative)
    return feminine is not None and core.endswith(_FEMININE) == feminine
