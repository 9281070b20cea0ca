"""The exchange with the superior by window: its key by letters, and batches followed from the list."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from counter_app.desk.closing.carrying import Carrying
from counter_app.domain.exchange.standing import BatchState
from counter_app.domain.exchange.stick import Ejected
from counter_app.qt.board.superior_notices import SuperiorNoticesDialog
from counter_app.qt.closing import batch_lines
from counter_app.qt.closing.export_dialog import ExportDialog
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.closing.parcels_dialog import ParcelsDialog
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.settings.key_letters_dialog import KeyLettersDialog
from counter_app.qt.settings.superior_key import SuperiorKeyCard
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.superior.batches.trust import Trust
from counter_app.superior.exchange.sending_down import Enclosure
from counter_app.sync.batch import writer
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.letters.key_card import Wants
from counter_app.sync.letters.parcel import ItemKind
from counter_app.sync.stick.volumes import Target, Volume
from tests.desk.test_exchange import CARD, NEXT, SUPERIOR, bring, card, said
from tests.desk.test_parcels import LIST, sent
from tests.makers import unlock
from tests.old_entries import record_old
from tests.qt.days import cells, press, receive, shown
from tests.qt.test_closing import Port, heard, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

Key = Qt.Key


@pytest.fixture
def keys(qtbot: QtBot, place: Workplace) -> SuperiorKeyCard:
    """The card of the settings, as first shown."""
    unlock(place.office)
    made = SuperiorKeyCard(place)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def letters_dialog(keys: SuperiorKeyCard, path: Path) -> KeyLettersDialog:
    """The dialog over a card's file."""
    keys.open_card(path)
    found: list[KeyLettersDialog] = keys.window().findChildren(KeyLettersDialog)
    return found[-1]


def test_a_key_is_taken_by_the_letters_somebody_reads_out(
    keys: SuperiorKeyCard, place: Workplace, tmp_path: Path
) -> None:
    (path := tmp_path / "khoa-cap-tren.json").write_bytes(card())
    assert "không niêm phong" in keys.theirs.text()
    assert not keys.revoke.isVisible()
    dialog = letters_dialog(keys, path)
    assert CARD.letters not in " ".join(label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClicks(dialog.letters, NEXT.known.letters)
    press(dialog, Key.Key_Return, control=True)
    assert "Gọi cấp trên" in dialog.field.error.text()
    assert place.office.superior_keys.present() is None
    dialog.letters.clear()
    QTest.keyClicks(dialog.letters, CARD.letters.lower())
    press(dialog, Key.Key_Return, control=True)
    assert CARD.letters in keys.theirs.text()
    keys.revoke.click()
    (asked,) = keys.window().findChildren(ReasonDialog)
    asked.reason.insertPlainText("Cấp trên báo mất máy")
    press(asked, Key.Key_Return, control=True)
    assert place.office.superior_keys.present() is None
    keys.open_card(path)
    assert "đã bị thu hồi" in keys.said.text()


def test_a_file_that_is_no_card_is_said(keys: SuperiorKeyCard, tmp_path: Path) -> None:
    (path := tmp_path / "x.json").write_text("{}", "utf-8")
    keys.open_card(path)
    assert "không phải thẻ khóa" in keys.said.text()
    keys.card.click()
    assert keys.window().findChildren(QFileDialog)


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office, tmp_path: Path) -> ClosingPage:
    """The evening's page after a batch was written."""
    receive(office, "Lê Văn Đạt")
    unlock(office).superior_keys.take(card(), CARD.letters)
    port = Port(tmp_path / "usb")
    office.closing.export(port.folder)
    made = ClosingPage(place, port.media)
    shown(qtbot, place, made)
    settle(qtbot, made)
    return made


def test_a_batch_is_followed_and_written_once_more(
    qtbot: QtBot, page: ClosingPage, office: Office, tmp_path: Path
) -> None:
    def told() -> list[str]:
        return list(cells(page.batches, batch_lines.STANDING))

    assert told() == ["Đã ghi, đọc lại đúng"]
    press(page, Key.Key_O, alt=True)
    (asked,) = page.window().findChildren(ReasonDialog)
    asked.reason.insertPlainText("Anh Tư")
    press(asked, Key.Key_Return, control=True)
    assert told() == ["Đã giao (Anh Tư)"]
    (batch,) = office.closing.batches()
    bring(tmp_path / "usb", said(office, seq=batch.to_seq, head=batch.head.hex()))
    page.batch_actions.read_in(str(tmp_path / "usb"))
    assert told() == ["Cấp trên đã nhận"]
    assert "đã nhận đến lượt ghi số" in heard(page).notices[-1][1]
    press(page, Key.Key_L, alt=True)
    dialog = page.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    assert "gói số 1" in dialog.waiting.text()
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: dialog.outcome.tone == "good", timeout=20_000)
    assert "niêm phong" in dialog.reason.text()
    again = office.sent_batches.standing()[0]
    assert (again.batch.again, again.state) == (1, BatchState.ACKNOWLEDGED)


