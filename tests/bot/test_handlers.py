"""Every kind of event has its one handler."""

from __future__ import annotations

import inspect
from typing import get_args

from bot import effects
from flows import events


def test_every_event_of_the_engine_has_exactly_one_handler() -> None:
    kinds = set(get_args(events.Event))

    assert set(effects.HANDLERS) == kinds
    assert len(set(effects.HANDLERS.values())) == len(kinds)


def test_the_union_names_every_event_class_of_the_module() -> None:
    declared = {
        kind for _, kind in inspect.getmembers(events, inspect.isclass) if kind.__module__ == events.__name__
    }

    assert declared == set(get_args(events.Event))


def test_every_handler_lives_in_the_effects_and_does_one_thing() -> None:
    for handler in effects.HANDLERS.values():
        assert handler.__module__.startswith("bot.effects.")
        assert (handler.__doc__ or "").strip()
