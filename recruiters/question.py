"""Reads which recruiters a question names."""
from __future__ import annotations
from dataclasses import dataclass
from typing import Literal
RecruiterForm = Literal["pt", "cv", "ud", "lpk", "yayasan", "koperasi", "perorangan", "tidak_jelas"]
@dataclass(frozen=True, kw_only=True, slots=True)
class NamedRecruiter:
    """x"""
    name: str
    form: RecruiterForm
@dataclass(frozen=True, kw_only=True, slots=True)
class RecruiterQuestion:
    """x"""
    names: tuple[NamedRecruiter, ...]
def read_question(text: str) -> RecruiterQuestion:
    """x"""
    name = text.strip()[:60]
    return RecruiterQuestion(names=(NamedRecruiter(name=name, form="pt"),) if name.lower().startswith("pt ") else ())
