from pathlib import Path

import pytest

from config.problems import FixConfiguration
from config.yaml_file import read_yaml


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(FixConfiguration) as caught:
        read_yaml(path)
    return caught.value.problems


def test_a_mapping_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: {b: [1, 2]}\n")
    assert read_yaml(tmp_path / "a.yaml") == {"a": {"b": [1, 2]}}


def test_every_key_that_is_given_twice_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\nb:\n  - {c: 1, c: 2}\na: 2\n")
    assert problems(tmp_path / "a.yaml") == (
        "a.yaml: line 3: this key is given twice; keep one of them",
        "a.yaml: line 4: this key is given twice; keep one of them",
    )


@pytest.mark.parametrize(
    "text",
    [
        "token: [123:AArahasia",
        "token: \t- x: 123:AArahasia\n  y",
        "token: @123:AArahasia",
        "a: !!python/name:rahasia",
    ],
)
def test_a_file_that_is_no_yaml_is_not_quoted(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    (line,) = problems(tmp_path / "a.yaml")
    assert line.startswith("a.yaml: line ")
    assert "rahasia" not in line


@pytest.mark.parametrize("text", ["", "- a\n", "a\n"])
def test_a_file_without_keys_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    assert problems(tmp_path / "a.yaml") == ("a.yaml: must hold keys and values at its top level",)


def test_a_missing_or_unreadable_file_is_named_with_its_path(tmp_path: Path) -> None:
    assert problems(tmp_path / "a.yaml")[0].startswith(
        f"{tmp_path}/a.yaml: cannot be read (FileNotFoundError)"
    )
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\xff")
    assert "cannot be read (UnicodeDecodeError)" in problems(tmp_path / "b.yaml")[0]
