"""The first morning by keys alone: trying, setting up with nothing founded by accident, coming back from a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from counter_app import i18n, paths
from counter_app.desk.office.backup import backup
from counter_app.desk.office.unlocking import unlock_with_words
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.qt.kit.theme import apply_theme, theme_name
from counter_app.qt.window.appearance import FILE_NAME, Look
from counter_app.qt.window.first_run import FirstRun
from counter_app.settings import OfficeSettings, Preferences
from tests.makers import receive
from tests.patience import come_to_front
from tests.printing.reading import flat_text
from tests.qt.hands import ALT, CTRL, ENTER, NO, SHIFT, commit, focused
from tests.qt.test_app import start, window_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.window.app import Program
    from counter_app.qt.window.first_wait import Asked, Told
    from counter_app.qt.window.set_up import SetUpForm
    from counter_app.store.core.journal import Stored

__all__ = ["start"]
Key = Qt.Key
Press = Callable[..., None]
PASSWORD = "quay-hai-ba-trung"


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    """What a first run puts on goes with it."""
    yield
    i18n.use_language("vi", paths.resources_dir() / "locale")
    apply_theme(qapp, Preferences())


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Presses a key wherever the keyboard is, and lets a button that it presses come up again."""

    def strike(key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        window = focused().window()
        QTest.keyClick(focused(), key, modifier)
        qtbot.waitUntil(lambda: not isValid(window) or not _pressed(window))

    return strike


def _pressed(window: QWidget) -> bool:
    return any(button.isDown() for button in window.findChildren(QPushButton))


def first_run_of(program: Program) -> FirstRun:
    """The first run's panel, the keyboard in its window."""
    come_to_front(window_of(program))
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, FirstRun)
    return panel


def set_up_of(program: Program, press: Press) -> SetUpForm:
    """The set-up page, reached by its key."""
    panel = first_run_of(program)
    press(Key.Key_T, ALT)
    assert panel.form is not None
    assert panel.stack.currentWidget() is panel.form
    return panel.form


def tab_to(widget: object) -> None:
    """Tab until the keyboard is there."""
    for _time in range(120):
        if focused() is widget:
            return
        QTest.keyClick(focused(), Key.Key_Tab)
    raise AssertionError("no Tab leads there")


def fill(form: SetUpForm) -> None:
    """Everything that has to be said, by keys."""
    assert focused() is form.office.commune
    commit(focused(), "Phường Tân Lập")
    tab_to(form.office.number)
    QTest.keyClicks(focused(), "99002")
    tab_to(form.encrypted)
    QTest.keyClick(focused(), Key.Key_Space)
    tab_to(form.officers.line(0)[0])
    commit(focused(), "Nguyễn Thị Hường")


def test_a_new_office_is_encrypted_once_its_sheet_is_on_paper(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    program = start(tmp_path / "moi")
    form = set_up_of(program, press)
    fill(form)
    form.encrypted.setChecked(True)  # as it stands at first
    tab_to(form.noted.tick)
    press(Key.Key_Space)
    press(ENTER, CTRL)
    assert "phiếu khôi phục" in form.noted.error.text()
    assert focused() is form.noted.print_recovery
    form.noted.recovery_out = True  # on paper; how it gets there is told below
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=15000)
    assert program.place is not None
    office = program.place.office
    assert Office.locked(office.data_dir)
    assert office.keys == unlock_with_words(office.data_dir, " ".join(form.recovery))
    assert office.recovery.standing().valid


def test_an_empty_folder_is_set_up_and_the_officer_is_at_the_counter(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    program = start(tmp_path / "moi")
    form = set_up_of(program, press)
    fill(form)
    assert form.office.name.text() == "Trung tâm Phục vụ hành chính công phường Tân Lập"
    assert form.office.parent_name.text() == "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP"
    tab_to(form.noted.tick)
    press(Key.Key_Space)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=15000)
    assert program.place is not None
    office = program.place.office
    assert (office.settings.place, office.settings.number) == ("Tân Lập", "99002")
    assert office.session.officer is not None
    assert office.session.officer.login == "huong.nt"
    assert not office.settings.sample
    assert len(office.store.calendar.sessions()) == 10


