"""A paper printed again says what it said: its form's words, its office and its people as of the day it was issued."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.desk.paper.sheet_facts import Gathering
from counter_app.desk.promise.changes import Apology
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.forms import amended, form_on, forms_of
from counter_app.domain.paper.receipt_sheets import ReceiptSheet
from counter_app.domain.paper.slip_sheets import PaperHead
from counter_app.office import Office
from counter_app.settings import OfficeSettings
from counter_app.store.read.prints import PrintJob
from tests.data_folder import data_folder
from tests.makers import MARITAL, MONDAY, receive
from tests.printing.reading import flat_text, squeezed

LAST_OLD = date(2026, 11, 28)
OLD, NEW = "Phiếu xin lỗi", "Văn bản xin lỗi"


@given(day=st.dates(date(2025, 9, 15), date(2028, 12, 31)))
@example(day=LAST_OLD)
@example(day=LAST_OLD + timedelta(days=1))
def test_thong_tu_03_2025_phu_luc_i_mau_04_has_the_title_and_symbol_of_its_day(day: date) -> None:
    form = form_on(forms_of(OfficeSettings()), "04", day)
    begins, symbol = (OLD, "PXL") if day <= LAST_OLD else (NEW, "PXL-UBND")
    assert form.title.startswith(begins)
    assert form.suffix == symbol
    own = form_on(forms_of(OfficeSettings(number_suffixes={"04": "XL-ĐK"})), "04", day)
    assert own.suffix == "XL-ĐK"
    was = form_on(forms_of(OfficeSettings(number_suffixes={"04": "PXL"})), "04", day)
    assert was.suffix == symbol, "what the program once set by itself is not the office's own"


class Said(NamedTuple):
    """What of a paper must never change."""

    title: str
    label: str
    number: str
    unit: str
    parent: str
    writer: str
    words: date


def said(office: Office, job: PrintJob) -> Said:
    """What a print says, as it is drawn now."""
    own = Gathering(office.store, issued=job.issue)
    if job.document == "receipt":
        sheet: ReceiptSheet = own.receipt(job, office.dossiers.get(job.subject))
        return Said(
            sheet.title, sheet.form_label, sheet.number, sheet.heading.unit,
            sheet.heading.parent, sheet.receiver_name, sheet.words_day,
        )  # fmt: skip
    head: PaperHead = own.head(job)
    return Said(
        head.title, head.form_label, head.number, head.heading.unit, head.heading.parent,
        head.writer, head.words_day,
    )  # fmt: skip


def changed(office: Office, what: str, number: int) -> None:
    """Something that would change a paper, from today on or for ever."""
    before = office.rules.settings
    if what == "unit":
        office.rules.change_settings(
            replace(before, unit=f"Trung tâm số {number}", phone=f"090000{number:04d}")
        )
    elif what == "officer":
        head = next(item for item in office.staff.officers() if item.login == "canbo")
        office.staff.put_officer(replace(head, name=f"Trần Tên Mới {number}"))
    else:
        forms = forms_of(before)
        day = office.rules.today() if what == "form" else None
        for form in ("01", "04"):
            own = form_on(forms, form, office.rules.today())
            forms = amended(forms, replace(own, title=f"Tên mẫu {number}"), day)
        office.rules.change_settings(replace(before, forms=tuple(item.to_dict() for item in forms)))


STEPS = st.lists(
    st.tuples(st.sampled_from(["unit", "officer", "form", "always"]), st.integers(0, 3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=8)
@given(steps=STEPS)
@example(steps=[("always", 0), ("unit", 0), ("officer", 3), ("form", 3)])
def test_a_copy_says_what_the_first_print_said_whatever_was_changed_since(
    founded: Path, steps: list[tuple[str, int]]
) -> None:
    """Before and after 29/11/2026, when the program's own title of Mẫu 04 changes."""
    with data_folder() as data:
        clock = FixedClock(MONDAY + timedelta(days=3))
        shutil.copyfile(founded, paths.database_path(data))
        office = Office.open(data, clock=clock, officer=COMMAND_LINE)
        office.session.officer = next(i for i in office.staff.officers() if i.login == "canbo")
        first: dict[int, Said] = {}
        for number, (what, days) in enumerate(steps):
            code = receive(office, MARITAL).code
            until = MONDAY + timedelta(days=35)
            office.promises.apologise([Apology(code=code, reason="Chờ", until=until)])
            first |= {job.id: said(office, job) for job in office.paper.prints_of(code)}
            changed(office, what, number)
            clock.tick(minutes=1 + days * 24 * 60)
        for number, before in first.items():
            job = office.store.prints.get(number)
            assert job is not None
            assert said(office, job) == before
            again = office.paper.reissue(job.subject, job.document, reason="Mất", issue=job.issue)
            assert said(office, again.result) == before
        office.close()


def test_a_copy_says_where_the_office_is_reached_today(office: Office, clock: FixedClock) -> None:
    code = receive(office, MARITAL).code
    clock.tick(minutes=5)
    before = office.rules.settings
    office.rules.change_settings(replace(before, address="Nhà mới, thôn 2", unit="Tên mới"))
    job = office.paper.reissue(code, "receipt", reason="Mất").result
    sheet = Gathering(office.store, issued=job.issue).receipt(job, office.dossiers.get(code))
    assert sheet.heading.address == "Nhà mới, thôn 2"
    assert sheet.heading.unit == before.unit


def test_a_copy_drawn_again_carries_the_old_name(office: Office, clock: FixedClock) -> None:
    code = receive(office, MARITAL).code
    clock.tick(minutes=5)
    office.rules.change_settings(replace(office.rules.settings, name="Cơ quan hoàn toàn mới"))
    job = office.paper.reissue(code, "receipt", reason="Mất").result
    drawn = squeezed(flat_text(office.paper.draw(job.id).pdf))
    assert squeezed("BẢN IN LẠI") in drawn
    assert squeezed("hoàn toàn mới") not in drawn
