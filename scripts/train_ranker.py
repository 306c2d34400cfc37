"""Trains the ranker on annotated reports and writes the weights as data.

``train_ranker.py DOCS.json GOLD.json [...] [--annotations FILE --texts FILE ...]``

Candidates are made by the grammar, labels by matching them with the annotation; one regularised linear model for each
question. The models that decide on events see arguments predicted by models that were trained on other documents.
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import random
import re
import sys
from pathlib import Path

import msgspec
import numpy as np

import linear
from annotated import pairs, standoff
from marsad.coder import decide, eventfeatures, inherit, kinds, offers, ranker
from marsad.coder.claims import Writer
from marsad.coder.draft import Located
from marsad.coder.reportreading import Report, ReportReader
from marsad.coder.status import status_features
from marsad.coder.view import Accepted, view
from marsad.evaluation.agreement import same_mention, words
from marsad.lexicon.check import examples as lexicon_examples
from marsad.model import Article

STATUSES = ["reported", "planned", "possible", "denied"]
STRENGTH = {
    "party": 0.12,
    "place": 0.15,
    "time": 0.3,
    "quantity": 0.5,
    "source": 0.5,
    "status": 0.7,
    "early": 0.2,
    "party_early": 0.12,
    "event": 0.06,
    "toll": 0.06,
    "headline": 0.3,
    "kind": 0.5,
    "far_party": 0.3,
    "far_place": 0.15,
    "far_time": 0.15,
}


def alike(a, b):
    """Whether the scorer would take two phrases for one mention by their words."""
    return same_mention({"text": a}, {"text": b})


class Gold:
    """One annotated claim with its offsets."""

    def __init__(self, full, event):
        self.event = event
        at = full.find(event["sentence"])
        if at < 0:
            at = full.find(event["sentence"].strip())
        self.start, self.end = at, at + len(event["sentence"])
        found = full.find(event["trigger"], self.start, self.end)
        self.at = found if found >= 0 else self.start
        self.trigger = (self.at, self.at + len(event["trigger"]))


class Document:
    """A report read, with its drafts matched to annotated claims."""

    def __init__(self, reader, lexicon, raw, gold):
        self.weight, self.denser = 1.0, False
        self.article = Article(**{k: raw[k] for k in ("doc", "source", "url", "published", "title", "text")})
        self.report: Report = reader.read(self.article)
        self.full = self.article.full
        self.views = [view(self.report, n, lexicon) for n in range(len(self.report.sentences))]
        self.gold = [Gold(self.full, event) for event in gold["events"]]
        self.matched: dict[int, list[Gold]] = {}
        self.missed = []
        self.writer = Writer(self.report)
        self.drafts = [list(drafts) for drafts in self.report.drafts]
        for claim in self.gold:
            draft = self._draft(claim)
            if draft is None:
                self.missed.append(claim)
            else:
                self.matched.setdefault(id(draft), []).append(claim)

    def trust(self, question):
        """How much an example of this document counts for a question; the weight of events is ``weight``."""
        return TRUST.get(question, 1.0) if self.weight == 1.0 else 1.0

    def habit(self, event):
        """Features of who annotated a further report, left out of the weights: coding follows the gold."""
        if self.weight == 1.0:
            return []
        hand = HABITS[self.denser]
        return [hand, f"{hand}|T={event}"]

    def restore(self):
        """Puts back the event words that an earlier training left out."""
        self.report.drafts[:] = [list(drafts) for drafts in self.drafts]

    def span(self, number, first, last):
        tokens = self.report.sentences[number].tokens
        start = tokens[first].core_start if tokens[first].kind == "w" else tokens[first].start
        return self.report.normal.span(start, tokens[last - 1].end)

    def text(self, number, first, last):
        a, b = self.span(number, first, last)
        return self.full[a:b]

    def _draft(self, claim):
        fitting = []
        for number, drafts in enumerate(self.report.drafts):
            for draft in drafts:
                a, b = self.span(number, draft.hit.first, draft.hit.last)
                if a < claim.trigger[1] and claim.trigger[0] < b:
                    fitting.append(draft)
        if not fitting:
            return None
        same = [d for d in fitting if d.type == claim.event["type"]]
        stem = [d for d in fitting if d.type.split(".")[0] == claim.event["type"].split(".")[0]]
        return (same or stem or fitting)[0]

    def find(self, claim, text, number):
        """Occurrences of a mention's text in the sentence of the draft, nearest to the trigger first."""
        sentence = self.report.sentences[number]
        a, b = self.report.normal.span(sentence.start, sentence.end)
        found = [m.start() for m in re.finditer(re.escape(text), self.full[a:b])]
        spans = [(a + i, a + i + len(text)) for i in found]
        return sorted(spans, key=lambda s: abs(s[0] - claim.at))


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def party_label(document, draft, phrase, claims):
    """0 none, 1 actor, 2 target, None where it can't be told."""
    span = document.span(draft.sentence, phrase.first, phrase.last)
    text = document.full[span[0] : span[1]]
    unsure = False
    for label, key in ((1, "actors"), (2, "targets")):
        for claim in claims:
            for mention in claim.event.get(key) or []:
                spots = document.find(claim, mention["text"], draft.sentence)
                if spots and overlap(spots[0], span):
                    return label if alike(text, mention["text"]) or span[0] <= spots[0][0] else None
                named = phrase.ref is not None and mention.get("name") == phrase.ref.name
                if not spots and named:
                    return label
                unsure = unsure or named or (bool(spots[1:]) and any(overlap(s, span) for s in spots[1:]))
    return None if unsure else 0


