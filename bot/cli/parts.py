"""What the commands share: settings, a prepared folder, a running hotline."""

from __future__ import annotations

from bot import bootstrap
from bot.bootstrap import Running
from config.logging import configure_logging
from config.settings import Settings, load_settings


def settings_with_logging() -> Settings:
    """The environment's settings, with logging set up."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    return settings


def running() -> Running:
    """A hotline put together from the environment's settings."""
    return bootstrap.start(settings_with_logging())
