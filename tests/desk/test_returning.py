"""Returning a result: one scan, one verdict, and who may take it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.returning import VerdictKind
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.dossier import Collector, Dossier, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, MONDAY, collector, officer, person, receive


@pytest.fixture
def ready(office: Office) -> Dossier:
    """A finished dossier."""
    return office.moves.move(receive(office).code, Act.FINISH, result="1/KQ").result


def test_a_scan_of_a_finished_dossier_is_ready(office: Office, ready: Dossier) -> None:
    for text in (ready.barcode, ready.code, ready.code.lower(), f" {ready.barcode}\r\n"):
        verdict = office.returning.verdict(text)
        assert (verdict.kind, verdict.dossier) == (VerdictKind.READY, ready)


@pytest.mark.parametrize(
    ("acts", "kind"),
    [
        ((), VerdictKind.NOT_FINISHED),
        ((Act.SUPPLEMENT,), VerdictKind.NOT_FINISHED),
        ((Act.STOP,), VerdictKind.NOT_FINISHED),
        ((Act.WITHDRAW,), VerdictKind.VOID),
        ((Act.FINISH,), VerdictKind.READY),
    ],
)
def test_the_verdict_follows_the_state(
    office: Office, acts: tuple[Act, ...], kind: VerdictKind
) -> None:
    dossier = receive(office)
    for act in acts:
        dossier = office.moves.move(dossier.code, act, reason="Vì vậy").result
    verdict = office.returning.verdict(dossier.barcode)
    assert (verdict.kind, verdict.dossier) == (kind, dossier)


def test_a_returned_dossier_says_by_whom_and_when(
    office: Office, ready: Dossier, clock: FixedClock
) -> None:
    clock.tick(hours=1)
    done = office.returning.hand_over(ready.code, collector())
    assert done.changes == {Noun.DOSSIER, Noun.PRINT}
    verdict = office.returning.verdict(ready.barcode)
    assert verdict.kind is VerdictKind.RETURNED
    assert verdict.dossier is not None
    assert verdict.dossier.state is State.RETURNED
    assert verdict.dossier.returned_at == clock.now()
    assert verdict.dossier.finished_at == MONDAY
    assert verdict.dossier.collector == collector()


def test_another_office_s_receipt_is_told_apart(office: Office, ready: Dossier) -> None:
    theirs = DossierCode(office="99002", day=MONDAY.date(), device=1, sequence=1)
    for text in (theirs.barcode, theirs.text):
        verdict = office.returning.verdict(text)
        assert (verdict.kind, verdict.dossier) == (VerdictKind.OTHER_OFFICE, None)
        assert verdict.scanned == theirs.text


def test_a_damaged_scan_is_not_an_unknown_code(office: Office, ready: Dossier) -> None:
    wrong = ready.barcode[:-1] + str((int(ready.barcode[-1]) + 1) % 10)
    assert office.returning.verdict(wrong).kind is VerdictKind.DAMAGED
    assert office.returning.verdict(ready.barcode[:-2]).kind is VerdictKind.UNKNOWN
    missing = DossierCode(office="99001", day=MONDAY.date(), device=1, sequence=999)
    assert office.returning.verdict(missing.barcode).kind is VerdictKind.UNKNOWN
    assert office.returning.verdict("").kind is VerdictKind.UNKNOWN


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.text("0123456789T-", max_size=24)))
def test_no_scan_upsets_the_screen(office: Office, text: str) -> None:
    assert office.returning.verdict(text).kind in VerdictKind


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (collector("  "), "name"),
        (collector("\u200b"), "name"),
        (collector(authorised=True), "authorisation"),
        (collector(authorised=True, authorisation=" "), "authorisation"),
        (collector(authorised=True, authorisation="Giấy ủy quyền"), "authorisation"),
        (collector(lost_receipt=True), "identity_checked"),
    ],
)
def test_a_collector_without_what_the_law_asks_for_is_refused(
    office: Office, ready: Dossier, who: Collector, field: str
) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(ready.code, who)
    assert refused.value.field == field
    assert office.store.journal.head() == head


def test_the_law_s_other_ways_are_open(office: Office) -> None:
    ways = (
        collector("Người Được Ủy Quyền", authorised=True, authorisation="GUQ 01 ngày 20/11/2026"),
        collector(lost_receipt=True, identity_checked="CCCD 001090000001"),
    )
    for who in ways:
        code = receive(office).code
        office.moves.move(code, Act.FINISH)
        assert office.returning.hand_over(code, who).result.collector == who


@pytest.mark.parametrize("act", [None, Act.SUPPLEMENT, Act.WITHDRAW])
def test_what_is_not_finished_is_not_returned(office: Office, act: Act | None) -> None:
    code = receive(office).code
    if act:
        office.moves.move(code, act, reason="Vì vậy")
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(code, collector())
    assert refused.value.rule == "move"


def test_a_result_is_returned_once(office: Office, ready: Dossier) -> None:
    office.returning.hand_over(ready.code, collector(), op_id="scan")
    again = office.returning.hand_over(ready.code, collector("Khác"), op_id="scan")
    assert again.result.collector == collector()
    assert not again.changes
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(ready.code, collector("Khác"))
    assert refused.value.rule == "move"


def test_being_late_never_blocks_a_return(
    office: Office, ready: Dossier, clock: FixedClock
) -> None:
    clock.tick(days=400)
    office.confirm_clock()
    assert office.returning.hand_over(ready.code, collector()).result.state is State.RETURNED


def test_an_unknown_code_is_said(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over("T99001-261123-019999", collector())
    assert refused.value.field == "code"


def test_the_slip_is_issued_with_the_return(office: Office, ready: Dossier) -> None:
    office.returning.hand_over(ready.code, collector(" Nguyễn\u200b  Văn Mẫu "))
    receipt, slip = office.paper.prints_of(ready.code)
    assert (receipt.document, slip.document) == ("receipt", "return_slip")
    assert (slip.state, slip.copy_no) == ("issued", 0)
    assert office.dossiers.get(ready.code).collector == collector()


def test_who_handed_it_over_is_told_by_name(office: Office, ready: Dossier) -> None:
    assert office.returning.returner(ready.code) == ""
    office.session.officer = officer(login="hai")
    office.returning.hand_over(ready.code, collector())
    assert office.returning.returner(ready.code) == "hai"
    office.session.officer = COMMAND_LINE
    office.paper.reissue(ready.code, "return_slip", reason="Mờ chữ")
    office.staff.put_officer(officer(login="hai"), password="mat-khau-hai")
    assert office.returning.returner(ready.code) == "Công chức hai"
    assert [item.code for item in office.returning.today_list()] == [ready.code]


def test_after_the_office_is_renamed_its_receipts_are_still_its_own(
    office: Office, ready: Dossier
) -> None:
    office.rules.change_settings(replace(office.rules.settings, name="Tên mới"))
    assert office.returning.verdict(ready.barcode).kind is VerdictKind.READY


OWNER = person("Trần Thị Chủ", id_no="001190000009")
STRANGERS = (
    (collector("Nguyễn Người Lạ"), "authorisation"),
    (collector("Nguyễn Văn Mậu"), "authorisation"),
    (collector("Nguyễn Văn"), "authorisation"),
    (collector("Nguyen Van Mau"), "authorisation"),
    (collector("Nguyễn Người Lạ", id_no="001090000001"), "authorisation"),
    (collector("Nguyễn Người Lạ", authorisation="15/UQ"), "authorisation"),
    (collector("Nguyễn Người Lạ", lost_receipt=True, identity_checked="CCCD"), "authorisation"),
    (collector(id_no="001090000002"), "id_no"),
    (collector("Trần Thị Chủ", id_no="001090000001"), "id_no"),
)
ENTITLED = (
    collector(),
    collector("NGUYỄN VĂN MẪU"),
    collector(id_no="001 090 000 001"),
    collector(id_no="OO1O9OOOOOO1"),
    collector("Nguyen Van Mau", id_no="001090000001"),
    collector("Trần Thị Chủ"),
    collector("Trần Thị Chủ", id_no="001190000009"),
    collector("Nguyễn Người Lạ", authorised=True, authorisation="15/UQ ngày 20/11/2026"),
)


def _finished_for(office: Office) -> str:
    code = receive(office, MARITAL, owner=OWNER).code
    return office.moves.move(code, Act.FINISH, result="1/KQ").result.code


@pytest.mark.parametrize(("who", "field"), STRANGERS)
def test_nd_118_2025_dieu_6_a_result_does_not_go_to_a_stranger(
    office: Office, who: Collector, field: str
) -> None:
    code = _finished_for(office)
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(code, who)
    assert (refused.value.field, refused.value.rule) == (field, "collector")
    assert office.store.journal.head() == head
    assert office.dossiers.get(code).state is State.FINISHED


@pytest.mark.parametrize("who", ENTITLED)
def test_nd_118_2025_dieu_6_applicant_owner_and_who_brings_a_letter_take_the_result(
    office: Office, who: Collector
) -> None:
    assert office.returning.hand_over(_finished_for(office), who).result.state is State.RETURNED


def test_where_the_names_were_erased_an_identity_paper_is_looked_at(office: Office) -> None:
    code = _finished_for(office)
    office.erasure.erase(code, reason="Công dân yêu cầu")
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(code, collector())
    assert refused.value.field == "identity_checked"
    shown = collector(lost_receipt=True, identity_checked="CCCD 001090000001")
    assert office.returning.hand_over(code, shown).result.state is State.RETURNED
