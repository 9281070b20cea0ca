"""Carrying the day to a stick (F10): which stick, how far, and "Có thể rút USB" only when that is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.act import new_op
from counter_app.desk.closing.day import Exported
from counter_app.desk.desk import Done
from counter_app.desk.outgoing import require_outside
from counter_app.errors import Cancelled as CancelledError
from counter_app.errors import CounterError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.closing.letting_go import Eject, LettingGo
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.jobs import Cancelled, Job, Lane, Progress
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.theme import sized, token
from counter_app.qt.kit.volume_list import VolumeList
from counter_app.qt.kit.workplace import Workplace
from counter_app.sync.batch.travelling import CannotTravelError
from counter_app.sync.stick.eject import eject
from counter_app.sync.stick.volumes import Target, Volume, list_volumes, refusal, require_target
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.closing.past import PastFigures

LOOK_MS = 3_000
"""The time between two readings of the list of sticks while one is being chosen."""


def _target_on(volume: Volume, data_dir: Path) -> Target:
    return require_target(volume.path, 0, data_dir)


def _target_in(folder: Path, own: Sequence[Path], data_dir: Path) -> Target:
    """A folder that somebody chose although it is no stick, as `export --to` takes it."""
    require_outside(folder, own)
    return require_target(folder, 0, data_dir, allow_any=True)


def _refused(volume: Volume, data_dir: Path) -> str:
    return refusal(volume, data_dir=data_dir)


@dataclass(frozen=True, slots=True)
class Media:
    """The places to look for sticks, the reason why one will not do, the check of a chosen one before it is written,
    and let go after that.
    """

    volumes: Callable[[], list[Volume]] = list_volumes
    refusal: Callable[[Volume, Path], str] = _refused
    target: Callable[[Volume, Path], Target] = _target_on
    eject: Eject = eject


class ExportDialog(Dialog):
    """Choose, write, read back, tell. It cannot be closed while the stick is being written."""

    writes = False
    opening_width = 820

    def __init__(
        self,
        place: Workplace,
        parent: QWidget | None = None,
        media: Media | None = None,
        *,
        again: int | None = None,
        past: PastFigures | None = None,
    ) -> None:
        super().__init__(parent)
        self.place, self._op, self._number, self._past = place, new_op(), again, past
        self._media = media or Media()
        self._job: Job | None = None
        self._looking = False
        self._found: list[Volume] = []
        self._folder: Path | None = None
        self.setWindowTitle(_("Xuất ra USB"))
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        about = _about(self.place.office, self._number, self._past)
        self.outcome = Outcome()
        data_dir = self.place.office.data_dir
        self.sticks = VolumeList(lambda volume: self._media.refusal(volume, data_dir))
        self.reason = Advice("warning")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Tiến độ"))
        self.step = text_label("", "muted")
        self.files = QListWidget()
        self.files.setAccessibleName(_("Các tệp đã ghi"))
        self._stack = QStackedWidget()
        for widget in (self.sticks, _running(self.progress, self.step), self.files):
            self._stack.addWidget(widget)
        self.write = ActionButton(
            _("Ghi ra USB này"), self.begin, name="usb", key="Ctrl+Return", tone="primary"
        )
        self.again = ActionButton(_("Tìm lại USB"), self.look, name="refresh", key="F5")
        self.elsewhere = ActionButton(_("Thư mục khác"), self._choose, name="folder", key="Ctrl+O")
        self.mend = MendOffer(self.place, self, self._on_mended)
        self.going = LettingGo(self, self.place, self._media.eject, self.reason.say)
        self.shut = self.leaving()
        box = self.column()
        self.waiting = text_label(about, "heading")
        for part in (self.outcome, self.waiting, self._stack, self.going.wish, self.reason):
            box.addWidget(part)
        box.addWidget(
            self.foot(
                self.again,
                self.elsewhere,
                self.mend.button,
                self.going.button,
                self.shut,
                self.write,
            )
        )

    def _connect(self) -> None:
        self.sticks.chosen.connect(self.begin)
        self.sticks.refused.connect(self._on_refused)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.finished.connect(self.deleteLater)

    @property
    def running(self) -> bool:
        """True if the stick is being written now."""
        return self._job is not None

    def look(self) -> None:
        """Look for sticks, off the UI thread: a network folder that hangs must not stop the counter or a report."""
        if self._looking or self.running or self._stack.currentWidget() is not self.sticks:
            return
        self._looking = True
        look, found = self._media.volumes, list[Volume]()
        self._found = found  # its own: one under way adds nothing to what a later one finds
        errand = Errand(lambda: found.extend(look()))
        errand.ready.connect(self._on_looked)
        errand.failed.connect(self._on_failed)
        errand.start()

    def _on_looked(self) -> None:
        self._looking, volumes = False, list(self._found)
        self.sticks.show_volumes(volumes)
        if not volumes:
            self._on_refused(_("Chưa thấy USB nào. Cắm USB; danh sách tự hiện sau vài giây."))

    def _on_refused(self, reason: str) -> None:
        self.reason.say(reason)
        self.write.setEnabled(self.sticks.usable() is not None)

    def begin(self) -> None:
        """Write to the stick under the cursor."""
        volume = self.sticks.usable()
        if volume is None or self.running:
            return
        data_dir, self._folder = self.place.office.data_dir, None
        self._write(partial(self._media.target, volume, data_dir), volume.label or str(volume.path))

    def _choose(self) -> None:
        if not self.running:
            ask_folder(self, "", self.begin_in)

    def begin_in(self, folder: str) -> None:
        """Write into a folder that is no stick; said so afterwards."""
        if self.running:
            return
        office, self._folder = self.place.office, Path(folder)
        self._write(partial(_target_in, self._folder, office.own_places(), office.data_dir), folder)

    def _write(self, target: Callable[[], Target], shown: str) -> None:
        op, number, past = self._op, self._number, self._past
        self.going.begin()

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Done[Exported]:
            told: dict[str, Any] = {"progress": progress, "cancelled": cancelled}
            chosen = target()
            if number is not None:
                done = office.sending_again.batch(number, chosen, op_id=op, **told)
            elif past is not None:
                done = office.sending_again.entries(past.first, past.last, chosen, op_id=op, **told)
            else:
                done = office.closing.export(chosen, op_id=op, **told)
            self.going.after(chosen, done.result.files)
            return done

        self._job = self.place.jobs.start(
            work,
            finished=self._on_exported,
            failed=self._on_failed,
            progressed=self._on_progressed,
            lane=Lane.LONG,
            name=_("Xuất ra USB"),
            stops=True,
        )
        self.mend.show_for(None)
        self._show_running(shown)

    def _show_running(self, shown: str) -> None:
        words = _("Đang ghi vào thư mục") if self._folder else _("Đang ghi, đừng rút USB")
        self.outcome.show_outcome("warning", words, shown)
        self.reason.say("")
        self.progress.setRange(0, 0)
        self.step.setText(_("Đang chuẩn bị báo cáo và gói dữ liệu…"))
        self._stack.setCurrentIndex(1)
        self.write.hide()
        self.going.wish.hide()
        self.again.hide()
        self.elsewhere.hide()
        self.shut.setText(_("Dừng ghi (Esc)"))
        self.shut.setFocus()

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        if not self.running:
            return
        self.progress.setRange(0, 1000)
        self.progress.setValue(int(1000 * done / total) if total else 0)
        self.step.setText(text)

    def _on_exported(self, done: Done[Exported]) -> None:
        self._job = None
        self._op = new_op()
        exported = self.place.hub.done(done)
        self.outcome.show_outcome(
            "good",
            _("Đã ghi vào thư mục") if self._folder else _("Có thể rút USB"),
            plural(
                "Gói số {number} đã ghi và đọc lại đúng: {count} tệp.", len(exported.files)
            ).format(number=exported.batch.number, count=len(exported.files)),
        )
        self.waiting.setText(
            _("Các tệp trong {folder}").format(folder=self._folder)
            if self._folder
            else _("Các tệp trên USB")
        )
        self.files.addItems(self.going.lines)
        self._stack.setCurrentWidget(self.files)
        tone = "warning" if exported.notes or not exported.batch.sealed else "good"
        gone = self.going.told()
        self.reason.say(
            tuple(text for text in (gone, *exported.notes, exported.travelled) if text), tone
        )
        if self._folder is not None:
            first = exported.files[0] if exported.files else self._folder / "."
            told = "\n".join(exported.notes) or _("Mang các tệp này lên cấp trên.")
            words = "\n".join(text for text in (told, exported.travelled) if text)
            self.reason.say_saved(words, "warning", first)
        self._offer_close()

    def _on_failed(self, error: Exception) -> None:
        self._job, self._looking = None, False
        self._stack.setCurrentWidget(self.sticks)
        self._offer_again()
        if isinstance(error, CancelledError):
            self.outcome.show_outcome(
                "info", _("Đã dừng ghi"), _("Phần chưa ghi xong không được tính. Ghi lại khi cần.")
            )
            return
        shown = (
            error.message
            if isinstance(error, CounterError)
            else _("Lỗi chưa xác định. Gửi tệp nhật ký lỗi cho người phụ trách máy.")
        )
        self.outcome.show_outcome("bad", _("Chưa xuất được"), shown)
        self.mend.show_for(error)
        if not isinstance(error, CounterError):
            raise error

    def _on_mended(self, count: int) -> None:
        text = plural("Đã sửa cách gửi {count} lượt ghi.", count).format(count=count)
        self.outcome.show_outcome("good", text, _("Ghi lại ra USB."))
        self.write.setFocus()

    def _offer_again(self) -> None:
        self.write.show()
        self.going.wish.show()
        self.again.show()
        self.elsewhere.show()
        self._offer_close()
        self.look()
        self.sticks.setFocus()

    def _offer_close(self) -> None:
        self.shut.setEnabled(True)
        self.shut.setText(_("Đóng (Esc)"))
        self.shut.setFocus()

    @override
    def reject(self) -> None:
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self.shut.setEnabled(False)
        self.shut.setText(_("Đang dừng…"))

    @override
    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)


def _about(office: Office, number: int | None, past: PastFigures | None) -> str:
    """The sentence about the batch that is going to be written."""
    if number is not None:
        text = _("Ghi lại các lượt ghi của gói số {number} thành gói mới.")
        return text.format(number=number)
    if past is not None:
        text = plural(
            "Gửi {superior} đủ thông tin của {entries} lượt ghi trước đây chỉ gửi số liệu.",
            past.entries,
        )
        return text.format(superior=past.superior, entries=past.entries)
    waiting = office.closing.not_exported()
    return plural("{entries} lượt ghi của {days} ngày chưa có trên USB.", len(waiting.days)).format(
        entries=waiting.entries, days=len(waiting.days)
    )


def _running(*parts: QWidget) -> QWidget:
    """The widget shown while a batch is written."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(2)
    return holder


