"""The life of a dossier, one sentence for each event of its journal.

What only a rare sentence needs is loaded with it: most dossiers were never corrected, paid for or asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.dossier.events import (
    DOSSIER_ACCEPTED,
    DOSSIER_CORRECTED,
    DOSSIER_ENTRUSTED,
    DOSSIER_MOVED,
    DOSSIER_PROMISED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
    DOSSIER_RETURNED,
    Accepted,
    Corrected,
    Entrusted,
    Moved,
    Promised,
    Received,
    Registered,
    Returned,
)
from counter_app.domain.fees.events import FEE_ENTERED, Entered
from counter_app.domain.followups.events import (
    FOLLOWUP_ANSWERED,
    FOLLOWUP_ASKED,
    FOLLOWUP_TOLD,
    FOLLOWUP_VOIDED,
    Told,
    Voided,
)
from counter_app.domain.followups.events import Answered as FollowUpAnswered
from counter_app.domain.followups.events import Asked as FollowUpAsked
from counter_app.domain.handover.events import (
    DOSSIER_ORIGINALS,
    DOSSIER_SHELVED,
    OriginalsListed,
    Shelved,
)
from counter_app.domain.office.events import JOURNAL_ERASED, Erased
from counter_app.domain.official.events import DOSSIER_MAPPED, Mapped
from counter_app.domain.paper.document_kinds import BY_NAME
from counter_app.domain.paper.events import PAPER_CHANGED, PAPER_ISSUED, Changed, Issued
from counter_app.i18n import _
from counter_app.wording.paper.moments import due_text, short_date
from counter_app.wording.paper.proof import SEEN

if TYPE_CHECKING:
    from counter_app.domain.event import Event, Said


def event_text(
    kind: str,
    payload: Mapping[str, Any],
    names: Mapping[str, str],
    *,
    clock_confirmed: bool = False,
) -> str:
    """The sentence of one event; ``names`` gives officers' names by login. An erased payload still has one.

    ``clock_confirmed``: the moment was doubted, and somebody said that the computer's clock was right.
    """
    sentence = _SENTENCES.get(kind) or _sentence_about_data(kind)
    text = sentence(payload, names) if sentence else _("Ghi nhận: {kind}.").format(kind=kind)
    doubted = _("(Giờ máy bị ngờ, người ghi xác nhận là đúng.)")
    return f"{text} {doubted}" if clock_confirmed else text


def _sentence_about_data(kind: str) -> Callable[[Any, Mapping[str, str]], str] | None:
    """The sentence of an event about a request for one's own data, or about what an erasure did not reach."""
    if not kind.startswith(("request.", "copies.")):
        return None
    from counter_app.wording.requests.request_events import SENTENCES

    return SENTENCES.get(kind)


def _registered(payload: Registered, _names: Mapping[str, str]) -> str:
    return _("Công dân nộp hồ sơ, chưa tiếp nhận.") + _proofread(payload)


def _proofread(payload: Mapping[str, Any]) -> str:
    """The sentence that the citizen read it before it was printed."""
    if payload.get("proofread") != SEEN:
        return ""
    return " " + _("Công dân đã đọc lại họ tên, ngày sinh, địa chỉ, nội dung trước khi in: đúng.")


def _accepted(payload: Accepted, _names: Mapping[str, str]) -> str:
    promised = _moment(payload.get("promised_at"))
    if not promised:
        return _("Hồ sơ đã đủ, tiếp nhận.")
    return _("Hồ sơ đã đủ, tiếp nhận và hẹn trả {moment}.").format(moment=promised)


def _received(payload: Received, _names: Mapping[str, str]) -> str:
    promised = _moment(payload.get("promised_at"))
    text = (
        _("Tiếp nhận hồ sơ, hẹn trả {moment}.").format(moment=promised)
        if promised
        else _("Tiếp nhận hồ sơ.")
    )
    text += _proofread(payload)
    if not payload.get("replaces"):
        return text
    return f"{text} " + _("Thay cho hồ sơ nhập nhầm {code}.").format(code=payload["replaces"])


def _move_words() -> dict[str, str]:
    """Act → its sentence."""
    return {
        "hand": _("Chuyển cho {name} giải quyết."),
        "supplement": _("Yêu cầu bổ sung hồ sơ; thời hạn tạm dừng."),
        "financial": _("Chờ công dân thực hiện nghĩa vụ tài chính; thời hạn tạm dừng."),
        "stop": _("Tạm dừng giải quyết; thời hạn tạm dừng."),
        "resume": _("Tiếp tục giải quyết, hẹn trả {moment}."),
        "outage stop": _("Hệ thống gặp sự cố; thời hạn tạm dừng."),
        "outage resume": _("Hệ thống hoạt động lại, hẹn trả {moment}."),
        "finish": _("Giải quyết xong."),
        "withdraw": _("Rút hồ sơ theo yêu cầu của người nộp."),
        "refuse": _("Từ chối tiếp nhận hồ sơ."),
        "close": _("Kết thúc hồ sơ do không bổ sung, trả lại giấy tờ."),
        "revert": _("Hoàn lại thao tác ghi nhầm, trở về trạng thái trước đó."),
        "mistake": _("Hủy do nhập nhầm: không phải công dân rút, không tính vào số liệu."),
    }


