"""What reading costs: the import, the memory, a message, a flood."""

from __future__ import annotations

import subprocess
import sys
import time

from language import build_reader
from training.corpus import CORPUS, messages

_FLOODS = (
    "a",
    " ",
    "a ",
    "1",
    ".",
    "'",
    "\u0301",
    "\ufdfa",
    "\U0001f602",
    "\0",
    "<",
    "saya ",
    "tidak ",
    "dibawa besok. ",
)
_FLOOD_BYTES = 100_000
_FRESH = """
import time
begun = time.perf_counter()
import language
loaded = time.perf_counter()
language.read("halo")
status = open("/proc/self/status").readlines()
resident = next(line for line in status if line.startswith("VmRSS"))
print(loaded - begun, time.perf_counter() - loaded, int(resident.split()[1]) / 1024)
"""


def measure() -> str:
    """Figures of the reader, as text."""
    fresh = subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, text=True, check=True)
    imported, first, memory = map(float, fresh.stdout.split())
    reader = build_reader()
    spent = sorted(_milliseconds(reader.read, row.text) for row in messages(CORPUS / "unseen"))
    floods = {
        letter: _milliseconds(reader.read, letter * (_FLOOD_BYTES // len(letter.encode())))
        for letter in _FLOODS
    }
    worst = max(floods, key=lambda letter: floods[letter])
    return (
        f"reading: import {imported:.2f} s, first message {first:.2f} s, {memory:.0f} MB\n"
        f"a message: median {spent[len(spent) // 2]:.2f} ms, "
        f"p99 {spent[int(0.99 * (len(spent) - 1))]:.2f} ms\n"
        f"100 kB of one thing: at most {floods[worst]:.0f} ms ({worst!r})"
    )


def _milliseconds(read: object, text: str) -> float:
    assert callable(read)
    begun = time.perf_counter()
    read(text)
    return 1000 * (time.perf_counter() - begun)
