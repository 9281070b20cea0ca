"""Sổ theo dõi hồ sơ, Mẫu số 07 (Thông tư 03/2025/TT-VPCP): one book for each sector."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from counter_app.domain.dossier.dossier import State
from counter_app.domain.paper.forms import form_on, forms_of
from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark, plural
from counter_app.reports.list_columns import erased_note, party, selection, state_word
from counter_app.reports.phrases import subtitle
from counter_app.reports.report import ANY_PERIOD, Asked, Group, Report
from counter_app.store.figures.report_lines import RegisterLine, ReportLines
from counter_app.wording.dossier.labels import channel_text
from counter_app.wording.paper.agencies import agency_of
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column, cells, heads


def register_tables(asked: Asked) -> tuple[Table, ...]:
    """The book of each sector with dossiers of the period; an empty book when there are none."""
    lines = ReportLines(asked.store.database).register(selection(asked))
    books = {
        sector: list(found)
        for sector, found in groupby(lines, key=lambda line: line.subject.sector)
    }
    order = asked.in_order(set(books)) or [asked.sector]
    return tuple(_book(asked, sector, books.get(sector, [])) for sector in order)


def _book(asked: Asked, sector: str, lines: list[RegisterLine]) -> Table:
    name, columns = asked.rules.sector(sector), _columns(asked)
    mistaken = sum(line.state is State.MISTAKEN for line in lines)
    counted = len(lines) - mistaken
    return Table(
        name="register",
        tab=name,
        title=_("SỔ THEO DÕI HỒ SƠ"),
        subtitle=" · ".join(
            part for part in (_("Lĩnh vực: {name}").format(name=name) if name else "",
                              subtitle(_whole(asked))) if part
        ),
        form_label=form_on(forms_of(asked.rules.settings), "07", asked.last).label,
        columns=heads(columns),
        rows=cells(columns, lines),
        notes=(
            plural("Tổng số: {count} hồ sơ; đã trả kết quả: {returned}.", counted).format(
                count=grouped(counted),
                returned=grouped(sum(line.returned is not None for line in lines)),
            ),
            *(
                [_("Hủy do nhập nhầm, số đã cấp không dùng lại: {count}.").format(count=mistaken)]
                if mistaken
                else []
            ),
            *erased_note(lines),
        ),
    )  # fmt: skip


def _whole(asked: Asked) -> Asked:
    """The same without the sector, which the book names itself."""
    return Asked(asked.store, asked.first, asked.last, officer=asked.officer)


def _columns(asked: Asked) -> tuple[Column[RegisterLine], ...]:
    legs, settings = _("Nhận và trả kết quả"), asked.rules.settings
    middle = Align.CENTRE
    return (
        Column(_("STT"), lambda line: line.book_no, 0.6, middle),
        Column(_("Mã hồ sơ"), _codes, 2.0),
        Column(_("Tên TTHC"), lambda line: line.subject.procedure, 3.4),
        Column(_("Tên tổ chức, cá nhân"), lambda line: party(line.subject), 1.9),
        Column(_("Địa chỉ/SĐT"), _contact, 2.2),
        Column(
            _("Cơ quan chủ trì giải quyết"), lambda line: agency_of(settings, line.resolver), 1.8
        ),
        Column(f"{legs}|" + _("Nhận hồ sơ"), lambda line: line.subject.received_at, 1.2, middle),
        Column(
            f"{legs}|" + _("Hẹn trả kết quả"),
            _promise,
            1.2,
            middle,
        ),
        Column(f"{legs}|" + _("Trả kết quả"), _returned, 1.2, middle),
        Column(
            f"{legs}|" + _("Phương thức nhận kết quả"),
            lambda line: channel_text(line.return_channel),
            1.1,
        ),
        Column(f"{legs}|" + _("Ký nhận"), lambda line: line.collector, 1.3),
    )


def _codes(line: RegisterLine) -> str:
    if not line.official_code:
        return line.subject.code
    return _("{official} (tại quầy: {code})").format(
        official=line.official_code, code=line.subject.code
    )


def _promise(line: RegisterLine) -> Cell:
    """The promise that stands on the slip, and the one it was moved to."""
    first = line.first_promise or line.promise
    if first is None:
        return _("Không hẹn ngày trả")
    if line.promise is None or line.promise == first:
        return first
    return _("{first}; hẹn lại {moved}").format(
        first=_clock_and_day(first), moved=_clock_and_day(line.promise)
    )


def _returned(line: RegisterLine) -> Cell:
    """The moment the result was given out; a dossier without one says that it was stopped, or never meant."""
    if line.state is State.MISTAKEN:
        return state_word(line.state)
    if line.stopped is not None:
        return _("Dừng giải quyết {moment}").format(moment=_clock_and_day(line.stopped))
    return line.returned


def _clock_and_day(moment: datetime) -> str:
    return f"{clock_text(moment)} {short_date(moment)}"


def _contact(line: RegisterLine) -> str:
    return "; ".join(part for part in (line.subject.address, line.subject.phone) if part)


REPORT = Report(
    name="register",
    label=mark("Sổ theo dõi hồ sơ (Mẫu số 07)"),
    group=Group.BOOK,
    compute=register_tables,
    hint=mark("Hồ sơ tiếp nhận trong kỳ, mỗi lĩnh vực một sổ."),
    periods=(PeriodKind.MONTH, *(kind for kind in ANY_PERIOD if kind is not PeriodKind.MONTH)),
    by_sector=True,
    by_officer=True,
)
