"""The finds of the palette besides the window's commands: reports, officers, chapters of the guide, and by typing
procedures, dossiers and forms on hold.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Duty
from counter_app.domain.text import fold
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.guide import chapters
from counter_app.qt.window.palette import Command, Palette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.domain.dossier.dossier import DossierLine
    from counter_app.qt.kit.workplace import Workplace

MOST = 6
"""So many of each kind are offered; more are found on the page that lists them."""
LEAST_LETTERS = 2
MOST_RECENT = 8
"""So many commands used before stand first."""


class Finder:
    """Makes commands of what the office knows; each is called by a name that tells nothing of a citizen."""

    def __init__(self, place: Workplace, go: Callable[[str, object], object]) -> None:
        self._place, self._go = place, go
        self._seen: tuple[str, list[DossierLine]] = ("", [])
        self._recalled: list[int] = []

    @cached_property
    def standing(self) -> list[Command]:
        """The finds that do not depend on the typed text."""
        return [*self._reports(), *self._officers(), *self._chapters()]

    def typed(self, text: str) -> list[Command]:
        """Forms on hold, dossiers and procedures behind a text; both searches read an index, whatever there is."""
        if len(fold(text).replace(" ", "")) < LEAST_LETTERS:
            return []
        try:
            return [*self._forms(text), *self._dossiers(text), *self._procedures(text)]
        except CounterError:
            return []  # the page that lists them says what is wrong

    def recalled(self, name: str) -> Command | None:
        """The command that was used under this name, where it is not always offered; None when it is gone."""
        kind, _colon, code = name.partition(":")
        if kind == "dossier":
            dossier = self._place.office.dossiers.known(code)
            if dossier is None:
                return None
            self._recalled.append(dossier.id)
            return self._dossier(code, dossier.holder_name, "")
        if kind == "procedure":
            office = self._place.office
            found = office.catalogue.valid(code, office.intake.today())
            return self._procedure(code, found.name) if found is not None else None
        return None

    def _command(
        self, name: str, title: str, icon: str, page: str, argument: object, group: str
    ) -> Command:
        return Command(title, icon, "", partial(self._go, page, argument), name=name, group=group)

    def _reports(self) -> Iterator[Command]:
        if not self._place.may(Duty.REPORT):
            return
        from counter_app.reports.index import REPORTS

        for report in (item for item in REPORTS.values() if self._place.may(item.duty)):
            title, name = _(report.label), f"report:{report.name}"
            yield self._command(name, title, "reports", "reports", report.name, _("Báo cáo"))

    def _officers(self) -> Iterator[Command]:
        from counter_app.domain.dossier.dossier_filter import DossierFilter

        staff = self._place.may(Duty.STAFF)
        for officer in self._place.office.staff.officers():
            page, argument = (
                ("staff", officer.login)
                if staff
                else ("dossiers", DossierFilter(handler=officer.login))
            )
            name = f"officer:{officer.login}"
            yield self._command(name, officer.name, "user", page, argument, _("Công chức"))

    def _chapters(self) -> Iterator[Command]:
        for title in chapters():
            name = f"help:{fold(title)}"
            yield self._command(name, title, "help", "help", title, _("Trợ giúp"))

    def _forms(self, text: str) -> Iterator[Command]:
        if not self._place.may(Duty.RECEIVE):
            return
        from counter_app.wording.dossier.drafts import draft_text

        words = fold(text).split()
        found = [
            draft
            for draft in self._place.office.drafts.mine()
            if all(word in fold(draft_text(draft.body)) for word in words)
        ]
        for draft in found[:MOST]:
            title = draft_text(draft.body)
            yield self._command("", title, "hold", "intake", draft, _("Đang gác lại"))

    def _dossiers(self, text: str) -> Iterator[Command]:
        found = self._place.office.dossiers.find(text, most=MOST)
        if not text.startswith(self._seen[0]):
            self.note_seen()  # somebody read that, and asks for another one
        if found:
            self._seen = (text, found)
        for line in found:
            yield self._dossier(line.code, line.names[-1], _about(line))

    def note_seen(self) -> None:
        """Write down what was shown of citizens: once for each text that was typed as far as it went, and those whom
        the commands used before name.
        """
        access, (text, lines), recalled = self._place.office.access, self._seen, self._recalled
        self._seen, self._recalled = ("", []), []
        if lines:
            access.found(text, lines)
        if recalled:
            access.named("find", recalled)

    def _dossier(self, code: str, name: str, about: str) -> Command:
        title = " · ".join(part for part in (code, name, about) if part)
        return self._command(f"dossier:{code}", title, "file", "dossier", code, _("Hồ sơ"))

    def _procedures(self, text: str) -> Iterator[Command]:
        for found in self._place.office.intake.procedures(text)[:MOST]:
            yield self._procedure(found.code, found.name)

    def _procedure(self, code: str, title: str) -> Command:
        name = f"procedure:{code}"
        return self._command(name, title, "catalogue", "catalogue", code, _("Thủ tục"))


def _about(line: DossierLine) -> str:
    return line.procedure_name


def open_palette(
    place: Workplace,
    commands: Sequence[Command],
    go: Callable[[str, object], object],
    parent: QWidget,
) -> None:
    """Open the palette over the window's commands and what the office knows."""
    finder = Finder(place, go)
    offered = [*commands, *finder.standing]
    known = {command.called: command for command in offered}
    used = [known.get(name) or finder.recalled(name) for name in place.office.own_place.recent()]
    recent = [command for command in used[:MOST_RECENT] if command is not None]

    def remember(command: Command) -> None:
        if command.name or not command.group:  # a form on hold is called by a citizen's name
            with suppress(CounterError):  # the next act says what is wrong with the disk
                place.office.own_place.used(command.called)

    palette = Palette(offered, parent, recent=recent, look_up=finder.typed)
    palette.done_with.connect(remember)
    palette.finished.connect(lambda _result: finder.note_seen())
    palette.open()
