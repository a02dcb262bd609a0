"""YAML files as people write them: a key given twice is a mistake, not a silent choice of the second one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from config.problems import FixConfiguration


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a YAML file holds.

    Args:
        path: the file; read as UTF-8.

    Raises:
        FixConfiguration: the file is missing, unreadable, not YAML, not a mapping, or gives a key twice. The
            lines name file and line number only: the text around a mistake may be a secret.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FixConfiguration(
            [f"{path}: cannot be read ({type(error).__name__}); create it or correct the path"]
        ) from None
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        twice = [
            f"{path.name}: line {line}: this key is given twice; keep one of them"
            for line in _given_twice(node)
        ]
        if twice:
            raise FixConfiguration(twice)
        document = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        # `from None`: PyYAML quotes the offending line, and in a file of accounts that line is a token.
        raise FixConfiguration(
            [f"{path.name}: line {line}: not valid YAML; check indentation and quotes"]
        ) from None
    finally:
        loader.dispose()
    if not isinstance(document, dict):
        raise FixConfiguration([f"{path.name}: must hold keys and values at its top level"])
    return document


def _given_twice(node: yaml.Node | None) -> Iterator[int]:
    """Line numbers (from 1) of mapping keys that occurred before in the same mapping."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key.start_mark.line + 1
                seen.add(key.value)
            yield from _given_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _given_twice(entry)
