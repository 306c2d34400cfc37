"""What does fusing go on from? Accounts with the keys that find them, and up to which rows the events were fused.

Accounts come from claims and can be made anew at any time, so they are replaced, not kept: what was believed of events
stands in ``events``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Select, bindparam, delete, select, update
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.fuse.records import Account, Link
from marsad.fuse.touching import Touching
from marsad.store import dialect, eventrows, regrouping
from marsad.store.claimrows import next_id
from marsad.store.records import Changed, FusedPart, Keyed, Known, Mark, Moved, Unfused
from marsad.store.schema import account_keys, account_links, accounts, articles, claims, codings, fusings, weighings

STEP = 5000
_encode = msgspec.msgpack.Encoder().encode
_account = msgspec.msgpack.Decoder(Account)
_bytes = msgspec.msgpack.Decoder(list[bytes])


def mark(connection: Connection, rules: str) -> Mark | None:
    """Up to where the events were fused by these rules, ``None`` where they were not."""
    row = connection.execute(select(fusings).order_by(fusings.c.id.desc()).limit(1)).one_or_none()
    return Mark(row.articles, row.codings, row.claims, row.fused_at) if row and row.rules == rules else None


def latest(connection: Connection) -> Mark:
    """The rows that there are now."""
    tables = (articles, codings, claims)
    rows = [int(connection.execute(select(sql.coalesce(sql.max(t.c.id), 0))).scalar_one()) for t in tables]
    return Mark(rows[0], rows[1], rows[2])


def set_mark(connection: Connection, done: Mark, rules: str, at: str) -> None:
    """Notes up to where the events are fused now."""
    row = {"id": next_id(connection, fusings), "rules": rules, "fused_at": at}
    counts = {"articles": done.articles, "codings": done.codings, "claims": done.claims}
    dialect.add_rows(connection, fusings, [row | counts])


def changed(connection: Connection, since: Mark) -> list[str]:
    """The documents of which something else is believed since: revised, coded anew, decided about."""
    has_accounts = articles.c.id.in_(select(accounts.c.article_id))
    coded = select(articles.c.doc).join(codings, codings.c.article_id == articles.c.id)
    decided = select(articles.c.doc).join(claims, claims.c.article_id == articles.c.id)
    several: list[Select[tuple[str]]] = [
        select(articles.c.doc).where(articles.c.id > since.articles, articles.c.revision > 1),
        coded.where(codings.c.id > since.codings, (codings.c.claims > 0) | has_accounts),
        decided.where(claims.c.id > since.claims).distinct(),
    ]
    found = {str(row[0]) for asked in several for row in connection.execute(asked)}
    return sorted(found.union(regrouping.changed(connection, since.at)))


def rules(connection: Connection) -> str | None:
    """The rules by which the events were fused last, ``None`` where they never were."""
    return connection.execute(select(fusings.c.rules).order_by(fusings.c.id.desc()).limit(1)).scalar_one_or_none()


def touched(connection: Connection, keys: Iterable[str], docs: Sequence[str]) -> Known:
    """All accounts of every component in which an account has one of these keys, or is of one of these documents."""
    names = _of_documents(connection, docs)
    numbers = sorted({number(key) for key in keys})
    for at in range(0, len(numbers), STEP):
        asked = select(accounts.c.component).join(account_keys, account_keys.c.account_id == accounts.c.id).distinct()
        names.update(connection.execute(asked.where(account_keys.c.key.in_(numbers[at : at + STEP]))).scalars())
    return _whole(connection, names)


def joined(connection: Connection, new: Iterable[Account], docs: Sequence[str]) -> Known:
    """All accounts of every component that evidence links to new accounts, or that holds one of these documents.

    Accounts of the documents that new accounts are of are not compared with these: they are to be replaced.
    """
    names = _of_documents(connection, docs)
    told = list(new)
    renewed = {account.doc for account in told}
    touching = Touching(told)
    candidates = touching.candidates(_holders(connection, touching.keys()))
    ids, links = sorted(candidates), touching.between()
    for at in range(0, len(ids), STEP):
        rows = select(accounts.c.id, accounts.c.component, accounts.c.record)
        for key, component, record in connection.execute(rows.where(accounts.c.id.in_(ids[at : at + STEP]))):
            held = _account.decode(record)
            if held.doc not in renewed and (between := touching.links(held, candidates[key])):
                names.add(component)
                links += between
    found, weighed = _whole(connection, names), _weighed(connection, names)
    return msgspec.structs.replace(found, links=_links(connection, names), found=links, weighed=weighed)


def _weighed(connection: Connection, names: Iterable[str]) -> dict[str, list[bytes]]:
    """What grouping remembers of the components of these names; nothing of small ones."""
    found: dict[str, list[bytes]] = {}
    ordered = sorted(names)
    for at in range(0, len(ordered), STEP):
        some = weighings.c.component.in_(ordered[at : at + STEP])
        found |= {row.component: _bytes.decode(row.record) for row in connection.execute(select(weighings).where(some))}
    return found


def _links(connection: Connection, names: Iterable[str]) -> list[Link]:
    """The links inside the components of these names."""
    one, other = accounts.alias("one"), accounts.alias("other")
    asked = select(one.c.account, other.c.account, account_links.c.score).select_from(account_links)
    asked = asked.join(one, one.c.id == account_links.c.one_id).join(other, other.c.id == account_links.c.other_id)
    found: list[Link] = []
    ordered = sorted(names)
    for at in range(0, len(ordered), STEP):
        rows = connection.execute(asked.where(one.c.component.in_(ordered[at : at + STEP])))
        found += [(min(a, b), max(a, b), score) for a, b, score in rows]
    return found


def _holders(connection: Connection, keys: Iterable[str]) -> dict[str, list[int]]:
    """For each key the rows of the accounts that have it; keys that none has are left out."""
    name_of = {number(key): key for key in keys}
    numbers = sorted(name_of)
    found: dict[str, list[int]] = {}
    for at in range(0, len(numbers), STEP):
        asked = select(account_keys.c.key, account_keys.c.account_id)
        for key, row in connection.execute(asked.where(account_keys.c.key.in_(numbers[at : at + STEP]))):
            found.setdefault(name_of[key], []).append(row)
    return found


def _of_documents(connection: Connection, docs: Sequence[str]) -> set[str]:
    """The components that hold accounts of these documents."""
    names: set[str] = set()
    for at in range(0, len(docs), STEP):
        asked = select(accounts.c.component).join(articles, articles.c.id == accounts.c.article_id).distinct()
        names.update(connection.execute(asked.where(articles.c.doc.in_(docs[at : at + STEP]))).scalars())
    return names


def _whole(connection: Connection, names: Iterable[str]) -> Known:
    """The components of these names."""
    found = Known([], {}, grouped={})
    ordered = sorted(names)
    for at in range(0, len(ordered), STEP):
        rows = select(accounts.c.account, accounts.c.component, accounts.c.event, accounts.c.record)
        some = accounts.c.component.in_(ordered[at : at + STEP])
        for name, component, event, record in connection.execute(rows.where(some)):
            found.accounts.append(_account.decode(record))
            found.components[name] = component
            found.grouped[name] = event
    found.events.extend(sorted(set(found.grouped.values())))
    return found


def kept(connection: Connection) -> Iterator[Account]:
    """All accounts as they were fused last."""
    for record in connection.execute(select(accounts.c.record).order_by(accounts.c.id)).scalars():
        yield _account.decode(record)


def write(connection: Connection, parts: Iterable[FusedPart], unfused: Unfused, at: str) -> Changed:
    """Keeps what came of fusing, inside the writer's transaction.

    Raises:
        StoreError: the events were fused by someone else meanwhile, or a claim of theirs is no longer believed.
    """
    if mark(connection, unfused.rules) != unfused.before:
        raise StoreError("the events were fused by another process meanwhile. Fuse again.")
    if regrouping.last(connection) != unfused.decisions:
        raise StoreError("somebody decided about claims or events meanwhile. Fuse again.")
    before: set[str] = set()
    if unfused.docs is None:
        clear(connection)
        before = set(eventrows.names(connection))
    found, known = Changed(), set[str]()
    added: dict[str, int] = {}
    links: list[Link] = []
    for part in parts:
        found = _sum(found, eventrows.upsert(connection, part.events, part.gone_events, at))
        found = _sum(found, Changed(same=part.same))
        added |= replace(connection, part.gone_accounts, part.accounts)
        _move(connection, part.moved)
        _remember(connection, part.gone_weighed, part.weighed)
        links += part.links
        now = [draft.event.event for draft in part.events]
        if twice := known.intersection(now):
            raise StoreError(f"{len(twice)} ids stand for two events each, such as {min(twice)}. Nothing was kept.")
        known.update(now)
    found = _sum(found, eventrows.upsert(connection, [], sorted(before - known), at))
    _link(connection, links, added)
    set_mark(connection, unfused.until, unfused.rules, at)
    return found


def _sum(one: Changed, other: Changed) -> Changed:
    return Changed(one.new + other.new, one.changed + other.changed, one.gone + other.gone, one.same + other.same)


def clear(connection: Connection) -> None:
    """Forgets all accounts, so that fusing begins anew."""
    for table in (weighings, account_links, account_keys, accounts):
        connection.execute(delete(table))


def _move(connection: Connection, moved: Sequence[Moved]) -> None:
    """Puts accounts that stand as they were into another component or event."""
    rows = [{"key": each.account, "component": each.component, "event": each.event} for each in moved]
    if rows:
        connection.execute(update(accounts).where(accounts.c.account == bindparam("key")), rows)


def _remember(connection: Connection, gone: Sequence[str], now: Mapping[str, list[bytes]]) -> None:
    """Keeps what grouping remembers of components, in the place of what it did before."""
    names = sorted({*gone, *now})
    for at in range(0, len(names), STEP):
        connection.execute(delete(weighings).where(weighings.c.component.in_(names[at : at + STEP])))
    rows: list[dict[str, object]] = [{"component": name, "record": _encode(now[name])} for name in sorted(now)]
    dialect.add_rows(connection, weighings, rows)


def replace(connection: Connection, gone: Iterable[str], new: Sequence[Keyed]) -> dict[str, int]:
    """Puts accounts in the place of others (by their ids); what stands there already, keys and links and all, stays.

    Returns the rows of those that did not stand there, which have no links yet.
    """
    rows = _article_rows(connection, sorted({each.account.doc for each in new}))
    table: list[dict[str, object]] = [
        {"account": each.account.id, "article_id": rows[each.account.doc], "component": each.component,
         "event": each.event, "record": _encode(each.account)}
        for each in new
    ]  # fmt: skip
    kept = _standing(connection, table)
    added = [(row, each.keys) for row, each in zip(table, new, strict=True) if each.account.id not in kept]
    _remove(connection, sorted({*gone, *(str(row["account"]) for row, _ in added)}))
    numbered = list(enumerate(added, next_id(connection, accounts)))
    keys = {(number(name), key) for key, (_, names) in numbered for name in names}
    dialect.add_rows(connection, accounts, [{"id": key} | row for key, (row, _) in numbered])
    dialect.add_rows(connection, account_keys, [{"key": found, "account_id": key} for found, key in sorted(keys)])
    return {str(row["account"]): key for key, (row, _) in numbered}


def _link(connection: Connection, links: Iterable[Link], added: dict[str, int]) -> None:
    """Keeps the links of accounts that were added, to each other and to those that stood there."""
    new = [(one, other, score) for one, other, score in links if one in added or other in added]
    rows = added | _account_rows(connection, {name for one, other, _ in new for name in (one, other)} - added.keys())
    table: list[dict[str, object]] = [
        {"one_id": min(rows[one], rows[other]), "other_id": max(rows[one], rows[other]), "score": score}
        for one, other, score in new
    ]
    dialect.add_rows(connection, account_links, table)


def _account_rows(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The rows of accounts by their ids."""
    found: dict[str, int] = {}
    ordered = sorted(names)
    for at in range(0, len(ordered), STEP):
        asked = select(accounts.c.account, accounts.c.id).where(accounts.c.account.in_(ordered[at : at + STEP]))
        found |= {row.account: row.id for row in connection.execute(asked)}
    return found