def place_label(document, draft, spot, claims):
    span = document.span(draft.sentence, spot.first, spot.last)
    text = document.full[span[0] : span[1]]
    unsure = False
    for claim in claims:
        for mention in claim.event.get("places") or []:
            spots = document.find(claim, mention["text"], draft.sentence)
            if spots and overlap(spots[0], span):
                return 1 if alike(text, mention["text"]) else None
            named = spot.ref is not None and spot.ref.name and mention.get("name") == spot.ref.name
            if named and not spots:
                return 1
            unsure = unsure or bool(named)
    return None if unsure else 0


def time_label(document, draft, at, claims):
    """1 for a date that stands where an annotated time does, or means the same days."""
    date = document.report.sentences[draft.sentence].dates[at]
    span = document.span(draft.sentence, date.first, date.last)
    when = document.writer.when(Located(draft.sentence, at))
    for claim in claims:
        time = claim.event.get("time")
        if not time:
            continue
        if when is not None and (when.start, when.end) == (time["start"], time["end"]):
            return 1
        if any(overlap(spot, span) for spot in document.find(claim, time["text"], draft.sentence)[:1]):
            return 1
    return 0


def quantity_label(document, draft, at, claims):
    q = document.report.sentences[draft.sentence].quantities[at]
    text = document.text(draft.sentence, q.first, q.last)
    for claim in claims:
        for mention in claim.event.get("quantities") or []:
            if mention.get("low") == q.low and mention.get("high") == q.high and words(mention["text"]) & words(text):
                return 1
    return 0


def source_label(document, draft, voice, claims):
    if not voice.chain:
        return None
    for claim in claims:
        for mention in claim.event.get("sources") or []:
            for link in voice.chain:
                if link.name and mention.get("name") == link.name:
                    return 1
                if alike(mention["text"], document.text(link.sentence, link.first, link.last)):
                    return 1
    return 0


CUTS = {
    "party": 0.39,
    "party_first": 0.4,
    "place": 0.5,
    "time": 0.5,
    "quantity": 0.52,
    "source": 0.54,
    "event": 0.39,
    "toll": 0.23,
    "headline": 0.3,
    "far_party": 0.58,
    "far_place": 0.55,
    "far_time": 0.45,
}
LABELS = {"party": party_label, "place": place_label, "time": time_label, "quantity": quantity_label}


