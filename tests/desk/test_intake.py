"""Intake: from a filled form to a dossier, and everything that is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import PaperItem, PaperKind, Procedure
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Channel, State
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE, Assignment
from counter_app.domain.person.party import Birth, Party, PartyKind, Sex, parse_birth
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, COPIES, MARITAL, MONDAY, UNLIMITED, draft, officer, person, receive
from tests.printing.reading import flat_text


def refused(office: Office, **changes: Any) -> RuleError:
    """What the form is refused with; nothing is saved."""
    head = office.store.journal.head()
    with pytest.raises(RuleError) as found:
        office.intake.receive(replace(draft(), **changes))
    assert office.store.journal.head() == head
    return found.value


def test_a_form_becomes_a_dossier_with_everything_it_promises(office: Office) -> None:
    form = draft(
        MARITAL, owner=person("Trần Thị Nền", id_no=""), fee=15_000, sets=2, note="Gọi trước"
    )
    done = office.intake.receive(form)
    dossier = done.result
    assert done.changes == {Noun.DOSSIER, Noun.PRINT, Noun.DRAFT}
    assert (dossier.code, dossier.state) == ("T99001-261123-010001", State.RECEIVED)
    assert dossier.received_at == MONDAY
    assert dossier.promised_at == MONDAY.replace(day=27)
    assert dossier.due is not None
    assert dossier.due.at == dossier.promised_at
    assert {step.day for step in dossier.due.trace} >= {date(2026, 11, 24), date(2026, 11, 27)}
    assert dossier.limit == parse_limit("3wd")
    assert (dossier.fee, dossier.sets, dossier.note) == (15_000, 2, "Gọi trước")
    assert (dossier.applicant, dossier.owner) == (form.applicant, form.owner)
    assert dossier.holder_name == "Trần Thị Nền"
    assert receive(office).holder_name == "Nguyễn Văn Mẫu"
    assert [paper.name for paper in dossier.papers] == [
        paper.name for paper in office.intake.preview(form).papers
    ]
    assert (dossier.receiver, dossier.form_no, dossier.book_no) == ("cli", 1, 1)


def test_the_receipt_is_issued_with_the_dossier(office: Office) -> None:
    dossier = receive(office)
    (job,) = office.paper.prints_of(dossier.code)
    (entry, _payload), _paper = office.store.journal.of(dossier.code)
    assert (job.document, job.state, job.copy_no, job.size) == ("receipt", "issued", 0, "a5")
    assert len(job.head) == 10
    assert entry.seq == dossier.id
    assert [item.id for item in office.paper.unprinted()] == [job.id]


def test_what_is_saved_is_what_the_preview_said(office: Office) -> None:
    for procedure in (BIRTH, COPIES, MARITAL):
        form = draft(procedure, pages=3, copies=2)
        preview = office.intake.preview(form)
        dossier = office.intake.receive(form).result
        assert (dossier.due, dossier.limit, dossier.fee) == (
            preview.due,
            preview.limit,
            preview.fee,
        )
        assert dossier.papers == preview.papers


def test_the_preview_explains_the_promise_and_names_missing_papers(office: Office) -> None:
    preview = office.intake.preview(draft(MARITAL))
    assert "3 ngày làm việc" in preview.explanation
    assert "24/11" in preview.explanation
    assert preview.papers == (), "nothing was ticked"
    required = tuple(paper for paper in preview.procedure.papers if paper.required)
    assert preview.missing == required != ()
    assert office.intake.preview(draft(MARITAL, papers=required)).missing == ()
    given = (PaperItem(name="Giấy khác"),)
    preview = office.intake.preview(draft(MARITAL, papers=given))
    assert preview.papers == given
    assert {paper.required for paper in preview.missing} == {True}


@pytest.mark.parametrize(
    ("procedure", "facts", "fee"),
    [
        (COPIES, {"pages": 3, "copies": 2}, 10_000),
        (BIRTH, {}, 0),
        (MARITAL, {}, None),
        (BIRTH, {"fee": 5_000}, 5_000),
    ],
)
def test_the_fee_is_computed_unless_typed(
    office: Office, procedure: str, facts: dict[str, Any], fee: int | None
) -> None:
    assert office.intake.preview(draft(procedure, **facts)).fee == fee


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"procedure": ""}, "procedure"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"procedure": "2.001009"}, "procedure"),
        ({"procedure": UNLIMITED}, "limit"),
        ({"applicant": person("")}, "applicant.name"),
        ({"owner": person("\u200b")}, "owner.name"),
        ({"return_channel": Channel.POSTAL}, "return_address"),
        ({"sets": 0}, "sets"),
    ],
)
def test_a_wrong_form_is_refused_beside_its_field(
    office: Office, changes: dict[str, Any], field: str
) -> None:
    assert refused(office, **changes).field == field


def test_an_office_without_a_limit_in_its_catalogue_types_one(office: Office) -> None:
    dossier = receive(office, UNLIMITED, limit=parse_limit("2h"))
    assert dossier.promised_at == MONDAY.replace(hour=11)
    assert receive(office, BIRTH, limit=parse_limit("9wd")).limit == parse_limit(
        "same-day", "15:00"
    )


def test_after_three_o_clock_same_day_is_the_next_working_day(
    office: Office, clock: FixedClock
) -> None:
    clock.set(MONDAY.replace(hour=15))
    assert receive(office).promised_at == MONDAY.replace(hour=17, minute=30)
    clock.tick(minutes=1)
    assert receive(office).promised_at == MONDAY.replace(day=25, hour=17, minute=30)


def test_a_year_nobody_confirmed_is_refused_and_says_how_to_confirm(
    office: Office, clock: FixedClock
) -> None:
    clock.set(datetime(2026, 12, 31, 9, tzinfo=MONDAY.tzinfo))
    error = refused(office, procedure=MARITAL)
    assert (error.field, error.rule) == ("calendar", "year_not_confirmed")
    assert "2027" in error.message
    assert "Xác nhận" in error.message
    office.calendar.confirm_year(2027, "Công văn 01/2026 của Bộ Nội vụ")
    promised = receive(office, MARITAL).promised_at
    assert promised is not None
    assert promised.date() == date(2027, 1, 6)


def test_the_version_is_chosen_by_the_day_of_reception(office: Office, clock: FixedClock) -> None:
    old = next(item for item in office.catalogue.procedures() if item.code == BIRTH)
    new = Procedure.from_dict(
        {**old.to_dict(), "valid_from": "2026-11-25", "limit": parse_limit("2wd").to_dict()}
    )
    office.catalogue.put_procedure(new)
    office.catalogue.put_procedure(replace(old, valid_to=date(2026, 11, 24)))
    assert receive(office).limit == old.limit
    clock.set(MONDAY.replace(day=25))
    assert receive(office).limit == parse_limit("2wd")


def test_a_later_calendar_does_not_move_an_old_promise(office: Office) -> None:
    dossier = receive(office, MARITAL)
    known = {year.year: year for year in office.calendar.years()}[2026]
    marks = [mark for mark in known.days if mark.day != date(2026, 11, 24)]
    office.calendar.set_year(2026, marks, state=known.state, source="Sửa thử")
    assert office.dossiers.get(dossier.code) == dossier
    assert receive(office, MARITAL).promised_at == MONDAY.replace(day=26)


def test_several_forms_are_received_all_or_none(office: Office) -> None:
    good = [(draft(name=f"Người {letter}"), "") for letter in "ABC"]
    done = office.intake.receive_all(good).result
    assert [item.form_no for item in done] == [1, 2, 3]
    head = office.store.journal.head()
    for bad in (draft(name=" "), draft("9.999999"), draft(UNLIMITED)):
        with pytest.raises(RuleError):
            office.intake.receive_all([*good, (bad, "")])
    assert office.store.journal.head() == head


def test_an_id_of_another_command_is_refused(office: Office) -> None:
    office.queue.take("A", op_id="tap")
    with pytest.raises(RuleError) as refused:
        office.intake.receive(draft(), op_id="tap")
    assert refused.value.field == "op_id"


def test_the_officer_in_charge_becomes_the_handler(office: Office) -> None:
    office.staff.put_officer(officer(login="hai"), password="mat-khau-hai")
    office.staff.assign(Assignment(officer="hai", sector="ho-tich", since=date(2026, 11, 1)))
    assert receive(office).handler == "hai"
    assert receive(office, COPIES).handler == ""


def test_an_open_dossier_of_the_same_person_and_procedure_is_hinted_at(office: Office) -> None:
    first = receive(office)
    assert [item.code for item in office.intake.duplicates(draft())] == [first.code]
    assert office.intake.duplicates(draft(COPIES)) == []
    assert office.intake.duplicates(draft(applicant=person(id_no="001090000999", phone=""))) == []
    office.moves.move(first.code, Act.FINISH)
    assert office.intake.duplicates(draft()) == []


def test_earlier_visits_are_found_by_number_or_by_phone(office: Office) -> None:
    codes = [receive(office, applicant=person(id_no="0010 9000 0001")).code for _time in range(7)]
    receive(office, applicant=person("Người Khác", id_no="", phone="0900000000"))
    found = office.intake.earlier(person("gõ sai tên", phone=""))
    assert [item.code for item in found] == codes[:1:-1]
    by_phone = office.intake.earlier(person(id_no="", phone="0912.345.678"))
    assert [item.code for item in by_phone] == codes[:1:-1]
    old_card = receive(office, applicant=person("Cụ Già", id_no="012345678", phone=""))
    assert office.intake.earlier(person(id_no="012345678", phone="")) == [old_card]
    assert office.intake.earlier(person(id_no="", phone="")) == []
    assert office.intake.earlier(person(id_no="12", phone="34")) == []


def test_wrong_numbers_are_a_warning_and_never_a_refusal(office: Office) -> None:
    odd = person(id_no="00109000000", birth=parse_birth("05/02/1954"), sex=Sex.FEMALE, phone="123")
    assert len(office.intake.warnings(odd)) >= 2
    assert receive(office, applicant=odd).applicant == odd
    assert office.intake.warnings(person(id_no="", phone="")) == []
    company = Party(PartyKind.ORGANISATION, "Công ty Mẫu", id_no="0100109106")
    assert office.intake.warnings(company) == []


def test_a_draft_is_kept_offered_and_dropped(office: Office, clock: FixedClock) -> None:
    office.drafts.keep("d1", {"name": "Nguyễn"})
    clock.tick(minutes=1)
    office.drafts.keep("d2", {"name": "Trần"})
    clock.tick(minutes=1)
    office.drafts.keep("d1", {"name": "Nguyễn Văn"})
    assert [(item.id, item.body["name"]) for item in office.drafts.mine()] == [
        ("d1", "Nguyễn Văn"),
        ("d2", "Trần"),
    ]
    again = Office.open(office.data_dir, clock=clock, officer=officer())
    assert again.drafts.mine() == []
    again.session.officer = COMMAND_LINE
    assert len(again.drafts.mine()) == 2
    again.close()
    office.intake.receive(draft(), draft_id="d1")
    mine, office.session.officer = office.session.officer, officer()
    with pytest.raises(RuleError, match="người khác"):
        office.drafts.drop("d2")
    office.session.officer = None
    with pytest.raises(RuleError):
        office.drafts.drop("d2")
    office.session.officer = mine
    office.drafts.drop("d2")
    assert office.drafts.mine() == []


def test_a_form_in_hand_is_its_officer_s(office: Office) -> None:
    """Another receiver neither clears, takes up nor overwrites it, nor loses it by saving another under its id."""
    office.session.officer = officer(login="hung")
    office.drafts.keep("d1", {"name": "Nguyễn"})
    office.session.officer = officer(login="lan")
    for act in (office.drafts.clear, office.drafts.take_up, office.drafts.drop):
        with pytest.raises(RuleError, match="người khác"):
            act("d1")
    assert office.drafts.keep("d1", {"name": "Trần"}) != "d1"
    apart = office.drafts.keep("d1", {"name": "Lê"}, seen={"name": "Nguyễn"})
    assert {item.body["name"] for item in office.drafts.mine()} == {"Trần", "Lê"}
    assert apart != "d1"
    office.intake.receive(draft(), draft_id="d1")
    office.intake.register(draft(), Act.REFUSE, reason="Sai nơi nộp", draft_id="d1")
    office.session.officer = officer(login="hung")
    assert [(item.id, item.body["name"]) for item in office.drafts.mine()] == [("d1", "Nguyễn")]
    office.intake.receive(draft(), draft_id="d1")
    assert office.drafts.mine() == []


def test_a_refused_form_keeps_its_draft(office: Office) -> None:
    office.drafts.keep("d1", {"name": "Nguyễn"})
    with pytest.raises(RuleError):
        office.intake.receive(draft("9.999999"), draft_id="d1")
    assert [item.id for item in office.drafts.mine()] == ["d1"]


def test_procedures_are_found_as_staff_type_them(office: Office) -> None:
    assert office.intake.procedures("dkks")[0].code == BIRTH
    assert "2.001009" not in {item.code for item in office.intake.procedures("2.001009")}


def test_formulas_and_markup_are_kept_as_text(office: Office) -> None:
    name = "=HYPERLINK(1) <b>An</b> '; DROP TABLE dossier; --"
    dossier = receive(office, name=name, content="%s {0} \\n")
    assert dossier.applicant.name == name
    assert dossier.content == "%s {0} \\n"
    assert office.store.check().ok


def test_another_commune_resolves_what_is_received_for_it(office: Office) -> None:
    own, theirs = receive(office, MARITAL), receive(office, MARITAL, resolver=" UBND xã Bên ")
    assert (own.resolver, theirs.resolver) == ("UBND cấp xã", "UBND xã Bên")
    form = draft(MARITAL, resolver="UBND xã Bên")
    assert IntakeDraft.from_dict(form.to_dict()) == form
    assert refused(office, resolver="x" * 2_001).field == "resolver"


@pytest.mark.parametrize("procedure", [BIRTH, MARITAL, COPIES])
def test_tt_03_2025_mau_01_certifies_only_papers_that_were_ticked(
    office: Office, procedure: str
) -> None:
    """No paper named is no paper handed in; of copies, what is to be certified is known by its pages."""
    dossier = receive(office, procedure, pages=3, copies=2)
    assert [paper for paper in dossier.papers if not paper.certifying] == []
    (printed, *_more) = office.paper.prints_of(dossier.code)
    text = flat_text(office.paper.draw(printed.id).pdf)
    known = office.store.catalogue.valid(procedure, office.intake.today())
    assert known is not None
    for paper in known.papers:
        if paper.kind is not PaperKind.COPY:
            assert paper.name not in text
    ticked = known.papers[:1]
    assert receive(office, procedure, papers=ticked, pages=1).papers[0].name == ticked[0].name


CARD = "001090000001||{name}|05021990|Nam|Xã Mẫu|01082025"


def test_a_card_is_compared_with_who_is_known_under_its_number(office: Office) -> None:
    known = receive(office, applicant=person("Trần Văn Bình", birth=Birth(1990, 2, 5)))
    same = office.intake.read_card(CARD.format(name="TRẦN VĂN BÌNH"))
    assert same.warnings == ()
    other = office.intake.read_card(CARD.format(name="Trần Văn Bính"))
    (said,) = other.warnings
    assert known.code in said
    assert "Trần Văn Bình" in said
    assert "Trần Văn Bính" in said
    assert other.card is not None
    assert other.card.name == "Trần Văn Bính"
    assert said in office.intake.warnings(other.card.to_party())
    young = office.intake.read_card(CARD.format(name="Trần Văn Bình").replace("1990|", "1991|"))
    assert any("05/02/1991" in warning and "05/02/1990" in warning for warning in young.warnings)


def test_a_damaged_name_is_the_one_known_under_number_and_birth(office: Office) -> None:
    known = receive(office, applicant=person("Trần Văn Bình", birth=Birth(1990, 2, 5)))
    damaged = CARD.format(name="Tr?n V?n B?nh")
    reading = office.intake.read_card(damaged)
    assert reading.card is not None
    assert reading.card.name == "Trần Văn Bình"
    assert known.code in reading.warnings[-1]
    elsewhen = office.intake.read_card(damaged.replace("05021990", "06021990"))
    assert elsewhen.card is not None
    assert elsewhen.card.name == ""  # number and birth together name a person, one alone does not


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birth": Birth(2030, 12, 31)}, "birth"),
        ({"birth": Birth(2027)}, "birth"),
        ({"birth": Birth(2026, 12)}, "birth"),
        ({"birth": Birth(1990, 2, 5), "id_issued": date(1990, 2, 4)}, "id_no"),
        ({"id_issued": date(2026, 11, 24)}, "id_no"),
    ],
)
def test_days_to_come_are_refused(office: Office, facts: dict[str, Any], field: str) -> None:
    for where in ("applicant", "owner"):
        whose: Any = person("Lê Tương Lai", **facts)
        form = replace(draft(), **{where: whose})
        for verb in (office.intake.check, office.intake.receive):
            with pytest.raises(RuleError) as told:
                verb(form)
            assert told.value.field == f"{where}.{field}"
    dossier = receive(office)
    wrong = Correction(applicant=replace(dossier.applicant, **facts))
    with pytest.raises(RuleError) as told:
        office.corrections.correct(dossier.code, wrong, reason="gõ nhầm")
    assert told.value.field == f"applicant.{field}"


def test_the_day_itself_is_taken(office: Office) -> None:
    today = office.now().date()
    born = person("Bé Sơ Sinh", birth=Birth(today.year, today.month, today.day), id_issued=today)
    assert receive(office, owner=born, relation="parent").owner == born


def test_letters_that_no_paper_can_show_are_told_at_reception(office: Office) -> None:
    for name, lost in (
        ("王小明 (Vương Tiểu Minh)", "王小明"),
        ("Trần Văn 😀", "😀"),
        ("ខ្មែរ", "ខ"),
    ):
        said = office.intake.warnings(person(name))
        assert any(f"“{lost}" in warning for warning in said), said
    for name in ("Y Ƀlơ̆k Ñiă", "HʼBia Êban", "H’Len Mlô", "Nguyễn Thị Thuỷ"):
        assert office.intake.warnings(person(name)) == []


def test_full_width_letters_are_kept_in_their_usual_width(office: Office) -> None:
    wide = person("Ｌｅｅ　Ｍｉｎ", id_no="００１０９００００００１", phone="０９１２３４５６７８")
    kept = receive(office, applicant=wide).applicant
    assert (kept.name, kept.id_no, kept.phone) == ("Lee Min", "001090000001", "0912345678")


def test_letters_of_full_width_that_are_put_right_are_not_complained_of(office: Office) -> None:
    party = person("Ｎｇｕｙễn Ｖăn Ａ", id_no="")
    assert not [text for text in office.intake.warnings(party) if "hỏng chữ" in text]
    assert receive(office, applicant=party).applicant.name == "Nguyễn Văn A"
