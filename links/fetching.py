"""Asking a foreign site whether a page is there, without being led where we should not go.

Only http and https, only addresses that the whole Internet can reach, and the connection goes to the very address that
was judged: a name that changes its answer meanwhile gains nothing. Redirects are followed by hand, each judged anew.
Nothing is read but the first line and the headers, robots.txt apart.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 100_000
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
# Statuses after which a HEAD deserves a GET: many servers refuse or mistreat the former.
_HEAD_MAY_LIE = frozenset(range(400, 600))


class RefusedError(Exception):
    """An address that we do not ask. The message says why, in French."""


class UnreachableError(Exception):
    """A site that gave no answer. The message says why, in French."""


@dataclass(frozen=True)
class Answer:
    """The last answer of a chain of redirects."""

    status: int
    url: str  # that gave it
    moved_for_good: bool = False  # by permanent redirects alone
    retry_after: str = ""
    body: bytes = b""


@dataclass
class Fetcher:
    """Asks one address at a time. ``allow_loopback`` is for tests alone: it opens this machine, on any port."""

    agent: str
    timeout: float = 15.0
    allow_loopback: bool = False
    _tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, url: str, follow: bool = True) -> Answer:
        """HEAD, then GET if the answer is an error. Raises RefusedError or UnreachableError."""
        answer = self._follow("HEAD", url, follow)
        return self._follow("GET", url, follow) if answer.status in _HEAD_MAY_LIE else answer

    def read(self, url: str) -> Answer:
        """GET with the beginning of the body. Raises RefusedError or UnreachableError."""
        return self._follow("GET", url, follow=True, limit=MAX_ROBOTS_BYTES)

    def _follow(self, method: str, url: str, follow: bool, limit: int = 0) -> Answer:
        statuses: list[int] = []
        for _ in range(MAX_REDIRECTS + 1):
            response, body = self._once(method, url, limit)
            location = response.getheader("Location", "")
            if not (follow and response.status in REDIRECTS and location):
                moved = bool(statuses) and set(statuses) <= PERMANENT
                return Answer(response.status, url, moved, response.getheader("Retry-After", ""), body)
            statuses.append(response.status)
            url = urljoin(url, location)
        raise UnreachableError("elle renvoie sans fin vers d'autres adresses")

    def _once(self, method: str, url: str, limit: int) -> tuple[http.client.HTTPResponse, bytes]:
        parts = _parts(url)
        connection = self._connect(parts)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts)}" if parts.query else "")
        try:
            connection.request(method, path, headers={"User-Agent": self.agent, "Accept": "*/*"})
            response = connection.getresponse()
            return response, response.read(limit) if limit else b""
        except TimeoutError as error:
            raise UnreachableError("elle ne répond pas à temps") from error
        except ssl.SSLError as error:
            raise UnreachableError(f"sa connexion n'est pas sûre ({error.reason or 'certificat'})") from error
        except OSError as error:
            raise UnreachableError("le site refuse la connexion, ou la coupe") from error
        except (http.client.HTTPException, UnicodeError) as error:
            raise UnreachableError("sa réponse ne se lit pas") from error
        finally:
            connection.close()

    def _connect(self, parts: SplitResult) -> http.client.HTTPConnection:
        """A connection to an address that was judged, under the name that was asked."""
        host = str(parts.hostname)
        port = parts.port or PORTS[parts.scheme]
        if port != PORTS[parts.scheme] and not self.allow_loopback:
            raise RefusedError(f"le port {port} n'est pas celui d'un site public")
        address = self._address(host, port)
        kind = _Http if parts.scheme == "http" else _Https
        return kind(host, port, address=address, timeout=self.timeout, tls=self._tls)

    def _address(self, host: str, port: int) -> str:
        """The first address of a name. Raises RefusedError if any of them is not public."""
        try:
            found = socket.getaddrinfo(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreachableError("ce nom de site n'existe pas, ou plus") from error
        addresses = [str(place[0]) for *_, place in found]
        if not addresses or not all(self._is_public(address) for address in addresses):
            raise RefusedError("ce site n'est pas sur l'Internet public")
        return addresses[0]

    def _is_public(self, address: str) -> bool:
        found = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
        found = mapped or found
        if found.is_loopback:
            return self.allow_loopback
        return found.is_global and not found.is_multicast


def _parts(url: str) -> SplitResult:
    """Raises RefusedError for what is not the address of a public page."""
    try:
        parts = urlsplit(url)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError as error:
        raise RefusedError("elle est mal écrite") from error
    if parts.scheme not in PORTS:
        raise RefusedError("elle ne commence pas par https:// ni par http://")
    if not parts.hostname or not port_is_sound:
        raise RefusedError("elle est mal écrite")
    if parts.username or parts.password:
        raise RefusedError("elle contient un mot de passe")
    return parts


def _query(parts: SplitResult) -> str:
    return quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")


class _Http(http.client.HTTPConnection):
    """Plain HTTP to an address already resolved."""

    def __init__(self, host: str, port: int, *, address: str, timeout: float, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=timeout)
        self.place = (address, port)
        self.tls = tls

    def connect(self) -> None:
        self.sock = socket.create_connection(self.place, self.timeout)


class _Https(_Http):
    """The same under TLS, whose certificate is that of the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = self.tls.wrap_socket(self.sock, server_hostname=self.host)
