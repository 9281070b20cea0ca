"""The way domain facts look on the screen: a word, a tone and an icon, always all three."""

from __future__ import annotations

from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.procedure import PaperKind, ReviewState
from counter_app.domain.dossier.dossier import (
    STATE_WORDS,
    Channel,
    Mapping,
    State,
    Timeliness,
    Urgency,
)
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.fee import FeeRule
from counter_app.domain.office.staff import Role
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.queue.tickets import Priority, TicketState
from counter_app.i18n import _
from counter_app.wording.tables.label import Label as Label


def state_label(state: State) -> Label:
    """The standing of a dossier."""
    tone, icon = {
        State.REGISTERED: ("info", "intake"),
        State.RECEIVED: ("info", "intake"),
        State.REFUSED: ("muted", "refuse"),
        State.PROCESSING: ("info", "edit"),
        State.SUPPLEMENT: ("warning", "supplement"),
        State.FINANCIAL: ("warning", "money"),
        State.WITHDRAWN: ("muted", "withdraw"),
        State.STOPPED: ("warning", "pause"),
        State.FINISHED: ("good", "stamp"),
        State.RETURNED: ("muted", "ok"),
        State.MISTAKEN: ("muted", "stop"),
    }[state]
    return Label(_(STATE_WORDS[state]), tone, icon)


def urgency_label(urgency: Urgency) -> Label:
    """The standing of an open dossier to its promise; no text when there is nothing to say."""
    return {
        Urgency.NONE: Label("", "muted", ""),
        Urgency.IN_TERM: Label(_("Trong hạn"), "good", "clock"),
        Urgency.DUE_SOON: Label(_("Sắp đến hạn"), "warning", "clock"),
        Urgency.DUE_TODAY: Label(_("Hẹn trả hôm nay"), "warning", "calendar-day"),
        Urgency.OVERDUE: Label(_("Quá hạn"), "bad", "clock-overdue"),
        Urgency.PAUSED: Label(_("Tạm dừng giải quyết"), "muted", "pause"),
    }[urgency]


def mapping_label(mapping: Mapping) -> Label:
    """The standing of a dossier to the official system."""
    return {
        Mapping.NOT_ENTERED: Label(_("Chưa nhập hệ thống"), "warning", "warning"),
        Mapping.ENTERED: Label(_("Đã nhập hệ thống"), "good", "ok"),
        Mapping.MISMATCH: Label(_("Không khớp"), "bad", "error"),
        Mapping.EXEMPT: Label(_("Không phải nhập"), "muted", "stop"),
    }[mapping]


def outcome_text(outcome: str) -> str:
    """``trước hạn``, ``đúng hạn``, ``quá hạn``, in the words of Mẫu 06; other words as they were typed."""
    known = {"early": _("trước hạn"), "on_time": _("đúng hạn"), "late": _("quá hạn")}
    return known.get(outcome, outcome)


def outcome_label(outcome: str) -> Label:
    """The way a dossier stood when it was taken over; no text when nothing was promised."""
    return {
        Timeliness.EARLY.value: Label(_("Trước hạn"), "good", "ok"),
        Timeliness.ON_TIME.value: Label(_("Đúng hạn"), "good", "ok"),
        Timeliness.LATE.value: Label(_("Quá hạn"), "bad", "clock-overdue"),
    }.get(outcome, Label("", "muted", ""))


