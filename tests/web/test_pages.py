"""Does every page answer in both languages, and do the filters mean what they say?"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from marsad.export.formats import FORMATS

PLAIN = ("", "review", "codebook", "about", "audit", "export", "control")


def events(reader: TestClient, query: str = "") -> list[dict[str, object]]:
    return list(reader.get(f"/api/v1/events?limit=500&{query}").json()["items"])


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", PLAIN)
def test_a_page_answers_in_its_language_and_direction(reader: TestClient, lang: str, path: str) -> None:
    answer = reader.get(f"/{lang}/{path}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in answer.text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_event_and_article_has_its_page(reader: TestClient, lang: str) -> None:
    for event in events(reader)[::20]:
        assert reader.get(f"/{lang}/events/{event['event']}").status_code == 200
        assert reader.get(f"/{lang}/review/events/{event['event']}").status_code == 200
        for doc in event["articles"][:1]:  # type: ignore[index]
            assert reader.get(f"/{lang}/articles/{quote(str(doc))}").status_code == 200


def test_parties_and_sources_have_pages(reader: TestClient) -> None:
    rich = next(e for e in events(reader) if e["actors"] and e["targets"] and e["independent_sources"])
    assert reader.get(f"/en/parties/{quote(str(rich['actors'][0]), safe='')}").status_code == 200  # type: ignore[index]
    assert reader.get("/en/sources/" + quote("Syrian Observatory for Human Rights", safe="")).status_code in (200, 404)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("type=attack", lambda e: str(e["type"]).startswith("attack.")),
        ("type=capture", lambda e: e["type"] == "capture"),
        ("status=denied", lambda e: e["status"] == "denied"),
        ("contradicted=yes", lambda e: bool(e["contradictions"])),
        ("single=yes", lambda e: len(e["independent_sources"]) <= 1),
        ("country=SD", lambda e: e["place"]["country"] == "SD"),
        ("from=2019-01-01&to=2019-12-31", lambda e: e["end"] >= "2019-01-01" and e["start"] <= "2019-12-31"),
        ("box=35,32,43,38", lambda e: 35 <= e["place"]["lon"] <= 43 and 32 <= e["place"]["lat"] <= 38),
    ],
)
def test_a_filter_leaves_what_it_says_on_page_and_interface(reader: TestClient, query: str, holds: object) -> None:
    found = events(reader, query)
    assert found
    assert all(holds(event) for event in found)  # type: ignore[operator]
    total = re.search(r'id="total">([\d,]+)<', reader.get(f"/en/?{query}").text)
    assert total
    assert int(total.group(1).replace(",", "")) == len(found)


def test_words_are_found_in_any_spelling(reader: TestClient) -> None:
    """Shelling, with and without vowels; Idlib with and without its hamza."""
    assert events(reader, "text=" + quote("قَصْف")) == events(reader, "text=" + quote("قصف"))
    assert events(reader, "text=" + quote("ادلب")) == events(reader, "text=" + quote("إدلب")) != []


@pytest.mark.parametrize(
    "query", ["from=yesterday", "box=1,2,3", "near=a,b,c", "contradicted=maybe", "review=perhaps", "box=1,9,2,3"]
)
def test_a_question_that_makes_no_sense_is_answered_with_the_reason(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/en/?{query}")
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.text


def test_pages_follow_each_other_and_meet_every_event_once(reader: TestClient) -> None:
    seen: list[str] = []
    address = "/api/v1/events?limit=50"
    while True:
        page = reader.get(address).json()
        seen += [event["event"] for event in page["items"]]
        if page["next"] is None:
            break
        address = f"/api/v1/events?limit=50&after={quote(page['next'])}"
    assert len(seen) == len(set(seen)) == len(events(reader))


def test_the_map_counts_every_event_with_a_place_once(reader: TestClient) -> None:
    placed = [e for e in events(reader) if e["place"] and e["place"]["lat"] is not None]  # type: ignore[index]
    for zoom in (2, 5, 9):
        points = reader.get(f"/en/map/points.json?zoom={zoom}").json()
        assert sum(point["count"] for point in points) == len(placed)


def test_the_text_of_an_article_is_whole_and_its_values_stand_in_it(reader: TestClient) -> None:
    article = reader.get("/api/v1/articles/idlib-market-1").json()
    full = f"{article['title']}\n{article['text']}"
    page = reader.get("/ar/articles/idlib-market-1").text
    pieces = re.findall(r'<span data-at="(\d+)"[^>]*>([^<]*)</span>', page)
    assert "".join(words for _, words in pieces).replace("&#34;", '"') == full
    assert article["claims"]
    for claim in article["claims"]:
        assert full[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"]


@pytest.mark.parametrize(
    "address", ["/en/events/none", "/en/articles/none", "/de/", "/en/nothing", "/api/v1/events/none"]
)
def test_what_is_not_there_says_so(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_an_answer_that_did_not_change_is_not_sent_again(reader: TestClient) -> None:
    first = reader.get("/api/v1/events?type=clash")
    again = reader.get("/api/v1/events?type=clash", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_arrow_and_geojson_hold_what_json_holds(reader: TestClient) -> None:
    pa = pytest.importorskip("pyarrow")
    rows = pa.ipc.open_stream(reader.get("/api/v1/events.arrow?limit=500").content).read_all().to_pylist()
    places = reader.get("/api/v1/events.geojson?limit=500").json()["features"]
    ids = [event["event"] for event in events(reader)]
    assert [row["event"] for row in rows] == [place["id"] for place in places] == ids


def test_arrow_comes_in_pages_and_is_not_sent_again(reader: TestClient) -> None:
    pa = pytest.importorskip("pyarrow")
    address, found = "/api/v1/events.arrow?limit=9&country=SY", []
    while address:
        answer = reader.get(address)
        assert reader.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        found += pa.ipc.open_stream(answer.content).read_all()["event"].to_pylist()
        address = answer.links["next"]["url"] if "next" in answer.links else ""
    assert found == [event["event"] for event in events(reader, "country=SY")]
    assert len(found) > 9


@pytest.mark.parametrize("what", ["events", "claims"])
def test_what_the_filters_show_can_be_downloaded_in_every_format(reader: TestClient, what: str, tmp_path: Path) -> None:
    for name, format_ in FORMATS.items():
        answer = reader.get(f"/en/export/file?format={name}&what={what}&type=attack")
        if what == "claims" and not format_.claims:
            assert answer.status_code == 422
            continue
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        file = tmp_path / f"{name}{format_.ending}"
        file.write_bytes(answer.content)
        assert list(format_.problems(file)) == []
    assert reader.get("/en/export/file?format=word").status_code == 422


def test_control_on_a_day_is_what_the_place_says(reader: TestClient) -> None:
    """The Houthis left the airport of Hodeidah's south on the word of some: the map of a day tells what places tell."""
    page = reader.get("/en/control?on=2018-06-20").text
    refs = re.findall(r'href="/en/places/([^"]+)"', page)
    assert refs
    for ref in refs[:5]:
        assert "according to" in reader.get(f"/en/places/{ref}").text.lower()
    shapes = reader.get("/en/control/shapes.json?on=2018-06-20").json()["features"]
    assert len(shapes) == len(refs)
    assert reader.get("/en/control?on=someday").status_code == 422
    assert reader.get("/en/control?day=0").status_code == 200
