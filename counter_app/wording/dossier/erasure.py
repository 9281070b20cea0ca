"""Words about copies that an erasure by law does not reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from counter_app.domain.journal.erased_copies import CopyKind, CopyLeft
from counter_app.i18n import _
from counter_app.wording.dossier.timeline import document_name
from counter_app.wording.paper.moments import near_moment

MOST_NAMED = 4


def copy_lines(copies: Sequence[CopyLeft]) -> list[str]:
    """A sentence for each kind of copy with what is to be done about it; long lists are cut short and counted."""
    return [_line(kind, list(found)) for kind, found in groupby(copies, key=lambda copy: copy.kind)]


def copy_kind_text(kind: CopyKind) -> str:
    """The kind of a copy."""
    return {
        CopyKind.BATCH: _("Gói đã gửi cấp trên"),
        CopyKind.PAPER: _("Giấy đã in"),
        CopyKind.FILE: _("Bản cũ của tệp dữ liệu"),
        CopyKind.FOLDER: _("Thư mục sao lưu"),
        CopyKind.UNKNOWN: _("Chưa rõ đã xóa ai"),
    }[kind]


def copy_text(copy: CopyLeft) -> str:
    """A sentence for one copy, with what is to be done about it."""
    return _line(copy.kind, [copy])


def _line(kind: CopyKind, copies: list[CopyLeft]) -> str:
    named = ", ".join(map(_named, copies[:MOST_NAMED]))
    if len(copies) > MOST_NAMED:
        named = _("{named} và {more} bản khác").format(named=named, more=len(copies) - MOST_NAMED)
    match kind:
        case CopyKind.BATCH:
            text = _(
                "Đã gửi cấp trên: {named}. Gói xuất lần sau báo cấp trên xóa theo; USB cũ thì hủy."
            )
        case CopyKind.PAPER:
            text = _("Giấy đã in: {named}. Thu hồi bản lưu ở quầy và hủy theo quy định.")
        case CopyKind.FILE:
            text = _("Bản cũ của tệp dữ liệu: {named}. Xóa các bản này.")
        case CopyKind.FOLDER:
            text = _("Bản sao lưu trong thư mục {named}, nếu có. Sao lưu bản mới rồi xóa bản cũ.")
        case CopyKind.UNKNOWN:
            text = _(
                "Khôi phục từ bản sao ngày {named}, không rõ sau đó đã xóa dữ liệu của ai. Xem giấy tờ lưu rồi xóa lại."
            )
    return text.format(named=named)


def _named(copy: CopyLeft) -> str:
    moment = f" ({near_moment(copy.at)})" if copy.at is not None else ""
    name = document_name(copy.name) if copy.kind is CopyKind.PAPER else copy.name
    return f"{name}{moment}"
