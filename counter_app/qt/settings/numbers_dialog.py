"""The one question after a loss: which numbers stand on papers in people's hands already?"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.desk.office.numbers import MOST_DEVICE, MOST_NUMBER, KnownNumber
from counter_app.domain.clock import from_utc_text
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import DigitsEdit, Field
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.file.witness import Series
from counter_app.store.file.witnessing import Doubt
from counter_app.wording.paper.moments import due_text
from counter_app.wording.paper.numbers import series_text

_COLUMNS = 2


class NumbersDialog(Dialog):
    """Every series with the last number known; a scan of the last receipt fills its own."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        numbers = place.office.numbers
        self.scan = ScanBox(place)
        self.scan.scanned.connect(self._on_scanned)
        self._names: dict[str, str] = {
            item.key: item.name for item in place.office.catalogue.sectors()
        }
        self.device = CountBox(MOST_DEVICE, numbers.free_device())
        self.device.setMaximumWidth(scaled(90))
        self.fields = {
            "code": Field(_("Quét giấy hẹn cuối cùng đã giao cho công dân"), self.scan),
            "device": Field(
                _("&Số của máy này"), self.device, _devices_hint(numbers.devices_used())
            ),
        }
        self.boxes: dict[Series, DigitsEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(16))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.settle = ActionButton(
            _("&Xác nhận, cấp số tiếp"),
            self._on_settle,
            name="ok",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.later = self.leaving()
        self._build(numbers.doubt, numbers.known())
        self.finished.connect(self.deleteLater)

    def _build(self, doubt: Doubt | None, known: tuple[KnownNumber, ...]) -> None:
        paper = Card(
            _("Số cuối trên giấy gần nhất"),
            _("Gõ số cuối từng dãy. Dãy nào không cấp thêm từ đó thì gõ lại số máy còn biết."),
        )
        for item in sorted(known, key=_in_use):
            self._add(item)
        paper.body.addLayout(self._grid)
        first = Card(_("Giấy hẹn và số máy"))
        first.add(self.fields["code"], self.fields["device"])
        lay_out(
            self,
            title=_("Xác nhận số đã cấp"),
            about=_why(doubt) if doubt else "",
            meaning=_(
                "Trả lời một lần, máy cấp số tiếp từ trên các số này nên không số nào cấp hai lần."
            ),
            parts=(first, paper),
            buttons=(self.later, self.settle),
            wide=760,
        )
        self.scan.setFocus()

    def _add(self, item: KnownNumber) -> DigitsEdit:
        known = str(item.last)
        box = DigitsEdit(
            "" if item.asked else known,
            placeholder=_("máy còn biết đến số {last}").format(last=known),
            most=len(str(MOST_NUMBER)),
        )
        field = Field(series_text(item.name, item.period, self._names), box)
        field.label.setWordWrap(True)
        at = len(self.boxes)
        self.boxes[item.series] = box
        self.fields[":".join(item.series)] = field
        self._grid.addWidget(field, at // _COLUMNS, at % _COLUMNS)
        return box

    def _on_scanned(self, text: str) -> None:
        verb = self._place.office.numbers
        guard(
            self._place, lambda: verb.scanned(text), {"code": self.fields["code"]}, self._on_known
        )

    def _on_known(self, item: KnownNumber) -> None:
        box = self.boxes.get(item.series)
        if box is None:
            box = self._add(KnownNumber(name=item.name, period=item.period, last=0))
        box.setText(str(max(item.last, int(box.text() or 0))))
        self.scan.sound(good=True)
        self.fields["code"].set_hint(
            _("Đã ghi: {series}, số {last}.").format(
                series=series_text(item.name, item.period, self._names), last=box.text()
            )
        )

    def _on_settle(self) -> None:
        answers = {series: int(box.text()) for series, box in self.boxes.items() if box.text()}
        office = self._place.office
        self._place.act(
            lambda: office.numbers.settle(answers, device=self.device.count(), op_id=self._op),
            self.fields,
            self._on_settled,
        )

    def _on_settled(self, device: int) -> None:
        text = _("Đã ghi nhận. Máy số {device} cấp số tiếp từ trên các số vừa trả lời.")
        self._place.hub.notice(Tone.GOOD, text.format(device=device))
        self.accept()


def _in_use(item: KnownNumber) -> tuple[bool, bool, str]:
    """Receipts first, then what numbers were given of, then the rest."""
    return (not item.name.startswith(("form:01", "dossier:")), item.last == 0, item.name)


def _why(doubt: Doubt) -> str:
    if doubt.why == "restored":
        return _(
            "Dữ liệu vừa khôi phục từ bản sao lưu: những số cấp sau bản đó không còn trong máy này."
        )
    when = due_text(from_utc_text(doubt.at)) if doubt.at else _("một lúc không rõ")
    if doubt.why == "stick":
        return _(
            "Dữ liệu trong máy cũ hơn gói đã ghi ra USB lúc {when}: các lượt ghi sau cùng không còn ở đây."
        ).format(when=when)
    if doubt.why == "behind":
        return _(
            "Dữ liệu trong máy cũ hơn sổ chứng số: sổ ghi đến {when}, các lượt ghi sau cùng không còn."
        ).format(when=when)
    if doubt.why == "signed":
        return _(
            "Nhật ký không còn là bản đơn vị đã ký, lần cuối lúc {when}: có lượt ghi bị sửa hoặc bị thay. Kiểm tra "
            "dữ liệu để biết phần nào còn đúng, và báo lãnh đạo trước khi trả lời."
        ).format(when=when)
    return _("Dữ liệu trong máy không phải bản đã cấp số đến {when} theo sổ chứng số.").format(
        when=when
    )


def _devices_hint(used: tuple[int, ...]) -> str:
    return _("Khác mọi máy đang dùng của đơn vị. Dữ liệu này từng ghi ở máy số {used}.").format(
        used=", ".join(map(str, used))
    )
