"""Dialogs of a dossier's acts, of books, forms laid aside and what else no page shows by itself, filled as on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.dossier.dossier import OPEN_STATES, State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.followups.followup import Asking
from counter_app.domain.office.absence import Absence
from counter_app.domain.paper.slips import WantedPaper
from counter_app.i18n import _
from tests.makers import COPIES, MARITAL, draft

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from counter_app.domain.dossier.dossier import Dossier
    from tests.gallery.stage import Stage

NAME = "Nguyễn Thị Minh Khai"
LACKING = "Thiếu bản chụp giấy chứng sinh"


def one(stage: Stage, *states: State) -> Dossier:
    """A dossier of the sample office in one of some states."""
    office = stage.office
    line = office.dossiers.page(DossierFilter(states=frozenset(states or OPEN_STATES)))[0]
    return office.dossiers.get(line.code)


def confirm(stage: Stage) -> QDialog:
    from counter_app.qt.dossier.confirm_dialog import ConfirmDialog

    dossier = replace(one(stage), resolver="Sở Tư pháp tỉnh Mẫu")
    return ConfirmDialog(stage.place, dossier, stage.window)


def accept(stage: Stage) -> QDialog:
    """What was asked for has come: the dossier is taken in."""
    from counter_app.qt.kit.accept_dialog import AcceptDialog

    wanted = [WantedPaper(name="Giấy chứng sinh", what="Bản chính hoặc bản sao có chứng thực")]
    waiting = stage.office.intake.register(
        draft(MARITAL, NAME), Act.SUPPLEMENT, reason=LACKING, wanted=wanted
    ).result
    return AcceptDialog(stage.place, waiting, stage.window)


def answer(stage: Stage) -> QDialog:
    from counter_app.qt.kit.answer_dialog import AnswerDialog

    said = Asking(
        code=one(stage).code,
        asker=NAME,
        phone="0912345678",
        asked="Hồ sơ đã xong chưa, có phải bổ sung giấy tờ gì không?",
        office="Công an xã An Hòa Mẫu",
    )
    return AnswerDialog(stage.place, stage.office.followups.ask(said).result, stage.window)


def guide(stage: Stage) -> QDialog:
    from counter_app.qt.kit.guide import HelpPlace
    from counter_app.qt.kit.guide_dialog import GuideDialog

    dialog = GuideDialog(HelpPlace("5. Hàng đợi"), stage.window)
    dialog.begin()
    return dialog


def extend(stage: Stage) -> None:
    from counter_app.qt.dossier.page import ask_extension

    ask_extension(stage.place, one(stage), print, stage.window)


def cash(stage: Stage) -> QDialog:
    from counter_app.qt.kit.cash_dialog import CashDialog

    dossier = one(stage)
    account = stage.office.fees.account(dossier.code)
    return CashDialog(stage.place, dossier, account, FeeKind.COLLECTED, stage.window)


def late_record(stage: Stage) -> QDialog:
    from counter_app.qt.certification.locked import late_record as asked

    titles = (Document(title="Bằng tốt nghiệp", pages=2, copies=3),)
    wish = Certifying(procedure=COPIES, documents=titles, applicant=NAME)
    return asked(stage.place, wish, stage.window)


def voided(stage: Stage) -> QDialog:
    from counter_app.qt.certification.locked import voiding

    titles = (Document(title="Bằng tốt nghiệp", pages=2, copies=3),)
    wish = Certifying(procedure=COPIES, documents=titles, applicant=NAME)
    return voiding(stage.place, stage.office.certification.record(wish).result[0], stage.window)


def keys(stage: Stage) -> None:
    from counter_app.qt.window.counter_view import show_keys

    stage.open("intake")
    view = stage.window.view
    assert view is not None
    view.go("help")
    show_keys(view)


def own_absence(stage: Stage) -> QDialog:
    from counter_app.qt.window.own_absence import OwnAbsenceDialog

    absences, officer = stage.office.absences, stage.office.session.officer
    assert officer is not None
    said = Absence(
        officer=officer.login,
        since=absences.today(),
        until=absences.today(),
        reason="Đi họp ở huyện",
        substitutes=(),
    )
    return OwnAbsenceDialog(stage.place, absences.notice(said), stage.window)


def key_letters(stage: Stage) -> QDialog:
    from counter_app.qt.settings.key_letters_dialog import KeyLettersDialog
    from tests.desk.test_exchange import card

    asked = card()
    return KeyLettersDialog(
        stage.place, stage.office.superior_keys.read(asked), asked, stage.window
    )


def held(stage: Stage) -> QDialog:
    """A form that waits and one that was cleared."""
    from counter_app.qt.intake.hold_list import HoldList

    office = stage.office
    body = {"applicant": {"name": NAME}, "procedure": MARITAL}
    for draft_id in ("cho", "da-bo"):
        office.drafts.keep(draft_id, body)
    office.drafts.clear("da-bo")
    waiting, cleared = office.drafts.mine(), office.drafts.cleared()
    return HoldList(waiting, cleared, office.intake.today(), stage.window)


def drafts(stage: Stage) -> QDialog:
    from counter_app.qt.requests.drafts_dialog import DraftsDialog

    stage.office.drafts.keep("cho", {"applicant": {"name": NAME}, "procedure": MARITAL})
    return DraftsDialog(stage.place, stage.window)


def replacement(stage: Stage) -> QDialog:
    from counter_app.qt.intake.replacement import ReplacementDialog

    form = draft(MARITAL, NAME)
    return ReplacementDialog(stage.place, one(stage).code, form, ("", ""), stage.window)


def not_accepted(stage: Stage) -> QDialog:
    from counter_app.qt.intake.not_accepted_dialog import NotAcceptedDialog

    return NotAcceptedDialog(
        stage.place,
        draft(MARITAL, NAME),
        stage.office.intake.procedures(MARITAL)[0],
        op_id="",
        draft_id="",
        parent=stage.window,
    )


def ripple(stage: Stage) -> QDialog:
    from counter_app.qt.calendar.impact import RippleDialog

    return RippleDialog(stage.place, stage.window)


def year_file(stage: Stage) -> QDialog:
    from counter_app.qt.calendar.year_file import YearFileDialog

    text = stage.office.calendar.export_year(2027)
    return YearFileDialog(stage.place, text, stage.window)


def year_file_wrong(stage: Stage) -> QDialog:
    from counter_app.qt.calendar.year_file import YearFileDialog

    wrong = stage.office.calendar.export_year(2026).replace('"kind"', '"kin"', 3)
    return YearFileDialog(stage.place, wrong, stage.window)


def preview(stage: Stage) -> QDialog:
    """The day's report before it is printed."""
    from counter_app.qt.kit.sheet_dialog import SheetDialog

    return SheetDialog(
        stage.place,
        lambda office: office.reports.pdf(office.evening.tables(office.closing.today())),
        _("Báo cáo ngày"),
        "bao-cao-ngay",
        stage.window,
    )
