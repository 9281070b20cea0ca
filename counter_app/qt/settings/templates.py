"""Papers of a procedure's own (CT04 of the police counter and the like): loaded from files, given to procedures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem

from counter_app.desk.desk import Done
from counter_app.domain.paper.templates import FIELDS
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.kept_place import KEY, refill
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.saving import TABLE_FILES, ask_and_save, tell_page
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.domain.paper.templates import PaperTemplate
    from counter_app.qt.kit.workplace import Workplace


class TemplatesCard(Card):
    """The office's templates, and what may be done with the one chosen."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Mẫu riêng của thủ tục"),
            _(
                "Thủ tục có mẫu riêng thì giấy hẹn in theo mẫu đó thay cho Mẫu số 01; mẫu bị bỏ thì in lại Mẫu số 01."
            ),
        )
        self._place, self._send = place, Sending()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Mẫu riêng đã nhập"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = text_label(_("Chưa có mẫu riêng nào."), "muted")
        self.code = LineEdit(placeholder=_("Ví dụ: 1.004222"), most=40)
        self.example = ActionButton(
            _("Thêm mẫu CT04 kèm chương trình"), self._on_example, name="add", key="Alt+C"
        )
        self.file = ActionButton(_("Nhập từ tệp…"), self._on_file, name="folder", key="Alt+T")
        self.use = ActionButton(_("Dùng cho thủ tục này"), self._on_use, name="ok", key="Alt+G")
        self.drop = ActionButton(_("Bỏ mẫu đang chọn"), self._on_drop, name="delete", key="Alt+X")
        self.give_out = ActionButton(
            _("Xuất ra Excel"), self._on_give_out, name="save", key="Alt+Y"
        )
        self._fields = {
            "template": Field(_("Mẫu đã nhập"), self.list),
            "code": Field(_("Mã thủ tục in theo mẫu đang chọn"), self.code),
        }
        self.add(self.none, self._fields["template"])
        self.add(flowing(self.example, self.file, self.give_out, self.drop))
        self.add(self._fields["code"], flowing(self.use))

    def reload(self, *, may: bool) -> None:
        """Show the office's templates; ``may``: whoever is signed in can change them."""
        desk = self._place.office.templates
        templates = desk.all()
        items = []
        for template in templates:
            item = QListWidgetItem(_template_text(template, desk.used_by(template.key)))
            item.setData(KEY, template.key)
            item.setToolTip(plain_tip(_content_text(template)))
            items.append(item)
        refill(self.list, items)
        self.list.setFixedHeight(scaled(44) * max(1, min(len(templates), 4)) + scaled(10))
        self.none.setVisible(not templates)
        for field in self._fields.values():
            field.setVisible(bool(templates))
        self.use.setVisible(bool(templates))
        self.code.setReadOnly(not may)
        for button in (self.example, self.file):
            button.setEnabled(may)
        self.give_out.setEnabled(bool(templates))
        for button in (self.use, self.drop):
            button.setEnabled(may and bool(templates))

    def _key(self) -> str:
        if self.list.currentRow() < 0:
            return ""
        return str(self.list.currentItem().data(KEY))

    def _on_example(self) -> None:
        desk = self._place.office.templates

        def load() -> Done[PaperTemplate]:
            (example,) = [item for item in desk.shipped() if item.key == "CT04"]
            return self._send(desk.load, example)

        self._place.act(load, self._fields, self._loaded)

    def _on_file(self) -> None:
        dialog = QFileDialog(self, _("Chọn tệp mẫu giấy"), "", f"{TABLE_FILES};;JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.load_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def load_file(self, path: Path) -> None:
        """Keep the template of a file, or say what is wrong with it."""
        desk = self._place.office.templates
        self._place.act(lambda: self._send(desk.load_file, path), None, self._loaded)

    def _loaded(self, template: PaperTemplate) -> None:
        text = _("Đã nhập mẫu {key}. Đối chiếu các mục với văn bản trước khi dùng.")
        self._place.hub.notice(Tone.WARNING, text.format(key=template.key))

    def _on_give_out(self) -> None:
        """The chosen template as a table, which reads back the same once somebody has changed it."""
        key, office = self._key(), self._place.office
        guard(
            self._place,
            lambda: office.reports.xlsx([office.templates.table(key)]),
            self._fields,
            lambda data: ask_and_save(
                self._place,
                self,
                f"mau-giay-{key}.xlsx",
                data,
                tell_page(self._place),
            ),
        )

    def _on_drop(self) -> None:
        key = self._key()
        desk = self._place.office.templates
        self._place.act(lambda: self._send(desk.drop, key), None, self._dropped)

    def _dropped(self, key: str) -> None:
        text = _("Đã bỏ mẫu {key}; giấy hẹn của thủ tục in theo Mẫu số 01.")
        self._place.hub.notice(Tone.GOOD, text.format(key=key))

    def _on_use(self) -> None:
        key, code = self._key(), self.code.value()
        desk = self._place.office.templates
        self._place.act(lambda: self._send(desk.use, key, code), self._fields, self._used)

    def _used(self, procedure: Procedure) -> None:
        self.code.clear()
        text = _("Giấy hẹn của “{name}” in theo mẫu {key} từ hồ sơ tiếp theo.")
        self._place.hub.notice(
            Tone.GOOD, text.format(name=procedure.name[:80], key=procedure.template)
        )


def _content_text(template: PaperTemplate) -> str:
    """The content of each row, and where it comes from."""
    rows = [f"{row.label} {_(FIELDS[row.field])}" for row in template.rows]
    return "\n".join([*rows, "", template.source])


def _template_text(template: PaperTemplate, procedures: tuple[Procedure, ...]) -> str:
    used = ", ".join(f"{item.code} {item.name[:60]}" for item in procedures)
    text = _("{key} – {title} · dùng cho: {used}")
    return text.format(key=template.key, title=template.title, used=used or _("chưa thủ tục nào"))
