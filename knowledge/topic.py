"""One topic: what people ask, what we answer on each channel, and where we know it from."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from config.problems import Strict, several

Form = Literal["chat", "sms", "details"]

SMS_SEPTETS = 160
CHAT_CHARACTERS = 900
DETAILS_CHARACTERS = 1800
TITLE_CHARACTERS = 24
"""What a row of a WhatsApp list shows of its title."""

#: Signs of the GSM-7 alphabet that take one septet each, so that counting characters counts septets.
_PLAIN = re.compile(r"[A-Za-z0-9 \n@£$_!\"#%&'()*+,\-./:;<=>?]*\Z")

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Title = Annotated[str, Field(min_length=1, max_length=TITLE_CHARACTERS)]


class Source(Strict):
    """Where a fact was read.

    Args:
        what: the publication or law, in a few words.
        date: its day, month or year, as exactly as it is known (`2025-04-10`, `2025-04`, `2025`).
    """

    what: Annotated[str, Field(min_length=3)]
    date: Annotated[str, Field(pattern=r"^20\d\d(-[01]\d(-[0-3]\d)?)?$")]


class Answer(Strict):
    """An answer in one language.

    Args:
        sms: one or two messages of at most 160 GSM-7 septets: a third one costs money and often comes first.
        chat: the same for Telegram and WhatsApp, at most 900 characters.
        details: what the short form leaves out, for whoever asks on; at most 1,800 characters.
    """

    sms: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]
    chat: Annotated[str, Field(min_length=1, max_length=CHAT_CHARACTERS)]
    details: Annotated[str, Field(min_length=1, max_length=DETAILS_CHARACTERS)]

    @field_validator("sms")
    @classmethod
    def _fits(cls, parts: tuple[str, ...]) -> tuple[str, ...]:
        too_long = [
            f"part {number}: {len(part)} characters; an SMS holds {SMS_SEPTETS}"
            for number, part in enumerate(parts, 1)
            if len(part) > SMS_SEPTETS
        ]
        strange = [
            f"part {number}: holds a sign that makes the SMS twice as long; use plain letters and punctuation"
            for number, part in enumerate(parts, 1)
            if not _PLAIN.match(part)
        ]
        several(too_long + strange)
        return parts


class InTwo(Strict):
    """Something in Indonesian, which everybody gets, and in English."""

    id: Answer
    en: Answer


class Titles(Strict):
    """A title in Indonesian and in English, short enough for a row of a WhatsApp list."""

    id: Title
    en: Title


class Topic(Strict):
    """A topic as its file holds it.

    Args:
        slug: its name; the file is called the same.
        titles: what a button says.
        questions: at least eight ways in which people ask, with slang, typos and dialect.
        answers: what we say.
        sources: where we know it from.
        checked: the day on which somebody last compared the answer with its sources.
        review_by: the day after which the answer has to be checked again.
        related: slugs of topics that people ask for next.
        offers: what the person most likely needs after the answer.
    """

    slug: Slug
    titles: Titles
    questions: Annotated[tuple[str, ...], Field(min_length=8)]
    answers: InTwo
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    checked: date
    review_by: date
    related: tuple[Slug, ...] = ()
    offers: Literal["report", "recruiter", "officer"]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        folded = [question.casefold() for question in self.questions]
        several(
            [f"questions: {question!r} is there twice" for question in folded if folded.count(question) > 1][
                :1
            ]
            + (["review_by: must be after checked"] if self.review_by <= self.checked else [])
            + (["related: a topic is not related to itself"] if self.slug in self.related else [])
        )
        return self

    def title(self, locale: str) -> str:
        """What a button for this topic says.

        Args:
            locale: `id` or `en`; Indonesian for any other.
        """
        return self.titles.en if locale == "en" else self.titles.id

    def answer(self, locale: str, form: Form) -> tuple[str, ...]:
        """The answer, as the messages to send.

        Args:
            locale: `id` or `en`; Indonesian for any other.
            form: `sms` gives one or two messages of one segment each, `chat` a single longer one, `details`
            what that leaves out.
        """
        answer = self.answers.en if locale == "en" else self.answers.id
        if form == "sms":
            return answer.sms
        return (answer.details,) if form == "details" else (answer.chat,)

    def overdue(self, today: date) -> bool:
        """Whether nobody has checked the answer for too long: the law and the numbers may have changed.

        Args:
            today: the day in the task force's time zone.
        """
        return today > self.review_by
