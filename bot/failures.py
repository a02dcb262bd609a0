"""Turns that failed: counted, searched for danger, and in the end laid before a human."""

from __future__ import annotations

from bot import speech
from bot.casework import Casework
from bot.hotline import Hotline
from bot.scene import Scene
from flows.prompt import Prompt
from models.conversation_store import ConversationStore, Talk
from models.inbox_store import InboxStore, Pending
from models.unit_of_work import UnitOfWork

ATTEMPTS = 5


class Failures:
    """Deals with turns that raised.

    Args:
        hotline: the parts of the running hotline.
        casework: opens a case for what the machine could not handle.
    """

    def __init__(self, hotline: Hotline, casework: Casework) -> None:
        self._hotline = hotline
        self._casework = casework

    def count(self, conversation_id: str, pending: Pending) -> None:
        """A turn raised: count it, look for danger words alone, and after five attempts let a human read.

        The person who cries for help must be heard even while a bug keeps the conversation from going on.
        """
        hotline, now = self._hotline, self._hotline.clock.now()
        attempts = pending.attempts + 1
        given_up = attempts >= ATTEMPTS
        try:
            with hotline.storage.begin() as uow:
                talk, inbox = ConversationStore(uow).lock(conversation_id), InboxStore(uow)
                waiting = inbox.oldest_pending(conversation_id)
                if talk is None or waiting is None or waiting.id != pending.id:
                    return
                danger = (
                    talk.channel != "staff"
                    and hotline.readers[talk.taskforce].read(pending.body.get("text", "")).in_danger
                )
                case_id = talk.case_id
                if talk.channel != "staff" and (given_up or (danger and case_id is None)):
                    case_id = self._casework.by_hand(
                        uow,
                        talk,
                        code="gagal_diproses",
                        now=now,
                        text=pending.body.get("text", ""),
                        danger=danger,
                    )
                if given_up:
                    inbox.settle(pending.id, state="read_by_hand", now=now, case_id=case_id)
                    if talk.channel != "staff":
                        self._begin_anew(uow, talk.with_case(case_id), danger=danger)
                else:
                    inbox.failed_once_more(pending.id, attempts=attempts)
                uow.commit()
        except Exception as error:  # noqa: BLE001 (loop edge: the row still waits, the sweep comes back to it)
            hotline.log.error(
                "failed_turn_not_counted", conversation_id=conversation_id, error=type(error).__name__
            )

    def _begin_anew(self, uow: UnitOfWork, talk: Talk, *, danger: bool) -> None:
        """Forget where the conversation stood, and say in fixed words that a human reads.

        Otherwise the next message would run into the same wall, and the person into silence.
        """
        store, now = ConversationStore(uow), self._hotline.clock.now()
        store.remember(
            talk.id,
            memory=None,
            bundle=None,
            case_id=talk.case_id,
            last_inbound_at=talk.last_inbound_at,
            now=now,
        )
        scene = Scene(hotline=self._hotline, uow=uow, talk=talk, inbound=None, now=now, locale=talk.locale)
        scene.prompts.append(Prompt(key="common.trouble"))
        if danger:
            scene.prompts.append(Prompt(key="danger.call"))
        speech.reply(scene, self._hotline.bundles.current)
