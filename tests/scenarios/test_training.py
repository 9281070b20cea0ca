"""The training, played through the real window: ten situations by keys alone, and what does not tick them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from counter_app import paths
from counter_app.demo.training import progress as kept
from counter_app.demo.training.report import training_lines
from counter_app.demo.training.situations.order import SITUATIONS
from counter_app.office import Office
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.closing.export_dialog import ExportDialog
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.followup_dialog import FollowUpDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.queue.ask_dialog import AskDialog
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.training.panel import TrainingPanel
from counter_app.qt.window.app import Program
from counter_app.qt.window.practice import Practice
from tests.patience import LIMIT_MS
from tests.scenarios.hands import ALT, CTRL, ENTER, ESCAPE, KEY, Counter, is_gone

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock

LOGIN, NAME = "hoa.pt", "Phạm Thị Hoa"


class Trainee(Counter):
    """Somebody who practises at an office's computer."""

    base: Path

    @override
    def switch_on(self) -> None:
        """Open the training as the window's entry does."""
        practice = Practice.of(self.base, LOGIN, NAME)
        self.folder = practice.folder
        self._program = Program(self._app, practice.folder, clock=self.clock, practice=practice)
        assert self._program.start()
        with self._qtbot.waitSignal(self.window.painted, timeout=LIMIT_MS):
            self.window.resize(1366, 768)
            self.window.activateWindow()
        self.wait(lambda: self.window.view is not None and self.view.isVisible())
        self.wait(self.window.isActiveWindow)

    @property
    def panel_beside(self) -> TrainingPanel:
        """What stands beside the pages."""
        assert self.view.training is not None
        return self.view.training.panel

    def is_done(self, key: str) -> bool:
        """Whether the training says that a situation was done."""
        return key in kept.read(self.base, LOGIN).done

    def go_on(self) -> None:
        """To the next situation."""
        self.press(KEY.Key_F2, CTRL)


@pytest.fixture
def trainee(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: FixedClock, heard: list[str]
) -> Iterator[Trainee]:
    """A computer at which somebody opens the training."""
    assert heard == []
    made = Trainee(qtbot, qapp, tmp_path / "unused", clock)
    made.base = tmp_path / "data"
    made.switch_on()
    yield made
    made.switch_off()


def take_and_call(hands: Trainee) -> None:
    hands.press(KEY.Key_F6)
    hands.press(KEY.Key_1, ALT)
    hands.press(KEY.Key_F6)


def receive_by_card(hands: Trainee) -> None:
    hands.press(KEY.Key_F2)
    hands.type("trich luc ho tich")
    hands.press(ENTER)
    hands.press(KEY.Key_F1, CTRL)
    assert hands.page(IntakePage).form.applicant.name.text() == "Trần Thị Tập"
    hands.press(KEY.Key_D, ALT)
    hands.press(ENTER, CTRL)
    _shut_prints(hands)


def ask_for_papers(hands: Trainee) -> None:
    hands.press(KEY.Key_F2)
    hands.type("dkks")
    hands.press(ENTER)
    hands.fill(hands.page(IntakePage).form.applicant.name, "Lê Văn Sơ")
    hands.reach(hands.page(IntakePage).form.papers.rows[1].given)
    hands.press(KEY.Key_Space)
    hands.press(KEY.Key_L, CTRL)
    dialog = hands.dialog(NotAcceptedDialog)
    hands.fill(dialog.reason, "Thiếu giấy chứng sinh")
    hands.press(ENTER, CTRL)
    hands.wait(lambda: is_gone(dialog))
    _shut_prints(hands)


def certify(hands: Trainee) -> None:
    hands.press(KEY.Key_F5)
    for number in ("3", "2"):
        hands.type(number)
        hands.press(ENTER)


def answer_question(hands: Trainee) -> None:
    hands.press(KEY.Key_H, CTRL)
    hands.dialog(AskDialog)
    hands.press(KEY.Key_1)


def answer_about_dossier(hands: Trainee) -> None:
    hands.press(KEY.Key_F3)
    hands.type("pham van hoi")
    hands.press(ENTER)
    hands.page(DossierPage)
    hands.press(KEY.Key_F11)
    dialog = hands.dialog(FollowUpDialog)
    hands.fill(dialog.asker, "Phạm Văn Hỏi")
    hands.fill(dialog.question, "Hồ sơ đến đâu rồi")
    hands.fill(dialog.answer, "Đang xác minh, đúng hẹn")
    hands.press(ENTER, CTRL)
    hands.wait(lambda: is_gone(dialog))


def give_to_authorised(hands: Trainee) -> None:
    hands.press(KEY.Key_F1, CTRL)
    page = hands.page(ReturningPage)
    hands.press(KEY.Key_Y, ALT)
    hands.fill(page.form.name, "Vũ Văn Hộ")
    hands.fill(page.form.id_no, "001090000058")
    hands.fill(page.form.authorisation, "Số 07/2026")
    hands.press(ENTER, CTRL)
    _shut_prints(hands)


