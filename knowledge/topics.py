"""All topics that can be answered, read from their files and checked before anybody is answered from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from config.problems import FixConfiguration, Strict, problems_of
from config.yaml_file import read_yaml
from knowledge.topic import Topic
from knowledge.words import Words

Model = TypeVar("Model", bound=Strict)

WORDS = "_words.yaml"
"""The file beside the topics that holds the words of the region."""


class TopicsUnreadable(FixConfiguration):
    """The topics cannot be used; a human corrects every line of `problems` and starts again."""


class Topics(Mapping[str, Topic]):
    """The topics by slug, in the order of their slugs.

    Args:
        topics: every topic.
        words: the words that people use for the same thing.
    """

    def __init__(self, topics: Mapping[str, Topic], words: Words) -> None:
        self._topics = {slug: topics[slug] for slug in sorted(topics)}
        self.words = words

    def __getitem__(self, slug: str) -> Topic:
        return self._topics[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._topics)

    def __len__(self) -> int:
        return len(self._topics)


def load_topics(folder: Path) -> Topics:
    """Read every topic of a folder, and the words beside them.

    Args:
        folder: holds `<slug>.yaml` for each topic, and `_words.yaml`.

    Raises:
        TopicsUnreadable: with every problem of every file, not only the first.
    """
    problems: list[str] = []
    topics: dict[str, Topic] = {}
    words = _read(folder / WORDS, Words, problems)
    for path in sorted(folder.glob("*.yaml")):
        if path.name == WORDS:
            continue
        topic = _read(path, Topic, problems)
        if topic is None:
            continue
        if topic.slug != path.stem:
            problems.append(f"{path.name}: slug: must be {path.stem!r}, as the file is called")
        topics[path.stem] = topic
    if not topics and not problems:
        problems.append(f"{folder}: holds no topic")
    if words is None or problems:
        raise TopicsUnreadable(problems)
    problems = [
        f"{slug}.yaml: related: there is no topic {other!r}"
        for slug, topic in topics.items()
        for other in topic.related
        if other not in topics
    ]
    if problems:
        raise TopicsUnreadable(problems)
    return Topics(topics, words)


def _read(path: Path, model: type[Model], problems: list[str]) -> Model | None:
    try:
        document = read_yaml(path)
    except FixConfiguration as error:
        problems.extend(error.problems)
        return None
    try:
        return model.model_validate(document)
    except ValidationError as error:
        problems.extend(problems_of(error, file=lambda _: path.name, document=document))
        return None
