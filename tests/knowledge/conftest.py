from pathlib import Path

import pytest

from knowledge.search import Search
from knowledge.topics import Topics, load_topics
from language import shipped_lexicon

FOLDER = Path(__file__).parents[2] / "knowledge" / "topics"


@pytest.fixture(scope="session")
def topics() -> Topics:
    return load_topics(FOLDER)


@pytest.fixture(scope="session")
def topic_search(topics: Topics) -> Search:
    return Search(topics, shipped_lexicon())
