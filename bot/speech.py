"""From the prompts of one turn to one outbox row: one message, not three, and nothing on a phone that is not
safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.hotline import Hotline
from bot.jobs import REPLY_PRIORITY
from bot.scene import Scene
from flows.bundle import Bundle
from flows.prompt import Prompt
from flows.rendering import Button, Form, Rendered, render
from models.outbox_store import OutboxStore

REPLY_LIVES = timedelta(hours=1)
LONGEST = {Form.TELEGRAM: 4096, Form.WHATSAPP: 1024, Form.SMS: 160}
FORMS = {"telegram": Form.TELEGRAM, "whatsapp": Form.WHATSAPP, "sms": Form.SMS, "staff": Form.TELEGRAM}


def reply(scene: Scene, bundle: Bundle) -> None:
    """Write what this turn says into the outbox, if it says anything that may be said.

    A reply lives for an hour: one that arrives later on a phone that is watched is a danger. On a phone that
    the person called unsafe nothing that shows the topic is sent, whatever a flow may say.
    """
    prompts = [item for item in scene.prompts if not (item.sensitive and scene.safe == "unsafe")]
    if not prompts or scene.talk.blocked or scene.talk.opted_out:
        return
    form = FORMS[scene.talk.channel]
    body = joined([render(item, bundle.catalogue(scene.locale), form) for item in prompts], form)
    send(scene, body, kind="reply", lives=REPLY_LIVES)


def send(
    scene: Scene,
    body: Rendered,
    *,
    kind: str,
    lives: timedelta | None,
    state: str = "ready",
    suffix: str = "",
    once: str | None = None,
) -> None:
    """Put one rendered message for this conversation's person into the outbox, and nudge the worker.

    Args:
        lives: how long it may take to arrive; None for as long as it takes.
        suffix: tells several messages with one cause apart.
        once: a key under which this is said only once, whatever caused it.
    """
    hotline = scene.hotline
    outbox_id = hotline.ids()
    source = scene.inbound.id if scene.inbound is not None else outbox_id
    added = OutboxStore(scene.uow).add(
        id=outbox_id,
        taskforce=scene.talk.taskforce,
        conversation_id=scene.talk.id,
        case_id=scene.talk.case_id,
        channel=scene.talk.channel,
        account=scene.talk.account,
        kind=kind,
        priority=REPLY_PRIORITY,
        body={"do": "send", **packed(body)},
        now=scene.now,
        expires_at=scene.now + lives if lives is not None else None,
        dedup_key=once or f"{kind}:{source}{suffix}",
        state=state,
    )
    if added and state == "ready":
        after_commit_deliver(scene.uow, hotline, outbox_id, REPLY_PRIORITY)


def after_commit_deliver(uow: Any, hotline: Hotline, outbox_id: str, priority: int) -> None:
    """Nudge the worker once the row is committed; before that it would look for a row that is not there."""
    uow.after_commit(lambda: hotline.jobs.deliver(outbox_id, priority=priority))


def one(bundle: Bundle, prompt: Prompt, *, locale: str, channel: str) -> Rendered:
    """Render a single prompt for a channel."""
    return render(prompt, bundle.catalogue(locale), FORMS[channel])


def joined(pieces: Sequence[Rendered], form: Form) -> Rendered:
    """Several things said in one turn as one message, as far as the channel's length allows.

    WhatsApp lets a number write to one person once in six seconds (Meta's pair rate limit, error 131056), and
    three bubbles in a row are harder to read than one.
    """
    parts: list[str] = []
    for piece in pieces:
        for index, part in enumerate(piece.parts):
            fits = (
                parts
                and index == 0
                and form is not Form.SMS
                and len(parts[-1]) + 2 + len(part) <= LONGEST[form]
            )
            if fits:
                parts[-1] = f"{parts[-1]}\n\n{part}"
            else:
                parts.append(part)
    last = pieces[-1]
    return Rendered(
        parts=tuple(parts),
        buttons=last.buttons,
        list_label=last.list_label,
        location=last.location,
        template=last.template,
    )


def packed(body: Rendered) -> dict[str, Any]:
    """A rendered message as plain data for the outbox."""
    return {
        "parts": list(body.parts),
        "buttons": [[button.id, button.label] for button in body.buttons],
        "list_label": body.list_label,
        "location": body.location,
        "template": body.template,
    }


def unpacked(data: dict[str, Any]) -> Rendered:
    """The rendered message that `packed` wrote."""
    return Rendered(
        parts=tuple(data.get("parts", ())),
        buttons=tuple(Button(id=item[0], label=item[1]) for item in data.get("buttons", ())),
        list_label=data.get("list_label", ""),
        location=bool(data.get("location")),
        template=data.get("template"),
    )
