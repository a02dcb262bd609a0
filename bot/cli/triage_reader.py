"""The reader that the command line uses: the lexicon that comes with Suar and a task force's places."""

from __future__ import annotations

from config.taskforces import CONFIG_FOLDER, load_taskforce
from language import Reader, build_reader


def reader_of(taskforce: str) -> Reader:
    """A reader that knows the places of a task force.

    Args:
        taskforce: its key, such as `sambas`.
    """
    return build_reader(load_taskforce(CONFIG_FOLDER / f"{taskforce}.yaml").gazetteer())
