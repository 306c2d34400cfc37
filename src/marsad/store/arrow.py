"""How do claims, events and articles get into pandas, polars or DuckDB? As Arrow tables with one row each.

Lists stay lists and mentions stay structures, so that nothing is lost; ``pip install 'marsad[arrow]'`` brings pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.errors import StoreError
from marsad.store.records import StoredArticle, StoredClaim, StoredEvent

if TYPE_CHECKING:
    import pyarrow as pa


def claims_table(claims: Iterable[StoredClaim]) -> pa.Table:
    """A row a claim: the article, the claim's fields, its review; mentions are lists of structures.

    Raises:
        StoreError: pyarrow is not installed.
    """
    return _table((_claim_row(each) for each in claims), _claim_schema())


def events_table(events: Iterable[StoredEvent]) -> pa.Table:
    """A row an event: the place in columns of its own, numbers as a list of structures by category.

    Raises:
        StoreError: pyarrow is not installed.
    """
    return _table((_event_row(each) for each in events), _event_schema())


def articles_table(articles: Iterable[StoredArticle]) -> pa.Table:
    """A row an article, with its text.

    Raises:
        StoreError: pyarrow is not installed.
    """
    return _table((_article_row(each) for each in articles), _article_schema())


def _table(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    return _arrow().Table.from_pylist(list(rows), schema=schema)


def _arrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise StoreError("Arrow tables need pyarrow: pip install 'marsad[arrow]'.") from error
    return pyarrow


def _claim_row(each: StoredClaim) -> dict[str, Any]:
    claim = msgspec.to_builtins(each.claim)
    when = claim["time"] or {}
    about = {name: getattr(each, name) for name in ("key", "doc", "outlet", "published", "title", "url")}
    return about | {
        "sentence": each.sentence,
        "event": claim["event"],
        "type": claim["type"],
        "status": claim["status"],
        "trigger": claim["trigger"],
        "start": when.get("start"),
        "end": when.get("end"),
        "time_words": when.get("text"),
        **{name: claim[name] for name in ("actors", "targets", "places", "quantities", "sources", "claimed_by")},
        "means": claim["means"],
        "rules": claim["rules"],
        "review": each.review,
        "coder": each.coder,
        "coded_at": each.coded_at,
    }


def _event_row(each: StoredEvent) -> dict[str, Any]:
    event = msgspec.to_builtins(each.event)
    place = event["place"] or {}
    return {
        **{name: event[name] for name in ("event", "type", "status", "start", "end", "date_precision")},
        "place": place.get("name"),
        "place_id": place.get("id"),
        **{name: place.get(name) for name in ("country", "level", "lat", "lon", "precision_km")},
        "actors": event["actors"],
        "targets": event["targets"],
        "numbers": [
            {"what": what, "low": spread["low"], "best": spread["best"], "high": spread["high"], "by": spread["by"]}
            for what, spread in event["numbers"].items()
        ],
        **{name: event[name] for name in ("articles", "outlets", "claims", "independent_sources")},
        "contradictions": event["contradictions"],
        "review": each.review,
        "valid_from": each.valid_from,
    }


def _article_row(each: StoredArticle) -> dict[str, Any]:
    article: dict[str, Any] = msgspec.to_builtins(each.article)
    names = ("language", "digest", "duplicate_of", "set_aside", "revision", "ingested_at")
    return article | {name: getattr(each, name) for name in names}


def _mention(**more: Any) -> Any:
    pa = _arrow()
    fields = {"text": pa.string(), "start": pa.int32(), "end": pa.int32(), **more}
    return pa.struct(list(fields.items()))


def _texts(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, _arrow().string())


def _claim_schema() -> pa.Schema:
    pa = _arrow()
    party = _mention(**_texts("name", "id", "kind"))
    numbers = dict.fromkeys(("lat", "lon", "precision_km"), pa.float64())
    place = _mention(**_texts("role", "name", "country", "level"), **numbers, **_texts("id"))
    bounds = {"low": pa.float64(), "high": pa.float64(), "approx": pa.bool_()}
    quantity = _mention(**_texts("what"), **bounds, **_texts("of", "part_of"))
    columns = _texts("key", "doc", "outlet", "published", "title", "url", "sentence", "event", "type", "status")
    columns["trigger"] = _mention()
    columns |= _texts("start", "end", "time_words")
    columns |= {name: pa.list_(party) for name in ("actors", "targets")}
    columns |= {"places": pa.list_(place), "quantities": pa.list_(quantity)}
    columns |= {"sources": pa.list_(_mention(**_texts("name", "id", "kind", "cue"))), "claimed_by": pa.list_(party)}
    columns |= {name: pa.list_(pa.string()) for name in ("means", "rules")}
    return pa.schema(list((columns | _texts("review", "coder", "coded_at")).items()))


def _event_schema() -> pa.Schema:
    pa = _arrow()
    strings = pa.list_(pa.string())
    said = pa.struct([("source", pa.string()), ("low", pa.float64()), ("high", pa.float64()), ("claims", strings)])
    spread = [("what", pa.string()), *((name, pa.float64()) for name in ("low", "best", "high"))]
    sides = [("kind", pa.string()), ("field", pa.string()), ("sides", pa.list_(strings))]
    columns = _texts("event", "type", "status", "start", "end", "date_precision", "place", "place_id", "country")
    columns |= {"level": pa.string(), **dict.fromkeys(("lat", "lon", "precision_km"), pa.float64())}
    columns |= {
        "actors": strings,
        "targets": strings,
        "numbers": pa.list_(pa.struct([*spread, ("by", pa.list_(said))])),
    }
    columns |= dict.fromkeys(("articles", "outlets", "claims", "independent_sources"), strings)
    columns["contradictions"] = pa.list_(pa.struct(sides))
    return pa.schema(list((columns | _texts("review", "valid_from")).items()))


def _article_schema() -> pa.Schema:
    pa = _arrow()
    columns = _texts("doc", "text", "source", "url", "published", "title", "byline", "fetched")
    columns |= _texts("language", "digest", "duplicate_of", "set_aside")
    return pa.schema(list((columns | {"revision": pa.int32(), "ingested_at": pa.string()}).items()))
