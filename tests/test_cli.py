"""Do the commands do what they say, with the exit codes that they promise?"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import marsad
from marsad import batch, coders, lexicon
from marsad.cli import app, main
from marsad.progress import Progress
from standin import ARTICLE, StandIn

RUN = CliRunner()
LINE = json.dumps({"doc": "a", "title": ARTICLE.title, "text": ARTICLE.text, "published": "2020-05-06"})


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch.coded, "__defaults__", (1, StandIn))
    monkeypatch.setattr(coders, "maker", lambda name: StandIn)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(LINE + "\n" + json.dumps({"doc": "b", "text": "fail"}) + "\n", encoding="utf-8")
    return path


def test_code_prints_a_line_a_document_and_goes_on(report: Path) -> None:
    result = RUN.invoke(app, ["code", str(report)])
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["doc"] for line in lines] == ["a", "b"]
    assert [claim["type"] for claim in lines[0]["claims"]] == ["attack.air", "attack.air"]
    assert lines[1] == {"doc": "b", "error": "cannot be coded: ValueError: asked to fail"}
    assert "2 documents" in result.stderr
    assert "1 failed" in result.stderr


def test_code_reads_standard_input() -> None:
    result = RUN.invoke(app, ["code", "-", "--quiet"], input=LINE + "\n")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert json.loads(result.stdout)["doc"] == "a"


@pytest.mark.parametrize(
    ("format_", "sign"), [("jsonl", '"attack.air"'), ("table", "attack.air"), ("html", "<!doctype")]
)
def test_code_writes_files(report: Path, tmp_path: Path, format_: str, sign: str) -> None:
    out = tmp_path / "new" / "out"
    assert RUN.invoke(app, ["code", str(report), "--format", format_, "-o", str(out)]).exit_code == 1
    assert sign in out.read_text(encoding="utf-8")


def test_a_date_and_a_newspaper_fill_gaps_only(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("text")
    (tmp_path / "y.jsonl").write_text(LINE)
    options = ["--published", "2016-01-02", "--source", "Paper"]
    result = RUN.invoke(app, ["code", str(tmp_path), *options])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["published"], line["source"]) for line in found] == [("2016-01-02", "Paper"), ("2020-05-06", "Paper")]


def test_explain_shows_words_and_writes_a_page(report: Path, tmp_path: Path) -> None:
    shown = RUN.invoke(app, ["explain", str(report), "--doc", "a"])
    assert shown.exit_code == 0
    assert "attack.air" in shown.stdout
    page = tmp_path / "page.html"
    assert RUN.invoke(app, ["explain", str(report), "--html", str(page)]).exit_code == 1
    assert page.read_text(encoding="utf-8").count('class="claim"') == 2
    assert RUN.invoke(app, ["explain", str(report), "--doc", "z"]).exit_code == 2


def test_codebook_prints_every_type() -> None:
    assert "attack.air" in RUN.invoke(app, ["codebook"]).stdout
    assert len(json.loads(RUN.invoke(app, ["codebook", "--json"]).stdout)["types"]) == 36


def test_evaluate_scores_a_coded_file(report: Path, tmp_path: Path) -> None:
    docs, gold, figures = tmp_path / "docs.json", tmp_path / "gold.json", tmp_path / "figures.json"
    docs.write_text(f"[{LINE}]", encoding="utf-8")
    event = {"sentence": ARTICLE.title, "trigger": ARTICLE.full[:5], "type": "attack.air", "status": "reported"}
    gold.write_text(json.dumps([{"doc": "a", "events": [event]}]), encoding="utf-8")
    system = tmp_path / "system.jsonl"
    RUN.invoke(app, ["code", str(report), "-o", str(system)])
    options = ["--system", str(system), "--types", "--errors", "5", "--json", str(figures)]
    result = RUN.invoke(app, ["evaluate", str(docs), str(gold), *options])
    assert result.exit_code == 0
    assert "made up a" in result.stdout
    assert json.loads(figures.read_text())["figures"]["type"]["tp"] == 1


def test_lexicon_check_fails_with_its_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "check", lambda read: [])
    assert RUN.invoke(app, ["lexicon", "check"]).exit_code == 0
    monkeypatch.setattr(lexicon, "check", lambda read: ["wanted this, found that"])
    result = RUN.invoke(app, ["lexicon", "check"])
    assert (result.exit_code, result.stdout) == (1, "wanted this, found that\n")


def test_lexicon_unknown_lists_words_of_the_articles(monkeypatch: pytest.MonkeyPatch, report: Path) -> None:
    monkeypatch.setattr(lexicon, "unknown", lambda texts, top, names: [*texts][:top])
    assert RUN.invoke(app, ["lexicon", "unknown", str(report), "--top", "1"]).stdout == ARTICLE.full + "\n"


def test_the_bar_changes_nothing(monkeypatch: pytest.MonkeyPatch, report: Path) -> None:
    plain = RUN.invoke(app, ["code", str(report)]).stdout
    monkeypatch.setattr(Progress, "_wants_bar", lambda self: True)
    assert RUN.invoke(app, ["code", str(report)]).stdout == plain


def test_version() -> None:
    assert RUN.invoke(app, ["--version"]).stdout == f"marsad {marsad.__version__}\n"


def test_wrong_use_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["marsad", "code", "nowhere.txt"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert (
        capsys.readouterr().err
        == "marsad: nowhere.txt: no such file or folder. Check the path; - reads standard input.\n"
    )


def test_starting_the_command_line_loads_neither_coder_nor_lexicon() -> None:
    code = (
        "import sys, marsad.cli; print(*[m for m in sys.modules if m.startswith(('marsad.', 'jinja2', 'rich.table'))])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if not name.startswith("marsad.commands")] == ["marsad.cli"]


@pytest.mark.parametrize("name", ["d.html", "d.csv", "d.rss", "d.txt.gz"])
def test_code_takes_every_kind_of_document(tmp_path: Path, name: str) -> None:
    text = ARTICLE.full
    body = {
        "d.html": f"<html><body><article><p>{'</p><p>'.join(text.splitlines())}</p></article></body></html>",
        "d.csv": f'id,body\nd,"{text}"\n',
        "d.rss": f"<rss version='2.0'><channel><item><title>x</title><description>{text}</description></item>"
        "</channel></rss>",
        "d.txt.gz": text,
    }[name].encode()
    (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    done = RUN.invoke(app, ["code", str(tmp_path / name), "--quiet"])
    assert done.exit_code == 0, done.output
    assert [claim["type"] for claim in json.loads(done.stdout)["claims"]] == ["attack.air"] * 2
