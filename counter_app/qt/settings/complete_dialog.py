"""A stick that was found later: what a restore brought back as figures alone comes whole from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.settings.restore_dialog import RestoreDialog
from counter_app.values import override
from counter_app.wording.office.backups import stick_words
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.office.restore_outlook import Outlook
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

MOST_STICKS = 5


class CompleteDialog(RestoreDialog):
    """Names the sticks that would bring the rest, and asks for one and for two people, like a restore."""

    completing = True

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        self.lacking = place.office.outlook.lacking()
        super().__init__(place, place.office.data_file, parent)
        self.batches.setFocus()

    @override
    def heading(self) -> str:
        return _("Làm đủ dữ liệu từ USB")

    @override
    def doing(self) -> str:
        return _("Làm đủ dữ liệu")

    @override
    def asked_for(self) -> tuple[str, QWidget, str]:
        return (
            _("Thư mục trên &USB có gói dữ liệu của đơn vị"),
            self.batches,
            _("Cắm USB rồi chọn thư mục HS_… trên đó. Chỉ lấy những gì đúng với nhật ký."),
        )

    @override
    def subject(self) -> QWidget:
        named = self.lacking.sticks[:MOST_STICKS]
        sticks = [f"– {stick_words(item.volume, item.batches, item.at)}" for item in named]
        said = _("USB có phần còn thiếu:") if sticks else _("Không rõ USB nào có phần còn thiếu.")
        return text_label("\n".join([said, *sticks]))

    @override
    def compare(self, office: Office, folder: Path | None) -> Outlook:
        seen = super().compare(office, None)
        whole = office.outlook.whole_in(folder) if folder is not None else 0
        return replace(seen, in_part=self.lacking.entries, regained=whole)

    @override
    def show_outlook(self, seen: Outlook) -> None:
        self.entries.setText(
            plural("{count} lượt ghi chỉ có số liệu, thiếu họ tên, địa chỉ.", seen.in_part).format(
                count=grouped(seen.in_part)
            )
        )
        if self._folder() is None:
            self.outlook.say("")
        elif seen.regained:
            text = plural("USB này có đủ {count} lượt ghi trong số đó.", seen.regained)
            self.outlook.say(text.format(count=grouped(seen.regained)), "good")
        else:
            self.outlook.say(_("USB này không có phần còn thiếu. Tìm USB khác."), "warning")
        self.start.setEnabled(seen.regained > 0)