def test_ctrl_enter_at_once_founds_nothing_and_says_what_is_missing(
    start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    """One refusal after the other, the keyboard each time where it is mended."""
    program = start(tmp_path / "moi")
    form = set_up_of(program, press)
    press(ENTER, CTRL)
    assert "Chưa có tên đơn vị" in form.office.fields["commune"].error.text()
    assert focused() is form.office.commune
    commit(focused(), "xã Yên Hòa")
    press(ENTER, CTRL)
    assert "đúng 5 chữ số" in form.office.fields["number"].error.text()
    assert focused() is form.office.number
    QTest.keyClicks(focused(), "99002")
    press(ENTER, CTRL)
    assert "họ tên" in form.officers.error.text()
    assert focused() is form.officers.line(0)[0]
    commit(focused(), "Nguyễn Thị Hường")
    press(ENTER, CTRL)
    assert focused() is form.noted.print_recovery  # without it encrypted data could be lost
    form.encrypted.setChecked(False)
    press(ENTER, CTRL)
    assert "ghi lại mật khẩu" in form.noted.tick.text().replace("&", "")
    assert "không ai vào được" in form.noted.error.text()
    assert focused() is form.noted.tick
    assert not Office.exists(tmp_path / "moi")
    assert first_run_of(program).stack.currentWidget() is form


def test_examples_are_shown_and_are_no_values(
    start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    form = set_up_of(start(tmp_path / "moi"), press)
    edits = [form.office.commune, form.office.name, form.office.number, form.officers.line(0)[0]]
    for edit in edits:
        assert isinstance(edit, QLineEdit)
        assert edit.text() == ""
        assert edit.placeholderText().startswith("Ví dụ: ")


def test_another_password_has_to_be_noted_again(
    start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    form = set_up_of(start(tmp_path / "moi"), press)
    fill(form)
    tab_to(form.noted.tick)
    press(Key.Key_Space)
    assert form.noted.tick.isChecked()
    while focused() is not form.officers.line(0)[4]:
        press(Key.Key_Backtab, SHIFT)
    press(Key.Key_X)
    assert not form.noted.tick.isChecked()


@pytest.mark.parametrize(
    ("password", "said"), [("ngan", "ít nhất 10 ký tự"), ("mậtkhẩudài", "không dấu")]
)
def test_a_password_that_nobody_could_type_again_is_refused(
    start: Callable[[Path], Program], tmp_path: Path, press: Press, password: str, said: str
) -> None:
    """What a Vietnamese typing method makes of letters here, it does not make at the sign-in."""
    form = set_up_of(start(tmp_path / "moi"), press)
    fill(form)
    tab_to(form.officers.line(0)[4])
    press(Key.Key_A, CTRL)
    commit(focused(), password)
    form.noted.tick.setChecked(True)
    press(ENTER, CTRL)
    assert said in form.officers.error.text()
    assert focused() is form.officers.line(0)[4]
    assert not Office.exists(tmp_path / "moi")


def test_the_passwords_are_saved_as_a_sheet(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    form = set_up_of(start(tmp_path / "moi"), press)
    form.noted.save.setFocus()
    press(ENTER)
    assert "họ tên" in form.noted.answer.text(), "a sheet without a name is no use"
    tab_to(form.office.commune)
    fill(form)
    form.noted.save.setFocus()
    press(ENTER)
    (dialog,) = form.noted.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "phieu-mat-khau.pdf"
    dialog.fileSelected.emit(str(tmp_path / "phieu.pdf"))
    dialog.reject()
    said = flat_text((tmp_path / "phieu.pdf").read_bytes())
    password = form.officers.line(0)[4]
    assert isinstance(password, QLineEdit)
    for word in ("PHIẾU MẬT KHẨU", "phường Tân Lập", "Nguyễn Thị Hường", "huong.nt"):
        assert word in said
    assert password.text() in said.replace(" ", "")
    assert not form.noted.tick.isChecked(), "a file is not a note until somebody says so"


def test_the_passwords_are_printed_as_a_sheet(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    form = set_up_of(start(tmp_path / "moi"), press)
    fill(form)
    form.printer.show_wish(f"file:{tmp_path / 'giay'}")
    form.noted.print.setFocus()
    press(ENTER)
    form.printer.show_wish(f"file:{tmp_path / 'khac'}")
    qtbot.waitUntil(lambda: (tmp_path / "giay" / "phieu-mat-khau.pdf").is_file())
    qtbot.waitUntil(lambda: "Xóa tệp" in form.noted.answer.text())
    assert str(tmp_path / "giay") in form.noted.answer.text(), (
        "where it went, not what is chosen now"
    )


def test_language_and_text_size_are_put_on_at_once_and_stay(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press
) -> None:
    """What was typed is there in the other language too."""
    program = start(tmp_path / "moi")
    form = set_up_of(program, press)
    fill(form)
    password = form.officers.line(0)[4]
    assert isinstance(password, QLineEdit)
    said = password.text()
    press(Key.Key_Escape)
    panel = first_run_of(program)
    tab_to(panel.look.choices["language"])
    press(Key.Key_Down)
    panel = first_run_of(program)
    assert panel.set_up_button.text() == "&Set up the office"
    assert focused() is panel.look.choices["language"]
    tab_to(panel.look.choices["text_scale"])
    press(Key.Key_Down)
    panel = first_run_of(program)
    assert QApplication.instance().property("textScale") == 125  # type: ignore[union-attr]
    tab_to(panel.look.choices["theme"])
    press(Key.Key_Down)
    assert theme_name() == "dark"
    panel = first_run_of(program)
    tab_to(panel.set_up_button)
    press(ENTER)
    kept = panel.form
    assert kept is not None
    assert kept.office.number.text() == "99002"
    password = kept.officers.line(0)[4]
    assert isinstance(password, QLineEdit)
    assert password.text() == said
    tab_to(kept.noted.tick)
    press(Key.Key_Space)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=15000)
    assert program.place is not None
    wish = program.place.office.preferences
    assert (wish.language, wish.text_scale, wish.theme) == ("en", 125, "dark")
    look = Look(tmp_path / "moi" / FILE_NAME)
    assert (look.language, look.text_scale, look.theme) == ("en", 125, "dark")


def test_sample_data_is_one_key_away_and_always_marked(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press, clock: FixedClock
) -> None:
    from counter_app.demo.play import found_sample

    program = start(tmp_path / "mau")
    panel = first_run_of(program)
    seen: list[tuple[int, int]] = []

    def sample(folder: Path, told: Told, asked: Asked) -> None:
        def note(done: int, total: int) -> None:
            seen.append((done, total))
            told(done, total)

        found_sample(folder, a_day=2, now=clock.now(), told=note, stopping=asked)

    panel._sample = sample
    tab_to(panel.try_button)
    press(ENTER)
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=60000)
    view = window_of(program).view
    assert view is not None
    assert view.header.sample.isVisible()
    assert view.header.sample.text() == "DỮ LIỆU MẪU"
    assert seen == sorted(set(seen))
    assert {total for _done, total in seen} == {12 * 2 * 3}


def test_who_does_not_want_to_wait_tries_what_is_there(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press, clock: FixedClock
) -> None:
    from counter_app.demo.play import found_sample

    program = start(tmp_path / "mau")
    panel = first_run_of(program)
    reached, go_on = Event(), Event()

    def sample(folder: Path, told: Told, asked: Asked) -> None:
        def note(done: int, total: int) -> None:
            told(done, total)
            if done == 5:
                reached.set()
                go_on.wait(60)

        found_sample(folder, a_day=2, now=clock.now(), told=note, stopping=asked)

    panel._sample = sample
    panel.try_button.setFocus()
    press(ENTER)
    qtbot.waitUntil(reached.is_set, timeout=60000)
    qtbot.waitUntil(lambda: panel.wait.step.text().startswith("7%"))
    press(Key.Key_Escape)
    assert "Đang dừng" in panel.wait.step.text()
    go_on.set()
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=60000)
    assert program.place is not None
    assert program.place.office.dossiers.received_on(clock.now().date()) == 0


def test_a_set_up_that_fails_is_explained_and_can_be_tried_again(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    def fail(_folder: Path, _told: Told, _asked: Asked) -> None:
        raise StoreError("Không ghi được. Chọn thư mục khác.")

    panel = first_run_of(start(tmp_path / "moi"))
    panel._sample = fail
    panel.try_button.click()
    qtbot.waitUntil(lambda: bool(panel.trouble.text()), timeout=5000)
    assert panel.trouble.text() == "Không ghi được. Chọn thư mục khác."
    assert panel.stack.currentWidget() is panel.choice


# --- from a copy ---------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path, clock: FixedClock) -> Path:
    """The backup of an office with its own name, officers and look."""
    from counter_app.desk.office.founding import Founding, NewOfficer
    from counter_app.domain.office.staff import Officer

    leader = Officer(login="binh.tv", name="Trần Văn Bình", role=Role.LEADER, counter="3")
    founding = Founding(
        settings=OfficeSettings(name="Trung tâm của xã Bình Minh", number="99077"),
        preferences=Preferences(theme="contrast"),
        officers=(NewOfficer(officer=leader, password=PASSWORD),),
    )
    lost = Office.found(tmp_path / "cu", founding, clock=clock, officer=COMMAND_LINE)
    receive(lost)
    made = backup(lost.store, tmp_path / "usb").path
    lost.close()
    return made


def test_another_offices_backup_is_brought_back_by_keys_and_asks_who_sits_here(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, press: Press, copy: Path
) -> None:
    program = start(tmp_path / "moi")
    window, panel = window_of(program), first_run_of(program)
    tab_to(panel.restore_button)
    press(ENTER)
    form = panel.restore_form
    assert form is not None
    assert focused() is form.copy
    press(ENTER, CTRL)
    assert "Chưa chọn" in form.fields["copy"].error.text()
    commit(focused(), str(copy))
    press(ENTER, CTRL)
    qtbot.waitUntil(form.key.secret.hasFocus, timeout=20000)
    commit(focused(), PASSWORD)
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: program.place is not None, timeout=20000)
    assert window.stack.currentWidget() is window.sign_in
    assert focused() is window.sign_in.password
    assert window.sign_in.officer.currentText() == "Trần Văn Bình"
    assert "Bình Minh" in window.windowTitle()
    assert theme_name() == "contrast", "nothing else was chosen here"
    commit(focused(), PASSWORD)
    press(ENTER)
    qtbot.waitUntil(lambda: window.view is not None, timeout=20000)


def test_a_restore_that_is_stopped_leaves_nothing_behind(
    qtbot: QtBot,
    start: Callable[[Path], Program],
    tmp_path: Path,
    press: Press,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from counter_app.store.file.checking import Chain

    program = start(tmp_path / "moi")
    panel = first_run_of(program)
    panel.restore()
    form = panel.restore_form
    assert form is not None
    commit(focused(), str(copy))
    press(ENTER, CTRL)
    qtbot.waitUntil(form.key.secret.hasFocus, timeout=20000)
    commit(focused(), PASSWORD)
    reached, go_on = Event(), Event()
    said = Chain.said

    def slowly(chain: Chain, row: Stored) -> tuple[dict[str, Any], bool]:
        reached.set()
        assert go_on.wait(60)
        assert chain._progress is not None
        chain._progress(1, 2)
        return said(chain, row)

    monkeypatch.setattr(Chain, "said", slowly)
    press(ENTER, CTRL)
    qtbot.waitUntil(reached.is_set)
    press(Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: not panel.wait.busy)
    assert "chưa có gì được khôi phục" in form.fields["copy"].error.text()
    assert panel.stack.currentWidget() is form
    assert not Office.exists(tmp_path / "moi")


def test_a_close_while_something_is_made_only_stops_it(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    reached, go_on = Event(), Event()

    def sample(_folder: Path, _told: Told, asked: Asked) -> None:
        reached.set()
        go_on.wait(60)
        raise StoreError("dừng" if asked() else "không ai bảo dừng")

    program = start(tmp_path / "moi")
    panel = first_run_of(program)
    panel._sample = sample
    panel.try_button.click()
    qtbot.waitUntil(reached.is_set)
    assert not window_of(program).close()
    go_on.set()
    qtbot.waitUntil(lambda: panel.trouble.text() == "dừng")
