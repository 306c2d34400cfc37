"""How do the claims of a database become events? All of them the first time, afterwards only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.errors import StoreError
from marsad.fuse import DocumentClaims, Fused, Rule, block_keys, touched_keys, version
from marsad.fuse import fuse as fused
from marsad.model import Verdict
from marsad.store import (
    Changed,
    EventDraft,
    FusedPart,
    Keyed,
    Known,
    Member,
    Store,
    Unfused,
)

_TRIES = 5


def fuse(store: Store, rule: Rule = Rule.ucdp, *, tell: Callable[[str], None] | None = None) -> Changed:
    """Brings the events of a store up to date with what is believed of its claims; returns what changed.

    The result is that of fusing everything at once. ``rule`` chooses the best of several numbers; with another rule
    than before everything is fused anew. ``tell`` hears what is being done.

    Raises:
        StoreError: others changed the same claims again and again meanwhile.
    """
    for left in reversed(range(_TRIES)):
        unfused = store.unfused(f"{version()} {rule.value}")
        if unfused.docs == []:
            return Changed()
        try:
            return _once(store, unfused, rule, tell or (lambda _: None))
        except StoreError:
            if not left:
                raise
            time.sleep(0.1)
    raise AssertionError


def regroup(store: Store, verdict: Verdict) -> str | None:
    """Makes a merge, a split or the undoing of one hold at once; other verdicts change no event's claims.

    Returns the id of the event that holds now what the verdict leaves of the event decided on: all claims of a merge,
    those that a split did not take out. ``None`` where no event does. What else is not fused yet is fused too.

    Raises:
        StoreError: others changed the same claims again and again meanwhile.
    """
    left = store.moved(verdict)
    if left is None:
        return verdict.subject if store.event(verdict.subject) else None
    rules = store.fused_by()
    fuse(store, Rule(rules.split()[-1]) if rules else Rule.ucdp)
    return store.holder(left)


def _once(store: Store, unfused: Unfused, rule: Rule, tell: Callable[[str], None]) -> Changed:
    tell("reading claims")
    documents = list(texts(store, unfused.docs))
    decided = store.groupings()
    known = Known([], {})
    if unfused.docs is not None:
        beside = decided.beside(unfused.docs)
        known = store.touched(touched_keys(documents, decided.apart), sorted({*unfused.docs, *beside}))
    tell(f"fusing the claims of {len(documents):,} articles")
    before = Fused(accounts=known.accounts, components=known.components)
    found = fused(documents, before, rule=rule, together=decided.together, apart=decided.apart)
    tell(f"keeping {len(found.events):,} events")
    return store.write_fused([part_of(found, known)], unfused)


def texts(store: Store, docs: Sequence[str] | None) -> Iterator[DocumentClaims]:
    """The coded documents of a store as fusing takes them; ``None`` asks for all."""
    for each in store.coded_texts(docs):
        yield DocumentClaims(each.document, each.text, each.document.source, each.url, each.first)


def part_of(found: Fused, known: Known = Known([], {})) -> FusedPart:  # noqa: B008
    """What is to be kept of a fusing: every account with its event, every event with its claims."""
    doc_of = {account.id: account.doc for account in found.accounts}
    event_of = {each.account: each.event for each in found.memberships}
    members: dict[str, list[Member]] = {}
    for each in found.memberships:
        member = Member(doc_of[each.account], each.claim, list(each.reasons), each.score, each.near)
        members.setdefault(each.event, []).append(member)
    keyed = [
        Keyed(account, found.components[account.id], event_of[account.id], block_keys(account))
        for account in found.accounts
    ]
    names = {each.event for each in found.events}
    return FusedPart(
        accounts=keyed,
        events=[EventDraft(each, members[each.event]) for each in found.events],
        gone_accounts=_gone((account.id for account in known.accounts), doc_of),
        gone_events=_gone(known.events, names),
    )


def _gone(before: Iterable[str], now: Iterable[str]) -> list[str]:
    return sorted(set(before) - set(now))
