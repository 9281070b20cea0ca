"""Why somebody is called before others, in words for screen and ticket."""

from __future__ import annotations

from counter_app.domain.queue.tickets import Priority
from counter_app.i18n import _


def priority_text(priority: Priority) -> str:
    """``Người cao tuổi``; empty for an ordinary ticket."""
    return {
        Priority.NONE: "",
        Priority.ELDERLY: _("Người cao tuổi"),
        Priority.PREGNANT: _("Phụ nữ mang thai"),
        Priority.DISABLED: _("Người khuyết tật"),
        Priority.SMALL_CHILD: _("Người nuôi con nhỏ"),
        Priority.MERIT: _("Người có công"),
        Priority.FAR: _("Người ở xa"),
        Priority.OTHER: _("Lý do khác"),
    }[priority]
