"""How is the server to run? Where it listens, for whom, and on which database."""

from __future__ import annotations

import ipaddress

import msgspec

from marsad.errors import MarsadError

LOOPBACK_NAMES = frozenset({"localhost"})


class Settings(msgspec.Struct, frozen=True):
    """What ``marsad serve`` was asked for.

    ``team`` asks for accounts; ``secure`` says that the pages are reached over TLS (cookies are marked so);
    ``names`` are further host names under which the pages are reached (behind a proxy); ``tiles`` is the address of
    map tiles with ``{z}``, ``{x}`` and ``{y}``, ``None`` for the map of the package, which asks no other machine.
    """

    database: str
    host: str = "127.0.0.1"
    port: int = 8000
    team: bool = False
    secure: bool = False
    names: tuple[str, ...] = ()
    tiles: str | None = None

    def checked(self) -> Settings:
        """The settings, if they are safe.

        Raises:
            MarsadError: without accounts, the pages would be open to other machines.
        """
        if not self.team and not is_loopback(self.host):
            raise MarsadError(
                f"--host {self.host}: other machines could read and correct everything. "
                "Add --team (and accounts with marsad user add), or listen on 127.0.0.1."
            )
        return self

    def hosts(self) -> frozenset[str]:
        """The host names that a request may be addressed to; any other is refused (DNS rebinding)."""
        here = {"localhost", "127.0.0.1", "[::1]", "testserver"}
        own = here if is_loopback(self.host) else {self.host} | (here if is_everywhere(self.host) else set())
        return frozenset({*own, *self.names})


def is_everywhere(host: str) -> bool:
    """Whether a server that listens there is reached by every address of this machine, as in a container."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
