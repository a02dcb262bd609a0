"""What an error of Twilio's REST API means for the message that was being sent."""

from __future__ import annotations

from datetime import timedelta

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from bot.channels.messages import Refused, TryLater, Unknown, Unreachable

# What a call of the REST client may raise. A body that is no JSON is a ValueError.
CALL_ERRORS = (TwilioException, requests.RequestException, ValueError, KeyError, TypeError, AttributeError)

_SOON = timedelta(seconds=5)
_BUSY = timedelta(seconds=15)
_HUMAN_NEEDED = timedelta(minutes=1)

# Twilio error dictionary.
_UNREACHABLE = {
    21211: "invalid_number",
    21214: "cannot_be_reached",
    21217: "invalid_number",
    21408: "region_not_permitted",
    21610: "opted_out",
    21612: "not_routable",
    21614: "not_a_mobile",
    63003: "no_such_address",
    63016: "window_closed",
    63024: "no_such_address",
}
# Queue overflow and rate limits: nothing was taken.
_TOO_MANY = frozenset({20429, 14107, 21611, 30001, 63018})


def outcome(error: BaseException) -> TryLater | Unreachable | Refused | Unknown:
    """The outcome of a send that ended in this error.

    POST /Messages is not idempotent: after a 5xx or a lost answer the message may be on its way (Twilio,
    error 20500), so the outcome is unknown and has to be looked up before anything is sent again.

    Args:
        error: one of `CALL_ERRORS`.
    """
    if isinstance(error, TwilioRestException | TwilioServiceException):
        return _answered(int(error.status), error.code)
    if never_left(error):
        return TryLater(after=_SOON, code="not_connected")
    if isinstance(error, requests.Timeout):
        return Unknown(code="timeout")
    if isinstance(error, requests.RequestException):
        return Unknown(code="connection_lost")
    return Unknown(code="unreadable_answer")


def never_left(error: BaseException) -> bool:
    """Whether the request certainly never reached the provider.

    Args:
        error: what the HTTP client raised.
    """
    if isinstance(
        error,
        requests.ConnectTimeout
        | requests.exceptions.ProxyError
        | requests.exceptions.SSLError
        | requests.exceptions.InvalidURL
        | requests.exceptions.InvalidSchema,
    ):
        return True
    if not isinstance(error, requests.ConnectionError) or not error.args:
        return False
    cause = error.args[0]
    return isinstance(cause, MaxRetryError) and isinstance(
        cause.reason, NewConnectionError | ConnectTimeoutError
    )


def is_gone(error: BaseException) -> bool:
    """Whether Twilio has no such record (any more)."""
    return isinstance(error, TwilioRestException | TwilioServiceException) and int(error.status) == 404


def _answered(status: int, code: int | None) -> TryLater | Unreachable | Refused | Unknown:
    if code in _UNREACHABLE:
        return Unreachable(code=_UNREACHABLE[code])
    if status == 429 or code in _TOO_MANY:
        return TryLater(after=_BUSY, code=str(code or status))
    if status >= 500:
        return Unknown(code=str(status))
    if status in (401, 403):
        # A wrong key is no fault of the message: it waits until somebody has put the key right.
        return TryLater(after=_HUMAN_NEEDED, code="key_rejected")
    return Refused(code=str(code or status))
