"""What can go wrong, and what should the reader do about it? Every error that Marsad raises on purpose."""

from __future__ import annotations

import errno
import re
from pathlib import Path

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
KINDS_OF_FILES = ".txt, .html, .json, .jsonl, .csv, .parquet, .rss, .xml or .warc (also .gz, .bz2, .xz, .zst, .zip)"


def one_line(text: str) -> str:
    """The text without what would break a line or steer a terminal: inputs and servers choose parts of messages."""
    return _CONTROL.sub(" ", text).strip()


class MarsadError(Exception):
    """The base of all errors of Marsad: the message says where, what and what to do.

    What a page may show keeps its ``values`` apart, for the ``%(name)s`` of the ``message``: so it can be translated.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class InputError(MarsadError):
    """An input that cannot be read at all (a path that is not there, a kind of file that is not known)."""


class DocumentError(MarsadError):
    """One document that cannot be read or coded; the run goes on.

    Attributes:
        doc: the id of the document, or the file and line where one was expected.
    """

    def __init__(self, doc: str, why: str) -> None:
        super().__init__(f"{doc}: {why}")
        self.doc = doc
        self.why = one_line(why)


class UnreachedError(DocumentError):
    """An address that could not be reached this time (cut off, slow, busy, no such host): it is asked again later."""


class DataError(MarsadError):
    """A data file of the package (lexicon, codebook, gazetteer) that does not hold together."""

    def __init__(self, path: Path | str, line: int | None, why: str, remedy: str) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {why}. {remedy}")


class GoldError(MarsadError):
    """Gold and documents that do not belong together."""


class StoreError(MarsadError):
    """A database that cannot be opened or used, or a question to it that makes no sense."""


class FaultyError(StoreError):
    """A database that failed (full, damaged, held by others, gone): what was asked was right."""


class StaleError(StoreError):
    """A decision on something that somebody else decided on meanwhile."""


def no_such_path(path: Path) -> InputError:
    """The path does not exist."""
    return InputError(f"{path}: no such file or folder. Check the path; - reads standard input.")


def unknown_kind(path: Path) -> InputError:
    """A file whose ending tells no reader."""
    return InputError(f"{path}: unknown kind of file. Give {KINDS_OF_FILES}, or a folder of them.")


def no_documents(path: Path) -> InputError:
    """A folder in which nothing can be read."""
    return InputError(f"{path}: no documents in this folder. Give one with {KINDS_OF_FILES}.")


_REMEDIES = {
    errno.ENOSPC: "free some space and run the same command again",
    errno.EDQUOT: "your quota is used up: free some space and run the same command again",
    errno.EFBIG: "files may not grow so large here (ulimit -f, or the file system): raise the limit or write elsewhere",
    errno.EACCES: "give yourself the right to it, or name another place",
    errno.EPERM: "give yourself the right to it, or name another place",
    errno.EROFS: "this file system is mounted to be read alone: name another place",
    errno.EISDIR: "it is a folder: name a file",
    errno.ENOTDIR: "a part of the path is no folder: check the path",
    errno.ENOENT: "check the path",
    errno.ENAMETOOLONG: "the name is too long: give a shorter one",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.EIO: "the disk fails to read or write: look at the system's log, and at your backups",
}


def of_machine(error: OSError | MemoryError) -> str:
    """What the machine refused, and what to do about it, in one line."""
    if isinstance(error, MemoryError):
        return "there is not enough memory. Use fewer --jobs, or a machine with more."
    where = f"{error.filename}: " if error.filename else ""
    remedy = _REMEDIES.get(error.errno or 0)
    return f"{where}{error.strerror or error}" + (f". What to do: {remedy}." if remedy else "")
