"""A citizen's request about his own data: numbered, with a day by the calendar, answered on a declared ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from counter_app import law
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.journal.erasure import residue
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.requests.due import rule_on
from counter_app.domain.requests.request import Ground, Outcome, Proof, Standing, Wish
from counter_app.domain.requests.retention import Kept
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.requests.request_events import SENTENCES
from counter_app.wording.requests.requests import rule_text
from tests.desk.acts_of_requests import ended, kept, requested, requesting
from tests.makers import receive
from tests.printing.reading import flat_text


def test_numbers_go_on_within_the_year_and_begin_anew(office: Office, clock: FixedClock) -> None:
    first, second = (office.requests.receive(requesting()).result for _time in range(2))
    assert [first.shown_number, second.shown_number] == ["1/2026", "2/2026"]
    office.requests.void(second.id, reason="Nhầm")
    clock.tick(days=60)
    office.confirm_clock()
    third = office.requests.receive(requesting()).result
    assert third.shown_number == "1/2027"
    assert office.requests.numbered("1/2026").id == first.id
    assert office.requests.numbered("1").id == third.id
    assert office.store.check().ok


def test_the_day_is_counted_by_the_calendar(office: Office) -> None:
    """Monday the 23rd at nine; the 24th is a holiday, so three days of the calendar end on Thursday."""
    item = office.requests.receive(requesting()).result
    assert item.answer_due.date() == date(2026, 11, 26)
    assert not item.rule.confirmed
    assert "chưa xác nhận" in rule_text(item.rule)
    limits = {"erase": {"limit": "1wd", "source": "Nghị định 356/2025/NĐ-CP"}}
    office.rules.change_settings(replace(office.settings, request_limits=limits))
    own = office.requests.receive(requesting(Wish.ERASE)).result
    assert own.answer_due.date() == date(2026, 11, 25), "a working day later"
    assert own.rule.confirmed
    assert "chưa xác nhận" not in rule_text(own.rule)
    assert office.requests.receive(requesting()).result.rule == item.rule, "another wish"


def test_a_last_day_off_is_moved(office: Office, clock: FixedClock) -> None:
    clock.tick(days=4)  # Friday: three days end on Monday
    office.confirm_clock()
    assert office.requests.receive(requesting()).result.answer_due.date() == date(2026, 11, 30)


def test_a_limit_holds_from_its_first_day() -> None:
    limits = {"see": {"limit": "10wd", "source": "Văn bản mới", "since": "2027-01-01"}}
    assert rule_on(Wish.SEE, date(2026, 12, 31), limits).limit == "3d"
    assert rule_on(Wish.SEE, date(2027, 1, 1), limits).limit == "10wd"
    assert law.record("request_days", date(2026, 1, 1)).mark == "M"


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"asker": " "}, "asker"),
        ({"proof": ""}, "proof"),
        ({"id_no": ""}, "whose"),
        ({"asked": "x" * 2_001}, "length"),
        ({"handler": "khong-co"}, "officer"),
    ],
)
def test_what_nothing_says_is_refused(office: Office, wrong: dict[str, str], rule: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.requests.receive(replace(requesting(), **wrong))  # type: ignore[arg-type]
    assert refused.value.rule == rule
    assert office.requests.latest() == []


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        *(
            ({"proof": proof}, "proof")
            for proof in ("có", "quen mặt", "đã xem", "quên mang CCCD", "CCCD hết hạn 01/02/2025")
        ),
        ({"name": "Trần Thị Khác"}, "whose"),
        ({"name": "Trần Thị Khác", "id_no": "", "codes": ("T99001-261123-010001",)}, "whose"),
        ({"name": "Trần Thị Khác", "id_no": "001190000009", "proved_by": Proof.VNEID}, "whose"),
        ({"proved_by": Proof.AUTHORISED, "proof": "bà nhờ hỏi giúp"}, "proof"),
        ({"proved_by": Proof.AUTHORISED, "proof": "GUQ số 5 ngày 24/11/2026"}, "proof"),
    ],
)
def test_luat_91_2025_data_go_to_who_is_proved_and_whose_they_are(
    office: Office, said: dict[str, Any], rule: str
) -> None:
    facts = {"name": "Nguyễn Văn Mẫu", "id_no": "001190000009"} | said
    with pytest.raises(RuleError) as refused:
        office.requests.receive(requesting(**facts))
    assert refused.value.rule == rule
    assert office.requests.latest() == []


@pytest.mark.parametrize(
    "said",
    [
        {"name": "ông NGUYỄN VĂN MẪU"},
        {"name": "Nguyễn Văn Mậu"},  # as the book has it, under the number on the card
        {"proved_by": Proof.VNEID, "proof": "VNeID mức 2"},
        {"proved_by": Proof.AUTHORISED, "proof": "Giấy khai sinh số 12/2019", "name": "Nguyễn Bé"},
    ],
)
def test_luat_91_2025_who_asks_about_their_own_is_served(
    office: Office, said: dict[str, Any]
) -> None:
    assert office.requests.receive(requesting(**said)).result.number == 1


def test_overdue_ones_stand_on_the_board(office: Office, clock: FixedClock) -> None:
    number = requested(office)
    assert office.board.morning().counts["requests_open"] == 1
    assert office.board.morning().counts["requests_late"] == 0
    clock.tick(days=7)
    office.confirm_clock()
    assert office.requests.get(number).standing(office.now()) is Standing.OVERDUE
    assert office.board.morning().counts["requests_late"] == 1
    office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    assert office.requests.get(number).standing(office.now()) is Standing.LATE
    assert office.board.morning().counts["requests_open"] == 0


def test_what_is_not_granted_whole_needs_its_ground_and_words(office: Office) -> None:
    number = requested(office)
    for ground, reason, rule in (
        (None, "Lý do", "ground"),
        (Ground.NOT_PROVED, " ", "reason"),
    ):
        with pytest.raises(RuleError) as refused:
            office.requests.answer(
                number, Outcome.REFUSED, "Không được", ground=ground, reason=reason
            )
        assert refused.value.rule == rule
    done = office.requests.answer(
        number, Outcome.REFUSED, "Chưa được", ground=Ground.NOT_PROVED, reason="Thiếu căn cước"
    ).result
    assert (done.ground, done.reason) == (Ground.NOT_PROVED, "Thiếu căn cước")
    with pytest.raises(RuleError, match="đã trả lời"):
        office.requests.answer(number, Outcome.GRANTED, "Được")
    again = office.requests.answer(number, Outcome.GRANTED, "Được", reason="Đã bổ sung").result
    assert again.answered_at == done.answered_at
    assert again.ground is None


def test_nothing_is_said_to_be_done_that_is_not(office: Office) -> None:
    code = ended(office)
    copy, erase = requested(office, Wish.COPY), requested(office, Wish.ERASE)
    named = requested(office, Wish.ERASE, codes=(code,), id_no="")
    for number, rule in ((copy, "not_handed_out"), (erase, "not_erased"), (named, "not_erased")):
        with pytest.raises(RuleError) as refused:
            office.requests.answer(number, Outcome.GRANTED, "Đã làm")
        assert refused.value.rule == rule
    office.requests.handed_out(copy, sha256="a", pdf_sha256="b")
    office.erasure.erase(code, reason="Theo yêu cầu")
    for number in (copy, erase, named):
        assert office.requests.answer(number, Outcome.GRANTED, "Đã làm").result.outcome


def test_an_answer_is_given_between_the_question_and_now(office: Office) -> None:
    number = requested(office)
    for at in (datetime(2026, 11, 22, 9, 0, tzinfo=LOCAL), datetime(2026, 12, 1, tzinfo=LOCAL)):
        with pytest.raises(RuleError) as refused:
            office.requests.answer(number, Outcome.GRANTED, "Đã cho xem", at=at)
        assert refused.value.rule == "moment"


def test_what_was_taken_back_is_not_answered(office: Office) -> None:
    number = requested(office)
    office.requests.void(number, reason="Nhầm")
    with pytest.raises(RuleError, match="đã hủy"):
        office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    states = {job.state for job in office.paper.prints_of(office.requests.get(number).subject)}
    assert states == {"void"}


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_receipt_says_who_what_and_until_when(office: Office, size: PaperSize) -> None:
    item = office.requests.receive(requesting(Wish.ERASE, asked="Xóa hồ sơ cũ")).result
    (job,) = office.paper.prints_of(item.subject)
    told = flat_text(office.paper.draw(job.id, size).pdf)
    for word in (
        "1/2026",
        "Nguyễn Văn Mẫu",
        "Xóa dữ liệu",
        "Xóa hồ sơ cũ",
        "ngày 26 tháng 11 năm 2026",
    ):
        assert word in told


def test_the_letter_says_the_ground(office: Office) -> None:
    item = office.requests.receive(requesting(Wish.ERASE)).result
    office.requests.answer(
        item.id,
        Outcome.REFUSED,
        "Hồ sơ đang giải quyết, xong sẽ xóa.",
        ground=Ground.IN_HAND,
        reason="Điều 14",
    )
    letter = office.paper.prints_of(item.subject)[-1]
    told = flat_text(office.paper.draw(letter.id, PaperSize.A4).pdf)
    for word in ("Không thực hiện", "Hồ sơ đang giải quyết", "Điều 14", "khiếu nại"):
        assert word in told


def test_its_texts_go_after_their_time_and_not_before(office: Office, clock: FixedClock) -> None:
    number = requested(office, asked="Chuyện riêng")
    office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    for months in (0, 6):
        if months:
            kept(office, Kept.REQUEST, months)
        with pytest.raises(RuleError) as refused:
            office.person_erasure.erase_requests([number], reason="Hết hạn")
        assert refused.value.rule == "kept"
    clock.tick(days=200)
    office.confirm_clock()
    office.person_erasure.erase_requests([number], reason="Hết hạn")
    item = office.requests.get(number)
    assert (item.asker, item.name, item.asked, item.answer) == ("", "", "", "")
    assert (item.shown_number, item.outcome) == ("1/2026", Outcome.GRANTED)
    assert office.store.check().ok


def test_erased_once_more_it_is_refused_and_the_list_of_copies_stays(
    office: Office, clock: FixedClock
) -> None:
    """A kill after the act has the verb said again; what it listed the first time stands under the same request."""
    number, other = (requested(office, asked="Chuyện riêng") for _time in range(2))
    for item in (number, other):
        office.requests.void(item, reason="Nhầm")
    kept(office, Kept.REQUEST)
    (office.store.database.path.parent / "so-lieu.truoc-nang-cap-1.db").write_bytes(b"")
    clock.tick(days=40)
    office.confirm_clock()
    office.person_erasure.erase_requests([number], reason="Hết hạn")
    listed = office.person_erasure.copies()
    assert listed
    with pytest.raises(RuleError) as refused:
        office.person_erasure.erase_requests([number], reason="Hết hạn")
    assert refused.value.rule == "erased"
    office.person_erasure.erase_requests([number, other], reason="Hết hạn")
    assert [
        item for item in office.person_erasure.copies() if item.listed == listed[0].listed
    ] == listed
    assert office.store.check().ok


def test_what_is_left_of_a_request_names_nobody(office: Office) -> None:
    number = requested(office, asked="Chuyện riêng", phone="0912345678")
    payload = office.store.journal.payload(number)
    left = residue(payload)
    assert "Mẫu" not in str(left)
    assert "0010" not in str(left)
    assert left["of_whom"] == {"name": "", "id_no": ""}
    assert (left["asked_for"], left["answer_due"]) == ("see", payload["answer_due"])


def test_every_event_has_its_sentence(office: Office) -> None:
    number = requested(office)
    office.requests.give(number, "canbo")
    office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    told = [
        SENTENCES[entry.kind](payload, {"canbo": "Cán bộ"})
        for entry, payload in office.store.journal.of(office.requests.get(number).subject)
        if entry.kind.startswith("request.")
    ]
    assert told == [
        "Nhận yêu cầu về dữ liệu cá nhân: xem dữ liệu.",
        "Giao Cán bộ trả lời.",
        "Trả lời: đã thực hiện. Đã cho xem",
    ]


def test_the_register_is_a_report_that_names_nobody(office: Office) -> None:
    number = requested(office)
    office.requests.void(requested(office), reason="Nhầm")
    office.requests.answer(number, Outcome.GRANTED, "Đã cho xem")
    day = office.board.today()
    (table,) = office.reports.compute("requests", day, day)
    assert len(table.rows) == 1
    assert "Mẫu" not in str(table)


def test_a_dossier_that_is_not_here_is_not_asked_about(office: Office) -> None:
    with pytest.raises(RuleError):
        office.requests.receive(requesting(codes=("T99001-261123-010099",)))
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    assert office.requests.receive(requesting(codes=(code,))).result.codes == (code,)