def _moved(payload: Moved, names: Mapping[str, str]) -> str:
    login = str(payload.get("handler") or "")
    worker = str(payload.get("forwarded_to") or "") or names.get(login, login)
    patterns = _move_words()
    if payload.get("accepted") is False:
        patterns["supplement"] = _("Chưa tiếp nhận được, yêu cầu bổ sung hồ sơ.")
    act = f"outage {payload.get('act')}" if payload.get("outage") else str(payload.get("act"))
    pattern = patterns.get(act, _("Đổi trạng thái hồ sơ."))
    parts = [pattern.format(name=worker or "…", moment=_moment(payload.get("promised_at")) or "…")]
    parts += _exceptions(payload, names)
    if payload.get("undone"):
        parts.append(_("Thao tác ghi nhầm: {act}.").format(act=act_name(str(payload["undone"]))))
    if payload.get("papers_wanted"):
        parts.append(_("Cần: {papers}.").format(papers=_wanted(payload["papers_wanted"])))
    if payload.get("until"):
        parts.append(_("Hạn bổ sung: {day}.").format(day=_day(payload["until"])))
    if payload.get("outcome") == "refused":
        parts.append(_("Kết quả là từ chối giải quyết."))
    if payload.get("late_reason"):
        parts.append(_("Quá hạn."))
    if payload.get("result"):
        parts.append(_("Kết quả số {result}.").format(result=payload["result"]))
    if payload.get("reason"):
        parts.append(_("Lý do: {reason}").format(reason=payload["reason"]))
    return " ".join([*parts, *_whose(payload, names)])


def _exceptions(payload: Moved, names: Mapping[str, str]) -> list[str]:
    """The act a leader allowed, and the dossier that was meant by one entered by mistake."""
    parts, leader = [], _leader(payload, names)
    if payload.get("override"):
        parts.append(_("Lãnh đạo duyệt yêu cầu bổ sung ngoài lần đầu{name}.").format(name=leader))
    elif payload.get("act") == "mistake" and leader:
        parts.append(_("Lãnh đạo đồng ý{name}.").format(name=leader))
    if payload.get("right"):
        parts.append(_("Hồ sơ đúng: {code}.").format(code=payload["right"]))
    return parts


def act_name(act: str) -> str:
    """An act as a sentence names it."""
    names = {
        "hand": _("chuyển giải quyết"),
        "supplement": _("yêu cầu bổ sung"),
        "financial": _("chờ thực hiện nghĩa vụ tài chính"),
        "stop": _("tạm dừng giải quyết"),
        "resume": _("tiếp tục giải quyết"),
        "finish": _("có kết quả"),
        "withdraw": _("rút hồ sơ"),
        "refuse": _("từ chối tiếp nhận"),
        "close": _("kết thúc hồ sơ"),
        "mistake": _("hủy do nhập nhầm"),
        "return": _("trả kết quả"),
    }
    return names.get(act, act)


def _leader(payload: Moved, names: Mapping[str, str]) -> str:
    login = str(payload.get("approved_by") or "")
    return f" ({names.get(login, login)})" if login else ""


def _wanted(papers: Sequence[Mapping[str, Any]]) -> str:
    told = [
        _("{name}, cần sửa: {what}").format(name=item.get("name") or "…", what=item["what"])
        if item.get("what")
        else str(item.get("name") or "…")
        for item in papers
    ]
    return "; ".join(told)


