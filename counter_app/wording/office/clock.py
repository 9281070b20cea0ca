"""Words about a computer's clock: in another zone, or doubted and believed all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from counter_app.domain.clock import LOCAL
from counter_app.i18n import _, mark, plural
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import form_moment, short_date

DOUBTS = {
    "behind": mark("Chậm hơn lần ghi cuối"),
    "ahead": mark("Quá xa lần ghi cuối"),
    "set_back": mark("Bị chỉnh lùi"),
}
"""Why the clock was doubted, by the word in the journal."""


def doubt_text(word: str) -> str:
    """Why the clock was doubted; a word of a later version as it is."""
    return _(DOUBTS[word]) if word in DOUBTS else word


def clock_label(acts: int) -> Label:
    """The number of acts of a dossier that a doubted clock dated."""
    text = plural("{count} thao tác theo giờ máy bị ngờ", acts).format(count=acts)
    return Label(text, "warning", "clock")


def doubted_text(codes: Sequence[str]) -> str:
    """The note of a list: of which of its dossiers a doubted clock dated something."""
    return _("Có ngày giờ ghi theo giờ máy bị ngờ: {codes}.").format(codes=", ".join(codes))


def doubted_notes(codes: Sequence[str]) -> tuple[str, ...]:
    """The same, where there is any."""
    return (doubted_text(codes),) if codes else ()


def received_label(moment: datetime, *, doubted: bool) -> Label:
    """The day of receiving in a list, with the sign of a doubted clock where that dated anything of the dossier."""
    return Label(short_date(moment), *(("warning", "clock") if doubted else ()))


def clock_word_text(at: datetime, who: str, second: str) -> str:
    """The people who said that the clock is right."""
    if not second:
        return _("Giờ máy bị ngờ, lúc {moment} chỉ {who} xác nhận là đúng.").format(
            moment=form_moment(at), who=who
        )
    return _("Giờ máy bị ngờ, lúc {moment} {who} và {second} xác nhận là đúng.").format(
        moment=form_moment(at), who=who, second=second
    )


def zone_text(offset: timedelta, now: datetime) -> str:
    """The sentence that the computer's zone is not ours, and its clock may have been set by hand; else empty.

    ``offset`` is the zone's distance from Greenwich, ``now`` the moment as papers would be dated.
    """
    if offset == LOCAL.utcoffset(None):
        return ""
    minutes = round(offset.total_seconds() / 60)
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    text = _(
        "Múi giờ của máy là {zone}, không phải +07:00. Giấy sẽ ghi {now}; nếu sai, chỉnh múi giờ và giờ của máy."
    )
    return text.format(zone=f"{sign}{hours:02d}:{rest:02d}", now=f"{now:%H:%M %d/%m/%Y}")
