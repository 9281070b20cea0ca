"""The points of the nine indicators that each class needs: not confirmed, and so the office says them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from counter_app.i18n import _
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.fields import DigitsEdit, Field
from counter_app.qt.kit.held import Put, show
from counter_app.settings import OfficeSettings


class RatingCard(Card):
    """One number for each class, best first."""

    def __init__(self) -> None:
        super().__init__(
            _("Xếp loại theo chín chỉ số"),
            _(
                "Ngưỡng theo Nghị định 61/2018/NĐ-CP, chưa xác nhận còn áp dụng. Sửa theo hướng "
                "dẫn của cơ quan cấp trên."
            ),
        )
        self.edits: dict[str, DigitsEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self.body.addLayout(self._grid)
        self.fields: dict[str, Field] = {}
        self.show_settings(OfficeSettings(), editable=False)

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        ordered = sorted(kept.rating_floors.items(), key=lambda item: -item[1])
        for at, (name, floor) in enumerate(ordered):
            if name not in self.edits:
                self.edits[name] = DigitsEdit(most=2)
                label = _("{name}: từ (điểm)").format(name=name)
                field = Field(label, self.edits[name])
                self.fields.setdefault("rating_floors", field)
                self._grid.addWidget(field, at // 2, at % 2)
            put(self.edits[name], str(floor))
            self.edits[name].setEnabled(editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """The settings with the numbers as typed; an empty one stays as it was."""
        floors = {
            name: int(self.edits[name].text()) if self.edits[name].text() else floor
            for name, floor in before.rating_floors.items()
        }
        return replace(before, rating_floors=floors)
