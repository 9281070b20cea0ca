"""The true number of rows and the number seen; a limit of reading is never called a count."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.i18n import _, plural
from counter_app.wording.paper.amounts import grouped


def rows_text(count: int) -> str:
    """``12 dòng``."""
    return plural("{count} dòng", count).format(count=grouped(count))


def dossiers_text(count: int) -> str:
    """``48.213 hồ sơ``."""
    return plural("{count} hồ sơ", count).format(count=grouped(count))


def procedures_text(count: int) -> str:
    """``84 thủ tục``."""
    return plural("{count} thủ tục", count).format(count=grouped(count))


def seen_text(counted: Callable[[int], str], total: int | None, seen: int) -> str:
    """``48.213 hồ sơ, đang xem 50``; without a total, that there are more than are seen."""
    if total is None:
        return _("hơn {counted}").format(counted=counted(seen))
    if total > seen:
        return _("{counted}, đang xem {seen}").format(counted=counted(total), seen=grouped(seen))
    return counted(total)


def sorted_text(title: str, *, falling: bool) -> str:
    """The column a list is sorted by; nothing while it stands as the page has it."""
    if not title:
        return ""
    pattern = _("sắp theo {title}, giảm dần") if falling else _("sắp theo {title}")
    return pattern.format(title=title.replace("|", " – "))
