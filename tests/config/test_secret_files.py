import os
import threading
from pathlib import Path

import pytest

from config.secret_files import exposed, write_secret


def test_a_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        assert write_secret(tmp_path / "deep" / "er" / "secret", "rahasia") is True
    finally:
        os.umask(before)
    file = tmp_path / "deep" / "er" / "secret"
    assert file.read_text() == "rahasia"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret"], "no draft is left behind"


def test_an_existing_secret_is_never_touched(tmp_path: Path) -> None:
    write_secret(tmp_path / "secret", "first")
    assert write_secret(tmp_path / "secret", "second") is False
    assert (tmp_path / "secret").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_of_many_writers_exactly_one_wins_and_its_content_stays_whole(tmp_path: Path) -> None:
    texts = [str(number) * 10_000 for number in range(8)]
    won: list[str] = []
    start = threading.Barrier(len(texts))

    def write(text: str) -> None:
        start.wait()
        if write_secret(tmp_path / "secret", text):
            won.append(text)

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(tmp_path / "secret").read_text()] == won


@pytest.mark.parametrize(("mode", "expected"), [(0o600, False), (0o400, False), (0o640, True), (0o601, True)])
def test_exposed(tmp_path: Path, mode: int, expected: bool) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "secret").chmod(mode)
    assert exposed(tmp_path / "secret") is expected


def test_a_file_that_is_not_there_is_not_exposed(tmp_path: Path) -> None:
    assert exposed(tmp_path / "secret") is False
