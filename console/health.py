"""Health pages: is the process there, can it work, does anybody answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from bot.health import health_of, last_heartbeat
from bot.hotline import Hotline


def health_blueprint(hotline: Hotline) -> Blueprint:
    """Routes `/health`, `/health/live` and `/health/ready`; they show codes and counts only."""
    blueprint = Blueprint("health", __name__, url_prefix="/health")

    @blueprint.get("/live")
    def live() -> tuple[Response, int]:
        return jsonify(status="ok"), 200

    @blueprint.get("/ready")
    def ready() -> tuple[Response, int]:
        try:
            last_heartbeat(hotline)
        except Exception as error:  # noqa: BLE001 (loop edge: whatever is wrong, the answer is: not ready)
            hotline.log.error("not_ready", error=type(error).__name__)
            return jsonify(status="red", problems=["database"]), 503
        return jsonify(status="ok"), 200

    @blueprint.get("")
    def whole() -> tuple[Response, int]:
        try:
            health = health_of(hotline)
        except Exception as error:  # noqa: BLE001 (loop edge: whatever is wrong, the answer is: not ready)
            hotline.log.error("not_ready", error=type(error).__name__)
            return jsonify(status="red", problems=["database"]), 503
        status = 503 if health.red else 200
        return jsonify(
            status="red" if health.red else "ok", problems=health.problems, figures=health.figures
        ), status

    return blueprint
