"""Do a verb and a noun agree, by gender and number?"""

from __future__ import annotations

_PLURAL = ("وا", "ون", "ين")
_DUAL = ("تا", "ان")


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

    A verb before its subject stands in the singular; after it, it agrees in number as well.
    """
    if not shape:
        return True
    if number == "pl":
        return after and shape == "p"
    if shape == "p":
        return not after
    return not gender or gender == shape
