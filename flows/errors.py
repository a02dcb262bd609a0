"""What can go wrong with a conversation, named after what the caller does next."""

from __future__ import annotations


class FlowError(Exception):
    """Something is wrong with a conversation or with the flows it runs on."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").partition("\n")[0])


class ConversationOver(FlowError):
    """This conversation has ended: start a new one with the message."""


class UnknownText(FlowError):
    """The catalogue has no such text or label.

    Args:
        key: the key that was looked for.
        locale: the language it was looked for in.
    """

    def __init__(self, *, key: str, locale: str) -> None:
        super().__init__(f"no text {key!r} in {locale!r}")
        self.key = key
        self.locale = locale


class BrokenFlow(FlowError):
    """The flow cannot go on from here: hand the person to a human.

    Args:
        code: what is broken: `node`, `bundle`, `target`, `text`, `steps` or `sprints`; never a text.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BundleUnreadable(FlowError):
    """Flow or text files cannot be read: mend every place named.

    Args:
        problems: one line each, with file and key.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
