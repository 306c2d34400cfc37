"""Is every document in exactly one shard, in order, with the id that one process gives it?"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.ingest import read
from marsad.scale.reading import documents
from marsad.scale.shards import FAN, FILES, Shard, line_ranges, parts, planned

LINES = st.lists(st.sampled_from([b"", b"{}", b'{"text": "abc"}', b"x" * 50]), max_size=40)


@given(LINES, st.booleans(), st.integers(1, 200))
def test_ranges_cover_a_file_and_end_after_lines(lines: list[bytes], last_ends: bool, target: int) -> None:
    data = b"\n".join(lines) + (b"\n" if last_ends else b"")
    ranges = list(line_ranges(io.BytesIO(data), target))
    assert b"".join(data[start:end] for start, end, _ in ranges) == data
    for start, end, before in ranges:
        assert data[:start].count(b"\n") == before
        assert data[:end].endswith(b"\n") or end == len(data)
        assert end - start >= target or end == len(data)


def test_ranges_over_chunks_longer_than_one_reading() -> None:
    data = (b"a" * 700_000 + b"\n") * 5 + b"rest"
    ranges = list(line_ranges(io.BytesIO(data), 1_000_000))
    assert [(start, before) for start, _, before in ranges] == [(0, 0), (1_400_002, 2), (2_800_004, 4)]
    assert ranges[-1][1] == len(data)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    many = tmp_path / "in" / "many"
    many.mkdir(parents=True)
    for n in range(25):
        (many / f"2020-01-{n + 1:02d}.txt").write_text(f"report {n}")
    rows = [{"text": f"line {n}"} if n % 3 else {"doc": f"d{n}", "text": "t" * n} for n in range(120)]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n\n{broken")
    (tmp_path / "in" / "list.json").write_text(json.dumps(rows[:9]))
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table(
        {"text": [f"row {n}" for n in range(90)], "doc": ["" if n % 2 else f"p{n}" for n in range(90)]}
    )
    parquet.write_table(table, tmp_path / "in" / "b.parquet", row_group_size=20)
    return tmp_path / "in"


@pytest.mark.parametrize("target", [1, 64, 500, 3000, 1 << 20])
def test_every_document_is_in_one_shard(folder: Path, target: int) -> None:
    shards = planned([str(folder)], target)
    assert [item for shard in shards for item in documents(shard)] == list(read([folder]))
    assert len({shard.id for shard in shards}) == len(shards)
    assert sorted(shard.id for shard in shards) == [shard.id for shard in shards]


def test_large_files_are_cut_and_small_ones_grouped(folder: Path) -> None:
    kinds = {piece.kind for shard in planned([str(folder)], 400) for piece in shard.pieces}
    assert kinds == {"whole", "lines", "rows"}
    (one,) = planned([str(folder / "many")])
    assert len(one.pieces) == 25 <= FILES


@pytest.mark.parametrize("target", [200, 1 << 20])
def test_parts_hold_the_same_documents(folder: Path, target: int) -> None:
    for shard in planned([str(folder)], target):
        assert [item for leaf in _leaves(shard) for item in documents(leaf)] == list(documents(shard))


def _leaves(shard: Shard) -> list[Shard]:
    """All parts down to single documents."""
    held = len(list(documents(shard)))
    if len(shard.pieces) == 1 and held < 2:
        return [shard]
    smaller = parts(shard, held)
    assert 1 < len(smaller) <= FAN
    return [leaf for each in smaller for leaf in _leaves(each)]


@pytest.mark.parametrize("path", ["-", "nowhere.jsonl", "."])
def test_what_cannot_be_planned(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        planned([path])


def test_addresses_of_fsspec_are_read_like_files(folder: Path) -> None:
    pytest.importorskip("fsspec")
    shards = planned([f"local://{folder}"], 500)
    found = [item for shard in shards for item in documents(shard)]
    assert [getattr(item, "text", None) for item in found] == [getattr(item, "text", None) for item in read([folder])]
    assert all(item.doc.startswith("local://") for item in found if str(folder) in item.doc)
