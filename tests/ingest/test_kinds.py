"""Is a report the same, whatever kind of file it stands in?"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest_reports import BODY, FIRST, FOOT, SECOND, TITLE, feed, page, record

from marsad.ingest import count, read, set_aside
from marsad.ingest.dating import day_in_address, day_of
from marsad.ingest.encodings import decoded
from marsad.model import Article, FailedDocument

OUTLET = "صحيفة الواحة"  # The Oasis
META = (
    f'<meta property="og:site_name" content="{OUTLET}">'
    '<meta property="article:published_time" content="2020-05-03T23:30:00+03:00">'
    '<meta name="author" content="سالم الكاتب">'  # Salim the Writer
    '<link rel="canonical" href="http://news.test/1">'
)
LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2020-05-03",'
    f' "headline": "{TITLE}", "author": [{{"name": "سالم الكاتب"}}], "publisher": {{"name": "{OUTLET}"}}}}]}}</script>'
)


def only(folder: Path, name: str, data: bytes) -> Article:
    path = folder / name
    path.write_bytes(data)
    (item,) = read([path])
    assert isinstance(item, Article), item
    return item


def zstandard(data: bytes) -> bytes:
    return pytest.importorskip("zstandard").ZstdCompressor().compress(data)  # type: ignore[no-any-return]


@pytest.mark.parametrize("head", [META, LINKED], ids=["meta", "json-ld"])
def test_a_page_gives_text_and_what_it_says_of_itself(tmp_path: Path, head: str) -> None:
    found = only(tmp_path, "d.html", page(head).encode())
    assert found.text == BODY
    assert FOOT not in found.full
    assert (found.title, found.source, found.published, found.byline) == (TITLE, OUTLET, "2020-05-03", "سالم الكاتب")


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ('<div class="post-date">الأحد 3 مايو 2020 - 10:12</div>', "2020-05-03"),  # Sunday 3 May 2020
        ('<span class="date">10 رمضان 1441 هـ</span>', "2020-05-03"),  # 10 Ramadan 1441
        ('<time datetime="2020-05-03T10:00">3 أيار</time>', "2020-05-03"),  # 3 May
        ("<p>قبل ساعتين</p>", None),  # two hours ago: no day
        ("", None),
    ],
)
def test_a_page_is_dated_by_what_it_shows(tmp_path: Path, before: str, day: str | None) -> None:
    assert only(tmp_path, "d.html", page(before=before).encode()).published == day


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-6", "latin-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16"])
def test_a_page_is_read_whatever_encoding_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    assert only(tmp_path, "d.html", page(META, charset=declared).encode(encoding, "replace")).text == BODY


@pytest.mark.parametrize("wrong", ["cp1252", "cp1256"])
def test_a_text_that_was_misread_once_is_set_right(wrong: str) -> None:
    letters = {byte: bytes([byte]).decode(wrong, "replace") for byte in range(256)}
    misread = "".join(letters[byte] if letters[byte] != "\ufffd" else chr(byte) for byte in BODY.encode())
    assert decoded(misread.encode(), "f").text == BODY


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "headers",
    [("id", "source", "date", "title", "body"), ("المعرف", "الصحيفة", "تاريخ النشر", "العنوان", "النص")],
    ids=["English", "Arabic"],  # the Arabic ones: id, newspaper, day of publication, title, text
)
def test_tables(tmp_path: Path, headers: tuple[str, ...], delimiter: str, encoding: str) -> None:
    held = io.StringIO()
    rows = csv.writer(held, delimiter=delimiter)
    rows.writerows([headers, ("7", OUTLET, "3 مايو 2020", TITLE, BODY), ("8", "", "3/4/2020", "", BODY)])  # 3 May 2020
    path = tmp_path / "d.csv"
    path.write_bytes(held.getvalue().encode(encoding))
    good, bad = read([path])
    assert good == Article("7", BODY, source=OUTLET, published="2020-05-03", title=TITLE)
    assert isinstance(bad, FailedDocument)
    assert "more than one" in bad.error  # 3 April or 4 March


def test_a_table_without_texts_says_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("id,date\n1,2020-05-03\n", encoding="utf-8")
    (failure,) = read([path])
    assert isinstance(failure, FailedDocument)
    assert failure.error == "no column of texts among 'id', 'date': name one text, body or content"


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    import datetime

    from pyarrow import parquet

    table = pyarrow.table(
        {"id": [7, 8], "text": [BODY, None], "published": [datetime.date(2020, 5, 3), None], "title": [TITLE, None]}
    )
    parquet.write_table(table, tmp_path / "d.parquet")
    good, bad = read([tmp_path / "d.parquet"])
    assert good == Article("7", BODY, published="2020-05-03", title=TITLE)
    assert isinstance(bad, FailedDocument)


ITEM = (
    f"<item><title>{TITLE}</title><link>http://news.test/1</link><pubDate>Sun, 03 May 2020 23:30:00 +0300</pubDate>"
    f"<description><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></description></item>"
)
ENTRY = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة الواحة</title><entry>'
    f'<title>{TITLE}</title><link href="http://news.test/1"/><id>1</id><published>2020-05-03T23:30:00+03:00</published>'
    f"<content type='html'>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [("d.rss", feed(ITEM)), ("d.xml", feed(ITEM)), ("d.atom", ENTRY), ("d.xml", feed(ITEM).replace("utf-8", "cp1256"))],
)
def test_feeds(tmp_path: Path, name: str, text: str) -> None:
    found = only(tmp_path, name, text.encode())
    expected = Article("http://news.test/1", f"{FIRST}\n{SECOND}", OUTLET, "http://news.test/1", "2020-05-03", TITLE)
    assert found == expected


def test_an_entry_without_text_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "d.rss").write_text(feed("<item><link>http://news.test/2</link></item>"), encoding="utf-8")
    assert list(read([tmp_path / "d.rss"])) == [
        FailedDocument("http://news.test/2", "this entry of the feed holds no text")
    ]


@pytest.mark.parametrize(
    "body",
    [
        record(page(META).encode()),
        record(page(META).encode("windows-1256"), kind="text/html; charset=utf-8"),
        record(gzip.compress(page(META).encode()), headers="Content-Encoding: gzip\r\n"),
    ],
    ids=["plain", "declared wrongly", "gzipped body"],
)
@pytest.mark.parametrize("name", ["d.warc", "d.warc.gz"])
def test_web_archives(tmp_path: Path, name: str, body: bytes) -> None:
    records = [body, record(b"GIF89a", kind="image/gif"), body]
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records))
    first, second = read([path])
    assert first == second
    assert (first.doc, first.url) == ("http://news.test/1@20200506070809", "http://news.test/1")
    assert (first.text, first.fetched, first.published) == (BODY, "2020-05-06T07:08:09Z", "2020-05-03")


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstandard),
    ],
)
@pytest.mark.parametrize("name", ["d.html", "d.txt", "d.csv"])
def test_compressed_files(tmp_path: Path, name: str, ending: str, pack: Callable[[bytes], bytes]) -> None:
    data = {"d.html": page(META), "d.txt": BODY, "d.csv": f'doc,text\nd,"{BODY}"\n'}[name].encode()
    found = only(tmp_path, name + ending, pack(data))
    assert (found.doc, found.text) == ("d", BODY)


def test_zip_archives_are_read_by_the_names_in_them(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/2.txt.gz", gzip.compress(BODY.encode()))
        archive.writestr("a/1-2020-05-03.txt", BODY)
        archive.writestr("a/picture.png", b"\x89PNG")
        archive.writestr("README.txt", "x")
    (tmp_path / "d.zip").write_bytes(held.getvalue())
    items = list(read([tmp_path / "d.zip"]))
    assert items == [Article("a/1-2020-05-03", BODY, published="2020-05-03"), Article("b/2", BODY)]
    assert count([tmp_path / "d.zip"]) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-05-03", "2020-05-03"),
        ("2020-05-03T23:30:00+03:00", "2020-05-03"),
        ("20200503", "2020-05-03"),
        ("Sun, 03 May 2020 23:30:00 +0300", "2020-05-03"),
        ("23/5/2020", "2020-05-23"),
        ("٢٣/٥/٢٠٢٠", "2020-05-23"),
        ("5/5/2020", "2020-05-05"),
        ("3/5/2020", None),  # 3 May or 5 March
        ("الأحد ٣ أيار/مايو ٢٠٢٠", "2020-05-03"),  # Sunday 3 May 2020, in Levantine and Egyptian months
        ("10 رمضان 1441 هـ", "2020-05-03"),  # 10 Ramadan 1441
        ("May 3, 2020", "2020-05-03"),
        ("أمس", None),  # yesterday
        ("2020", None),
        ("31/2/2020", None),
        ("", None),
    ],
)
def test_days(written: str, day: str | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://n.test/news/2020/5/3/name", "2020-05-03"),
        ("https://n.test/2020-05-03/name", "2020-05-03"),
        ("https://n.test/story/20200503", None),
        ("https://n.test/a?d=/2020/5/3/", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    assert day_in_address(url) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BODY, None),
        ("سبعة قتلى", None),  # seven dead
        ("وزیر دفاع گفت که این حمله را محکوم می کند و برای صلح تلاش می شود", "not in Arabic but in Persian"),
        ("حکومت نے کہا ہے کہ فوج کے حملے میں دس افراد ہلاک ہوئے", "not in Arabic but in Urdu"),
        ("حکومەتی هەرێم ڕایگەیاند کە هێرشەکە بۆ سەر شارەکە بوو", "not in Arabic but in Kurdish"),
        ("د افغانستان حکومت وايي چې په برید کې لس تنه وژل شوي دي", "not in Arabic but in Pashto"),
        ("הממשלה הודיעה על הסכם", "not in Arabic but in Hebrew"),
        ("The army said that ten were killed in the attack", "not in Arabic but in English"),
        ("L'armée a dit que dix personnes ont été tuées dans une attaque", "not in Arabic but in French"),
        ("Ordu bu saldırıda bir köyün ve on evin yandığını bildirdi", "not in Arabic but in Turkish"),
        ("Армия сообщила", "not in Arabic but in a language in Cyrillic letters"),
        ("123 !!", "no words in it"),
    ],
)
def test_other_languages_are_set_aside_with_the_reason(text: str, why: str | None) -> None:
    assert set_aside(Article("d", text)) == why
