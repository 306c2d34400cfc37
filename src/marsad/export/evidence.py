"""How does a reader check a claim against its words? One self-contained page: articles with their claims beside."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from marsad.codebook import codebook
from marsad.export.highlight import Mark, Piece, pieces
from marsad.export.table import number
from marsad.model import Article, Claim, CodedDocument, FailedDocument, PartyMention, PlaceMention, SourceMention

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
FIELDS = ("trigger", "actors", "targets", "places", "time", "quantities", "sources", "claimed_by")
LABELS = {
    "actors": "by",
    "targets": "on",
    "places": "where",
    "time": "when",
    "quantities": "how many",
    "sources": "says who",
    "claimed_by": "claimed by",
    "means": "means",
}
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Value(msgspec.Struct, frozen=True):
    """One value on the page: its words, what they mean, and the piece of text to jump to."""

    id: str
    field: str
    words: str
    meaning: str
    href: str


class Card(msgspec.Struct, frozen=True):
    """One claim on the page; ``fields`` pairs a label with its values, in reading order."""

    id: str
    claim: Claim
    gloss: str
    href: str
    fields: list[tuple[str, list[Value]]]


class Leaf(msgspec.Struct, frozen=True):
    """One document on the page: its text in pieces and its claims as cards, or the error that it is."""

    id: str
    document: CodedDocument | FailedDocument
    pieces: list[Piece]
    cards: list[Card]
    triggers: dict[int, str]

    @property
    def failed(self) -> bool:
        """The document could not be coded."""
        return isinstance(self.document, FailedDocument)


class Evidence:
    """An article and its claims, shown as an evidence page in a notebook."""

    def __init__(self, article: Article, claims: list[Claim]) -> None:
        self.article = article
        self.document = CodedDocument(article.doc, article.source, article.published, article.title, None, claims)

    def html(self) -> str:
        """The whole page."""
        return page([(self.article, self.document)])

    def _repr_html_(self) -> str:
        srcdoc = self.html().replace("&", "&amp;").replace('"', "&quot;")
        return f'<iframe srcdoc="{srcdoc}" style="width:100%;height:36rem;border:0"></iframe>'


def page(documents: Iterable[tuple[Article | None, CodedDocument | FailedDocument]]) -> str:
    """The page for documents with their articles, in order; it asks nothing of any network."""
    leaves = [leaf(f"d{nth}", article, document) for nth, (article, document) in enumerate(documents, 1)]
    claims = sum(len(leaf.cards) for leaf in leaves)
    return _template().render(leaves=leaves, claims=claims, legend=LABELS)


def leaf(prefix: str, article: Article | None, document: CodedDocument | FailedDocument) -> Leaf:
    """What the page shows of one document; ``prefix`` keeps its ids apart from the others'."""
    if isinstance(document, FailedDocument) or article is None:
        return Leaf(prefix, document, [], [], {})
    full = article.full
    claims = [(f"{prefix}c{nth}", claim) for nth, claim in enumerate(document.claims, 1)]
    cut = pieces(full, (mark for key, claim in claims for mark in _marks(key, claim)))
    anchors = {piece.start: f"{prefix}p{piece.start}" for piece in cut}
    cards = [_card(key, claim, anchors) for key, claim in claims]
    triggers = {claim.trigger.start: key for key, claim in reversed(claims)}
    return Leaf(prefix, document, cut, cards, triggers)


def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_showable,
    )
    return environment.get_template("evidence.html.jinja")


def _showable(value: Any) -> Any:
    """Control characters that no page may hold, and halves of surrogate pairs, as U+FFFD."""
    return type(value)(_UNSHOWABLE.sub("\ufffd", value)) if isinstance(value, str) else value


def _marks(key: str, claim: Claim) -> Iterator[Mark]:
    yield Mark(f"{key}s", "sentence", claim.sentence.start, claim.sentence.end)
    for field, nth, start, end in _places_of_values(claim):
        yield Mark(_value_id(key, field, nth), field, start, end)


def _places_of_values(claim: Claim) -> Iterator[tuple[str, int, int, int]]:
    for field in FIELDS:
        value = getattr(claim, field)
        for nth, each in enumerate(value if isinstance(value, list) else [value] if value else []):
            start, end = each.chars if field == "time" else (each.start, each.end)
            yield field, nth, start, end


def _value_id(key: str, field: str, nth: int) -> str:
    return f"{key}{field[:2]}{nth}"


def _card(key: str, claim: Claim, anchors: dict[int, str]) -> Card:
    meanings = dict(_meanings(claim))
    values: dict[str, list[Value]] = {}
    for field, nth, start, _ in _places_of_values(claim):
        each = claim.trigger if field == "trigger" else claim.time if field == "time" else getattr(claim, field)[nth]
        assert each is not None
        href = anchors.get(start, "")
        value = Value(_value_id(key, field, nth), field, each.text, meanings.get((field, nth), ""), href)
        values.setdefault(field, []).append(value)
    values["means"] = [Value(f"{key}me{nth}", "means", word, "", "") for nth, word in enumerate(claim.means)]
    kind = codebook().types.get(claim.type)
    fields = [(LABELS[field], values[field]) for field in LABELS if values.get(field)]
    return Card(key, claim, kind.gloss if kind else "", anchors.get(claim.trigger.start, ""), fields)


def _meanings(claim: Claim) -> Iterator[tuple[tuple[str, int], str]]:
    for field in ("actors", "targets", "claimed_by", "places", "sources"):
        for nth, mention in enumerate(getattr(claim, field)):
            yield (field, nth), meaning(mention)
    if claim.time:
        days = claim.time.start if claim.time.start == claim.time.end else f"{claim.time.start} – {claim.time.end}"
        yield ("time", 0), days
    for nth, quantity in enumerate(claim.quantities):
        part = f", part of {quantity.part_of}" if quantity.part_of else ""
        yield (
            ("quantities", nth),
            f"{number(quantity.low, quantity.high, quantity.approx)} {quantity.what}{part}",
        )


@functools.singledispatch
def meaning(mention: object) -> str:
    """What a mention stands for, in the codebook's words."""
    raise TypeError(f"no meaning of {type(mention).__name__}")


@meaning.register
def _(mention: PartyMention) -> str:
    return _joined(mention.name, mention.kind)


@meaning.register
def _(mention: SourceMention) -> str:
    return _joined(mention.name, mention.kind, mention.cue)


@meaning.register
def _(mention: PlaceMention) -> str:
    about = f"{mention.lat:.2f}, {mention.lon:.2f}" if mention.lat is not None and mention.lon is not None else None
    return _joined(None if mention.role == "at" else mention.role, mention.name, mention.country, about)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