def _promised(payload: Promised, names: Mapping[str, str]) -> str:
    why = str(payload.get("why") or "")
    named = why == "reappointed"
    moment = _moment(payload.get("reappointed_to") if named else payload.get("promised_at")) or "…"
    pattern = {
        "extended": _("Gia hạn để xác minh, hẹn trả {moment}."),
        "recomputed": _("Tính lại ngày hẹn trả: {moment}."),
        "reappointed": _("Xin lỗi và hẹn lại ngày trả: {moment}."),
        "confirmed": _("Cơ quan giải quyết đã nhận đủ hồ sơ, hẹn trả {moment}."),
    }.get(why, _("Đổi ngày hẹn trả: {moment}."))
    if why == "undone":
        pattern = {
            "reappointed": _("Hoàn tác phiếu xin lỗi và hẹn lại ngày trả."),
            "confirmed": _("Hoàn tác xác nhận cơ quan giải quyết đã nhận đủ, hẹn trả {moment}."),
        }.get(str(payload.get("undone")), _("Hoàn tác lần đổi ngày hẹn trả."))
    parts = [pattern.format(moment=moment)]
    if payload.get("override"):
        parts.append(_("Lãnh đạo duyệt ngoài lần đầu."))
    if payload.get("reason"):
        parts.append(_("Lý do: {reason}").format(reason=payload["reason"]))
    return " ".join([*parts, *_whose(payload, names)])


def _entrusted(payload: Entrusted, names: Mapping[str, str]) -> str:
    login = str(payload.get("handler") or "")
    return _("Bàn giao cho {name} giải quyết tiếp.").format(name=names.get(login, login) or "…")


def _corrected(payload: Corrected, names: Mapping[str, str]) -> str:
    from counter_app.wording.dossier.changes import change_texts

    changes = "; ".join(change_texts(payload.get("changes") or {}))
    text = _("Đính chính {changes}. Lý do: {reason}").format(
        changes=changes or "…", reason=payload.get("reason") or "…"
    )
    return _with_second(text, payload, names)


