"""One thing wrong with a bundle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, kw_only=True)
class Problem:
    """Something to mend before the bundle may be shipped.

    Args:
        file: the file it stands in, such as `library/report.yaml`.
        place: node, key or option.
        code: the rule that found it.
        detail: what is wrong, for a person.
    """

    file: str
    place: str
    code: str
    detail: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.file}: {self.place}: {self.detail} [{self.code}]"


def flow_file(flow: str) -> str:
    """The file of a flow."""
    return f"library/{flow}.yaml"


def text_file(locale: str) -> str:
    """The file of a language."""
    return f"texts/{locale}.yaml"


SETTINGS_FILE = "library/settings.yaml"
