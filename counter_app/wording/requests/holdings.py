"""The office's holdings of one person in words: each thing, its fate, and the reason where it stays."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.requests.holding import ErasurePlan, HeldKind, HeldThing
from counter_app.i18n import _, plural
from counter_app.wording.requests.requests import ground_text

MOST_NAMED = 3


def kind_text(kind: HeldKind) -> str:
    """The kind of a thing."""
    return {
        HeldKind.DOSSIER: _("Hồ sơ"),
        HeldKind.CERTIFICATION: _("Số chứng thực"),
        HeldKind.FOLLOWUP: _("Lần hỏi về hồ sơ"),
        HeldKind.DRAFT: _("Tờ khai nháp"),
        HeldKind.LISTED: _("Danh sách của hệ thống chính thức"),
        HeldKind.REQUEST: _("Yêu cầu về dữ liệu cá nhân"),
        HeldKind.MONEY: _("Sổ thu phí, lệ phí"),
    }[kind]


def thing_text(item: HeldThing) -> str:
    """A thing by its kind and number or code."""
    match item.kind:
        case HeldKind.DOSSIER:
            return f"{item.key} · {item.title}"
        case HeldKind.DRAFT:
            return _("Tờ khai nháp của {officer}").format(officer=item.title)
        case HeldKind.LISTED | HeldKind.MONEY:
            return item.title[:1].upper() + item.title[1:]
        case _:
            return f"{kind_text(item.kind)} {item.title}"


def why_text(item: HeldThing) -> str:
    """Why a thing stays; empty for what goes."""
    if item.ground is None:
        return ""
    text = ground_text(item.ground)
    return f"{text}: {item.document}" if item.document else text


def staying_text(things: Sequence[HeldThing]) -> str:
    """The things that stay and the reason, named one after another; a long list is cut short and counted."""
    if not things:
        return ""
    named = "; ".join(f"{thing_text(item)} ({why_text(item)})" for item in things[:MOST_NAMED])
    if len(things) > MOST_NAMED:
        named = _("{named}; và {more} mục khác").format(named=named, more=len(things) - MOST_NAMED)
    return named


def plan_lines(plan: ErasurePlan) -> list[str]:
    """Everything, first what goes, then what stays and why."""
    goes = [_("Xóa: {thing}").format(thing=thing_text(item)) for item in plan.goes]
    stays = [
        _("Giữ: {thing}. {why}").format(thing=thing_text(item), why=why_text(item))
        for item in plan.stays
    ]
    return [*goes, *stays]


def left_out_text(count: int) -> str:
    """The sentence that lines with only the name were left out of the data handed out."""
    return plural(
        "Bỏ ra {count} mục chỉ trùng tên. Nếu đúng là của người này, chọn thêm rồi xuất lại.", count
    ).format(count=count)
