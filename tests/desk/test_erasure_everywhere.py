"""A mark in every text that can be said of a dossier, and not one of them left anywhere after the erasure."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.official.lists import ListChoices
from counter_app.desk.promise.changes import Apology
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.certification.books import COPY, Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Mapping, Original, Result
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.facts import BY_NAME, FACTS, IMPERSONAL_FACTS, KEPT_TEXTS, Kind
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.fee import Relief
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.journal.erasure import impersonal, left_of, residue
from counter_app.domain.journal.minimal import left_to_send
from counter_app.domain.office.events import JOURNAL_ERASED
from counter_app.domain.official.list_columns import OfficialTable
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.person.birth import Birth
from counter_app.domain.person.party import PERSON_TEXTS, Party
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind as TroubleKind
from counter_app.store.file.erasing import drop_payloads, fold
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.travelling import as_it_travels
from tests.makers import BIRTH, MARITAL, collector, everything_in, found, person, receive

HOME = "Tại nhà"
BIRTHDAY, ISSUED = "1987-06-05", "2019-08-07"
"""Days that stand nowhere else."""
_OF_THE_PROGRAM = {"procedure", "limit", "case", "taken_at", "relief"}
"""Facts that can only be words of the program, moments and lengths of time; the personal ones of them go."""
MARK = re.compile(rb"bimatso\d+z", re.IGNORECASE)


class Marks:
    """Makes another mark for every place and remembers where it was put."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.places: dict[str, str] = {}

    def at(self, place: str) -> str:
        """A word that stands nowhere else."""
        word = f"Bimatso{next(self._numbers)}z"
        self.places[word.lower()] = place
        return word

    def left_in(self, content: bytes) -> set[str]:
        """The places whose mark is still there."""
        return {self.places[word.decode().lower()] for word in MARK.findall(content)}


def marked_person(marks: Marks, who: str) -> Party:
    """A person with a mark in every text that can be said of one."""
    texts = {part: marks.at(f"{who}.{part}") for part in PERSON_TEXTS}
    return person(**texts, birth=Birth(1987, 6, 5), id_issued=date.fromisoformat(ISSUED))


def marked_draft(marks: Marks, ticket: int) -> IntakeDraft:
    """A form with a mark in every text it has, as the facts are declared."""
    said: dict[str, Any] = {}
    for fact in FACTS:
        match fact.kind:
            case Kind.PERSON:
                said[fact.name] = marked_person(marks, fact.name)
            case Kind.TEXT | Kind.LINES if not fact.impersonal:
                said[fact.name] = marks.at(fact.name)
            case Kind.PAPERS:
                paper = PaperItem(name=marks.at("papers"), where=marks.at("papers.where"))
                said[fact.name] = (paper,)
            case Kind.ORIGINALS:
                said[fact.name] = (Original(name=marks.at("originals")),)
    return IntakeDraft(
        **said,
        procedure=BIRTH,
        ticket=ticket,
        limit=parse_limit("2wd"),
        point=HOME,
        visited_by="canbo",
        taken_at="8:30 23/11/2026",
    )


def days_of_life(folder: Path) -> set[str]:
    """Which days of a marked person still stand in a folder."""
    content = everything_in(folder)
    return {day for day in (BIRTHDAY, ISSUED) if day.encode() in content}


def spare_the_poor(office: Office) -> None:
    """Birth registration costs the poor nothing."""
    birth = office.store.catalogue.valid(BIRTH, office.intake.today())
    assert birth is not None
    relief = Relief(ground="poor")
    office.catalogue.put_procedure(replace(birth, fee=replace(birth.fee, reliefs=(relief,))))


