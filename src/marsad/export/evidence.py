"""How does a reader check a claim against its words? One self-contained page: articles with their claims beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from marsad.codebook import codebook
from marsad.export.highlight import SENTENCE, Mark, Piece, pieces
from marsad.export.reading import LABELS, readings
from marsad.export.templating import environment_of
from marsad.model import Article, Claim, CodedDocument, FailedDocument

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


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
    """One document on the page: its title and text in pieces and its claims as cards, or the error that it is."""

    id: str
    document: CodedDocument | FailedDocument
    head: list[Piece]
    body: list[Piece]
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
        return Leaf(prefix, document, [], [], [], {})
    full = article.full
    claims = [(f"{prefix}c{nth}", claim) for nth, claim in enumerate(document.claims, 1)]
    title = len(article.title) + 1 if article.title else 0
    cut = pieces(full, (mark for key, claim in claims for mark in _marks(key, claim)), (title,))
    anchors = {piece.start: f"{prefix}p{piece.start}" for piece in cut}
    cards = [_card(key, claim, anchors) for key, claim in claims]
    triggers = {claim.trigger.start: key for key, claim in reversed(claims)}
    head = [piece for piece in cut if piece.start < title]
    return Leaf(prefix, document, head, cut[len(head) :], cards, triggers)


def _template() -> Template:
    return environment_of(TEMPLATES).get_template("evidence.html.jinja")


def _marks(key: str, claim: Claim) -> Iterator[Mark]:
    yield Mark(f"{key}s", SENTENCE, claim.sentence.start, claim.sentence.end)
    for reading in readings(claim):
        yield Mark(_value_id(key, reading.field, reading.nth), reading.field, reading.start, reading.end)


def _value_id(key: str, field: str, nth: int) -> str:
    return f"{key}{field[:2]}{nth}"


def _card(key: str, claim: Claim, anchors: dict[int, str]) -> Card:
    values: dict[str, list[Value]] = {}
    for reading in readings(claim):
        key_of_value = _value_id(key, reading.field, reading.nth)
        value = Value(key_of_value, reading.field, reading.words, reading.meaning, anchors.get(reading.start, ""))
        values.setdefault(reading.field, []).append(value)
    values["means"] = [
        Value(_value_id(key, "means", nth), "means", word, "", "") for nth, word in enumerate(claim.means)
    ]
    kind = codebook().types.get(claim.type)
    fields = [(LABELS[field], values[field]) for field in LABELS if values.get(field)]
    return Card(key, claim, kind.gloss if kind else "", anchors.get(claim.trigger.start, ""), fields)
