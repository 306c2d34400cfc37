"""Places of one's own: the five kinds of tables read, kept in a file, found by the gazetteer, and the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.errors import DataError
from marsad.gazetteer.imports import FORMATS, read_places
from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.own import read_own, write_own
from marsad.gazetteer.places import BUILT
from marsad.gazetteer.values import PlaceFinder
from marsad.model import PlaceMention

RUN = CliRunner()
DUMP = "\t".join(
    [
        "900001", "Tall Mithal", "Tall Mithal", "Tel Mithal,تل مثال", "36.1", "37.2", "P", "PPL", "SY", "", "09", "",
        "", "", "120", "", "300", "Asia/Damascus", "2020-01-01",
    ]
)  # fmt: skip
ALTERNATE = "1\t170063\tar\tحلب المثال\t1\n2\t170063\ten\tAleppo\t1\n3\t170063\tar\tحلب القديمة جدا\t\t\t\t1\n"
COD = (
    "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE\n"
    "Syria,SY,Aleppo,حلب,SY02,Menbij,منبج,SY0205\nSyria,SY,Aleppo,حلب,SY02,Mithal,مثالنا,SY0299\n"
)
TABLE = "name;arabic;country;level;lat;lon;precision_km\nMithal Hill;تلة المثالية|تل المثالية;SY;site;35.5;36.5;1\n"
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "Mithal Camp", "arabic": "مخيم المثالي", "country": "SY", "level": "site"},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[36.5, 35.5], [36.51, 35.5], [36.51, 35.51], [36.5, 35.5]]],
                },
            }
        ],
    }
)
CONTENTS = {"geonames": DUMP + "\n", "alternatenames": ALTERNATE, "cod": COD, "csv": TABLE, "geojson": GEOJSON}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind in FORMATS:
        (tmp_path / kind).write_text(CONTENTS[kind], encoding="utf-8")
    return tmp_path


def opened(folder: Path, *kinds: str) -> Gazetteer:
    own = folder / "places.tsv"
    for kind in kinds:
        write_own(own, read_places(folder / kind, kind))
    return Gazetteer.open(BUILT, [own])


@pytest.mark.parametrize(
    ("kind", "name", "level", "lat"),
    [
        ("geonames", "تل مثال", "city", 36.1),
        ("csv", "تل المثالية", "site", 35.5),
        ("geojson", "مخيم المثالي", "site", 35.505),
        ("alternatenames", "حلب المثال", "city", 36.2012),  # one more name of Aleppo
        ("cod", "مثالنا", "admin2", None),
    ],
)
def test_places_of_a_table_are_found(folder: Path, kind: str, name: str, level: str, lat: float | None) -> None:
    assert Gazetteer.default().places(name) == []
    [place] = opened(folder, kind).places(name)
    assert (place.country, place.level) == ("SY", level)
    assert place.lat == (None if lat is None else pytest.approx(lat))


def test_pcodes_go_to_the_divisions_that_are_known(folder: Path) -> None:
    gazetteer = opened(folder, "cod")
    manbij = next(place for place in gazetteer.places("منبج") if place.level == "city")
    assert gazetteer.admin_names(manbij) == ("Aleppo", "Manbij")
    assert gazetteer.pcodes(manbij) == ("SY02", "SY0205")
    assert Gazetteer.default().pcodes(manbij) == (None, None)


def test_a_table_read_again_replaces_its_places(folder: Path) -> None:
    own = folder / "places.tsv"
    write_own(own, read_places(folder / "csv", "csv"))
    (folder / "csv").write_text(TABLE.replace("35.5", "35.6"), encoding="utf-8")
    assert write_own(own, read_places(folder / "csv", "csv")) == 1
    assert [each.place.lat for each in read_own(own)] == [35.6]


def test_a_text_is_read_with_places_of_ones_own(folder: Path) -> None:
    find = PlaceFinder(opened(folder, "csv"))
    [found] = find("قصف تلة المثالية في سوريا")[:1]  # the shelling of Mithal Hill in Syria
    assert (found.name, found.id) == ("Mithal Hill", "own:sy-mithal-hill-site")


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("geonames", "a\tb\n", "1: 2 columns. A GeoNames dump has 19"),
        ("csv", "name,arabic\nx,س\n", "2: no country"),
        ("csv", TABLE.replace("35.5", "135.5"), "2: coordinates 135.5, 36.5 are not on the globe"),
        ("csv", TABLE.replace("site", "hill"), "2: level 'hill'"),
        ("cod", "name\nx\n", "2: no p-code"),
        ("geojson", "{", "is no JSON"),
        ("geojson", "{}", "has no features"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path, kind: str, content: str, message: str) -> None:
    path = tmp_path / "table"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message.replace("(", r"\(")):
        list(read_places(path, kind))


def test_a_place_has_the_names_of_its_divisions() -> None:
    gazetteer = Gazetteer.default()
    mosul = gazetteer.places("الموصل")[0]
    assert gazetteer.admin_names(mosul) == ("Nineveh", "Mosul")
    somewhere = PlaceMention("ريف", 0, 3, country="SY", level="region", lat=36.53, lon=37.95)
    assert gazetteer.admin_names(somewhere) == ("Aleppo", "Manbij")
    assert gazetteer.admin_names(PlaceMention("سوريا", 0, 5, country="SY", level="country")) == (None, None)


def test_the_commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = RUN.invoke(app, ["gazetteer", "find", "أبو كمال", "--json"])
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [(row["name"], row["level"]) for row in rows] == [("Albu Kamal", "city"), ("Albu Kamal", "admin2")]
    assert "Deir ez-Zor" in RUN.invoke(app, ["gazetteer", "find", "deir ez-zor"]).stdout
    assert RUN.invoke(app, ["gazetteer", "find", "لاشيء هنا"]).exit_code == 1
    near = RUN.invoke(app, ["gazetteer", "near", "36.2", "37.16", "--top", "3", "--json"])
    assert "Aleppo" in [json.loads(line)["name"] for line in near.stdout.splitlines()]
    assert RUN.invoke(app, ["gazetteer", "near", "-50", "-120"]).exit_code == 1
    counted = json.loads(RUN.invoke(app, ["gazetteer", "stats", "--json"]).stdout)
    assert counted["places"] > 10_000
    own = folder / "new" / "places.tsv"
    done = RUN.invoke(app, ["gazetteer", "import", str(folder / "csv"), "--format", "csv", "--to", str(own)])
    assert done.exit_code == 0, done.output
    assert len(list(read_own(own))) == 1
