"""What do events rest on, and who held a place? ``marsad control`` and ``marsad explain EVENT --db``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.commands.database import Database

if TYPE_CHECKING:
    from marsad.fuse import Account
    from marsad.fuse.explain import Beside
    from marsad.model import Interval


def control(
    place: Annotated[str, typer.Argument(help="The place: its id in the gazetteer or its English name.")],
    db: Database,
    on: Annotated[str | None, typer.Option(help="Only who held it on this day (2017-09-03).")] = None,
    since: Annotated[str | None, typer.Option(help="Only what changed on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only what changed up to this day.")] = None,
    by_source: Annotated[bool, typer.Option("--by-source", help="Also the account of each root source.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One interval a line, as JSON.")] = False,
) -> None:
    """Prints who held a place when: held, contested, besieged, claimed by two, unknown, with the claims behind it."""
    import msgspec

    from marsad.fuse import accounts
    from marsad.fuse.control import changes, told_of
    from marsad.fuse.control import control as intervals
    from marsad.fuse.fusing import party_hierarchy
    from marsad.observatory.fusing import texts
    from marsad.store import Filter, Store

    with Store.open(db, create=False) as store:
        docs = sorted({claim.doc for claim in store.claims(Filter(place=place))})
        told = [each for document in texts(store, docs) for each in accounts(document)]
    found = intervals(told_of(place, told), place, on, related=party_hierarchy())
    for each in changes(found, since, until):
        if each.source is None or by_source:
            typer.echo(msgspec.json.encode(each).decode() if json else _line(each))


def _line(interval: Interval) -> str:
    who = ", ".join(interval.holders) or "-"
    source = f"  according to {interval.source}" if interval.source else ""
    claims = " ".join(interval.claims)
    return f"{interval.start} – {interval.end or '...':<10}  {interval.state:<14}  {who}{source}  [{claims}]"


def explain_event(event: str, db: str) -> None:
    """Prints why the claims of an event are together, and what the nearest account that was left out lacked."""
    from marsad.observatory import explain
    from marsad.store import Store

    with Store.open(db, create=False) as store:
        found = store.event(event)
        if found is None:
            raise typer.BadParameter(f"no event {event!r} in {db}", param_hint="EVENT")
        explanation = explain(store, found[1])
    stored = found[0].event
    papers = ", ".join(stored.outlets)
    typer.echo(
        f"{stored.event}  {stored.type}  {stored.start or 'no date'}  {stored.place.name if stored.place else '-'}"
    )
    typer.echo(
        f"{len(stored.articles)} reports, {len(stored.outlets)} outlets ({papers}), "
        f"{len(stored.independent_sources)} independent sources ({', '.join(stored.independent_sources)})"
    )
    for each in explanation.members:
        _print(each)
    if explanation.rejected:
        typer.echo(f"\nnearest account left out, {explanation.short:+.2f} from the limit of a link:")
        _print(explanation.rejected)


def _print(beside: Beside) -> None:
    typer.echo(f"\n{_name(beside.account)}\n  beside {_name(beside.near)}: {beside.score}")
    for reason in beside.reasons:
        typer.echo(f"    {reason}")


def _name(account: Account) -> str:
    return f"{account.doc} ({account.outlet}) {'+'.join(account.types)} {', '.join(account.actors)}"
