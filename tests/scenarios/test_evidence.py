"""Edits, blocked bots, unreadable updates, pictures, voice: all is kept, nothing is taken for empty."""

from __future__ import annotations

import io
import threading
from datetime import timedelta

import pytest
from PIL import Image

from bot.attachments import ATTEMPTS, LEASE
from bot.channels.messages import (
    ChannelName,
    Fetched,
    InboundKind,
    MediaRef,
    Refused,
    TryLater,
)
from bot.channels.pictures import checked
from bot.worker import Worker
from flows.message import MediaKind
from language.reading import Urgency
from models.attachment import AttachmentContent
from models.case_store import CaseStore
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"
GPS = 0x8825


def told(stage: Stage) -> list[tuple[str, str]]:
    with stage.storage.read() as uow:
        return [(item.name, item.value) for item in CaseStore(uow).answers(stage.case().id)]


def kept(stage: Stage) -> list[bytes]:
    with stage.storage.read() as uow:
        return [
            uow.vault.open("attachment_contents", "content", row.attachment_id, row.content)
            for row in uow.session.query(AttachmentContent).order_by(AttachmentContent.attachment_id)
        ]


def attachments(stage: Stage) -> list[tuple[str, int]]:
    return [(row["state"].value, row["attempts"]) for row in table_rows(stage.storage, "attachments")]


