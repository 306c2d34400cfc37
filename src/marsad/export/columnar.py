"""How are events stored in columns? Parquet, and GeoParquet 1.1 with their points."""

from __future__ import annotations

import datetime
import itertools
import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from marsad.errors import MarsadError
from marsad.export.flat import COLUMNS, NAMES, value_faults, values
from marsad.export.happening import Happening

_ROWS = 10_000
_GEO = b"geo"
GEO_VERSION = "1.1.0"
_METADATA = {
    "version": GEO_VERSION,
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""What GeoParquet keeps under ``geo``; without a crs the coordinates are WGS 84, longitude first."""

_POINT = struct.Struct("<BIdd")


def write(happenings: Iterable[Happening], stream: BinaryIO, *, geo: bool = False) -> int:
    """Writes a Parquet table of events; with ``geo`` the column ``geometry`` holds their points (WKB, WGS 84).

    Returns how many events were written.

    Raises:
        MarsadError: the extra ``parquet`` is not installed.
    """
    pyarrow, parquet = _arrow()
    schema, written = _schema(pyarrow, geo), 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        rest = iter(happenings)
        while chunk := list(itertools.islice(rest, _ROWS)):
            rows = [_row(happening, geo) for happening in chunk]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            written += len(chunk)
    return written


def point(lat: float, lon: float) -> bytes:
    """A point as well-known binary, little-endian: longitude, latitude."""
    return _POINT.pack(1, 1, lon, lat)


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MarsadError("Parquet needs a library: pip install 'marsad[parquet]'.") from error
    return pyarrow, parquet


def _schema(pyarrow: Any, geo: bool) -> Any:
    kinds = {
        "text": pyarrow.string(), "day": pyarrow.date32(), "whole": pyarrow.int32(), "real": pyarrow.float64(),
        "texts": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    fields = [(column.name, kinds[column.kind]) for column in COLUMNS]
    if not geo:
        return pyarrow.schema(fields)
    return pyarrow.schema([*fields, ("geometry", pyarrow.binary())], metadata={_GEO: json.dumps(_METADATA).encode()})


def _row(happening: Happening, geo: bool) -> dict[str, Any]:
    row = values(happening)
    for column in COLUMNS:
        if column.kind == "day" and row[column.name]:
            row[column.name] = datetime.date.fromisoformat(row[column.name])
    if geo:
        spot = happening.spot
        known = spot is not None and spot.lat is not None and spot.lon is not None and spot.level != "country"
        row["geometry"] = (
            point(spot.lat, spot.lon) if known and spot and spot.lat is not None and spot.lon is not None else None
        )
    return row


def problems(path: Path) -> Iterator[str]:
    """What in a file is not the Parquet table that is written here; nothing for a sound one."""
    yield from _problems(path, geo=False)


def geo_problems(path: Path) -> Iterator[str]:
    """What in a file does not keep GeoParquet 1.1; nothing for a sound one."""
    yield from _problems(path, geo=True)


def _problems(path: Path, *, geo: bool) -> Iterator[str]:
    pyarrow, parquet = _arrow()
    try:
        file = parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        yield f"no Parquet: {str(error).splitlines()[0]}"
        return
    expected = _schema(pyarrow, geo)
    if not file.schema_arrow.equals(expected):
        yield "not the columns of this table"
        return
    if geo:
        yield from _metadata_faults((file.schema_arrow.metadata or {}).get(_GEO))
    number = 0
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            number += 1
            yield from (f"row {number}: {why}" for why in _row_faults(row, geo))


def _metadata_faults(held: bytes | None) -> Iterator[str]:
    try:
        geo = json.loads(held or b"")
        column = geo["columns"][geo["primary_column"]]
        version, encoding, types = geo["version"], column["encoding"], column["geometry_types"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"no metadata of GeoParquet: {error}"
        return
    if (version, encoding, types) != (GEO_VERSION, "WKB", ["Point"]):
        yield f"GeoParquet {version}, {encoding}, {types}"


def _row_faults(row: dict[str, Any], geo: bool) -> Iterator[str]:
    yield from value_faults({name: row[name] for name in NAMES})
    held = row.get("geometry") if geo else None
    if held is None:
        return
    if len(held) != _POINT.size:
        yield "geometry is no point"
    elif held != point(row["latitude"], row["longitude"]):
        yield "geometry is not at latitude and longitude"
