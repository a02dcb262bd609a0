from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.channels import provider
from tests.channels.provider import Provider


@pytest.fixture
def stand_in() -> Iterator[Provider]:
    """A provider on this machine that answers what the test tells it to."""
    with provider.running() as running:
        yield running


@pytest.fixture(autouse=True)
def _quiet() -> None:
    # werkzeug's server writes a line for each request
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
