from __future__ import annotations

import logging

import pytest


@pytest.fixture(autouse=True)
def _quiet() -> None:
    # werkzeug's server writes a line for each request
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
