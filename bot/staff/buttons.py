"""The buttons under a case, the same wherever a case is shown to an officer."""

from __future__ import annotations

from flows.rendering import Button
from models.case import Case


def alert_buttons(case: Case) -> tuple[Button, ...]:
    """Under an alert: the one that stops the ringing comes first."""
    return (_accept(case), _show(case), _move(case))


def case_buttons(case: Case, *, shown: bool = False) -> tuple[Button, ...]:
    """Under a case: take it while nobody has it, else answer the person.

    Args:
        case: the case.
        shown: True where the case itself is on the screen already, and with it why it was read so.
    """
    first = (
        _accept(case) if case.acknowledged_at is None else Button(id=f"reply:{case.reference}", label="Balas")
    )
    if shown:
        return (first, _move(case), Button(id=f"wrong:{case.reference}", label="Bacaan salah"))
    return (first, _show(case), _move(case))


def draft_buttons(case: Case) -> tuple[Button, ...]:
    """Under the words an officer is about to send to a person."""
    return (
        Button(id=f"send:{case.reference}", label="Kirim"),
        Button(id=f"drop:{case.reference}", label="Batal"),
    )


def _accept(case: Case) -> Button:
    return Button(id=f"ack:{case.reference}", label="Terima")


def _show(case: Case) -> Button:
    return Button(id=f"show:{case.reference}", label="Lihat")


def _move(case: Case) -> Button:
    return Button(id=f"move:{case.reference}", label="Alihkan")
