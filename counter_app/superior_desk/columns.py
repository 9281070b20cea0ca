"""Columns of the superior's lists: what is said of an office, of an arrival, of a dossier that travelled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align
from counter_app.i18n import _
from counter_app.superior.book.known_keys import KeyState
from counter_app.superior.reports.office_words import (
    answered_text,
    day_text,
    met_label,
    outcome_label,
    rate_text,
    trouble_short,
    trouble_step,
    versions_text,
)
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label, state_label
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from counter_app.superior.book.arrivals import Arrival
    from counter_app.superior.book.known_keys import KnownKey
    from counter_app.superior.book.quarantine_list import QuarantinedBatch
    from counter_app.superior.reports.far_dossiers import FarLine, Meeting
    from counter_app.superior.reports.office_board import OfficeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedLine:
    """One batch in a list, with what became of it: ``label``, and ``why`` in sentences.

    ``office`` is what people call the sender, ``journal`` is empty where the manifest could not be read. ``quarantine``
    is its number there, 0 for what is not in it, ``signed``: some key signed it, which may be enrolled.
    """

    at: datetime | None
    office: str
    name: str
    label: Label
    why: str
    journal: str = ""
    entries: str = ""
    forked: bool = False
    quarantine: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MetLine:
    """One dossier of somebody who was met in two offices."""

    meeting: Meeting
    line: FarLine


def arrived_line(arrival: Arrival, offices: dict[str, str]) -> ArrivedLine:
    """A line of the book of arrivals; ``offices`` are names by journal."""
    whole = bool(arrival.to_seq)
    return ArrivedLine(
        at=arrival.at,
        office=offices.get(arrival.journal) or _number_in(arrival.name),
        name=arrival.name,
        label=outcome_label(arrival),
        why=arrival.detail,
        journal=arrival.journal,
        entries=f"{arrival.from_seq}–{arrival.to_seq}" if whole else "",
        forked=bool(arrival.fork_hash),
    )


def apart_line(batch: QuarantinedBatch, offices: dict[str, str]) -> ArrivedLine:
    """A batch that waits in quarantine; the office is only what it claims.

    The letters of its key are left out: whoever enrols it types what the office reads out, not what stands here.
    """
    whole = bool(batch.to_seq)
    why = batch.why.replace(batch.letters, "…") if batch.letters else batch.why
    return ArrivedLine(
        at=batch.at,
        office=offices.get(batch.journal) or batch.office,
        name=batch.name,
        label=Label(_("Cách ly"), "warning", "lock"),
        why=why,
        journal=batch.journal,
        entries=f"{batch.from_seq}–{batch.to_seq}" if whole else "",
        quarantine=batch.number,
        signed=bool(batch.letters),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key in the list of those that count or counted; ``closed``: its journal takes nothing more."""

    key: KnownKey
    former: str
    closed: bool


def key_label(line: KeyLine) -> Label:
    """The standing of a key."""
    if line.key.state is KeyState.REVOKED:
        return Label(_("Đã thu hồi"), "bad", "refuse")
    if line.key.state is KeyState.REPLACED:
        return Label(_("Đã thay"), "muted", "history")
    if line.closed:
        return Label(_("Nhật ký đã đóng"), "warning", "lock")
    return Label(_("Đang dùng"), "good", "ok")


def key_columns() -> Sequence[Column[KeyLine]]:
    """The owner of a key, its standing, and its days."""
    return (
        Column(_("Tình trạng"), key_label, 1.4),
        Column(
            _("Đơn vị"),
            lambda line: f"{line.key.name} ({line.key.office})",
            2.2,
            say=lambda line: f"{short_name(line.key.name)} ({line.key.office})",
        ),
        Column(
            _("Dùng từ"),
            lambda line: line.key.enrolled_at,
            1.0,
            say=lambda line: short_date(line.key.enrolled_at),
        ),
        Column(
            _("Dùng gần nhất"),
            lambda line: line.key.used_at,
            1.2,
            say=lambda line: short_date(line.key.used_at) if line.key.used_at else "",
        ),
        Column(_("16 ký tự"), lambda line: line.key.letters, 1.9, extra=True),
        Column(_("Người ghi nhận"), lambda line: line.key.enrolled_by, 1.6, extra=True),
        Column(_("Thay khóa"), lambda line: line.former, 1.6, extra=True),
        Column(_("Nhật ký"), lambda line: line.key.journal, 1.6, extra=True),
    )


def _number_in(name: str) -> str:
    """The office's number out of a file name such as ``HS_99001_01_…``; empty for any other."""
    parts = name.split("_")
    return parts[1] if len(parts) > 2 and parts[0] == "HS" and parts[1].isdigit() else ""


