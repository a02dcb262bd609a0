"""What must not silence a person: a lost key, a broken memory, a new identity, a second worker."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.channels.messages import ChannelName
from bot.health import health_of
from models.conversation_store import ConversationStore
from models.envelope import Envelope
from models.unit_of_work import Storage
from tests.stage import Stage

CRY = "tolong kami disekap, pintu dikunci dari luar"


def test_a_memory_that_cannot_be_opened_does_not_swallow_a_cry(stage: Stage) -> None:
    stage.says("c1", "halo")
    with stage.storage.begin() as uow:
        sealed = uow.session.execute(text("SELECT session FROM conversations")).scalar_one()
        broken = bytes(sealed[:-1]) + bytes([sealed[-1] ^ 1])
        Envelope.parse(broken)
        uow.session.execute(text("UPDATE conversations SET session = :broken"), {"broken": broken})
        uow.commit()

    replies = stage.says("c1", CRY)

    assert "110" in "\n".join(part for message in replies for part in message.body.parts)
    assert stage.case().urgency == "kritis"
    assert stage.alerted()


def test_after_five_failures_the_person_is_answered_and_heard_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(stage.worker.turns, "_converse", lambda *_: 1 / 0)
        stage.says("c1", CRY)
        stage.passes(minutes=10)
    assert stage.case().urgency == "kritis"
    assert "gangguan" in stage.heard("c1")[-1]
    assert "110" in stage.heard("c1")[-1]

    assert stage.says("c1", "dia datang lagi")


def test_a_message_that_nobody_deals_with_turns_health_red(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.worker.turns, "take_all", lambda *_, **__: None)
    stage.receive(stage.message("c1", CRY), work=False)
    stage.passes(minutes=2)
    stage.worker.beat()

    assert health_of(stage.hotline).problems == ("message_stuck",)


def test_a_new_whatsapp_identity_is_still_the_same_person(stage: Stage) -> None:
    number, known = "whatsapp:+62811", "whatsapp:ID.abc"
    stage.says(number, CRY, channel=ChannelName.WHATSAPP)
    later = stage.message(number, "tolong cepat", channel=ChannelName.WHATSAPP)
    stage.receive(replace(later, identity=known))
    hidden = stage.message(known, "masih di sini", channel=ChannelName.WHATSAPP)
    stage.receive(hidden)

    assert len(stage.cases()) == 1
    with stage.storage.read() as uow:
        assert (
            uow.session.execute(text("SELECT count(*) FROM contacts WHERE channel = 'whatsapp'")).scalar()
            == 1
        )


def test_who_waited_for_the_lock_sees_what_the_first_one_wrote(stage: Stage, storage: Storage) -> None:
    stage.says("c1", "halo")
    with storage.read() as uow:
        found = ConversationStore(uow).find(taskforce="sambas", channel="telegram", identity="c1")
    assert found is not None
    seen: list[str] = []
    holding, waiting = threading.Event(), threading.Event()

    def second() -> None:
        holding.wait(5)
        with storage.begin() as uow:
            waiting.set()
            talk = ConversationStore(uow).lock(found)
            assert talk is not None
            seen.append(talk.safe)

    thread = threading.Thread(target=second)
    thread.start()
    with storage.begin() as uow:
        talk = ConversationStore(uow).lock(found)
        assert talk is not None
        holding.set()
        waiting.wait(5)
        thread.join(0.3)
        ConversationStore(uow).update_contact(talk.contact_id, safe="unsafe")
        uow.commit()
    thread.join(15)

    assert seen == ["unsafe"]


def test_a_dead_public_bot_leaves_a_thread_for_alerts(stage: Stage) -> None:
    for _ in range(3):
        assert stage.worker._ordinary.acquire(blocking=False)
    stage.says("c1", CRY)

    assert stage.alerted() == ["o-rina"]
    assert stage.heard("c1") == []

    for _ in range(3):
        stage.worker._ordinary.release()
    stage.passes(seconds=20)
    assert "110" in stage.heard("c1")[0]
