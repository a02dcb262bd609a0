"""Media that Twilio keeps for us: fetched with our key, from Twilio's hosts only, then deleted there."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import requests
from twilio.rest import Client

from bot.channels.messages import Refused, TryLater
from bot.channels.twilio_http import QuietHttpClient
from bot.channels.twilio_outcomes import CALL_ERRORS, is_gone

_PATH = re.compile(r"/Messages/([A-Za-z0-9]{2,64})/Media/([A-Za-z0-9]{2,64})$")
_MOST_REDIRECTS = 3
_PIECE = 64 * 1024
_SOON = timedelta(seconds=10)
_HUMAN_NEEDED = timedelta(minutes=5)


class TwilioMedia:
    """The media of one Twilio account.

    Args:
        client: the account's REST client.
        http_client: says which addresses may be asked.
        auth: API key and secret; they go to Twilio's hosts and nowhere else.
        max_bytes: largest medium fetched.
    """

    def __init__(
        self, client: Client, http_client: QuietHttpClient, *, auth: tuple[str, str], max_bytes: int
    ) -> None:
        self._client = client
        self._http = http_client
        self._auth = auth
        self._max_bytes = max_bytes

    def fetch(self, url: str) -> bytes | TryLater | Refused:
        """The bytes at an address that a webhook named.

        Args:
            url: `MediaUrlN` of the form.
        """
        at = self._http.locate(url)
        if at is None:
            return Refused(code="media_host")
        home = urlsplit(at).netloc
        with requests.Session() as session:
            session.trust_env = self._http.session is not None and self._http.session.trust_env
            for _ in range(_MOST_REDIRECTS + 1):
                ours = urlsplit(at).netloc == home
                try:
                    with session.get(
                        at,
                        auth=self._auth if ours else _nobody,
                        stream=True,
                        allow_redirects=False,
                        timeout=self._http.timeout,
                    ) as answer:
                        if not answer.is_redirect:
                            return self._body(answer)
                        target = self._http.follow(urljoin(at, answer.headers["Location"]))
                except (requests.RequestException, ValueError):
                    return TryLater(after=_SOON, code="download_broken")
                if target is None:
                    return Refused(code="media_host")
                at = target
        return Refused(code="too_many_redirects")

    def delete(self, url: str) -> bool:
        """Delete a medium; True if Twilio does not have it any more.

        Args:
            url: `MediaUrlN` of the form.
        """
        found = _PATH.search(urlsplit(url).path) if self._http.locate(url) else None
        if found is None:
            return False
        try:
            return bool(self._client.messages(found[1]).media(found[2]).delete())
        except CALL_ERRORS as error:
            return is_gone(error)

    def _body(self, answer: requests.Response) -> bytes | TryLater | Refused:
        if answer.status_code in (401, 403):
            return TryLater(after=_HUMAN_NEEDED, code="key_rejected")
        if answer.status_code == 429 or answer.status_code >= 500:
            return TryLater(after=_SOON, code=str(answer.status_code))
        if answer.status_code != 200:
            return Refused(code="gone" if answer.status_code == 404 else f"http_{answer.status_code}")
        content = bytearray()
        for piece in answer.iter_content(_PIECE):
            content += piece
            if len(content) > self._max_bytes:
                return Refused(code="too_big")
        return bytes(content)


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials at all: without this `requests` would look for some in the machine's .netrc."""
    request.headers.pop("Authorization", None)
    return request
