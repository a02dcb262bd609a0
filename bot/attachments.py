"""What people send beside words: kept as evidence, fetched by the worker, made harmless before anyone looks
at it."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.messages import Channel, Fetched, MediaRef, Refused, TryLater
from bot.errors import NoSuchAccount
from bot.hotline import Hotline
from bot.scene import Scene
from bot.speech import REPLY_LIVES, one, send
from flows.message import MediaKind
from flows.prompt import Prompt
from models.attachment_store import AttachmentStore, ClaimedAttachment
from models.conversation_store import ConversationStore
from models.inbox_store import Pending
from models.unit_of_work import UnitOfWork

FETCHED = (MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT, MediaKind.CONTACT)
LEASE = timedelta(minutes=2)
ATTEMPTS = 12


def register_media(scene: Scene, inbound: Pending) -> None:
    """Write a row for everything fetchable that came with a message, and nudge the worker to get it."""
    store = AttachmentStore(scene.uow)
    for item in inbound.body.get("media", ()):
        if item["kind"] not in FETCHED or not item["ref"]:
            continue
        attachment_id = scene.hotline.ids()
        store.add(
            id=attachment_id,
            taskforce=scene.talk.taskforce,
            inbound_id=inbound.id,
            case_id=scene.talk.case_id,
            kind=item["kind"],
            content_type=item["type"],
            size=item["size"],
            ref=item["ref"],
            now=scene.now,
        )
        _nudge(scene, attachment_id)


def _nudge(scene: Scene, attachment_id: str) -> None:
    jobs = scene.hotline.jobs
    scene.uow.after_commit(lambda: jobs.fetch(attachment_id))


class Attachments:
    """Gets attachments from providers.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline

    def fetch(self, attachment_id: str) -> None:
        """Get one attachment: claim, download outside any transaction, then store it sealed.

        The channel has drawn a picture anew without its hidden data: where it was taken would betray the
        person.
        Once it is ours, the provider's own copy is removed.
        """
        now = self._hotline.clock.now()
        with self._hotline.storage.begin() as uow:
            item = AttachmentStore(uow).claim(attachment_id, now=now, lease=LEASE)
            uow.commit()
        if item is None:
            return
        media = MediaRef(
            kind=MediaKind(item.kind), ref=item.ref, content_type=item.content_type, size=item.size
        )
        channel, result = self._get(item, media)
        with self._hotline.storage.begin() as uow:
            store = AttachmentStore(uow)
            if isinstance(result, Fetched):
                store.keep(attachment_id, content=result.content, content_type=result.content_type)
            elif isinstance(result, TryLater) and item.attempts < ATTEMPTS:
                wait = max(result.after, timedelta(seconds=min(3600, 2**item.attempts)))
                store.again(attachment_id, due_at=self._hotline.clock.now() + wait)
            else:
                store.refuse(attachment_id)
                self._tell(uow, item)
                self._hotline.log.warning("attachment_refused", attachment_id=attachment_id, kind=item.kind)
            uow.commit()
        if channel is not None and isinstance(result, Fetched) and not channel.delete_media(media):
            self._hotline.log.warning("media_left_at_provider", attachment_id=attachment_id)

    def _get(
        self, item: ClaimedAttachment, media: MediaRef
    ) -> tuple[Channel | None, Fetched | TryLater | Refused]:
        try:
            channel = self._hotline.switchboard.of(item.account, item.channel)
        except NoSuchAccount:
            return None, Refused(code="no_account")
        return channel, channel.fetch(media)

    def _tell(self, uow: UnitOfWork, item: ClaimedAttachment) -> None:
        """Say that something could not be opened, so that nobody relies on what no officer will see."""
        talk = ConversationStore(uow).get(item.conversation_id)
        if talk is None or talk.safe == "unsafe" or talk.blocked or talk.opted_out or not talk.address:
            return
        scene = Scene(
            hotline=self._hotline,
            uow=uow,
            talk=talk,
            inbound=None,
            now=self._hotline.clock.now(),
            locale=talk.locale,
        )
        prompt = Prompt(key="media.refused", sensitive=False)
        body = one(self._hotline.bundles.current, prompt, locale=talk.locale, channel=talk.channel)
        send(scene, body, kind="reply", lives=REPLY_LIVES, suffix=f":{item.id}")