def _with_second(text: str, payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The sentence of an act of two people, with who consented."""
    second = second_text(payload, names)
    return f"{text.rstrip('.')}. {second}" if second else text


def second_text(payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The second person of an act, or the word that the office had nobody else; empty where none was asked for."""
    login = str(payload.get("approved_by") or "")
    if login:
        return _("Người thứ hai đồng ý: {name}.").format(name=names.get(login, login))
    return _("(một người: đơn vị không có người thứ hai.)") if payload.get("alone") else ""


def _whose(payload: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """The sentence that somebody else's dossier was processed."""
    login = str(payload.get("whose") or "")
    return [_("(hồ sơ do {name} phụ trách.)").format(name=names.get(login, login))] if login else []


def _mapped(payload: Mapped, _names: Mapping[str, str]) -> str:
    return {
        "entered": _("Đã nhập hệ thống chính thức, mã {code}."),
        "mismatch": _("Đối soát lệch với hệ thống chính thức, mã {code}."),
        "exempt": _("Không phải nhập hệ thống chính thức."),
    }.get(str(payload.get("mapping")), _("Chưa nhập hệ thống chính thức.")).format(
        code=payload.get("official_code") or "…"
    )


def _shelved(payload: Shelved, _names: Mapping[str, str]) -> str:
    return _("Xếp ở {shelf}.").format(shelf=payload.get("shelf") or "…")


def _originals(_payload: OriginalsListed, _names: Mapping[str, str]) -> str:
    return _("Ghi lại bản chính giữ và đã trả.")


def _day(text: Any) -> str:
    return short_date(date.fromisoformat(str(text)[:10])) if text else ""


def _returned(payload: Returned, _names: Mapping[str, str]) -> str:
    collector = payload.get("collector") or {}
    parts = [_("Trả kết quả cho {name}.").format(name=collector.get("name") or "…")]
    if collector.get("authorised"):
        parts.append(
            _("Người được ủy quyền, giấy ủy quyền: {paper}.").format(
                paper=collector.get("authorisation") or "…"
            )
        )
    if collector.get("lost_receipt"):
        parts.append(
            _("Mất giấy hẹn, đã kiểm tra {paper}.").format(
                paper=collector.get("identity_checked") or "…"
            )
        )
    return " ".join(parts)


def document_name(document: str) -> str:
    """A printed document as staff call it."""
    return _(BY_NAME[document].called) if document in BY_NAME else document


def _issued(payload: Issued, _names: Mapping[str, str]) -> str:
    name = document_name(str(payload.get("document") or ""))
    copy = payload.get("copy_no") or 0
    if not copy:
        return _("Lập {document}.").format(document=name)
    return _("Lập lại {document}, bản in lại lần {copy}. Lý do: {reason}").format(
        document=name, copy=copy, reason=payload.get("reason") or "…"
    )


def _paper_changed(payload: Changed, _names: Mapping[str, str]) -> str:
    sentences = {
        "printed": _("Giấy đã in ra."),
        "handed_over": _("Giấy đã giao cho công dân."),
        "void": _("Hủy bản in."),
        "failed": _("In không được: {error}").format(error=payload.get("error") or "…"),
    }
    return sentences.get(str(payload.get("state")), _("Đổi trạng thái bản in."))


def _moment(text: Any) -> str:
    return due_text(datetime.fromisoformat(text)) if isinstance(text, str) and text else ""


def _erased(payload: Erased, names: Mapping[str, str]) -> str:
    text = _("Xóa dữ liệu cá nhân. Lý do: {reason}").format(reason=payload.get("reason") or "…")
    return _with_second(text, payload, names)


def _fee_entered(payload: Entered, names: Mapping[str, str]) -> str:
    from counter_app.wording.paper.amounts import money

    amount = money(int(payload.get("amount") or 0))
    if payload.get("kind") == "refunded":
        text = _("Hoàn phí {amount}. Lý do: {reason}").format(
            amount=amount, reason=payload.get("reason") or "…"
        )
        return _with_second(text, payload, names)
    if payload.get("kind") == "waived":
        from counter_app.wording.catalogue.listing import ground_words

        if payload.get("undone_seq"):
            return _("Hủy lần miễn, giảm phí ghi nhầm: {ground}. Lý do: {reason}").format(
                ground=ground_words(payload.get("ground", "")) or "…",
                reason=payload.get("reason") or "…",
            )
        return _("Miễn, giảm phí {amount}: {ground}.").format(
            amount=amount, ground=ground_words(payload.get("ground", "")) or "…"
        )
    if payload.get("receipt_no"):
        return _("Thu phí {amount}, biên lai số {number}.").format(
            amount=amount, number=payload["receipt_no"]
        )
    return _("Thu phí {amount}.").format(amount=amount)


def _on(
    event: Event[Said], sentence: Callable[[Said, Mapping[str, str]], str]
) -> dict[str, Callable[[Any, Mapping[str, str]], str]]:
    return {str(event): sentence}


def _followup_asked(payload: FollowUpAsked, names: Mapping[str, str]) -> str:
    from counter_app.wording.followups import means_text, sent_to_text

    parts = [
        _("Công dân hỏi về hồ sơ, lần {times} ({means}): {asked}").format(
            times=payload.get("times") or 1,
            means=means_text(str(payload.get("means") or "")),
            asked=payload.get("asked") or "…",
        )
    ]
    if payload.get("answer_due"):
        holder = sent_to_text(
            payload.get("sent_office") or "", payload.get("sent_officer") or "", names
        )
        parts.append(
            _("Phiếu đôn đốc lần {number} gửi {holder}, trả lời trước {moment}.").format(
                number=payload.get("reminder") or 1,
                holder=holder or "…",
                moment=_moment(payload.get("answer_due")),
            )
        )
    else:
        parts.append(_("Trả lời ngay: {answer}").format(answer=payload.get("answer") or "…"))
    return " ".join(parts)


def _followup_answered(payload: FollowUpAnswered, _names: Mapping[str, str]) -> str:
    pattern = (
        _("{name} trả lời, đã báo công dân: {answer}")
        if payload.get("told")
        else _("{name} trả lời, chưa báo công dân: {answer}")
    )
    text = pattern.format(
        name=payload.get("answered_by") or "…", answer=payload.get("answer") or "…"
    )
    if payload.get("reason"):
        text += " " + _("Lý do: {reason}").format(reason=payload["reason"])
    return text


def _followup_told(_payload: Told, _names: Mapping[str, str]) -> str:
    return _("Đã báo công dân trả lời.")


def _followup_voided(payload: Voided, _names: Mapping[str, str]) -> str:
    return _("Hủy lần hỏi ghi nhầm. Lý do: {reason}").format(reason=payload.get("reason") or "…")


_SENTENCES = (
    _on(DOSSIER_REGISTERED, _registered)
    | _on(DOSSIER_RECEIVED, _received)
    | _on(DOSSIER_ACCEPTED, _accepted)
    | _on(DOSSIER_PROMISED, _promised)
    | _on(DOSSIER_ENTRUSTED, _entrusted)
    | _on(DOSSIER_CORRECTED, _corrected)
    | _on(DOSSIER_MAPPED, _mapped)
    | _on(DOSSIER_SHELVED, _shelved)
    | _on(DOSSIER_ORIGINALS, _originals)
    | _on(DOSSIER_MOVED, _moved)
    | _on(DOSSIER_RETURNED, _returned)
    | _on(FEE_ENTERED, _fee_entered)
    | _on(JOURNAL_ERASED, _erased)
    | _on(PAPER_ISSUED, _issued)
    | _on(PAPER_CHANGED, _paper_changed)
    | _on(FOLLOWUP_ASKED, _followup_asked)
    | _on(FOLLOWUP_ANSWERED, _followup_answered)
    | _on(FOLLOWUP_TOLD, _followup_told)
    | _on(FOLLOWUP_VOIDED, _followup_voided)
)
