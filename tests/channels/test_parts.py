from __future__ import annotations

import threading

from bot.channels.numbered import numbered
from bot.channels.progress import Progress
from bot.channels.telegram_keyboards import inline, under
from flows.rendering import Button, Rendered

YES, NO = Button(id="ya", label="Ya"), Button(id="tidak", label="Tidak")
LONG = Button(id="lapor", label="Saya mau melapor")


def test_buttons_become_numbers() -> None:
    body = Rendered(parts=("Satu", "Aman?"), buttons=(YES, NO))

    assert numbered(body) == "Aman?\n\n1 Ya\n2 Tidak"


def test_without_buttons_nothing_is_added() -> None:
    assert numbered(Rendered(parts=("Halo",))) == "Halo"


def test_progress_is_remembered_until_it_is_complete() -> None:
    progress = Progress()
    progress.note("a", ("1",))
    progress.note("a", ("1", "2"))

    assert progress.reached("a") == ("1", "2")
    assert progress.reached("b") == ()

    progress.forget("a")
    progress.forget("a")
    assert progress.reached("a") == ()


def test_progress_keeps_the_newest() -> None:
    progress = Progress(most=2)
    for name in ("a", "b", "a", "c"):
        progress.note(name, (name,))

    assert [progress.reached(name) for name in ("a", "b", "c")] == [("a",), (), ("c",)]


def test_no_parts_are_no_progress() -> None:
    progress = Progress(most=1)
    progress.note("a", ("1",))
    progress.note("b", ())

    assert progress.reached("a") == ("1",)


def test_progress_bears_many_threads() -> None:
    progress = Progress(most=50)

    def work(number: int) -> None:
        for round_ in range(200):
            progress.note(f"{number}-{round_}", (str(round_),))
            progress.reached(f"{number}-{round_ // 2}")
            progress.forget(f"{number}-{round_}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [progress.reached(f"{number}-199") for number in range(8)] == [()] * 8


def test_short_labels_stand_two_a_row_and_long_ones_alone() -> None:
    short = inline((YES, NO, Button(id="lewati", label="Lewati")))
    long = inline((YES, LONG))

    assert short is not None
    assert [[key.text for key in row] for row in short.inline_keyboard] == [["Ya", "Tidak"], ["Lewati"]]
    assert short.inline_keyboard[0][1].callback_data == "tidak"
    assert long is not None
    assert [len(row) for row in long.inline_keyboard] == [1, 1]
    assert inline(()) is None


def test_the_place_is_asked_for_with_a_key_that_goes_away() -> None:
    keyboard = under(Rendered(parts=("Di mana?",), buttons=(NO,), location=True), location_label="Lokasi")

    data = keyboard.to_dict()
    assert data["keyboard"] == [[{"text": "Lokasi", "request_location": True}], [{"text": "Tidak"}]]
    assert data["one_time_keyboard"] is True


def test_a_message_without_buttons_takes_such_keys_away() -> None:
    assert under(Rendered(parts=("Terima kasih",)), location_label="x").to_dict() == {"remove_keyboard": True}
