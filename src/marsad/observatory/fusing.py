"""How do the claims of a database become events? All of them the first time, afterwards only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from marsad.errors import StoreError
from marsad.fuse import DocumentClaims, Fused, Rule, accounts, block_keys, version
from marsad.fuse import fuse as fused
from marsad.fuse.decided import Decided
from marsad.fuse.records import Account, Membership
from marsad.garbage import uncollected
from marsad.model import Verdict
from marsad.store import (
    Changed,
    EventDraft,
    FusedPart,
    Groupings,
    Keyed,
    Known,
    Member,
    Moved,
    Store,
    Unfused,
)

_TRIES = 5
_EVENTS = 2000
"""Events that are written at a time."""


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
    decided = store.groupings()
    documents = _counted(texts(store, unfused.docs), tell)
    if unfused.docs is None:
        found = fused(documents, Fused(), rule=rule, together=decided.together, apart=decided.apart)
        tell(f"keeping {len(found.events):,} events")
        return store.write_fused(parts_of(found), unfused)
    with uncollected():
        known, before, kept = _before(store, documents, unfused.docs, decided)
        found = fused((), before, rule=rule, together=decided.together, apart=decided.apart)
        tell(f"keeping {len(found.events):,} events")
        return store.write_fused(parts_of(found, known, kept=kept), unfused)


def _before(
    store: Store, documents: Iterable[DocumentClaims], docs: Sequence[str], decided: Groupings
) -> tuple[Known, Fused, set[str]]:  # fmt: skip
    """What stood of the components that changed documents concern, and the accounts that they are to be made of now.

    The latter come as a whole in which every link is known, so that nothing is compared again; last the ids of those
    that stood.
    """
    cut = Decided((), decided.apart)
    new = [account for document in documents for account in accounts(document, cut)]
    known = store.joined(new, sorted({*docs, *decided.beside(docs)}))
    renewed = set(docs)
    kept = [account for account in known.accounts if account.doc not in renewed]
    stood = {each.id: known.components[each.id] for each in kept}
    changed = {event for account, event in known.grouped.items() if account not in stood}
    told = stood | {account.id: account.id for account in new}
    links = [link for link in known.links or () if link[0] in stood and link[1] in stood]
    links += [link for link in known.found if link[0] in told and link[1] in told]
    grouped = {account: event for account, event in known.grouped.items() if event not in changed}
    before = Fused([*kept, *new], components=told, links=links, remembered=known.weighed, grouped=grouped)
    return known, before, set(stood)


def _counted(documents: Iterable[DocumentClaims], tell: Callable[[str], None]) -> Iterator[DocumentClaims]:
    """The documents, one after the other; tells how many they were."""
    number = 0
    for number, document in enumerate(documents, 1):  # noqa: B007
        yield document
    tell(f"fusing the claims of {number:,} articles")


def texts(store: Store, docs: Sequence[str] | None) -> Iterator[DocumentClaims]:
    """The coded documents of a store as fusing takes them; ``None`` asks for all."""
    for each in store.coded_texts(docs):
        yield DocumentClaims(each.document, each.text, each.document.source, each.url, each.first)


def part_of(found: Fused, known: Known = Known([], {})) -> FusedPart:  # noqa: B008
    """What is to be kept of a fusing: every account with its event, every event with its claims."""
    [part] = parts_of(found, known, max(len(found.events), 1))
    return part


def parts_of(
    found: Fused,
    known: Known = Known([], {}),  # noqa: B008
    step: int = _EVENTS,
    kept: Collection[str] = (),
) -> Iterator[FusedPart]:
    """The same some events at a time, so that a large whole is written without standing in memory twice.

    ``kept`` are the accounts that stand as they were, but perhaps in another component or event. What is gone is in the
    first part, and so is what moved with events that are the same; all links and weighings are in the last.
    """
    told = {account.id: account for account in found.accounts}
    gone_accounts = _gone((account.id for account in known.accounts), told)
    gone_events = _gone(known.events, {*found.same, *(each.event for each in found.events)})
    same = set(found.same)
    stand = {account: event for account, event in known.grouped.items() if event in same}
    members: dict[str, list[Membership]] = {}
    for each in found.memberships:
        members.setdefault(each.event, []).append(each)
    last = max(len(found.events), 1)
    for at in range(0, last, step):
        some = found.events[at : at + step]
        inside = [each for event in some for each in members[event.event]]
        event_of = {each.account: each.event for each in inside}
        ends = at + step >= last
        yield FusedPart(
            accounts=[
                Keyed(told[name], found.components[name], event, block_keys(told[name]))
                for name, event in sorted(event_of.items())
                if name not in kept
            ],
            events=[EventDraft(each, [_member(one, told) for one in members[each.event]]) for each in some],
            gone_accounts=gone_accounts,
            gone_events=gone_events,
            links=(found.links or []) if ends else [],
            moved=[
                Moved(name, found.components[name], event)
                for name, event in sorted({**stand, **event_of}.items())
                if name in kept and (found.components[name], event) != (known.components[name], known.grouped[name])
            ],
            same=len(same),
            weighed=found.remembered if ends else {},
            gone_weighed=_gone(known.weighed, found.remembered) if ends else [],
        )
        gone_accounts, gone_events, stand, same = [], [], {}, set()


def _member(each: Membership, told: dict[str, Account]) -> Member:
    return Member(told[each.account].doc, each.claim, list(each.reasons), each.score, each.near)


def _gone(before: Iterable[str], now: Iterable[str]) -> list[str]:
    return sorted(set(before) - set(now))