def _standing(connection: Connection, table: Sequence[dict[str, object]]) -> set[str]:
    """The accounts of a table that the database has with this record; puts them into their component and event."""
    wanted = {str(row["account"]): row for row in table}
    found: set[str] = set()
    moved: list[dict[str, object]] = []
    names = sorted(wanted)
    for at in range(0, len(names), STEP):
        for row in connection.execute(select(accounts).where(accounts.c.account.in_(names[at : at + STEP]))):
            now = wanted[row.account]
            if (now["article_id"], now["record"]) != (row.article_id, row.record):
                continue
            found.add(row.account)
            if (now["component"], now["event"]) != (row.component, row.event):
                moved.append({"key": row.id, "component": now["component"], "event": now["event"]})
    if moved:
        connection.execute(update(accounts).where(accounts.c.id == bindparam("key")), moved)
    return found


def number(key: str) -> int:
    """The number that a block key is kept under: its digest, signed, 64 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _remove(connection: Connection, names: Sequence[str]) -> None:
    for at in range(0, len(names), STEP):
        inside = select(accounts.c.id).where(accounts.c.account.in_(names[at : at + STEP]))
        keys = connection.execute(inside).scalars().all()
        if keys:
            for end in (account_links.c.one_id, account_links.c.other_id):
                connection.execute(delete(account_links).where(end.in_(keys)))
            connection.execute(delete(account_keys).where(account_keys.c.account_id.in_(keys)))
            connection.execute(delete(accounts).where(accounts.c.id.in_(keys)))


def _article_rows(connection: Connection, docs: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(0, len(docs), STEP):
        asked = select(articles.c.doc, articles.c.id).where(articles.c.superseded_at.is_(None))
        found |= {row.doc: row.id for row in connection.execute(asked.where(articles.c.doc.in_(docs[at : at + STEP])))}
    return found
