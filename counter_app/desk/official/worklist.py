"""The worklist after a list of the official system, in words: what it says, what stands here, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import ENDED_STATES, OPEN_STATES, State
from counter_app.domain.official.list_differences import Difference, Kind
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, plural
from counter_app.reports.list_columns import state_word
from counter_app.values import dataclass
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.desk.official.lists import Worklist
    from counter_app.domain.official.listed import Listed, Ours

_PROCEDURE_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """A line of the worklist in words; ``code`` is ours, ``theirs`` and ``ours`` what each side says."""

    kind: str
    code: str
    official_code: str
    name: str
    received: date | None
    theirs: str
    ours: str
    step: str
    place: str


def kind_title(kind: Kind, long_days: int) -> str:
    """The title of a kind of line."""
    return {
        Kind.PERSON: _("Cùng mã, khác chủ hồ sơ"),
        Kind.SEVERAL: _("Chưa rõ là hồ sơ nào"),
        Kind.NOT_THERE: _("Chưa nhập hệ thống"),
        Kind.UNLISTED: _("Mã đã ghi, danh sách không có"),
        Kind.NOT_HERE: _("Chưa có ở quầy"),
        Kind.STATE: _("Trạng thái khác nhau"),
        Kind.PROMISE: _("Ngày hẹn khác nhau"),
        Kind.LONG: _("Quá {days} ngày chưa xong").format(days=long_days),
        Kind.FINANCIAL: _("Chờ thực hiện nghĩa vụ tài chính"),
        Kind.UNRETURNED: _("Có kết quả, chưa trả"),
        Kind.OTHER_CODE: _("Đã ghi mã khác"),
        Kind.DOUBTFUL: _("Có thể là một hồ sơ"),
        Kind.CODE: _("Chưa ghi mã chính thức"),
    }[kind]


def standing_title(standing: Standing) -> str:
    """The standing of a dossier in the official system."""
    return {
        Standing.REGISTERED: _("Mới nộp, chưa tiếp nhận"),
        Standing.PROCESSING: _("Đang giải quyết"),
        Standing.SUPPLEMENT: _("Chờ bổ sung"),
        Standing.FINANCIAL: _("Chờ thực hiện nghĩa vụ tài chính"),
        Standing.PAUSED: _("Tạm dừng giải quyết"),
        Standing.FINISHED: _("Có kết quả, chờ trả"),
        Standing.RETURNED: _("Đã trả kết quả"),
        Standing.WITHDRAWN: _("Đã rút, đã kết thúc"),
        Standing.REFUSED: _("Từ chối"),
    }[standing]


def column_title(field: OfficialField) -> str:
    """The title of a column of the list."""
    return {
        OfficialField.OFFICIAL_CODE: _("Mã hồ sơ chính thức"),
        OfficialField.CODE: _("Mã hồ sơ"),
        OfficialField.OWNER: _("Chủ hồ sơ"),
        OfficialField.APPLICANT: _("Người nộp"),
        OfficialField.PROCEDURE: _("Thủ tục"),
        OfficialField.PROCEDURE_CODE: _("Mã thủ tục"),
        OfficialField.RECEIVED: _("Ngày tiếp nhận"),
        OfficialField.PROMISED: _("Ngày hẹn trả"),
        OfficialField.STATE: _("Trạng thái"),
        OfficialField.ENDED: _("Ngày kết thúc"),
        OfficialField.RETURNED: _("Ngày trả kết quả"),
        OfficialField.AGENCY: _("Cơ quan"),
        OfficialField.HANDLER: _("Người giải quyết"),
    }[field]


def work_line(item: Difference, worklist: Worklist) -> WorkLine:
    """A difference in words."""
    line, own = item.listed, item.ours
    theirs, here = _values(item)
    names = own.names[-1:] if own else line.names if line else ()
    received = line.received if line and line.received else own.received if own else None
    return WorkLine(
        kind=kind_title(item.kind, worklist.long_days),
        code=own.code if own else line.code if line else "",
        official_code=line.official_code if line else own.official_code if own else "",
        name=", ".join(names),
        received=received,
        theirs=theirs,
        ours=here,
        step=_step(item, worklist.today),
        place=line.place if line else "",
    )


def summary(worklist: Worklist) -> str:
    """One sentence of numbers."""
    text = plural(
        "{lines} dòng, {matched} dòng là hồ sơ của quầy; {count} điều phải xem.",
        len(worklist.differences),
    )
    return text.format(
        lines=worklist.lines, matched=worklist.matched, count=len(worklist.differences)
    )


def list_remarks(worklist: Worklist) -> Iterator[str]:
    """The remarks on the list: its days, if missing dossiers were looked for, words nobody explained."""
    first, last = worklist.period.first, worklist.period.last
    if first is not None and last is not None:
        text = (
            _("Danh sách gồm mọi hồ sơ nhận từ {first} đến {last}: hồ sơ thiếu cũng được kể.")
            if worklist.period.whole
            else _(
                "Danh sách chỉ là một phần hồ sơ nhận từ {first} đến {last}: không tìm hồ sơ thiếu."
            )
        )
        yield text.format(first=short_date(first), last=short_date(last))
    for word, count in worklist.unknown:
        said = plural("Chưa hiểu trạng thái “{word}” ({count} dòng), không so.", count)
        yield said.format(word=word[:60], count=count)
    for code, names in worklist.shared:
        said = _(
            "Mã thủ tục {code} ở đơn vị này là {count} thủ tục: {names}. Chỉ khớp hồ sơ khi tên thủ tục giống nhau; còn"
            " lại thì chọn hồ sơ đúng."
        )
        yield said.format(code=code, count=len(names), names="; ".join(names))
    yield from worklist.remarks


def _values(item: Difference) -> tuple[str, str]:
    """The values of the list and those here, about the subject of the line."""
    line, own = item.listed, item.ours
    nothing = _("không có")
    match item.kind:
        case Kind.PERSON if line and own:
            return ", ".join(line.names), ", ".join(own.names)
        case Kind.PROMISE if line and own and line.promised and own.promised:
            return short_date(line.promised), short_date(own.promised)
        case Kind.OTHER_CODE | Kind.CODE if line and own:
            return line.official_code, own.official_code or _("chưa ghi")
        case Kind.DOUBTFUL if line and own:
            return _asked(line), _asked_here(own)
        case Kind.SEVERAL if line:
            return _asked(line), "; ".join(other.code for other in item.others) or nothing
        case Kind.UNLISTED if own:
            return nothing, own.official_code
        case Kind.NOT_HERE if line:
            return _asked(line), nothing
        case _:
            return _said(line) or nothing, state_word(own.state) if own else nothing


def _said(line: Listed | None) -> str:
    if line is None:
        return ""
    return line.said or (standing_title(line.standing) if line.standing else "")


def _asked(line: Listed) -> str:
    """The asker, the question and the outcome, as the list says them."""
    return _together(", ".join(line.names), line.received, line.procedure, _said(line))


def _asked_here(own: Ours) -> str:
    return _together(own.names[-1], own.received, own.procedure_name, state_word(own.state))


def _together(name: str, received: date | None, procedure: str, state: str) -> str:
    short = procedure if len(procedure) <= _PROCEDURE_LENGTH else f"{procedure[:59]}…"
    day = short_date(received) if received else ""
    return " · ".join(filter(None, (name, day, short, state)))


def _step(item: Difference, today: date) -> str:
    """The next step."""
    line, own = item.listed, item.ours
    if item.kind is Kind.STATE and line is not None and own is not None:
        return _state_step(line, own)
    if item.kind is Kind.SEVERAL and not item.others:
        return _("Mã này có nhiều dòng nói khác nhau: xem lại trên hệ thống chính thức.")
    if item.kind is Kind.LONG and line is not None and line.received is not None:
        text = plural(
            "Đã {days} ngày từ khi tiếp nhận: hỏi người giải quyết; quá hạn thì xin lỗi và hẹn lại ngày trả.",
            (today - line.received).days,
        )
        return text.format(days=(today - line.received).days)
    return {
        Kind.PERSON: _("So tên với hệ thống; ghi nhầm mã thì xóa mã đã ghi rồi ghi mã đúng."),
        Kind.SEVERAL: _("Mở từng hồ sơ, ghi mã cho đúng hồ sơ ở trang Đối soát mã hồ sơ."),
        Kind.NOT_THERE: _("Nhập hồ sơ lên hệ thống chính thức rồi ghi mã vào đây."),
        Kind.UNLISTED: _("Tìm mã này trên hệ thống chính thức; ghi nhầm thì sửa mã."),
        Kind.NOT_HERE: _("Đơn vị nhận hồ sơ này thì nhập vào quầy; nơi khác nhận thì thôi."),
        Kind.PROMISE: _("Xem giấy hẹn đã đưa công dân, sửa nơi ghi sai; không lùi ngày đã hẹn."),
        Kind.FINANCIAL: _("Báo công dân thực hiện; xong thì ghi tiếp tục giải quyết ở cả hai nơi."),
        Kind.UNRETURNED: _("Mời công dân đến nhận; trả xong thì ghi ở cả hai nơi."),
        Kind.OTHER_CODE: _("So hai mã; mã trong danh sách đúng thì chọn dòng này rồi ghi mã."),
        Kind.DOUBTFUL: _("So hai bên; đúng là một hồ sơ thì chọn dòng này rồi ghi mã."),
        Kind.CODE: _("Chọn dòng này rồi ghi mã."),
    }.get(item.kind, "")


def _state_step(line: Listed, own: Ours) -> str:
    match line.standing:
        case Standing.RETURNED if own.state is State.FINISHED:
            return _("Đã trả thì ghi trả kết quả ở đây; chưa trả thì sửa trên hệ thống chính thức.")
        case Standing.RETURNED if own.state in OPEN_STATES:
            return _("Tìm kết quả đã trả cho ai, rồi ghi kết quả và ghi trả ở đây.")
        case Standing.FINISHED if own.state in OPEN_STATES:
            return _("Nhận kết quả từ người giải quyết, ghi kết quả ở đây, mời công dân đến nhận.")
        case Standing.WITHDRAWN | Standing.REFUSED if own.state in OPEN_STATES:
            return _("Hỏi người giải quyết vì sao đã kết thúc bên hệ thống, rồi ghi ở đây.")
        case Standing.REGISTERED:
            return _("Quầy đã nhận: bấm tiếp nhận trên hệ thống chính thức.")
        case _ if own.state is State.MISTAKEN:
            return _("Ở đây đã hủy do nhập nhầm: hủy hồ sơ này trên hệ thống chính thức.")
        case _ if own.state in ENDED_STATES:
            return _("Ở đây đã xong: cập nhật trên hệ thống chính thức.")
        case _:
            return _("Hai bên tính thời hạn khác nhau: ghi lại trạng thái ở nơi ghi sai.")


@in_vietnamese()
def worklist_table(worklist: Worklist, items: Sequence[Difference]) -> Table:
    """Lines of the worklist as a table to be printed or opened as a workbook."""
    columns: tuple[Column[WorkLine], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Điều phải xem"), lambda line: line.kind, 1.6),
        Column(_("Mã hồ sơ"), lambda line: line.code, 1.7),
        Column(_("Mã hồ sơ chính thức"), lambda line: line.official_code, 1.9),
        Column(_("Chủ hồ sơ"), lambda line: line.name, 1.7, of_people=True),
        Column(_("Tiếp nhận"), lambda line: line.received, 1.0, Align.CENTRE),
        Column(_("Hệ thống ghi"), lambda line: line.theirs, 2.2),
        Column(_("Quầy ghi"), lambda line: line.ours, 2.0),
        Column(_("Bước tiếp theo"), lambda line: line.step, 3.0),
    )
    taken = worklist.taken_at
    return Table(
        name="Đối soát danh sách",
        title=_("ĐỐI SOÁT VỚI DANH SÁCH CỦA HỆ THỐNG CHÍNH THỨC"),
        subtitle=_("Tệp {file}, nhập lúc {clock} ngày {day}").format(
            file=worklist.name, clock=clock_text(taken), day=short_date(taken)
        ),
        columns=heads(columns),
        rows=cells(columns, [work_line(item, worklist) for item in items]),
        notes=(summary(worklist), *list_remarks(worklist)),
    )
