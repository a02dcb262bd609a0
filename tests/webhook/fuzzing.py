"""Bodies that no provider should ever send, in any number, and the answers they got.

`fuzz(count)` is called by the suite with few and by the benchmark with many. Bodies follow from a seed, so
that a bad answer can
be repeated: `fuzz(count, seed=...)` gives the same again.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, quote_plus

from flask.testing import FlaskClient

from tests.channels import recorded
from tests.webhook.doubles import (
    BOT,
    TELEGRAM_PATH,
    TWILIO,
    TWILIO_PATH,
    FakeIntake,
    app_with,
    signature,
)

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
SECRET = "X-Telegram-Bot-Api-Secret-Token"
SIGNATURE = "X-Twilio-Signature"

_ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "'; DROP TABLE cases; --",
    "A" * 5000,
    "🙏" * 300,
    "\u202egnolot",
    "/start " + "x" * 80,
    "/start@" + "y" * 70,
    "STOP",
    "whatsapp:",
    "whatsapp:+62812",
    "+6281234567890",
    "NaN",
    "-1e400",
    "٣٤",
    "\r\nX-Header: 1",
    "{{7*7}}",
    "..//..//etc/passwd",
)
_ODD_NUMBERS = (
    0,
    -1,
    1,
    2**31,
    2**53,
    2**63,
    -(2**63),
    10**30,
    10**400,
    0.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
)


def fuzz(count: int, *, seed: int = 20261121) -> dict[str, dict[int, int]]:
    """Post so many bodies to each webhook.

    Args:
        count: bodies for Telegram's webhook and as many for Twilio's (a fifth of those to its status
            address).
        seed: the same seed gives the same bodies.

    Returns:
        for `telegram` and `twilio` the number of answers by HTTP status.
    """
    client = app_with(FakeIntake()).test_client()
    return {
        "telegram": _tally(client, _telegram_posts, count, seed),
        "twilio": _tally(client, _twilio_posts, count, seed),
    }


Post = dict[str, Any]


def _tally(
    client: FlaskClient, posts: Callable[[random.Random], Iterator[Post]], count: int, seed: int
) -> dict[int, int]:
    found: Counter[int] = Counter()
    for post, _ in zip(posts(random.Random(seed)), range(count), strict=False):
        found[client.post(**post).status_code] += 1
    return dict(sorted(found.items()))


def _telegram_posts(chance: random.Random) -> Iterator[Post]:
    updates = [json.loads(one.body) for one in recorded.telegram()]
    while True:
        update = json.loads(json.dumps(chance.choice(updates)))
        for _ in range(chance.randint(1, 5)):
            _spoil(update, chance)
        body = json.dumps(update).encode()
        body = chance.choices(
            (body, _scrambled(body, chance), _strange_json(chance), chance.randbytes(chance.randint(0, 200))),
            weights=(80, 10, 5, 5),
        )[0]
        yield {
            "path": TELEGRAM_PATH + chance.choices(("", "x", "/"), weights=(98, 1, 1))[0],
            "data": body,
            "content_type": chance.choices((JSON, f"{JSON}; charset=utf-16", FORM, None), (94, 2, 2, 2))[0],
            "headers": {
                SECRET: chance.choices((BOT.secret, "wrong", "ä"), weights=(94, 3, 3))[0],
            },
        }


def _twilio_posts(chance: random.Random) -> Iterator[Post]:
    forms = [parse_qsl(one.body.decode(), keep_blank_values=True) for one in recorded.twilio()]
    names = sorted({name for form in forms for name, _ in form})
    while True:
        form = list(chance.choice(forms))
        for _ in range(chance.randint(1, 6)):
            _spoil_form(form, names, chance)
        body = "&".join(
            f"{quote_plus(name, errors='replace')}={quote_plus(value, errors='replace')}"
            for name, value in form
        ).encode()
        body = chance.choices(
            (body, _scrambled(body, chance), chance.randbytes(chance.randint(0, 200))), weights=(90, 7, 3)
        )[0]
        path = chance.choices((TWILIO_PATH, f"{TWILIO_PATH}/status"), weights=(4, 1))[0]
        query = chance.choices(("", "a=%ff&b", "x=1"), weights=(94, 3, 3))[0]
        token = chance.choices((*TWILIO.auth_tokens, "forged"), weights=(70, 25, 5))[0]
        yield {
            "path": path,
            "query_string": query,
            "data": body,
            "content_type": chance.choices(
                (FORM, f"{FORM}; charset=x", "multipart/form-data", JSON), (94, 2, 2, 2)
            )[0],
            "headers": {SIGNATURE: signature(path, body, token, query)},
        }


def _spoil(tree: Any, chance: random.Random) -> None:
    """Put something odd in one place of the tree, or take the place away."""
    places: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            places.append((node, key))
            if isinstance(node[key], dict | list):
                waiting.append(node[key])
    if not places:
        return
    node, key = chance.choice(places)
    if chance.random() < 0.25:
        del node[key]
    else:
        node[key] = _odd(chance)


def _odd(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randrange(8 if depth < 3 else 5)
    if kind == 0:
        return chance.choice((None, True, False))
    if kind <= 2:
        return chance.choice(_ODD_NUMBERS)
    if kind <= 4:
        return chance.choice(_ODD_TEXTS)
    if kind == 5:
        return [_odd(chance, depth + 1) for _ in range(chance.randrange(4))]
    fields = ("id", "type", "text", "chat", "file_id", "x", "status", "data")
    return {chance.choice(fields): _odd(chance, depth + 1) for _ in range(chance.randrange(4))}


def _spoil_form(form: list[tuple[str, str]], names: list[str], chance: random.Random) -> None:
    act = chance.randrange(4)
    if act == 0 and form:
        del form[chance.randrange(len(form))]
    elif act == 1 and form:
        at = chance.randrange(len(form))
        form[at] = (form[at][0], chance.choice(_ODD_TEXTS))
    elif act == 2:
        form.append((chance.choice(names), chance.choice(_ODD_TEXTS)))
    else:
        form.append((chance.choice(_ODD_TEXTS)[:50], chance.choice(_ODD_TEXTS)))


def _scrambled(body: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled[: chance.randint(0, len(spoiled))] if chance.random() < 0.3 else spoiled)


def _strange_json(chance: random.Random) -> bytes:
    return chance.choice(
        (
            b"[" * 5000,
            b'{"a":' * 5000,
            b'{"update_id":' + b"9" * 5000 + b"}",
            b'{"update_id":1,"update_id":"x"}',
            b"\xff\xfe{\x00}\x00",
            b"null",
            b'"text"',
            b"{}",
            b'{"update_id":1,"message":' + b'{"chat":' * 900 + b"1" + b"}" * 901,
            json.dumps(_odd(chance)).encode(),
        )
    )