def test_an_old_entry_that_cannot_travel_is_mended_where_it_was_refused(
    qtbot: QtBot, page: ClosingPage, office: Office
) -> None:
    old = record_old(office)
    receive(office, "Lò Thị Pa")
    page.open_export()
    dialog = page.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    assert not dialog.mend.button.isVisible()
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: dialog.outcome.tone == "bad", timeout=20_000)
    assert "Bấm Sửa cách gửi" in dialog.outcome.more.text()
    assert dialog.mend.button.hasFocus()
    press(dialog, Key.Key_S, alt=True)
    (asked,) = dialog.findChildren(ReasonDialog)
    asked.reason.insertPlainText("Phiên bản cũ ghi mã lệnh quá dài")
    press(asked, Key.Key_Return, control=True)
    assert "Đã sửa cách gửi 1 lượt ghi" in dialog.outcome.sentence.text()
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: "Có thể rút USB" in dialog.outcome.sentence.text(), timeout=20_000)
    assert office.closing.batches()[0].to_seq > old.seq


def test_a_batch_that_was_begun_and_not_finished_stands_in_the_list_and_is_written_again(
    qtbot: QtBot,
    page: ClosingPage,
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive(office, "Lò Thị Pa")
    with monkeypatch.context() as patched:
        patched.setattr(Carrying, "note", lambda *_: sys.exit())
        with pytest.raises(SystemExit):
            office.closing.export(tmp_path / "usb")
    page.refresh()
    assert next(iter(cells(page.batches, batch_lines.STANDING))).startswith("Bắt đầu ghi")
    page.batch_table.setCurrentIndex(page.batches.index(0, 0))
    press(page, Key.Key_L, alt=True)
    dialog = page.findChildren(ExportDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
    press(dialog, Key.Key_Return, control=True)
    qtbot.waitUntil(lambda: dialog.outcome.tone == "good", timeout=20_000)
    assert list(cells(page.batches, batch_lines.STANDING)) == ["Đã ghi, đọc lại đúng"] * 2


def test_what_the_superior_sent_is_seen_row_by_row_then_applied(
    qtbot: QtBot, page: ClosingPage, office: Office, tmp_path: Path
) -> None:
    wrong = LIST + "9.000002,,Hộ tịch,3 ngày làm việc\n"
    listed = Enclosure(
        kind=ItemKind.CATALOGUE, title="QĐ 12", name="dm.csv", content=wrong.encode()
    )
    notice = Enclosure(kind=ItemKind.NOTICE, title="Nghỉ lễ", text="Nghỉ hai ngày.\nTrực máy.")
    stick = sent(tmp_path, [listed, notice], Trust(by="Lê Thị Quyết", keys=SUPERIOR))
    before = office.store.journal.head()
    page.batch_actions.look_at(str(stick))
    (dialog,) = page.window().findChildren(ParcelsDialog)
    qtbot.waitUntil(lambda: not dialog._job.busy, timeout=10_000)
    told = list(cells(dialog.model, 2))
    assert told[0] == "Còn 1 dòng chờ xét"
    assert told[-1] == "Thông báo"
    press(dialog.table, Key.Key_End, control=True)
    assert dialog.whole.text() == "Nghỉ lễ: Nghỉ hai ngày. Trực máy."
    assert office.store.journal.head() == before
    press(dialog, Key.Key_Return, control=True)
    said_after = heard(page).notices  # the dialog itself goes as it closes
    qtbot.waitUntil(lambda: "Đã áp dụng" in str(said_after[-1:]), timeout=10_000)
    assert "9.000001" in {item.code for item in office.store.catalogue.procedures()}
    notices = SuperiorNoticesDialog(page.place, page)
    notices.open()
    assert notices.whole.text() == "Nghỉ lễ\nNghỉ hai ngày.\nTrực máy."


def test_a_stick_without_a_parcel_is_said(qtbot: QtBot, page: ClosingPage, tmp_path: Path) -> None:
    page.batch_actions.look_at(str(tmp_path))
    (dialog,) = page.window().findChildren(ParcelsDialog)
    qtbot.waitUntil(lambda: "Không thấy gói" in dialog.said.text(), timeout=10_000)
    assert not dialog.apply.isEnabled()
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_stick_is_let_go_after_it_was_read_back_and_by_hand_where_it_was_held(
    qtbot: QtBot, page: ClosingPage, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Ejected.BUSY, Ejected.DONE]
    monkeypatch.setattr(writer, "require_same", lambda *_: None)
    port = page._media
    assert port is not None
    page._media = replace(
        port,
        target=lambda stick, _data: replace(Target.of(stick.path), volume=stick),
        eject=lambda _target: answers.pop(0),
    )

    def written() -> ExportDialog:
        press(page, Key.Key_L, alt=True)
        dialog = page.findChildren(ExportDialog)[-1]
        qtbot.waitUntil(lambda: not dialog._looking, timeout=10_000)
        return dialog

    def write(dialog: ExportDialog) -> None:
        press(dialog, Key.Key_Return, control=True)
        qtbot.waitUntil(lambda: dialog.outcome.tone == "good", timeout=20_000)

    write(dialog := written())
    assert dialog.outcome.sentence.text() == "Có thể rút USB"
    assert "có tệp trên đó đang mở" in dialog.reason.text()
    assert " KB" in dialog.files.item(0).text()
    press(dialog, Key.Key_T, alt=True)
    qtbot.waitUntil(lambda: "USB đã tháo khỏi máy" in dialog.reason.text(), timeout=10_000)
    assert not dialog.going.button.isVisible()
    dialog.reject()
    dialog = written()
    press(dialog, Key.Key_T, alt=True)
    assert office.preferences.eject_stick is False
    write(dialog)
    assert dialog.going.button.isVisible()
    assert answers == []


def test_a_superior_that_asks_for_everything_later_gets_the_past_by_one_key(
    qtbot: QtBot, page: ClosingPage, office: Office, tmp_path: Path
) -> None:
    """Said with the key card and on the closing page, where Alt+D writes it; afterwards nothing is said any more."""
    assert not page.batch_actions.whole.isVisible()
    keys = SuperiorKeyCard(page.place)
    qtbot.addWidget(keys)
    keys.show()
    assert not keys.past.isVisible()
    (path := tmp_path / "khoa-cap-tren.json").write_bytes(card(wants=Wants.FULL))
    dialog = letters_dialog(keys, path)
    press(dialog, Key.Key_Return, control=True)
    assert "chỉ có số liệu" in shown_text(keys.past)
    assert keys.send_past.isVisible()
    page.refresh()
    assert "chỉ có số liệu" in shown_text(page.batch_actions.past)
    press(page, Key.Key_D, alt=True)
    export = page.findChildren(ExportDialog)[-1]
    assert "đủ thông tin" in export.waiting.text()
    export.begin_in(str(tmp_path / "past"))
    qtbot.waitUntil(lambda: export.outcome.tone == "good", timeout=20_000)
    (manifest,) = (tmp_path / "past").glob("HS_*/*.manifest.json")
    with open_batch(manifest, SUPERIOR.identity) as batch:
        assert "Lê Văn Đạt" in str([line.payload for line in batch.lines()])
    page.refresh()
    assert not page.batch_actions.whole.isVisible()
    keys.show_standing()
    assert not keys.past.isVisible()


def shown_text(advice: QWidget) -> str:
    """What a visible advice says."""
    assert advice.isVisible()
    return " ".join(label.text() for label in advice.findChildren(QLabel))


@pytest.mark.parametrize("word", ["", "Ghi lên USB này"])
def test_the_superior_reads_a_stick_that_is_locked_but_does_not_write_it(
    qtbot: QtBot, place: Workplace, word: str
) -> None:
    locked = Volume(
        path=Path("/media/khong-co"), label="USB", filesystem="exfat", serial="1A2B-3C4D", size=8, free=4,
        removable=True, read_only=True,
    )  # fmt: skip
    dialog = StickDialog(place, print, volumes=lambda: [locked], word=word)
    qtbot.waitUntil(lambda: dialog.sticks.count() == 1)
    assert dialog.take.isEnabled() is not bool(word)
    assert ("chỉ đọc" in dialog.reason.text()) is bool(word), "it is named, not called missing"
    assert dialog.windowTitle() == ("Chọn USB để ghi" if word else "Chọn USB của đơn vị")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