def lived(office: Office, clock: FixedClock, marks: Marks) -> str:
    """A dossier to which everything has happened that leaves a text; its code."""
    office.rules.change_settings(replace(office.settings, home_service=HOME))
    queue = office.queue.groups()[0].letter
    ticket = office.queue.take(queue, priority=Priority.OTHER, reason=marks.at("priority")).result
    office.queue.do(ticket.id, TicketAct.CALL)
    office.queue.do(ticket.id, TicketAct.HOLD, reason=marks.at("held back"))
    draft = marked_draft(marks, ticket.id)
    office.drafts.keep("draft-of-another-form", draft.to_dict())
    code = office.intake.receive(draft).result.code
    office.corrections.correct(
        code,
        Correction(
            applicant=marked_person(marks, "corrected"),
            fee=5_000,
            relation="guardian",
            **{
                name: marks.at(f"corrected {name}")
                for name in KEPT_TEXTS
                if not BY_NAME[name].impersonal
            },
        ),
        reason=marks.at("correction reason"),
    )
    office.fees.collect(code)
    office.fees.refund(code, reason=marks.at("refund"))
    spare_the_poor(office)
    office.fees.waive(code, ground="poor", amount=1, proof=marks.at("waiver"))
    office.paper.reissue(code, "receipt", reason=marks.at("reissue"))
    handed_on(office, code, marks)
    outage = office.outages.begin([code], reason=marks.at("outage")).result
    office.outages.end(outage.key)
    wanted = [
        WantedPaper(
            name=marks.at("wanted"), where=marks.at("wanted.where"), what=marks.at("wanted.what")
        )
    ]
    office.moves.move(
        code,
        Act.SUPPLEMENT,
        reason=marks.at("supplement"),
        wanted=wanted,
        contact=marks.at("contact"),
    )
    office.moves.move(code, Act.RESUME, reason=marks.at("resume"))
    office.official.enter(code, "", state=Mapping.EXEMPT, note=marks.at("mapping note"))
    clock.tick(days=14)
    office.confirm_clock()
    office.promises.apologise(
        [Apology(code=code, until=office.promises.proposed(9), reason=marks.at("apology"))]
    )
    facts = Result(
        abstract=marks.at("abstract"),
        signer=marks.at("signer"),
        agency=marks.at("agency"),
        signed_on="2026-12-01",
    )
    office.moves.move(
        code, Act.FINISH, result=marks.at("result"), facts=facts, reason=marks.at("late")
    )
    office.shelves.put([code], marks.at("shelf"))
    taker = collector(
        marks.at("collector"),
        id_no=marks.at("collector.id_no"),
        phone=marks.at("collector.phone"),
        authorised=True,
        authorisation=f"GUQ số 5, {marks.at('collector.authorisation')}",
        lost_receipt=True,
        identity_checked=f"CCCD {marks.at('collector.identity')}",
    )
    office.returning.hand_over(code, taker)
    return code


def handed_on(office: Office, code: str, marks: Marks) -> None:
    """Given to an officer on one sheet with another dossier, taken over a second time: the first was a mistake."""
    other = receive(office, MARITAL, applicant=person("Trần Văn Khác", id_no="001090000002")).code
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer=office.dossiers.get(code).holder),
        taker=Holder(officer="canbo"),
        codes=[code, other],
    )
    given = office.handover.give(wanted)
    office.handover.paper(given.result.id)
    taken = office.handover.take(given.result.id, [code])
    office.undoing.undo(taken.entries, reason=marks.at("a taking undone"))
    office.handover.take(given.result.id, [code, other])


def listed(office: Office, name: str, state: str) -> None:
    """The official system's own list tells of the person too."""
    table = OfficialTable(
        name="ds.xlsx",
        sha256="",
        heads=("Mã hồ sơ", "Chủ hồ sơ", "Trạng thái", "Cán bộ xử lý"),
        lines=(("2", ("H57.132-261123-0001", name, state, state)),),
    )
    columns = office.official_list.columns_of(table)
    office.official_list.take(table, ListChoices(columns=columns))


def test_no_text_of_the_person_is_left_anywhere(tmp_path: Path, clock: FixedClock) -> None:
    office, marks = found(tmp_path, clock), Marks()
    code = lived(office, clock, marks)
    listed(office, office.dossiers.get(code).holder_name, marks.at("state in a list"))
    fold(office.store.database)
    assert marks.left_in(everything_in(tmp_path)) == set(marks.places.values()), "all was kept"
    personal = {fact.name for fact in FACTS if not fact.impersonal} - _OF_THE_PROGRAM
    assert {place.partition(".")[0] for place in marks.places.values()} >= personal
    assert days_of_life(tmp_path) == {BIRTHDAY, ISSUED}
    day = office.intake.today()
    before = [office.reports.compute("II.06a", month, day) for month in (date(2026, 11, 1), day)]
    (sheet,) = office.handover.sheets()
    office.erasure.erase(code, reason="Công dân yêu cầu")
    assert marks.left_in(everything_in(tmp_path)) == set()
    assert days_of_life(tmp_path) == set()
    assert office.handover.sheets() == [sheet], "others stand on it, and who gave it to whom stays"
    assert [
        office.reports.compute("II.06a", month, day) for month in (date(2026, 11, 1), day)
    ] == before
    assert office.dossiers.get(code).papers[0].quantity == 1
    assert office.store.check().ok, "the tables are what the journal says, also of what was erased"
    office.close()


