"""A report written for the tests and a coder that finds its claims by looking words up: no grammar at all."""

from __future__ import annotations

from marsad.model import (
    Article,
    Claim,
    PartyMention,
    PlaceMention,
    Quantity,
    SourceMention,
    Span,
    Trigger,
    When,
    claim_id,
    text_digest,
)

ARTICLE = Article(
    doc="standin-1",
    source="Test Gazette",
    published="2020-05-06",
    title="غارات على بلدة السدر",  # Air strikes on the town of al-Sidr
    text=(
        # The Observatory said that coalition aircraft carried out four strikes on the town of al-Sidr yesterday,
        # which killed nine people, among them two children. Clashes broke out afterwards.
        "قال المرصد إن طائرات التحالف شنت أمس أربع غارات على بلدة السدر، أسفرت عن مقتل تسعة أشخاص بينهم طفلان. "
        "واندلعت بعد ذلك اشتباكات."
    ),
)


def span(words: str, full: str = ARTICLE.full, after: int = 0) -> tuple[str, int, int]:
    start = full.index(words, after)
    return words, start, start + len(words)


def air_strike() -> Claim:
    after = len(ARTICLE.title or "") + 1
    trigger = Trigger(*span("غارات", after=after))  # strikes
    killed = Quantity(*span("تسعة أشخاص"), what="killed", low=9, high=9, of="أشخاص")  # nine people
    children = Quantity(*span("طفلان"), what="killed", low=2, high=2, of="طفلان", part_of="تسعة أشخاص")  # two children
    words, start, end = span("أمس")  # yesterday
    return Claim(
        id=claim_id(text_digest(ARTICLE.full), "attack.air", trigger.start, trigger.end, "test"),
        type="attack.air",
        status="reported",
        trigger=trigger,
        sentence=Span(after, ARTICLE.full.index(".") + 1),
        actors=[PartyMention(*span("طائرات التحالف"), name="US-led coalition", kind="coalition")],  # coalition aircraft
        places=[PlaceMention(*span("بلدة السدر", after=after), name="As Sidr", country="LY", level="city")],  # the town
        time=When(words, "2020-05-05", "2020-05-05", (start, end), "day"),
        quantities=[killed, children],
        sources=[SourceMention(*span("المرصد"), name="The Observatory", kind="monitor", cue="قال")],  # said
        means=["طائرات"],  # aircraft
        rules=["verb-first clause", "light verb"],
    )


def clash() -> Claim:
    trigger = Trigger(*span("اشتباكات"))  # clashes
    return Claim(
        id=claim_id(text_digest(ARTICLE.full), "clash", trigger.start, trigger.end, "test"),
        type="clash",
        status="reported",
        trigger=trigger,
        sentence=Span(ARTICLE.full.index("واندلعت"), len(ARTICLE.full)),  # and (clashes) broke out
    )


class StandIn:
    """Codes every «غارات» (strikes) as an air strike, and fails on the word «fail»."""

    def code(self, article: Article) -> list[Claim]:
        full, word = article.full, "غارات"
        if "fail" in full:
            raise ValueError("asked to fail")
        starts = [at for at in range(len(full)) if full.startswith(word, at)]
        return [
            Claim(
                id=claim_id(text_digest(full), "attack.air", at, at + len(word), "test"),
                type="attack.air",
                status="reported",
                trigger=Trigger(word, at, at + len(word)),
                sentence=Span(0, len(full)),
            )
            for at in starts
        ]
