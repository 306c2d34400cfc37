"""Who really stands behind an event? Counts each root once, however many papers carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from marsad.arabic.normal import fold
from marsad.fuse.offices import is_bare_medical, is_vague
from marsad.fuse.records import Account, Root
from marsad.fuse.words import stem

_PAPER = "outlet"


def independent_roots(accounts: Sequence[Account]) -> list[Root]:
    """The distinct roots behind the accounts, named ones only where there is any.

    Agencies, which carry what others say, and sources as vague as "an official" count only where nobody else is named.
    A sentence that a newspaper prints without saying whose it is is most often the same agency's: it counts as a
    source of its own only where no account of the event names one, and then copies of one text count once.
    """
    ordered = sorted(accounts, key=lambda account: (account.published, account.id))
    named = _named(filter(_firm, ordered)) or _named(ordered)
    papers: dict[str, Root] = {}
    for account in ordered:
        paper = next((claim.root for claim in account.claims if claim.root.kind == _PAPER), None)
        if paper is not None:
            papers.setdefault(account.group, paper)
    told = {key: root for key, root in named.items() if not (is_vague(root.name) or _unknown(root))} or named
    told = {key: root for key, root in told.items() if not (is_bare_medical(root.name) and _other_medical(told, key))}
    found = _without_parts(told, _spoken(ordered)) or {root.key: root for root in papers.values()}
    return sorted(found.values(), key=lambda root: (root.name, root.key))


def _other_medical(told: Mapping[str, Root], key: str) -> bool:
    """Whether a medical source is told beside a bare one that tells more of itself: whose, or of what hospital."""
    return any(root.kind == "medical" and not is_bare_medical(root.name) for at, root in told.items() if at != key)


def _unknown(root: Root) -> bool:
    """Whether a root is one word that the text introduces nowhere and nothing names."""
    return root.kind == "other" and root.key == root.words and " " not in root.words


def _spoken(accounts: Iterable[Account]) -> dict[str, set[frozenset[str]]]:
    """Key of a root to all the words that the texts have for it."""
    found: dict[str, set[frozenset[str]]] = {}
    for account in accounts:
        for claim in account.claims:
            for root in (claim.root, *claim.beside):
                found.setdefault(root.key, set()).add(_stems(root.words))
    return found


def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in fold(name).split())


def _firm(account: Account) -> bool:
    """Whether an account itself says where or when, or how many died: not a mere word about the happening."""
    placed = any(place.own for place in account.spots)
    return placed or account.basis == "said" or any(number.what == "killed" for number in account.numbers)


def _named(accounts: Iterable[Account]) -> dict[str, Root]:
    """The roots that accounts name, the newspapers themselves left out."""
    found: dict[str, Root] = {}
    for account in accounts:
        for claim in account.claims:
            for root in (claim.root, *claim.beside):
                if root.kind != _PAPER:
                    found.setdefault(root.key, root)
    return found


def _without_parts(named: dict[str, Root], spoken: dict[str, set[frozenset[str]]]) -> dict[str, Root]:
    """The roots without those whose words are a part of another's: a name beside the same with its office."""
    words = {key: {_stems(root.name), *spoken.get(key, ())} for key, root in named.items()}

    def part(key: str) -> bool:
        own = _stems(named[key].name)
        return any(own < other for each, others in words.items() if each != key for other in others)

    return {key: root for key, root in named.items() if not part(key)}


def source_of(root: Root, account: Account) -> str:
    """The name under which an event lists what a root says: its own, or the first copy's where a paper is the root."""
    return root.name if root.kind != _PAPER else account.outlet
