"""Other regencies as short files, and what is said about files with mistakes."""

from pathlib import Path

import pytest
import yaml

from config.problems import FixConfiguration
from config.taskforces import CONFIG_FOLDER, load_taskforce, load_taskforces
from language.reading import Queue, Urgency

SHORT = {
    "extends": "base.yaml",
    "key": "contoh",
    "name": "Gugus Tugas Contoh",
    "short_name": "GT Contoh",
    "regency": "Contoh",
    "province": "Contoh",
    "timezone": "Asia/Jakarta",
    "reference_prefix": "CTH",
}


#: How a key is placed in which both files have their part.
BOTH = "contoh.yaml or base.yaml"

#: A contact that nobody has given a number for yet.
UNCHECKED = {
    "key": "a", "name": "A", "number": None, "kind": "telepon", "when": ["pmi"], "source": "x",
    "last_checked": None,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_bytes((CONFIG_FOLDER / "base.yaml").read_bytes())
    return tmp_path


def write(folder: Path, **changes: object) -> Path:
    file = folder / "contoh.yaml"
    file.write_text(yaml.safe_dump({**SHORT, **changes}, allow_unicode=True))
    return file


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(FixConfiguration) as caught:
        load_taskforce(path)
    return caught.value.problems


@pytest.mark.parametrize(
    ("key", "prefix", "zone"), [("sanggau", "SGU", "Asia/Jakarta"), ("belu", "BLU", "Asia/Makassar")]
)
def test_another_regency_is_one_short_file(key: str, prefix: str, zone: str) -> None:
    path = CONFIG_FOLDER / f"{key}.yaml"
    taskforce = load_taskforce(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) < 25
    assert (taskforce.key, taskforce.reference_prefix, taskforce.timezone) == (key, prefix, zone)
    assert set(taskforce.sub_task_forces) == set(Queue) - {Queue.SEKRETARIAT}
    assert all(unit.coordinator is None and unit.offices == () for unit in taskforce.sub_task_forces.values())
    assert taskforce.legal_basis is None
    assert taskforce.regions == ()
    assert {contact.key for contact in taskforce.shown_contacts()} >= {"polri110", "kp2mi_tel"}
    assert taskforce.gazetteer().beyond["Malaysia"] == "negara"


def test_several_task_forces_are_served_together() -> None:
    assert list(load_taskforces(["sambas", "sanggau", "belu"])) == ["sambas", "sanggau", "belu"]


def test_every_shipped_file_can_be_loaded() -> None:
    keys = sorted(path.stem for path in CONFIG_FOLDER.glob("*.yaml") if path.stem != "base")
    assert keys == ["belu", "sambas", "sanggau"]
    assert sorted(load_taskforces(keys)) == keys


def test_a_file_changes_only_what_it_names(folder: Path) -> None:
    clocks = {"kritis": {"acknowledge": "3m", "first_contact": "10m"}}
    taskforce = load_taskforce(write(folder, clocks=clocks, holidays=["2026-12-25"]))
    assert str(taskforce.clocks[Urgency.KRITIS].acknowledge.day) == "3m"  # type: ignore[union-attr]
    assert str(taskforce.clocks[Urgency.TINGGI].acknowledge.night) == "4h"  # type: ignore[union-attr]
    assert [day.isoformat() for day in taskforce.holidays] == ["2026-12-25"]


def test_a_regency_may_hide_a_national_contact(folder: Path) -> None:
    taskforce = load_taskforce(write(folder, contacts=[{"key": "polri110", "last_checked": None}]))
    hidden = next(contact for contact in taskforce.contacts if contact.key == "polri110")
    assert hidden.number == "110"
    assert hidden not in taskforce.shown_contacts()


def test_a_regency_adds_its_own_contact_and_cue_words(folder: Path) -> None:
    own = {
        "key": "polres", "name": "Polres", "number": "0562-0", "kind": "telepon", "note_id": "a",
        "note_en": "b",
        "when": ["setempat"], "source": "uji telepon", "last_checked": "2026-11-20",
    }  # fmt: skip
    taskforce = load_taskforce(write(folder, contacts=[own], cue_required=["miri"]))
    assert taskforce.shown_contacts()[-1].key == "polres"
    assert taskforce.gazetteer().cue_required > {"miri", "kucing"}


def test_every_mistake_is_named_with_file_and_key(folder: Path) -> None:
    told = problems(
        write(
            folder,
            reference_prefix="ct",
            timezone="Asia/Sambas",
            colour="red",
            clocks={"kritis": {"acknowledge": "soon"}},
            ladder={"kritis": [{"roles": ["ketua", "raja"], "every": "5m"}]},
            shifts=[{"key": "pagi", "name": "Pagi", "start": "07:00", "end": "15:00"}],
            contacts=[{"key": "polri110", "number": 110}],
        )
    )
    places = [line.rsplit(": ", 1)[0] for line in told]
    assert places == [
        "contoh.yaml: timezone",
        "contoh.yaml: reference_prefix",
        "contoh.yaml or base.yaml: ladder.kritis[0].roles[1]",
        "contoh.yaml or base.yaml: clocks.kritis.acknowledge.day",
        "contoh.yaml or base.yaml: clocks.kritis.acknowledge.night",
        "contoh.yaml or base.yaml: shifts",
        "contoh.yaml or base.yaml: contacts[polri110].number",
        "contoh.yaml: colour",
    ]
    assert "must be text; put it into quotes" in told[-2]
    assert told[-1].endswith("no such key; remove it or correct its spelling")


def test_a_mistake_in_the_shared_file_names_the_shared_file(folder: Path) -> None:
    base = yaml.safe_load((folder / "base.yaml").read_text())
    del base["clocks"]["sedang"]
    (folder / "base.yaml").write_text(yaml.safe_dump(base))
    assert problems(write(folder)) == ("base.yaml: clocks: sedang is missing; add it",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": "lain"}, "contoh.yaml: key: must be the file's own name, contoh"),
        ({"extends": "../base.yaml"}, "contoh.yaml: extends: must name a file in the same folder"),
        (
            {"sub_task_forces": {"sekretariat": {"name": "x", "short_name": "x"}}},
            "contoh.yaml or base.yaml: sub_task_forces: sekretariat is no sub-task-force; remove it",
        ),
        (
            {"ladder": {"sedang": []}},
            "contoh.yaml: ladder.sedang: wakes nobody, but clocks.sedang asks for an answer",
        ),
        ({"cue_required": ["nirgends"]}, "contoh.yaml: places: nirgends: this cue word names no place"),
        (
            {"contacts": [{"key": "polri110", "number": None}]},
            f"{BOTH}: contacts[polri110]: is marked as checked, so it needs number, note_id and note_en",
        ),
        (
            {"contacts": [UNCHECKED, UNCHECKED]},
            "contoh.yaml or base.yaml: contacts: a: this key is used twice",
        ),
        ({"places_beyond": [{"name": "Kucing", "kind": "luar"}]},
         "contoh.yaml: places: kucing: this spelling is the official name of another place"),
    ],
)  # fmt: skip
def test_what_is_said_about_one_mistake(folder: Path, changes: dict[str, object], told: str) -> None:
    assert problems(write(folder, **changes)) == (told,)


