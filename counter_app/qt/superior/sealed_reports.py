"""Reports that offices laid beside their batches under seal: chosen with their stick, opened, and saved as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.outgoing import free_name
from counter_app.i18n import _, plural
from counter_app.qt.kit.saving import ask_folder, save

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.advice import Advice
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.superior.asking import Round
    from counter_app.superior_desk.sealed_reports import OpenedReport


class SealedReports:
    """Opens what is sealed in the lane of its page's round, and tells there what became of it."""

    def __init__(self, place: Workplace, page: QWidget, asked: Round, said: Advice) -> None:
        self._place, self._page, self._round, self._said = place, page, asked, said

    def ask(self) -> None:
        """Ask for the stick, then for where the opened reports go."""
        if not self._round.busy:
            ask_folder(self._page, "", lambda chosen: self.open_from(Path(chosen)))

    def open_from(self, source: Path) -> None:
        """Open every sealed report of a stick or folder."""
        self._round.ask(
            lambda office, progress, cancelled: office.superior.open_reports(
                source, progress=progress, cancelled=cancelled
            ),
            self._on_opened,
            name=_("Mở báo cáo niêm phong"),
        )

    def _on_opened(self, found: list[OpenedReport]) -> None:
        troubles = [item.trouble for item in found if item.trouble]
        opened = [item for item in found if not item.trouble]
        if not found:
            self._said.say(_("Không có báo cáo niêm phong nào ở đó."), "info")
        elif not opened:
            self._said.say(troubles, "bad")
        else:
            ask_folder(self._page, "", lambda chosen: self.save_in(Path(chosen), opened, troubles))

    def save_in(self, folder: Path, opened: list[OpenedReport], troubles: list[str]) -> None:
        """Write opened reports into a folder, each under the number of its office, over nothing that is there."""
        own, noted = self._place.office.own_places(), self._place.office.clear_files.note
        told = [
            save(free_name(folder, item.name, item.content), item.content, own, noted)
            for item in opened
        ]
        failed = [sentence for sentence, _tone, path in told if path is None]
        count = len(opened) - len(failed)
        saved = plural("Đã mở và lưu {count} báo cáo vào {folder}.", count)
        text = saved.format(count=count, folder=folder)
        self._said.say([text, *failed, *troubles], "warning" if failed or troubles else "good")
