"""In which order is everything looked at? The machine, the installation, then the database."""

from __future__ import annotations

from collections.abc import Iterator

from marsad import __version__
from marsad.doctor import database, installation, machine
from marsad.doctor.findings import Finding, Report, guarded


def examine(db: str | None = None, *, mend: bool = True, quick: bool = False) -> Report:
    """Looks at the machine and the installation, and at a database (a file or an address) where one is given.

    With ``mend`` compiled data that do not hold are compiled anew, and what waits in the log of an SQLite database is
    brought into its file: nothing else is ever changed. ``quick`` leaves out reading the whole database.
    """
    findings = list(_findings(db, mend=mend, quick=quick))
    return Report(__version__, all(each.state != "wrong" for each in findings), findings)


def _findings(db: str | None, *, mend: bool, quick: bool) -> Iterator[Finding]:
    for name, check in (*installation.checks(mend=mend), *machine.CHECKS):
        yield from guarded(name, check)
    if db is not None:
        yield from guarded("database", lambda: database.findings(db, mend=mend, quick=quick))
