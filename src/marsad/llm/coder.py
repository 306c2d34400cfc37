"""How do a model's words become claims? What does not stand in the text is dropped and counted."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from marsad.codebook import codebook
from marsad.llm.answers import Answer, Answered, Document, schema
from marsad.llm.endpoint import Endpoint
from marsad.llm.settings import Settings
from marsad.llm.values import Words, party, place, quantity, source, when
from marsad.model import Article, Claim, Span, Trigger, claim_id, text_digest

T = TypeVar("T")
INSTRUCTIONS = Path(__file__).parent / "data" / "instructions.txt"
VERSION = "llm-1"


class LlmCoder:
    """A coder that asks a language model. ``dropped`` counts, by field, the values that did not stand in the text."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.endpoint = Endpoint(settings)
        self.dropped: collections.Counter[str] = collections.Counter()
        self._instructions = INSTRUCTIONS.read_text("utf-8") + "".join(
            f"- {kind.name}: {kind.gloss}\n" for kind in codebook().types.values()
        )

    def code(self, article: Article) -> list[Claim]:
        """The claims of the article in the order of their triggers.

        Raises:
            EndpointError: the model does not answer.
        """
        return self.code_many([article])[0]

    def code_many(self, articles: Sequence[Article]) -> list[list[Claim]]:
        """The claims of several articles, which share requests as far as ``settings.batch`` allows.

        Raises:
            EndpointError: the model does not answer, or not in the shape that was asked for.
        """
        coded: list[list[Claim]] = []
        for batch in self._batches(articles):
            coded += self._coded(batch)
        return coded

    def _batches(self, articles: Sequence[Article]) -> Iterator[list[Article]]:
        batch: list[Article] = []
        length = 0
        for article in articles:
            if batch and length + len(article.full) > self.settings.batch:
                yield batch
                batch, length = [], 0
            batch.append(article)
            length += len(article.full)
        if batch:
            yield batch

    def _coded(self, batch: Sequence[Article]) -> list[list[Claim]]:
        question = "\n\n".join(f"ARTICLE {n}\n{article.full}" for n, article in enumerate(batch, 1))
        answer = self.endpoint.ask(self._instructions, question, schema(), Answer, patient=len(batch) == 1)
        documents = answer.documents
        return [self._claims(article, n, documents) for n, article in enumerate(batch, 1)]

    def _claims(self, article: Article, number: int, documents: Sequence[Document]) -> list[Claim]:
        given = [claim for document in documents if document.article == number for claim in document.claims]
        words, digest = Words(article), text_digest(article.full)
        seen: collections.Counter[tuple[str, int, int]] = collections.Counter()
        claims = []
        for each in given:
            made = self._claim(each, words)
            if made is not None:
                key = (made.type, made.trigger.start, made.trigger.end)
                version = f"{VERSION} {self.settings.model}"
                ident = claim_id(digest, *key, version, seen[key])
                seen[key] += 1
                claims.append(msgspec.structs.replace(made, id=ident))
        return sorted(claims, key=lambda claim: (claim.trigger.start, claim.type, claim.id))

    def _claim(self, each: Answered, words: Words) -> Claim | None:
        book = codebook()
        if each.type not in book.types or each.status not in book.statuses:
            self.dropped["type" if each.type not in book.types else "status"] += 1
            return None
        sentence = words.find(each.sentence)
        trigger = words.find(each.trigger, sentence) if sentence else None
        if sentence is None or trigger is None:
            self.dropped["sentence" if sentence is None else "trigger"] += 1
            return None
        about, full = (words, sentence), words.full
        actors = self._kept("actors", [party(text, *about) for text in each.actors])
        targets = self._kept("targets", [party(text, *about) for text in each.targets])
        places = self._kept("places", [place(p.text, p.role, *about) for p in each.places])
        numbers = self._kept("quantities", [quantity(c.text, c.what, *about) for c in each.quantities])
        sources = self._kept("sources", [source(text, *about) for text in each.sources])
        claimants = self._kept("claimed_by", [party(text, *about) for text in each.claimed_by])
        time = when(each.time, *about) if each.time else None
        if each.time and time is None:
            self.dropped["time"] += 1
        means = [text for text in each.means if text and text in full]
        self.dropped["means"] += len(each.means) - len(means)
        return Claim(
            id="",
            type=each.type,
            status=each.status,
            trigger=Trigger(full[trigger.start : trigger.end], trigger.start, trigger.end),
            sentence=Span(sentence.start, sentence.end),
            actors=actors,
            targets=targets,
            places=places,
            time=time,
            quantities=numbers,
            sources=sources,
            claimed_by=claimants,
            means=means,
            rules=[f"model {self.settings.model}"],
        )

    def _kept(self, field: str, values: Sequence[T | None]) -> list[T]:
        kept = [value for value in values if value is not None]
        self.dropped[field] += len(values) - len(kept)
        return kept
