"""The looks at citizens' data: by officer, by dossier, and unusual ones; from the access book (sổ truy cập)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import field
from datetime import datetime

from counter_app.domain.access.look import AccessLine, Door
from counter_app.domain.access.unusual import Oddity, unusual
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark, plural
from counter_app.reports.phrases import subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.values import dataclass
from counter_app.wording.access import door_text, odd_text, said_text, subject_text, way_text
from counter_app.wording.tables.columns import Column, cells, heads

MOST_DOSSIERS, MOST_ODD = 50, 500
Odd = tuple[AccessLine, tuple[Oddity, ...]]


@dataclass(slots=True, kw_only=True)
class ByOfficer:
    """The looks of one officer (login) in a period."""

    officer: str
    doors: Counter[Door] = field(default_factory=Counter)
    rows_out: int = 0
    outside: int = 0
    odd: int = 0


@dataclass(slots=True, kw_only=True)
class ByDossier:
    """The openings of one dossier in a period: its code, their number, the officers (logins)."""

    code: str
    name: str = ""
    times: int = 0
    officers: set[str] = field(default_factory=set)


def access_tables(asked: Asked) -> tuple[Table, ...]:
    """By officer, the dossiers opened most, and the unusual looks of the period."""
    lines = asked.store.access.between(asked.first, asked.last, officer=asked.officer)
    calendar = asked.store.calendar.current()

    def works(moment: datetime) -> bool:
        day = moment.date()
        return not calendar.is_confirmed(day.year) or calendar.is_working(day)

    odd = list(unusual(lines, works))
    return (
        _officers_table(asked, lines, odd),
        _dossiers_table(asked, lines),
        _unusual_table(asked, odd),
    )


def _officers_table(asked: Asked, lines: Sequence[AccessLine], odd: Sequence[Odd]) -> Table:
    found: dict[str, ByOfficer] = {}
    for line in lines:
        look = line.look
        row = found.setdefault(look.officer, ByOfficer(officer=look.officer))
        row.doors[look.door] += 1
        if look.door in (Door.EXPORTED, Door.COPIED):
            row.rows_out += look.rows
        row.outside += look.door is Door.OPENED and bool(look.why)
    for line, _what in odd:
        found[line.look.officer].odd += 1
    rows = sorted(found.values(), key=lambda row: (-row.odd, -sum(row.doors.values()), row.officer))
    columns: tuple[Column[ByOfficer], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Công chức"), lambda row: _who(asked, row.officer), 2.4),
        Column(_("Mở hồ sơ"), lambda row: row.doors[Door.OPENED], 1.0, Align.RIGHT),
        Column(_("Ngoài phần phụ trách"), lambda row: row.outside, 1.0, Align.RIGHT),
        Column(_("Tìm kiếm"), lambda row: row.doors[Door.FOUND], 1.0, Align.RIGHT),
        Column(_("Danh sách"), lambda row: row.doors[Door.LISTED], 1.0, Align.RIGHT),
        Column(_("Giấy tờ"), lambda row: row.doors[Door.DRAWN], 1.0, Align.RIGHT),
        Column(_("Dòng lấy ra"), lambda row: row.rows_out, 1.0, Align.RIGHT),
        Column(_("Bất thường"), lambda row: row.odd, 1.0, Align.RIGHT),
    )
    lost = sum(line.look.rows for line in lines if line.look.door is Door.LOST)
    notes = [_since(asked)]
    if lost:
        text = plural("{count} lượt xem không ghi được vì ổ đĩa đầy hoặc hỏng.", lost)
        notes.append(text.format(count=lost))
    return Table(
        name="access-officers",
        tab=_("Theo công chức"),
        title=_("LƯỢT XEM DỮ LIỆU CÔNG DÂN THEO CÔNG CHỨC"),
        subtitle=subtitle(asked),
        columns=heads(columns),
        rows=cells(columns, rows),
        notes=tuple(notes),
    )


def _who(asked: Asked, login: str) -> str:
    """The name of whoever looked; nobody was signed in where there is none."""
    return asked.rules.officer(login) if login else _("Chưa đăng nhập")


def _since(asked: Asked) -> str:
    months = asked.rules.settings.access_months
    return plural("Sổ truy cập giữ {months} tháng, rồi bỏ dần từ lượt cũ nhất.", months).format(
        months=months
    )


def _dossiers_table(asked: Asked, lines: Sequence[AccessLine]) -> Table:
    found: dict[str, ByDossier] = defaultdict(lambda: ByDossier(code=""))
    for line in lines:
        if line.look.door is Door.OPENED:
            row = found[line.look.subject]
            row.code, row.name = line.look.subject, line.look.name or row.name
            row.times += 1
            row.officers.add(line.look.officer)
    rows = sorted(found.values(), key=lambda row: (-row.times, row.code))
    columns: tuple[Column[ByDossier], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda row: row.code, 2.0),
        Column(_("Chủ hồ sơ"), lambda row: row.name, 2.2),
        Column(_("Lần mở"), lambda row: row.times, 0.8, Align.RIGHT),
        Column(
            _("Công chức"),
            lambda row: ", ".join(_who(asked, login) for login in sorted(row.officers)),
            3.4,
        ),
    )
    more = len(rows) - MOST_DOSSIERS
    text = plural("Còn {count} hồ sơ mở ít lần hơn.", more) if more > 0 else ""
    return Table(
        name="access-dossiers",
        tab=_("Theo hồ sơ"),
        title=_("HỒ SƠ ĐƯỢC MỞ XEM NHIỀU NHẤT"),
        subtitle=subtitle(asked),
        columns=heads(columns),
        rows=cells(columns, rows[:MOST_DOSSIERS]),
        notes=(text.format(count=more),) if text else (),
    )


def _unusual_table(asked: Asked, odd: Sequence[Odd]) -> Table:
    columns: tuple[Column[Odd], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Lúc"), lambda row: row[0].look.at, 1.5, Align.CENTRE),
        Column(_("Công chức"), lambda row: _who(asked, row[0].look.officer), 1.8),
        Column(_("Điều bất thường"), lambda row: odd_text(row[1]), 2.2),
        Column(_("Cách xem"), lambda row: door_text(row[0].look.door), 1.4),
        Column(_("Nội dung xem"), lambda row: subject_text(row[0].look), 2.0),
        Column(_("Số dòng"), lambda row: row[0].look.rows, 0.8, Align.RIGHT),
        Column(_("Ghi thêm"), lambda row: said_text(row[0].look), 2.8),
        Column(_("Cách vào"), lambda row: way_text(row[0].look.way), 1.0),
    )
    more = len(odd) - MOST_ODD
    text = plural("Còn {count} lượt trước đó. Chọn kỳ ngắn hơn.", more) if more > 0 else ""
    return Table(
        name="access-unusual",
        tab=_("Bất thường"),
        title=_("LƯỢT XEM BẤT THƯỜNG"),
        subtitle=subtitle(asked),
        columns=heads(columns),
        rows=cells(columns, odd[-MOST_ODD:]),
        notes=(text.format(count=more),) if text else (),
    )


REPORT = Report(
    name="access",
    label=mark("Lượt xem dữ liệu công dân"),
    group=Group.STAFF,
    compute=access_tables,
    hint=mark(
        "Lượt xem dữ liệu công dân theo công chức, theo hồ sơ, và lượt bất thường. Chỉ lãnh đạo xem."
    ),
    by_officer=True,
    duty=Duty.ACCESS,
    lasting=False,
)
