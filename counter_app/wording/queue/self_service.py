"""Words of the touch page: papers with their copies, what is missing, cost, time, and the number with its waiting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.procedure import PaperKind, ReviewState
from counter_app.domain.fees.fee import FeeRule
from counter_app.i18n import _, plural
from counter_app.wording.catalogue.listing import fee_words
from counter_app.wording.catalogue.public import public_note
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.promise.due import limit_text

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import PaperItem, Procedure
    from counter_app.domain.queue.wishes import Outlook


LONGEST_NAME = 110


def copies_text(paper: PaperItem) -> str:
    """``1 bản chính``, ``2 bản sao``, ``bản chính để xuất trình``; whether it is needed only in some cases."""
    count = paper.quantity
    text = {
        PaperKind.ORIGINAL: plural("{count} bản chính", count),
        PaperKind.COPY: plural("{count} bản sao", count),
        PaperKind.CERTIFIED: plural("{count} bản sao có chứng thực", count),
        PaperKind.SHOW: _("Mang bản chính để xuất trình"),
    }[paper.kind].format(count=count)
    return text if paper.required else _("{copies} (nếu có)").format(copies=text)


def where_text(paper: PaperItem) -> str:
    """The place a missing paper is got at; empty where the catalogue does not say."""
    where = public_note(paper.where)
    return _("Lấy ở: {where}").format(where=where) if where else ""


def wish_text(procedure: Procedure, brought: int) -> str:
    """The choice of a citizen who took the number himself, for the officer who calls it."""
    name = short_name(procedure.name)
    if not procedure.papers:
        return _("Công dân chọn: {procedure}").format(procedure=name)
    text = _("Công dân chọn: {procedure}; báo đã mang {brought}/{all} giấy tờ")
    return text.format(procedure=name, brought=brought, all=len(procedure.papers))


def short_name(name: str) -> str:
    """A name that fits a tile: cut behind a word, with dots."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def missing_text(
    missing: Sequence[PaperItem], papers: Sequence[PaperItem], *, told: bool = True
) -> str:
    """Told at once, before anybody waits; ``told``: something was ticked. Without a list nothing is known to lack."""
    if not papers:
        return _("Thủ tục này không có danh mục giấy tờ ở đây. Công chức sẽ hướng dẫn tại quầy.")
    if missing and not told:
        count = len(missing)
        text = plural(
            "Thủ tục này cần {count} giấy tờ bắt buộc. Chạm vào giấy đã mang theo.", count
        )
        return text.format(count=count)
    if not missing:
        return _("Đủ các giấy tờ bắt buộc. Công chức đối chiếu lại tại quầy.")
    text = plural("Còn thiếu {count} giấy tờ bắt buộc: {names}.", len(missing))
    return text.format(count=len(missing), names="; ".join(paper.name for paper in missing))


def cost_text(procedure: Procedure) -> str:
    """The fee as it is told to everybody; nothing that the office has not looked through."""
    unsure = procedure.state is not ReviewState.CONFIRMED
    if unsure or procedure.fee.rule is FeeRule.UNKNOWN:
        return _("Hỏi tại quầy")
    return fee_words(procedure.fee)


def time_text(procedure: Procedure) -> str:
    """The time it takes; as with the fee."""
    if procedure.state is not ReviewState.CONFIRMED:
        return _("Hỏi tại quầy")
    if procedure.no_due:
        return _("Không hẹn ngày trả")
    return limit_text(procedure.limit) if procedure.limit else _("Hỏi tại quầy")


def doubt_text(procedure: Procedure) -> str:
    """The sentence that the office has not looked through the procedure yet; empty when it has."""
    if procedure.state is ReviewState.CONFIRMED:
        return ""
    return _("Đơn vị chưa rà soát xong thủ tục này: phí và thời hạn xin hỏi tại quầy.")


def outlook_texts(outlook: Outlook) -> list[str]:
    """The number called before, the time that takes, the moment to be back; nothing where it cannot be known."""
    if not outlook.ahead:
        return [_("Ông (Bà) được gọi tiếp theo.")]
    ahead = outlook.ahead
    told = [plural("Còn {count} người trước Ông (Bà).", ahead).format(count=ahead)]
    if outlook.may_be_late:
        return [*told, _("Đang đông người, có thể không kịp trong giờ tiếp nhận hôm nay.")]
    if outlook.minutes is not None:
        told.append(
            plural("Chờ khoảng {minutes} phút.", outlook.minutes).format(minutes=outlook.minutes)
        )
    if outlook.back_at is not None:
        when = clock_text(outlook.back_at)
        told.append(_("Nếu ra ngoài: quay lại khoảng {when}.").format(when=when))
    return told
