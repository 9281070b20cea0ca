"""Reconciliation (đối soát): what has no official code yet, copied over field by field, its code pasted back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.desk.desk import Noun
from counter_app.desk.official.codes import Imported
from counter_app.domain.dossier.dossier import Dossier, Mapping
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.domain.official.codes import official_warnings
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.saving import TABLE_FILES
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.official.copy_panel import CopyPanel
from counter_app.store.read.official import MappedLine
from counter_app.wording.dossier.copying import copy_fields
from counter_app.wording.dossier.labels import Label, mapping_label
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column
from counter_app.wording.tables.totals import dossiers_text

TODAY, WEEK, ALL, ENTERED = "today", "week", "all", "entered"
_WEEK = timedelta(days=6)
REISSUED = "receipt"


class OfficialPage(Page):
    """The list at the left, the dossier to be typed over at the right."""

    name: ClassVar[str] = "official"
    icon: ClassVar[str] = "transfer"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.DOSSIER})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._send = Sending()
        self._dossier: Dossier | None = None
        self._mapped = ""
        self._op = new_op()
        self.which = Choice(
            [
                (TODAY, _("Nhận hôm nay, chưa có mã")),
                (WEEK, _("Nhận 7 ngày qua, chưa có mã")),
                (ALL, _("Mọi hồ sơ chưa có mã")),
                (ENTERED, _("Đã ghi mã hôm nay")),
            ]
        )
        self.which.setAccessibleName(_("Danh sách đối soát"))
        self.which.let_shrink()
        self.model: RowsModel[MappedLine] = RowsModel(
            _columns(), self, key=lambda item: item.line.id
        )
        self.table = RowsTable(
            self.model, _("Hồ sơ cần đối soát"), stem="doi-soat-ma", counted=dossiers_text
        )
        self.count = text_label("", "muted")
        self.none = EmptyState("ok", _("Không còn hồ sơ nào thiếu mã chính thức"))
        self.panel = CopyPanel()
        self.head = text_label("", "heading")
        self.official = LineEdit(placeholder="H55.242.01-261123-000015", most=80)
        self.note = LineEdit(placeholder=_("Lệch ở đâu, hoặc vì sao không phải nhập"), most=300)
        self.said = Advice("good")
        self.held = Held(self.reload)
        self._make_buttons()
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return _("Đối soát mã hồ sơ")

    def _make_buttons(self) -> None:
        panel, enter = self.panel, self._enter
        clear = partial(enter, Mapping.NOT_ENTERED)
        self.next = ActionButton(
            _("Sao chép ô tiếp theo"), panel.copy_next, name="next", key="Alt+C", tone="primary"
        )
        self.skip = ActionButton(_("Hồ sơ sau"), self._on_skip, name="down", key="Alt+S")
        self.differs = ActionButton(
            _("Không khớp"), partial(enter, Mapping.MISMATCH), name="warning", key="Alt+L"
        )
        self.exempt = ActionButton(
            _("Không phải nhập"), partial(enter, Mapping.EXEMPT), name="stop", key="Alt+K"
        )
        self.undo = ActionButton(_("Xóa mã chính thức đã ghi"), clear, name="undo", key="Alt+U")
        load, compare = partial(_ask_pairs, self), partial(open_list, self)
        self.load = ActionButton(_("Nhập danh sách mã"), load, name="folder", key="Ctrl+I")
        self.compare = ActionButton(
            _("So với danh sách của hệ thống"), compare, name="transfer", key="Ctrl+L"
        )
        self.reprint = ActionButton(
            _("In lại giấy hẹn có mã mới"), self._on_reprint, name="print-again", key="Ctrl+P"
        )

    def _build(self) -> None:
        self._fields = {
            "official_code": Field(_("Mã hồ sơ chính thức"), self.official),
            "note": Field(_("Ghi chú"), self.note),
        }
        self.official.setFont(sized(14))
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(4), 0)
        left.setSpacing(scaled(8))
        left.addWidget(self.which)
        left.addWidget(self.count)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.none, 1)
        left.addWidget(flowing(self.load, self.compare))
        self.card = Card()
        self.card.add(self.head)
        self.card.add(flowing(self.next, self.skip))
        self.card.body.addWidget(self.panel, 1)
        self.card.add(*self._fields.values(), self.held.band)
        self.card.add(flowing(self.differs, self.exempt, self.undo))
        self.card.add(self.said, self.reprint)
        holder = QWidget()
        holder.setLayout(left)
        split = SideBySide(holder, self.card, least=620, weights=(46, 54))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(scrolling(split))
        self.reprint.hide()

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self._on_which())
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(lambda _at: self.official.setFocus())
        self.official.returnPressed.connect(partial(self._enter, Mapping.ENTERED))
        self.panel.copied.connect(
            lambda label: self.said.say(_("Đã sao chép: {field}").format(field=label), "info")
        )

    @override
    def reload(self) -> None:
        lines, total = _lines(self.place.office, self.which.value())
        self.model.show(lines, total=total, most=MOST_LINES)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        busy = self._dossier is not None and bool(self.held.changed())
        self.card.setVisible(bool(lines) or bool(self._mapped) or busy)
        _say_owed(self)
        if busy and self._dossier is not None:
            self.show_dossier(self.place.office.dossiers.get(self._dossier.code))
        else:
            self.table.stay()

    @override
    def enter(self, argument: object = None) -> None:
        """A dossier's code opens it; without one the list stays as it is."""
        if isinstance(argument, str) and argument:
            self.show_dossier(self.place.office.dossiers.get(argument))

    @override
    def first_field(self) -> QWidget:
        return self.official if self._dossier is not None else self.which

    @override
    def take_scan(self, text: str) -> bool:
        found = self.place.office.returning.verdict(text).dossier
        if found is None:
            return False
        self.show_dossier(found)
        self.official.setFocus()
        return True

    def show_dossier(self, dossier: Dossier) -> None:
        """Show one dossier at the right, in whatever list it is."""
        self._take(dossier)
        at = self.model.find(lambda item: item.line.id == dossier.id)
        if at >= 0:
            self.table.choose(at)
        self.card.show()
        self._show()

    def _on_which(self) -> None:
        self._dossier = None
        self.reload()

    def _on_row(self, at: int) -> None:
        item = self.model.row(at)
        if item is None:
            self._dossier = None
        else:
            self._take(self.place.office.dossiers.get(item.line.code))
        self._show()

    def _take(self, dossier: Dossier) -> None:
        """One dossier in hand; the same one read again is still the same act."""
        if self._dossier is None or self._dossier.id != dossier.id:
            self._op = new_op()
            self.place.office.access.served(dossier)
        self._dossier = dossier

    def _show(self) -> None:
        dossier = self._dossier
        self.panel.show_fields(copy_fields(dossier) if dossier else ())
        other = self.held.turn_to(dossier.id if dossier else 0)
        for field in self._fields.values():
            if other:
                field.set_error("")
            field.setEnabled(dossier is not None)
        for button in (self.next, self.skip, self.differs, self.exempt, self.undo):
            button.setEnabled(dossier is not None)
        self.head.setText(
            _("{code} – {name}").format(code=dossier.code, name=dossier.holder_name[:120])
            if dossier
            else ""
        )
        self.held.put(self.official, dossier.official_code if dossier else "")
        self.held.put(self.note, dossier.mapping_note if dossier else "")
        self.held.settle()
        self.undo.setVisible(bool(dossier and dossier.mapping is not Mapping.NOT_ENTERED))

    def _on_skip(self) -> None:
        self.table.choose(self.table.currentIndex().row() + 1)
        self.official.setFocus()

    def _enter(self, state: Mapping) -> None:
        if self._dossier is not None and self.held.may_save() and self._dossier is not None:
            done = partial(self._on_done, self.table.currentIndex().row())
            enter = partial(self._map, self._dossier, state)
            self.place.act(enter, self._fields, done, held=self.held)

    def _map(self, dossier: Dossier, state: Mapping) -> Done[Dossier]:
        done = self.place.office.official.enter(
            dossier.code,
            self.official.value(),
            state=state,
            note="" if state is Mapping.ENTERED else self.note.value(),
            op_id=self._op,
        )
        self._dossier, self._mapped = None, dossier.code
        return done

    def _on_done(self, at: int, dossier: Dossier) -> None:
        """Say what was entered; the next line is chosen where this one stays in the list."""
        if self.model.find(lambda item: item.line.id == dossier.id) >= 0:
            self.table.choose(at + 1)
        label, odd = (
            mapping_label(dossier.mapping).text.lower(),
            official_warnings(dossier.official_code),
        )
        said = _("{code}: {state} {official}").format(
            code=dossier.code, state=label, official=dossier.official_code
        )
        self.said.say([said.strip(), *odd], "warning" if odd else "good")
        self.reprint.setVisible(bool(dossier.official_code))
        self.official.setFocus()

    def _on_reprint(self) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        self.place.act(
            lambda: self._send(
                self.place.office.paper.reissue,
                self._mapped,
                REISSUED,
                reason=_("Đã có mã hồ sơ chính thức"),
            ),
            then=lambda job: PrintDialog(self.place, job.id, self).open(),
        )

    def load_pairs(self, path: Path) -> None:
        """Enter the pairs of a file and say what became of them."""
        mapping = self.place.office.official
        self.place.act(
            lambda: self._send(mapping.import_pairs, path),
            {},
            partial(_say_loaded, self.place),
        )