def argument_examples(document):
    """(question, features by number, label) for every candidate of every matched draft.

    Of the voices of a draft one is picked: they come as one set of (features by number, label, weight), without a label.
    """
    for seen in document.views:
        for draft in seen.drafts:
            claims = document.matched.get(id(draft))
            if not claims:
                continue
            candidates = decide.argument_candidates(seen, draft)
            for question, label_of in LABELS.items():
                for value, features in candidates[question]:
                    label = label_of(document, draft, value, claims)
                    if label is not None:
                        yield question, FEATURES.row(features), label
            yield "status", FEATURES.row(candidates["status"][0][1]), STATUSES.index(claims[0].event["status"])
            voices = [
                (FEATURES.row(features), source_label(document, draft, voice, claims))
                for voice, features in decide.source_candidates(seen, draft)
            ]
            heard = [(row, label, document.trust("source")) for row, label in voices if label is not None]
            if heard:
                yield "source", heard, None


def reset(document):
    for drafts in document.report.drafts:
        for draft in drafts:
            draft.actors, draft.targets, draft.spots, draft.date, draft.quantities = [], [], [], -1, []
            draft.far_actors, draft.far_targets, draft.far_spots, draft.far_date = [], [], [], None
            draft.rules = []
            draft.type = draft.rule_type


def event_examples(document, models, far):
    """Question, features and label of every draft, with predicted arguments and annotated earlier decisions."""
    reset(document)
    accepted = Accepted([])
    for seen in document.views:
        decide.guess_parties(seen, ranker.ANY, models["party_first"], TAUGHT)
    headlines = [seen for seen in document.views if seen.headline]
    for seen in [*(seen for seen in document.views if not seen.headline), *headlines]:
        for draft in seen.drafts:
            decide.decide_arguments(seen, draft, models)
        kept = len(accepted.drafts)
        for draft in decide.ordered(seen.drafts):
            features = eventfeatures.event_features(seen, draft, accepted)
            question = eventfeatures.question(draft)
            claims = document.matched.get(id(draft), [])
            stem = draft.type.split(".")[0]
            right = any(c.event["type"].split(".")[0] == stem for c in claims)
            features += document.habit(draft.type)
            if seen.headline:
                told = eventfeatures.headline_features(seen, draft, accepted)
                far["headline"].append((question, features, told, int(right), document.weight))
            else:
                yield question, FEATURES.row(features), int(right)
            if right:
                accepted.drafts.append(draft)
                wanted = claims[0].event["type"]
                if kinds.undecided(draft) and wanted in kinds.ATTACKS:
                    before = Accepted(accepted.drafts[:kept])
                    far["kind"].append(
                        (FEATURES.row(kinds.kind_features(seen, draft, before)), kinds.ATTACKS.index(wanted))
                    )
        right_here = sorted(accepted.drafts[kept:], key=lambda d: (d.hit.first, d.type))
        del accepted.drafts[kept:]
        for draft in right_here if not seen.headline else ():
            claims = document.matched[id(draft)]
            wanted = claims[0].event["type"]
            if kinds.undecided(draft) and wanted in kinds.ATTACKS:
                draft.type = wanted
            far_examples(document, seen, draft, accepted, claims, far)
            accepted.drafts.append(draft)


