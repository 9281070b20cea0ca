"""What happened to a dossier, one sentence for each event of its journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from counter_app.i18n import _
from counter_app.wording.moments import due_text


def event_text(kind: str, payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The sentence of one event; ``names`` gives officers' names by login. An erased payload still has one."""
    sentence = _SENTENCES.get(kind)
    return sentence(payload, names) if sentence else _("Ghi nhận: {kind}.").format(kind=kind)


def _received(payload: Mapping[str, Any], _names: Mapping[str, str]) -> str:
    promised = _moment(payload.get("promised_at"))
    if not promised:
        return _("Tiếp nhận hồ sơ.")
    return _("Tiếp nhận hồ sơ, hẹn trả {moment}.").format(moment=promised)


def _moved(payload: Mapping[str, Any], names: Mapping[str, str]) -> str:
    login = str(payload.get("handler") or "")
    patterns = {
        "hand": _("Chuyển cho {name} thụ lý."),
        "supplement": _("Yêu cầu bổ sung hồ sơ; thời hạn tạm dừng."),
        "financial": _("Chờ người dân thực hiện nghĩa vụ tài chính; thời hạn tạm dừng."),
        "stop": _("Dừng giải quyết; thời hạn tạm dừng."),
        "resume": _("Tiếp tục giải quyết, hẹn trả {moment}."),
        "finish": _("Giải quyết xong."),
        "withdraw": _("Rút hồ sơ theo yêu cầu của người nộp."),
    }
    pattern = patterns.get(str(payload.get("act")), _("Đổi trạng thái hồ sơ."))
    parts = [
        pattern.format(
            name=names.get(login, login) or "…", moment=_moment(payload.get("promised_at")) or "…"
        )
    ]
    if payload.get("override"):
        parts.append(_("Lãnh đạo duyệt yêu cầu bổ sung ngoài lần đầu."))
    if payload.get("result"):
        parts.append(_("Kết quả số {result}.").format(result=payload["result"]))
    if payload.get("reason"):
        parts.append(_("Lý do: {reason}").format(reason=payload["reason"]))
    return " ".join(parts)


def _returned(payload: Mapping[str, Any], _names: Mapping[str, str]) -> str:
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
    names = {
        "receipt": _("Giấy tiếp nhận và hẹn trả"),
        "return_slip": _("Giấy biên nhận trả kết quả"),
    }
    return names.get(document, document)


def _issued(payload: Mapping[str, Any], _names: Mapping[str, str]) -> str:
    name = document_name(str(payload.get("document") or ""))
    copy = payload.get("copy_no") or 0
    if not copy:
        return _("Lập {document}.").format(document=name)
    return _("Lập lại {document}, bản in lại lần {copy}. Lý do: {reason}").format(
        document=name, copy=copy, reason=payload.get("reason") or "…"
    )


def _paper_changed(payload: Mapping[str, Any], _names: Mapping[str, str]) -> str:
    sentences = {
        "printed": _("Giấy đã in ra."),
        "handed_over": _("Giấy đã giao cho người dân."),
        "void": _("Hủy bản in."),
        "failed": _("In không được: {error}").format(error=payload.get("error") or "…"),
    }
    return sentences.get(str(payload.get("state")), _("Đổi trạng thái bản in."))


def _moment(text: Any) -> str:
    return due_text(datetime.fromisoformat(text)) if isinstance(text, str) and text else ""


_SENTENCES: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    "dossier.received": _received,
    "dossier.moved": _moved,
    "dossier.returned": _returned,
    "paper.issued": _issued,
    "paper.changed": _paper_changed,
}
