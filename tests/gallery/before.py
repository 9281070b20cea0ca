"""What stands before the counter: the first run, signing in, a locked screen, data that are brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from tests.gallery.stage import Stage


def restoring(stage: Stage) -> None:
    from counter_app.qt.window.first_run import FirstRun

    panel = FirstRun(stage.folder / "moi")
    stage.window.show_only(panel)
    panel.restore()


def first_run(stage: Stage) -> None:
    from counter_app.qt.window.first_run import FirstRun

    stage.window.show_only(FirstRun(stage.folder / "moi"))


def set_up(stage: Stage) -> None:
    from counter_app.qt.window.first_run import FirstRun

    panel = FirstRun(stage.folder / "moi")
    stage.window.show_only(panel)
    panel.set_up()


def unusable(stage: Stage) -> None:
    from counter_app.qt.window.unusable import UnusablePanel

    stage.window.show_only(
        UnusablePanel("Tệp số liệu hỏng ở trang 17. Lấy lại từ bản sao lưu gần nhất.")
    )


def sheet_words(stage: Stage) -> QDialog:
    from counter_app.qt.window.sheet_words import SheetWords

    return SheetWords(stage.folder, stage.office.store.clock, stage.window)


def locked_screen(stage: Stage) -> None:
    """Over the counter, a wrong password refused."""
    stage.open("board")
    stage.window.lock()
    refused(stage)


def refused(stage: Stage) -> None:
    """A wrong password."""
    panel = stage.window.sign_in
    panel.password.setText("sai")
    panel.refuse(_("Mật khẩu đang dùng chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ."))


def upgrading(stage: Stage) -> None:
    """Data of an earlier version, half way."""
    from counter_app.qt.window.first_wait import FirstWait

    panel = FirstWait()
    stage.window.show_only(panel)
    panel.text.setText(_("Đang nâng cấp dữ liệu của phiên bản trước. Bản cũ được giữ lại."))
    panel.bar.setRange(0, 100)
    panel.bar.setValue(40)
    panel.step.setText("40%")
