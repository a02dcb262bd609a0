"""What only a demonstration has: invented officers who are linked already, so that an alert rings at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot import bootstrap
from bot.clock import SystemClock
from bot.ids import IdFactory
from bot.register import RegisterImports
from config.settings import Settings
from models.officer_store import OfficerStore
from models.register_store import RegisterStore
from models.unit_of_work import Storage
from recruiters.listing import read_listing
from recruiters.sheet import rows_of

REGISTER = bootstrap.ROOT / "demo" / "register.csv"


@dataclass(frozen=True, kw_only=True)
class SampleOfficer:
    """An invented officer.

    Args:
        name: shown to other officers.
        title: shown on the page of two phones.
        role, queue: as in `suar officers add`.
        chat: Telegram chat id that the stand-in uses for this officer.
    """

    name: str
    title: str
    role: str
    queue: str | None
    chat: int


SAMPLE_OFFICERS = (
    SampleOfficer(
        name="Rina (contoh)", title="Petugas Piket", role="petugas_piket", queue="hukum", chat=9001
    ),
    SampleOfficer(
        name="Hadi (contoh)", title="Koordinator Hukum", role="koordinator", queue="hukum", chat=9002
    ),
    SampleOfficer(
        name="Sari (contoh)", title="Koordinator Sosial", role="koordinator", queue="sosial", chat=9003
    ),
    SampleOfficer(
        name="Wati (contoh)", title="Koordinator Kesehatan", role="koordinator", queue="kesehatan", chat=9004
    ),
    SampleOfficer(
        name="Budi (contoh)",
        title="Koordinator Pencegahan",
        role="koordinator",
        queue="pencegahan",
        chat=9005,
    ),
    SampleOfficer(
        name="Tini (contoh)", title="Koordinator Kerja Sama", role="koordinator", queue="kerjasama", chat=9006
    ),
    SampleOfficer(name="Arif (contoh)", title="Ketua Harian", role="ketua_harian", queue=None, chat=9007),
    SampleOfficer(name="Lina (contoh)", title="Ketua", role="ketua", queue=None, chat=9008),
)


def prepare_demonstration(settings: Settings) -> None:
    """Add the invented officers to the first task force, once, and the invented companies to the register."""
    clock = SystemClock()
    ids, now = IdFactory(clock), clock.now()
    taskforce = settings.taskforces[0]
    storage = bootstrap.open_storage(settings)
    with storage.begin() as uow:
        store = OfficerStore(uow)
        if not store.listed(taskforce=taskforce, now=now):
            for sample in SAMPLE_OFFICERS:
                code = secrets.token_hex(8)
                store.add(
                    id=ids(),
                    taskforce=taskforce,
                    name=sample.name,
                    role=sample.role,
                    queue=sample.queue,
                    code=code,
                    code_expires_at=now + timedelta(minutes=1),
                    now=now,
                )
                store.link(taskforce=taskforce, code=code, address=str(sample.chat), now=now)
            uow.commit()
    _sample_register(storage, clock, ids)
    storage.close()


def _sample_register(storage: Storage, clock: SystemClock, ids: IdFactory) -> None:
    """The invented companies, unless a register is there already."""
    with storage.read() as uow:
        if RegisterStore(uow).newest() is not None:
            return
    imports = RegisterImports(storage, clock, ids, taskforces=())
    imports.bring(read_listing(rows_of(REGISTER)), source=REGISTER.read_bytes(), by="contoh", demo=True)
