"""python-telegram-bot's own `Bot` against the stand-in, over a real socket."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
import requests
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.demo.conftest import PUBLIC, STAFF, Stand

CHOICE = InlineKeyboardMarkup([[InlineKeyboardButton("Lapor", callback_data="lapor")]])


@pytest.fixture
def chat_id(stand: Stand) -> int:
    """A citizen who has written once, so that the bot may answer."""
    stand.phone(text="halo")
    stand.settle()
    return stand.demo.world.people["w1"].telegram_id


def test_the_bot_knows_itself(stand: Stand) -> None:
    me = stand.bot(lambda bot: bot.get_me())
    assert (me.id, me.is_bot, me.username) == (7001, True, "suar_bot")


def test_a_sent_message_comes_back_whole_and_stands_on_the_phone(stand: Stand, chat_id: int) -> None:
    sent = stand.bot(
        lambda bot: bot.send_message(chat_id, "Apa kabar?", reply_markup=CHOICE, protect_content=True)
    )
    assert sent.text == "Apa kabar?"
    assert sent.from_user is not None
    assert sent.from_user.is_bot
    assert sent.has_protected_content
    assert sent.reply_markup == CHOICE
    assert abs(datetime.now(UTC) - sent.date) < timedelta(seconds=5)
    shown = stand.messages("telegram:w1")[-1]
    assert (shown["text"], shown["outgoing"], shown["protect"]) == ("Apa kabar?", True, True)
    assert shown["keyboard"][0][0]["label"] == "Lapor"


def test_json_bodies_work_as_well_as_forms(stand: Stand, chat_id: int) -> None:
    answer = requests.post(
        f"{stand.url}/telegram/bot{PUBLIC.token}/SendMessage",
        json={"chat_id": chat_id, "text": "hai", "reply_markup": CHOICE.to_dict()},
        timeout=5,
    ).json()
    assert answer["ok"]
    assert answer["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "lapor"


def test_editing_changes_words_and_drops_buttons_that_are_not_repeated(stand: Stand, chat_id: int) -> None:
    async def work(bot: Bot) -> None:
        sent = await bot.send_message(chat_id, "Satu", reply_markup=CHOICE)
        edited = await bot.edit_message_text("Dua", chat_id, sent.message_id)
        assert (edited.text, edited.reply_markup) == ("Dua", None)
        assert edited.edit_date is not None
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("Dua", chat_id, sent.message_id)
        again = await bot.edit_message_reply_markup(chat_id, sent.message_id, reply_markup=CHOICE)
        assert again.reply_markup == CHOICE

    stand.bot(work)
    assert stand.messages("telegram:w1")[-1]["text"] == "Dua"


def test_both_sides_can_be_deleted_for_48_hours_and_nothing_of_them_stays(stand: Stand, chat_id: int) -> None:
    async def work(bot: Bot) -> tuple[int, int]:
        old = await bot.send_message(chat_id, "lama")
        stand.clock.ahead = timedelta(hours=47)
        assert await bot.delete_message(chat_id, old.message_id)
        left = await bot.send_message(chat_id, "tinggal")
        stand.clock.ahead = timedelta(hours=96)
        with pytest.raises(BadRequest, match="can't be deleted"):
            await bot.delete_message(chat_id, left.message_id)
        with pytest.raises(BadRequest, match="not found"):
            await bot.delete_message(chat_id, old.message_id)
        theirs = int(next(m for m in stand.demo.world.chats["telegram:w1"].messages.values()).ref)
        return theirs, left.message_id

    theirs, left = stand.bot(work)
    stand.clock.ahead = timedelta()
    assert stand.bot(lambda bot: bot.delete_messages(chat_id, [theirs, left, 1]))
    assert stand.messages("telegram:w1") == []
    assert "halo" not in str(stand.changes())


def test_limits_are_telegrams(stand: Stand, chat_id: int) -> None:
    async def work(bot: Bot) -> None:
        await bot.send_message(chat_id, "a" * 4096)
        with pytest.raises(BadRequest, match="too long"):
            await bot.send_message(chat_id, "a" * 4097)
        with pytest.raises(BadRequest, match="empty"):
            await bot.send_message(chat_id, " ")
        for data in ("x" * 65, "é" * 33):
            button = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data=data)]])
            with pytest.raises(BadRequest, match="BUTTON_DATA_INVALID".capitalize()):
                await bot.send_message(chat_id, "a", reply_markup=button)

    stand.bot(work)


def test_refusals(stand: Stand, chat_id: int) -> None:
    with pytest.raises(BadRequest, match="not found"):
        stand.bot(lambda bot: bot.send_message(chat_id + 1, "halo"))
    with pytest.raises(InvalidToken):
        stand.bot(
            lambda bot: bot.get_me(), type(PUBLIC)(account="x", token="7001:wrong", secret="", username="x")
        )
    unknown = requests.post(f"{stand.url}/telegram/bot{PUBLIC.token}/danceForMe", timeout=5)
    assert (unknown.status_code, unknown.json()["error_code"]) == (404, 404)


def test_the_api_stands_at_the_root_as_well(stand: Stand) -> None:
    answer = requests.get(f"{stand.url}/bot{PUBLIC.token}/getMe", timeout=5)
    assert answer.json()["result"]["username"] == "suar_bot"
    assert requests.get(f"{stand.url}/file/bot{PUBLIC.token}/photos/none.jpg", timeout=5).status_code == 404


def test_a_bot_cannot_begin_a_conversation(stand: Stand) -> None:
    stranger = stand.demo.world.people["w1"].telegram_id
    with pytest.raises(BadRequest, match="not found"):
        stand.bot(lambda bot: bot.send_message(stranger, "halo"))


def test_officers_can_be_written_to_from_the_start(stand: Stand) -> None:
    stand.bot(lambda bot: bot.send_message(9001, "Selamat pagi"), STAFF)
    assert stand.messages("staff:p1")[0]["text"] == "Selamat pagi"


def test_blocking_is_told_and_then_forbids(stand: Stand, chat_id: int) -> None:
    body = {"who": "citizen", "channel": "telegram", "chat": "w1", "blocked": True}
    requests.post(f"{stand.url}/phone/block", json=body, timeout=5)
    stand.settle()
    update = Update.de_json(stand.hotline.received[-1].json, None)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="blocked"):
        stand.bot(lambda bot: bot.send_message(chat_id, "halo"))
    assert stand.phone(text="masih?").status_code == 409
    requests.post(f"{stand.url}/phone/block", json={**body, "blocked": False}, timeout=5)
    assert stand.bot(lambda bot: bot.send_message(chat_id, "halo lagi")).text == "halo lagi"


def test_planned_faults_hit_so_many_sends_and_then_end(
    stand: Stand, chat_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the library warns whenever it meets a 429
    stand.control(do="fail_sends", account="publik", fault="429", times=1, retry_after=7)
    stand.control(do="fail_sends", account="publik", fault="403")
    stand.control(do="fail_sends", account="publik", fault="500")

    async def work(bot: Bot) -> None:
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(chat_id, "satu")
        assert wait.value.retry_after == timedelta(seconds=7)
        with pytest.raises(Forbidden):
            await bot.send_message(chat_id, "dua")
        with pytest.raises(NetworkError):
            await bot.send_message(chat_id, "tiga")
        await bot.send_message(chat_id, "empat")

    stand.bot(work)
    assert [m["text"] for m in stand.messages("telegram:w1")] == ["halo", "empat"]


def test_a_lost_answer_leaves_the_message_sent(stand: Stand, chat_id: int) -> None:
    stand.control(do="fail_sends", account="publik", fault="lost")
    with pytest.raises(NetworkError):
        stand.bot(lambda bot: bot.send_message(chat_id, "sampai"))
    assert stand.messages("telegram:w1")[-1]["text"] == "sampai"


def test_a_timeout_leaves_nothing(stand: Stand, chat_id: int) -> None:
    stand.control(do="fail_sends", account="publik", fault="timeout", hold=3)
    with pytest.raises(TimedOut):
        stand.bot(lambda bot: bot.send_message(chat_id, "hilang"))
    assert [m["text"] for m in stand.messages("telegram:w1")] == ["halo"]


def test_polling_gives_everything_once_and_only_without_a_webhook(stand: Stand) -> None:
    async def work(bot: Bot) -> None:
        with pytest.raises(Conflict):
            await bot.get_updates()
        await bot.delete_webhook()
        stand.phone(text="/start poster-1")
        stand.phone(location={"latitude": 1.36, "longitude": 109.3})
        stand.phone(contact=True)
        stand.phone(voice_sample=True)
        updates = await bot.get_updates(timeout=1)
        start, place, contact, voice = (u.message for u in updates)
        assert start.entities[0].type == "bot_command"
        assert start.from_user.language_code == "id"
        assert place.location.latitude == pytest.approx(1.36)
        assert contact.contact.user_id == start.from_user.id
        file = await bot.get_file(voice.voice.file_id)
        assert file.file_path is not None
        content = bytes(await file.download_as_bytearray())
        assert content.startswith(b"OggS")
        assert (voice.voice.to_dict()["duration"], voice.voice.file_size) == (4, len(content))
        assert await bot.get_updates(offset=updates[-1].update_id + 1) == ()

    stand.bot(work)


def test_a_press_reaches_the_bot_and_is_answered_once_in_time(stand: Stand, chat_id: int) -> None:
    async def work(bot: Bot) -> None:
        await bot.delete_webhook()
        sent = await bot.send_message(chat_id, "Pilih", reply_markup=CHOICE)
        serial = stand.messages("telegram:w1")[-1]["serial"]
        assert stand.phone(choice={"message": serial, "data": "lapor"}).status_code == 202
        assert stand.phone(choice={"message": serial, "data": "lain"}).status_code == 409
        (update,) = await bot.get_updates()
        query = update.callback_query
        assert (query.data, query.message.message_id, query.from_user.id) == (
            "lapor",
            sent.message_id,
            chat_id,
        )
        assert query.chat_instance
        assert await query.answer("Diterima")
        stand.clock.ahead = timedelta(minutes=5)
        with pytest.raises(BadRequest, match="too old"):
            await query.answer()

    stand.bot(work)


def test_an_edited_message_arrives_as_a_new_version(stand: Stand, chat_id: int) -> None:
    serial = stand.messages("telegram:w1")[0]["serial"]
    stand.phone(edit={"message": serial, "text": "tolong"})
    update = Update.de_json(stand.hotline.wait_for(2)[1].json, None)
    assert update.edited_message is not None
    assert update.edited_message.text == "tolong"
    assert update.edited_message.chat_id == chat_id


def test_files_go_both_ways(stand: Stand, chat_id: int) -> None:
    picture = b"\xff\xd8\xff\xe0 gambar"
    answer = requests.post(
        f"{stand.url}/phone/upload",
        data={"who": "citizen", "channel": "telegram", "chat": "w1", "kind": "photo", "caption": "bukti"},
        files={"file": ("bukti.jpg", picture, "image/jpeg")},
        timeout=5,
    )
    assert answer.status_code == 202
    message = Update.de_json(stand.hotline.wait_for(2)[1].json, None).message
    assert message is not None
    assert message.caption == "bukti"

    async def work(bot: Bot) -> None:
        file = await bot.get_file(message.photo[-1].file_id)
        assert bytes(await file.download_as_bytearray()) == picture
        with pytest.raises(BadRequest, match="file_id"):
            await bot.get_file("unknown")
        sent = await bot.send_document(
            chat_id, io.BytesIO(b"%PDF-1.4"), filename="surat.pdf", caption="Surat"
        )
        assert sent.document is not None
        assert sent.document.file_name == "surat.pdf"
        photo = await bot.send_photo(chat_id, picture)
        assert photo.photo[0].file_size == len(picture)

    stand.bot(work)
    assert [m["kind"] for m in stand.messages("telegram:w1")] == ["text", "photo", "document", "photo"]


def test_a_reply_keyboard_stands_under_the_input_and_goes_after_one_use(stand: Stand, chat_id: int) -> None:
    keys = ReplyKeyboardMarkup(
        [[KeyboardButton("Kirim lokasi", request_location=True), "Tidak sekarang"]], one_time_keyboard=True
    )
    stand.bot(lambda bot: bot.send_message(chat_id, "Di mana?", reply_markup=keys))

    def keyboard() -> list[list[dict[str, str]]]:
        state = requests.get(f"{stand.url}/phone/state", timeout=5).json()
        return next(c["keyboard"] for c in state["chats"] if c["key"] == "telegram:w1")

    assert [b["action"] for b in keyboard()[0]] == ["location", "reply"]
    stand.phone(text="Tidak sekarang")
    assert keyboard() == []


def test_the_small_methods_are_accepted(stand: Stand, chat_id: int) -> None:
    async def work(bot: Bot) -> None:
        assert await bot.set_my_commands([("mulai", "Mulai dari awal")])
        assert await bot.send_chat_action(chat_id, "typing")
        assert await bot.set_webhook(f"{stand.hotline.url}/webhook/telegram/publik", secret_token="baru")
        info = await bot.get_webhook_info()
        assert info.url.endswith("/webhook/telegram/publik")
        with pytest.raises(BadRequest, match="this machine only"):
            await bot.set_webhook("https://example.org/hook")

    stand.bot(work)
    stand.phone(text="rahasia baru?")
    assert stand.hotline.wait_for(2)[1].headers["X-Telegram-Bot-Api-Secret-Token"] == "baru"