def test_who_handed_on_an_erased_dossier_stays_in_the_office(
    tmp_path: Path, clock: FixedClock
) -> None:
    """A superior that asks for figures alone learns no more of a sheet because one of its dossiers was erased."""
    office, marks = found(tmp_path, clock), Marks()
    code = receive(office).code
    handed_on(office, code, marks)
    office.moves.move(code, Act.FINISH, result="7/KQ")

    def travelling() -> dict[str, dict[str, Any]]:
        gone = office.store.journal.residues()
        told = [
            as_it_travels(row, gone.get(row.header[0]), Content.MINIMAL, None)
            for row in office.store.journal.read()
        ]
        return {
            str(going.stored.header[0]): going.residue or json.loads(going.stored.body or b"{}")
            for going in told
        }

    before = travelling()
    erased = office.erasure.erase(code, reason="Công dân yêu cầu").entries[0]
    after = travelling()
    assert {seq: after[seq] for seq in before} == before
    sheets = [said for said in after[str(erased)]["residues"].values() if "taker" in said]
    assert sheets == [], "who gave it and who took it is left to the others on the sheet"
    office.close()
    people = {"purpose": "process", "giver": "canbo", "taker": "lan"}
    told = {"residues": {"5": people}, "dossiers": []}
    going = left_to_send(JOURNAL_ERASED, told)
    assert going == told | {"residues": {"5": dict.fromkeys(people, "")}}, (
        "nor does a noted one tell"
    )


def test_no_text_of_express_work_is_left_either(tmp_path: Path, clock: FixedClock) -> None:
    office, marks = found(tmp_path, clock), Marks()
    wish = Certifying(
        procedure=COPY,
        applicant=marks.at("applicant"),
        documents=(Document(title=marks.at("title"), pages=2, copies=3),),
        note=marks.at("note"),
        paid=True,
    )
    done = office.certification.record(wish).result
    office.voiding.void(done[0].id, reason=marks.at("void"))
    fold(office.store.database)
    assert marks.left_in(everything_in(tmp_path)) == set(marks.places.values())
    office.erasure.erase_certifications([done[0].id], reason="Công dân yêu cầu")
    assert marks.left_in(everything_in(tmp_path)) == set()
    assert office.store.check().ok
    office.close()


def test_a_text_that_nobody_declared_goes() -> None:
    """A fact added tomorrow is erased until somebody says that it tells nothing of a person."""
    payload = {
        "dân_tộc": "Tày",
        "more": {"kind": "x", "free": "y"},
        "list": ["z"],
        "fee": 5,
        "at": "2026",
    }
    left = residue(payload)
    assert left == {
        "dân_tộc": "",
        "more": {"kind": "x", "free": ""},
        "list": [],
        "fee": 5,
        "at": "2026",
    }
    assert residue(left) == left
    assert impersonal() & {item.name for item in fields(IntakeDraft)} <= IMPERSONAL_FACTS


@pytest.mark.parametrize("name", ["papers", "policy", "result_facts"])
def test_what_is_left_of_parts_says_nothing_more_the_second_time(name: str) -> None:
    value = {"name": "x", "kind": "copy", "quantity": 2, "agreement": "y", "outcome": "granted"}
    left = left_of(name, [value] if name == "papers" else value)
    assert left_of(name, left) == left
    assert "x" not in str(left)


def test_what_an_earlier_version_left_is_held_to_todays_rule(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Its erasing event keeps in the chain what it kept then; the tables and what travels from them do not."""
    office, marks = found(tmp_path, clock), Marks()
    code = lived(office, clock, marks)
    dossier = office.dossiers.get(code).id
    old = {str(entry.seq): payload for entry, payload in office.store.journal.of(code)}
    with office.store.transaction() as tx:
        payload = {"residues": old, "dossiers": [dossier], "blank_name": "x", "reason": "Theo luật"}
        tx.record("journal.erased", code, payload, actor="dong-lenh")
        drop_payloads(office.store.database, [int(seq) for seq in old])
    assert marks.left_in(str(office.store.journal.residues()).encode()) == set()
    row = office.store.database.connection.execute("SELECT * FROM dossier").fetchone()
    assert marks.left_in(str(tuple(row)).encode()) == set()
    assert office.store.check().ok
    office.close()


def test_the_form_of_somebody_with_the_same_name_stays(office: Office) -> None:
    code = receive(office, name="Nguyễn Văn An").code
    office.moves.move(code, Act.FINISH, result="7/KQ")
    namesake = IntakeDraft(procedure=BIRTH, applicant=person("Nguyễn Văn An", id_no="001099000002"))
    office.drafts.keep("namesake", namesake.to_dict())
    office.erasure.erase(code, reason="Công dân yêu cầu")
    assert [item.id for item in office.drafts.mine()] == ["namesake"]


def test_a_disk_that_refuses_to_fold_the_log_does_not_undo_the_erasure(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = receive(office).code
    office.moves.move(code, Act.FINISH, result="7/KQ")
    real = engine._Cursor.execute

    def execute(cursor: Any, sql: str, *values: Any) -> Any:
        if "wal_checkpoint" in sql:
            raise engine.DiskError(TroubleKind.FULL)
        return real(cursor, sql, *values)

    monkeypatch.setattr(engine._Cursor, "execute", execute)
    assert office.erasure.erase(code, reason="Công dân yêu cầu").result == code
    assert office.dossiers.get(code).result == ""
