"""A report written for the tests, as a page, in a feed, in an archive and in a table."""

from __future__ import annotations

TITLE = "انفجار في سوق بلدة السدر"  # Explosion in the market of the town of al-Sidr
FIRST = (
    # A spokesman of the governorate said that an explosion shook the vegetable market in the town of al-Sidr on
    # Saturday morning and that six persons were wounded.
    "قال متحدث باسم المحافظة إن انفجارا هز سوق الخضار في بلدة السدر صباح السبت وأدى إلى إصابة ستة أشخاص بجروح."
)
SECOND = (
    # He added that the security forces cordoned the place off and opened an inquiry, and that nobody has claimed it.
    "وأضاف أن قوات الأمن طوقت المكان وفتحت تحقيقا في أسباب الانفجار، ولم تعلن أي جهة مسؤوليتها عنه حتى الآن."
)
THIRD = (
    # Inhabitants said that the market was crowded with people who were shopping before the feast.
    "وقال سكان إن السوق كان مزدحما بالمتسوقين قبيل العيد، وإن سيارات الإسعاف نقلت الجرحى إلى مستشفى البلدة."
)
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
MENU = "".join(f'<li><a href="/{n}">قسم {n}</a></li>' for n in range(8))  # section …
FOOT = "جميع الحقوق محفوظة"  # all rights reserved


def page(head: str = "", before: str = "", charset: str = "utf-8") -> str:
    """A page with a menu, the report, links and a footer."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND, THIRD))
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>{TITLE} | صحيفة الواحة</title>{head}'
        f"</head><body><nav><ul>{MENU}</ul></nav><article><h1>{TITLE}</h1>{before}{paragraphs}</article>"
        f"<footer><p>{FOOT}</p></footer></body></html>"
    )


def feed(items: str, title: str = "صحيفة الواحة") -> str:
    """An RSS feed of a newspaper (The Oasis)."""
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def record(body: bytes, address: str = "http://news.test/1", kind: str = "text/html", headers: str = "") -> bytes:
    """A WARC record of a response that was found."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2020-05-06T07:08:09Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
