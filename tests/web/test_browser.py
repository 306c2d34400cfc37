"""Do the pages work in a real browser, in both languages, by mouse and by keyboard, without any other machine?"""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import uvicorn

from marsad.web.app import create_app
from marsad.web.settings import Settings

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install Debian's chromium to test the pages in it"),
]
PAGES = (
    "",
    "review",
    "export",
    "control",
    "codebook",
    "about",
    "audit",
    "articles/idlib-market-1",
    "review/articles/idlib-market-1",
)
SHIFTS = """window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(each => {
    if (!each.hadRecentInput) window.shifted += each.value;
})).observe({type: 'layout-shift', buffered: true});"""
MOST_SHIFTED = 0.02
GL = ["--no-sandbox", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, as ``marsad serve`` starts it."""
    copy = tmp_path_factory.mktemp("browsed") / "copy.sqlite"
    shutil.copy(made, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(Settings(str(copy), port=port)), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=GL)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that notes what went wrong and whom it asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 950}, base_url=address, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    opened.errors, opened.asked = [], set()
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    opened.add_init_script(SHIFTS)
    opened.on("request", lambda request: opened.asked.add(urlsplit(request.url).netloc or urlsplit(request.url).scheme))
    yield opened
    context.close()


def first_event(page: Any, query: str = "") -> str:
    found = page.request.get(f"/api/v1/events?limit=200&{query}").json()["items"]
    return str(max(found, key=lambda event: len(event["articles"]))["event"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_map_is_drawn_and_no_other_machine_is_asked(page: Any, address: str, lang: str) -> None:
    page.goto(f"/{lang}/")
    page.wait_for_selector("[data-map][data-settled][data-drawn]")
    assert page.locator(".map-point").count() > 3
    assert page.locator("[data-sketch]").is_hidden()
    event = first_event(page)
    page.goto(f"/{lang}/events/{event}")
    page.wait_for_selector(".maplibregl-canvas")
    assert page.errors == []
    assert page.asked <= {urlsplit(address).netloc, "data", "blob"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_filter_changes_list_map_and_address_together(page: Any, lang: str) -> None:
    page.goto(f"/{lang}/")
    page.wait_for_selector("[data-map][data-settled]")
    before = page.inner_text("#total")
    with page.expect_response(re.compile("points.json.*type=capture")):
        page.select_option("select[name=type]", "capture")
    page.wait_for_url(re.compile("type=capture"))
    assert page.inner_text("#total") != before
    asked = page.request.get("/api/v1/events?type=capture&limit=500").json()["items"]
    assert page.locator("#list .events > li").count() == min(25, len(asked))
    page.reload()
    assert page.input_value("select[name=type]") == "capture"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_value_lights_its_words_and_the_other_way_round(page: Any, lang: str) -> None:
    page.goto(f"/{lang}/articles/idlib-market-1")
    value = page.locator(".claim dd [data-value]").first
    value.hover()
    lit = page.locator(".article .lit")
    assert "".join(lit.all_inner_texts()).strip() == value.locator("bdi").first.inner_text().strip()
    page.locator(".article .trigger").first.hover()
    assert page.locator(".claim .lit").count() >= 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_from_a_filter_to_the_words_a_correction_and_the_export(page: Any, lang: str, tmp_path: Path) -> None:
    """Filter, brush, event, value, words, correction, record, file: each step from where the one before led."""
    page.goto(f"/{lang}/")
    page.select_option("select[name=type]", "attack")
    page.wait_for_url(re.compile("type=attack"))
    page.wait_for_function("!document.querySelector('.htmx-request')")
    page.locator("svg.timeline > g").nth(3).wait_for()
    box = page.locator("svg.timeline").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from="))
    chosen_days = page.input_value("input[name=from]"), page.input_value("input[name=to]")
    asked = f"type=attack&from={chosen_days[0]}&to={chosen_days[1]}"
    left = page.request.get(f"/api/v1/events?limit=500&{asked}").json()["items"]
    page.wait_for_function("n => document.querySelectorAll('#list a.line').length === n", arg=min(25, len(left)))
    page.locator("#list a.line").first.click()
    page.wait_for_url(re.compile("/events/"))
    page.locator("table.compare tbody th a").first.click()
    page.wait_for_url(re.compile("/articles/.*#c"))
    claim = page.locator(f'[id="{page.url.rsplit("#", 1)[1]}"]')
    value = claim.locator("dd [data-value]").first
    value.hover()
    lit = "".join(page.locator(".article .lit").all_inner_texts()).strip()
    assert lit == value.locator("bdi").first.inner_text().strip()
    claim.locator("a[href*='/review/claims/']").click()
    page.locator(".article .trigger").first.dblclick()
    page.wait_for_function("document.querySelector('#correct [name=start]').value !== ''")
    assert page.inner_text("[data-chosen]").strip() != ""
    page.select_option("#correct [name=field]", "actors")
    page.fill("#correct [name=name]", "Sudan")
    subject = unquote(page.url.rsplit("/", 1)[1])
    page.locator("#correct button[value=correct]").click()
    page.locator(".events button").first.wait_for()
    page.goto(f"/{lang}/audit")
    assert page.locator("main tbody tr").first.inner_text().count(subject) == 1
    page.goto(f"/{lang}/?{asked}")
    page.locator("a[href*='/export?']").first.click()
    with page.expect_download() as waiting:
        page.locator("a[download][href*='format=csv'][href*='what=events']").click()
    waiting.value.save_as(tmp_path / "events.csv")
    assert len((tmp_path / "events.csv").read_text("utf-8").splitlines()) == len(left) + 1
    assert page.errors == []


def test_an_event_is_reviewed_by_keyboard_alone(page: Any) -> None:
    page.goto("/en/review")
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/review/events/"))
    subject = page.url.rsplit("/", 1)[1]
    page.keyboard.press("a")
    page.wait_for_function("document.querySelector('#state').textContent.includes('accepted')")
    page.keyboard.press("q")
    page.wait_for_url(re.compile("/review$"))
    assert page.locator(f"a[href$='{subject}']").count() == 0


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_is_wider_than_the_window_or_moves_while_it_loads(page: Any, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in (*PAGES, f"events/{first_event(page, 'contradicted=yes')}"):
        page.goto(f"/{lang}/{path}")
        if path == "" and width != 1024:
            page.wait_for_selector("[data-map][data-settled][data-drawn]")
        page.evaluate("document.fonts.ready")
        shifted = page.evaluate("window.shifted")
        assert shifted < MOST_SHIFTED, f"{path} at {width}: moved by {shifted:.3f}"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 1, f"{path} at {width}: {over} pixels too wide"


COLOURS = {"runOnly": ["color-contrast"]}
OTHERS = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.mark.parametrize(
    ("lang", "theme", "rules"), [("ar", "light", {}), ("en", "light", OTHERS), ("en", "dark", COLOURS)], ids=str
)
def test_no_serious_barrier(browser: Any, address: str, lang: str, theme: str, rules: dict[str, Any]) -> None:
    """Colours are the same in both languages, and the rest the same by day and night."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(base_url=address, color_scheme=theme)
    opened = context.new_page()
    event = first_event(opened, "contradicted=yes")
    claim = opened.request.get("/api/v1/claims").json()["items"][0]["key"].replace("#", "%23")
    found = []
    for path in (*PAGES, f"events/{event}", f"review/events/{event}", f"review/claims/{claim}"):
        opened.goto(f"/{lang}/{path}")
        results = Axe().run(opened, options={"resultTypes": ["violations"], **rules}).response["violations"]
        found += [
            f"{path}: {each['id']} {each['nodes'][0]['html'][:120]}"
            for each in results
            if each["impact"] in ("serious", "critical")
        ]
    context.close()
    assert found == []


def test_pages_work_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    opened = context.new_page()
    opened.goto("/en/")
    assert opened.locator(".sketch .ground-land").is_visible()
    assert opened.locator(".sketch .cluster, .sketch .single").count() > 3
    opened.select_option("select[name=type]", "clash")
    opened.click("form#filters button.primary")
    assert "type=clash" in opened.url
    opened.locator("#list .events a.line").first.click()
    assert "/events/" in opened.url
    context.close()


def boxed(page: Any) -> list[float]:
    """The box that the address asks for."""
    page.wait_for_url(re.compile("box="))
    return [float(part) for part in unquote(re.search("box=([^&]*)", page.url).group(1)).split(",")]  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("way", ["button", "shift"])
def test_a_box_drawn_on_the_map_is_a_filter_beside_the_others(page: Any, lang: str, way: str) -> None:
    page.goto(f"/{lang}/?type=attack&box=30%2C28%2C48%2C40")
    page.wait_for_selector("[data-map][data-settled]")
    before = int(page.request.get("/api/v1/facets/events/type?type=attack&box=30,28,48,40").json()["total"])
    at = page.locator("[data-map]").bounding_box()
    if way == "button":
        page.click("[data-draw-box]")
    else:
        page.keyboard.down("Shift")
    page.mouse.move(at["x"] + at["width"] * 0.2, at["y"] + at["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] * 0.5, at["y"] + at["height"] * 0.7, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    page.wait_for_url(lambda url: "box=" in url and "box=30%2C28" not in url)
    west, south, east, north = boxed(page)
    assert 30 < west < east < 48
    assert 28 < south < north < 40
    assert "type=attack" in page.url
    query = f"type=attack&box={west},{south},{east},{north}"
    inside = page.request.get(f"/api/v1/events?limit=500&{query}").json()["items"]
    page.wait_for_function(
        "n => document.querySelectorAll('#list .events a.line').length === n", arg=min(25, len(inside))
    )
    assert 0 < len(inside) < before
    page.reload()
    page.locator("a[data-take-out=box]").click()
    page.wait_for_url(lambda url: "box" not in url)
    assert "type=attack" in page.url
    assert page.errors == []


def test_a_box_is_drawn_by_keys_alone(page: Any) -> None:
    page.goto("/en/?box=30%2C28%2C48%2C40")
    page.wait_for_selector("[data-map][data-settled]")
    page.keyboard.press("b")
    page.wait_for_selector(".rubber:focus")
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    frame, at = page.locator(".rubber").bounding_box(), page.locator("[data-map]").bounding_box()
    assert frame["x"] - at["x"] == pytest.approx(at["width"] / 4 - 40, abs=2)
    assert frame["height"] == pytest.approx(at["height"] / 2 - 20, abs=2)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "box=" in url and "box=30%2C28" not in url)
    west, south, east, north = boxed(page)
    assert 30 < west < east < 48
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    assert page.locator(".rubber").is_hidden()
    assert boxed(page) == [west, south, east, north]
    page.locator("a[data-take-out=box]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "box" not in url)


def test_counts_of_choices_follow_the_filters_and_stay_open(page: Any) -> None:
    page.goto("/en/")
    before = page.locator("select[name=country] option").all_inner_texts()
    page.select_option("select[name=type]", "clash")
    page.wait_for_url(re.compile("type=clash"))
    page.wait_for_function(
        "was => [...document.querySelectorAll('select[name=country] option')].map(o => o.text).join() !== was.join()",
        arg=before,
    )
    counts = page.request.get("/api/v1/facets/events/country?type=clash").json()["values"]
    shown = {f"({each['count']})" for each in counts if each["value"]}
    assert {
        text.rsplit(" ", 1)[1] for text in page.locator("select[name=country] option").all_inner_texts()[1:]
    } == shown
    assert page.locator("select[name=type] option").count() > 3, "another type can still be chosen"
    disputed = page.request.get("/api/v1/events?type=clash&contradicted=true&limit=500").json()["items"]
    assert page.inner_text("[data-count=contradicted]") == f"({len(disputed)})"
    page.locator("select[name=type]").select_option("attack")
    page.wait_for_url(re.compile("type=attack"))


def chosen(page: Any, row: str) -> str:
    return str(page.inner_text(f"[data-row={row}] >> nth=-1 >> [data-chosen]")).strip()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_missed_claim_is_added_by_keyboard_alone(page: Any, lang: str) -> None:
    """From the report to the record of decisions: the trigger, two actors, a place, a number, a day."""
    page.goto(f"/{lang}/articles/yemen-prisoners")
    page.keyboard.press("m")
    page.wait_for_selector("#missed")
    page.wait_for_selector("html[data-ready=yes]", state="attached")  # the page's program listens
    page.keyboard.press("t")
    for _ in range(3 if lang == "ar" else 6):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    trigger = chosen(page, "trigger")
    assert len(trigger.split()) == 2
    page.keyboard.press("Enter")
    page.wait_for_selector("select[name=type]:focus")
    page.locator("select[name=type]").select_option("abuse" if lang == "ar" else "accusation")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("p")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name='actors.name']:focus")
    page.keyboard.type("Yemen")
    page.locator("[data-rows=actors] [data-more]").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-row=actors]").count() == 2
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    second = chosen(page, "actors")
    page.keyboard.press("Enter")
    page.keyboard.type("Houthis")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("l")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    with page.expect_response(re.compile("places/options")):
        page.keyboard.type("Sanaa")
    page.wait_for_selector("[data-places] option[value^='gn:']", state="attached")
    page.locator("[data-save]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/review/claims/"))
    shown = page.inner_text("main")
    assert trigger in shown
    assert second in shown
    page.goto(f"/{lang}/audit")
    assert page.locator("main tbody tr").first.locator("a[href*='yemen-prisoners']").count() == 1
    assert page.errors == []


def test_a_missed_claims_words_are_chosen_by_pointer(page: Any) -> None:
    page.goto("/en/review/articles/mali-gao")
    page.locator(".article .trigger").first.dblclick()
    page.wait_for_selector("[data-row=trigger] [data-chosen]:not(:empty)")
    page.click("[data-row=sources] [data-pick]")
    page.locator(".article .trigger").nth(2).dblclick()
    page.wait_for_selector("[data-row=sources] [data-chosen]:not(:empty)")
    assert chosen(page, "trigger") != ""
    assert chosen(page, "sources") not in ("", chosen(page, "trigger"))
