"""What can go wrong between us and a provider, named after what the caller does next."""

from __future__ import annotations

from datetime import timedelta

from bot.errors import HotlineError


class JunkBody(HotlineError):
    """This body did not come from the provider it claims; answer 400 and keep nothing."""


class ProviderBusy(HotlineError):
    """The provider cannot be asked right now; ask again later.

    Args:
        after: how long to wait at least.
        code: why, without content.
    """

    def __init__(self, *, after: timedelta, code: str) -> None:
        super().__init__()
        self.after = after
        self.code = code


class ProviderRefused(HotlineError):
    """The provider will refuse this every time; a human must change the configuration.

    Args:
        code: why, without content.
    """

    def __init__(self, *, code: str) -> None:
        super().__init__()
        self.code = code
