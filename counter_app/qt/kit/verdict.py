"""The verdict over the whole width: an icon, one word and one sentence after a scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from counter_app.desk.dossier.returning import Verdict, VerdictKind
from counter_app.domain.dossier.codes import parse_code
from counter_app.domain.dossier.dossier import Collector, Dossier, Outcome, Urgency, urgency
from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dossier_facts import collector_text
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, sized, token
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import state_label, urgency_label
from counter_app.wording.paper.moments import due_text, short_date

_LONG_NAME = 120


@dataclass(frozen=True, slots=True)
class VerdictText:
    """The content of the band: a tone, an icon, one word and sentences."""

    tone: str
    icon: str
    word: str
    sentence: str


class VerdictBand(QFrame):
    """Tone, icon, word and sentence; asks for a scan while there is no verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = plain_label()
        self.word = plain_label()
        self.word.setFont(sized(20))
        self.word.setWordWrap(True)
        self.sentence = text_label("")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout()
        column.setSpacing(scaled(2))
        column.addWidget(self.word)
        column.addWidget(self.sentence)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(12), scaled(18), scaled(12))
        layout.setSpacing(scaled(16))
        layout.addWidget(self._sign)
        layout.addLayout(column, 1)
        self.tone = ""
        self.ask()

    def ask(self) -> None:
        """Wait for a scan."""
        self.show_text(
            VerdictText(
                "info",
                "scan",
                _("Quét giấy hẹn"),
                _("Quét mã vạch trên giấy hẹn, hoặc gõ mã hồ sơ rồi bấm Enter."),
            )
        )

    def show_text(self, text: VerdictText) -> None:
        """Show a verdict."""
        self.tone = text.tone
        self.setProperty("notice", text.tone)
        self._sign.setPixmap(picture(text.icon, text.tone, 48))
        self.word.setText(text.word)
        self.word.setStyleSheet(
            f"color: {token(text.tone)}; font-size: {sized(20).pointSizeF():.1f}pt; font-weight: 700;"
        )
        self.sentence.setText(text.sentence)
        self.setAccessibleName(f"{text.word}. {text.sentence}")
        announce(self, self.accessibleName())
        repolish(self)


def verdict_text(verdict: Verdict, *, today: date, returner: str = "") -> VerdictText:
    """The words of a verdict; ``returner`` is who handed the result over before."""
    dossier = verdict.dossier
    if dossier is None:
        return _without_dossier(verdict)
    match verdict.kind:
        case VerdictKind.READY:
            return VerdictText("good", "ok", _("Trả được kết quả"), _ready(dossier))
        case VerdictKind.RETURNED:
            return VerdictText("bad", "error", _("Đã trả trước đó"), _returned(dossier, returner))
        case VerdictKind.VOID:
            sentence = _("{who} {state} lúc {moment}. Hồ sơ này không có kết quả để trả.").format(
                who=_who(dossier),
                state=state_label(dossier.state).text.lower(),
                moment=due_text(dossier.state_at) if dossier.state_at else "…",
            )
            return VerdictText(
                "bad", "withdraw", _("Hồ sơ đã kết thúc, không trả kết quả"), sentence
            )
        case _:
            return _unfinished(dossier, today)


def _without_dossier(verdict: Verdict) -> VerdictText:
    match verdict.kind:
        case VerdictKind.OTHER_OFFICE:
            code = parse_code(verdict.scanned)
            sentence = _(
                "Giấy hẹn {code} do đơn vị số {office} cấp. Mời công dân đến đúng đơn vị đã cấp."
            ).format(code=verdict.scanned, office=code.office if code else "…")
            return VerdictText("bad", "building", _("Của đơn vị khác"), sentence)
        case VerdictKind.DAMAGED:
            sentence = _(
                "Chữ số kiểm tra của “{text}” không khớp. Quét lại, hoặc gõ mã hồ sơ in trên giấy hẹn."
            ).format(text=verdict.scanned)
            return VerdictText("warning", "scan", _("Mã vạch bị hỏng"), sentence)
        case _:
            sentence = _(
                "Không có hồ sơ nào mang mã “{text}”. Xem lại mã, hoặc bấm F3 để tìm theo họ tên."
            ).format(text=verdict.scanned[:60])
            return VerdictText("warning", "search", _("Không tìm thấy hồ sơ"), sentence)


def _who(dossier: Dossier) -> str:
    name = _shortened(dossier.holder_name)
    return _("Hồ sơ {code} của {name}").format(code=dossier.code, name=name)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG_NAME else text[: _LONG_NAME - 1] + "…"


def _to_whom(collector: Collector | None) -> str:
    """The person who took it; the whole of long names and papers stands on the dossier's page."""
    if collector is None:
        return "…"
    short = replace(
        collector,
        name=_shortened(collector.name),
        authorisation=_shortened(collector.authorisation),
        identity_checked=_shortened(collector.identity_checked),
    )
    return collector_text(short)


def _ready(dossier: Dossier) -> str:
    parts = [f"{_who(dossier)}: {dossier.procedure_name}."]
    if dossier.result:
        parts.append(_("Kết quả số {result}.").format(result=dossier.result))
    if dossier.result_facts is not None and dossier.result_facts.outcome is Outcome.REFUSED:
        parts.append(_("Đây là thông báo từ chối giải quyết."))
    if dossier.shelf:
        parts.append(_("Xếp ở {shelf}.").format(shelf=dossier.shelf))
    if dossier.official_code:
        parts.append(_("Mã chính thức {code}.").format(code=dossier.official_code))
    return " ".join(parts)


def _returned(dossier: Dossier, returner: str) -> str:
    moment = due_text(dossier.returned_at) if dossier.returned_at else "…"
    to = _to_whom(dossier.collector)
    return _("{who} đã trả lúc {moment} cho {to}. Người trả: {returner}.").format(
        who=_who(dossier), moment=moment, to=to, returner=returner or "…"
    )


def _not_accepted(dossier: Dossier) -> VerdictText:
    until = dossier.supplement_until
    sentence = _("{who}: {procedure}. {until} Nếu đã mang đủ, tiếp nhận ngay tại đây.").format(
        who=_who(dossier),
        procedure=dossier.procedure_name,
        until=_("Hạn bổ sung {day}.").format(day=short_date(until)) if until else "",
    )
    return VerdictText("warning", "supplement", _("Chờ bổ sung, chưa tiếp nhận"), sentence)


def _unfinished(dossier: Dossier, today: date) -> VerdictText:
    if not dossier.accepted:
        return _not_accepted(dossier)
    how = urgency(dossier, today)
    promised = (
        _("Hẹn trả {moment}.").format(moment=due_text(dossier.promised_at))
        if dossier.promised_at
        else _("Không hẹn ngày trả.")
    )
    sentence = _("{who}: {state}. {promised}").format(
        who=_who(dossier), state=state_label(dossier.state).text.lower(), promised=promised
    )
    if how is Urgency.OVERDUE:
        sentence = _(
            "{sentence} Hồ sơ đã quá hạn: xin lỗi người đến nhận và báo người giải quyết."
        ).format(sentence=sentence)
    icon = urgency_label(how).icon or "clock"
    return VerdictText("warning", icon, _("Chưa có kết quả"), sentence)
