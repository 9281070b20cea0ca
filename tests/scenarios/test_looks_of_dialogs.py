"""Every dialog, and what stands before the counter: all words can be read, everything can be reached and is named."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog

import counter_app.qt
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.document_kinds import ISSUABLE
from counter_app.domain.paper.slips import WantedPaper
from counter_app.qt.board.apologies import ApologyDialog
from counter_app.qt.board.outages import OutageDialog
from counter_app.qt.board.ready import ReadyDialog
from counter_app.qt.board.waiting import WaitingDialog
from counter_app.qt.calendar.impact import RippleDialog
from counter_app.qt.calendar.year_file import YearFileDialog
from counter_app.qt.catalogue.import_dialog import ImportDialog
from counter_app.qt.catalogue.procedure_dialog import ProcedureDialog
from counter_app.qt.catalogue.review_dialog import ReviewDialog
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.dossier.confirm_dialog import ConfirmDialog
from counter_app.qt.dossier.correct_dialog import CorrectDialog
from counter_app.qt.dossier.erase_dialog import EraseDialog
from counter_app.qt.dossier.further_papers import FurtherPapersDialog
from counter_app.qt.dossier.move_dialog import MoveDialog
from counter_app.qt.dossier.originals_dialog import OriginalsDialog
from counter_app.qt.dossiers.kept_filters import KeepFilterDialog
from counter_app.qt.intake.hold_list import HoldList
from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog
from counter_app.qt.intake.replacement import ReplacementDialog
from counter_app.qt.intake.spelling_dialog import SpellingDialog
from counter_app.qt.kit.accept_dialog import AcceptDialog
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.cash_dialog import CashDialog
from counter_app.qt.kit.clock import ClockDialog
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.guide import HelpPlace
from counter_app.qt.kit.guide_dialog import GuideDialog
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.second_person import SecondDialog
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.kit.why_dialog import USUAL_OPENING, WhyDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.ask_dialog import AskDialog
from counter_app.qt.queue.ticket_dialog import TicketDialog
from counter_app.qt.requests.ticked_acts import TickedActs
from counter_app.qt.settings.backups_dialog import BackupsDialog
from counter_app.qt.settings.clear_files import ClearFilesDialog
from counter_app.qt.settings.complete_dialog import CompleteDialog
from counter_app.qt.settings.numbers_dialog import NumbersDialog
from counter_app.qt.settings.restore_dialog import RestoreDialog
from counter_app.qt.superior.settle_dialog import Deciding
from counter_app.qt.window.account_dialog import AccountDialog
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.first_run import FirstRun
from counter_app.qt.window.forgotten_dialog import ForgottenDialog
from counter_app.qt.window.keys_dialog import KeysDialog
from counter_app.qt.window.lent_password import LentPasswordDialog
from counter_app.qt.window.palette import Palette
from counter_app.qt.window.recovery_dialog import RecoveryDialog
from counter_app.qt.window.sheet_words import SheetWords
from counter_app.qt.window.training_report import TrainingReport
from counter_app.wording.paper.proof import proof_lines
from tests.makers import MARITAL, draft
from tests.scenarios.crowd import ADDRESS, LONG_NAME
from tests.scenarios.filled_dialogs import (
    away,
    books,
    elsewhere,
    enquiries,
    of_superior,
    own_data,
)
from tests.scenarios.frames import faults, leave
from tests.scenarios.hands import ALT, KEY, TAB, Counter
from tests.scenarios.looks import clipped, focused, name_of, shown, stands, takes_keyboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

SCALES = (100, 150)
SCREEN = (1366, 768)
SENTENCE = "Giờ trên máy đứng trước việc đã ghi lúc 09:05 ngày 23/11/2026. Chỉnh giờ rồi ghi lại."


def dialogs(counter: Counter) -> Iterator[QDialog]:
    """One of each, over the window."""
    place, window = counter.view.place, counter.window
    office = place.office
    lines = office.dossiers.find(LONG_NAME[:40])
    dossier = office.dossiers.get(lines[0].code)
    yield from moves(place, dossier, window)
    yield PrintDialog(place, office.paper.prints_of(dossier.code)[-1].id, window)
    yield UnprintedDialog(place, window)
    yield from further(place, dossier, window)
    yield TicketDialog(place, window)
    yield SpellingDialog(place, proof_lines(draft(MARITAL, LONG_NAME), ADDRESS), window)
    yield SheetDialog(
        place,
        lambda office: office.reports.pdf(office.evening.tables(office.closing.today())),
        ADDRESS,
        "to",
        window,
    )
    yield ExportDialog(place, window, Media(volumes=list))
    yield ClockDialog(place, SENTENCE, None, window)
    yield NumbersDialog(place, window)
    yield BackupsDialog(place, window)
    yield ClearFilesDialog(place, window)
    yield RestoreDialog(place, office.backup(office.data_dir / "sao-luu").path, window)
    yield CompleteDialog(place, window)
    yield TroubleDialog(SENTENCE, window, title="Có lỗi của chương trình", detail=ADDRESS)
    yield Palette(counter.view.commands(), window)
    intake = counter.view.pages.page(counter.view.pages.name)
    yield KeysDialog(place, counter.view.keys, intake, list, window)
    yield AccountDialog(place, list, window)
    yield from (ForgottenDialog(place, window), RecoveryDialog(place, window))
    yield from (TrainingReport(place, window), GuideDialog(HelpPlace("5. Hàng đợi"), window))
    yield LentPasswordDialog(place, "thuyen-cho-gao", window)
    yield SheetWords(office.data_dir, office.store.clock, window)
    yield SecondDialog(place, Duty.SEAL, SENTENCE, window)
    yield KeepFilterDialog(LONG_NAME, window)
    yield from (ApologyDialog(place, window), WaitingDialog(place, window))
    yield from (ReadyDialog(place, window), RippleDialog(place, window))
    yield from (OutageDialog(place, window), ReviewDialog(place, parent=window))
    wrong = office.calendar.export_year(2026).replace('"kind"', '"kin"', 3)
    yield YearFileDialog(place, wrong, window)
    yield from (AskDialog(place, window), EraseDialog(place, dossier, window))
    yield OriginalsDialog(place, dossier, window)
    yield CashDialog(place, dossier, office.fees.account(dossier.code), FeeKind.COLLECTED, window)
    yield ReasonDialog(
        place,
        lambda why: office.promises.extend(dossier.code, reason=why),
        title="Gia hạn để xác minh",
        about=f"{dossier.code} · {LONG_NAME[:120]}",
        meaning=SENTENCE,
        reason=ADDRESS,
        parent=window,
    )
    yield WhyDialog(
        print, title="Lý do xem hồ sơ", meaning=SENTENCE, usual=USUAL_OPENING, parent=window
    )
    yield ProcedureDialog(place, office.intake.procedures(MARITAL)[0], window)
    yield ImportDialog(place, window)
    yield held(counter)
    yield from away(place, window)
    yield from enquiries(place, dossier, window)
    yield from own_data(place, dossier, window)
    yield from of_superior(place, window)
    yield from elsewhere(counter, dossier)
    yield from books(counter)


def held(counter: Counter) -> QDialog:
    """A form that waits and one that was cleared, each with the longest name."""
    office = counter.view.place.office
    body = {"applicant": {"name": LONG_NAME}, "procedure": MARITAL}
    for draft_id in ("waits", "cleared"):
        office.drafts.keep(draft_id, body)
    office.drafts.clear("cleared")
    waiting, cleared = office.drafts.mine(), office.drafts.cleared()
    return HoldList(waiting, cleared, office.intake.today(), counter.window)


def further(place: Workplace, dossier: Dossier, window: QWidget) -> Iterator[QDialog]:
    """Every paper that may be issued by itself, with what it asks for."""
    for document in ISSUABLE:
        made = FurtherPapersDialog(place, dossier.code, window)
        made.document.choose(document)
        made.document.chosen.emit(document)
        yield made


def moves(place: Workplace, dossier: Dossier, window: QWidget) -> Iterator[QDialog]:
    """Everything that can be done with a dossier."""
    for act in Act:
        if act not in (Act.RETURN, Act.ACCEPT):
            yield MoveDialog(place, dossier, act, window)
    office = place.office
    wanted = [WantedPaper(name=ADDRESS, what=ADDRESS)]
    form = draft(MARITAL, LONG_NAME)
    waiting = office.intake.register(form, Act.SUPPLEMENT, reason=ADDRESS, wanted=wanted).result
    yield MoveDialog(place, waiting, Act.SUPPLEMENT, window)
    yield AcceptDialog(place, waiting, window)
    yield CorrectDialog(place, dossier, window)
    yield ConfirmDialog(place, replace(dossier, resolver=ADDRESS), window)
    yield ReplacementDialog(place, dossier.code, form, ("", ""), window)
    yield NotAcceptedDialog(
        place,
        form,
        office.intake.procedures(MARITAL)[0],
        op_id="",
        draft_id="",
        parent=window,
    )


def wrong_with(counter: Counter, part: QWidget, label: str) -> list[str]:
    """All that can be said against a dialog or the window."""
    counter.wait(stands(part))
    found = [f"{label}: {text}" for text in clipped(part)]
    room = counter.window.size()
    if part is not counter.window and room.expandedTo(part.size()) != room:
        found.append(f"{label}: larger than the window")
    if part.width() > SCREEN[0] or part.height() > SCREEN[1]:
        found.append(f"{label}: larger than the screen, {part.width()}×{part.height()}")
    wanted = takes_keyboard(part)
    found += [f"{label}: without a name, {shown(item)}" for item in wanted if not name_of(item)]
    reached = walk(counter, len(wanted) + 2)
    found += [
        f"{label}: Tab never comes to {shown(item)}" for item in wanted if item not in reached
    ]
    return found


def walk(counter: Counter, most: int) -> list[QWidget | None]:
    """What Tab comes to."""
    reached = [focused()]
    for _step in range(most):
        counter.press(TAB)
        reached.append(focused())
    return reached


@pytest.mark.parametrize("scale", SCALES)
def test_every_dialog(at_work: Callable[[int], Counter], scale: int) -> None:
    counter = at_work(scale)
    found, missing = [], every_kind()
    for dialog in dialogs(counter):
        missing.discard(type(dialog))
        dialog.open()
        counter.dialog(type(dialog))
        counter.wait(dialog.isActiveWindow)
        name, first = (
            f"{type(dialog).__name__} “{dialog.windowTitle()}”",
            QApplication.focusWidget(),
        )
        framed = scale == SCALES[0]
        found += [f"{name}: {text}" for text in (faults(dialog) if framed else ())]
        found += wrong_with(counter, dialog, name)
        counter.wait(lambda: not counter.view.place.jobs.working)
        if framed and first is not None:
            first.setFocus()
            leave(dialog)
            found += [f"{name}: Esc leaves it open"] * dialog.isVisible()
        dialog.reject()
    assert not found, "\n".join(found)
    assert not missing, f"never looked at: {missing}"


def every_kind() -> set[type[QDialog]]:
    """Every dialog there is, by walking the house: a new one must be looked at too."""
    for module in pkgutil.walk_packages(counter_app.qt.__path__, "counter_app.qt."):
        importlib.import_module(module.name)
    kinds, unseen = set(), [QDialog]
    while unseen:
        unseen += (below := unseen.pop().__subclasses__())
        kinds |= {kind for kind in below if kind.__module__.startswith("counter_app.")}
    return kinds - {Dialog, ListDialog, TickedActs, Deciding}


@pytest.mark.parametrize("scale", SCALES)
def test_signing_in_and_the_locked_screen(at_work: Callable[[int], Counter], scale: int) -> None:
    counter = at_work(scale)
    counter.press(KEY.Key_F12)
    assert counter.window.sign_in.locked
    found = wrong_with(counter, counter.window, "locked")
    counter.window.sign_out()
    found += wrong_with(counter, counter.window, "signing in")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scale", SCALES)
def test_the_first_run(counter: Counter, scale: int) -> None:
    counter.folder.mkdir()
    look = Look.of(counter.folder)
    look.text_scale = scale
    look.keep()
    counter.switch_on()
    panel = counter.panel(FirstRun)
    found = wrong_with(counter, counter.window, "first run")
    counter.press(KEY.Key_T, ALT)
    assert panel.form is not None
    found += wrong_with(counter, counter.window, "set-up")
    assert not found, "\n".join(found)
