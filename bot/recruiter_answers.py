"""What is said to somebody who asks about a recruiter. No answer says that a recruiter is genuine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

from flows.prompt import Option, Prompt
from flows.services import Found
from recruiters.check import Check, Flag, check
from recruiters.red_flags import red_flags
from recruiters.register import Company, LicenceStatus

if TYPE_CHECKING:
    from bot.scene import Scene

NAMES = 3
_SHOWN = 60
_PRESSED = "perekrut_"
_STATUS = {
    "id": {
        LicenceStatus.AKTIF: "aktif",
        LicenceStatus.PENGHENTIAN_SEMENTARA_SEBAGIAN: "dihentikan sebagian",
        LicenceStatus.PENGHENTIAN_SEMENTARA: "dihentikan sementara",
        LicenceStatus.SANKSI_DIAKHIRI: "berlaku lagi",
        LicenceStatus.DICABUT: "dicabut",
        LicenceStatus.TIDAK_DIPERPANJANG: "tidak diperpanjang",
        LicenceStatus.TIDAK_DIKETAHUI: "tidak diketahui",
    },
    "en": {
        LicenceStatus.AKTIF: "active",
        LicenceStatus.PENGHENTIAN_SEMENTARA_SEBAGIAN: "partly suspended",
        LicenceStatus.PENGHENTIAN_SEMENTARA: "suspended",
        LicenceStatus.SANKSI_DIAKHIRI: "sanction ended",
        LicenceStatus.DICABUT: "revoked",
        LicenceStatus.TIDAK_DIPERPANJANG: "not renewed",
        LicenceStatus.TIDAK_DIKETAHUI: "unknown",
    },
}
_KEY = {
    "terdaftar": "recruiter.listed",
    "dihentikan": "recruiter.halted",
    "mirip": "recruiter.similar",
    "tidak_ada": "recruiter.unlisted",
    "bukan_p3mi": "recruiter.not_p3mi",
    "belum_ada_daftar": "recruiter.no_register",
    "no_name": "recruiter.no_name",
}
_BESIDE: tuple[tuple[Flag, str], ...] = (
    ("izin_beda", "recruiter.number_differs"),
    ("daftar_lama", "recruiter.old"),
)


class RecruiterChecks:
    """Asks the register about the names in a text.

    Args:
        scene: the turn.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def check(self, text: str, *, locale: str) -> Found:
        """What can be said of the names in a text, or of a company chosen by button; never that somebody is
        safe or genuine."""
        scene = self._scene
        register = scene.hotline.register.now(scene.uow)
        chosen = register.marked(text.removeprefix(_PRESSED)) if text.startswith(_PRESSED) else None
        today = scene.now.astimezone(scene.hotline.taskforces[scene.talk.taskforce].zone).date()
        found = check(chosen.name if chosen else text, register, today=today)[:NAMES]
        prompts = [prompt for one in found for prompt in self._said(one, locale)]
        if "contoh" in found[0].flags and found[0].outcome != "no_name":
            prompts.insert(0, Prompt(key="recruiter.demo"))
        prompts += [
            Prompt(key=key, params={"day": _day(found[0].as_of, locale)})
            for flag, key in _BESIDE
            if flag in found[0].flags and found[0].outcome != "no_name"
        ]
        if found[0].outcome == "no_name":
            return Found(outcome="no_name", prompts=tuple(prompts))
        asks = any(one.outcome == "mirip" for one in found)
        return Found(outcome="similar" if asks else "checked", prompts=tuple(prompts))

    def signs(self, answer: str) -> Found:
        """What the numbers of warning signs mean that somebody sent."""
        result = red_flags(answer)
        key = "recruiter.signs_again" if result.outcome == "unread" else f"recruiter.signs_{result.outcome}"
        prompt = Prompt(key=key, params={"count": str(result.count)})
        return Found(outcome=result.outcome, prompts=(prompt,))

    def _said(self, one: Check, locale: str) -> list[Prompt]:
        params = {"name": (one.query or "")[:_SHOWN], "day": _day(one.as_of, locale)}
        companies = [near.company for near in one.candidates]
        if one.outcome in {"terdaftar", "dihentikan"}:
            # Two companies may share a name but for a space: each is said with its own standing.
            return [
                Prompt(
                    key=_KEY["dihentikan" if company.status.is_halted else "terdaftar"],
                    params={**params, "name": company.name[:_SHOWN], "status": status_text(company, locale)},
                )
                for company in companies
            ]
        if one.outcome == "mirip":
            params["names"] = "\n".join(f"- {_with_status(company, locale)}" for company in companies)
            options = tuple(
                Option(
                    id=_PRESSED + company.mark,
                    label="recruiter.status",
                    params={"company": company.name[:_SHOWN], "status": status_text(company, locale)},
                )
                for company in companies
            )
            return [Prompt(key=_KEY[one.outcome], params=params, options=options)]
        return [Prompt(key=_KEY[one.outcome], params=params)]


def status_text(company: Company, locale: str) -> str:
    """The standing of a company's licence, in words.

    Args:
        company: as the register gives it.
        locale: `id` or `en`; Indonesian for any other.
    """
    return _STATUS.get(locale, _STATUS["id"])[company.status]


def _with_status(company: Company, locale: str) -> str:
    return f"{company.name[:_SHOWN]} ({status_text(company, locale)})"


def _day(day: date | None, locale: str) -> str:
    return "-" if day is None else format_date(day, "d MMMM y", locale=locale)
