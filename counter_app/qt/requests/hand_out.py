"""One person's data handed out: gathered off the window's thread, written where the officer says, then noted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from counter_app.desk.outgoing import destination, write
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.sending import Sending
from counter_app.wording.requests.holdings import left_out_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.requests.own_data import HandedData
    from counter_app.domain.requests.request import DataRequest
    from counter_app.office import Office
    from counter_app.qt.kit.advice import Advice
    from counter_app.qt.kit.jobs import Cancelled, Progress
    from counter_app.qt.kit.workplace import Workplace


class HandOut:
    """Asks for a place outside the office's own; the PDF is written beside the JSON."""

    def __init__(self, place: Workplace, item: DataRequest, parent: QWidget, said: Advice) -> None:
        self._place, self._item, self._parent, self._said = place, item, parent, said
        self._send = Sending()

    def ask(self) -> QFileDialog:
        """Ask where the files go; does not block."""
        name = f"du-lieu-yeu-cau-{self._item.number}-{self._item.year}.json"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self._parent, _("Lưu dữ liệu của công dân"), str(Path(folder) / name), "JSON (*.json)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda chosen: self.to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def to(self, path: Path) -> None:
        """Gather, write both files and note it."""
        request = self._item.id

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> HandedData:
            return office.own_data.of(request)

        self._place.jobs.start(
            work,
            finished=partial(self._write, path),
            failed=self._on_failed,
            name=_("Tập hợp dữ liệu"),
        )

    def _on_failed(self, error: Exception) -> None:
        show_error(self._place, error)

    def _write(self, path: Path, found: HandedData) -> None:
        own, paths = (
            self._place.office.own_places(),
            (path.with_suffix(".json"), path.with_suffix(".pdf")),
        )
        sha256, pdf_sha256 = found.sha256

        def save() -> object:
            noted = self._place.office.clear_files.note
            if paths[1].exists() and not paths[0].exists():  # nobody was asked about this one
                text = _("Đã có tệp {path}. Chọn tên khác.").format(path=paths[1])
                raise RuleError(text, field="out", rule="exists")
            targets = [destination(one, own, force=True, noted=noted) for one in paths]
            for target, data in zip(targets, (found.json, found.pdf), strict=True):
                write(target, data)
            return self._send(
                self._place.office.requests.handed_out,
                self._item.id,
                sha256=sha256,
                pdf_sha256=pdf_sha256,
            )

        self._place.act(save, {}, lambda _item: self._told(paths, found.left_out))  # type: ignore[arg-type]

    def _told(self, paths: tuple[Path, Path], left_out: int) -> None:
        lines = [_("Đã ghi {json} và {pdf}.").format(json=paths[0], pdf=paths[1].name)]
        if left_out:
            lines.append(left_out_text(left_out))
        self._said.say(lines, "warning" if left_out else "good")
