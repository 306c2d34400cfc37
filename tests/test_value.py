"""Does ``marsad value`` print what the contract promises, a line for each line?"""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from marsad.cli import app

RUN = CliRunner()


def lines(*args: str, given: str | None = None, exit_code: int = 0) -> list[dict[str, object]]:
    result = RUN.invoke(app, ["value", *args], input=given)
    assert result.exit_code == exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("kind", "text", "keys", "values"),
    [
        # more than 20 killed
        ("number", "مقتل أكثر من 20", ["low", "high", "approx", "kind"], [20, None, False, "cardinal"]),
        # on 3 May 2014
        (
            "date",
            "في 3 مايو 2014",
            ["value", "first", "last", "precision"],
            ["2014-05-03", "2014-05-03", "2014-05-03", "day"],
        ),
        # the shelling of the town of Harasta
        ("place", "قصف مدينة حرستا", ["name", "country", "level"], ["Harasta", "SY", "city"]),
        # the Syrian Observatory said
        ("party", "قال المرصد السوري لحقوق الإنسان", ["name"], ["Syrian Observatory for Human Rights"]),
    ],
)
def test_a_text(kind: str, text: str, keys: list[str], values: list[object]) -> None:
    [line] = lines(kind, text)
    assert line["text"] == text
    [found] = line["found"]  # type: ignore[misc]
    assert [found[key] for key in keys] == values
    assert text[found["start"] : found["end"]] == found["text"]


def test_lines_of_text_come_back_in_order() -> None:
    found = lines("number", given="قتل 3\n\nلا أحد\n")  # 3 killed; nothing; nobody
    assert [(line["text"], len(line["found"])) for line in found] == [("قتل 3", 1), ("", 0), ("لا أحد", 0)]  # type: ignore[arg-type]


def test_json_lines_carry_the_day_and_the_country() -> None:
    given = [
        {"text": "قصف أمس", "published": "2015-07-21"},  # a shelling yesterday
        {"text": "قصف أمس"},
    ]
    found = lines("date", "--jsonl", given="".join(json.dumps(line) + "\n" for line in given))
    assert [line["found"][0]["first"] for line in found] == ["2015-07-20", None]  # type: ignore[index]


def test_the_country_decides_between_namesakes() -> None:
    text = "اشتباكات في طرابلس"  # clashes in Tripoli
    given = "".join(json.dumps({"text": text, "country": country}) + "\n" for country in ("LB", "LY"))
    found = lines("place", "--jsonl", given=given)
    assert [line["found"][0]["country"] for line in found] == ["LB", "LY"]  # type: ignore[index]


def test_a_line_that_cannot_be_read_costs_one_line() -> None:
    given = '{"text": "قتل 3"}\n{"text": 3}\nno json\n{"text": "قتل 4"}\n'  # 3 killed, 4 killed
    found = lines("number", "--jsonl", given=given, exit_code=1)
    assert ["error" in line for line in found] == [False, True, True, False]
    assert str(found[2]["error"]).startswith("line 3: ")