def photograph() -> bytes:
    """A picture that betrays where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "kamera-rahasia"
    exif.get_ifd(GPS).update({1: "N", 2: (1.0, 22.0, 3.0), 3: "E", 4: (109.0, 17.0, 5.0)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, format="JPEG", exif=exif)
    assert b"kamera-rahasia" in out.getvalue()
    return out.getvalue()


# --- edits --------------------


def test_an_edit_is_a_version_beside_the_first_one(stage: Stage) -> None:
    first = stage.message("c1", HELD)
    stage.receive(first)
    heard = len(stage.heard("c1"))
    stage.receive(stage.message("c1", "paspor saya ditahan, sudah dua bulan",
                                kind=InboundKind.EDIT, edits=first.message_ref))  # fmt: skip

    assert ("story", HELD) in told(stage)
    assert ("suntingan", "paspor saya ditahan, sudah dua bulan") in told(stage)
    assert len(stage.heard("c1")) == heard
    assert [row["edits"] for row in table_rows(stage.storage, "inbound_messages")] == [
        None,
        first.message_ref,
    ]
    (shown,) = stage.officer_presses("o-rina", f"show:{stage.case().reference}")
    text = "\n".join(shown.body.parts)
    assert HELD in text
    assert "(disunting) paspor saya ditahan, sudah" in text


def test_an_edit_that_cries_for_help_raises_the_case(stage: Stage) -> None:
    first = stage.message("c1", HELD)
    stage.receive(first)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")

    stage.receive(stage.message("c1", CRY, kind=InboundKind.EDIT, edits=first.message_ref))

    assert stage.case().urgency is Urgency.KRITIS
    assert stage.alerted() == ["o-rina", "o-rina"]
    assert "110" in stage.heard("c1")[-1]


def test_an_edit_after_the_conversation_ended_is_still_kept_and_told(stage: Stage) -> None:
    first = stage.message("c1", HELD)
    stage.receive(first)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.says("c1", "keluar")
    stage.passes(minutes=11)

    stage.receive(stage.message("c1", "gaji empat bulan", kind=InboundKind.EDIT, edits=first.message_ref))

    assert ("suntingan", "gaji empat bulan") in told(stage)
    assert stage.heard("o-rina")[-1].startswith("Pelapor menulis lagi")


# --- the line --------------------


def test_a_blocked_bot_is_noted_in_the_case_and_told_to_nobody_else(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.receive(stage.message("c1", kind=InboundKind.BLOCKED))

    with stage.storage.read() as uow:
        events = CaseStore(uow).events(stage.case().id)
    assert [event.detail for event in events if event.kind == "tidak_terhubung"] == [{"code": "blocked"}]
    assert table_rows(stage.storage, "contacts")[0]["blocked_at"] is not None


def test_an_unreadable_update_is_read_by_hand(stage: Stage) -> None:
    stage.receive(stage.message("c1", kind=InboundKind.UNREADABLE))

    case = stage.case()
    assert "tidak_terbaca" in case.reasons
    assert case.urgency is Urgency.TINGGI
    assert stage.alerted() == ["o-rina"]


def test_what_is_not_for_us_leaves_no_row(stage: Stage) -> None:
    stage.receive(stage.message("c1", "iklan", kind=InboundKind.IGNORED))

    assert table_rows(stage.storage, "contacts") == []


# --- attachments --------------------


def test_a_voice_note_is_evidence_byte_for_byte_and_sealed(stage: Stage) -> None:
    stage.says("c1", "", media=(stage.voice("v1"),))
    stage.presses("c1", "safe_yes")

    assert kept(stage) == [b"OggSv1"]
    with stage.storage.read() as uow:
        (row,) = uow.session.query(AttachmentContent)
        assert b"OggSv1" not in row.content
    (shown,) = stage.officer_presses("o-hadi", f"show:{stage.case().reference}")
    assert "1 pesan suara" in "\n".join(shown.body.parts)
    assert table_rows(stage.storage, "attachments")[0]["case_id"] == stage.case().id


def test_what_came_before_there_was_a_case_belongs_to_it(stage: Stage) -> None:
    stage.says("c1", "", media=(stage.voice("v1"),))
    stage.says("c1", CRY)

    assert {row["case_id"] for row in table_rows(stage.storage, "attachments")} == {stage.case().id}


def test_a_picture_is_drawn_anew_and_tells_no_place(stage: Stage) -> None:
    fetched = checked(photograph())
    assert isinstance(fetched, Fetched)
    stage.provider.files["p1"] = fetched
    stage.says("c1", "ini tempatnya", media=(MediaRef(kind=MediaKind.PHOTO, ref="p1"),))

    (content,) = kept(stage)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (64, 48)
        assert not dict(picture.getexif())
    assert b"kamera-rahasia" not in content


def test_what_is_refused_is_noted_and_tried_no_more(stage: Stage) -> None:
    stage.provider.files["p1"] = Refused(code="too_large")  # type: ignore[assignment]
    stage.says("c1", CRY, media=(MediaRef(kind=MediaKind.VIDEO, ref="p1"),))
    stage.passes(minutes=5)

    assert attachments(stage) == [("refused", 1)]
    assert kept(stage) == []


def test_a_busy_provider_is_asked_again_later_and_with_patience(stage: Stage) -> None:
    stage.provider.files["v1"] = TryLater(after=timedelta(seconds=30), code="busy")  # type: ignore[assignment]
    stage.says("c1", CRY, media=(MediaRef(kind=MediaKind.VOICE, ref="v1"),))
    assert attachments(stage) == [("waiting", 1)]
    stage.passes(seconds=20)
    assert attachments(stage) == [("waiting", 1)]
    stage.passes(seconds=20)
    assert attachments(stage) == [("waiting", 2)]

    stage.voice("v1")
    stage.passes(minutes=1)
    assert kept(stage) == [b"OggSv1"]


def test_a_provider_that_stays_busy_is_given_up_in_the_end(stage: Stage) -> None:
    stage.provider.files["v1"] = TryLater(after=timedelta(0), code="busy")  # type: ignore[assignment]
    stage.says("c1", CRY, media=(MediaRef(kind=MediaKind.VOICE, ref="v1"),))
    for _ in range(ATTEMPTS + 2):
        stage.clock.set(stage.clock.now() + timedelta(hours=2))
        stage.work()

    assert attachments(stage) == [("refused", ATTEMPTS)]


def test_a_worker_that_dies_while_fetching_leaves_it_to_the_next(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.receive(stage.message("c1", CRY, media=(stage.voice("v1"),)), work=False)
    with monkeypatch.context() as dies:
        dies.setattr(stage.provider, "fetch", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            stage.jobs.run(stage.worker)
    stage.work()
    assert kept(stage) == []

    stage.passes(seconds=LEASE.total_seconds() + 10)

    assert kept(stage) == [b"OggSv1"]


def test_several_workers_fetch_it_once(stage: Stage) -> None:
    for number in range(3):
        stage.receive(stage.message(f"c{number}", "", media=(stage.voice(f"v{number}"),)), work=False)
    fetched: list[str] = []
    real = stage.provider.fetch

    def fetch(media: MediaRef) -> Fetched:
        fetched.append(media.ref)
        return real(media)

    stage.provider.fetch = fetch  # type: ignore[method-assign]
    ids = [row["id"] for row in table_rows(stage.storage, "attachments")]
    started = threading.Barrier(4)

    def work() -> None:
        worker = Worker(stage.hotline)
        started.wait()
        for attachment_id in ids:
            worker.fetch(attachment_id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(fetched) == ["v0", "v1", "v2"]
    assert sorted(kept(stage)) == [b"OggSv0", b"OggSv1", b"OggSv2"]


@pytest.mark.parametrize("first", [CRY, HELD])
def test_a_shared_place_reaches_the_officer_whatever_was_asked(stage: Stage, first: str) -> None:
    stage.says("c1", first)
    stage.says("c1", "", location=(1.3, 109.3))
    stage.says("c1", CRY)

    (shown,) = stage.officer_presses("o-rina", f"show:{stage.case().reference}")
    assert "1.300000,109.300000" in "\n".join(shown.body.parts)
    assert "109.3" not in stage.heard("o-rina")[0]


def test_a_place_and_a_sticker_are_no_files(stage: Stage) -> None:
    stage.says("c1", "", location=(1.3, 109.3))
    stage.says("+62811", "", channel=ChannelName.SMS, media=(MediaRef(kind=MediaKind.STICKER, ref="s"),))

    assert table_rows(stage.storage, "attachments") == []
