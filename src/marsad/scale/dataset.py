"""How do coded documents lie in a dataset? Three Parquet tables, a file a shard: documents, claims, mentions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from marsad.errors import MarsadError
from marsad.model import Claim, CodedDocument, FailedDocument
from marsad.scale.folder import Folder

if TYPE_CHECKING:
    from marsad.batch import Result

TABLES = ("documents", "claims", "mentions")
_ROWS = 512
_BYTES = 8 << 20
"""Documents, or bytes of their lines, that are held until they are written: a row group."""

_DOCUMENT = "doc:text source:text published:text title:text language:text error:text claims:whole line:text"
_CLAIM = (
    "doc:text source:text published:text number:whole claim:text type:text status:text trigger:text "
    "trigger_start:whole trigger_end:whole sentence_start:whole sentence_end:whole "
    "time:text time_start:text time_end:text time_precision:text means:texts rules:texts"
)
_MENTION = (
    "doc:text claim:text field:text number:whole text:text start:whole end:whole name:text id:text kind:text cue:text "
    "role:text country:text level:text lat:real lon:real precision_km:real "
    "what:text low:real high:real approx:flag of:text part_of:text"
)
_COLUMNS = dict(zip(TABLES, (_DOCUMENT, _CLAIM, _MENTION), strict=True))
_FIELDS = ("actors", "targets", "claimed_by", "places", "quantities", "sources")


def path_of(table: str, shard: str) -> str:
    """Where in the folder a shard's file of a table is."""
    return f"{table}/{shard}.parquet"


def write(results: Iterable[Result], folder: Folder, shard: str) -> dict[str, int]:
    """Writes the three files of a shard, each there whole or not at all; the same results give the same rows.

    Returns how many ``documents``, ``failed`` ones and ``claims`` there are.

    Raises:
        MarsadError: the library for Parquet is not installed.
    """
    with ExitStack() as files:
        return _fill(results, {table: files.enter_context(_Table(folder, table, shard)) for table in TABLES})


def lines(folder: Folder, shard: str) -> Iterator[bytes]:
    """The contract's lines of a shard in input order."""
    _, parquet = arrow()
    with folder.open(path_of("documents", shard)) as stream:
        for batch in parquet.ParquetFile(stream).iter_batches(batch_size=_ROWS, columns=["line"]):
            for line in batch.column(0):
                yield line.as_py().encode()


def arrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``.

    Raises:
        MarsadError: they are not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MarsadError("datasets are Parquet, which needs a library: pip install 'marsad[parquet]'.") from error
    return pyarrow, parquet


def _fill(results: Iterable[Result], tables: dict[str, _Table]) -> dict[str, int]:
    counts = dict.fromkeys(("documents", "failed", "claims"), 0)
    held = rows = 0
    for result in results:
        document = result.document()
        found = document.claims if isinstance(document, CodedDocument) else []
        tables["documents"].rows.append(_document(document, result.line))
        tables["claims"].rows.extend(_claim(document, n, each) for n, each in enumerate(found))
        tables["mentions"].rows.extend(row for each in found for row in _mentions(document.doc, each))
        counts["documents"] += 1
        counts["failed"] += result.failed
        counts["claims"] += len(found)
        held, rows = held + len(result.line), rows + 1
        if rows == _ROWS or held > _BYTES:
            _flush(tables)
            held = rows = 0
    _flush(tables)
    return counts


def _flush(tables: dict[str, _Table]) -> None:
    for table in tables.values():
        table.flush()


class _Table:
    """A file of a table, written row group by row group."""

    def __init__(self, folder: Folder, table: str, shard: str) -> None:
        self._pyarrow, parquet = arrow()
        self._schema = _schema(self._pyarrow, table)
        self._file = folder.create(path_of(table, shard))
        self._open: Callable[[Any], Any] = lambda stream: parquet.ParquetWriter(
            stream, self._schema, compression="zstd"
        )
        self.rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        self._writer = self._open(self._file.__enter__())
        return self

    def __exit__(self, *why: object) -> None:
        try:
            self._writer.close()
        except BaseException:
            self._file.__exit__(*sys.exc_info())
            raise
        self._file.__exit__(*why)

    def flush(self) -> None:
        if self.rows:
            self._writer.write_table(self._pyarrow.Table.from_pylist(self.rows, schema=self._schema))
            self.rows = []


def _schema(pyarrow: Any, table: str) -> Any:
    kinds = {
        "text": pyarrow.string(), "whole": pyarrow.int64(), "real": pyarrow.float64(), "flag": pyarrow.bool_(),
        "texts": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    columns = (column.split(":") for column in _COLUMNS[table].split())
    return pyarrow.schema([(name, kinds[kind]) for name, kind in columns])


def _document(document: CodedDocument | FailedDocument, line: bytes) -> dict[str, Any]:
    if isinstance(document, FailedDocument):
        return {"doc": document.doc, "error": document.error, "claims": 0, "line": line.decode()}
    row = {field: getattr(document, field) for field in ("doc", "source", "published", "title", "language")}
    return {**row, "claims": len(document.claims), "line": line.decode()}


def _claim(document: CodedDocument | FailedDocument, number: int, claim: Claim) -> dict[str, Any]:
    row = {"doc": document.doc, "number": number, "claim": claim.id, "type": claim.type, "status": claim.status}
    if isinstance(document, CodedDocument):
        row |= {"source": document.source, "published": document.published}
    row |= {"trigger": claim.trigger.text, "trigger_start": claim.trigger.start, "trigger_end": claim.trigger.end}
    row |= {"sentence_start": claim.sentence.start, "sentence_end": claim.sentence.end}
    if (when := claim.time) is not None:
        row |= {"time": when.text, "time_start": when.start, "time_end": when.end, "time_precision": when.precision}
    return {**row, "means": claim.means, "rules": claim.rules}


def _mentions(doc: str, claim: Claim) -> Iterator[dict[str, Any]]:
    for field in _FIELDS:
        for number, mention in enumerate(getattr(claim, field)):
            values = {name: getattr(mention, name) for name in mention.__struct_fields__}
            yield {"doc": doc, "claim": claim.id, "field": field, "number": number, **values}