def far_examples(document, seen, draft, accepted, claims, far):
    """Examples of what an event takes from earlier ones; the draft then gets what the annotation says it takes."""
    for role, key in (("actor", "actors"), ("target", "targets")):
        for offer, features in inherit.party_choices(seen, draft, accepted, role):
            label = far_label(document, offer, [m for c in claims for m in c.event.get(key) or []])
            far["far_party"].append((FEATURES.row(features), label))
            if label:
                (draft.far_actors if role == "actor" else draft.far_targets).append(offer.located)
    for offer in offers.place_offers(seen, draft, accepted):
        mentions = [m for c in claims for m in c.event.get("places") or []]
        spot = offer.located.value
        if any(s.ref and spot.ref and s.ref.name == spot.ref.name for s in draft.spots):
            continue
        label = far_label(document, offer, mentions)
        far["far_place"].append((FEATURES.row(inherit.place_features_of(seen, draft, offer)), label))
        if label:
            draft.far_spots.append(offer.located)
    if draft.date < 0:
        for offer in offers.time_offers(seen, draft, accepted):
            located = offer.located
            when = document.writer.when(located)
            times = [c.event.get("time") for c in claims]
            label = int(any(t and when and t["start"] == when.start and t["end"] == when.end for t in times))
            far["far_time"].append((FEATURES.row(inherit.time_features_of(seen, draft, offer, accepted)), label))
            if label and draft.far_date is None:
                draft.far_date = located


def far_label(document, offer, mentions):
    value = offer.located.value
    text = document.text(offer.located.sentence, value.first, value.last)
    for mention in mentions:
        if value.ref is not None and value.ref.name and value.ref.name == mention.get("name"):
            return 1
        if alike(mention["text"], text):
            return 1
    return 0


FEATURES = linear.Features()


def fit(question, examples, classes):
    """A ranker.Model of a list of (features by number, label) or (features by number, label, weight)."""
    return linear.fit(FEATURES, examples, classes, STRENGTH[question])


CLASSES = {
    "party": ["none", "actor", "target"],
    "place": ["no", "yes"],
    "time": ["no", "yes"],
    "quantity": ["no", "yes"],
    "status": STATUSES,
    "event": ["no", "yes"],
}


def lexicon_statuses(reader):
    """(features, status) of the lexicon's own examples of status, which stand for what the reports have too little of."""
    for example in lexicon_examples():
        word, *statuses = example.cells
        if example.table != "status" or statuses[0] not in STATUSES:
            continue
        report = reader.read(Article(doc="example", text=example.text, published="2020-01-01"))
        for number, sentence in enumerate(report.sentences):
            seen = view(report, number, reader.rooms.lexicon)
            for draft in seen.drafts:
                tokens = sentence.tokens
                start, end = report.normal.span(tokens[draft.hit.first].start, tokens[draft.hit.last - 1].end)
                if word in example.text[start:end] or example.text[start:end] in word:
                    yield FEATURES.row(status_features(sentence, draft, seen.signs)), STATUSES.index(statuses[0])


def glimpse_examples(document):
    """(features by number, label) for every phrase as a party or none, seen at a glance."""
    return [(features, int(label > 0)) for features, label in phrase_examples(document, decide.glimpses)]


def first_examples(document):
    """(features by number, label) for every phrase as actor or target, before any guess."""
    return list(phrase_examples(document, lambda seen, draft: decide.party_rows(seen, draft, ranker.ANY)))


def phrase_examples(document, shown):
    """(features by number, label) for every phrase about every matched event, as ``shown`` gives phrases and features."""
    for seen in document.views:
        for draft in seen.drafts:
            claims = document.matched.get(id(draft))
            for candidate, features in shown(seen, draft) if claims else ():
                label = party_label(document, draft, candidate.phrase, claims)
                if label is not None:
                    yield FEATURES.row(features), label


def guess_all(documents, folds=2):
    """A first guess at the parties of every event by models that have not seen the document; examples by document.

    Nothing is left out at a glance here, and little after the guess: what coding passes over teaches all the same.
    """
    base = {}
    for document in documents:
        for seen in document.views:
            decide.bring(seen)
        base[id(document)] = first_examples(document)
    for i in range(folds):
        model = fit_parties([d for j, d in enumerate(documents) if j % folds != i], base)
        for document in documents[i::folds]:
            for seen in document.views:
                decide.guess_parties(seen, ranker.ANY, model, TAUGHT)
    return base


