"""Every node can be reached, every path ends, and nothing runs in circles without a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flows.bundle import Bundle
from flows.definition import REPEAT, split_target
from flows.nodes import AsideNode, EndNode, EnterNode
from flows.problem import Problem, flow_file
from flows.questions import WaitNode

Place = tuple[str, str]
Graph = Mapping[Place, set[Place]]


def check_graph(bundle: Bundle) -> Iterator[Problem]:
    """The shape of all flows together."""
    ways = _ways(bundle)
    for place in sorted(ways.keys() - _reach(_roots(bundle), ways)):
        yield _problem(place, "unreachable", "no conversation can come here")
    for place in sorted(ways.keys() - _reach(_ends(bundle), _turned(ways))):
        yield _problem(place, "endless", "no goodbye can be reached from here")
    passing = _passing(bundle, silent=False)
    running = _on_cycles(passing)
    for place in sorted(running):
        yield _problem(place, "loop", "runs in a circle that nobody's answer interrupts")
    # A timeout that leads back to a question writes to a silent phone again and again.
    for place in sorted(_on_cycles(_passing(bundle, silent=True)) - running):
        yield _problem(place, "silent_loop", "silence alone leads in a circle here")


def _problem(place: Place, code: str, detail: str) -> Problem:
    return Problem(file=flow_file(place[0]), place=place[1], code=code, detail=detail)


def _place(bundle: Bundle, target: str) -> Place:
    name, node = split_target(target)
    flow = bundle.flows.get(name)
    return name, node or (flow.entry if flow is not None else "")


def _roots(bundle: Bundle) -> set[Place]:
    settings = bundle.settings
    targets = [settings.first, settings.danger, settings.failed, *settings.words.values()]
    targets += [target for flow in bundle.flows.values() for target in flow.words.values()]
    targets += [settings.guarded.enter] if settings.guarded is not None else []
    return {_place(bundle, target) for target in targets if target != REPEAT}


def _ends(bundle: Bundle) -> set[Place]:
    return {
        (flow.name, name)
        for flow in bundle.flows.values()
        for name, node in flow.nodes.items()
        if isinstance(node, EndNode)
    }


def _ways(bundle: Bundle) -> dict[Place, set[Place]]:
    ways: dict[Place, set[Place]] = {}
    for flow in bundle.flows.values():
        handed = {_place(bundle, target) for target in flow.hand_over.values()}
        questions = {(flow.name, name) for name, node in flow.nodes.items() if isinstance(node, WaitNode)}
        for name, node in flow.nodes.items():
            onward = {(flow.name, to) for _, to in node.edges()}
            if isinstance(node, AsideNode):
                onward |= questions
            if isinstance(node, EnterNode):
                onward.add(_place(bundle, node.enter))
            if isinstance(node, WaitNode):
                onward |= handed
                if node.give_up is None:
                    onward.add(_place(bundle, bundle.settings.failed))
            ways[flow.name, name] = onward
    return ways


def _passing(bundle: Bundle, *, silent: bool) -> dict[Place, set[Place]]:
    """Ways on which nobody says anything; with `silent` those of time-outs too."""
    passing: dict[Place, set[Place]] = {}
    for flow in bundle.flows.values():
        for name, node in flow.nodes.items():
            onward = {(flow.name, to) for to in node.passing()}
            if isinstance(node, EnterNode):
                onward.add(_place(bundle, node.enter))
            if silent and isinstance(node, WaitNode) and node.timeout is not None:
                onward.add((flow.name, node.timeout.go))
            passing[flow.name, name] = onward
    return passing


def _reach(start: Iterable[Place], graph: Graph) -> set[Place]:
    seen = {place for place in start if place in graph}
    todo = list(seen)
    while todo:
        for place in graph[todo.pop()]:
            if place in graph and place not in seen:
                seen.add(place)
                todo.append(place)
    return seen


def _turned(graph: Graph) -> dict[Place, set[Place]]:
    turned: dict[Place, set[Place]] = {place: set() for place in graph}
    for place, onward in graph.items():
        for to in onward:
            if to in turned:
                turned[to].add(place)
    return turned


def _on_cycles(graph: Graph) -> set[Place]:
    return {place for place in graph if place in _reach(graph[place], graph)}
