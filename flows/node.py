"""What every part of a flow has in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
TextKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]


class Model(BaseModel):
    """A frozen part of a bundle that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Node(Model):
    """One step. `kind` is the key that tells it apart; `waits` is True where a person must answer."""

    kind: ClassVar[str] = ""
    waits: ClassVar[bool] = False

    def edges(self) -> Iterator[tuple[str, str]]:
        """Every way out within the flow, as (why, node name)."""
        target = getattr(self, "next", None)
        if target is not None:
            yield "next", target

    def passing(self) -> Iterator[str]:
        """Node names that can be reached from here without anybody saying anything."""
        if not self.waits:
            for _, target in self.edges():
                yield target
