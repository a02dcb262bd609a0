"""Opening a case and bringing it up to date: fold, grade, route, keep, and wake somebody, in the turn's
transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.raising import merged_reasons, note_rise, risen
from bot.scene import CaseWish, Scene
from cases.conflict import accused_units, hidden_from
from cases.facts import CaseFacts
from cases.grade import Reason, grade, raise_to
from cases.record import from_record, to_record
from cases.reference import new_pin, new_reference
from cases.route import Routing, route
from flows.events import AnswerRecorded, SignalRaised
from language.reading import Queue, Signal, Urgency
from models.attachment_store import AttachmentStore
from models.audit import append
from models.case import Case
from models.case_store import CaseStore
from models.conversation_store import ConversationStore, Talk
from models.officer_store import OfficerStore
from models.unit_of_work import UnitOfWork

DRAWS = (
    8  # a reference that is taken is drawn again; eight collisions in a row mean that randomness is broken
)
CALL = (
    "percakapan"  # somebody wants a human and has reported nothing: the secretariat's, not a sub-task-force's
)
FACTS = "facts"
ENTROPY = 16


class Casework:
    """Turns what a scene gathered into a case.

    Args:
        hotline: the parts of the running hotline.
        escalation: wakes officers.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation) -> None:
        self._hotline = hotline
        self._escalation = escalation

    def write(self, scene: Scene, memory: dict[str, Any]) -> None:
        """Write a scene's answers and signs: into its case if there is one or one is wanted, else into the
        memory.

        Args:
            scene: the turn.
            memory: what the conversation keeps until there is a case; emptied once there is.
        """
        case = None
        if scene.talk.case_id is not None:
            case = CaseStore(scene.uow).lock(scene.talk.case_id)
        elif scene.wish is None:
            memory[FACTS] = to_record(_fold(from_record(memory.get(FACTS, {})), scene))
            return
        before = from_record(memory.pop(FACTS, {}))
        if case is None:
            case = self._open(scene, scene.wish or CaseWish(partial=True, kind="laporan"))
            answers = [(answer.name, answer.value, answer.closed) for answer in before.answers]
            self._keep_answers(scene, case, answers)
        else:
            before = self._facts_of(scene.uow, case)
        if not (scene.answers or scene.signals or scene.wish or scene.relays or scene.failures or scene.pin):
            return
        self._keep_answers(scene, case, [(event.name, _told(event), event.closed) for event in scene.answers])
        self._keep_signs(scene, case)
        self._bring_up_to_date(scene, case, _fold(before, scene))
        self._tell_officers(scene, case)

    def add_version(self, scene: Scene, text: str) -> None:
        """Keep the new wording of an edited message beside the old one."""
        CaseStore(scene.uow).add_answer(
            id=self._hotline.ids(),
            case_id=scene.talk.case_id or "",
            name="suntingan",
            value=text,
            closed=False,
            now=scene.now,
        )

    def note(
        self, uow: UnitOfWork, case_id: str, *, kind: str, detail: dict[str, Any], now: datetime
    ) -> None:
        """Note something about a case that is not an answer: a lost line, an expired reply."""
        CaseStore(uow).add_event(
            id=self._hotline.ids(), case_id=case_id, kind=kind, actor="sistem", now=now, detail=detail
        )

    def by_hand(
        self, uow: UnitOfWork, talk: Talk, *, code: str, now: datetime, text: str = "", danger: bool = False
    ) -> str:
        """Put a message that the machine cannot handle before a human: "baca langsung". The case's id."""
        scene = Scene(hotline=self._hotline, uow=uow, talk=talk, inbound=None, now=now, locale=talk.locale)
        scene.failures.append(code)
        scene.want_case(partial=True)
        if text:
            scene.answers.append(AnswerRecorded(name="story", value=text, closed=False))
        if danger:
            signal = Signal(code="kata_bahaya", level=3, words=())
            scene.signals.append(SignalRaised(signals=(signal,), urgency=Urgency.KRITIS))
        memory = dict(talk.memory or {})
        self.write(scene, memory)
        ConversationStore(uow).remember(
            talk.id,
            memory=memory,
            bundle=talk.bundle,
            case_id=scene.talk.case_id,
            last_inbound_at=talk.last_inbound_at,
            now=now,
        )
        return scene.talk.case_id or ""

    def _open(self, scene: Scene, wish: CaseWish) -> Case:
        hotline, now, store = self._hotline, scene.now, CaseStore(scene.uow)
        prefix = hotline.taskforces[scene.talk.taskforce].reference_prefix
        pin = scene.pin or new_pin(hotline.ids.random_bytes(ENTROPY))
        for _ in range(DRAWS):
            reference = scene.reference or new_reference(prefix, hotline.ids.random_bytes(ENTROPY))
            case = Case(
                id=hotline.ids(),
                taskforce=scene.talk.taskforce,
                reference=reference,
                pin_hash=scene.uow.vault.pin_hash(reference, pin),
                kind=wish.kind,
                status="baru",
                urgency=Urgency.RENDAH,
                queue=Queue.SEKRETARIAT,
                channel=scene.talk.channel,
                partial=True,
                conversation_id=scene.talk.id,
                opened_at=now,
            )
            if store.add(case):
                break
            scene.reference = None
        scene.reference = reference
        scene.talk = scene.talk.with_case(case.id)
        append(
            scene.uow,
            taskforce=scene.talk.taskforce,
            at=now,
            actor="sistem",
            action="kasus_dibuka",
            subject=case.id,
            detail={"kind": wish.kind, "channel": scene.talk.channel},
        )
        store.add_event(id=hotline.ids(), case_id=case.id, kind="dibuka", actor="pelapor", now=now)
        AttachmentStore(scene.uow).adopt(scene.talk.id, case.id)
        return case

    def _facts_of(self, uow: UnitOfWork, case: Case) -> CaseFacts:
        if case.facts is None:
            return CaseFacts()
        return from_record(json.loads(uow.vault.open_text("cases", "facts", case.id, case.facts)))

    def _keep_answers(self, scene: Scene, case: Case, answers: Iterable[tuple[str, str, bool]]) -> None:
        for name, value, closed in answers:
            CaseStore(scene.uow).add_answer(
                id=self._hotline.ids(), case_id=case.id, name=name, value=value, closed=closed, now=scene.now
            )

    def _keep_signs(self, scene: Scene, case: Case) -> None:
        """Signs and their words stay beside the answers, so that an officer can judge the machine."""
        store = CaseStore(scene.uow)
        for event in scene.signals:
            for signal in event.signals:
                store.add_event(
                    id=self._hotline.ids(),
                    case_id=case.id,
                    kind="tanda",
                    actor="sistem",
                    now=scene.now,
                    detail={"code": signal.code, "level": signal.level, "urgency": event.urgency.value},
                    note=json.dumps(signal.words, ensure_ascii=False) if signal.words else None,
                )
        for code in scene.failures:
            self.note(scene.uow, case.id, kind="baca_langsung", detail={"code": code}, now=scene.now)
        for reason in scene.relays:
            self.note(scene.uow, case.id, kind="minta_petugas", detail={"reason": reason}, now=scene.now)

    def _bring_up_to_date(self, scene: Scene, case: Case, facts: CaseFacts) -> None:
        now, wish = scene.now, scene.wish
        kind = "laporan" if wish is not None and wish.kind == "laporan" else case.kind
        graded = grade(facts, pairs=False)  # the codebook's levels; the regency has not adopted the pair rule
        floor = Urgency.TINGGI if scene.failures else Urgency.SEDANG
        urgency = raise_to(case.urgency, graded.urgency.at_least(floor))
        units = sorted({*json.loads(case.conflict), *_accused(facts, scene)})
        # Who owns it changes with signs, with choices and with an accusation, not with every further
        # sentence.
        weighty = (
            bool(scene.signals or scene.wish)
            or any(answer.closed for answer in scene.answers)
            or units != json.loads(case.conflict)
        )
        routing = self._route(scene, facts, urgency, units, kind) if weighty else None
        partial = case.partial and (wish is None or wish.partial)
        raised = urgency.rank > case.urgency.rank
        record = json.dumps(to_record(facts), ensure_ascii=False, separators=(",", ":"))
        values: dict[str, Any] = {
            "urgency": urgency,
            "reasons": merged_reasons(case.reasons, _reasons(graded.reasons, scene.failures)),
            "facts": scene.uow.vault.seal("cases", "facts", case.id, record),
            "conflict": json.dumps(units),
            "kind": kind,
            "partial": partial,
            "people": facts.people if facts.people is not None else case.people,
            "child": facts.child if facts.child is not None else case.child,
            "kecamatan": facts.kecamatan or case.kecamatan,
        }
        if case.completed_at is None and not partial:
            values["completed_at"] = now
        barred = case.queue in hidden_from(units)
        if barred:
            # What was just told accuses those who have the case: it leaves them, and others are woken.
            values.update(assignee_id=None, acknowledged_at=None, escalation=Escalation.begun_anew(case))
        if barred or not (case.moved or case.assignee_id or case.acknowledged_at):
            values["queue"] = routing.owner if routing is not None else case.queue
        if raised:
            values.update(risen(self._hotline.taskforces[case.taskforce], urgency, now))
        if scene.pin is not None:
            values["pin_hash"] = scene.uow.vault.pin_hash(case.reference, scene.pin)
        store = CaseStore(scene.uow)
        store.change(case, **values)
        if routing is not None:
            store.propose_referrals(
                case.id,
                queues=[queue.value for queue in routing.referrals],
                new_id=self._hotline.ids,
                now=now,
            )
        if raised:
            note_rise(scene.uow, case, actor="sistem", now=now)

    def _route(
        self, scene: Scene, facts: CaseFacts, urgency: Urgency, units: list[str], kind: str
    ) -> Routing:
        if kind == CALL:
            return Routing(owner=Queue.SEKRETARIAT, referrals=(), rule=CALL, wanted=Queue.SEKRETARIAT)
        staffed = frozenset(Queue(queue) for queue in OfficerStore(scene.uow).staffed(scene.talk.taskforce))
        return route(facts, urgency, staffed=staffed, conflict=units)

    def _tell_officers(self, scene: Scene, case: Case) -> None:
        """Wake officers for a new or risen case; tell the one who has it when more was written."""
        urgent = case.urgency.rank >= Urgency.TINGGI.rank
        if self._escalation.outdated(case):
            if urgent or not case.partial or case.kind == CALL:
                self._escalation.begin(scene.uow, case, now=scene.now)
        elif case.acknowledged_at is not None:
            self._escalation.news(scene.uow, case, now=scene.now)


def _fold(facts: CaseFacts, scene: Scene) -> CaseFacts:
    events: tuple[AnswerRecorded | SignalRaised, ...] = (*scene.answers, *scene.signals)
    for event in events:
        facts = facts.after(event)
    return facts


def _told(event: AnswerRecorded) -> str:
    """What an officer reads: the words, or what came instead of words; a voice note is never an empty
    answer."""
    return event.value or ", ".join(f"[{kind.value}]" for kind in event.media)


def _accused(facts: CaseFacts, scene: Scene) -> tuple[str, ...]:
    words = "\n".join(answer.value for answer in facts.answers if not answer.closed)
    return accused_units(words, signals=[signal for event in scene.signals for signal in event.signals])


def _reasons(reasons: Iterable[Reason], failures: list[str]) -> list[tuple[str, Urgency]]:
    """Every reason with the level it asks for; what was not understood at all counts as one."""
    return [(code, Urgency.TINGGI) for code in failures] + [(item.code, item.level) for item in reasons]
