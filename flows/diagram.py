"""Flows as Mermaid flowcharts, for a page that a coordinator can read."""

from __future__ import annotations

from flows.bundle import Bundle
from flows.definition import REPEAT, Flow, split_target
from flows.nodes import (
    AnyNode,
    AsideNode,
    CaseNode,
    EndNode,
    EnterNode,
    LookupNode,
    RelayNode,
    RouteNode,
    SayNode,
    SignalNode,
)
from flows.questions import AskNode, CollectNode


def mermaid(bundle: Bundle, flow: str) -> str:
    """One flow as a Mermaid flowchart.

    Args:
        bundle: where the flow is.
        flow: its name.

    Raises:
        KeyError: if there is no such flow.
    """
    chart = bundle.flows[flow]
    lines = ["flowchart TD"]
    lines += [f"    {_id(chart, name)}{_shape(node)}" for name, node in chart.nodes.items()]
    lines.append(f"    start(({chart.name})) --> {_id(chart, chart.entry)}")
    for name, node in chart.nodes.items():
        for why, to in node.edges():
            label = "" if why == "next" else f'|"{why}"|'
            arrow = "-.->" if why in {"timeout", "give_up"} else "-->"
            lines.append(f"    {_id(chart, name)} {arrow}{label} {_id(chart, to)}")
    for intent, target in chart.hand_over.items():
        lines.append(f'    start -.->|"{intent}"| to_{split_target(target)[0]}[["{target}"]]')
    return "\n".join(lines) + "\n"


def overview(bundle: Bundle) -> str:
    """All flows and how they lead into one another."""
    settings = bundle.settings
    lines = ["flowchart LR"]
    lines += [f'    {name}["{name}"]' for name in sorted(bundle.flows)]
    lines.append(f"    start((start)) --> {split_target(settings.first)[0]}")
    lines.append(f'    start -->|"danger"| {split_target(settings.danger)[0]}')
    for word, target in settings.words.items():
        if target != REPEAT:
            lines.append(f'    start -.->|"{word}"| {split_target(target)[0]}')
    edges: dict[tuple[str, str, str], None] = {}
    for flow in bundle.flows.values():
        for node in flow.nodes.values():
            if isinstance(node, EnterNode):
                edges[flow.name, "-->", split_target(node.enter)[0]] = None
        for intent, target in flow.hand_over.items():
            edges[flow.name, f'-.->|"{intent}"|', split_target(target)[0]] = None
    lines += [f"    {one} {arrow} {other}" for one, arrow, other in edges]
    return "\n".join(lines) + "\n"


def _id(flow: Flow, node: str) -> str:
    # `end` is a word of Mermaid's own, so every id carries the flow's name.
    return f"{flow.name}_{node}"


def _shape(node: AnyNode) -> str:
    words = {
        AskNode: lambda one: f'{{{{"{one.ask}"}}}}',
        CollectNode: lambda one: f'[/"{one.collect}"/]',
        SayNode: lambda one: f'["{one.say}"]',
        RouteNode: lambda one: f'{{"{one.route}"}}',
        SignalNode: lambda one: f'>"{one.signal.code} {one.signal.urgency}"]',
        CaseNode: lambda one: f'[("{one.case}")]',
        RelayNode: lambda one: f'[("{one.relay}")]',
        AsideNode: lambda one: f'["{one.aside}"]',
        LookupNode: lambda one: f'[["{one.lookup}"]]',
        EnterNode: lambda one: f'[["{one.enter}"]]',
        EndNode: lambda one: f'(["{one.end}"])',
    }
    draw = words.get(type(node))
    return draw(node) if draw is not None else f'["{node.kind}"]'
