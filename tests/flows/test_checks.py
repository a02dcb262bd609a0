from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from flows.bundle import Bundle
from flows.checks import check
from flows.rules.words import CARRIER_WORDS, Forbidden
from tests.flows.runs import small_bundle

Document = dict[str, Any]


def broken(change: Callable[[Document], None]) -> Bundle:
    document = json.loads(small_bundle().to_json())
    change(document)
    return Bundle.from_json(json.dumps(document))


def nodes(document: Document, flow: str = "tell") -> Document:
    found: Document = document["flows"][flow]["nodes"]
    return found


def texts(document: Document, locale: str = "id") -> Document:
    found: Document = document["texts"][locale]["texts"]
    return found


def test_the_small_bundle_has_nothing_wrong() -> None:
    assert check(small_bundle()) == []


def put(path: str, value: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        *way, last = path.split("/")
        for step in way:
            document = document[step]
        document[last] = value

    return change


def drop(path: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        *way, last = path.split("/")
        for step in way:
            document = document[step]
        del document[last]

    return change


N = "flows/tell/nodes"
CASES: list[tuple[str, Callable[[Document], None], str, str, str]] = [
    # name, what breaks, file, place, code
    ("target of next", put(f"{N}/open/next", "nowhere"), "library/tell.yaml", "open", "target"),
    ("target of an option", put(f"{N}/safe/go/safe_no", "nowhere"), "library/tell.yaml", "safe", "target"),
    ("target of a timeout", put(f"{N}/safe/timeout/go", "nowhere"), "library/tell.yaml", "safe", "target"),
    ("go without option", put(f"{N}/safe/go/wipe_no", "story"), "library/tell.yaml", "safe", "target"),
    ("entry", put("flows/tell/entry", "nowhere"), "library/tell.yaml", "entry", "target"),
    ("entered flow", put(f"{N}/to_human/enter", "nobody"), "library/tell.yaml", "to_human", "target"),
    ("entered node", put(f"{N}/to_human/enter", "human.nobody"), "library/tell.yaml", "to_human", "target"),
    (
        "hand over",
        put("flows/tell/hand_over/tanya", "nobody"),
        "library/tell.yaml",
        "hand_over.tanya",
        "target",
    ),
    ("danger flow", put("settings/danger", "nobody"), "library/settings.yaml", "danger", "target"),
    ("word target", put("settings/words/menu", "nobody"), "library/settings.yaml", "words.menu", "target"),
    ("answers without next", drop(f"{N}/safe/next"), "library/tell.yaml", "safe", "target"),
    ("no timeout", drop(f"{N}/safe/timeout"), "library/tell.yaml", "safe", "wait"),
    ("no give up", drop(f"{N}/safe/give_up"), "library/tell.yaml", "safe", "wait"),
    (
        "unreachable node",
        put(f"{N}/island", {"end": "selesai"}),
        "library/tell.yaml",
        "island",
        "unreachable",
    ),
    ("missing text", drop("texts/en/texts/tell.people"), "library/tell.yaml", "people", "text"),
    ("missing text elsewhere", drop("texts/en/texts/tell.people"), "texts/en.yaml", "tell.people", "text"),
    ("missing acknowledgement", put(f"{N}/story/ack", "no.such"), "library/tell.yaml", "story", "text"),
    ("missing option", drop("texts/en/options/safe_no"), "library/tell.yaml", "safe", "text"),
    ("missing option elsewhere", drop("texts/en/options/topic"), "texts/en.yaml", "options.topic", "text"),
    ("missing word", drop("texts/en/words/menu"), "texts/en.yaml", "words.menu", "text"),
    ("word without target", drop("settings/words/menu"), "texts/id.yaml", "words.menu", "target"),
    ("engine's own text", drop("texts/id/texts/common.unclear"), "texts/id.yaml", "common.unclear", "text"),
    (
        "placeholder",
        put("texts/id/texts/tell.people/chat", "{who}?"),
        "texts/id.yaml",
        "tell.people",
        "placeholder",
    ),
    (
        "label placeholder",
        put("texts/id/options/topic/label", "{x}"),
        "texts/id.yaml",
        "options.topic",
        "placeholder",
    ),
    (
        "chat too long",
        put("texts/id/texts/tell.story/chat", "x" * 1025),
        "texts/id.yaml",
        "tell.story",
        "length",
    ),
    (
        "SMS too long",
        put("texts/id/texts/tell.story/sms", ["x" * 161]),
        "texts/id.yaml",
        "tell.story",
        "sms_length",
    ),
    (
        "chat alone too long",
        put("texts/id/texts/tell.people/chat", "x" * 161),
        "texts/id.yaml",
        "tell.people",
        "sms_length",
    ),
    ("SMS alphabet", put("texts/id/texts/tell.story/sms", ["“ya”"]), "texts/id.yaml", "tell.story", "gsm"),
    (
        "chat alone alphabet",
        put("texts/id/texts/tell.people/chat", "Berapa…"),
        "texts/id.yaml",
        "tell.people",
        "gsm",
    ),
    (
        "label alphabet",
        put("texts/id/options/skip/label", "Lewati ➡"),
        "texts/id.yaml",
        "options.skip",
        "gsm",
    ),
    (
        "label too long",
        put("texts/id/options/skip/label", "x" * 21),
        "texts/id.yaml",
        "options.skip",
        "label",
    ),
    (
        "sample too long for SMS",
        put("texts/id/samples/reference", "x" * 150),
        "texts/id.yaml",
        "tell.thanks",
        "sms_length",
    ),
    (
        "colliding synonyms",
        put("texts/en/options/safe_no/synonyms", ["Iya!"]),
        "library/tell.yaml",
        "safe",
        "collision",
    ),
    (
        "number as synonym",
        put("texts/en/options/safe_no/synonyms", ["no 1"]),
        "library/tell.yaml",
        "safe",
        "collision",
    ),
    (
        "option twice",
        put(f"{N}/safe/options", ["safe_yes", "safe_yes"]),
        "library/tell.yaml",
        "safe",
        "collision",
    ),
    ("colliding words", put("texts/en/words/menu", ["Erase"]), "library/settings.yaml", "words", "collision"),
    (
        "forbidden word",
        put("texts/id/texts/tell.people/chat", "Berapa korban?"),
        "texts/id.yaml",
        "tell.people",
        "vocabulary",
    ),
    (
        "forbidden label",
        put("texts/id/options/skip/label", "TKI ilegal"),
        "texts/id.yaml",
        "options.skip",
        "vocabulary",
    ),
    (
        "carrier word in a label",
        put("texts/en/options/skip/label", "Stop it"),
        "texts/en.yaml",
        "options.skip",
        "carrier",
    ),
    (
        "carrier word as a word",
        put("texts/en/words/petugas", ["help"]),
        "texts/en.yaml",
        "words.petugas",
        "carrier",
    ),
    (
        "carrier word called for",
        put("texts/en/texts/tell.people/chat", "Reply YES"),
        "texts/en.yaml",
        "tell.people",
        "carrier",
    ),
    ("unsaved answer", put(f"{N}/safe/unless", "shoe_size"), "library/tell.yaml", "safe", "answer"),
    ("unsaved source", put("flows/quiz/nodes/firm/from", "shoe_size"), "library/quiz.yaml", "firm", "answer"),
    ("unsaved route", put(f"{N}/stop/route", "answer:shoe_size"), "library/tell.yaml", "stop", "answer"),
    ("impossible case", put(f"{N}/stop/cases", {"maybe": "keep"}), "library/tell.yaml", "stop", "case"),
    (
        "impossible answer",
        put("flows/tell/nodes/stop", {"route": "answer:safe", "cases": {"perhaps": "keep"}, "else": "gone"}),
        "library/tell.yaml",
        "stop",
        "case",
    ),
    (
        "language without texts",
        put("flows/tongue/nodes/ask/options", ["locale_id", "locale_fr"]),
        "library/tongue.yaml",
        "set",
        "answer",
    ),
]


@pytest.mark.parametrize(
    ("change", "file", "place", "code"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_broken_bundle_is_caught(
    change: Callable[[Document], None], file: str, place: str, code: str
) -> None:
    problems = check(broken(change))

    assert (file, place, code) in {(problem.file, problem.place, problem.code) for problem in problems}
    assert all(problem.detail in str(problem) for problem in problems)


def test_a_circle_without_a_person_is_caught() -> None:
    def circle(document: Document) -> None:
        nodes(document)["thanks"]["next"] = "number"

    found = {(problem.place, problem.code) for problem in check(broken(circle))}

    assert {("thanks", "loop"), ("number", "loop"), ("thanks", "endless")} <= found


def test_a_circle_across_flows_is_caught() -> None:
    def circle(document: Document) -> None:
        nodes(document, "human")["keep"] = {"enter": "status"}
        nodes(document, "status")["here"] = {"enter": "human"}

    assert {("keep", "loop"), ("here", "loop")} <= {
        (problem.place, problem.code) for problem in check(broken(circle))
    }


def test_questions_already_answered_make_no_circle() -> None:
    def circle(document: Document) -> None:
        nodes(document)["safe"]["next"] = "again"
        nodes(document)["again"] = {"route": "locale", "cases": {}, "else": "safe"}

    assert ("safe", "loop") in {(problem.place, problem.code) for problem in check(broken(circle))}


def test_writing_to_a_silent_phone_again_and_again_is_caught() -> None:
    def remind(document: Document) -> None:
        nodes(document)["safe"]["timeout"]["go"] = "remind"
        nodes(document)["remind"] = {"say": "common.bye", "next": "safe"}

    codes = {(problem.place, problem.code) for problem in check(broken(remind))}

    assert {("safe", "silent_loop"), ("remind", "silent_loop")} <= codes
    assert ("safe", "loop") not in codes


def test_a_trap_without_goodbye_is_caught() -> None:
    def trap(document: Document) -> None:
        document["flows"]["quiz"]["hand_over"] = {}
        for name in ("ask", "pick"):
            nodes(document, "quiz")[name]["give_up"] = "silent"
        for name in ("to_human", "finished", "silent"):
            nodes(document, "quiz")[name] = {"enter": "quiz.ask"}

    assert ("ask", "endless") in {(problem.place, problem.code) for problem in check(broken(trap))}


def test_answers_torn_over_two_messages_are_caught() -> None:
    def many(document: Document) -> None:
        names = [f"option_{number}" for number in range(10)]
        nodes(document)["child"]["options"] = names
        nodes(document)["child"]["go"] = {}
        for locale in ("id", "en"):
            for name in names:
                document["texts"][locale]["options"][name] = {"label": f"A {name} label", "synonyms": []}

    found = [problem for problem in check(broken(many)) if problem.place == "child"]

    assert {problem.code for problem in found} == {"sms_length"}


@pytest.mark.parametrize("word", sorted(CARRIER_WORDS))
def test_no_word_that_a_carrier_acts_on_is_ours(word: str) -> None:
    problems = check(broken(put("texts/id/words/keluar", [word.lower()])))

    assert ("words.keluar", "carrier") in {(problem.place, problem.code) for problem in problems}


def test_the_vocabulary_is_the_task_forces_own() -> None:
    bundle = small_bundle()
    rule = Forbidden(pattern=r"\bcerita\b", keys="tell.", why="say 'kejadian'")

    assert [problem.place for problem in check(bundle, forbidden=(rule,))] == ["tell.empty"]


def test_a_passage_may_be_longer_than_an_sms_but_our_own_words_may_not() -> None:
    def passage(document: Document) -> None:
        document["texts"]["id"]["samples"]["answer"] = "jawaban " * 60
        texts(document)["quiz.answer"] = {"chat": "{answer}"}

    def wordy(document: Document) -> None:
        passage(document)
        texts(document)["quiz.answer"] = {"chat": "kata " * 40 + "{answer}"}

    assert check(broken(passage)) == []
    assert [problem.code for problem in check(broken(wordy))] == ["sms_length"]


def test_resmi_is_forbidden_about_recruiters_only() -> None:
    def say(document: Document) -> None:
        for locale in ("id", "en"):
            texts(document, locale)["recruiter.after"] = {"chat": "Perusahaan itu resmi."}
            texts(document, locale)["quiz.official"] = {"chat": "Lewat jalur resmi."}

    assert {problem.place for problem in check(broken(say))} == {"recruiter.after"}
