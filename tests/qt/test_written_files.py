"""Files have Vietnamese names, and whoever wrote one is one key from its folder."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog

from counter_app.desk.reports.issue import Wanted
from counter_app.domain.paper.document_kinds import KINDS
from counter_app.domain.paper.sizes import PaperSize
from counter_app.printing.papers.sample_page import test_page as trial_page
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.kit import open_folder
from counter_app.qt.kit.print_run import PrintRun
from counter_app.qt.kit.saving import save, tell_page
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.reports.index import REPORTS
from tests.makers import receive, unlock
from tests.qt.hands import CTRL, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

Key = Qt.Key
PDF = b"%PDF-1.4 new"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that the system was asked to show."""
    found: list[Path] = []

    class Services:
        @staticmethod
        def openUrl(url: QUrl) -> bool:  # noqa: N802 - Qt's own name
            found.append(Path(url.toLocalFile()))
            return True

    monkeypatch.setattr(open_folder, "QDesktopServices", Services)
    return found


def test_every_paper_and_report_has_a_vietnamese_name() -> None:
    english = {"receipt", "register", "late", "due", "fees", "day", "refusal", "unmapped", "stop"}
    day = date(2026, 11, 23)
    stems = {kind.name: kind.stem for kind in KINDS}
    stems |= {name: Wanted(name=name, first=day, last=day).stem for name in REPORTS}
    assert len(set(stems.values())) == len(stems)
    for name, stem in stems.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem), name
        assert not set(stem.split("-")) & english, name
    assert stems["unmapped"] == "ho-so-chua-co-ma-chinh-thuc-20261123-20261123"
    assert stems["II.06a"] == "bieu-ii-06a-20261123-20261123"


def test_a_paper_that_goes_into_a_folder_says_so_and_leads_there(
    qtbot: QtBot, window: MainWindow, office: Office, tmp_path: Path, opened: list[Path]
) -> None:
    """It is not printed: nobody waits at the printer for it."""
    folder = tmp_path / "giay"
    office.rules.change_preferences(replace(office.preferences, printer=f"file:{folder}"))
    view = window.view
    assert view is not None
    dossier = receive(office)
    (job,) = office.paper.prints_of(dossier.code)
    run = PrintRun(view.place, view)
    run.send(job.id)
    name = f"giay-hen-{dossier.code}.pdf"
    qtbot.waitUntil(lambda: view.notice.isVisible())
    assert (folder / name).is_file()
    assert "Chưa in ra giấy" in view.notice.text.text()
    assert view.notice.again.text() == "Mở thư mục (Ctrl+Q)"
    press(Key.Key_Q, CTRL)
    assert opened == [folder]
    assert not view.notice.isVisible()


def test_a_saved_file_leads_to_its_folder_and_a_refused_one_does_not(
    window: MainWindow, tmp_path: Path, opened: list[Path]
) -> None:
    view = window.view
    assert view is not None
    said = tell_page(view.place)
    said(*save(tmp_path / "a.pdf", PDF))
    press(Key.Key_Q, CTRL)
    assert opened == [tmp_path]
    own = view.place.office.own_places()
    said(*save(own[0] / "a.pdf", PDF, own))
    assert not (own[0] / "a.pdf").exists()
    assert not view.notice.again.isVisible()
    press(Key.Key_Q, CTRL)
    assert opened == [tmp_path]


def test_in_a_dialog_the_same_key_opens_the_folder(
    qtbot: QtBot, place: Workplace, tmp_path: Path, opened: list[Path]
) -> None:
    dialog = SheetDialog(
        place, lambda _office: trial_page(PaperSize.A4, ""), "Danh sách", "danh-sach"
    )
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.said.say_saved(*save(tmp_path / "danh-sach.pdf", PDF))
    press(Key.Key_Q, CTRL)
    qtbot.waitUntil(lambda: opened == [tmp_path])
    dialog.said.say("Đang in…", "info")
    assert dialog.said.folder is not None
    assert not dialog.said.folder.isVisible()


def test_the_day_is_carried_into_any_folder_by_keys(
    qtbot: QtBot, place: Workplace, tmp_path: Path, opened: list[Path]
) -> None:
    """And nobody is told to pull a stick that there is not."""
    office = unlock(place.office)
    receive(office)
    office.closing.close_day()
    dialog = ExportDialog(place, None, Media(volumes=list))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog.setFocus()
    press(Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)))
    (asked,) = dialog.findChildren(QFileDialog)
    folder = tmp_path / "mang-di"
    folder.mkdir()
    asked.fileSelected.emit(str(folder))
    asked.reject()
    qtbot.waitUntil(lambda: not dialog.running)
    assert dialog.outcome.sentence.text() == "Đã ghi vào thư mục"
    assert list(folder.rglob("*.manifest.json"))
    assert "USB" in dialog.reason.text(), "it is said that it is none"
    assert dialog.reason.folder is not None
    dialog.reason.folder.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert folder in (opened[0], *opened[0].parents)
    assert office.closing.not_exported().entries == 0


def test_the_office_s_own_folder_takes_no_batch(
    qtbot: QtBot, place: Workplace, tmp_path: Path
) -> None:
    receive(place.office)
    dialog = ExportDialog(place, None, Media(volumes=list))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.begin_in(str(place.office.data_dir / "x"))
    qtbot.waitUntil(lambda: not dialog.running)
    assert dialog.outcome.tone == "bad"
    assert place.office.closing.not_exported().entries > 0
