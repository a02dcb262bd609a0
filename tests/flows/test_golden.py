from __future__ import annotations

from pathlib import Path

import pytest

from flows.actions import ACTIONS
from flows.bundle import Bundle
from flows.nodes import KINDS
from tests.flows.runs import golden_runs, play, read_run, small_bundle


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return small_bundle()


@pytest.mark.parametrize("path", golden_runs(), ids=lambda path: path.stem)
def test_run_happens_as_written(path: Path, bundle: Bundle) -> None:
    run = read_run(path)

    assert play(run, bundle) == run["turns"]


def test_vocabulary_and_registry_are_the_same() -> None:
    assert set(ACTIONS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(ACTIONS))
def test_action_has_a_golden_run(kind: str, bundle: Bundle) -> None:
    # A new action needs a run `<kind>_*.yaml` that passes through a node of its kind.
    passed = set()
    for path in golden_runs():
        if path.stem.partition("_")[0] == kind:
            for turn in read_run(path)["turns"]:
                places = (place for place in turn["path"].split() if "/" in place)
                passed |= {
                    bundle.flows[flow].nodes[node].kind for flow, node in (one.split("/") for one in places)
                }

    assert kind in passed


def test_an_action_never_seen_has_no_golden_run() -> None:
    assert not [path for path in golden_runs() if path.stem.partition("_")[0] not in ACTIONS]
