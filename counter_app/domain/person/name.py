"""What a name that was pasted or came from a file gives away: its letters stand in a wrong code table, or are lost."""

from __future__ import annotations

from counter_app.domain.lettering.damage import is_damaged, repair
from counter_app.i18n import _


def name_warnings(name: str) -> list[str]:
    """Reasons to write a name again as the paper has it; with what it said where that is certain."""
    found = repair(name)
    if found is not None:
        text = _("Họ tên “{name}” bị hỏng chữ, đúng ra là “{meant}”. Nhập lại theo giấy tờ.")
        return [text.format(name=name, meant=found.text)]
    if is_damaged(name):
        text = _("Họ tên “{name}” bị hỏng chữ. Nhập lại theo giấy tờ.")
        return [text.format(name=name)]
    return []
