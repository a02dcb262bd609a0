from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.__main__ import main
from flows.diagram import mermaid, overview
from flows.rendering import Form
from flows.theatre import Theatre
from language.reading import Reading
from tests.flows.runs import TEST_BUNDLE, small_bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEST_BUNDLE, tmp_path / "bundle"))


def test_check_says_when_nothing_is_wrong() -> None:
    result = CliRunner().invoke(main, ["--folder", str(TEST_BUNDLE), "check"])

    assert result.exit_code == 0
    assert "nothing wrong" in result.output


def test_check_names_every_problem_and_fails(folder: Path) -> None:
    path = folder / "library" / "wipe.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("next: done", "next: nowhere"), encoding="utf-8")
    result = CliRunner().invoke(main, ["--folder", str(folder), "check"])

    assert result.exit_code == 1
    assert "library/wipe.yaml: wipe: next leads to no node 'nowhere' [target]" in result.output


def test_files_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "texts" / "id.yaml").write_text("texts: [", encoding="utf-8")
    result = CliRunner().invoke(main, ["--folder", str(folder), "check"])

    assert result.exit_code == 1
    assert "id.yaml" in result.output


def test_play_talks_until_the_goodbye() -> None:
    result = CliRunner().invoke(
        main, ["--folder", str(TEST_BUNDLE), "play", "tell.child", "--form", "sms"], input="ada\n"
    )

    assert result.exit_code == 0
    assert "< 1. Ada anak" in result.output
    assert "SessionEnded reason='selesai'" in result.output


def test_diagram_draws_one_flow_all_flows_or_how_they_hang_together() -> None:
    run = CliRunner().invoke
    base = ["--folder", str(TEST_BUNDLE), "diagram"]

    assert run(main, [*base, "tell"]).output.count("flowchart TD") == 1
    assert run(main, [*base, "--all"]).output.count("flowchart TD") == len(small_bundle().flows)
    assert run(main, base).output.startswith("flowchart LR")
    assert run(main, [*base, "nothing"]).exit_code == 2


def test_the_diagram_shows_every_node_and_way() -> None:
    bundle = small_bundle()
    chart = mermaid(bundle, "tell")
    flow = bundle.flows["tell"]

    assert all(f"tell_{name}" in chart for name in flow.nodes)
    assert chart.count("-->") + chart.count("-.->") == 1 + len(flow.hand_over) + sum(
        len(list(node.edges())) for node in flow.nodes.values()
    )
    assert "hello --> tell" in overview(bundle)


def test_the_theatre_presses_buttons_and_lets_time_run_out() -> None:
    theatre = Theatre(
        bundle=small_bundle(),
        form=Form.TELEGRAM,
        locale="en",
        read=lambda text: Reading(),
        clock=lambda: datetime(2026, 11, 21, tzinfo=UTC),
    )

    assert "  [Report]  /press go_tell" in theatre.open(None)
    assert "< Is it safe to write here?" in theatre.hear("/press go_tell")
    theatre.hear("/expire")
    assert theatre.over
    assert "< Hello. What can we do?" in theatre.hear("hi")
