"""Made-up reports, many and alike, and a coder that knows their one sentence: for runs that are interrupted."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import (
    Article,
    Claim,
    PartyMention,
    PlaceMention,
    Quantity,
    Span,
    Trigger,
    When,
    claim_id,
    text_digest,
)

STRIKE, ON, KILLED = "غارة", "على", "قتلى"  # strike, on, dead
TOWNS = ("السدر", "البيضاء", "المرج", "الأبيار", "سلوق")  # towns of Libya
NOTHING = "عقد المجلس جلسته العادية وناقش الميزانية وأعمال الصيانة في المدارس والطرق"  # a council met


def reports(count: int) -> Iterator[Article]:
    """Reports of strikes on five towns, day after day, every fourth of a meeting, every seventh a copy."""
    for n in range(count):
        day, town = n // 20 + 1, TOWNS[n % 5]
        published = f"2020-{day // 28 + 1:02}-{day % 28 + 1:02}"
        tail = " ".join(f"تفصيل{n // 7}{m}" for m in range(20))  # details, of their own or of the report that is copied
        text = NOTHING + f" رقم {n}" if n % 4 == 3 else f"{STRIKE} {ON} {town} {n % 9} {KILLED} {tail}"
        yield Article(f"r-{n}", text, source=f"Gazette {n % 3}", published=published, title=f"خبر {n % 50}")  # news


class Reader:
    """A coder that knows this one sentence."""

    def code(self, article: Article) -> list[Claim]:
        full = article.full
        at = full.find(STRIKE)
        if at < 0:
            return []
        words = full[at:].split()
        town, number = words[2], words[3]
        where, how_many = full.index(town, at), full.index(f" {number} ", at) + 1
        return [
            Claim(
                id=claim_id(text_digest(full), "attack.air", at, at + len(STRIKE), "test"),
                type="attack.air",
                status="reported",
                trigger=Trigger(STRIKE, at, at + len(STRIKE)),
                sentence=Span(at, len(full)),
                actors=[PartyMention(STRIKE, at, at + len(STRIKE), f"Air force {number}")],
                places=[_place(town, where)],
                time=When(number, str(article.published), str(article.published), (how_many, how_many + 1), "day"),
                quantities=[Quantity(number, how_many, how_many + 1, "killed", int(number), int(number))],
            )
        ]


def _place(town: str, at: int) -> PlaceMention:
    n = TOWNS.index(town)
    return PlaceMention(town, at, at + len(town), "at", f"Town {n}", "LY", "city", 30.0 + n, 18.0 + n, 5.0, f"t:{n}")
