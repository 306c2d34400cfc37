"""Does every format keep its columns and codes, say what it cannot hold, and open in a real reader?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import ABROAD, ALL, ARMED, BRIDGE, CIVILIANS, MILITIA, REPORT, STATE, told

from marsad.codebook import codebook
from marsad.codebook.crosswalk import countries, crosswalk
from marsad.export import acled, flat, plover, sides, ucdp
from marsad.export.formats import FORMATS
from marsad.export.happening import Happening, Party, of_claim
from marsad.export.leftout import LeftOut
from marsad.export.notes import notes
from marsad.export.precision import acled_time_precision, priogrid, ucdp_date_precision
from marsad.export.tabular import plain, safe

NOBODY = Party("unknown", "unknown", "other")
NEEDS = {"parquet": "pyarrow", "geoparquet": "pyarrow"}


def written(folder: Path, name: str, happenings: list[Happening] | None = None) -> Path:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    path = folder / f"out{FORMATS[name].ending}"
    with path.open("wb") as stream:
        FORMATS[name].write(ALL if happenings is None else happenings, stream)
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("happenings", [ALL, [], [of_claim(REPORT)]], ids=["events", "nothing", "a claim"])
def test_a_written_file_is_sound(tmp_path: Path, name: str, happenings: list[Happening]) -> None:
    assert list(FORMATS[name].problems(written(tmp_path, name, happenings))) == []


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_counted_and_the_rest_has_reasons(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    done = FORMATS[name].write(ALL, io.BytesIO())
    assert done.written + done.left_out.total() == len(ALL)
    assert done.written


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    assert written(first, name).read_bytes() == written(second, name).read_bytes()


@pytest.mark.parametrize(
    ("happening", "family", "sub", "inter", "targeting"),
    [
        (told(), "Explosions/Remote violence", "Air/drone strike", (1, 7, 17), "Civilian targeting"),
        (told([ABROAD], [ARMED]), "Explosions/Remote violence", "Air/drone strike", (8, 2, 28), ""),
        (told([STATE], [ARMED], type="attack.armed"), "Battles", "Armed clash", (1, 2, 12), ""),
        (told([ARMED], type="attack.armed"), "Violence against civilians", "Attack", (2, 7, 27), "Civilian targeting"),
        (told([STATE], [ARMED], type="capture"), "Battles", "Government regains territory", (1, 2, 12), ""),
        (told([ARMED], [STATE], type="capture"), "Battles", "Non-state actor overtakes territory", (2, 1, 12), ""),
        (told([STATE, ARMED], [], type="clash"), "Battles", "Armed clash", (1, 2, 12), ""),
        (told([MILITIA], [ARMED], type="repel"), "Battles", "Armed clash", (3, 2, 23), ""),
        (told([CIVILIANS], [], type="protest", numbers={}), "Protests", "Peaceful protest", (6, None, 60), ""),
        (told([CIVILIANS], [], type="protest"), "Riots", "Violent demonstration", (5, None, 50), ""),
        (told([], [BRIDGE]), "Explosions/Remote violence", "Air/drone strike", (3, None, 30), ""),
        (told([NOBODY], []), "Explosions/Remote violence", "Air/drone strike", (3, None, 30), ""),
    ],
)  # fmt: skip
def test_acled_types_and_actors(
    tmp_path: Path, happening: Happening, family: str, sub: str, inter: tuple[int, int | None, int], targeting: str
) -> None:
    (row,) = table(written(tmp_path, "acled", [happening]))
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == (family, sub, targeting)
    assert (row["inter1"], row["inter2"], row["interaction"]) == tuple("" if x is None else str(x) for x in inter)


def test_acled_columns(tmp_path: Path) -> None:
    (row,) = table(written(tmp_path, "acled", [told()]))
    assert len(row) == 31
    expected = {
        "event_id_cnty": "LBY0123456789abcdef", "event_date": "2020-05-05", "year": "2020", "time_precision": "1",
        "disorder_type": "Political violence", "actor1": "Libya", "actor2": "Civilians (Libya)", "iso": "434",
        "region": "Northern Africa", "country": "Libya", "admin1": "Sirte", "location": "As Sidr",
        "latitude": "30.63", "longitude": "18.35", "geo_precision": "1", "fatalities": "9", "timestamp": "1588896000",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected


def test_what_acled_cannot_hold_is_said_in_words(tmp_path: Path) -> None:
    (row,) = table(written(tmp_path, "acled", [told()]))
    assert row["notes"] == (
        "Strike from an aircraft or a drone at As Sidr, 2020-05-05. 2 reports in 2 outlets, 2 independent sources: The "
        "Observatory; Red Crescent. Killed: 9 to 14, best 9 (The Observatory: 9, Red Crescent: ≥ 14). Wounded: 20 to "
        "unknown, best unknown (The Observatory: ≥ 20). The reports disagree on the number of killed (claims: 1 "
        "against 1). The reports disagree on whether it happened at all (claims: 1 against 1). Place: at As Sidr, "
        "within 5 km."
    )


@pytest.mark.parametrize(
    ("happening", "why"),
    [
        (told(status="planned"), "status planned"),
        (told(type="control"), "no type for control"),
        (told(start=None, end=None), "no report gives its day"),
        (told(spot={"level": "country"}), "no place below the country"),
        (told(spot={"lat": None}), "no place below the country"),
        (told(spot={"country": None}), "country is not known"),
    ],
)
def test_what_acled_has_no_place_for_is_left_out(happening: Happening, why: str) -> None:
    (left,) = acled.rows([happening])
    assert isinstance(left, LeftOut)
    assert why in left.why


@pytest.mark.parametrize(
    ("happening", "kind", "side_a", "side_b", "civilians", "unknown"),
    [
        (told(), "3", "Government of Libya", "Civilians", "9", "0"),
        (told([ARMED], [STATE], type="attack.armed"), "1", "Government of Libya", "Islamic State", "0", "9"),
        (told([MILITIA, ARMED], [], type="clash"), "2", "Zintan", "Islamic State", "0", "9"),
        (told([ABROAD], [ARMED]), "1", "Government of Russia (Soviet Union)", "Islamic State", "0", "9"),
    ],
)
def test_ucdp_sides_and_deaths(
    tmp_path: Path, happening: Happening, kind: str, side_a: str, side_b: str, civilians: str, unknown: str
) -> None:
    (row,) = table(written(tmp_path, "ucdp", [happening]))
    assert len(row) == 49
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (kind, side_a, side_b)
    assert (row["deaths_civilians"], row["deaths_unknown"]) == (civilians, unknown)
    assert (row["low"], row["best"], row["high"]) == ("9", "9", "14")


def test_ucdp_columns(tmp_path: Path) -> None:
    (row,) = table(written(tmp_path, "ucdp", [told()]))
    expected = {
        "number_of_sources": "2", "source_office": "Other Gazette; Test Gazette", "country": "Libya",
        "source_original": "The Observatory; Red Crescent", "country_id": "620", "region": "Africa", "gwnoa": "620",
        "gwnob": "", "where_prec": "1", "date_prec": "1", "event_clarity": "1", "adm_1": "Sirte",
        "geom_wkt": "POINT (18.35 30.63)", "priogrid_gid": str(priogrid(30.63, 18.35)), "code_status": "Check deaths",
        "active_year": "0", "relid": "LBY-2020-3-0123456789abcdef", "conflict_new_id": "",
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected
    assert "The reports disagree on the number of killed" in row["source_article"]


def test_a_dyad_is_active_from_25_deaths_in_the_year(tmp_path: Path) -> None:
    rows = table(written(tmp_path, "ucdp", [told(event=f"{n:016x}") for n in range(3)]))
    assert [row["active_year"] for row in rows] == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("happening", "why"),
    [
        (told(numbers={}), "no death"),
        (told(status="denied"), "status denied"),
        (told([], [CIVILIANS]), "two sides"),
        (told([STATE], [BRIDGE]), "two sides"),
        (told([STATE], [ARMED], type="abuse"), "two sides"),
        (told(start="2019-01-01", end="2020-06-01"), "longer than a year"),
        (msgspec.structs.replace(told(), spot=None), "place is not known"),
    ],
)
def test_what_ucdp_has_no_place_for_is_left_out(happening: Happening, why: str) -> None:
    (left,) = ucdp.rows([happening])
    assert isinstance(left, LeftOut)
    assert why in left.why


@pytest.mark.parametrize(
    ("changed", "event", "quad", "mode"),
    [
        ({}, "ASSAULT", 4, ["aerial"]),
        ({"status": "planned"}, "ASSAULT", 4, ["aerial", "future"]),
        ({"status": "possible"}, "ASSAULT", 4, ["aerial", "hypothetical"]),
        ({"status": "denied"}, "ASSAULT", 4, ["aerial", "negation"]),
        ({"start": "2019-05-05", "end": "2019-05-05"}, "ASSAULT", 4, ["aerial", "historical"]),
        ({"type": "agreement"}, "AGREE", 1, None),
        ({"type": "release"}, "RETREAT", 2, ["release"]),
    ],
)
def test_plover(changed: dict[str, Any], event: str, quad: int, mode: list[str] | None) -> None:
    (found,) = plover.lines([told(**changed)])
    assert isinstance(found, dict)
    assert (found["event"], found["quad_code"], found.get("mode")) == (event, quad, mode)
    assert found["actor"] == [{"code": "LBY", "sector": "GOV", "entity_text": "Libya", "identifier_id": "libya"}]
    assert found["size"] == {"dead": 9}
    assert found["text_info"][0] == {"sequence": 0, "start": 21, "end": 122, "text_story": "standin-1"}


TEXT, ANYTHING = {"type": "string"}, True
ENTITY = {
    "type": "object",
    "required": ["code"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("code", "sector", "entity_text", "identifier_id", "identifier_text"), TEXT),
}
PLOVER = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(plover.FIELDS, ANYTHING),
        "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "event": {"enum": sorted(crosswalk().plover.quads)},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
    },
}


def test_plover_by_a_schema(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    lines = written(tmp_path, "plover").read_bytes().splitlines()
    assert lines
    for line in lines:
        jsonschema.validate(json.loads(line), PLOVER)


TEXTS, NUMBER = {"type": "array", "items": TEXT}, {"type": ["number", "null"]}
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}


def record(**properties: Any) -> dict[str, Any]:
    """The schema of an object with these keys and no others."""
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


EVENT_LINE = record(
    event=TEXT,
    type={"enum": list(codebook().types)},
    status={"enum": list(codebook().statuses)},
    start=DAY,
    end=DAY,
    place={"type": ["object", "null"]},
    actors=TEXTS,
    targets=TEXTS,
    numbers={
        "additionalProperties": record(
            low=NUMBER, best=NUMBER, high=NUMBER, by={"items": record(source=TEXT, low=NUMBER, high=NUMBER)}
        )
    },
    articles=TEXTS,
    claims=TEXTS,
    independent_sources=TEXTS,
    contradictions={"items": record(kind=TEXT, field={"type": ["string", "null"]}, sides={"items": TEXTS})},
)


def test_event_lines_by_a_schema(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for line in written(tmp_path, "jsonl").read_bytes().splitlines():
        jsonschema.validate(json.loads(line), EVENT_LINE)


def test_geojson_opens_in_gdal(tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    path = written(tmp_path, "geojson")
    about = pyogrio.read_info(path)
    assert (about["features"], about["crs"]) == (len(ALL), "EPSG:4326")
    west, south, east, north = about["total_bounds"]
    assert (west, south, east, north) == (18.0, 30.0, 18.5, 30.63)
    assert {"id", "type", "start", "killed_best"} <= set(about["fields"])


def test_hxl_and_csv_open_in_gdal_and_in_a_spreadsheet(tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    assert pyogrio.read_info(written(tmp_path, "csv"))["features"] == len(ALL)
    path = written(tmp_path, "hxl")
    assert pyogrio.read_info(path)["features"] == len(ALL) + 1
    tags = table(path)[0]
    assert (tags["start"], tags["latitude"], tags["killed_best"]) == ("#date+start", "#geo+lat", "#affected+killed")


def test_tables_survive_a_spreadsheet(tmp_path: Path) -> None:
    """Rows go into a workbook and come back; no cell has become a formula."""
    openpyxl = pytest.importorskip("openpyxl")
    path = written(tmp_path, "bayanat")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_parquet_opens_in_arrow_with_types(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    found = parquet.read_table(written(tmp_path, "parquet"))
    assert found.num_rows == len(ALL)
    assert found.schema.field("start").type == pyarrow.date32()
    assert found.column("actors")[1].as_py() == ["Libya", "Islamic State"]
    assert found.column("killed_high")[0].as_py() == 14.0


def test_geoparquet_holds_points_and_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pyogrio = pytest.importorskip("pyogrio")
    from pyarrow import parquet

    found = parquet.read_table(written(tmp_path, "geoparquet"))
    geo = json.loads(found.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": ["Point"]}
    points = [value for value in found.column("geometry").to_pylist() if value is not None]
    import numpy

    pyogrio.raw.write(
        tmp_path / "again.gpkg", geometry=numpy.array(points, dtype=object), field_data=[], fields=[],
        geometry_type="Point", crs="EPSG:4326",
    )  # fmt: skip
    assert list(pyogrio.read_info(tmp_path / "again.gpkg")["total_bounds"]) == [18.35, 30.63, 18.35, 30.63]


def test_timemap_has_sources_and_descriptions(tmp_path: Path) -> None:
    whole = json.loads(written(tmp_path, "timemap").read_bytes())
    first = whole["events"][0]
    assert (first["date"], first["latitude"], first["sources"]) == ("2020-05-05", 30.63, ["standin-1", "later"])
    assert first["description"] == notes(ALL[0])
    assert whole["sources"]["standin-1"]["url"] == "http://news.test/1"


def test_bayanat_has_titles_in_both_languages(tmp_path: Path) -> None:
    row = table(written(tmp_path, "bayanat"))[0]
    assert row["title"] == "Strike from an aircraft or a drone at As Sidr, 2020-05-05"
    assert row["title_ar"] == "غارات على بلدة السدر"  # air strikes on the town of al-Sidr
    assert (row["event_estimated"], row["killed"], row["publish_date"]) == ("false", "9", "2020-05-06")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-x", "'-x"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
        (-1.5, "-1.5"),
        (3, "3"),
        ("a\x00b", "ab"),
    ],
)
def test_cells_are_safe_for_spreadsheets(cell: str | float | None, shown: str) -> None:
    assert safe(cell) == shown


@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_cells_read_back_as_they_were(text: str) -> None:
    assert plain(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("start", "end", "ucdp_code", "acled_code"),
    [
        ("2020-05-05", "2020-05-05", 1, 1),
        ("2020-05-05", "2020-05-06", 2, 2),
        ("2020-05-05", "2020-05-10", 2, 2),
        ("2020-05-05", "2020-05-11", 3, 2),
        ("2020-05-05", "2020-05-12", 4, 3),
        ("2020-05-01", "2020-05-31", 4, 3),
        ("2020-05-01", "2020-06-01", 5, 3),
    ],
)
def test_precision_of_days(start: str, end: str, ucdp_code: int, acled_code: int) -> None:
    assert (ucdp_date_precision(start, end), acled_time_precision(start, end)) == (ucdp_code, acled_code)


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.9, -179.6, 1),
        (-90, -179.5, 2),
        (-89.5, -180, 721),
        (36.201241, 37.161173, 181875),
        (90, 180, 259200),
    ],
)
def test_cells_of_the_grid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


def broken() -> Iterator[Any]:
    row = [safe(cell) for cell in next(iter(acled.rows([told()])))]  # type: ignore[union-attr]
    for column, value, why in [
        ("year", "2019", "event_date"),
        ("sub_event_type", "Arrests", "no triple"),
        ("inter1", "9", "inter1"),
        ("interaction", "71", "interaction"),
        ("iso", "760", "iso"),
        ("latitude", "99", "latitude"),
        ("fatalities", "9.5", "fatalities"),
        ("geo_precision", "4", "geo_precision"),
        ("notes", "=1+1", "formula"),
    ]:
        at = acled.COLUMNS.index(column)
        yield pytest.param("acled", acled.COLUMNS, [*row[:at], value, *row[at + 1 :]], why, id=f"acled {column}")
    row = [safe(cell) for cell in next(iter(ucdp.rows([told()])))]  # type: ignore[union-attr]
    for column, value, why in [
        ("best", "8", "are not best"),
        ("high", "5", "high"),
        ("priogrid_gid", "1", "priogrid_gid"),
        ("date_prec", "2", "date_prec"),
        ("type_of_violence", "4", "type_of_violence"),
        ("date_end", "2020-05-01", "year"),
        ("region", "Mars", "region"),
        ("side_b", "", "dyad"),
    ]:
        at = ucdp.COLUMNS.index(column)
        yield pytest.param("ucdp", ucdp.COLUMNS, [*row[:at], value, *row[at + 1 :]], why, id=f"ucdp {column}")


@pytest.mark.parametrize(("name", "columns", "row", "why"), list(broken()))
def test_validators_find_what_is_wrong(
    tmp_path: Path, name: str, columns: tuple[str, ...], row: list[str], why: str
) -> None:
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, row])
    found = list(FORMATS[name].problems(path))
    assert any(why in problem for problem in found), found


@pytest.mark.parametrize("name", FORMATS)
def test_another_kind_of_file_is_not_sound(tmp_path: Path, name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    path = tmp_path / "x"
    path.write_text('{"a": 1}\n', encoding="utf-8")
    assert list(FORMATS[name].problems(path))


def test_crosswalks_cover_the_codebook() -> None:
    codes = crosswalk()
    for kind in codebook().types.values():
        assert set(kind.acled) <= set(codes.acled.sub_events)
        assert len(kind.acled) < 2 or {sub for _, sub in codes.acled.choices[kind.name]} <= set(kind.acled)
        assert kind.plover is None or kind.plover in codes.plover.quads
        assert set(kind.ucdp) <= set(codes.ucdp.violence)
    assert set(codes.plover.auxiliary) == set(codebook().statuses) - {"reported"}
    assert set(codes.plover.auxiliary.values()) | {"historical"} == set(plover.AUXILIARY)
    conditions = {condition for choices in codes.acled.choices.values() for condition, _ in choices}
    assert all(isinstance(sides.holds(condition, told()), bool) for condition in conditions)


def test_countries() -> None:
    known = countries()
    assert (known["SY"].iso3, known["SY"].numeric, known["SY"].gwno) == ("SYR", 760, 652)
    assert len({country.iso3 for country in known.values()}) == len(known)
    numbers = [country.gwno for country in known.values() if country.gwno and country.iso2 != "PS"]
    assert len(set(numbers)) == len(numbers)
    assert all(country.ucdp_region in (*ucdp.REGIONS, "") for country in known.values())


def test_a_claim_leaves_as_an_event_of_its_own() -> None:
    made = of_claim(REPORT)
    assert (made.event.event, made.event.start) == (f"standin-1#{REPORT.claim.id}", "2020-05-05")
    assert made.event.actors == ["US-led coalition"]
    assert made.event.numbers["killed"].best == 9
    assert made.event.independent_sources == ["The Observatory"]
    assert flat.values(made)["words"] == REPORT.sentence
