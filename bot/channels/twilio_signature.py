"""Whether a form was signed by Twilio for this very address."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from twilio.request_validator import RequestValidator, add_port, remove_port


def signed_by(
    url: str,
    params: Mapping[str, str] | Mapping[str, Sequence[str]],
    header: str,
    auth_tokens: Iterable[str],
) -> bool:
    """Whether `X-Twilio-Signature` was made with one of our secrets; never raises.

    All secrets are tried, always: which of them matched must not show in the time taken, and two are valid
        while one is being
    replaced. An empty secret never matches. Twilio's own `compare` stops at unequal lengths, so the
    comparison is ours.

    Args:
        url: the public address as Twilio knows it, query string byte for byte.
        params: every posted field; a werkzeug MultiDict, so that repeated fields take part.
        header: the signature as received, "" if missing.
        auth_tokens: the account's current and previous Auth Token.
    """
    given = header.encode("utf-8", "replace")
    genuine = False
    for token in auth_tokens:
        if not token:
            continue
        validator = RequestValidator(token)
        for address in _with_and_without_port(url):
            try:
                expected = validator.compute_signature(address, params).encode()
            except (TypeError, ValueError):  # a lone surrogate, a field that is no text: not from Twilio
                continue
            genuine |= hmac.compare_digest(expected, given)
    return genuine


def _with_and_without_port(url: str) -> tuple[str, ...]:
    """Twilio signs sometimes with and sometimes without the port (twilio/request_validator.py)."""
    try:
        parts = urlsplit(url)
        return (remove_port(parts), add_port(parts))
    except ValueError:
        return ()