def fit_parties(documents, base):
    examples = [example for document in documents for example in base[id(document)]]
    return msgspec.structs.replace(fit("party", examples, CLASSES["party"]), cut=CUTS["party_first"])


def all_examples(documents):
    """The examples of every question by document; parties are seen with guesses of models that have not seen them."""
    base = guess_all(documents)
    pools = {}
    for document in documents:
        pool = collections.defaultdict(list)
        for question, features, label in argument_examples(document):
            pool[question].append(features if label is None else (features, label, document.trust(question)))
        pools[id(document)] = pool
    return base, pools


def train_arguments(documents, base, pools, statuses=()):
    """The models of all arguments from the examples of some documents, and of status from those of the lexicon too."""
    whole = collections.defaultdict(list)
    whole["status"] += [(features, label, EXAMPLE) for features, label in statuses]
    for document in documents:
        for question, examples in pools[id(document)].items():
            whole[question] += examples
    heard = whole.pop("source")
    found = {q: fit(q, examples, CLASSES[q]) for q, examples in whole.items()}
    found["source"] = linear.choice(FEATURES, heard, STRENGTH["source"])
    found["party_first"] = fit_parties(documents, base)
    return found


# The shipped weights are the mean of trainings that differ in the order of the reports, and so in what is held out.
ORDERS = (7, 8, 9, 10)
# The part of annotated events, and of annotated parties of events, that is left out at a glance.
MISSED_EARLY, MISSED_PARTIES = 0.015, 0.03
# Phrases that the first guess gives less than this for both roles teach the model of parties nothing.
TAUGHT = 0.08
EXAMPLE = 4.0
# The further reports are annotated more densely than the gold is: they count for less where it is asked what is coded.
ANNOTATED = 0.6
# Those that were annotated after the habits of the gold count for nearly as much.
ALIKE = 0.85
HABIT = "annotated"
# What the further reports code more or less often than the gold does, type by type, is no part of the weights.
HABITS = {True: HABIT, False: f"{HABIT}|alike"}
# Times are what annotators agree on least: an example of a DOCS GOLD pair counts as often as this there.
TRUST = {"time": 3.0, "far_time": 3.0}


def early(question, examples, missed, folds=3):
    """The model of a question that is asked early, with a bar that loses few annotated ones; and one of each fold.

    ``examples`` are lists of (features by number, label), one a document; ``missed`` is the part that may be lost.
    """
    scores, parts = [], []
    for i in range(folds):
        part = fit(question, [row for j, rows in enumerate(examples) if j % folds != i for row in rows], ["no", "yes"])
        parts.append(part)
        wanted = [features for rows in examples[i::folds] for features, label in rows if label]
        scores += [part.chance([FEATURES.names[at] for at in features]) for features in wanted]
    cut = round(float(np.quantile(scores, missed)), 4)
    whole = fit(question, [row for rows in examples for row in rows], ["no", "yes"])
    return msgspec.structs.replace(whole, cut=cut), [msgspec.structs.replace(part, cut=cut) for part in parts]


def drop_early(documents):
    """The model that leaves out unlikely event words; drops them for real."""
    examples = []
    for document in documents:
        document.restore()
        rows = []
        for seen in document.views:
            for draft in seen.drafts:
                claims = document.matched.get(id(draft), [])
                stem = draft.rule_type.split(".")[0]
                right = any(c.event["type"].split(".")[0] == stem for c in claims)
                rows.append((FEATURES.row(eventfeatures.early_features(seen, draft)), int(right)))
        examples.append(rows)
    whole, parts = early("early", examples, MISSED_EARLY)
    for i, model in enumerate(parts):
        for document in documents[i :: len(parts)]:
            for seen in document.views:
                decide.drop_unlikely(seen, model)
    return whole


