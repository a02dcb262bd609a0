"""The page in Chromium: typing on the left, ringing on the right, at desk size and at phone size."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.chromium import running_chromium
from tests.demo.conftest import STAFF, Stand

pytestmark = pytest.mark.browser

ALERT = {
    "chat_id": 9001,
    "text": "KRITIS SB-1 <b>tebal</b>",
    "reply_markup": {
        "inline_keyboard": [
            [{"text": "Terima", "callback_data": "ack:1"}, {"text": "Lihat", "callback_data": "lihat:1"}]
        ]
    },
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture(params=[(1280, 820), (360, 740)], ids=["desk", "phone"])
def page(browser: Browser, stand: Stand, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.goto(f"{stand.url}/phone")
    expect(page.locator("#link")).to_have_attribute("data-live", "true")
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert problems == []


def send_alert(stand: Stand) -> None:
    answer = requests.post(f"{stand.url}/telegram/bot{STAFF.token}/sendMessage", json=ALERT, timeout=5)
    assert answer.status_code == 200


def show_side(page: Page, side: str) -> None:
    if page.viewport_size and page.viewport_size["width"] < 760:
        page.locator(f".sides [data-side={side}]").click()


def test_an_example_is_typed_sent_and_taken(page: Page, stand: Stand) -> None:
    page.locator(".chip").first.click()
    page.locator("#citizen-input").press("Enter")
    sent = page.locator("#citizen .message[data-from=person]")
    expect(sent).to_contain_text("tolong kami disekap")
    expect(sent.locator(".tick")).to_have_attribute("data-state", "delivered")
    assert stand.hotline.received[0].json["message"]["text"].startswith("tolong kami disekap")


def test_a_critical_alert_rings_and_is_taken(page: Page, stand: Stand) -> None:
    send_alert(stand)
    show_side(page, "officer")
    expect(page.locator("#officer .ringing")).to_be_visible()
    expect(page.locator("#officer .text")).to_have_text("KRITIS SB-1 <b>tebal</b>")
    expect(page).to_have_title(re.compile("KRITIS"))
    page.get_by_role("button", name="Terima").click()
    expect(page.locator("#officer .ringing")).to_be_hidden()
    expect(page).to_have_title("Suar – peragaan")
    stand.hotline.wait_for(1, path="/webhook/telegram/petugas")


def test_the_phone_that_begins_to_ring_is_shown(page: Page, stand: Stand) -> None:
    show_side(page, "officer")
    answer = {**ALERT, "chat_id": 9003}
    requests.post(f"{stand.url}/telegram/bot{STAFF.token}/sendMessage", json=answer, timeout=5)
    expect(page.locator("#officers option:checked")).to_contain_text("Ketua Harian")
    expect(page.locator("#officer .ringing")).to_be_visible()


def test_everything_a_person_can_attach(page: Page, stand: Stand) -> None:
    page.locator("[data-line=whatsapp]").click()
    page.locator("#citizen .attach").click()
    page.get_by_role("button", name="Lokasi").click()
    page.get_by_role("button", name="Kota Sambas").click()
    expect(page.locator("#citizen .map")).to_be_visible()
    page.locator("#citizen .attach").click()
    page.get_by_role("button", name="Kontak saya").click()
    page.locator("#citizen .attach").click()
    page.get_by_role("button", name="Pesan suara").click()
    page.get_by_role("button", name="Kirim contoh suara").click()
    expect(page.locator("#citizen audio")).to_be_visible()
    assert page.locator("#citizen audio").evaluate(DURATION) == pytest.approx(4, abs=0.2)
    with page.expect_file_chooser() as chooser:
        page.locator("#citizen .attach").click()
        page.get_by_role("button", name="Foto").click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": PIXEL})
    expect(page.locator("#citizen .photo")).to_be_visible()
    kinds = [r.form["MessageType"] for r in stand.hotline.wait_for(4)]
    assert kinds == ["location", "contacts", "audio", "image"]


def test_blocking_a_new_citizen_and_the_keyboard(page: Page, stand: Stand) -> None:
    page.get_by_role("button", name="Baru").click()
    expect(page.locator("#citizen-input")).to_be_focused()
    page.keyboard.type("halo")
    page.keyboard.press("Enter")
    expect(page.locator("#citizen .message")).to_contain_text("halo")
    assert stand.messages("telegram:w1") == []
    page.get_by_role("button", name="Blokir bot").click()
    expect(page.locator("#citizen .composer")).to_be_hidden()
    page.get_by_role("button", name="Buka blokir").click()
    expect(page.locator("#citizen .composer")).to_be_visible()
    page.locator("#citizen .attach").click()
    page.keyboard.press("Escape")
    expect(page.locator("#citizen .sheet")).to_be_hidden()
    expect(page.locator("#citizen .attach")).to_be_focused()


DURATION = """(audio) => new Promise((resolve) => {
  if (audio.readyState > 0) resolve(audio.duration);
  audio.addEventListener("loadedmetadata", () => resolve(audio.duration));
})"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