def test_regions_are_checked(folder: Path) -> None:
    desa = {"code": "61.01.02.2001", "name": "A"}
    regions = [
        {"code": "61.01.01", "name": "Satu", "desa": [desa, {"code": "61.01.01.2002", "name": "A"}]},
        {"code": "61.01.02", "name": "Dua", "desa": [desa]},
    ]
    assert problems(write(folder, regions=regions)) == (
        "contoh.yaml: regions[Satu].desa: A: this desa is named twice",
    )
    regions[0]["desa"] = [desa]
    assert problems(write(folder, regions=regions)) == (
        "contoh.yaml: regions: 61.01.02.2001: this code is given twice",
        "contoh.yaml: regions: 61.01.02.2001 A: the code does not lie in Satu (61.01.01)",
    )


def test_one_spelling_cannot_mean_two_places(folder: Path) -> None:
    places = [
        {"name": "Utara", "kind": "luar", "variants": ["ut"]},
        {"name": "Utama", "kind": "luar", "variants": ["UT"]},
    ]
    assert problems(write(folder, places_beyond=places)) == (
        "contoh.yaml: places: ut: this spelling means Utama and Utara",
    )


def test_mistakes_of_all_files_are_told_together(folder: Path) -> None:
    write(folder, timezone="?")
    with pytest.raises(FixConfiguration) as caught:
        load_taskforces(["contoh", "tiada"], folder)
    assert [line.split(":")[0].rsplit("/", 1)[-1] for line in caught.value.problems] == [
        "contoh.yaml",
        "tiada.yaml",
    ]


def test_two_task_forces_cannot_share_a_reference_prefix(folder: Path) -> None:
    (folder / "lain.yaml").write_text(yaml.safe_dump({**SHORT, "key": "lain"}))
    write(folder)
    with pytest.raises(FixConfiguration, match="CTH belongs to several"):
        load_taskforces(["contoh", "lain"], folder)


def test_what_others_extend_extends_nothing(folder: Path) -> None:
    write(folder, extends="lain.yaml")
    (folder / "lain.yaml").write_text("extends: base.yaml\n")
    assert problems(folder / "contoh.yaml") == (
        "lain.yaml: extends: a file that others extend must stand alone; remove it",
    )
