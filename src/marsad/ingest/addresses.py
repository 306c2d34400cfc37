"""Which addresses may be reached? Public ones only, and the very address that was checked is connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import SplitResult, urlsplit

import msgspec

from marsad.errors import DocumentError, UnreachedError

Resolve = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST = 4000


class Target(msgspec.Struct, frozen=True):
    """Where a request goes: the numeric ``ip`` to connect to, and the host and path to ask there."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str
    path: str

    @property
    def authority(self) -> str:
        """The host as a request names it, with its port where that is unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def resolved(host: str, port: int) -> list[str]:
    """The numeric addresses of a host.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def target(url: str, private: Collection[str] = (), resolve: Resolve = resolved) -> Target:
    """Where a request for an address goes; its name is resolved once, here.

    ``private`` names the hosts that may be loopback, private or link-local.

    Raises:
        DocumentError: it is no http(s) address, holds a password, has no such host, or leads to no public address.
    """
    parts = _parts(url)
    host, port = _host(parts, url), _port(parts, url)
    try:
        ips = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreachedError(url, f"no such host {host}: {error}") from error
    allowed = [ip for ip in ips if host in private or is_public(ip)]
    if not allowed:
        raise DocumentError(url, f"{host} is at {', '.join(ips) or 'no address'}: private addresses are not reached")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, parts.scheme, host, port, allowed[0], _quoted(path))


def is_public(ip: str) -> bool:
    """Whether a numeric address is one of the open network, also where it is written inside an IPv6 address."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(address) if isinstance(address, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise DocumentError(url[:200], f"no address: {error}") from error
    if parts.scheme not in _PORTS:
        raise DocumentError(url[:200], f"only http and https are fetched, not {parts.scheme or 'an address without'}")
    if len(url) > _LONGEST or any(ord(character) < 33 for character in url):
        raise DocumentError(url[:200], "no address: too long, or with blanks in it")
    if parts.username or parts.password:
        raise DocumentError(parts.hostname or url[:200], "an address with a name or a password in it is not fetched")
    return parts


def _host(parts: SplitResult, url: str) -> str:
    host = parts.hostname or ""
    if not host:
        raise DocumentError(url, "no host in this address")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise DocumentError(url, f"no host name: {host[:100]}") from error


def _port(parts: SplitResult, url: str) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise DocumentError(url, f"no such port: {error}") from error


def _quoted(path: str) -> str:
    """Letters beyond ASCII as a request must write them; what is quoted stays so."""
    from urllib.parse import quote

    return quote(path, safe="/?&=%:@!$'()*+,;~[]-._#")