def act_label(act: Act) -> Label:
    """An act of staff on a dossier, in the words of its button."""
    return {
        Act.ACCEPT: Label(_("Đã đủ, tiếp nhận"), "good", "intake"),
        Act.REFUSE: Label(_("Từ chối tiếp nhận"), "bad", "refuse"),
        Act.HAND: Label(_("Chuyển giải quyết"), "ink", "hand-over"),
        Act.SUPPLEMENT: Label(_("Yêu cầu bổ sung"), "warning", "supplement"),
        Act.FINANCIAL: Label(_("Chờ thực hiện nghĩa vụ tài chính"), "warning", "money"),
        Act.STOP: Label(_("Tạm dừng giải quyết"), "warning", "pause"),
        Act.RESUME: Label(_("Tiếp tục giải quyết"), "good", "next"),
        Act.FINISH: Label(_("Ghi kết quả"), "good", "stamp"),
        Act.WITHDRAW: Label(_("Rút hồ sơ"), "bad", "withdraw"),
        Act.CLOSE: Label(_("Kết thúc, trả lại hồ sơ"), "bad", "close"),
        Act.RETURN: Label(_("Trả kết quả"), "good", "returning"),
        Act.REVERT: Label(_("Hoàn lại thao tác ghi nhầm"), "warning", "undo"),
        Act.MISTAKE: Label(_("Hủy do nhập nhầm"), "bad", "stop"),
    }[act]


def channel_text(channel: Channel) -> str:
    """A channel as papers and books name it."""
    return {
        Channel.DIRECT: _("trực tiếp"),
        Channel.ONLINE: _("trực tuyến"),
        Channel.POSTAL: _("bưu chính công ích"),
    }[channel]


def channel_label(channel: Channel) -> Label:
    """The way a dossier comes in or its result goes out."""
    return {
        Channel.DIRECT: Label(_("Trực tiếp tại quầy"), "ink", "user"),
        Channel.ONLINE: Label(_("Trực tuyến"), "ink", "screen"),
        Channel.POSTAL: Label(_("Bưu chính công ích"), "ink", "transfer"),
    }[channel]


def paper_kind_label(kind: PaperKind) -> Label:
    """In which form a paper is handed in."""
    return {
        PaperKind.ORIGINAL: Label(_("Bản chính"), "ink", "file"),
        PaperKind.COPY: Label(_("Bản sao"), "ink", "file"),
        PaperKind.CERTIFIED: Label(_("Bản sao có chứng thực"), "ink", "stamp"),
        PaperKind.SHOW: Label(_("Xuất trình"), "muted", "view"),
    }[kind]


def fee_rule_label(rule: FeeRule) -> Label:
    """The way a fee is found."""
    return {
        FeeRule.NONE: Label(_("Không thu"), "ink", "money"),
        FeeRule.FIXED: Label(_("Mức cố định"), "ink", "money"),
        FeeRule.CERTIFIED_COPY: Label(_("Chứng thực bản sao (theo trang)"), "ink", "money"),
        FeeRule.UNKNOWN: Label(_("Chưa rõ, công chức tự nhập"), "warning", "money"),
    }[rule]


def limit_unit_label(unit: LimitUnit) -> Label:
    """The unit of a limit."""
    return {
        LimitUnit.SAME_DAY: Label(_("Trong ngày"), "ink", "calendar-day"),
        LimitUnit.WORKING_HOUR: Label(_("giờ làm việc"), "ink", "clock"),
        LimitUnit.WORKING_DAY: Label(_("ngày làm việc"), "ink", "calendar"),
        LimitUnit.CALENDAR_DAY: Label(_("ngày (kể cả ngày nghỉ)"), "ink", "calendar"),
        LimitUnit.MONTH: Label(_("tháng"), "ink", "calendar"),
    }[unit]


def review_label(state: ReviewState) -> Label:
    """The review of a row of the catalogue."""
    return {
        ReviewState.CONFIRMED: Label(_("Đã rà soát"), "good", "ok"),
        ReviewState.NEEDS_CONFIRMATION: Label(_("Cần rà soát"), "warning", "warning"),
        ReviewState.INACTIVE: Label(_("Ngừng áp dụng"), "muted", "stop"),
    }[state]


