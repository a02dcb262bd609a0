"""`POST /control`: the switchboard for faults, used by smoke tests and by nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify, request

from demo.faults import DeliveryFault, Faults, Planned, SendFault
from demo.phones import PageError, Phones
from demo.world import World


def create_blueprint(*, world: World, phones: Phones, faults: Faults) -> Blueprint:
    """Build the switchboard.

    The body names what to `do`: `fail_sends` (`account`, `fault`, `times`, `retry_after`, `hold`),
    `fail_deliveries` (`fault`, `times`), `block` (`who`, `channel`, `chat`, `blocked`), `advance` (`hours`)
    or `clear`.

    Args:
        world: its clock can be moved forward.
        phones: blocks the bot.
        faults: what is to go wrong.
    """
    blueprint = Blueprint("control", __name__)

    def fail_sends(body: Mapping[str, object]) -> None:
        planned = Planned(
            fault=SendFault(str(body.get("fault"))),
            retry_after=int(str(body.get("retry_after", 1))),
            hold=float(str(body.get("hold", 30))),
        )
        faults.plan_sends(str(body.get("account")), planned, times=int(str(body.get("times", 1))))

    def fail_deliveries(body: Mapping[str, object]) -> None:
        faults.plan_deliveries(DeliveryFault(str(body.get("fault"))), times=int(str(body.get("times", 1))))

    def block(body: Mapping[str, object]) -> None:
        phones.block(phones.chat(body), blocked=bool(body.get("blocked", True)))

    def advance(body: Mapping[str, object]) -> None:
        world.advance(float(str(body.get("hours", 0))))

    def clear(_body: Mapping[str, object]) -> None:
        faults.clear()

    actions: dict[str, Callable[[Mapping[str, object]], None]] = {
        "fail_sends": fail_sends,
        "fail_deliveries": fail_deliveries,
        "block": block,
        "advance": advance,
        "clear": clear,
    }

    @blueprint.errorhandler(PageError)
    def refused(problem: PageError) -> tuple[Response, int]:
        return jsonify({"error": problem.code}), problem.status

    @blueprint.post("/control")
    def control() -> tuple[Response, int]:
        body = request.get_json(silent=True)
        body = body if isinstance(body, dict) else {}
        action = actions.get(str(body.get("do")))
        if action is None:
            return jsonify({"error": "unknown_action", "known": sorted(actions)}), 400
        try:
            action(body)
        except ValueError:
            return jsonify({"error": "bad_value"}), 400
        return jsonify({"done": True}), 200

    return blueprint
