"""The program itself: its version, a newer one from a stick, the one of before, and what is known of its parts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from counter_app import paths
from counter_app.errors import Cancelled as CancelledError
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.jobs import Job, Lane
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import ask_folder
from counter_app.releases import updating
from counter_app.releases.release import built_in_keys, require_whole
from counter_app.releases.weaknesses import knowledge
from counter_app.wording.office.releases import (
    back_text,
    standing_text,
    told_release,
    updated_text,
    weakness_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Progress
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.releases.release import Look
    from counter_app.releases.updating import ProgramPlace
    from counter_app.system.minisign import PublicKey


class ProgramCard(Card):
    """Updates run beside the work: what runs is left alone until the program is opened again.

    ``installed`` tells where the program lies, or why it has no such place; ``keys`` are those it believes.
    """

    def __init__(
        self,
        place: Workplace,
        installed: Callable[[], ProgramPlace] = updating.installed_place,
        keys: tuple[PublicKey, ...] | None = None,
    ) -> None:
        super().__init__(
            _("Chương trình"),
            _(
                "Cập nhật từ thư mục của nơi phát hành trên USB. Kiểm tra chữ ký trước khi thay; giữ lại bản cũ."
            ),
        )
        self._place, self._installed = place, installed
        self._keys = built_in_keys(paths.resources_dir()) if keys is None else keys
        self._job: Job | None = None
        self.standing, self.known = text_label(""), text_label("", "muted")
        self.answer = text_label("")
        self.take = ActionButton(_("Cậ&p nhật từ USB"), self._ask_update, name="usb")
        self.look = ActionButton(_("Chỉ kiểm tra &USB"), self._ask_look, name="search")
        self.back = ActionButton(_("Qua&y về bản trước"), self._go_back, name="undo")
        self.stop = ActionButton(_("Dừng"), self._cancel, name="close")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Tiến độ"))
        self.add(self.standing, flowing(self.take, self.look, self.back), self.answer)
        self.add(self.bar, flowing(self.stop), self.known)
        self._set_busy(busy=False)
        self.answer.hide()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.show_standing()
        super().showEvent(event)

    def show_standing(self) -> None:
        """Say which version runs and which starts next, and what is known of its parts."""
        try:
            where = self._installed()
            text = standing_text(where)
            before = where.standing().before is not None
        except RuleError as error:
            text, before = error.message, False
            self.take.setEnabled(False)
        self.standing.setText(text)
        self.back.setEnabled(before and self._job is None)
        found = knowledge(paths.resources_dir())
        self.known.setText("\n".join(weakness_lines(found, self._place.office.now().date())))

    def put_in_use(self, folder: str) -> None:
        """Take the newest release of a folder, once it is proved."""

        def work(look: Look) -> str:
            release = updating.newest(Path(folder), self._keys)
            return updated_text(updating.update(release, self._installed(), look=look))

        self._start(_("Cập nhật chương trình"), work)

    def prove(self, folder: str) -> None:
        """Prove the newest release of a folder and take nothing."""

        def work(look: Look) -> str:
            release = updating.newest(Path(folder), self._keys)
            require_whole(release, look)
            return told_release(release)

        self._start(_("Kiểm tra bản phát hành"), work)

    def _ask_update(self) -> None:
        ask_folder(self, "", self.put_in_use)

    def _ask_look(self) -> None:
        ask_folder(self, "", self.prove)

    def _go_back(self) -> None:
        self._start(
            _("Quay về bản trước"), lambda _look: back_text(updating.go_back(self._installed()))
        )

    def _start(self, name: str, work: Callable[[Look], str]) -> None:
        if self._job is not None:
            return

        def beside(_office: Office, progress: Progress, cancelled: Cancelled) -> str:
            def look(done: int, total: int) -> None:
                if cancelled():
                    raise CancelledError(
                        _("Đã dừng theo yêu cầu, vẫn dùng bản cũ. Cập nhật lại khi cần.")
                    )
                progress(done // 1024, total // 1024, "")

            return work(look)

        self._say(_("Đang thực hiện…"), "muted")
        self._job = self._place.jobs.start(
            beside,
            finished=partial(self._ended, ""),
            failed=self._failed,
            progressed=self._progressed,
            lane=Lane.LONG,
            name=name,
            stops=True,
        )
        self._set_busy(busy=True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self, role: str, text: str) -> None:
        self._job = None
        self._set_busy(busy=False)
        self._say(text, role)
        self.show_standing()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CounterError | OSError):
            told = error.message if isinstance(error, CounterError) else _disk_text(error)
            self._ended("muted" if isinstance(error, CancelledError) else "error", told)
            return
        self._ended(
            "error", _("Chưa thực hiện được do chương trình gặp lỗi. Báo người phụ trách máy.")
        )
        raise error

    def _say(self, text: str, role: str) -> None:
        self.answer.setText(text)
        self.answer.setProperty("role", role)
        self.answer.show()
        repolish(self.answer)

    def _set_busy(self, *, busy: bool) -> None:
        self.bar.setRange(0, 0)
        for widget in (self.bar, self.stop):
            widget.setVisible(busy)
        for button in (self.take, self.look, self.back):
            button.setEnabled(not busy)


def _disk_text(error: OSError) -> str:
    text = _(
        "Không đọc được USB hoặc không ghi được vào thư mục chương trình ({reason}). Vẫn dùng bản cũ; thử lại."
    )
    return text.format(reason=error.strerror or error)
