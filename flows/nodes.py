"""The closed vocabulary of a flow: one frozen model a kind of node, told apart by the key that is present."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from flows.node import Model, Name, Node, TextKey
from flows.questions import AskNode, CollectNode, Fillable
from language.reading import Urgency


class RaisedSignal(Model):
    """The sign of danger that a closed answer means, and how fast a human must then act."""

    code: Annotated[str, Field(pattern=r"^(T\d\d|[a-z][a-z0-9_]*)$")]
    level: Annotated[int, Field(ge=1, le=3)]
    urgency: Urgency


class SayNode(Node):
    """A statement. `params` names what it shows, for the flow's reader; all known values are filled in."""

    kind: ClassVar[str] = "say"

    say: TextKey
    next: Name
    sensitive: bool = True
    params: tuple[Name, ...] = ()


def _case_word(value: object) -> object:
    if isinstance(value, dict):
        plain = {True: "yes", False: "no", "true": "yes", "false": "no"}
        return {plain.get(key, key): target for key, target in value.items()}
    return value


class RouteNode(Node):
    """A fork that nobody sees.

    Values: `said`, the option among the cases that the message is (its words are then understood and answer
    nothing else); `intent` of the message; `urgency`, the highest of this conversation; `unsure`, `yes` if
    the message may tell of danger and may not, else `no`; `has_story`, `yes` if the message tells something
    that no question has taken yet, else `no`; `has_words`, `yes` if it has words that nothing has taken,
    else `no`; `in_case`, `yes` or `no`;
    `answer:<name>`, the last value, or `none`; `locale`; `channel_media`, the kind of the message's first
    attachment (or `yes`), `none` (or `no`) without one.
    """

    kind: ClassVar[str] = "route"

    route: Annotated[
        str,
        Field(
            pattern=r"^(said|intent|urgency|unsure|has_story|has_words|locale|in_case|channel_media|answer:[a-z][a-z0-9_]*)$"
        ),
    ]
    cases: Annotated[dict[str, Name], BeforeValidator(_case_word)]
    otherwise: Name = Field(alias="else")

    def edges(self) -> Iterator[tuple[str, str]]:
        """Every way out within the flow, as (why, node name)."""
        yield from self.cases.items()
        yield "else", self.otherwise


class SignalNode(Node):
    """A sign of danger because of a closed answer."""

    kind: ClassVar[str] = "signal"

    signal: RaisedSignal
    next: Name


class CaseNode(Node):
    """Asks for a case, or for it to be brought up to date."""

    kind: ClassVar[str] = "case"

    case: Literal["partial", "complete"]
    next: Name
    # The word `kind` belongs to the vocabulary here; the class's own kind keeps its name through the alias.
    sort: Literal["laporan", "percakapan"] = Field(default="laporan", alias="kind")


class RelayNode(Node):
    """Gives what was written to a human."""

    kind: ClassVar[str] = "relay"

    relay: Literal["bicara_petugas", "tambahan", "balasan", "tidak_aman"]
    next: Name


class LookupNode(Node):
    """Asks a service; without `from` about the message just sent."""

    kind: ClassVar[str] = "lookup"

    lookup: Literal[
        "answers", "answer_details", "recruiters", "red_flags", "case_chat", "case_reference", "duty"
    ]
    source: Name | None = Field(default=None, alias="from")
    go: dict[str, Name] = Field(default_factory=dict)
    otherwise: Name = Field(alias="else")

    def edges(self) -> Iterator[tuple[str, str]]:
        """Every way out within the flow, as (why, node name)."""
        yield from self.go.items()
        yield "else", self.otherwise


class IssueNode(Node):
    """Gets the reference and PIN with which the person can come back."""

    kind: ClassVar[str] = "issue"

    issue: Literal["reference"]
    next: Name


class EnterNode(Node):
    """Moves on to another flow (`flow` or `flow.node`), with the message if nothing has taken it yet."""

    kind: ClassVar[str] = "enter"

    enter: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
    # The words that a careful question held back come along, so that nobody has to write them again.
    recall: Annotated[bool, Field(strict=False)] = False
    # The message is held back until a careful question is answered; `recall` takes it up again.
    hold: Annotated[bool, Field(strict=False)] = False


class EraseNode(Node):
    """Asks that the traces of this conversation be removed."""

    kind: ClassVar[str] = "erase"

    erase: Annotated[bool, Field(strict=False)]
    next: Name


class GleanNode(Node):
    """Notes what the message just sent says by itself, so that it is not asked again."""

    kind: ClassVar[str] = "glean"

    glean: Annotated[tuple[Fillable, ...], Field(min_length=1)]
    next: Name


class AsideNode(Node):
    """Says something in passing and repeats the question that waited; `answers` looks the message up.

    Whoever asks in the middle of a report must not lose the report by asking.
    """

    kind: ClassVar[str] = "aside"
    waits: ClassVar[bool] = True

    aside: Annotated[str, Field(pattern=r"^(answers|[a-z][a-z0-9_]*(\.[a-z0-9_]+)+)$")]


class LocaleNode(Node):
    """Settles the language by an answer whose option ids are `locale_<language>`."""

    kind: ClassVar[str] = "locale"

    locale: Annotated[str, Field(pattern=r"^answer:[a-z][a-z0-9_]*$")]
    next: Name

    @property
    def answer(self) -> str:
        """Name of the answer that holds the choice."""
        return self.locale.removeprefix("answer:")


class EndNode(Node):
    """A goodbye."""

    kind: ClassVar[str] = "end"

    end: Literal["selesai", "keluar", "diam", "tidak_aman", "dihapus"]


KINDS = (
    "ask", "collect", "say", "route", "signal", "case", "relay", "lookup", "issue", "enter", "erase",
    "glean", "aside", "locale", "end",
)  # fmt: skip


def _kind_of(value: Any) -> str | None:
    if isinstance(value, Node):
        return value.kind
    present = [kind for kind in KINDS if isinstance(value, dict) and kind in value]
    return present[0] if len(present) == 1 else None


AnyNode = Annotated[
    Annotated[AskNode, Tag("ask")]
    | Annotated[CollectNode, Tag("collect")]
    | Annotated[SayNode, Tag("say")]
    | Annotated[RouteNode, Tag("route")]
    | Annotated[SignalNode, Tag("signal")]
    | Annotated[CaseNode, Tag("case")]
    | Annotated[RelayNode, Tag("relay")]
    | Annotated[LookupNode, Tag("lookup")]
    | Annotated[IssueNode, Tag("issue")]
    | Annotated[EnterNode, Tag("enter")]
    | Annotated[EraseNode, Tag("erase")]
    | Annotated[GleanNode, Tag("glean")]
    | Annotated[AsideNode, Tag("aside")]
    | Annotated[LocaleNode, Tag("locale")]
    | Annotated[EndNode, Tag("end")],
    Discriminator(_kind_of),
]
