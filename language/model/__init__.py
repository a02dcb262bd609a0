"""The statistical half of the reader: it hears danger that is told without any strong word."""

from __future__ import annotations

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights.bin"
"""What `make train` has learnt from the corpus."""
