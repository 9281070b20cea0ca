"""Purposes, holders and verdicts of hand-overs in words."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.desk.handover.sheets import Scan
from counter_app.domain.dossier.codes import parse_code
from counter_app.domain.handover.whereabouts import Fit, Holder, Leg, Purpose, holder_of
from counter_app.i18n import _
from counter_app.qt.kit.verdict import VerdictText
from counter_app.wording.dossier.labels import Label, state_label
from counter_app.wording.paper.moments import clock_text, short_date

LONGEST_SHOWN = 60


def purpose_text(purpose: Purpose) -> str:
    """Why papers change hands."""
    return {
        Purpose.PROCESS: _("Chuyển người giải quyết"),
        Purpose.FORWARD: _("Chuyển cơ quan khác"),
        Purpose.RESULT: _("Kết quả về quầy"),
        Purpose.BACK: _("Nhận lại từ cơ quan khác"),
        Purpose.CASELOAD: _("Bàn giao toàn bộ hồ sơ"),
    }[purpose]


def holder_text(holder: Holder, names: Mapping[str, str]) -> str:
    """A holder by name."""
    return holder.office or names.get(holder.officer, holder.officer) or _("Chưa rõ")


def since_text(leg: Leg) -> str:
    """``09:20 23/11/2026``."""
    return f"{clock_text(leg.given_at)} {short_date(leg.given_at)}"


def row_label(leg: Leg, *, ticked: bool) -> Label:
    """The standing of a dossier on a sheet."""
    if leg.recalled:
        return Label(_("Đã thu lại"), "muted", "undo")
    if leg.taken_at is not None:
        return Label(_("Đã nhận {at}").format(at=clock_text(leg.taken_at)), "good", "ok")
    if ticked:
        return Label(_("Đã quét"), "info", "scan")
    return Label(_("Chưa nhận"), "bad", "warning")


def fit_label(fit: Fit) -> Label:
    """A verdict as a row shows it."""
    return {
        Fit.OK: Label(_("Đưa vào phiếu"), "good", "ok"),
        Fit.ON_SHEET: Label(_("Đã có trên phiếu"), "warning", "warning"),
        Fit.TRAVELLING: Label(_("Đang ở phiếu khác"), "bad", "transfer"),
        Fit.ELSEWHERE: Label(_("Theo sổ: người khác đang giữ"), "warning", "user"),
        Fit.NOT_ACCEPTED: Label(_("Chưa tiếp nhận"), "bad", "intake"),
        Fit.NO_RESULT: Label(_("Chưa có kết quả"), "bad", "clock"),
        Fit.ENDED: Label(_("Hồ sơ đã có kết quả"), "bad", "stop"),
        Fit.OTHER_OFFICE: Label(_("Của đơn vị khác"), "bad", "building"),
        Fit.UNKNOWN: Label(_("Không tìm thấy"), "bad", "search"),
        Fit.DAMAGED: Label(_("Mã vạch bị hỏng"), "bad", "scan"),
    }[fit]


def scan_text(scan: Scan, names: Mapping[str, str]) -> VerdictText:
    """A verdict over the whole width."""
    label = fit_label(scan.fit)
    sentence = _sentence(scan, names)
    return VerdictText(label.tone, label.icon, label.text, sentence)


def _sentence(scan: Scan, names: Mapping[str, str]) -> str:
    dossier = scan.dossier
    if dossier is None:
        return _without_dossier(scan)
    who = _("{code} của {name}").format(code=dossier.code, name=dossier.holder_name[:LONGEST_SHOWN])
    match scan.fit:
        case Fit.OK:
            return f"{who}: {dossier.procedure_name}"
        case Fit.ON_SHEET:
            return _("{who} đã quét trước đó.").format(who=who)
        case Fit.TRAVELLING:
            return _("{who} đang ở phiếu {number}, chờ {taker} nhận.").format(
                who=who,
                number=scan.sheet.label if scan.sheet else "…",
                taker=holder_text(scan.sheet.taker, names) if scan.sheet else "…",
            )
        case Fit.ELSEWHERE:
            return _(
                "Theo sổ, {who} đang do {holder} giữ. Nếu hồ sơ giấy đang ở đây, quét lại lần nữa."
            ).format(who=who, holder=holder_text(holder_of(dossier), names))
        case _:
            return _("{who}: {state}. Để riêng hồ sơ này.").format(
                who=who, state=state_label(dossier.state).text.lower()
            )


def _without_dossier(scan: Scan) -> str:
    text = scan.scanned[:LONGEST_SHOWN]
    match scan.fit:
        case Fit.OTHER_OFFICE:
            code = parse_code(scan.scanned)
            return _("Giấy hẹn {code} do đơn vị số {office} cấp.").format(
                code=text, office=code.office if code else "…"
            )
        case Fit.DAMAGED:
            return _("Chữ số kiểm tra của “{text}” không khớp. Quét lại, hoặc gõ mã hồ sơ.").format(
                text=text
            )
        case _:
            return _("Không có hồ sơ nào mang mã “{text}”. Xem lại mã.").format(text=text)
