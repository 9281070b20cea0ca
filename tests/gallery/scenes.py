"""Every scene of the gallery: a name, who sits there, and the steps that bring it before the eyes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QTabWidget

from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.queue.tickets import TicketState
from counter_app.domain.requests.request import Proof, Requesting, Wish
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from tests.gallery import acts, before, dialogs, states
from tests.gallery.dialogs import BIRTH, RECEIVER
from tests.screenshots.sample import CARD

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from counter_app.domain.dossier.dossier import Dossier
    from tests.gallery.stage import Stage

LEADER = "binh.vq"
OPEN = (State.PROCESSING, State.RECEIVED)
OLD_ADDRESS = "Thôn Đông, xã Mỹ Lộc, huyện Tam Bình, tỉnh Vĩnh Long"
COPIES = "2.000815"


@dataclass(frozen=True, slots=True)
class Scene:
    """``show`` brings the scene; ``who`` has signed in before, empty: nobody."""

    name: str
    who: str
    show: Callable[[Stage], object]


def page_scene(name: str, tab: int | None = None) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        page = stage.open(name)
        if tab is not None:
            tabs = page.findChild(QTabWidget)
            tabs.setCurrentIndex(tab)

    return show


def _dialog(made: Callable[[Stage], QDialog | None]) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        dialog = made(stage)
        if dialog is not None:
            dialog.open()

    return show


def dossier_in(stage: Stage, *states: State) -> Dossier:
    """A dossier of the sample office that stands in one of ``states``. Errors: IndexError."""
    office = stage.office
    line = office.dossiers.page(DossierFilter(states=frozenset(states)))[0]
    return office.dossiers.get(line.code)


def _in(*states: State) -> Callable[[Stage], object]:
    return lambda stage: stage.open("dossier", dossier_in(stage, *states).code)


def _moving(act: Act, *states: State) -> Callable[[Stage], object]:
    def made(stage: Stage) -> QDialog:
        from counter_app.qt.dossier.move_dialog import MoveDialog

        dossier = dossier_in(stage, *states)
        page = stage.open("dossier", dossier.code)
        return MoveDialog(stage.place, dossier, act, page)

    return _dialog(made)


def _supplement_error(stage: Stage) -> None:
    _moving(Act.SUPPLEMENT, *OPEN)(stage)
    stage.rest()
    dialog = stage.dialogs()[-1]
    fields = dialog._fields  # type: ignore[attr-defined]
    for field in fields.values():
        if field.isVisible():
            field.set_error("Chưa ghi ngày hạn bổ sung. Ghi ngày theo dạng 05/12/2026.")


def _suggesting(stage: Stage) -> None:
    page = stage.open("intake")
    page.form.procedure.edit.setFocus()
    QTest.keyClicks(page.form.procedure.edit, "khai sinh")


def _filled(code: str) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        page = stage.open("intake")
        page.form.clear()
        page.form.procedure.take(stage.office.intake.procedures(code)[0])
        page.scan_card(CARD)
        page.form.owner.tick.setChecked(True)
        stage.rest()
        page.area.verticalScrollBar().setValue(0)

    return show


def _old_address(stage: Stage) -> None:
    """An address of before, what it is today, and a ticket whose citizen said what he brought."""
    page = stage.open("intake")
    page.form.clear()
    page.form.procedure.take(stage.office.intake.procedures(BIRTH)[0])
    page.form.papers.report([page.form.papers.rows[0].paper.name])
    page.form.applicant.address.setText(OLD_ADDRESS)
    page.form.applicant.place.look()
    page.form.applicant.address.setFocus()
    stage.rest()
    page.area.ensureWidgetVisible(page.form.papers.as_reported)


def _filled_below(stage: Stage) -> None:
    _filled(BIRTH)(stage)
    bar = stage.open("intake").area.verticalScrollBar()
    bar.setValue(bar.maximum())


def _spelling(stage: Stage) -> QDialog:
    """As it stands beside the public's screen; without one it takes the whole of this."""
    from counter_app.qt.intake.spelling_dialog import SpellingDialog
    from counter_app.wording.paper.proof import proof_lines

    _filled(BIRTH)(stage)
    form = stage.open("intake").form
    asked = stage.office.intake.procedures(BIRTH)[0].name
    return SpellingDialog(stage.place, proof_lines(form.rough(), asked), stage.window)


