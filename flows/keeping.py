"""Words that no question has taken: kept, and the question asked again."""

from __future__ import annotations

from flows.catalogue import KEPT, UNCLEAR
from flows.context import STORY, Context
from flows.message import MediaKind
from flows.outcome import Enter, Go, Outcome, Wait
from flows.questions import AskNode, WaitNode
from language.reading import Intent, Urgency

_EVIDENCE = frozenset(MediaKind) - {MediaKind.STICKER, MediaKind.LOCATION, MediaKind.CONTACT}


def tells(context: Context) -> bool:
    """Whether the message tells what no question has taken yet: signs, evidence, many words."""
    message = context.message
    if context.consumed or message is None or message.choice is not None:
        return False
    reading = message.reading
    alarming = bool(reading.signals) or reading.unsure or reading.urgency is not Urgency.RENDAH
    telling = reading.intent in {Intent.LAPOR, Intent.LAINNYA}
    long = len(message.text.split()) >= context.limits.story_words
    return alarming or (telling and long) or has_evidence(context)


def has_evidence(context: Context) -> bool:
    """Whether a picture, a voice note, a video or a document came along."""
    return context.message is not None and not _EVIDENCE.isdisjoint(context.message.media)


def keep_story(context: Context) -> bool:
    """Record a message that no question has taken as part of the story, if it tells something.

    Who pours everything into the first message must not be asked to write it again, and a picture sent at
    the wrong moment is evidence all the same.
    """
    return tells(context) and _keep(context)


def keep_words(context: Context) -> bool:
    """The same for words that fit nothing: once there is a case, or a story, not one of them is discarded."""
    begun = context.session.in_case or STORY in context.session.answers
    return (begun or tells(context)) and _keep(context)


def _keep(context: Context) -> bool:
    message = context.message
    if message is None or context.consumed or message.choice is not None:
        return False
    place = f"{message.location[0]:.6f},{message.location[1]:.6f}" if message.location else ""
    value = message.text if message.text.strip() else place
    if not value and not has_evidence(context):
        return False
    context.record(STORY, value)
    context.consumed = True
    return True


def misfit(context: Context, node: WaitNode, *, text: str = UNCLEAR) -> Outcome:
    """What follows an answer that does not fit: kept if it tells something, then asked again.

    Whatever is no text never counts as a try: a sticker from a trembling hand must not end a conversation.
    """
    kept = keep_words(context)
    if context.message is None or not context.message.media:
        return unclear(context, node, text=text)
    if not kept:
        context.again(text, sensitive=node.sensitive)
        return Wait()
    if KEPT in context.catalogue.texts and not context.tells_of_media:
        context.say(context.prompt(KEPT, sensitive=node.sensitive))
    context.wait(context.session.asked)
    return Wait()


def unclear(context: Context, node: WaitNode, *, text: str = UNCLEAR) -> Outcome:
    """Ask once more; asked often enough, take what does no harm, or give up, to a human where none is
    named."""
    if context.session.tries < node.tries:
        context.change(tries=context.session.tries + 1)
        context.again(text, sensitive=node.sensitive)
        return Wait()
    if isinstance(node, AskNode) and node.assume is not None:
        if node.save is not None:
            context.record(node.save, node.assume, closed=True)
        return Go(node.go.get(node.assume, node.next))
    return Enter(context.bundle.settings.failed) if node.give_up is None else Go(node.give_up)
