"""YAML as plain text values: nothing is guessed, nothing is silently overwritten."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from flows.errors import BundleUnreadable


class PlainLoader(yaml.BaseLoader):
    """Reads every scalar as text, so that `no` and `on` stay words, and refuses a key given twice."""

    def construct_mapping(  # the library's own signature
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002
    ) -> dict[Hashable, Any]:
        """Build a mapping whose keys are unique.

        Raises:
            yaml.YAMLError: if a key occurs twice; YAML would quietly keep the second and lose a text.
        """
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"key {key.value!r} occurs twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def read_document(path: Path) -> dict[str, Any]:
    """Read one YAML file that holds a mapping.

    Args:
        path: the file.

    Raises:
        BundleUnreadable: if it is no YAML, holds a key twice, or is no mapping.
    """
    try:
        loader = PlainLoader(path.read_text(encoding="utf-8"))
        document = loader.get_single_data()
    except yaml.YAMLError as error:
        raise BundleUnreadable((f"{path.name}: {' '.join(str(error).split())}",)) from error
    if not isinstance(document, dict):
        raise BundleUnreadable((f"{path.name}: a mapping is expected",))
    return document
