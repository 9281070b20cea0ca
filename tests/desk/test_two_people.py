"""The second person of an act that nobody does alone, and where papers may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.desk.reports.issue import Wanted
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.printers import is_near
from counter_app.domain.office.staff import Duty, Role
from counter_app.office import Office
from counter_app.wording.dossier.timeline import event_text
from tests.desk.examples import TODAY
from tests.desk.second import CONSENT, leaders, put, refused
from tests.makers import COPIES, PASSWORD, draft, officer, person, receive

# The second person


def paid(office: Office) -> str:
    code = receive(office, COPIES, fee=8_000).code
    office.fees.collect(code)
    return code


def test_the_one_leader_of_an_office_acts_alone_and_it_says_so(office: Office) -> None:
    code = paid(office)
    office.session.officer = office.staff.known("canbo")
    office.fees.refund(code, reason="Thu nhầm")
    entry, payload = office.store.journal.of(code)[-1]
    assert payload["alone"] is True
    assert "một người" in event_text(entry.kind, payload, office.staff.names())


def test_a_leader_needs_another_where_there_are_two(office: Office) -> None:
    pho = leaders(office)
    code = paid(office)
    office.session.officer = office.staff.known("canbo")
    refund = partial(office.fees.refund, code, reason="Thu nhầm")
    assert refused(refund) == "second"
    own = Approval(approver="canbo", password=FIRST_PASSWORD)
    assert refused(refund, approval=own) == "approver", "nobody is the own second person"
    assert refused(refund, approval=replace(pho, approver="lan")) == "approver"
    assert refused(refund, approval=replace(pho, password="sai-mat-khau")) == "approver"
    refund(approval=replace(pho, approver=" PHO "))
    entry, payload = office.store.journal.of(code)[-1]
    assert (entry.actor, payload["approved_by"]) == ("canbo", "pho")
    assert "Công chức pho" in event_text(entry.kind, payload, office.staff.names())


def test_a_password_somebody_else_chose_consents_to_nothing(office: Office) -> None:
    """Who gave it could be both persons."""
    code = paid(office)
    office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD)
    office.session.officer = office.staff.known("canbo")
    refund = partial(office.fees.refund, code, reason="Thu nhầm")
    assert refused(refund, approval=Approval(approver="pho", password=PASSWORD)) == "lent"


def test_whoever_chose_a_colleague_s_password_is_not_both_of_two(office: Office) -> None:
    """He signs in as the colleague and consents as himself: the colleague has to choose a password first."""
    code = paid(office)
    office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD)
    office.session.officer = office.staff.known("pho")
    refund = partial(office.fees.refund, code, reason="Thu nhầm", approval=CONSENT)
    before = office.store.journal.head()
    assert refused(refund) == "lent_own"
    assert office.store.journal.head() == before
    office.staff.change_password(PASSWORD, "thuyen-cho-gao")
    assert refused(refund) == ""


def test_who_left_consents_to_nothing(office: Office) -> None:
    pho = leaders(office)
    code = paid(office)
    office.staff.put_officer(officer(Role.LEADER, "pho", active=False))
    office.session.officer = office.staff.known("lan")
    refund = partial(office.fees.refund, code, reason="Thu nhầm")
    assert refused(refund, approval=pho) == "approver"
    assert refused(refund, approval=CONSENT) == ""


def test_guesses_at_a_consent_are_counted(office: Office) -> None:
    code = paid(office)
    office.session.officer = officer(Role.RECEIVER, "lan")
    refund = partial(office.fees.refund, code, reason="Thu nhầm")
    for _time in range(3):
        assert refused(refund, approval=replace(CONSENT, password="sai-mat-khau")) == "approver"
    assert refused(refund, approval=CONSENT) == "waiting"


def test_the_same_refund_sent_again_asks_nobody(office: Office) -> None:
    code = paid(office)
    office.session.officer = officer(Role.RECEIVER, "lan")
    refund = partial(office.fees.refund, code, reason="Thu nhầm", op_id="hoan-1")
    refund(approval=CONSENT)
    head = office.store.journal.head()
    assert refund().result.account.kept == 0
    assert office.store.journal.head() == head


def test_a_right_to_consent_that_an_office_gives_counts(office: Office) -> None:
    tu = put(office, Role.SECTOR_OFFICER, "tu")
    office.rights.set({Duty.CONSENT: (Role.LEADER, Role.SECTOR_OFFICER)})
    code = paid(office)
    office.session.officer = office.staff.known("canbo")
    refund = partial(office.fees.refund, code, reason="Thu nhầm")
    assert refused(refund) == "second", "the office chose that the one leader does not act alone"
    refund(approval=tu)


@pytest.mark.parametrize(
    ("told", "asks"),
    [
        ({"name": "Nguyễn Văn Khác"}, True),
        ({"id_no": "001090000099"}, True),
        ({"phone": "0987654321"}, False),
        ({"address": "Thôn Khác, xã Thử"}, False),
        ({"name": "NGUYỄN VĂN MẪU"}, False),
    ],
)
def test_only_another_person_takes_two(office: Office, told: dict[str, Any], asks: bool) -> None:
    code = receive(office).code
    office.session.officer = officer(Role.RECEIVER, "lan")
    said = Correction(applicant=replace(person(), **told))
    correct = partial(office.corrections.correct, code, said, reason="Ghi nhầm")
    assert refused(correct) == ("second" if asks else "")


def test_what_is_not_accepted_yet_is_corrected_by_one(office: Office) -> None:
    code = office.intake.register(draft(), Act.SUPPLEMENT, reason="Thiếu").result.code
    office.session.officer = officer(Role.RECEIVER, "lan")
    said = Correction(applicant=person("Lê Khác"))
    assert refused(partial(office.corrections.correct, code, said, reason="Ghi nhầm")) == ""


def test_sealing_what_is_sealed_and_days_off_take_one(office: Office) -> None:
    receive(office)
    office.closing.close_day()
    clock = office.store.clock
    assert isinstance(clock, FixedClock)
    clock.tick(days=2)  # over a holiday
    office.session.officer = officer(Role.RECEIVER, "lan")
    for last in (TODAY, TODAY + timedelta(days=1)):
        wanted = Wanted(name="day", first=last, last=last)
        assert refused(partial(office.reports.issue, wanted, ("xlsx",))) == "", last
    clock.tick(days=1)
    wanted = Wanted(name="day", first=date(2026, 11, 25), last=date(2026, 11, 25))
    assert refused(partial(office.reports.issue, wanted, ("xlsx",))) == "second"


def test_a_clerk_gives_back_the_own_mistake_of_today_with_the_number(office: Office) -> None:
    office.session.officer = officer(Role.RECEIVER, "lan")
    (line,) = office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),), paid=True)
    ).result
    assert refused(partial(office.voiding.void, line.id, reason="Ghi nhầm")) == ""


def test_taking_back_at_once_is_no_way_round(office: Office) -> None:
    done = office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),), paid=True)
    )
    office.staff.put_officer(officer(Role.LEADER, "pho"), password=PASSWORD)
    office.session.officer = office.staff.known("pho")
    assert refused(partial(office.undoing.undo, done.entries)) == "second"


# Printers


def test_a_printer_is_chosen_by_who_may_and_entered(office: Office) -> None:
    wish = replace(office.preferences, printer="lp:tiep-nhan", counter="3")
    office.session.officer = officer(Role.RECEIVER, "lan")
    assert refused(partial(office.rules.change_preferences, wish)) == "duty"
    assert office.preferences.counter == "1", "nothing of it is kept"
    office.rules.change_preferences(replace(office.preferences, counter="3"))
    office.session.officer = officer(Role.ADMINISTRATOR, "quantri")
    office.rules.change_preferences(wish)
    ((_entry, said),) = office.store.journal.of("printer:1")
    assert (said["use"], said["printer"], said["before"]) == ("printer", "lp:tiep-nhan", "")
    assert office.store.check().ok


def test_the_next_to_print_is_told_once_who_turned_the_printer(office: Office) -> None:
    put(office, Role.ADMINISTRATOR, "quantri")
    office.session.officer = office.staff.known("quantri")
    office.rules.change_preferences(replace(office.preferences, printer="lp:tang-hai"))
    assert office.rules.printer_news.tell() == "", "who did it knows"
    office.session.officer = office.staff.known("canbo")
    told = office.rules.printer_news.tell()
    assert "Công chức quantri" in told
    assert "lp:tang-hai" in told
    assert office.rules.printer_news.tell() == ""


@pytest.mark.parametrize(
    ("printer", "near"),
    [
        ("escpos:192.168.1.50:9100", True),
        ("escpos:10.0.0.9", True),
        ("escpos:172.31.0.1", True),
        ("escpos:172.32.0.1", False),
        ("escpos:8.8.8.8:9100", False),
        ("escpos:192.168.1.50.example.vn", False),
        ("escpos:1921.168.1.1", False),
        ("escpos:may-in.example.vn:9100", False),
        ("escpos:[fd00::1]:9100", True),
        ("escpos:[2001:db8::1]:9100", False),
        ("lp:tiep-nhan", True),
        ("lp:tiep-nhan@192.168.1.2:631", True),
        ("lp:tiep-nhan@print.example.vn", False),
        ("qt:HP LaserJet", True),
        ("", True),
    ],
)
def test_near_is_the_own_network_and_no_name(office: Office, printer: str, near: bool) -> None:
    assert is_near(printer, office.data_dir / "giay-in") is near


def test_files_go_into_the_own_folder_or_by_two(office: Office) -> None:
    own = office.data_dir / "giay-in"
    assert is_near(f"file:{own}", own)
    assert is_near(f"file:{own / 'thang-11'}", own)
    assert not is_near(f"file:{office.data_dir.parent / 'ngoai'}", own)
    assert not is_near(f"file:{own / '..' / '..' / 'ngoai'}", own)
