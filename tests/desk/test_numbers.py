"""The one question after a loss: what is asked, what is answered, and that no number is given twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office.backup import backup
from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.errors import RuleError
from counter_app.i18n import use_language
from counter_app.office import Office
from counter_app.wording.paper.numbers import series_text, told_together
from tests.makers import found, officer, receive


@pytest.fixture
def elsewhere(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """Restored on another computer from a copy with one dossier; three more had been given since."""
    lost = found(tmp_path / "cu", clock)
    receive(lost)
    copy = backup(lost.store, tmp_path / "sao-luu").path
    for _turn in range(3):
        receive(lost)
    lost.close()
    restore(copy, tmp_path / "moi", clock)
    office = Office.open(tmp_path / "moi", clock=clock, officer=COMMAND_LINE)
    yield office
    office.close()


def test_everything_that_carries_a_number_is_asked_for(elsewhere: Office) -> None:
    known = {item.name: item.last for item in elsewhere.numbers.known()}
    assert known["form:01"] == 1
    assert known["dossier:01"] == 1
    assert known["book:ho-tich"] == 1
    books = {f"book:{sector.key}" for sector in elsewhere.store.catalogue.sectors()}
    assert books <= set(known)


def test_numbers_go_on_above_what_the_papers_say(elsewhere: Office) -> None:
    scanned = elsewhere.numbers.scanned("T99001-261123-010004")
    answers = {scanned.series: scanned.last, ("form:01", "2026"): 4, ("book:ho-tich", "2026"): 4}
    elsewhere.numbers.settle(answers, device=1)
    dossier = receive(elsewhere)
    assert (dossier.code, dossier.form_no, dossier.book_no) == ("T99001-261123-010005", 5, 5)
    assert elsewhere.numbers.doubt is None
    assert elsewhere.store.check().ok


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "book:ho-tich:2026"),
        ({("book:ho-tich", "2026"): 4}, "dossier:01:2026-11-23"),
        ({("book:ho-tich", "2026"): 4, ("dossier:01", "2026-11-23"): 4}, "form:01:2026"),
    ],
)
def test_there_is_no_going_on_without_an_answer(
    elsewhere: Office, answers: dict[tuple[str, str], int], field: str
) -> None:
    """Pressing on with what the copy says would give the same numbers again."""
    with pytest.raises(RuleError) as refused:
        elsewhere.numbers.settle(answers, device=1)
    assert refused.value.field == field


def test_another_computer_number_gives_codes_of_its_own(elsewhere: Office) -> None:
    assert elsewhere.numbers.free_device() == 2
    elsewhere.numbers.settle({("form:01", "2026"): 4, ("book:ho-tich", "2026"): 4}, device=2)
    assert receive(elsewhere).code == "T99001-261123-020001"
    assert elsewhere.preferences.device == 2
    assert elsewhere.numbers.devices_used() == (1, 2)


@pytest.mark.parametrize(
    ("answers", "device", "field"),
    [
        ({("form:01", "2026"): 0}, 1, "form:01:2026"),
        ({("form:01", "2026"): 10_000_000}, 1, "form:01:2026"),
        ({}, 0, "device"),
        ({}, 100, "device"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    elsewhere: Office, answers: dict[tuple[str, str], int], device: int, field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        elsewhere.numbers.settle(answers, device=device)
    assert refused.value.field == field
    assert elsewhere.numbers.doubt is not None


@pytest.mark.parametrize("text", ["", "T12345-261123-010004", "123", "990012611230100040"])
def test_what_is_no_receipt_of_this_office_is_refused(elsewhere: Office, text: str) -> None:
    with pytest.raises(RuleError, match="giấy hẹn"):
        elsewhere.numbers.scanned(text)


def test_only_who_may_set_the_office_answers(elsewhere: Office) -> None:
    elsewhere.session.officer = officer(Role.RECEIVER)
    with pytest.raises(RuleError) as refused:
        elsewhere.numbers.settle({}, device=1)
    assert refused.value.rule == "duty"


def test_where_nothing_is_in_doubt_there_is_nothing_to_settle(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.numbers.settle({}, device=1)
    assert refused.value.rule == "nothing_in_doubt"


def test_officers_sign_in_while_numbers_are_in_doubt(elsewhere: Office) -> None:
    """Looking goes on, and who may answer has to get in."""
    assert elsewhere.seat.sign_in("canbo", "matkhau-2026").result.login == "canbo"


def test_series_have_names_that_stand_on_paper() -> None:
    sectors = {"ho-tich": "Hộ tịch"}
    texts = [
        series_text("form:01", "2026", sectors),
        series_text("dossier:01", "2026-11-23", sectors),
        series_text("book:ho-tich", "2026", sectors),
        series_text("ticket:A", "2026-11-23", sectors),
        series_text("handover", "2026", sectors),
        series_text("certification:chung-thuc-ban-sao", "2026", sectors),
        series_text("batch", "", sectors),
    ]
    assert texts == [
        "Giấy hẹn (Mẫu số 01), năm 2026",
        "Thứ tự hồ sơ của máy 1, ngày 23/11/2026",
        "Sổ theo dõi Hộ tịch, năm 2026",
        "Phiếu số thứ tự A, ngày 23/11/2026",
        "Phiếu bàn giao, năm 2026",
        "Sổ chứng thực bản sao từ bản chính, năm 2026",
        "Gói dữ liệu gửi cấp trên",
    ]


def test_the_closing_sheet_tells_them_in_vietnamese_whoever_prints_it() -> None:
    use_language("en", paths.resources_dir() / "locale")
    numbers = [("form:01", 176), ("form:02", 11), ("book:ho-tich", 62), ("book:dat-dai", 3)]
    told = told_together(numbers, {"ho-tich": "Hộ tịch", "dat-dai": "Đất đai"})
    assert told == (
        "Giấy hẹn (Mẫu số 01): 176; Phiếu theo mẫu số 02: 11; Sổ theo dõi Hộ tịch 62, Đất đai 3"
    )


def test_the_second_place_of_the_witness_is_not_among_the_data(
    office: Office, tmp_path: Path
) -> None:
    inside, stick = office.data_dir / "trong", tmp_path / "usb"
    inside.mkdir()
    stick.mkdir()
    for wrong in (office.data_dir, inside, tmp_path / "khong-co"):
        with pytest.raises(RuleError) as refused:
            office.numbers.choose_place(str(wrong))
        assert refused.value.field == "witness_dir"
    for good in (str(stick), ""):
        office.numbers.choose_place(good)
        assert office.preferences.witness_dir == good
