"""The second memory of the numbers given, beside the data, and the question when they are in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import Field, LineEdit, repolish
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import ask_folder

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from counter_app.qt.kit.workplace import Workplace


class WitnessCard(Card):
    """The second place, how it stands, and the way to the question about numbers."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Số đã cấp"),
            _(
                "Sổ chứng số nhớ số cuối của từng dãy ở nơi khác: dữ liệu hỏng hay cũ đi cũng không cấp trùng số."
            ),
        )
        self._place = place
        self.folder = LineEdit(place.office.preferences.witness_dir)
        self.field = Field(
            _("Nơi thứ hai (USB, ổ khác)"),
            self.folder,
            _("Để trống: chỉ ghi cạnh thư mục dữ liệu."),
        )
        self.choose = ActionButton(_("Chọn nơi &ghi"), self._choose, name="folder")
        self.keep = ActionButton(_("Dù&ng nơi này"), self._keep, name="ok")
        self.ask = ActionButton(_("&Trả lời về số đã cấp"), self.answer, name="help")
        self.standing = text_label("")
        self.add(self.field)
        self.add(flowing(self.keep, self.choose, self.ask))
        self.add(self.standing)
        self.show_standing()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.show_standing()
        super().showEvent(event)

    def show_standing(self) -> None:
        """Say where the witness lies and whether that is good enough."""
        office = self._place.office
        self.ask.setVisible(office.numbers.doubt is not None)
        text, role = _standing(self._place)
        self.standing.setText(text)
        self.standing.setProperty("role", role)
        repolish(self.standing)

    def answer(self) -> None:
        """Ask which numbers were given."""
        from counter_app.qt.settings.numbers_dialog import NumbersDialog

        dialog = NumbersDialog(self._place, self.window())
        dialog.finished.connect(self.show_standing)
        dialog.open()

    def _choose(self) -> None:
        ask_folder(self, self.folder.text(), self.folder.setText)

    def _keep(self) -> None:
        verb, folder = self._place.office.numbers, self.folder.value()
        self._place.act(
            lambda: verb.choose_place(folder),
            {"witness_dir": self.field},
            self._on_kept,
        )

    def _on_kept(self, _folder: str) -> None:
        self._place.office.watch_numbers()
        self._place.hub.notice(Tone.GOOD, _("Đã đổi nơi ghi sổ chứng số."))
        self.show_standing()


def _standing(place: Workplace) -> tuple[str, str]:
    witnessing = place.office.witnessing
    if witnessing is None:
        return "", ""
    failing = witnessing.witness.failing
    if failing:
        where = ", ".join(str(folder) for folder in failing)
        return _("Không ghi được ở {path}. Cắm lại USB hoặc chọn nơi khác.").format(
            path=where
        ), "error"
    where = ", ".join(str(item.folder) for item in witnessing.witness.places)
    if witnessing.apart():
        return _("Đang ghi ở {path}.").format(path=where), ""
    return (
        _(
            "Đang ghi ở {path}, cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai. Nên chọn thêm USB hoặc ổ khác."
        ).format(path=where),
        "error",
    )