def _say_owed(page: OfficialPage) -> None:
    """Say how many have no code in all, and the meaning of an empty list."""
    owed = page.place.office.official.owed_count()
    text = plural("Còn thiếu mã tất cả: {count} hồ sơ", owed)
    page.count.setText(text.format(count=grouped(owed)))
    page.none.say(
        _("Không có hồ sơ nào trong danh sách này")
        if owed
        else _("Không còn hồ sơ nào thiếu mã chính thức")
    )


def open_list(page: OfficialPage) -> None:
    """The official system's own list compared with the counter."""
    from counter_app.qt.official.list_dialog import OfficialListDialog

    OfficialListDialog(page.place, page.window()).open()


def _ask_pairs(page: OfficialPage) -> None:
    dialog = QFileDialog(page, _("Chọn tệp danh sách mã"), "", TABLE_FILES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: page.load_pairs(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _columns() -> Sequence[Column[MappedLine]]:
    return (
        Column(_("Mã hồ sơ"), lambda item: item.line.code),
        Column(_("Chủ hồ sơ"), lambda item: item.line.names[-1], of_people=True),
        Column(_("Đối soát"), _state),
    )


def _state(item: MappedLine) -> Label:
    """Short: the list stands beside the dossier that says all of it."""
    label = mapping_label(item.mapping)
    short = {
        Mapping.NOT_ENTERED: _("Chưa có"),
        Mapping.MISMATCH: _("Không khớp"),
        Mapping.EXEMPT: _("Không phải nhập"),
        Mapping.ENTERED: item.official_code,
    }
    return Label(short[item.mapping], label.tone, label.icon)


def _say_loaded(place: Workplace, done: Imported) -> None:
    sentence = _("Đã ghi {entered} mã, {unchanged} đã có từ trước, {refused} dòng không ghi được.")
    text = sentence.format(
        entered=len(done.entered), unchanged=len(done.unchanged), refused=len(done.refused)
    )
    place.hub.notice(
        Tone.WARNING if done.refused or done.remarks else Tone.GOOD,
        " ".join([text, *done.remarks[:2], *done.refused[:3]]),
    )


def _lines(office: Office, which: str) -> tuple[list[MappedLine], int | None]:
    """The lines of a list, and how many there are of them."""
    official = office.official
    today = official.today()
    match which:
        case "today":
            return official.owed(today), official.owed_count(today)
        case "week":
            return official.owed(since=today - _WEEK), official.owed_count(since=today - _WEEK)
        case "entered":
            return official.entered(today), None
        case _:
            return official.owed(), official.owed_count()
