"""Numbers to call in the answers: only those that somebody has checked may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from knowledge.topic import Topic

#: How a number to call is written in an answer: in groups, or whole, or one of the short ones.
_CALLED = re.compile(
    r"(?<![\w,.\-])(?:\+\d|0)\d*(?:[ -]\d{2,}){1,4}(?![\w])"
    r"|(?<![\w,.\-+])0\d{7,}(?![\w])"
    r"|(?<![\w.,+-])1[0-4]\d(?= \(|[,.:;]? |[.,]?$)"
)
_SHORT = frozenset({"110", "112", "119", "129", "148"})


def unknown_numbers(topic: Topic, checked: Set[str]) -> Iterator[str]:
    """Numbers to call in a topic's answers that are not among the checked ones.

    Args:
        topic: the topic.
        checked: the digits of every checked contact.
    """
    seen: set[str] = set()
    for answer in (topic.answers.id, topic.answers.en):
        for text in (*answer.sms, answer.chat, answer.details):
            for match in _CALLED.finditer(text):
                number = match.group()
                digits = re.sub(r"\D", "", number)
                short = len(digits) == 3
                if (short and digits not in _SHORT) or digits in seen:
                    continue
                seen.add(digits)
                if not any(digits in known or known.endswith(digits) for known in checked):
                    yield number