def _intake_errors(stage: Stage) -> None:
    page = stage.open("intake")
    page.form.clear()
    page.form.procedure.take(stage.office.intake.procedures(BIRTH)[0])
    page.save.click()


def _saved(stage: Stage) -> None:
    _filled(BIRTH)(stage)
    page = stage.open("intake")
    page.form.owner.tick.setChecked(False)
    page.form.applicant.phone.setText("0912000321")
    page.form.papers.all_given.click()
    page.save.click()


def _print(stage: Stage) -> QDialog:
    from counter_app.qt.kit.print_dialog import PrintDialog

    job = stage.office.paper.unprinted()[0]
    return PrintDialog(stage.place, job.id, stage.window)


def _search(text: str) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        page = stage.open("dossiers")
        page.search.setText(text)
        page.show_wanted()

    return show


def _returning(stage: Stage) -> None:
    stage.open("returning", dossier_in(stage, State.FINISHED).barcode)


def _returning_not_ready(stage: Stage) -> None:
    stage.open("returning", dossier_in(stage, *OPEN).barcode)


def _filter_name(stage: Stage) -> QDialog:
    from counter_app.qt.dossiers.kept_filters import KeepFilterDialog

    return KeepFilterDialog("", stage.window)


def _why(stage: Stage) -> QDialog:
    from counter_app.qt.kit.why_dialog import USUAL_OPENING, WhyDialog

    code = dossier_in(stage, *OPEN).code
    title, meaning = (
        _("Lý do xem hồ sơ"),
        f"Hồ sơ {code} không thuộc phần phụ trách của tài khoản này.",
    )
    return WhyDialog(print, title=title, meaning=meaning, usual=USUAL_OPENING, parent=stage.window)


def _sheet(stage: Stage) -> None:
    for code in (line.barcode for line in _received(stage)):
        stage.open("handover").take_scan(code)


def _received(stage: Stage) -> list[Dossier]:
    office = stage.office
    lines = office.dossiers.page(DossierFilter(received_from=office.queue.today()), size=5)
    return [office.dossiers.get(line.code) for line in lines]


def _notice(tone: Tone) -> Callable[[Stage], object]:
    def show(stage: Stage) -> None:
        stage.open("dossiers")
        stage.place.hub.notice(
            tone, "Không tìm thấy máy in. Kiểm tra dây và giấy rồi in lại.", lambda: None
        )

    return show


def _officer(stage: Stage) -> None:
    page = stage.open("staff")
    page.table.choose(page.model.find(lambda item: item.login == "mai.pt"))


def _serving(stage: Stage) -> None:
    line = stage.office.queue.today_line(frozenset({TicketState.SERVING}))
    stage.open("intake", line[0] if line else None)


def _of_place(path: str) -> Callable[[Stage], object]:
    """A dialog that wants the place and its window, by the name of its module and class."""

    def made(stage: Stage) -> QDialog:
        from importlib import import_module

        module, _dot, name = path.rpartition(".")
        kind = getattr(import_module(f"counter_app.qt.{module}"), name)
        dialog: QDialog = kind(stage.place, stage.window)
        return dialog

    return _dialog(made)


def _of_dossier(path: str, *states: State, code: bool = False) -> Callable[[Stage], object]:
    def made(stage: Stage) -> QDialog:
        from importlib import import_module

        dossier = dossier_in(stage, *states)
        module, _dot, name = path.rpartition(".")
        kind = getattr(import_module(f"counter_app.qt.{module}"), name)
        dialog: QDialog = kind(stage.place, dossier.code if code else dossier, stage.window)
        return dialog

    return _dialog(made)


def _palette(stage: Stage) -> None:
    stage.open("board")
    view = stage.window.view
    assert view is not None
    view.show_palette()


def _account(stage: Stage) -> None:
    stage.open("board")
    view = stage.window.view
    assert view is not None
    view.show_account()


def _training(stage: Stage) -> None:
    """The panel beside the pages, as a window that practises has it: its first situation."""
    from counter_app.demo.training.course import Course
    from counter_app.demo.training.progress import Progress
    from counter_app.qt.training.panel import TrainingPanel
    from counter_app.qt.window.training_side import TrainingSide

    stage.open("board")
    view = stage.window.view
    assert view is not None
    course = Course(stage.office, stage.folder, Progress(login=RECEIVER))
    work = next(item for item in view.findChildren(QBoxLayout) if item.indexOf(view.pages) >= 0)
    side = TrainingSide(stage.place, view, work, TrainingPanel(course))
    QApplication.sendEvent(view, QShowEvent())  # beside the pages or below them, as there is room
    side.begin()


