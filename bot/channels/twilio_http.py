"""Doors to Twilio's REST API: the real one, and one that cannot leave this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from requests import Response
from twilio.http.http_client import TwilioHttpClient

from bot.errors import HotlineError

_TWILIO = ".twilio.com"


class NotLoopback(HotlineError):
    """The stand-in must live on this machine; give it a loopback address."""


class QuietHttpClient(TwilioHttpClient):  # type: ignore[misc]  # published without types
    """Twilio's HTTP client with a time limit (it has none by itself) and without its log.

    The library logs every address it asks for, and `To=` in it is a person's number.

    Args:
        timeout: seconds to wait for an answer.
    """

    def __init__(self, *, timeout: float = 10.0) -> None:
        super().__init__(timeout=timeout)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """One request of the REST client; nothing of it is kept afterwards."""
        try:
            return super().request(method, url, *args, **kwargs)
        finally:
            # The library keeps the last request for its own tests: somebody's number and words.
            self._test_only_last_request = None
            self._test_only_last_response = None

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Nothing: see the class."""

    def log_response(self, status_code: int, response: Response) -> None:
        """Nothing: see the class."""

    def locate(self, url: str) -> str | None:
        """Where our credentials may be sent to get this medium, None if nowhere.

        A signed webhook names the address, but only Twilio's own hosts over TLS ever see the key.

        Args:
            url: address of a medium as a webhook named it.
        """
        try:
            parts = urlsplit(url)
            odd = parts.port not in (None, 443) or parts.username is not None
        except ValueError:
            return None
        return url if parts.scheme == "https" and is_twilio(parts.hostname) and not odd else None

    def follow(self, url: str) -> str | None:
        """Where a redirect of Twilio may lead, without credentials: any named host over TLS.

        Args:
            url: absolute target of the redirect.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        host = parts.hostname or ""
        return url if parts.scheme == "https" and "." in host and not _is_address(host) else None


class LoopbackHttpClient(QuietHttpClient):
    """Sends what is meant for a Twilio host to this machine, as `base/<host>/<path>`, and nothing elsewhere.

    Args:
        base_url: the stand-in, `http://127.0.0.1:<port>[/prefix]`.
        timeout: seconds to wait for an answer.

    Raises:
        NotLoopback: the address is not on this machine.
    """

    def __init__(self, base_url: str, *, timeout: float = 10.0) -> None:
        super().__init__(timeout=timeout)
        host = urlsplit(base_url).hostname or ""
        if host != "localhost" and not (_is_address(host) and ip_address(host).is_loopback):
            raise NotLoopback
        self._base = base_url.rstrip("/")
        if self.session is not None:
            self.session.trust_env = False  # a proxy of the environment would lead away from this machine

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """One request, at the stand-in.

        Raises:
            NotLoopback: the address belongs to no Twilio host.
        """
        here = self.locate(url)
        if here is None:
            raise NotLoopback
        return super().request(method, here, *args, **kwargs)

    def locate(self, url: str) -> str | None:
        """The stand-in's address for this medium, None if it has none.

        Args:
            url: address at Twilio, or at the stand-in itself.
        """
        if url.startswith(self._base + "/"):
            return url
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if not is_twilio(parts.hostname):
            return None
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._base}/{parts.hostname}{parts.path}{query}"

    def follow(self, url: str) -> str | None:
        """Redirects lead nowhere but to the stand-in.

        Args:
            url: absolute target of the redirect.
        """
        return self.locate(url)


def is_twilio(host: str | None) -> bool:
    """Whether a host name is Twilio's."""
    return host is not None and host.endswith(_TWILIO)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
