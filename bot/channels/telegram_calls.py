"""What the channel asks of the Bot API, call by call, each ending in an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from telegram import LinkPreviewOptions, Message
from telegram.error import BadRequest, TelegramError

from bot.channels.messages import OutboundMessage, Refused, SendResult, Sent, TryLater, Unknown, Unreachable
from bot.channels.numbered import numbered
from bot.channels.progress import Progress
from bot.channels.telegram_client import RawBot
from bot.channels.telegram_keyboards import Keyboard, inline, under
from bot.channels.telegram_outcomes import is_already_gone, is_unchanged, outcome

# What reading an answer of a wrong shape raises inside the library.
ODD_ANSWER = (AttributeError, KeyError, TypeError, ValueError)

_MOST_DELETED_AT_ONCE = 100  # Bot API, deleteMessages
_LONGEST_NOTICE = 200  # Bot API, answerCallbackQuery
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # a preview fetches the page and fills a watched screen
_SOON = timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """One message on its way to one chat.

    Args:
        bot: who sends.
        chat: where to.
        message: what.
        progress: where parts that left are noted.
        location_label: words on the key that shares the place.
    """

    bot: RawBot
    chat: int
    message: OutboundMessage
    progress: Progress
    location_label: str

    async def run(self) -> SendResult:
        """Edit if asked and possible, else send the parts that have not left yet."""
        body = self.message.body
        if self.message.edit_ref and len(body.parts) == 1 and not body.location:
            edited = await self._edit(self.message.edit_ref)
            if edited is not None:
                return edited
        refs = self.progress.reached(self.message.idempotency)
        for index in range(len(refs), len(body.parts)):
            last = index == len(body.parts) - 1
            keyboard = under(body, location_label=self.location_label) if last else None
            result = await self._part(body.parts[index], keyboard)
            if not isinstance(result, Sent):
                return result
            refs += result.refs
            # Noted at once: this coroutine may be cancelled while it waits for the next part.
            self.progress.note(self.message.idempotency, refs)
        self.progress.forget(self.message.idempotency)
        return Sent(refs=refs)

    async def _part(self, text: str, keyboard: Keyboard | None) -> SendResult:
        result = await self._attempt(text, keyboard)
        if isinstance(result, Refused) and keyboard is not None and self.message.body.buttons:
            # Nothing was sent. If it was the buttons that Telegram did not like, the words still arrive.
            return await self._attempt(numbered(self.message.body), None)
        return result

    async def _attempt(self, text: str, keyboard: Keyboard | None) -> SendResult:
        try:
            sent = await self.bot.send_message(
                self.chat,
                text,
                reply_markup=keyboard,
                protect_content=self.message.protect,
                disable_notification=self.message.silent,
                link_preview_options=_NO_PREVIEW,
            )
            return Sent(refs=(str(sent.message_id),))
        except TelegramError as error:
            return outcome(error)
        except ODD_ANSWER:
            return Unknown(code="unreadable_answer")

    async def _edit(self, edit_ref: str) -> SendResult | None:
        """The outcome of an edit, None if Telegram cannot edit that message any more."""
        if not (edit_ref.isascii() and edit_ref.isdecimal()):
            return None
        try:
            edited = await self.bot.edit_message_text(
                self.message.body.parts[0],
                chat_id=self.chat,
                message_id=int(edit_ref),
                reply_markup=inline(self.message.body.buttons),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if is_unchanged(error):
                return Sent(refs=(edit_ref,))
            result = outcome(error)
            return result if isinstance(result, Unreachable) else None
        except TelegramError as error:
            return outcome(error)
        except ODD_ANSWER:
            return Unknown(code="unreadable_answer")
        return Sent(refs=(str(edited.message_id) if isinstance(edited, Message) else edit_ref,))


async def delete_all(bot: RawBot, chat: int, ids: list[int]) -> bool:
    """Delete what can be deleted; False if a message stayed.

    One message older than 48 hours makes Telegram refuse its whole batch. Then they go one by one: as much
    as possible has to disappear.

    Args:
        bot: who deletes.
        chat: a private chat, in which both sides' messages may be deleted.
        ids: message ids.
    """
    gone = True
    for at in range(0, len(ids), _MOST_DELETED_AT_ONCE):
        batch = ids[at : at + _MOST_DELETED_AT_ONCE]
        try:
            gone &= await bot.delete_messages(chat, batch)
        except BadRequest:
            for message_id in batch:
                gone &= await _delete_one(bot, chat, message_id)
        except TelegramError:
            gone = False
    return gone


async def _delete_one(bot: RawBot, chat: int, message_id: int) -> bool:
    try:
        return await bot.delete_message(chat, message_id)
    except BadRequest as error:
        return is_already_gone(error)
    except TelegramError:
        return False


async def answer_press(bot: RawBot, callback_ref: str, text: str) -> None:
    """Stop a button's spinner. Telegram refuses after some minutes, which harms nobody."""
    try:
        await bot.answer_callback_query(callback_ref, text=text[:_LONGEST_NOTICE] or None)
    except TelegramError:
        return


async def fetch_bytes(bot: RawBot, file_id: str, *, most: int) -> bytes | TryLater | Refused:
    """The bytes behind a file id.

    Args:
        bot: whose file id it is; another bot cannot use it.
        file_id: as it came in.
        most: largest file taken.
    """
    if not file_id:
        return Refused(code="nothing_to_fetch")
    try:
        file = await bot.get_file(file_id)
    except TelegramError as error:
        result = outcome(error)
        if isinstance(result, Unknown):
            return TryLater(after=_SOON, code=result.code)
        return result if isinstance(result, TryLater) else Refused(code=result.code)
    except ODD_ANSWER:
        return TryLater(after=_SOON, code="unreadable_answer")
    if file.file_path is None:
        return Refused(code="gone")
    if file.file_size is not None and file.file_size > most:
        return Refused(code="too_big")
    return await bot.door.download(file.file_path, most=most)
