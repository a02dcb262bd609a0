from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.catalogue import PARAM_LENGTH, Catalogue, OptionText, Text
from flows.choices import numbered, spoken
from flows.errors import UnknownText
from flows.gsm import fold, foreign, septets
from flows.prompt import Option, Prompt
from flows.rendering import Button, Form, render
from flows.splitting import split, utf16
from tests.flows.test_conversations import assert_fits

CATALOGUE = Catalogue(
    locale="id",
    texts={
        "a.question": Text(chat="Apa – ya?", sms="Apa ya?"),
        "a.long": Text(chat="kata " * 900, sms=("kata " * 30, "akhir semuanya")),
        "a.name": Text(chat="Namanya {name}, kodenya {code}."),
        "a.word": Text(chat="Balas SELESAI kalau cukup."),
        "common.choose": Text(chat="Pilih"),
    },
    options={
        **{f"o{number}": OptionText(label=f"Pilihan {number}") for number in range(1, 13)},
        "skip": OptionText(label="Lewati"),
        "done": OptionText(label="Selesai"),
        "topic": OptionText(label="{title}"),
    },
    samples={"name": "PT Nama Panjang", "title": "t" * 40},
)


def ask(count: int, key: str = "a.question") -> Prompt:
    return Prompt(key=key, options=tuple(numbered(f"o{number}") for number in range(1, count + 1)))


def test_telegram_has_a_button_for_each_option() -> None:
    rendered = render(ask(12), CATALOGUE, Form.TELEGRAM)

    assert rendered.parts == ("Apa – ya?",)
    assert [button.id for button in rendered.buttons] == [f"o{number}" for number in range(1, 13)]


def test_whatsapp_has_buttons_then_a_list_then_numbers() -> None:
    three, four, eleven = (render(ask(count), CATALOGUE, Form.WHATSAPP) for count in (3, 4, 11))

    assert (len(three.buttons), three.list_label) == (3, "")
    assert (len(four.buttons), four.list_label) == (4, "Pilih")
    assert eleven.buttons == ()
    assert eleven.parts[0].endswith("10. Pilihan 10\n11. Pilihan 11")


def test_sms_has_numbered_lines_in_plain_letters() -> None:
    assert render(ask(2), CATALOGUE, Form.SMS).parts == ("Apa ya?\n1. Pilihan 1\n2. Pilihan 2",)


def test_sms_keeps_the_answers_together_in_the_last_part() -> None:
    parts = render(ask(3, "a.long"), CATALOGUE, Form.SMS).parts

    assert parts[-1] == "akhir semuanya\n1. Pilihan 1\n2. Pilihan 2\n3. Pilihan 3"
    assert render(ask(11, "a.long"), CATALOGUE, Form.SMS).parts[1:] == (
        "akhir semuanya",
        "\n".join(f"{number}. Pilihan {number}" for number in range(1, 12)),
    )


def test_words_beside_an_open_question_have_no_number() -> None:
    prompt = Prompt(key="a.question", options=(spoken("done"), spoken("skip")))

    assert render(prompt, CATALOGUE, Form.SMS).parts == ("Apa ya?\n> SELESAI / LEWATI",)
    assert render(prompt, CATALOGUE, Form.WHATSAPP).buttons == (
        Button(id="done", label="Selesai"),
        Button(id="skip", label="Lewati"),
    )


def test_a_word_that_the_text_names_is_not_said_twice() -> None:
    prompt = Prompt(key="a.word", options=(spoken("done"),))

    assert render(prompt, CATALOGUE, Form.SMS).parts == ("Balas SELESAI kalau cukup.",)


def test_titles_too_long_for_a_button_are_written_out() -> None:
    options = tuple(
        Option(id=f"t{number}", label="options.topic", params={"title": f"Paspor ditahan majikan {number}"})
        for number in (1, 2)
    )
    rendered = render(Prompt(key="a.question", options=options), CATALOGUE, Form.WHATSAPP)

    assert rendered.parts == ("Apa – ya?\n1. Paspor ditahan majikan 1\n2. Paspor ditahan majikan 2",)
    assert [button.label for button in rendered.buttons] == ["1. Paspor ditahan...", "2. Paspor ditahan..."]


def test_values_are_cut_at_their_sample_and_never_read_as_placeholders() -> None:
    prompt = Prompt(key="a.name", params={"name": "{code} dan lain-lain", "code": "c" * 500})
    text = render(prompt, CATALOGUE, Form.TELEGRAM).parts[0]

    assert text == f"Namanya {{code}} dan l..., kodenya {'c' * (PARAM_LENGTH - 3)}...."


def test_a_missing_text_or_label_is_named() -> None:
    with pytest.raises(UnknownText, match=r"no\.such") as text:
        render(Prompt(key="no.such"), CATALOGUE, Form.SMS)
    with pytest.raises(UnknownText):
        render(Prompt(key="a.question", options=(numbered("none"),)), CATALOGUE, Form.SMS)

    assert (text.value.key, text.value.locale) == ("no.such", "id")


def test_location_is_offered_where_a_channel_can() -> None:
    prompt = Prompt(key="a.question", location=True)

    assert render(prompt, CATALOGUE, Form.TELEGRAM).location
    assert not render(prompt, CATALOGUE, Form.SMS).location


@given(
    body=st.text(min_size=1, max_size=3000),
    value=st.text(max_size=3000),
    titles=st.lists(st.text(max_size=200), max_size=14),
    spoken_too=st.booleans(),
)
def test_every_rendering_fits_its_channel_whatever_it_holds(
    body: str, value: str, titles: list[str], spoken_too: bool
) -> None:
    catalogue = Catalogue(
        locale="id",
        texts={"a.b": Text(chat=body + "{value}")},
        options={"title": OptionText(label="{title}"), "skip": OptionText(label="Lewati")},
        samples={"value": "v" * 2000, "title": "t" * 150},
    )
    options = tuple(
        Option(id=f"t{number}", label="options.title", params={"title": title})
        for number, title in enumerate(titles)
    )
    prompt = Prompt(
        key="a.b", params={"value": value}, options=options + ((spoken("skip"),) if spoken_too else ())
    )

    for form in Form:
        assert_fits(render(prompt, catalogue, form), form)


@given(st.text(max_size=400), st.integers(2, 50))
def test_split_pieces_lose_nothing_but_space(text: str, limit: int) -> None:
    pieces = split(text, limit, utf16)

    assert all(piece.strip() and sum(map(utf16, piece)) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.text())
def test_folded_text_is_always_in_the_alphabet(text: str) -> None:
    assert not foreign(fold(text))


def test_extension_signs_take_two_septets() -> None:
    assert septets("a€[b]") == 8
    assert foreign("ya–”ok") == ("–", "”")
    assert fold("“ya” – é ő 好") == '"ya" - é o ?'
