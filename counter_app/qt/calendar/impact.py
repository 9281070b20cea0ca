"""The effect of the calendar in force on promises already given: a band that says how many, and the call list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.calendar.impact import MovedPromise, Ripple
from counter_app.desk.promise.call_columns import ripple_columns
from counter_app.desk.promise.call_sheets import ripple_table, unmoved_text
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace


class RippleBand(Card):
    """Hidden while every promise agrees with the calendar; nothing moves until somebody decides."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.setProperty("card", None)
        self.setProperty("notice", "warning")
        self.words = text_label("")
        self.open = ActionButton(
            _("Xem danh &sách gọi điện"), self._open, name="phone", tone="primary"
        )
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.open)
        self.body.addLayout(line)

    def reload(self) -> None:
        """Count again."""
        count = len(self._place.office.calendar_impact.affected().moved)
        self.words.setText(
            plural(
                "{count} hồ sơ đang giải quyết có ngày hẹn khác với cách tính hiện tại. Chưa ngày hẹn nào đổi: gọi "
                "báo công dân, rồi lãnh đạo hoặc quản trị hệ thống quyết định tính lại.",
                count,
            ).format(count=count)
        )
        self.setVisible(count > 0)

    def _open(self) -> None:
        RippleDialog(self._place, self.window()).open()


class RippleDialog(ListDialog[MovedPromise]):
    """Old and new promise of each, and the person to call; counting anew is a decision with a reason."""

    stem = "ho-so-doi-ngay-hen"

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        self._ripple = Ripple(moved=(), unmoved=(), counted=0)
        self._year = place.office.promises.today().year
        self.reason = LineEdit(
            most=500, placeholder=_("Ví dụ: Nghỉ do bão theo Công điện số … ngày …")
        )
        self.reason_field = Field(_("&Lý do tính lại"), self.reason, required=True)
        self.reissue = TickBox(_("Cấp lại giấy hẹn theo ngày mới (Alt+G)"))
        self.reissue.setShortcut("Alt+G")
        self.reissue.setChecked(True)
        self.left = text_label("", "hint")
        self.decide = ActionButton(
            _("Tính lại"), self._decide, name="refresh", key="Ctrl+Return", tone="primary"
        )
        columns = on_screen(ripple_columns(self._year))
        super().__init__(place, _("Hồ sơ phải tính lại ngày hẹn"), columns, parent)
        self._send = Sending()

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        box.addWidget(self.reason_field)
        box.addWidget(self.reissue)
        box.addWidget(self.left)

    @override
    def rows(self) -> Sequence[MovedPromise]:
        self._ripple = self.place.office.calendar_impact.affected()
        text = plural(
            "{count} hồ sơ đổi ngày hẹn nếu tính lại. Hồ sơ không chọn giữ nguyên ngày đã hẹn.",
            len(self._ripple.moved),
        )
        self.about.setText(text.format(count=len(self._ripple.moved)))
        self.left.setText(_left_text(self._ripple))
        self.left.setVisible(bool(self._ripple.unmoved))
        return self._ripple.moved

    @override
    def code_of(self, row: MovedPromise) -> str:
        return row.promise.code

    @override
    def tables(self) -> Sequence[Table]:
        return (ripple_table(self._ripple, self.place.office.promises.now()),)

    @override
    def nothing(self) -> str:
        return _("Mọi ngày hẹn đều đúng theo cách tính hiện tại.")

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.decide,)

    @override
    def on_ticked(self, count: int) -> None:
        may = self.place.may(Duty.CALENDAR)
        self.decide.setText(
            plural("Tính lại {count} hồ sơ (Ctrl+Enter)", count).format(count=count)
        )
        self.decide.setEnabled(may and count > 0)
        for widget in (self.reason, self.reissue):
            widget.setEnabled(may)

    def _decide(self) -> None:
        codes = [item.promise.code for item in self.model.ticked()]
        self.place.act(
            lambda: self._send(
                self.place.office.promises.recompute,
                codes,
                reason=self.reason.value(),
                reissue=self.reissue.isChecked(),
            ),
            {"reason": self.reason_field, "": self.reason_field},
            self._decided,
        )

    def _decided(self, dossiers: tuple[Dossier, ...]) -> None:
        text = plural("Đã tính lại ngày hẹn của {count} hồ sơ.", len(dossiers)).format(
            count=len(dossiers)
        )
        self.said.say(text, "good")
        self.place.hub.notice(Tone.GOOD, text)
        self.reload()
        self.model.tick_all(True)  # those left are the next to decide on


def _left_text(ripple: Ripple) -> str:
    """Those that could not be counted, by reason."""
    reasons: dict[str, list[str]] = {}
    for item, why in ripple.unmoved:
        reasons.setdefault(unmoved_text(why), []).append(item.code)
    return "\n".join(
        plural("{count} hồ sơ không tính lại ở đây ({why}): {codes}", len(codes)).format(
            count=len(codes), why=why, codes=", ".join(codes[:3]) + (" …" if len(codes) > 3 else "")
        )
        for why, codes in reasons.items()
    )