def headline_examples(headlines, models):
    """Examples of the headlines' events, seen with what the models of other sentences' events say of them."""
    for question, features, told, label, weight in headlines:
        yield FEATURES.row(eventfeatures.surer(told, models[question].chance(features))), label, weight


def _unhabited(weights):
    return {name: row for name, row in weights.items() if not name.startswith(HABIT)}


def train_all(documents, cuts, statuses=()):
    """All models; those that see arguments are trained on arguments predicted for documents held out."""
    likely = drop_early(documents)
    base, pools = all_examples(documents)
    glimpsed = [glimpse_examples(document) for document in documents]
    hopeful, _ = early("party_early", glimpsed, MISSED_PARTIES)
    models = train_arguments(documents, base, pools, statuses)
    events, far = collections.defaultdict(list), collections.defaultdict(list)
    headlines = []
    folds = [documents[i::3] for i in range(3)]
    for i, fold in enumerate(folds):
        rest = [d for j, other in enumerate(folds) if j != i for d in other]
        apart = train_arguments(rest, base, pools, statuses)
        apart = {q: msgspec.structs.replace(m, cut=cuts.get(q, 0.5)) for q, m in apart.items()}
        for document in fold:
            taught = collections.defaultdict(list)
            for question, features, label in event_examples(document, apart, taught):
                events[question].append((features, label, document.weight))
            headlines += taught.pop("headline", [])
            for question, examples in taught.items():
                far[question] += [(features, label, document.trust(question)) for features, label in examples]
    for name, examples in [*events.items(), *far.items()]:
        models[name] = fit(name, examples, kinds.ATTACKS if name == "kind" else ["no", "yes"])
    models["headline"] = fit("headline", list(headline_examples(headlines, models)), ["no", "yes"])
    for document in documents:
        document.restore()
        reset(document)
    models = {q: msgspec.structs.replace(m, weights=_unhabited(m.weights)) for q, m in models.items()}
    models = {q: msgspec.structs.replace(m, cut=cuts.get(q, 0.5)) for q, m in models.items()}
    return {**models, "early": likely, "party_early": hopeful}


def forked(work, rows):
    """What ``work`` makes of each row, as many at once as there are cores; each has all documents by forking.

    Every row has a process of its own, so that features are numbered, and so summed, in one order in every run.
    """
    global _WORK
    _WORK = work
    with multiprocessing.get_context("fork").Pool(multiprocessing.cpu_count(), maxtasksperchild=1) as pool:
        return pool.map(_call, rows, chunksize=1)


def _call(row):
    return _WORK(row)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+", help="DOCS GOLD, one or more pairs of files")
    parser.add_argument("--annotations", type=Path, help="stand-off claims, with --texts")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="the corpus files that hold their texts")
    parser.add_argument("-o", "--output", type=Path, default=ranker.WEIGHTS)
    options = parser.parse_args()
    reader = ReportReader()
    lexicon = reader.rooms.lexicon
    rows = list(pairs(options.pairs))
    gold = len(rows)
    if options.annotations:
        rows += standoff(options.annotations, options.texts)
    documents = [Document(reader, lexicon, raw, gold) for raw, gold in rows]
    for document, (_, annotated) in zip(documents[gold:], rows[gold:], strict=True):
        document.denser = annotated["habits"] != "gold"
        document.weight = ANNOTATED if document.denser else ALIKE
    total = sum(len(d.gold) for d in documents)
    print(f"{total} claims, {sum(len(d.missed) for d in documents)} without a candidate", file=sys.stderr)
    statuses = list(lexicon_statuses(reader))

    def trained(order):
        ordered = list(documents)
        random.Random(order).shuffle(ordered)
        return train_all(ordered, CUTS, statuses)

    models = linear.mean(forked(trained, ORDERS))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(models.items()))), indent=0))


if __name__ == "__main__":
    main()
