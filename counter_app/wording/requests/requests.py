"""Requests about personal data in words: what is asked for, how it was proved who asks, how it was answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from counter_app.domain.requests.request import (
    DataRequest,
    DueRule,
    Ground,
    Outcome,
    Proof,
    Standing,
    Wish,
)
from counter_app.i18n import _
from counter_app.wording.paper.moments import due_text


def wish_text(wish: Wish) -> str:
    """The wish of a request."""
    return {
        Wish.SEE: _("Xem dữ liệu"),
        Wish.CORRECT: _("Sửa dữ liệu"),
        Wish.ERASE: _("Xóa dữ liệu"),
        Wish.RESTRICT: _("Hạn chế xử lý dữ liệu"),
        Wish.WITHDRAW: _("Rút lại đồng ý"),
        Wish.COPY: _("Nhận bản sao dữ liệu"),
    }[wish]


def proof_text(proof: Proof) -> str:
    """The way it was proved who asks."""
    return {
        Proof.CARD: _("giấy tờ xuất trình tại quầy"),
        Proof.VNEID: _("tài khoản VNeID mức 2"),
        Proof.AUTHORISED: _("văn bản ủy quyền, đại diện"),
        Proof.CERTIFIED_LETTER: _("đơn có chứng thực chữ ký"),
    }[proof]


def outcome_text(outcome: Outcome) -> str:
    """The way a request was answered."""
    return {
        Outcome.GRANTED: _("Đã thực hiện"),
        Outcome.PARTLY: _("Thực hiện một phần"),
        Outcome.REFUSED: _("Không thực hiện"),
    }[outcome]


def ground_text(ground: Ground) -> str:
    """Why a request was not granted whole."""
    return {
        Ground.IN_HAND: _("Hồ sơ đang giải quyết"),
        Ground.KEPT_BY_LAW: _("Pháp luật buộc lưu giữ"),
        Ground.ORIGINALS: _("Đơn vị còn giữ bản chính của hồ sơ"),
        Ground.NOT_PROVED: _("Chưa xác minh được người yêu cầu"),
        Ground.OF_ANOTHER: _("Là dữ liệu của người khác"),
        Ground.NOT_HERE: _("Đơn vị không giữ dữ liệu này"),
        Ground.ANSWERED_BEFORE: _("Đã trả lời yêu cầu trước"),
        Ground.OTHER: _("Căn cứ khác"),
    }[ground]


def standing_text(standing: Standing) -> str:
    """The standing of a request."""
    return {
        Standing.OPEN: _("chờ trả lời"),
        Standing.OVERDUE: _("quá hạn trả lời"),
        Standing.IN_TIME: _("trả lời đúng hạn"),
        Standing.LATE: _("trả lời quá hạn"),
        Standing.VOID: _("đã hủy do ghi nhầm"),
    }[standing]


def rule_text(rule: DueRule) -> str:
    """The document the day was counted by, with a word where nobody confirmed it."""
    text = _("Căn cứ thời hạn: {source}.").format(source=rule.source.rstrip("."))
    if not rule.confirmed:
        text = _("Thời hạn chưa xác nhận. {text}").format(text=text)
    if rule.by_clock:
        text += " " + _("Lịch năm đó chưa xác nhận nên tính theo giờ liên tục.")
    return text


def request_text(item: DataRequest, names: Mapping[str, str], now: datetime) -> str:
    """One request in two or three sentences."""
    standing = item.standing(now)
    parts = [
        _("Số {number}, {moment}: {asker} yêu cầu {wish}.").format(
            number=item.shown_number,
            moment=due_text(item.at),
            asker=item.asker or "…",
            wish=wish_text(item.wish).lower(),
        ),
        _("Hạn trả lời {moment}, {handler}: {standing}.").format(
            moment=due_text(item.answer_due),
            handler=names.get(item.handler, item.handler),
            standing=standing_text(standing),
        ),
    ]
    if item.outcome is not None and standing is not Standing.VOID:
        told = [outcome_text(item.outcome)]
        if item.ground is not None:
            told += [ground_text(item.ground), item.reason]
        parts.append(_("{outcome}. {answer}").format(outcome=": ".join(told), answer=item.answer))
    return " ".join(parts)
