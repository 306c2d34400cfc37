"""Does an event repeat one that is coded already, and what does it add: a party, a place, a number?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.arabic import phrases
from marsad.arabic.tokens import Token
from marsad.coder.draft import Draft
from marsad.coder.features import family
from marsad.coder.view import Accepted, View


def repeat_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """The features of an event as a repeat of events of its class."""
    det = seen.report.sentences[seen.number].tokens[draft.hit.first].det
    kin = [other for other in accepted.drafts if other.stem == draft.stem]
    names, places = _names([draft]), _places([draft])
    numbers = _numbers(seen, draft, accepted)
    party, place = bool(names - _names(accepted.drafts)), bool(places - _places(accepted.drafts))
    news = f"new={party}|{place}|{numbers}"
    said = _said(seen, draft, kin)
    if not kin:
        return [news, "repeat=none", f"said={said}|kin=False|det={det}"]
    covered = any(names <= _names([other]) and places <= _places([other]) for other in kin)
    theirs, there = _names(kin), _places(kin)
    adds = f"{int(bool(names - theirs))}{int(bool(places - there))}{int(bool(draft.quantities))}"
    return [
        news,
        *_last_features(draft, kin, det, adds),
        f"shares={bool(names & theirs)}|{bool(places & there)}|covered={covered}",
        *_shared_features(seen, draft, kin, covered),
        f"covered={covered}|numbers={numbers}|{draft.form.pos}|det={det}",
        f"covered={covered}|numbers={numbers}|F={family(draft.type)}",
        f"said={said}|kin=True|det={det}",
        f"said={said}|covered={covered}|numbers={numbers}",
    ]


def told_once(drafts: Sequence[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """The events of a sentence without tolls that only count what another toll of it does: "the killing of | 20 dead".

    Of two that count the same the first stays. Nor is the wound that somebody died of a toll beside his death.
    The freed are not arrested by being called detainees.
    """
    drafts = [one for one in drafts if not _freed(one, drafts)]
    tolled = [draft for draft in drafts if draft.type == "casualties"]
    wounds = {id(draft) for draft in tolled[1:] if not draft.quantities and _wound(tokens, draft.hit.first)}
    tolls = [draft for draft in drafts if draft.type == "casualties" and draft.quantities]
    twice = set()
    for at, one in enumerate(tolls):
        for other in tolls[:at]:
            if set(one.quantities) <= set(other.quantities):
                twice.add(id(one))
            elif set(other.quantities) < set(one.quantities):
                twice.add(id(other))
    return [draft for draft in drafts if id(draft) not in twice | wounds]


def ungiven(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether a word for a toll is negated: nobody gives it, which denies no death ("announced no | toll")."""
    return draft.status == "denied" and draft.type == "casualties" and tokens[draft.hit.first].core in phrases.TOLLS


def _freed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an event word only says who they are that another event frees: "freed | sixty detainees"."""
    if draft.stem != "arrest" or draft.form.pos not in ("participle", "noun"):
        return False
    freed = (phrase for other in drafts if other.stem == "release" for phrase in other.targets)
    return any(phrase.first <= draft.hit.first < phrase.last for phrase in freed)


def _wound(tokens: Sequence[Token], at: int) -> bool:
    """Whether a wound is somebody's who was told of: "[died] after | his wounding"; one told in a clause is news."""
    return tokens[at].core in phrases.WOUNDS and bool(tokens[at].enc)


def _last_features(draft: Draft, kin: Sequence[Draft], det: bool, adds: str) -> list[str]:
    """How it stands to the last event of its class; ``adds`` says what it has that none of them has."""
    last = kin[-1]
    gap = "same" if last.sentence == draft.sentence else "next" if draft.sentence - last.sentence == 1 else "far"
    same = [other for other in kin if other.type == draft.type]
    lemma = any(other.form.lemma == draft.form.lemma for other in same)
    return [
        f"repeat={gap}|type={bool(same)}",
        f"repeat={gap}|type={bool(same)}|det={det}",
        f"repeat={gap}|adds={adds}|verbal={draft.hit.verbal}",
        f"repeat={gap}|adds={adds}|det={det}",
        f"repeat|lemma={lemma}|adds={adds}",
    ]


def _shared_features(seen: View, draft: Draft, kin: Sequence[Draft], covered: bool) -> list[str]:
    """What it shares with the events of its class."""
    sentence = seen.report.sentences[seen.number]
    det = sentence.tokens[draft.hit.first].det
    here = sum(other.sentence == draft.sentence for other in kin)
    titled = seen.report.titled and any(other.sentence == 0 for other in kin)
    alike = [o for o in kin if o.form.lemma == draft.form.lemma or o.entry.id == draft.entry.id]
    out = [
        f"kin={min(len(kin), 3)}|here={min(here, 2)}|det={det}",
        f"in-title={titled}|covered={covered}",
        f"kin|prep={sentence.items[draft.item].prep if draft.item >= 0 else ''}|det={det}",
    ]
    if alike:
        out.append(f"alike|here={alike[-1].sentence == draft.sentence}|det={det}|covered={covered}")
    return out


def _said(seen: View, draft: Draft, kin: Sequence[Draft]) -> str:
    """Whether its sentence names a source, and one that the sentences of its kin do not: a new source makes news."""
    mine = _sources(seen, draft.sentence)
    if not mine:
        return "none"
    return "new" if mine - {name for other in kin for name in _sources(seen, other.sentence)} else "old"


def _sources(seen: View, number: int) -> set[str]:
    return {link.name or " ".join(link.words) for voice in seen.report.voices[number] for link in voice.chain}


def _numbers(seen: View, draft: Draft, accepted: Accepted) -> str:
    """Whether it counts anything, and anything that has not been counted."""
    mine = _counted(seen, draft)
    if not mine:
        return "none"
    return "new" if mine - {count for other in accepted.drafts for count in _counted(seen, other)} else "old"


def _counted(seen: View, draft: Draft) -> set[tuple[str | None, float | None]]:
    quantities = seen.report.sentences[draft.sentence].quantities
    return {(quantities[at].what, quantities[at].low) for at in draft.quantities}


def _names(drafts: Iterable[Draft]) -> set[str]:
    return {p.ref.name for draft in drafts for p in (*draft.actors, *draft.targets) if p.ref}


def _places(drafts: Iterable[Draft]) -> set[str | None]:
    return {spot.ref.name for draft in drafts for spot in draft.spots if spot.ref}
