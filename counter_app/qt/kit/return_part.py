"""The way the dossier came and how its result goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.field_rows import FieldRows
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.point_part import PointPart
from counter_app.wording.dossier.labels import channel_label

Places = tuple[list[str], tuple[str, ...], str, list[tuple[str, str]]]
_AMONG_OFFICES = ("return_place", "resolver", "territory")
"""The fields that are asked for only where there are other offices."""


class ReturnPart(QWidget):
    """Channels, the postal address when it goes by post, and a note.

    Signals:
        changed(): something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = ""
        channels = [(channel, channel_label(channel).text) for channel in Channel]
        self.channel, self.way = Choice(channels), Choice(channels)
        for choice in (self.channel, self.way):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(8)
        self.address = LineEdit(most=2_000)
        self.place = Choice([("", _("Tại đơn vị này"))])
        self.resolver = Choice([("", _("Theo danh mục thủ tục"))])
        self.territory = _territories()
        for choice in (self.place, self.resolver, self.territory):
            choice.let_shrink()
        self.note = LineEdit(most=2_000, placeholder=_("Ghi chú nội bộ, không in trên giấy hẹn"))
        self._fields = {
            "channel": Field(_("Nhận hồ sơ qua"), self.channel),
            "return_channel": Field(_("Trả kết quả qua"), self.way),
            "return_address": Field(_("Địa chỉ nhận kết quả"), self.address, required=True),
            "resolver": Field(_("Nơi giải quyết"), self.resolver),
            "return_place": Field(_("Nơi trả kết quả"), self.place),
            "territory": Field(_("Phạm vi tiếp nhận"), self.territory),
            "note": Field(_("Ghi chú"), self.note),
        }
        self.points = PointPart()
        self.points.changed.connect(self.changed)
        self._arrange()
        self.channel.currentIndexChanged.connect(self.changed)
        self.way.currentIndexChanged.connect(self._on_way)
        self.address.textChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        for choice, name in zip(
            (self.place, self.resolver, self.territory), _AMONG_OFFICES, strict=True
        ):
            choice.currentIndexChanged.connect(self.changed)
            self._fields[name].hide()
        self.place.currentIndexChanged.connect(self._on_way)
        self._on_way()

    def _arrange(self) -> None:
        rows = FieldRows(self)
        fields = self._fields
        rows.add_row((fields["channel"], 1), (fields["return_channel"], 1))
        rows.add_row((fields["return_address"], 1))
        rows.add_row((fields["resolver"], 1), (fields["return_place"], 1))
        for part in (fields["territory"], self.points, fields["note"]):
            rows.add_row((part, 1))
        for name, field in self._fields.items():
            field.editor.setObjectName(name)

    def offer_places(
        self,
        partners: Sequence[str],
        points: Sequence[str] = (),
        home: str = "",
        officers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Let another office resolve it or return the result, and points outside the office take it in or give it out.

        Nothing to choose while there is none.
        """
        others = [(name, name) for name in partners]
        self._home = home
        outside = [(name, name) for name in (*points, *([home] if home else ()))]
        self.place.offer([("", _("Tại đơn vị này")), *outside, *others])
        self.points.offer(points, home, officers)
        self.resolver.offer([("", _("Theo danh mục thủ tục")), *others])
        for name in _AMONG_OFFICES:
            self._fields[name].setVisible(bool(partners))
        self._fields["return_place"].setVisible(bool(partners or outside))
        self._on_way()

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return {**self._fields, **self.points.fields}

    def said(self) -> dict[str, Any]:
        """The citizen's wishes about the return, by the names of the facts."""
        return {
            "channel": Channel(self.channel.value()),
            "return_channel": Channel(self.way.value()),
            "return_address": self.postal_address(),
            "return_place": self.place.value() or "",
            "resolver": self.resolver.value() or "",
            "territory": self.territory.value() or "",
            "note": self.note.value(),
            **self.points.said(),
        }

    def postal_address(self) -> str:
        """The address the result is sent or brought to; empty unless it goes by post or to somebody's home."""
        return self.address.value() if self._goes_out() else ""

    def _goes_out(self) -> bool:
        home = bool(self._home) and self.place.value() == self._home
        return home or Channel(self.way.value()) is Channel.POSTAL

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        return {
            "channel": int(self.channel.value()),
            "return_channel": int(self.way.value()),
            "return_address": self.address.text(),
            "return_place": self.place.value() or "",
            "resolver": self.resolver.value() or "",
            "territory": self.territory.value() or "",
            "note": self.note.text(),
            **self.points.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears."""
        self.channel.choose(Channel(state.get("channel") or Channel.DIRECT))
        self.way.choose(Channel(state.get("return_channel") or Channel.DIRECT))
        self.address.setText(str(state.get("return_address") or ""))
        self.place.choose(str(state.get("return_place") or ""))
        self.resolver.choose(str(state.get("resolver") or ""))
        self.territory.choose(str(state.get("territory") or ""))
        self.note.setText(str(state.get("note") or ""))
        self.points.restore(state)

    def set_said(self, draft: IntakeDraft) -> None:
        """Fill from a form that was filled before."""
        self.restore({name: getattr(draft, name) for name in self.said()})

    def _on_way(self) -> None:
        self._fields["return_address"].setVisible(self._goes_out())
        self.changed.emit()


def places_of(office: Office) -> Places:
    """Other offices, reception points, what the service at home is called, and who may have gone there."""
    settings = office.settings
    officers = [(item.login, item.name) for item in office.staff.officers() if item.active]
    return office.handover.partners(), settings.points, settings.home_service, officers


def _territories() -> Choice:
    """Why the office may receive for another one (Nghị định 309/2026/NĐ-CP, khoản 4 Điều 14)."""
    return Choice(
        [
            ("", _("Thuộc đơn vị này")),
            ("province", _("Không phụ thuộc địa giới, trong tỉnh")),
            ("nationwide", _("Không phụ thuộc địa giới, toàn quốc")),
        ]
    )
