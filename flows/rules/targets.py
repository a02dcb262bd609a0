"""Everything that is named exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from flows.bundle import Bundle
from flows.catalogue import OLD_BUTTON, UNCLEAR
from flows.choices import SKIP
from flows.context import STORY
from flows.definition import REPEAT, split_target
from flows.message import MediaKind
from flows.nodes import AnyNode, AsideNode, EnterNode, LocaleNode, LookupNode, RouteNode, SayNode
from flows.problem import SETTINGS_FILE, Problem, flow_file, text_file
from flows.questions import AskNode, CollectNode, WaitNode
from language.reading import Intent, Urgency

_VALUES: Mapping[str, set[str]] = MappingProxyType(
    {
        "intent": {intent.value for intent in Intent},
        "urgency": {urgency.value for urgency in Urgency},
        "unsure": {"yes", "no"},
        "has_story": {"yes", "no"},
        "has_words": {"yes", "no"},
        "in_case": {"yes", "no"},
        "channel_media": {kind.value for kind in MediaKind} | {"none", "yes", "no"},
    }
)


def check_targets(bundle: Bundle) -> Iterator[Problem]:
    """Every node, flow, answer, text and option that is named exists, the texts in every language."""
    yield from _settings(bundle)
    saved = _saved(bundle)
    for flow in bundle.flows.values():
        file = flow_file(flow.name)
        if flow.entry not in flow.nodes:
            yield Problem(file=file, place="entry", code="target", detail=f"no node {flow.entry!r}")
        for intent, target in flow.hand_over.items():
            yield from _target(bundle, target, file, f"hand_over.{intent}")
        for word, target in flow.words.items():
            yield from _target(bundle, target, file, f"words.{word}")
        for name, node in flow.nodes.items():
            for why, to in node.edges():
                if to not in flow.nodes:
                    yield Problem(
                        file=file, place=name, code="target", detail=f"{why} leads to no node {to!r}"
                    )
            if isinstance(node, EnterNode):
                yield from _target(bundle, node.enter, file, name)
            yield from _waits(node, file, name)
            yield from _answers(bundle, node, file, name, saved)
            yield from _texts(bundle, node, file, name)


def _settings(bundle: Bundle) -> Iterator[Problem]:
    settings = bundle.settings
    for place, target in (
        ("first", settings.first),
        ("danger", settings.danger),
        ("failed", settings.failed),
    ):
        yield from _target(bundle, target, SETTINGS_FILE, place)
    if settings.guarded is not None:
        yield from _target(bundle, settings.guarded.enter, SETTINGS_FILE, "guarded")
    if settings.unsafe is not None and settings.unsafe not in settings.words:
        yield Problem(file=SETTINGS_FILE, place="unsafe", code="target", detail="no such word")
    for word, target in settings.words.items():
        if target != REPEAT:
            yield from _target(bundle, target, SETTINGS_FILE, f"words.{word}")
    for locale, catalogue in bundle.catalogues.items():
        for key in (UNCLEAR, OLD_BUTTON):
            if key not in catalogue.texts:
                yield Problem(
                    file=text_file(locale), place=key, code="text", detail="the engine needs this text"
                )
        for word in sorted(settings.words.keys() - catalogue.words.keys()):
            yield Problem(
                file=text_file(locale), place=f"words.{word}", code="text", detail="word is missing"
            )
        for word in sorted(
            (catalogue.words.keys() | catalogue.heard.keys() | catalogue.within.keys())
            - settings.words.keys()
        ):
            yield Problem(
                file=text_file(locale), place=f"words.{word}", code="target", detail="word leads nowhere"
            )


def _target(bundle: Bundle, target: str, file: str, place: str) -> Iterator[Problem]:
    name, node = split_target(target)
    flow = bundle.flows.get(name)
    if flow is None or (node is not None and node not in flow.nodes):
        yield Problem(file=file, place=place, code="target", detail=f"no {target!r}")


def _waits(node: AnyNode, file: str, name: str) -> Iterator[Problem]:
    if not isinstance(node, WaitNode):
        return
    if node.timeout is None:
        yield Problem(file=file, place=name, code="wait", detail="a question needs a timeout")
    if isinstance(node, AskNode):
        if node.give_up is None:
            yield Problem(file=file, place=name, code="wait", detail="a closed question needs give_up")
        meant = {node.assume} | ({node.ages.under, node.ages.over} if node.ages is not None else set())
        for option in sorted(meant - {None} - set(node.options), key=str):
            yield Problem(file=file, place=name, code="target", detail=f"{option!r} is no option")
        for option in node.go.keys() - set(node.options):
            yield Problem(
                file=file, place=name, code="target", detail=f"go names {option!r}, which is no option"
            )
        if node.next is None and (set(node.options) - node.go.keys() or node.unless is not None):
            yield Problem(
                file=file, place=name, code="target", detail="some answers lead nowhere: next is missing"
            )
    elif node.next is None:
        yield Problem(file=file, place=name, code="target", detail="next is missing")


def _saved(bundle: Bundle) -> dict[str, set[str]]:
    """Name of every answer that is saved, to the option ids it may hold."""
    saved: dict[str, set[str]] = {STORY: set()}
    for flow in bundle.flows.values():
        for node in flow.nodes.values():
            if isinstance(node, WaitNode) and node.save is not None:
                saved.setdefault(node.save, set()).update(node.options if isinstance(node, AskNode) else ())
            if isinstance(node, AskNode) and node.free is not None:
                saved.setdefault(node.free.save, set())
    return saved


def _answers(
    bundle: Bundle, node: AnyNode, file: str, name: str, saved: dict[str, set[str]]
) -> Iterator[Problem]:
    if isinstance(node, RouteNode):
        yield from _cases(bundle, node, file, name, saved)
    used = {
        node.unless if isinstance(node, WaitNode) else None,
        node.source if isinstance(node, LookupNode) else None,
        node.answer if isinstance(node, LocaleNode) else None,
    }
    for answer in sorted(answer for answer in used if answer is not None and answer not in saved):
        yield Problem(file=file, place=name, code="answer", detail=f"nothing saves the answer {answer!r}")
    if isinstance(node, LocaleNode):
        offered = {option.removeprefix("locale_") for option in saved.get(node.answer, ())}
        for locale in sorted(offered - bundle.catalogues.keys()):
            yield Problem(file=file, place=name, code="answer", detail=f"there are no texts in {locale!r}")


def _cases(
    bundle: Bundle, node: RouteNode, file: str, name: str, saved: dict[str, set[str]]
) -> Iterator[Problem]:
    subject, _, answer = node.route.partition(":")
    if subject == "said":
        return  # its cases are options, which every catalogue must have
    if answer:
        if answer not in saved:
            yield Problem(file=file, place=name, code="answer", detail=f"nothing saves the answer {answer!r}")
        known = saved.get(answer, set()) | {"none"}
    else:
        known = _VALUES.get(subject, set(bundle.catalogues))
    for value in sorted(node.cases.keys() - known):
        yield Problem(file=file, place=name, code="case", detail=f"{node.route} is never {value!r}")


def _texts(bundle: Bundle, node: AnyNode, file: str, name: str) -> Iterator[Problem]:
    keys: list[str] = []
    options: list[str] = []
    if isinstance(node, SayNode):
        keys.append(node.say)
    if isinstance(node, AsideNode) and node.aside != "answers":
        keys.append(node.aside)
    if isinstance(node, RouteNode) and node.route == "said":
        options.extend(node.cases)
    if isinstance(node, WaitNode):
        keys.append(node.question)
        options.extend((SKIP,) if node.skip is not None else ())
    if isinstance(node, AskNode):
        options.extend(node.options)
    if isinstance(node, CollectNode):
        keys.extend(key for key in (node.ack, node.nothing) if key is not None)
        options.extend((node.until,) if node.until is not None else ())
    for locale, catalogue in bundle.catalogues.items():
        for key in keys:
            if key not in catalogue.texts:
                yield Problem(file=file, place=name, code="text", detail=f"no text {key!r} in {locale!r}")
        for option in options:
            if option not in catalogue.options:
                yield Problem(
                    file=file, place=name, code="text", detail=f"no option {option!r} in {locale!r}"
                )
