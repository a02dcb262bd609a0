"""Files that hold secrets: readable by their owner alone, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def exposed(path: Path) -> bool:
    """Whether anybody but the owner may read or change the file. False if there is no such file."""
    try:
        return bool(path.stat().st_mode & 0o077)
    except FileNotFoundError:
        return False


def write_secret(path: Path, content: str) -> bool:
    """Create a secret file with mode 600, atomically; an existing file is never touched.

    Whoever sees the name sees the whole content, also after a power cut: the file gets its name when it is
    complete.

    Args:
        path: where the file shall be; missing folders are made with mode 700.
        content: the whole text.

    Returns:
        True if the file was written, False if there was one already (also if another process was faster).
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        # O_EXCL with the mode given at creation: at no moment does the file exist with wider rights.
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            # A hard link fails if the name is taken; a rename would overwrite somebody's only copy of a key.
            os.link(draft, path)
        except FileExistsError:
            return False
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True