def _touch(step: int = 0) -> Callable[[Stage], object]:
    """The page where citizens take their own number: its first step, or the first sector's procedures."""

    def show(stage: Stage) -> None:
        from counter_app.qt.queue.touch_look import TouchTile
        from counter_app.qt.queue.touch_window import TouchWindow

        shown = TouchWindow(stage.place)
        shown.show()
        stage.rest()
        for _deeper in range(step):
            tiles = [item for item in shown.findChildren(TouchTile) if item.isVisible()]
            tiles[0].click()
            stage.rest()

    return show


def _display(stage: Stage) -> None:
    """The board of the waiting room, a number called."""
    from counter_app.qt.queue.display import PublicDisplay

    stage.beside = PublicDisplay(stage.place)
    stage.beside.show()
    stage.office.queue.call_next("B")


def _requests(button: str | None) -> Callable[[Stage], object]:
    """The register with a request that waits, one answered, and an erasure whose copies are left."""

    def show(stage: Stage) -> None:
        office, returned = stage.office, dossier_in(stage, State.RETURNED)
        if not office.requests.waiting():
            for wish, name in ((Wish.COPY, "Lò Thị Ánh"), (Wish.ERASE, returned.applicant.name)):
                asking = Requesting(
                    wish=wish,
                    asker=name,
                    proved_by=Proof.CARD,
                    proof="Căn cước 036190000123 cấp ngày 10/05/2021",
                    id_no=returned.applicant.id_no or "036190000123",
                    handler=LEADER,
                )
                office.requests.receive(asking)
            office.erasure.erase(returned.code, reason="Theo yêu cầu")
        page = stage.open("requests")
        page.reload()
        if button is not None:
            getattr(page, button).click()

    return show


