"""What is heard before any answer: the language, signs of danger, and words that always work."""

from __future__ import annotations

from dataclasses import replace

from flows.context import STORY, Context
from flows.definition import REPEAT, split_target
from flows.events import CaseRequested, LocaleChosen, SignalRaised
from flows.matching import match, match_exact, match_word, without_address
from flows.outcome import Enter, Outcome, Wait
from flows.phrasing import contained, says
from language.reading import Urgency, is_sign


def listen(context: Context) -> None:
    """Settle the language by the person's own words and report every sign that was read."""
    message = context.message
    if message is None:
        return
    _calm(context)
    reading = context.message.reading if context.message is not None else message.reading
    locale = reading.locale
    if locale is not None and locale in context.bundle.catalogues and not context.session.settled:
        if locale != context.session.locale:
            context.emit(LocaleChosen(locale=locale))
        context.change(locale=locale, settled=True)
    if reading.urgency is not Urgency.RENDAH or reading.unsure:
        context.raise_urgency(reading.urgency)
        context.emit(SignalRaised(signals=reading.signals, urgency=reading.urgency, reading=reading))


def _calm(context: Context) -> None:
    """Take a message that is an answer offered by the open question as one, whatever it may sound like.

    "Anak saya" is who, and "malam ini" is when. A warning sign that is told in so many words stands.
    """
    message = context.message
    if message is None or not context.said or any(is_sign(signal) for signal in message.reading.signals):
        return
    if match_exact(context.said, context.options, context.bundle.phrases) is not None:
        calm = replace(message.reading, urgency=Urgency.RENDAH, unsure=False, signals=())
        context.message = replace(message, reading=calm)


def interrupted(context: Context, *, starting: bool = False) -> Outcome | None:
    """Where the message leads whatever was asked, or None if it is an answer."""
    return _unsafe(context, starting=starting) or _word(context) or _danger(context)


def _unsafe(context: Context, *, starting: bool) -> Outcome | None:
    """ "Do not answer now" ends it at once, whatever was asked: somebody stands beside the person."""
    message = context.message
    settings = context.bundle.settings
    if settings.unsafe is None or message is None or message.choice is not None or not context.said:
        return None
    words = context.bundle.words
    whole = settings.unsafe in {words.get(context.said), words.get(without_address(context.said))}
    # A first message that holds such words tells what happens; later ones tell us to be silent. A new cry for
    # help gets the numbers to call, unless it asks in so many words that nobody writes.
    newly = message.reading.in_danger and not context.session.danger
    inside = (not starting or context.session.in_case) and says(
        message.text, context.bundle.unsafe_phrases, longest=context.limits.short_words, orders=newly
    )
    if not (whole or inside) or _answers(context) or (starting and message.reading.in_danger):
        return None
    if message.reading.in_danger:
        context.change(in_case=True)
        context.emit(CaseRequested(partial=True))
    if context.session.in_case or STORY in context.session.answers:
        context.record(STORY, message.text)
    context.consumed = True
    return Enter(settings.words[settings.unsafe])


def _answers(context: Context) -> bool:
    """Whether the message answers the question that waits, so that the question's own way is taken."""
    bundle, options = context.bundle, context.options
    text = context.message.text if context.message is not None else ""
    longest = context.limits.short_words
    return (
        match(context.said, options, bundle.phrases) is not None
        or contained(text, options, bundle.within, longest=longest) is not None
    )


def _word(context: Context) -> Outcome | None:
    """Where a word that works everywhere leads: a whole message only, and none that the question offers."""
    message = context.message
    if message is None or message.choice is not None or message.media or not context.said:
        return None
    if message.reading.urgency is not Urgency.RENDAH or message.reading.unsure:
        return None
    if match_exact(context.said, context.options, context.bundle.phrases) is not None:
        return None
    name = match_word(context.said, context.bundle.words, exact_only=context.bundle.exact_words)
    if name is None or not _works_here(context, name):
        return None
    flow = context.bundle.flows.get(context.session.flow)
    target = (flow.words if flow is not None else {}).get(name) or context.bundle.settings.words[name]
    if target == REPEAT and context.session.asked is None and context.session.flow:
        return None  # nothing was asked yet, and what a fresh beginning says is not for every reader
    context.consumed = True
    if target != REPEAT:
        context.change(danger=context.session.danger and split_target(target)[0] == context.session.flow)
        return Enter(target)
    if context.session.asked is None:
        return Enter(context.bundle.settings.first)
    context.wait(context.session.asked)
    return Wait()


def _works_here(context: Context, name: str) -> bool:
    guarded = context.bundle.settings.guarded
    inside = guarded is not None and context.session.flow == split_target(guarded.enter)[0]
    return guarded is None or not inside or name in guarded.words


def _danger(context: Context) -> Outcome | None:
    """Danger interrupts whatever goes on; once it has, the same person's words are answers again."""
    message = context.message
    danger = context.bundle.settings.danger
    inside = context.session.danger or context.session.flow == split_target(danger)[0]
    if message is None or not message.reading.in_danger or inside:
        return None
    context.record(STORY, message.text)
    context.consumed = True
    context.change(danger=True, in_case=True)
    context.emit(CaseRequested(partial=True))
    return Enter(danger)