ICONS = {"good": "ok", "info": "help", "warning": "warning", "bad": "error"}


class Outcome(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = plain_label()
        self.sentence = text_label("")
        self.sentence.setFont(sized(16, weight=QFont.Weight.DemiBold))
        self.more = text_label("")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.more)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(14)
        line.addWidget(self._sign)
        line.addLayout(words, 1)
        self.tone = ""
        self.hide()

    def show_outcome(self, tone: str, sentence: str, more: str = "") -> None:
        """Show it in a tone: good, info, warning or bad."""
        self.tone = tone
        self._sign.setPixmap(picture(ICONS[tone], tone, 32))
        self.sentence.setText(sentence)
        self.sentence.setStyleSheet(f"color: {token(tone)};")
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setProperty("notice", tone)
        self.setAccessibleName(f"{sentence} {more}".strip())
        repolish(self)
        self.show()


class MendOffer:
    """A button that is there only while entries cannot travel; ``then`` is told how many do once it was used."""

    def __init__(self, place: Workplace, parent: QWidget, then: Callable[[int], object]) -> None:
        self._place, self._parent, self._then = place, parent, then
        self._seqs: tuple[int, ...] = ()
        self.button = ActionButton(_("Sửa cách gửi"), self._ask, name="edit", key="Alt+S")
        self.button.hide()

    def show_for(self, error: Exception | None) -> None:
        """Offer it for what was refused, or take it away."""
        self._seqs = error.seqs if isinstance(error, CannotTravelError) else ()
        self.button.setVisible(bool(self._seqs))
        if self._seqs:
            self.button.setFocus()

    def _ask(self) -> None:
        dialog = ReasonDialog(
            self._place,
            self._mend,
            title=_("Sửa cách gửi"),
            about=plural(
                "{count} lượt ghi của phiên bản cũ cấp trên không đọc được.", len(self._seqs)
            ).format(count=len(self._seqs)),
            meaning=_(
                "Sổ giữ nguyên như đã ghi. Lúc gửi, mục quá dài được cắt, mục sai được thay bằng mục đúng gần nhất; "
                "cấp trên thấy ai sửa, vì sao."
            ),
            parent=self._parent,
        )
        dialog.did.connect(self._on_mended)
        dialog.open()

    def _mend(self, *, reason: str, op_id: str) -> Done[Any]:
        return self._place.office.mending.mend(reason=reason, seqs=self._seqs, op_id=op_id)

    def _on_mended(self, count: int) -> None:
        self.show_for(None)
        self._then(count)