def arrived_columns() -> Sequence[Column[ArrivedLine]]:
    """The columns of arrivals: moment, sender, outcome and reason."""
    return (
        Column(_("Kết quả"), lambda line: line.label, 1.7),
        Column(
            _("Đơn vị"), lambda line: line.office, 1.8, say=lambda line: short_name(line.office)
        ),
        Column(_("Lượt ghi"), lambda line: line.entries, 1.0),
        Column(_("Lý do"), lambda line: line.why.partition("\n")[0], 2.4),
        Column(
            _("Ngày nhận"),
            lambda line: line.at,
            1.0,
            say=lambda line: short_date(line.at) if line.at else "",
        ),
        Column(_("Giờ nhận"), lambda line: clock_text(line.at) if line.at else "", 0.8, extra=True),
        Column(_("Gói dữ liệu"), lambda line: line.name, 3.0, extra=True),
    )


def office_columns() -> Sequence[Column[OfficeLine]]:
    """The office, the trouble that keeps it from being whole, and the way it works."""
    right = Align.RIGHT
    return (
        Column(
            _("Đơn vị"),
            lambda line: f"{line.name} ({line.number})",
            2.2,
            say=lambda line: f"{short_name(line.name)} ({line.number})",
        ),
        Column(_("Tình trạng"), trouble_short, 1.8, sort=lambda line: _rank(line)),
        Column(
            _("Gửi đến ngày"),
            lambda line: date.fromisoformat(line.told) if line.told else None,
            1.3,
            say=lambda line: day_text(line.told),
        ),
        Column(
            _("Đúng hạn / n"),
            lambda line: rate_text(line.work),
            1.4,
            right,
            sort=lambda line: _share(line),
        ),
        Column(_("Quá hạn"), lambda line: line.work.overdue if line.work else None, 1.1, right),
        Column(
            _("Dừng, qua hẹn"),
            lambda line: line.work.hidden if line.work else None,
            1.9,
            right,
        ),
        *_further_columns(),
    )


def _further_columns() -> Sequence[Column[OfficeLine]]:
    right = Align.RIGHT
    return (
        Column(
            _("Đang mở"), lambda line: line.work.open if line.work else None, 0.8, right, extra=True
        ),
        Column(_("Giữ chờ"), lambda line: line.held, 0.7, right, extra=True),
        Column(_("Thiếu lượt ghi"), lambda line: line.missing, 0.9, right, extra=True),
        Column(_("Từ chối"), lambda line: line.refused, 0.7, right, extra=True),
        Column(
            _("Nhận gần nhất"),
            lambda line: line.arrived,
            1.2,
            say=lambda line: short_date(line.arrived) if line.arrived else "",
            extra=True,
        ),
        Column(
            _("Trả lời đôn đốc / n"),
            answered_text,
            1.6,
            right,
            sort=lambda line: line.enquiries.overdue if line.enquiries else None,
            extra=True,
        ),
        Column(_("Phiên bản"), versions_text, 1.0, extra=True),
        Column(_("Bước tiếp theo"), trouble_step, 3.0, extra=True),
    )


def _rank(line: OfficeLine) -> int:
    from counter_app.superior.reports.office_board import Trouble

    return list(Trouble).index(line.trouble)


def _share(line: OfficeLine) -> float | None:
    return line.work.in_time / line.work.ended if line.work and line.work.ended else None


def overdue_columns() -> Sequence[Column[FarLine]]:
    """The latest first: whose, what, how long."""
    return (
        Column(_("Ngày"), lambda line: line.days_late, 1.0, Align.RIGHT),
        Column(
            _("Đơn vị"),
            lambda line: line.office_name,
            1.6,
            say=lambda line: short_name(line.office_name),
        ),
        Column(_("Mã hồ sơ"), lambda line: line.code, 1.6, doubted=lambda line: line.doubted),
        Column(_("Chủ hồ sơ"), lambda line: line.name, 1.6, of_people=True),
        Column(_("Thủ tục"), lambda line: line.procedure, 2.6),
        Column(
            _("Hẹn trả"),
            lambda line: line.promised_at,
            1.1,
            say=lambda line: short_date(line.promised_at) if line.promised_at else "",
        ),
        Column(_("Người giải quyết"), lambda line: line.handler or _("Chưa giao cho ai"), 1.6),
        Column(_("Lĩnh vực"), lambda line: line.sector, 1.2, extra=True),
        Column(_("Trạng thái"), lambda line: state_label(line.state), 1.2, extra=True),
    )


def met_columns() -> Sequence[Column[MetLine]]:
    """The dossiers of one person stand below one another."""
    return (
        Column(_("Lý do"), lambda item: met_label(item.meeting), 1.6),
        Column(_("Chủ hồ sơ"), lambda item: item.line.name, 1.6, of_people=True),
        Column(
            _("Đơn vị"),
            lambda item: item.line.office_name,
            1.6,
            say=lambda item: short_name(item.line.office_name),
        ),
        Column(
            _("Mã hồ sơ"), lambda item: item.line.code, 1.6, doubted=lambda item: item.line.doubted
        ),
        Column(_("Thủ tục"), lambda item: item.line.procedure, 2.4),
        Column(
            _("Ngày nhận"),
            lambda item: item.line.received_at,
            1.0,
            say=lambda item: short_date(item.line.received_at),
        ),
        Column(_("Trạng thái"), lambda item: state_label(item.line.state), 1.4),
    )