SCENES = (
    Scene("sign-in", "", lambda stage: stage.rest()),
    Scene("sign-in-refused", "", before.refused),
    Scene("first-run", "", before.first_run),
    Scene("set-up", "", before.set_up),
    Scene("restoring", "", before.restoring),
    Scene("unusable", "", before.unusable),
    Scene("upgrading", "", before.upgrading),
    Scene("sheet-words", "", _dialog(before.sheet_words)),
    Scene("board", RECEIVER, page_scene("board")),
    Scene("commands", RECEIVER, _palette),
    Scene("commands-found", RECEIVER, states.commands_found),
    Scene("account", RECEIVER, _account),
    Scene("keys", RECEIVER, acts.keys),
    Scene("guide", RECEIVER, _dialog(acts.guide)),
    Scene("own-absence", RECEIVER, _dialog(acts.own_absence)),
    Scene("held", RECEIVER, _dialog(acts.held)),
    Scene("not-accepted", RECEIVER, _dialog(acts.not_accepted)),
    Scene("replacement", RECEIVER, _dialog(acts.replacement)),
    Scene("answer", RECEIVER, _dialog(acts.answer)),
    Scene("ask", RECEIVER, _of_place("queue.ask_dialog.AskDialog")),
    Scene("apologies", RECEIVER, _of_place("board.apologies.ApologyDialog")),
    Scene("waiting", RECEIVER, _of_place("board.waiting.WaitingDialog")),
    Scene("ready", RECEIVER, _of_place("board.ready.ReadyDialog")),
    Scene("outages", RECEIVER, _of_place("board.outages.OutageDialog")),
    Scene("unanswered", RECEIVER, _of_place("board.unanswered.UnansweredDialog")),
    Scene("unprinted", RECEIVER, _of_place("kit.unprinted.UnprintedDialog")),
    Scene("followup", RECEIVER, _of_dossier("kit.followup_dialog.FollowUpDialog", *OPEN, code=True)),
    Scene("intake-empty", RECEIVER, page_scene("intake")),
    Scene("intake-serving", RECEIVER, _serving),
    Scene("intake-suggesting", RECEIVER, _suggesting),
    Scene("intake-errors", RECEIVER, _intake_errors),
    Scene("intake-filled", RECEIVER, _filled(BIRTH)),
    Scene("intake-below", RECEIVER, _filled_below),
    Scene("intake-old-address", RECEIVER, _old_address),
    Scene("intake-spelling", RECEIVER, _dialog(_spelling)),
    Scene("intake-copies", RECEIVER, _filled(COPIES)),
    Scene("intake-saved", RECEIVER, _saved),
    Scene("print", RECEIVER, _dialog(_print)),
    Scene("print-failed", RECEIVER, _dialog(states.print_failed)),
    Scene("undo-offered", RECEIVER, states.undo_offered),
    Scene("dossiers", RECEIVER, page_scene("dossiers")),
    Scene("filter-name", RECEIVER, _dialog(_filter_name)),
    Scene("dossiers-found", RECEIVER, _search("nguyen")),
    Scene("dossiers-none", RECEIVER, _search("không ai tên này")),
    Scene("notice-bad", RECEIVER, _notice(Tone.BAD)),
    Scene("notice-good", RECEIVER, _notice(Tone.GOOD)),
    Scene("dossier-open", RECEIVER, _in(*OPEN)),
    Scene("dossier-finished", RECEIVER, _in(State.FINISHED)),
    Scene("dossier-returned", RECEIVER, _in(State.RETURNED)),
    Scene("move-hand", RECEIVER, _moving(Act.HAND, *OPEN)),
    Scene("move-finish", RECEIVER, _moving(Act.FINISH, *OPEN)),
    Scene("move-supplement", RECEIVER, _moving(Act.SUPPLEMENT, *OPEN)),
    Scene("move-supplement-error", RECEIVER, _supplement_error),
    Scene("move-withdraw", RECEIVER, _moving(Act.WITHDRAW, *OPEN)),
    Scene("accept", RECEIVER, _dialog(acts.accept)),
    Scene("confirm", RECEIVER, _dialog(acts.confirm)),
    Scene("extend", RECEIVER, acts.extend),
    Scene("cash", RECEIVER, _dialog(acts.cash)),
    Scene("correct", RECEIVER, _of_dossier("dossier.correct_dialog.CorrectDialog", *OPEN)),
    Scene("further-papers", RECEIVER, _of_dossier("dossier.further_papers.FurtherPapersDialog", *OPEN, code=True)),
    Scene("originals", RECEIVER, _of_dossier("dossier.originals_dialog.OriginalsDialog", *OPEN)),
    Scene("erase", LEADER, _of_dossier("dossier.erase_dialog.EraseDialog", State.RETURNED)),
    Scene("drafts", LEADER, _dialog(acts.drafts)),
    Scene("requests", LEADER, _requests(None)),
    Scene("request-new", LEADER, _of_place("requests.new_dialog.NewRequestDialog")),
    Scene("request-answer", LEADER, _requests("answer")),
    Scene("request-erase", LEADER, _requests("erase")),
    Scene("request-copies", LEADER, _requests("copies")),
    Scene("request-over", LEADER, _of_place("requests.over_dialog.OverDialog")),
    Scene("request-periods", LEADER, _of_place("requests.periods_dialog.PeriodsDialog")),
    Scene("returning", RECEIVER, page_scene("returning")),
    Scene("returning-ready", RECEIVER, _returning),
    Scene("returning-early", RECEIVER, _returning_not_ready),
    Scene("certification", RECEIVER, page_scene("certification")),
    Scene("books", RECEIVER, _of_place("certification.books_dialog.BooksDialog")),
    Scene("certification-late", RECEIVER, _dialog(acts.late_record)),
    Scene("certification-void", RECEIVER, _dialog(acts.voided)),
    Scene("handover-make", RECEIVER, _sheet),
    Scene("handover-take", RECEIVER, page_scene("handover", 1)),
    Scene("handover-hold", RECEIVER, page_scene("handover", 2)),
    Scene("handover-shelve", RECEIVER, page_scene("handover", 3)),
    Scene("caseload", RECEIVER, _dialog(dialogs.caseload)),
    Scene("queue", RECEIVER, page_scene("queue")),
    Scene("ticket", RECEIVER, _of_place("queue.ticket_dialog.TicketDialog")),
    Scene("official", RECEIVER, page_scene("official")),
    Scene("official-list", RECEIVER, _of_place("official.list_dialog.OfficialListDialog")),
    Scene("official-compared", RECEIVER, _dialog(states.official_compared)),
    Scene("dossier-long", RECEIVER, states.dossier_long),
    Scene("dossiers-long", RECEIVER, states.dossiers_long),
    Scene("returning-long", RECEIVER, states.returning_long),
    Scene("report-day", RECEIVER, states.report("day")),
    Scene("report-ii06a", RECEIVER, states.report("II.06a")),
    Scene("report-hours", RECEIVER, states.report("hours")),
    Scene("report-access", LEADER, states.report("access")),
    *(Scene(f"report-{name}", LEADER, states.report(name)) for name in states.FURTHER),
    Scene("why-open", RECEIVER, _dialog(_why)),
    Scene("closing", RECEIVER, page_scene("closing")),
    Scene("preview", RECEIVER, _dialog(acts.preview)),
    Scene("export", RECEIVER, _dialog(dialogs.export)),
    Scene("export-failed", RECEIVER, _dialog(states.export_failed)),
    Scene("parcels", LEADER, _dialog(dialogs.parcels)),
    Scene("superior-notices", LEADER, _dialog(dialogs.superior_notices)),
    Scene("trouble", RECEIVER, _dialog(dialogs.trouble)),
    Scene("clock", RECEIVER, _dialog(dialogs.clock)),
    Scene("board-leader", LEADER, page_scene("board")),
    Scene("catalogue", LEADER, page_scene("catalogue", 0)),
    Scene("posting", LEADER, page_scene("catalogue", 1)),
    Scene("procedure", LEADER, _dialog(dialogs.procedure)),
    Scene("import", LEADER, _of_place("catalogue.import_dialog.ImportDialog")),
    Scene("import-refused", LEADER, _dialog(states.import_refused)),
    Scene("import-checked", LEADER, _dialog(states.import_checked)),
    Scene("review", LEADER, lambda stage: _review(stage)),
    Scene("seed", LEADER, _of_place("catalogue.seed_dialog.SeedDialog")),
    Scene("calendar", LEADER, page_scene("calendar", 0)),
    Scene("calendar-hours", LEADER, page_scene("calendar", 1)),
    Scene("ripple", LEADER, _dialog(acts.ripple)),
    Scene("year-file", LEADER, _dialog(acts.year_file)),
    Scene("year-file-wrong", LEADER, _dialog(acts.year_file_wrong)),
    Scene("staff", LEADER, _officer),
    Scene("absence", LEADER, _dialog(dialogs.absence)),
    Scene("settings-computer", LEADER, page_scene("settings", 0)),
    Scene("settings-office", LEADER, page_scene("settings", 1)),
    Scene("settings-forms", LEADER, page_scene("settings", 2)),
    Scene("settings-data", LEADER, page_scene("settings", 3)),
    Scene("key-letters", LEADER, _dialog(acts.key_letters)),
    Scene("backups", LEADER, _dialog(dialogs.backups)),
    Scene("restore", LEADER, _dialog(dialogs.restore)),
    Scene("complete", LEADER, _dialog(dialogs.complete)),
    Scene("locked", LEADER, _dialog(dialogs.locked)),
    Scene("people-of-a-copy", LEADER, _dialog(dialogs.people_of_a_copy)),
    Scene("clear-files", LEADER, _dialog(dialogs.clear_files)),
    Scene("settings-rights", LEADER, page_scene("settings", 4)),
    Scene("second-person", RECEIVER, _dialog(dialogs.second)),
    Scene("numbers", LEADER, _of_place("settings.numbers_dialog.NumbersDialog")),
    Scene("help", LEADER, page_scene("help")),
    Scene("lent-password", LEADER, _dialog(dialogs.lent_password)),
    Scene("recovery", LEADER, _of_place("window.recovery_dialog.RecoveryDialog")),
    Scene("forgotten", LEADER, _of_place("window.forgotten_dialog.ForgottenDialog")),
    Scene("training-report", LEADER, _of_place("window.training_report.TrainingReport")),
    Scene("display", RECEIVER, _display),
    Scene("touch", RECEIVER, _touch()),
    Scene("touch-procedure", RECEIVER, _touch(1)),
    Scene("training", RECEIVER, _training),
    Scene("locked-screen", RECEIVER, before.locked_screen),
)  # fmt: skip
"""In this order: whoever signs in does so once. The training stays beside the pages, a locked screen over them."""


def _review(stage: Stage) -> None:
    from counter_app.qt.catalogue.review_dialog import ReviewDialog

    sector = stage.office.catalogue.sectors()[0].key
    ReviewDialog(stage.place, sector, stage.window).open()
