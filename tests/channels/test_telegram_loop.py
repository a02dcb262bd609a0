from __future__ import annotations

import asyncio
import os
import threading

import pytest

from bot.channels.messages import OutboundMessage, Sent
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_loop import TelegramLoop
from flows.rendering import Rendered
from tests.channels.provider import Provider, answering


async def _where() -> tuple[str, int]:
    await asyncio.sleep(0)
    return threading.current_thread().name, os.getpid()


def test_it_starts_with_the_first_call_and_runs_in_one_thread() -> None:
    before = threading.active_count()
    loop = TelegramLoop()
    assert threading.active_count() == before

    seen = {loop.run(_where(), 5) for _ in range(20)}

    assert seen == {("telegram", os.getpid())}
    assert threading.active_count() == before + 1
    loop.close()
    assert threading.active_count() == before


def test_what_takes_too_long_is_given_up_and_cancelled() -> None:
    loop = TelegramLoop()
    cancelled = threading.Event()

    async def slow() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    with pytest.raises(TimeoutError):
        loop.run(slow(), 0.05)

    assert cancelled.wait(5)
    loop.close()


def test_closing_ends_what_is_under_way() -> None:
    loop = TelegramLoop()
    started, ended, given_up = threading.Event(), threading.Event(), threading.Event()

    async def endless() -> None:
        started.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    def call() -> None:
        try:
            loop.run(endless(), 30)
        except TimeoutError:
            given_up.set()

    waiting = threading.Thread(target=call)
    waiting.start()
    assert started.wait(5)
    loop.close()
    waiting.join(5)

    assert ended.is_set()
    assert given_up.is_set()
    assert not waiting.is_alive()


def test_it_can_be_closed_twice_and_used_again() -> None:
    loop = TelegramLoop()
    loop.close()
    assert loop.run(_where(), 5)[0] == "telegram"
    loop.close()
    loop.close()
    assert loop.run(_where(), 5)[0] == "telegram"
    loop.close()


def test_a_forked_child_gets_a_loop_of_its_own() -> None:
    loop = TelegramLoop()
    loop.run(_where(), 5)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover (another process)
        try:
            name, pid = loop.run(_where(), 5)
            os.write(writing, f"{name} {pid == os.getpid()}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)

    assert os.read(reading, 100) == b"telegram True"
    os.close(reading)
    assert loop.run(_where(), 5)[1] == os.getpid()
    loop.close()


def test_many_threads_send_at_once(stand_in: Provider) -> None:
    taken = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}
    stand_in.otherwise = answering(200, {"ok": True, "result": taken})
    loop = TelegramLoop()
    channel = TelegramChannel("1:AA", loop, base_url=stand_in.url)
    results: list[object] = []

    def work(number: int) -> None:
        for round_ in range(10):
            body = Rendered(parts=("x",))
            results.append(
                channel.send(OutboundMessage(address="1", body=body, idempotency=f"{number}-{round_}"))
            )

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [Sent(refs=("5",))] * 80
    channel.close()
    loop.close()


def test_a_channel_outlives_its_loop(stand_in: Provider) -> None:
    taken = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}
    stand_in.otherwise = answering(200, {"ok": True, "result": taken})
    loop = TelegramLoop()
    channel = TelegramChannel("1:AA", loop, base_url=stand_in.url)
    message = OutboundMessage(address="1", body=Rendered(parts=("x",)), idempotency="a")

    assert channel.send(message) == Sent(refs=("5",))
    channel.close()
    loop.close()
    assert channel.send(message) == Sent(refs=("5",))
    channel.close()
    channel.close()
    loop.close()