def role_label(role: Role) -> Label:
    """The role of an officer."""
    return {
        Role.RECEIVER: Label(_("Tiếp nhận và trả kết quả"), "ink", "intake"),
        Role.SECTOR_OFFICER: Label(_("Công chức chuyên môn"), "ink", "edit"),
        Role.LEADER: Label(_("Lãnh đạo"), "ink", "stamp"),
        Role.ADMINISTRATOR: Label(_("Quản trị hệ thống"), "ink", "settings"),
    }[role]


def priority_label(priority: Priority) -> Label:
    """Why a person is called before others."""
    return {
        Priority.NONE: Label(_("Thường"), "muted", ""),
        Priority.ELDERLY: Label(_("Người cao tuổi"), "warning", "priority"),
        Priority.PREGNANT: Label(_("Phụ nữ mang thai"), "warning", "priority"),
        Priority.DISABLED: Label(_("Người khuyết tật"), "warning", "priority"),
        Priority.SMALL_CHILD: Label(_("Người nuôi con nhỏ"), "warning", "priority"),
        Priority.MERIT: Label(_("Người có công"), "warning", "priority"),
        Priority.FAR: Label(_("Người ở xa"), "warning", "priority"),
        Priority.OTHER: Label(_("Lý do khác"), "warning", "priority"),
    }[priority]


def ticket_state_label(state: TicketState) -> Label:
    """The standing of a ticket."""
    return {
        TicketState.WAITING: Label(_("Đang chờ"), "info", "clock"),
        TicketState.CALLED: Label(_("Đang gọi"), "warning", "call"),
        TicketState.SERVING: Label(_("Đang phục vụ"), "good", "user"),
        TicketState.HELD: Label(_("Giữ chỗ"), "warning", "hold"),
        TicketState.ABSENT: Label(_("Vắng mặt"), "bad", "absent"),
        TicketState.DONE: Label(_("Xong"), "muted", "ok"),
    }[state]


def print_state_label(state: str) -> Label:
    """The state of a print: issued, printed, handed_over, failed, void."""
    return {
        "issued": Label(_("Chờ in"), "warning", "printer"),
        "printed": Label(_("Đã in"), "good", "printer"),
        "handed_over": Label(_("Đã giao"), "muted", "hand-over"),
        "failed": Label(_("In lỗi"), "bad", "error"),
        "void": Label(_("Đã hủy"), "muted", "close"),
    }.get(state, Label(state))


def document_label(document: str) -> Label:
    """The name of a paper; its tone and icon say what it means to the citizen."""
    from counter_app.wording.dossier.timeline import document_name

    looks = {
        "supplement": ("warning", "supplement"),
        "refusal": ("bad", "refuse"),
        "apology": ("warning", "clock-overdue"),
        "stop": ("warning", "stop"),
        "handover": ("ink", "hand-over"),
        "fee_note": ("ink", "money"),
    }
    return Label(document_name(document), *looks.get(document, ("ink", "file")))


def print_subject(subject: str) -> str:
    """The subject of a print: a dossier's code, ``số 12/2026`` for a hand-over sheet, a request, a dossier not here."""
    kind, _colon, sheet = subject.partition(":")
    if kind == "followup":
        return _("hồ sơ không có ở đây (lần hỏi {number})").format(number=sheet)
    if kind not in ("handover", "request"):
        return subject
    if kind == "request":
        return _("yêu cầu về dữ liệu số {number}").format(
            number="/".join(reversed(sheet.split("-")))
        )
    year, _dash, number = sheet.partition("-")
    return _("số {number}/{year}").format(number=number, year=year)


def paper_size_label(size: PaperSize) -> Label:
    """Paper a document is printed on."""
    return {
        PaperSize.A4: Label(_("A4"), "ink", "file"),
        PaperSize.A5: Label(_("A5"), "ink", "file"),
        PaperSize.ROLL: Label(_("Cuộn nhiệt 80 mm"), "ink", "ticket"),
    }[size]


def method_label(method: str) -> str:
    """The way money changed hands; empty when it was not written down."""
    return {"cash": _("tiền mặt"), "transfer": _("chuyển khoản")}.get(method, method)
