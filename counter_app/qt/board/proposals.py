"""The acts the board proposes to do in one go; a button is there while there is something for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QWidget

from counter_app.desk.catalogue.seed_lines import offered_text
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace


class Proposals(QWidget):
    """Apologies, lapsed waits, people to call, papers astray, promises to correct, outages, catalogue, enquiries."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._whose = ""
        self.apologise = ActionButton("", self._apologise, name="file", tone="danger")
        self.close_lapsed = ActionButton("", self.open_waiting, name="stop")
        self.call_up = ActionButton("", self.open_ready, name="phone")
        self.missing = ActionButton(
            "", self._to("handover", "alarms"), name="hand-over", tone="danger"
        )
        self.correct = ActionButton("", self._to("calendar"), name="refresh")
        self.outage = ActionButton("", self._open_outage, name="pause")
        self.seed = ActionButton("", self._to("catalogue", "seed"), name="catalogue")
        self.unanswered = ActionButton("", self._open_unanswered, name="help", tone="danger")
        self.requests = ActionButton("", self._to("requests"), name="id-card", tone="danger")
        flow = FlowLayout(self, spacing=scaled(8))
        for button in (self.apologise, self.close_lapsed, self.call_up, self.missing):
            flow.addWidget(button)
        self.lock = ActionButton("", self._to("certification", "books"), name="lock", tone="danger")
        flow.addWidget(self.lock)
        flow.addWidget(self.correct)
        flow.addWidget(self.outage)
        flow.addWidget(self.seed)
        flow.addWidget(self.unanswered)
        flow.addWidget(self.requests)
        self.notices = ActionButton("", self._open_notices, name="call")
        flow.addWidget(self.notices)

    def _to(self, page: str, argument: object = None) -> Callable[[], None]:
        return lambda: self._place.hub.go(page, argument)

    def _apologise(self) -> None:
        from counter_app.qt.board.apologies import ApologyDialog

        ApologyDialog(self._place, self.window(), whose=self._whose).open()

    def open_waiting(self) -> None:
        """Open the people who still have to bring papers."""
        from counter_app.qt.board.waiting import WaitingDialog

        WaitingDialog(self._place, self.window(), whose=self._whose).open()

    def open_ready(self) -> None:
        """Open the people whose result lies ready."""
        from counter_app.qt.board.ready import ReadyDialog

        ReadyDialog(self._place, self.window(), whose=self._whose).open()

    def _open_unanswered(self) -> None:
        from counter_app.qt.board.unanswered import UnansweredDialog

        UnansweredDialog(self._place, self.window(), whose=self._whose).open()

    def _open_notices(self) -> None:
        from counter_app.qt.board.superior_notices import SuperiorNoticesDialog

        SuperiorNoticesDialog(self._place, self.window()).open()

    def _open_outage(self) -> None:
        from counter_app.qt.board.outages import OutageDialog

        OutageDialog(self._place, self.window()).open()

    def show_counts(self, counts: Mapping[str, int], *, whose: str = "") -> None:
        """Say how many there are of each; the way into an outage is there while anything is in work.

        ``whose`` is the officer whose own dossiers they are, and are listed, "" for the office.
        """
        self._whose = whose
        said = _proposals(counts)
        self.apologise.set_tone("danger" if counts["overdue"] else "", "file")
        for button, key in (
            (self.apologise, "Alt+X"),
            (self.close_lapsed, "Alt+O"),
            (self.call_up, "Alt+G"),
            (self.missing, "Alt+T"),
            (self.lock, "Alt+K"),
            (self.correct, "Alt+S"),
            (self.outage, "Alt+H"),
            (self.seed, "Alt+D"),
            (self.unanswered, "Alt+W"),
            (self.requests, "Alt+J"),
            (self.notices, "Alt+U"),
        ):
            count, text = next(said)
            button.setText(f"{text} ({key})")
            button.setAccessibleName(text)
            button.setShortcut(key)
            button.setVisible(count > 0)


def _proposals(counts: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """The proposals, in the order of the board's buttons: the number of dossiers and the words."""
    late, near = counts["apologies"] + counts["again"], counts["near"]
    lapsed, uncollected = counts["lapsed"], counts["uncollected"]
    missing, wrong = counts["missing"], counts["given_anew"]
    unlocked = counts["unlocked"]
    stopped, running = counts["outage"], counts["running"]
    words = (
        (late, plural("Lập phiếu xin lỗi cho {count} hồ sơ", late))
        if late
        else (near, _("Báo trước hồ sơ sẽ chậm ({count} sắp đến hạn)")),
        (lapsed, plural("Kết thúc {count} hồ sơ quá hạn bổ sung", lapsed)),
        (uncollected, plural("Gọi điện mời {count} người đến nhận kết quả", uncollected)),
        (missing, plural("Tìm {count} hồ sơ giấy chưa được giao lại", missing)),
        (unlocked, plural("Khóa {count} sổ chứng thực của năm đã qua", unlocked)),
        (wrong, plural("Sửa hạn của {count} hồ sơ", wrong)),
        (stopped, plural("Sự cố hệ thống: {count} hồ sơ đang tạm dừng", stopped))
        if stopped
        else (running, _("Sự cố hệ thống")),
        (counts["seed"], offered_text(counts["seed"])),
        _unanswered(counts),
        _requests(counts),
        (counts["notices"], plural("{count} thông báo mới của cấp trên", counts["notices"])),
    )
    return ((count, text.format(count=count)) for count, text in words)


def _unanswered(counts: Mapping[str, int]) -> tuple[int, str]:
    """Enquiries that wait, by what is worst of them: too late, not answered, the citizen not told."""
    waiting, late, untold = counts["unanswered"], counts["answer_overdue"], counts["untold"]
    if late:
        words = plural("{late} lần hỏi về hồ sơ quá hạn trả lời ({count} chờ trả lời)", late)
    elif waiting:
        words = plural("{count} lần hỏi về hồ sơ chờ trả lời", waiting)
    else:
        words = plural("Báo trả lời cho {untold} công dân đã hỏi", untold)
    return waiting + untold, words.format(late=late, count=waiting, untold=untold)


def _requests(counts: Mapping[str, int]) -> tuple[int, str]:
    """Requests about personal data that wait, by what is worst: too late, not answered, copies not destroyed."""
    waiting, late, left = counts["requests_open"], counts["requests_late"], counts["copies_left"]
    if late:
        words = plural("{late} yêu cầu về dữ liệu quá hạn trả lời ({count} chờ trả lời)", late)
    elif waiting:
        words = plural("{count} yêu cầu về dữ liệu chờ trả lời", waiting)
    else:
        words = plural("Hủy {left} bản sao sau khi xóa dữ liệu", left)
    return waiting + left, words.format(late=late, count=waiting, left=left)
