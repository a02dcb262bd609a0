"""No file of the repository names a place that exists on one machine only."""

from __future__ import annotations

import re

from tests.docs.documents import ROOT, files

# Written so that this very file holds none of what it looks for.
_PLACES = {
    "a folder of one machine": r"(?<![\w.:/])/(?:[w]ork|[r]oot|[h]ome|[U]sers|[m]nt)/[\w.-]",
    "a package index": r"[p]ypi\.|[p]ythonhosted\.|(?<![\w-])--(?:extra-)?[i]ndex-url|(?<!emit-)[f]ind-links[ =]\S|https?://\S+/[s]imple\b",
    "an environment variable of an installer": r"\b(?:[P]IP|[U]V)_(?:\w*INDEX\w*|FIND_LINKS|TRUSTED_HOST)\b",
}


def test_no_file_names_a_place_of_one_machine() -> None:
    patterns = {name: re.compile(pattern) for name, pattern in _PLACES.items()}
    found = []
    for path in files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            found += [
                f"{path.relative_to(ROOT)}:{number}: {name}"
                for name, pattern in patterns.items()
                if pattern.search(line)
            ]

    assert found == []


def test_the_patterns_find_what_they_look_for() -> None:
    samples = {
        "a folder of one machine": ("see /{}/main/x".format("work"), 'open("/{}/ani/x")'.format("home")),
        "a package index": ("https://{}.org/x".format("pypi"), "--{}-url https://x".format("index")),
        "an environment variable of an installer": ("{}_INDEX_URL=x".format("PIP"),),
    }

    assert samples.keys() == _PLACES.keys()
    for name, lines in samples.items():
        assert all(re.search(_PLACES[name], line) for line in lines)
    harmless = ("a/home/page", "/workers/1", "--no-emit-" + "index-url", "https://example.org/home/x")
    assert not [line for line in harmless for pattern in _PLACES.values() if re.search(pattern, line)]
