from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from bot.channels.twilio_signature import signed_by

URL = "https://hotline.example/webhook/twilio/sambas?x=1&y=%20"
FORM = {"Body": "tolong 🙏", "From": "+6281234567890", "MessageSid": "SM1"}
NEW, OLD = "n" * 32, "o" * 32


def _signature(token: str = NEW, url: str = URL, form: object = FORM) -> str:
    signature: str = RequestValidator(token).compute_signature(url, form)
    return signature


@pytest.mark.parametrize("token", [NEW, OLD])
def test_both_secrets_are_good_while_one_is_replaced(token: str) -> None:
    assert signed_by(URL, FORM, _signature(token), (NEW, OLD))


def test_twilio_may_or_may_not_sign_the_port() -> None:
    with_port = URL.replace("hotline.example", "hotline.example:443")

    assert signed_by(URL, FORM, _signature(url=with_port), (NEW,))
    assert signed_by(with_port, FORM, _signature(url=URL), (NEW,))


def test_a_repeated_field_takes_part() -> None:
    form: MultiDict[str, str] = MultiDict([("Body", "a"), ("Body", "b"), ("From", "+1")])

    assert signed_by(URL, form, _signature(form=form), (NEW,))
    assert not signed_by(URL, form.to_dict(), _signature(form=form), (NEW,))


@pytest.mark.parametrize(
    ("url", "form", "header", "tokens"),
    [
        (URL, FORM, "", (NEW,)),
        (URL, FORM, "x", (NEW,)),
        (URL, FORM, "ä\udce4", (NEW,)),
        (URL, FORM, _signature("someone else"), (NEW, OLD)),
        (URL, FORM, _signature()[:-1], (NEW,)),
        (URL, FORM, _signature().lower(), (NEW,)),
        (URL + "&z=1", FORM, _signature(), (NEW,)),
        (URL.replace("https", "http"), FORM, _signature(), (NEW,)),
        (URL.replace("%20", "+"), FORM, _signature(), (NEW,)),
        (URL, {**FORM, "Body": "lain"}, _signature(), (NEW,)),
        (URL, {**FORM, "Extra": ""}, _signature(), (NEW,)),
        (URL, {"Body": FORM["Body"]}, _signature(), (NEW,)),
        (URL, FORM, _signature(), ()),
        (URL, FORM, _signature(""), ("",)),
        (URL, {"Body": "\ud800"}, _signature(), (NEW,)),
        ("https://hotline.example:port/x", FORM, _signature(), (NEW,)),
        ("http://[::1", FORM, _signature(), (NEW,)),
    ],
)
def test_everything_else_is_a_forgery_and_raises_nothing(
    url: str, form: dict[str, str], header: str, tokens: tuple[str, ...]
) -> None:
    assert signed_by(url, form, header, tokens) is False
