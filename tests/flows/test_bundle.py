from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.bundle import Bundle, KnownBundles, load_bundle
from flows.errors import BundleUnreadable
from tests.flows.runs import TEST_BUNDLE, small_bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEST_BUNDLE, tmp_path / "bundle"))


def test_a_bundle_comes_back_from_its_json_with_the_same_sha() -> None:
    bundle = small_bundle()
    again = Bundle.from_json(bundle.to_json())

    assert again == bundle
    assert again.sha == bundle.sha
    assert again.to_json() == bundle.to_json()


def test_the_sha_is_that_of_the_meaning_not_of_the_layout(folder: Path) -> None:
    before = load_bundle(folder).sha
    path = folder / "library" / "tongue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text("# a remark\n" + text, encoding="utf-8")
    assert load_bundle(folder).sha == before

    path.write_text(text.replace("tries: 1", "tries: 2"), encoding="utf-8")
    assert load_bundle(folder).sha != before


def test_an_older_version_is_found_by_its_sha(folder: Path) -> None:
    older = load_bundle(folder)
    path = folder / "texts" / "id.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Halo.", "Hai."), encoding="utf-8")
    bundles = KnownBundles(load_bundle(folder), [older])

    assert bundles.get(older.sha) is older
    assert bundles.get(bundles.current.sha) is bundles.current
    assert bundles.get("lost") is None


def test_an_unknown_locale_falls_back() -> None:
    assert small_bundle().catalogue("ms").locale == "id"


def test_words_like_no_and_on_stay_words() -> None:
    assert "no" in small_bundle().catalogue("en").options["safe_no"].synonyms


def test_samples_are_shared_by_all_languages() -> None:
    bundle = small_bundle()

    assert bundle.catalogue("en").samples == bundle.catalogue("id").samples != {}


def test_every_problem_is_named_at_once_with_its_place(folder: Path) -> None:
    (folder / "library" / "wipe.yaml").write_text("name: wipe\nentry: a\nnodes: {a: {shout: loud}}\n")
    (folder / "library" / "human.yaml").write_text(
        "name: human\nentry: a\nnodes: {a: {say: some.text, next: b, colour: red}, b: {end: never}}\n"
    )
    with pytest.raises(BundleUnreadable) as error:
        load_bundle(folder)

    told = "\n".join(error.value.problems)
    assert "library/wipe.yaml: nodes.a" in told
    assert "library/human.yaml: nodes.a.say.colour" in told
    assert "library/human.yaml: nodes.b.end.end" in told


def test_a_node_with_two_kinds_is_refused(folder: Path) -> None:
    (folder / "library" / "wipe.yaml").write_text(
        "name: wipe\nentry: a\nnodes: {a: {say: a.b, end: selesai}}\n"
    )

    with pytest.raises(BundleUnreadable, match=r"nodes\.a"):
        load_bundle(folder)


def test_a_key_given_twice_is_refused(folder: Path) -> None:
    with (folder / "texts" / "id.yaml").open("a", encoding="utf-8") as file:
        file.write("words: {}\n")

    with pytest.raises(BundleUnreadable, match="twice"):
        load_bundle(folder)


def test_a_flow_is_named_like_its_file(folder: Path) -> None:
    (folder / "library" / "wipe.yaml").rename(folder / "library" / "erase.yaml")

    with pytest.raises(BundleUnreadable, match=r"erase\.yaml: name must be 'erase'"):
        load_bundle(folder)


def test_the_canonical_json_is_plain_and_sorted() -> None:
    document = json.loads(small_bundle().to_json())

    assert list(document) == sorted(document)
    assert document["flows"]["tell"]["nodes"]["safe"]["timeout"] == {"after": "PT30M", "go": "stop"}
