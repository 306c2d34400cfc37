"""How is the database used? ``Store.open`` and a method for each thing that can be kept or asked.

Every method that writes is one transaction: all of it is kept, or nothing. One writer works at a time, the next one
waits; readers see one moment of the database from the first row to the last and are never kept waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from marsad.errors import StoreError
from marsad.fuse.records import Account
from marsad.model import FailedDocument, LinkedDocument, Verdict
from marsad.store import (
    articles,
    backup,
    check,
    claims,
    codings,
    dialect,
    eventrows,
    events,
    facets,
    fingerprints,
    fusingrows,
    journal,
    migrate,
    regrouping,
    troubles,
    verdictrows,
)
from marsad.store import verdicts as deciding
from marsad.store.check import Fault
from marsad.store.filters import Filter, Scope
from marsad.store.moments import after_all, moment
from marsad.store.records import (
    Added,
    Changed,
    ClaimVersion,
    CodedText,
    EventDraft,
    Facet,
    Failure,
    FusedPart,
    Groupings,
    Incoming,
    Kept,
    Known,
    Member,
    NewCoding,
    Page,
    Run,
    SourceRead,
    StoredArticle,
    StoredClaim,
    StoredEvent,
    Unfused,
)

EVERYTHING = Filter()


class Store:
    """A database of articles, claims, events and verdicts, with all that they once were.

    ``as_of`` in the methods below is a day (its end, UTC) or a moment, ISO; without it the answer is today's.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """Opens a database: the path of an SQLite file, or ``postgresql://user:password@host/name``.

        With ``create`` one that has no tables of Marsad gets them.

        Raises:
            StoreError: it is not there, cannot be reached, or belongs to another version of Marsad.
        """
        url = dialect.url_of(where)
        name = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
        if url.get_backend_name() == "sqlite" and not create and not Path(url.database or "").exists():
            raise StoreError(f"{name}: no such database. Make one with marsad ingest, or check the path.")
        store = cls(dialect.engine_of(url), str(name))
        try:
            with store.reading() as connection:
                found = migrate.revision(connection)
            if found is None and create:
                store.upgrade()
            with store.reading() as connection:
                migrate.check_revision(connection, store.name)
        except StoreError:
            store.close()
            raise
        except DBAPIError as error:
            store.close()
            raise StoreError(f"{name}: cannot be opened: {error.orig}") from error
        return store

    @classmethod
    def migrate(cls, where: str | Path) -> str:
        """Makes the tables of a database, or brings those of an older version up to date; returns its name.

        Raises:
            StoreError: it cannot be reached, or belongs to a newer version of Marsad.
        """
        url = dialect.url_of(where)
        store = cls(dialect.engine_of(url), url.render_as_string(hide_password=True))
        try:
            store.upgrade()
            with store.reading() as connection:
                migrate.check_revision(connection, store.name)
        except DBAPIError as error:
            raise StoreError(f"{store.name}: cannot be opened: {error.orig}") from error
        finally:
            store.close()
        return store.name

    def upgrade(self) -> None:
        """Makes the tables, or brings those of an older version of Marsad up to date."""
        migrate.upgrade(self.engine)

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Articles

    def add_articles(self, incoming: Iterable[Incoming], run: int | None = None) -> Added:
        """Keeps articles, in one transaction. The same document with the same text adds nothing; with another text it
        becomes a new revision, and what was read from the old one ends. ``duplicate_of`` must be there before, or
        earlier among the same articles.
        """
        with self.writing() as connection:
            return articles.add(connection, incoming, after_all(connection), run)

    def article(self, doc: str, as_of: str | None = None) -> StoredArticle | None:
        """The article with an id, ``None`` where there is none."""
        return next(self.articles(Filter(doc=(doc,)), as_of), None)

    def articles(self, wanted: Filter = EVERYTHING, as_of: str | None = None) -> Iterator[StoredArticle]:
        """The articles asked for, in the order in which they came."""
        with self.reading() as connection:
            yield from articles.matching(connection, wanted, self._scope(as_of))

    def articles_page(
        self, wanted: Filter = EVERYTHING, as_of: str | None = None, *, limit: int = 50, after: str | None = None
    ) -> Page[StoredArticle]:
        """A page of the articles asked for, the newest publication first; ``after`` is ``next`` of the page before."""
        with self.reading() as connection:
            return articles.page(connection, wanted, self._scope(as_of), limit, after)

    def articles_by_rows(self, rows: Sequence[int]) -> list[StoredArticle]:
        """The articles in some rows (``Added.ids``), in their order."""
        with self.reading() as connection:
            found = articles.by_rows(connection, rows)
            return [found[row] for row in rows]

    def digests(self, docs: Sequence[str]) -> dict[str, str]:
        """The digest of the text (``model.text_digest``) of those of some documents that are there."""
        with self.reading() as connection:
            return articles.digests(connection, docs)

    def near(self, bands: Sequence[int], version: int) -> tuple[dict[int, list[int]], dict[int, Kept]]:
        """The articles whose fingerprints share some of these bands, by band and by their rows."""
        with self.reading() as connection:
            found = fingerprints.near(connection, bands, version)
            keys = sorted({key for several in found.values() for key in several})
            return found, fingerprints.kept(connection, keys)

    def uncoded(self, coder: str, step: int = 1000) -> Iterator[StoredArticle]:
        """The articles that this version of the coder has not read yet (nor failed on), in their order.

        They may be coded and stored while this goes on.
        """
        after = 0
        while True:
            with self.reading() as connection:
                found = articles.uncoded(connection, coder, after, step)
            yield from found
            if len(found) < step:
                return
            after = found[-1].id

    # Claims

    def add_codings(self, codings_: Iterable[NewCoding], coder: str) -> int:
        """Keeps what a version of the coder made of some articles, in one transaction; how many articles they were.

        Claims of an older coding end, and verdicts on them go over to the claims that have the same type and trigger.
        An article whose text was replaced meanwhile, or that this version has read before, adds nothing.
        """
        with self.writing() as connection:
            return codings.add(connection, codings_, coder, after_all(connection))

    def claims(self, wanted: Filter = EVERYTHING, as_of: str | None = None) -> Iterator[StoredClaim]:
        """The claims asked for as they are believed, by article and place in the text."""
        with self.reading() as connection:
            yield from claims.matching(connection, wanted, self._scope(as_of))

    def claims_page(
        self, wanted: Filter = EVERYTHING, as_of: str | None = None, *, limit: int = 50, after: str | None = None
    ) -> Page[StoredClaim]:
        """A page of the claims asked for, the newest publication first; ``after`` is ``next`` of the page before."""
        with self.reading() as connection:
            return claims.page(connection, wanted, self._scope(as_of), limit, after)

    def claim(self, key: str) -> StoredClaim:
        """The claim named ``doc#claim`` (or by its id alone, where one article has it) as it is believed now.

        Raises:
            StoreError: there is none, or several.
        """
        with self.reading() as connection:
            return claims.by_rows(connection, [claims.find(connection, key).id], self._scope(None))[0]

    def claim_history(self, key: str) -> list[ClaimVersion]:
        """What a claim was, from the machine's value to what is believed now.

        Raises:
            StoreError: there is no such claim, or there are several.
        """
        with self.reading() as connection:
            return claims.history(connection, claims.find(connection, key).root)

    def coded_documents(self, docs: Sequence[str] | None = None, as_of: str | None = None) -> Iterator[LinkedDocument]:
        """Coded documents in the contract's form, each claim with its event; ``docs`` asks for some by their ids."""
        with self.reading() as connection:
            yield from claims.documents(connection, docs, self._scope(as_of))

    # Events

    def replace_events(self, drafts: Iterable[EventDraft]) -> Changed:
        """Makes the drafts all the events there are, in one transaction: those that are not among them end.

        Raises:
            StoreError: an event names a claim that is not there.
        """
        with self.writing() as connection:
            return eventrows.replace_all(connection, drafts, after_all(connection))

    def upsert_events(self, drafts: Sequence[EventDraft], gone: Sequence[str] = ()) -> Changed:
        """Keeps new and changed events and ends those named in ``gone``, in one transaction; the others stay.

        Raises:
            StoreError: an event names a claim that is not there.
        """
        with self.writing() as connection:
            return eventrows.upsert(connection, drafts, gone, after_all(connection))

    def events(self, wanted: Filter = EVERYTHING, as_of: str | None = None) -> Iterator[StoredEvent]:
        """The events asked for as they are believed, by their first day."""
        with self.reading() as connection:
            yield from events.matching(connection, wanted, self._scope(as_of))

    def events_page(
        self, wanted: Filter = EVERYTHING, as_of: str | None = None, *, limit: int = 50, after: str | None = None
    ) -> Page[StoredEvent]:
        """A page of the events asked for, the last to begin first; ``after`` is ``next`` of the page before."""
        with self.reading() as connection:
            return events.page(connection, wanted, self._scope(as_of), limit, after)

    def event(self, event: str, as_of: str | None = None) -> tuple[StoredEvent, list[Member]] | None:
        """An event with its claims and why they are together, ``None`` where there is none by this id."""
        with self.reading() as connection:
            return events.one(connection, event, moment(as_of))

    def event_history(self, event: str) -> list[StoredEvent]:
        """All that was believed of an event, the first version first."""
        with self.reading() as connection:
            return events.history(connection, event)

    def unfused(self, rules: str) -> Unfused:
        """What the events do not hold yet; ``rules`` names all that fusing depends on beside the claims."""
        with self.reading() as connection:
            until, before = fusingrows.latest(connection), fusingrows.mark(connection, rules)
            docs = None if before is None else fusingrows.changed(connection, before)
            return Unfused(rules, docs, before, until, regrouping.last(connection))

    def fused_by(self) -> str | None:
        """The ``rules`` by which the events were fused last, ``None`` where they never were."""
        with self.reading() as connection:
            return fusingrows.rules(connection)

    def groupings(self) -> Groupings:
        """What the merges and splits that stand ask of fusing."""
        with self.reading() as connection:
            return regrouping.groupings(connection)

    def regroupings(self, event: str) -> list[Verdict]:
        """The merges and splits that stand and move claims of an event, given under the ids of other events."""
        with self.reading() as connection:
            return regrouping.about(connection, event)

    def moved(self, verdict: Verdict) -> frozenset[str] | None:
        """The claims that a merge, a split or the undoing of one leaves in the event decided on; else ``None``."""
        with self.reading() as connection:
            return regrouping.concerned(connection, verdict)

    def holder(self, keys: Iterable[str]) -> str | None:
        """The event that holds most of some claims (``doc#claim``) now, ``None`` where none does."""
        with self.reading() as connection:
            return regrouping.holder(connection, keys)

    def coded_texts(self, docs: Sequence[str] | None = None) -> Iterator[CodedText]:
        """Articles with their texts and claims as they are believed: all that have claims, or some by their ids."""
        with self.reading() as connection:
            yield from claims.with_texts(connection, docs)

    def touched(self, keys: Iterable[str], docs: Sequence[str]) -> Known:
        """The accounts that share a key of these, and those of these documents: whole components."""
        with self.reading() as connection:
            return fusingrows.touched(connection, keys, docs)

    def joined(self, new: Iterable[Account], docs: Sequence[str]) -> Known:
        """The accounts of all components that evidence links to new ones, and of those that hold these documents."""
        with self.reading() as connection:
            return fusingrows.joined(connection, new, docs)

    def accounts(self) -> Iterator[Account]:
        """What each article says of each happening, as it was fused last."""
        with self.reading() as connection:
            yield from fusingrows.kept(connection)

    def write_fused(self, parts: Iterable[FusedPart], unfused: Unfused) -> Changed:
        """Keeps what came of fusing, part by part, in one transaction; no account and no event is in two parts.

        Raises:
            StoreError: something else was fused or decided meanwhile: fuse again.
        """
        with self.writing() as connection:
            return fusingrows.write(connection, parts, unfused, after_all(connection))

    # Verdicts

    def add_verdict(
        self, subject: str, action: str, by: str, *, field: str | None = None, value: str | None = None,
        note: str | None = None, seen: str | None = None,
    ) -> Verdict:  # fmt: skip
        """Keeps what a person decided about a claim (``doc#claim``) or an event (its id), or a claim that one adds.

        ``action`` is one of ``overlay.ACTIONS``; a ``correct`` gives a ``field`` and its ``value`` as JSON. ``seen`` is
        the id of the last verdict that the person knew of (empty: none); without it nobody's verdict is in the way. The
        subject of an ``add`` is the document (its id), its value the whole claim as JSON, whatever its id and rules.

        Raises:
            StaleError: somebody decided on it meanwhile.
            StoreError: no such subject or action, or a value that is none of the field or not in the text.
        """
        with self.writing() as connection:
            verdict = Verdict(deciding.fresh_id(), subject, action, by, after_all(connection), field, value, note)
            return deciding.add(connection, verdict, seen)

    def verdicts(self, subject: str | None = None, as_of: str | None = None) -> list[Verdict]:
        """The verdicts on a subject, or all of them, in the order in which they were given."""
        with self.reading() as connection:
            found = verdictrows.of_subjects(connection, None if subject is None else [subject], moment(as_of))
        rows = sorted(row for rows in found.values() for row in rows)
        return [verdict for _, verdict in rows]

    # Counts

    def count(self, kind: str, wanted: Filter = EVERYTHING, as_of: str | None = None) -> int:
        """How many ``articles``, ``claims`` or ``events`` are asked for."""
        with self.reading() as connection:
            return facets.count(connection, kind, wanted, self._scope(as_of))

    def facets(
        self, kind: str, field: str, wanted: Filter = EVERYTHING, as_of: str | None = None, *, limit: int = 50
    ) -> list[Facet]:
        """The values of a field (``facets.FIELDS``) of the articles, claims or events asked for, with their counts."""
        with self.reading() as connection:
            return facets.facets(connection, kind, field, wanted, self._scope(as_of), limit)

    # The journal

    def add_failures(self, failed: Iterable[FailedDocument], stage: str = "read") -> None:
        """Keeps documents that could not be read; the last failure of each stands."""
        rows = [journal.failure_row(each, stage) for each in failed]
        with self.writing() as connection:
            codings.fail(connection, rows, after_all(connection))

    def failures(self) -> list[Failure]:
        """The documents that could not be read or coded."""
        with self.reading() as connection:
            return journal.failures(connection)

    def sources(self) -> list[SourceRead]:
        """What is known of the files and addresses that were read, by their names."""
        with self.reading() as connection:
            return journal.read_sources(connection)

    def set_sources(self, read: Sequence[SourceRead]) -> None:
        """Remembers that files or addresses were read to their end."""
        with self.writing() as connection:
            journal.set_sources(connection, read, after_all(connection))

    def start_run(self, kind: str, arguments: dict[str, Any] | None = None, by: str | None = None) -> int:
        """Notes that a run begins; returns its id."""
        with self.writing() as connection:
            return journal.start(connection, kind, arguments, by, after_all(connection))

    def finish_run(self, run: int, summary: dict[str, Any] | None = None) -> None:
        """Notes what came of a run."""
        with self.writing() as connection:
            journal.finish(connection, run, summary, after_all(connection))

    def runs(self) -> list[Run]:
        """The runs over this database, the first one first; one without ``finished_at`` was interrupted."""
        with self.reading() as connection:
            return journal.runs(connection)

    # Upkeep

    def faults(self) -> Iterator[Fault]:
        """All that does not hold in the database: nothing, unless something outside Marsad changed it."""
        with self.reading() as connection:
            yield from check.faults(connection)

    def backup(self, path: str | Path) -> None:
        """Writes all that is in the database at this moment to one SQLite file, from PostgreSQL too.

        Raises:
            StoreError: there is a file by this name, or it cannot be written; nothing is left of it then.
        """
        target = Path(path)
        if target.exists():
            raise StoreError(f"{target}: is there already. Give another name.")
        part = target.with_name(f"{target.name}.part")
        part.unlink(missing_ok=True)
        try:
            with self.reading() as connection:
                if self.engine.dialect.name == "sqlite":
                    backup.copy_file(connection, part)
                else:
                    with Store.open(part) as other, other.writing() as there:
                        backup.copy_rows(connection, there)
            part.rename(target)
        finally:
            for each in (part, *troubles.leavings(part)):
                each.unlink(missing_ok=True)

    def restore(self, path: str | Path) -> None:
        """Brings all that is in a backup into this database, which must be empty.

        Raises:
            StoreError: the file is no backup of this version of Marsad, or this database is not empty.
        """
        with Store.open(path, create=False) as other, other.reading() as source, self.writing() as target:
            backup.copy_rows(source, target)

    # Transactions

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        with troubles.telling(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction of the one writer: kept when the block ends, given up when it raises."""
        with troubles.telling(self.name), dialect.writer(self.engine) as connection, connection.begin():
            dialect.lock(connection)
            yield connection

    def _scope(self, as_of: str | None) -> Scope:
        return Scope(self.engine.dialect.name, moment(as_of))
