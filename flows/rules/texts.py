"""Every text fits every channel and is there in every language."""

from __future__ import annotations

from collections.abc import Iterator

from flows.bundle import Bundle
from flows.catalogue import Catalogue, fill, placeholders
from flows.choices import SKIP, numbered, spoken
from flows.gsm import SEGMENT, fold, foreign, septets
from flows.problem import Problem, flow_file, text_file
from flows.prompt import Option, Prompt
from flows.questions import AskNode, CollectNode, WaitNode
from flows.rendering import WHATSAPP_BODY, WHATSAPP_LABEL, Form, render


def check_texts(bundle: Bundle) -> Iterator[Problem]:
    """Lengths, alphabet, placeholders and completeness of all texts."""
    for catalogue in bundle.catalogues.values():
        yield from _complete(bundle, catalogue)
        for key in sorted(catalogue.texts):
            yield from _text(catalogue, key)
        for name, option in sorted(catalogue.options.items()):
            yield from _label(catalogue, name, option.label)
    yield from _answer_lists(bundle)


def _complete(bundle: Bundle, catalogue: Catalogue) -> Iterator[Problem]:
    for other in bundle.catalogues.values():
        missing = sorted(other.texts.keys() - catalogue.texts.keys())
        missing += sorted(f"options.{name}" for name in other.options.keys() - catalogue.options.keys())
        for place in missing:
            yield Problem(
                file=text_file(catalogue.locale),
                place=place,
                code="text",
                detail=f"only there in {other.locale!r}",
            )


def _text(catalogue: Catalogue, key: str) -> Iterator[Problem]:
    file = text_file(catalogue.locale)
    text = catalogue.texts[key]
    for name in sorted(text.needs - catalogue.samples.keys()):
        yield Problem(file=file, place=key, code="placeholder", detail=f"{{{name}}} has no sample")
    chat = fill(text.chat, catalogue.samples)
    if len(chat) > WHATSAPP_BODY:
        yield Problem(file=file, place=key, code="length", detail=f"chat has {len(chat)} characters")
    # A value is folded into the alphabet when it is sent; ours must be in it to begin with. A passage
    # (an answer, an officer's message) is longer than any SMS and goes in several; ours count.
    folded = {name: fold(sample) for name, sample in catalogue.samples.items()}
    values = {name: "" if septets(value) > SEGMENT else value for name, value in folded.items()}
    for number, template in enumerate(text.sms_parts, start=1):
        part = fill(template, values)
        strange = foreign(part)
        if strange:
            signs = " ".join(f"{sign!r}" for sign in strange)
            yield Problem(file=file, place=key, code="gsm", detail=f"SMS part {number} holds {signs}")
        elif septets(part.strip()) > SEGMENT:
            taken = septets(part.strip())
            yield Problem(
                file=file,
                place=key,
                code="sms_length",
                detail=f"SMS part {number} takes {taken} of {SEGMENT}",
            )


def _label(catalogue: Catalogue, name: str, label: str) -> Iterator[Problem]:
    file, place = text_file(catalogue.locale), f"options.{name}"
    for needed in sorted(placeholders(label) - catalogue.samples.keys()):
        yield Problem(file=file, place=place, code="placeholder", detail=f"{{{needed}}} has no sample")
    # A label that shows a value (a topic's title) is written out as a numbered line where it is too long.
    if not placeholders(label) and len(label) > WHATSAPP_LABEL:
        yield Problem(file=file, place=place, code="label", detail=f"label has {len(label)} characters")
    if foreign(label):
        yield Problem(file=file, place=place, code="gsm", detail="label is not in the SMS alphabet")


def _answer_lists(bundle: Bundle) -> Iterator[Problem]:
    """The numbered answers of a question stay together in one SMS."""
    for flow in bundle.flows.values():
        for name, node in flow.nodes.items():
            if not isinstance(node, WaitNode):
                continue
            for catalogue in bundle.catalogues.values():
                options = _options(node)
                if node.question not in catalogue.texts or not all(map(catalogue.knows, options)):
                    continue
                prompt = Prompt(key=node.question, params=dict(catalogue.samples), options=options)
                parts = render(prompt, catalogue, Form.SMS).parts
                if options and len(parts) > len(catalogue.texts[node.question].sms_parts) + 1:
                    detail = f"the answers do not fit one SMS in {catalogue.locale!r}"
                    yield Problem(file=flow_file(flow.name), place=name, code="sms_length", detail=detail)


def _options(node: WaitNode) -> tuple[Option, ...]:
    skip = (SKIP,) if node.skip is not None else ()
    if isinstance(node, AskNode):
        return tuple(numbered(option) for option in (*node.options, *skip))
    until = (node.until,) if isinstance(node, CollectNode) and node.until is not None else ()
    return tuple(spoken(option) for option in (*until, *skip))
