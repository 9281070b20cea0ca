"""A waiver written by mistake is taken back: at once, later, and the one chosen at reception."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.figures.report_sums import ReportSums
from counter_app.wording.dossier.timeline import event_text
from tests.desk.test_reliefs import RESIDENCE
from tests.makers import MARITAL, MONDAY, receive
from tests.superior.test_warehouse import figures_of
from tests.superior.warehouses import take


def money_told(office: Office) -> list[Any]:
    today = MONDAY.date()
    tables = office.reports.compute("fees", today, today)
    sums = ReportSums(office.store.database)
    return [
        [(table.title, table.rows, table.total) for table in tables],
        sums.money_by_officer(today, today),
        sums.waived_by_ground(today, today),
    ]


def test_a_waiver_written_by_mistake_is_taken_back(office: Office, tmp_path: Path) -> None:
    """In every sum it is as if it had never been, here and at the superior, whenever that took it in."""
    code = receive(office, RESIDENCE).code
    office.fees.waive(receive(office, RESIDENCE).code, ground="child", amount=5_000)
    before, store = money_told(office), office.store
    office.fees.waive(code, ground="child", amount=6_000)
    office.fees.waive(code, ground="elderly", amount=1_000)
    found = take(tmp_path, [(5, store, 0)], [5])
    since = store.journal.head().seq
    with pytest.raises(RuleError, match="cần ghi lý do"):
        office.fees.unwaive(code, reason=" ")
    account = office.fees.unwaive(code, ground="child", reason="Nhầm hồ sơ").result
    assert (account.owed, account.waived) == (19_000, 1_000), "the one that is named"
    with pytest.raises(RuleError, match="Không còn lần miễn, giảm nào") as twice:
        office.fees.unwaive(code, ground="child", reason="Nhầm hồ sơ")
    assert twice.value.rule == "not_waived"
    office.fees.unwaive(code, reason="Nhầm hồ sơ")
    assert money_told(office) == before
    found = take(tmp_path, [(5, store, since)], [])
    engine, figures = figures_of(tmp_path, found, (5, "a", None))
    today = MONDAY.date()
    assert figures.waived_by_ground(today, today) == before[-1]
    assert figures.money_by_officer(today, today) == before[-2]
    engine.close()
    assert store.check().problems == (), "the tables are what the journal tells"
    told = [event_text(step.kind, step.payload, {}) for step in office.dossiers.view(code).timeline]
    assert "Hủy lần miễn, giảm phí ghi nhầm: Trẻ em. Lý do: Nhầm hồ sơ" in told
    assert office.fees.waive(code, ground="child").result.account.owed == 0, "it may be used anew"
    office.fees.unwaive(code, reason="Nhầm hồ sơ")
    office.moves.move(code, Act.WITHDRAW, reason="Công dân rút")
    office.erasure.erase(code, reason="Theo yêu cầu")
    assert money_told(office) == before, "nor does an erasure bring it back"


def test_a_relief_chosen_wrongly_at_reception_is_taken_back(office: Office, tmp_path: Path) -> None:
    receive(office, RESIDENCE)
    before, store = money_told(office), office.store
    code = receive(office, RESIDENCE, relief="child").code
    take(tmp_path, [(5, store, 0)], [5])
    since = store.journal.head().seq
    with pytest.raises(RuleError, match="cần ghi lý do"):
        office.fees.unwaive(code, reason="")
    with pytest.raises(RuleError, match="Không còn lần miễn, giảm nào"):
        office.fees.unwaive(code, ground="poor", reason="Chọn nhầm")
    done = office.fees.unwaive(code, reason="Chọn nhầm", op_id="nham").result
    assert office.fees.unwaive(code, reason="Chọn nhầm", op_id="nham").result == done
    dossier = office.dossiers.view(code).dossier
    assert (dossier.fee, dossier.waived, dossier.relief) == (20_000, 0, "")
    assert done.owed == 20_000
    assert money_told(office)[-1] == before[-1] == []
    found = take(tmp_path, [(5, store, since)], [])
    engine, figures = figures_of(tmp_path, found, (5, "a", None))
    assert figures.waived_by_ground(MONDAY.date(), MONDAY.date()) == []
    engine.close()
    assert store.check().problems == ()
    told = [event_text(step.kind, step.payload, {}) for step in office.dossiers.view(code).timeline]
    assert (
        "Đính chính phí, lệ phí: 0 đ → 20.000 đ; đối tượng miễn, giảm: Trẻ em → (trống); "
        "số tiền miễn, giảm: 20.000 đ → 0 đ. Lý do: Chọn nhầm"
    ) in told
    with pytest.raises(RuleError, match="Không còn lần miễn, giảm nào"):
        office.fees.unwaive(code, reason="Chọn nhầm")


def test_a_waiver_is_undone_at_once(office: Office) -> None:
    code = receive(office, RESIDENCE).code
    before = money_told(office)
    done = office.fees.waive(code, ground="child")
    (late,) = office.undoing.latest()
    assert (late.seq, late.subject) == (done.entries[0], code)
    back = office.undoing.undo(done.entries)
    assert back.result.codes == (code,)
    assert office.undoing.latest() == [late], "what takes a waiver back is no such act"
    assert money_told(office) == before
    with pytest.raises(RuleError, match="Không còn lần miễn, giảm nào"):
        office.undoing.undo(done.entries)
    for other in (
        back,
        office.fees.collect(code, amount=1_000),
        office.fees.refund(code, reason="Thu nhầm"),
    ):
        with pytest.raises(RuleError) as money:
            office.undoing.undo(other.entries)
        assert money.value.rule == "not_undoable"


def test_a_relief_of_the_form_that_was_taken_back_does_not_come_again(office: Office) -> None:
    code = receive(office, MARITAL, relief="poor").code
    office.corrections.correct(code, Correction(fee=15_000), reason="Đã rõ")
    office.fees.unwaive(code, reason="Không phải hộ nghèo")
    office.corrections.correct(code, Correction(fee=20_000), reason="Sai")
    assert office.fees.account(code).owed == 20_000