def apologise(hands: Trainee) -> None:
    hands.press(KEY.Key_F9)
    hands.press(KEY.Key_X, ALT)
    dialog = hands.dialog(ApologyDialog)
    hands.fill(dialog.reason, "Chờ xác minh")
    hands.press(ENTER, CTRL)
    hands.wait(lambda: is_gone(dialog))


def take_back(hands: Trainee) -> None:
    hands.press(KEY.Key_F5)
    for _box in range(2):
        hands.type("1")
        hands.press(ENTER)
    hands.press(KEY.Key_Q, CTRL)


def close_and_carry(hands: Trainee) -> None:
    hands.press(KEY.Key_F10)
    hands.press(ENTER, CTRL)
    sheet = hands.dialog(SheetDialog)
    hands.press(ESCAPE)
    hands.wait(lambda: is_gone(sheet))
    hands.press(KEY.Key_F10)
    dialog = hands.dialog(ExportDialog)
    folder = hands.base.with_name("mang-di")
    folder.mkdir()
    dialog.begin_in(
        str(folder)
    )  # the system's own window for choosing a folder takes no keys of ours
    hands.wait(lambda: dialog.outcome.tone == "good")
    hands.press(ESCAPE)


def _shut_prints(hands: Trainee) -> None:
    from PySide6.QtWidgets import QApplication

    if isinstance(dialog := QApplication.activeModalWidget(), PrintDialog):
        hands.press(ESCAPE)
        hands.wait(lambda: is_gone(dialog))


PLAYED = {
    "ticket": take_and_call,
    "card-intake": receive_by_card,
    "missing-papers": ask_for_papers,
    "certified-copies": certify,
    "only-asks": answer_question,
    "asks-for-dossier": answer_about_dossier,
    "authorised-return": give_to_authorised,
    "overdue": apologise,
    "taken-back": take_back,
    "evening": close_and_carry,
}


def test_all_ten_are_done_by_keys_and_ticked_by_the_journal(trainee: Trainee) -> None:
    assert list(PLAYED) == [item.key for item in SITUATIONS]
    for at, situation in enumerate(SITUATIONS):
        assert trainee.panel_beside.course.progress.at == situation.key
        assert f"{at}/10" in trainee.panel_beside.count.text()
        assert not trainee.is_done(situation.key)
        PLAYED[situation.key](trainee)
        trainee.wait(partial(trainee.is_done, situation.key))
        assert situation.learned in trainee.panel_beside.words()
        trainee.go_on()
    assert "Đã xong mười tình huống" in trainee.panel_beside.title.text()
    (line,) = training_lines(trainee.base)
    assert (line.name, line.done, line.finished) == (NAME, 10, "23/11/2026")
    assert not trainee.base.exists(), "the office's own folder is never touched"
    assert trainee.office.check().ok


def test_what_was_not_asked_for_ticks_nothing_and_is_explained(trainee: Trainee) -> None:
    answer_question(trainee)
    trainee.press(KEY.Key_F9)
    assert not trainee.is_done("ticket"), "another act is not this one"
    trainee.go_on()
    trainee.press(KEY.Key_F2)
    trainee.type("dkks")
    trainee.press(ENTER)
    trainee.press(KEY.Key_F1, CTRL)
    trainee.press(KEY.Key_D, ALT)
    trainee.press(ENTER, CTRL)
    _shut_prints(trainee)
    assert not trainee.is_done("card-intake")
    assert "thủ tục khác" in trainee.panel_beside.words()
    receive_by_card(trainee)
    assert trainee.is_done("card-intake"), "what was wrong first is put right"
    assert "thủ tục khác" not in trainee.panel_beside.words()


def test_somebody_else_s_act_ticks_nothing(trainee: Trainee) -> None:
    def at_another_window(other: Office) -> None:
        other.session.officer = other.staff.known("hung.tv")
        ticket = other.queue.take("A").result
        other.queue.call_next(ticket.line)

    trainee.meanwhile(at_another_window)
    assert not trainee.is_done("ticket")
    take_and_call(trainee)
    assert trainee.is_done("ticket")


def test_the_training_goes_on_where_it_was_left(trainee: Trainee) -> None:
    take_and_call(trainee)
    trainee.go_on()
    trainee.go_on()
    assert trainee.panel_beside.course.progress.at == "missing-papers"
    trainee.switch_off()
    trainee.switch_on()
    assert trainee.panel_beside.course.progress.at == "missing-papers"
    assert "1/10" in trainee.panel_beside.count.text()
    assert "card-intake" in kept.read(trainee.base, LOGIN).skipped
    ask_for_papers(trainee)
    assert trainee.is_done("missing-papers")


def test_everything_of_the_training_says_what_it_is(trainee: Trainee) -> None:
    assert trainee.view.header.sample.text() == "TẬP HUẤN"
    trainee.go_on()
    receive_by_card(trainee)
    (found,) = trainee.office.dossiers.find("Trần Thị Tập")
    assert found.code.startswith("T99000-")
    assert trainee.office.settings.training
    assert paths.database_path(trainee.folder).exists()
