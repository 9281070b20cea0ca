"""Sổ theo dõi hồ sơ, Mẫu số 07 (Thông tư 03/2025/TT-VPCP): one book for each sector."""

from __future__ import annotations

from itertools import groupby

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.paper.forms import form_on, forms_of
from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.list_columns import erased_note, party, selection, short_name
from counter_app.reports.phrases import subtitle
from counter_app.reports.report import ANY_PERIOD, Asked, Group, Report
from counter_app.store.figures.report_lines import RegisterLine, ReportLines
from counter_app.wording.amounts import grouped

_CHANNELS = {
    Channel.DIRECT: mark("Tại quầy"),
    Channel.ONLINE: mark("Trực tuyến"),
    Channel.POSTAL: mark("Bưu chính"),
}


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
    name = asked.rules.sector(sector)
    return Table(
        name="register",
        tab=name,
        title=_("SỔ THEO DÕI HỒ SƠ"),
        subtitle=" · ".join(
            part for part in (_("Lĩnh vực: {name}").format(name=name) if name else "",
                              subtitle(_whole(asked))) if part
        ),
        form_label=form_on(forms_of(asked.rules.settings), "07", asked.last).label,
        columns=_columns(),
        rows=tuple(_cells(line, asked) for line in lines),
        notes=(
            _("Tổng số: {count} hồ sơ; đã trả kết quả: {returned}.").format(
                count=grouped(len(lines)),
                returned=grouped(sum(line.returned is not None for line in lines)),
            ),
            erased_note(),
        ),
    )  # fmt: skip


def _whole(asked: Asked) -> Asked:
    """The same without the sector, which the book names itself."""
    return Asked(asked.store, asked.first, asked.last, officer=asked.officer)


def _columns() -> tuple[TableColumn, ...]:
    legs = _("Nhận và trả kết quả")
    return (
        TableColumn(title=_("STT"), width=0.6, align=Align.CENTRE),
        TableColumn(title=_("Mã hồ sơ"), width=2.0),
        TableColumn(title=_("Tên TTHC"), width=3.2),
        TableColumn(title=_("Tên tổ chức, cá nhân"), width=1.9),
        TableColumn(title=_("Địa chỉ/SĐT"), width=2.2),
        TableColumn(title=_("Cơ quan chủ trì giải quyết"), width=1.8),
        TableColumn(title=f"{legs}|" + _("Nhận hồ sơ"), width=1.2, align=Align.CENTRE),
        TableColumn(title=f"{legs}|" + _("Hẹn trả kết quả"), width=1.2, align=Align.CENTRE),
        TableColumn(title=f"{legs}|" + _("Trả kết quả"), width=1.2, align=Align.CENTRE),
        TableColumn(title=f"{legs}|" + _("Phương thức nhận kết quả"), width=1.1),
        TableColumn(title=f"{legs}|" + _("Ký nhận"), width=1.3),
    )


def _cells(line: RegisterLine, asked: Asked) -> tuple[Cell, ...]:
    subject = line.subject
    code = subject.code
    if line.official_code:
        code = _("{official} (tại quầy: {code})").format(official=line.official_code, code=code)
    return (
        line.book_no,
        code,
        f"{subject.procedure_code} – {short_name(subject.procedure)}",
        party(subject),
        "; ".join(part for part in (subject.address, subject.phone) if part),
        line.resolver or asked.rules.settings.name,
        subject.received_at,
        line.promise or _("Không hẹn"),
        line.returned,
        _(_CHANNELS[line.return_channel]),
        line.collector,
    )


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
