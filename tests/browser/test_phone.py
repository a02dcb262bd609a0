"""What a newcomer does: a report typed on the left phone, the alert taken on the right one, in a real
browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).parents[2] / "docs" / "img" / "phone.png"
CRY = "tolong pak, kami bertiga disekap di rumah kosong dekat perbatasan, tidak boleh pegang hp"


def citizen(page: Page) -> Locator:
    return page.locator("#citizen")


def officer(page: Page) -> Locator:
    return page.locator("#officer")


def writes(page: Page, text: str) -> None:
    citizen(page).locator("textarea").fill(text)
    citizen(page).locator("button.send").click()


def last_words(side: Locator) -> Locator:
    return side.locator("ol.thread > li").last


def take_the_alert(page: Page) -> str:
    """Press Terima on the officer's phone; the case's reference."""
    side = officer(page)
    alert = side.locator("ol.thread > li", has_text="KRITIS").last
    expect(alert.get_by_role("button", name="Terima")).to_be_visible(timeout=15_000)
    reference = re.search(r"SBS-[0-9A-Z]{4}-[0-9A-Z]{2}", alert.inner_text())
    assert reference is not None
    alert.get_by_role("button", name="Terima").click()
    expect(side.locator("ol.thread")).to_contain_text(f"Anda menerima {reference[0]}", timeout=15_000)
    return reference[0]


@pytest.mark.parametrize("line", ["telegram", "whatsapp", "sms"])
def test_a_cry_for_help_rings_and_is_taken(open_phones: Callable[..., Page], line: str) -> None:
    page = open_phones()
    citizen(page).locator(f'[data-line="{line}"]').click()

    writes(page, CRY)

    expect(citizen(page).locator("ol.thread")).to_contain_text("110", timeout=15_000)
    expect(officer(page).locator(".ringing")).to_be_visible(timeout=15_000)
    take_the_alert(page)
    expect(officer(page).locator(".ringing")).to_be_hidden(timeout=15_000)


def test_a_report_is_told_step_by_step_with_buttons(open_phones: Callable[..., Page]) -> None:
    page = open_phones()
    thread = citizen(page).locator("ol.thread")

    writes(page, "halo")
    expect(thread).to_contain_text("Tulis saja apa yang terjadi", timeout=15_000)
    thread.get_by_role("button", name="Lapor, minta tolong").last.click()
    thread.get_by_role("button", name="Ya, aman").last.click()
    thread.get_by_role("button", name="Tidak", exact=True).last.click()
    expect(thread).to_contain_text("Ceritakan apa yang terjadi", timeout=15_000)
    writes(page, "paspor kami diambil agen begitu sampai, gaji tiga bulan belum dikasih")
    expect(thread).to_contain_text("SELESAI", timeout=15_000)
    writes(page, "selesai")
    expect(thread).to_contain_text("Di mana kejadiannya", timeout=15_000)
    writes(page, "di Miri, Sarawak")
    for answer in ("Beberapa orang",):
        thread.get_by_role("button", name=answer).last.click()
    expect(thread).to_contain_text("berapa orang", timeout=15_000)
    writes(page, "5")
    thread.get_by_role("button", name="Tidak ada").last.click()
    thread.get_by_role("button", name="Pulang").last.click()
    thread.get_by_role("button", name="Boleh, HP saya").last.click()
    thread.get_by_role("button", name="Cukup, kirim").last.click()

    expect(thread).to_contain_text(re.compile(r"Nomor laporan: SBS-"), timeout=15_000)
    expect(thread).to_contain_text(re.compile(r"Nomor rahasia: \d{6}"))


def test_the_officer_looks_and_moves_the_case(open_phones: Callable[..., Page]) -> None:
    page = open_phones()
    writes(page, CRY)
    reference = take_the_alert(page)
    thread = officer(page).locator("ol.thread")

    thread.get_by_role("button", name="Lihat").last.click()
    expect(thread).to_contain_text("disekap", timeout=15_000)
    thread.get_by_role("button", name="Alihkan").last.click()
    thread.get_by_role("button", name="Sosial & Pemulangan").last.click()
    thread.get_by_role("button", name="Perlu bidang lain").last.click()

    expect(thread).to_contain_text(f"{reference} dialihkan", timeout=15_000)


def test_the_citizen_hears_that_an_officer_has_read(open_phones: Callable[..., Page]) -> None:
    page = open_phones()
    writes(page, CRY)
    expect(citizen(page).locator("ol.thread")).to_contain_text("110", timeout=15_000)

    take_the_alert(page)

    # Nobody said that this phone is theirs alone, so the line names no topic.
    expect(citizen(page).locator("ol.thread")).to_contain_text("Ada pembaruan", timeout=15_000)
    writes(page, "BUKA")
    expect(citizen(page).locator("ol.thread")).to_contain_text("petugas", timeout=15_000)


def test_both_phones_fit_a_small_screen(open_phones: Callable[..., Page]) -> None:
    page = open_phones(360, 740)

    writes(page, CRY)
    expect(citizen(page).locator("ol.thread")).to_contain_text("110", timeout=15_000)
    page.locator(".sides button[data-side=officer]").click()
    take_the_alert(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_screenshot_for_the_readme(open_phones: Callable[..., Page], request: pytest.FixtureRequest) -> None:
    page = open_phones(1280, 940)
    writes(page, "adek kamek 15 taon dibawak urang ndak kenal, issok subuh brangkat ke Kuching")
    expect(citizen(page).locator("ol.thread")).to_contain_text("110", timeout=15_000)
    expect(officer(page).locator(".ringing")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(1200)

    taken = page.screenshot()

    assert taken.startswith(b"\x89PNG")
    if request.config.getoption("--write-picture"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(taken)
