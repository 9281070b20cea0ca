"""The way to a number: what a citizen chose so far, and the step that comes next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.domain.queue.tickets import Priority
from counter_app.domain.queue.wishes import Wish, missing_papers
from counter_app.errors import ClockError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.sending import Sending
from counter_app.qt.queue.touch_paper_out import TicketOut
from counter_app.qt.queue.touch_papers import PapersStep
from counter_app.qt.queue.touch_steps import (
    Choice,
    ListStep,
    NumberStep,
    SearchStep,
    SorryStep,
    StartStep,
    Step,
)
from counter_app.wording.queue.priorities import priority_text
from counter_app.wording.queue.self_service import missing_text, outlook_texts, short_name
from counter_app.wording.queue.waiting_room import spans_text

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.domain.queue.tickets import Ticket
    from counter_app.domain.queue.wishes import Offer
    from counter_app.qt.kit.workplace import Workplace


class TouchWay(QObject):
    """Makes each step from what was chosen before; ``speaking`` gives the language that is read.

    Signals:
        came(object): go on to the step that this makes.
        numbered(object): a number was given; the step that this makes shows it.
        printed(object): what became of the paper, as a function that says it.
        ended(): the citizen goes.
    """

    came = Signal(object)
    numbered = Signal(object)
    printed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        place: Workplace,
        parent: QObject,
        speaking: Callable[[], AbstractContextManager[None]],
    ) -> None:
        super().__init__(parent)
        self._place, self._speaking = place, speaking
        self._send = Sending()
        self._out = TicketOut(place, self)
        self.forget()

    def forget(self) -> None:
        """Nothing is chosen."""
        self._chosen: Procedure | None = None
        self._case, self._queue = "", ""
        self._brought: tuple[str, ...] = ()

    def keep(self, step: Step) -> None:
        """Take over what is ticked on a step that goes."""
        if isinstance(step, PapersStep):
            self._brought = step.brought()

    def offered(self) -> object:
        """The content of the first step; equal where it would say the same."""
        service = self._place.office.self_service
        offers = [(item.sector, [one.name for one in item.procedures]) for item in service.offers()]
        most = [item.code for item in service.most_asked()]
        return offers, most, service.refusal(), service.all_pause()

    def start(self) -> Step:
        """The first step."""
        service = self._place.office.self_service
        pause = _("Các quầy đang tạm nghỉ. Vẫn lấy được số.") if service.all_pause() else ""
        step = StartStep(service.offers(), service.most_asked(), service.refusal(), pause)
        step.procedure_chosen.connect(self._choose)
        step.sector_chosen.connect(lambda offer: self.came.emit(partial(self._sector, offer)))
        step.search_wanted.connect(lambda: self.came.emit(self._search))
        step.queue_wanted.connect(lambda: self.came.emit(self._queues))
        return step

    def _sector(self, offer: Offer) -> Step:
        choices = [(item.name, "", partial(self._choose, item)) for item in offer.procedures]
        return ListStep(offer.sector.name, choices)

    def _search(self) -> Step:
        step = SearchStep(self._place.office.self_service.search)
        step.procedure_chosen.connect(self._choose)
        return step

    def _queues(self) -> Step:
        service = self._place.office.self_service
        groups = self._place.office.queue.groups()
        open_now = [group for group in groups if not service.refusal(group.letter)]
        if not open_now:
            return SorryStep(service.refusal() or service.refusal(groups[0].letter))
        choices = [
            (f"{group.letter} · {group.name}", "", partial(self._choose_queue, group.letter))
            for group in open_now
        ]
        return ListStep(_("Mời Ông (Bà) chọn hàng đợi"), choices, columns=2)

    def _choose_queue(self, letter: str) -> None:
        self._chosen, self._case, self._brought, self._queue = None, "", (), letter
        self._ask_ground()

    def _choose(self, procedure: Procedure) -> None:
        self._chosen, self._case, self._brought = procedure, "", ()
        self._queue = self._place.office.self_service.queue_of(procedure)
        self.came.emit(partial(self._cases, procedure) if procedure.cases else self._papers)

    def _cases(self, procedure: Procedure) -> Step:
        cases = [
            ("", _("Trường hợp thông thường")),
            *((one.key, one.name) for one in procedure.cases),
        ]
        choices = [(name, "", partial(self._choose_case, key)) for key, name in cases]
        about = _("Mời Ông (Bà) chọn trường hợp của mình")
        return ListStep(short_name(procedure.name), choices, about=about)

    def _choose_case(self, key: str) -> None:
        self._case, self._brought = key, ()
        self.came.emit(self._papers)

    def _papers(self) -> Step:
        assert self._chosen is not None  # noqa: S101 - what leads here chose it
        office = self._place.office
        hours = spans_text(office.waiting_room.hours())
        refusal = office.self_service.refusal(self._queue)
        step = PapersStep(self._chosen.of_case(self._case), self._brought, hours, refusal)
        step.number_wanted.connect(partial(self._want_number, step))
        return step

    def _want_number(self, step: PapersStep) -> None:
        self.keep(step)
        self._ask_ground()

    def _ask_ground(self) -> None:
        if self._place.office.self_service.grounds():
            self.came.emit(self._grounds)
        else:
            self._take(Priority.NONE)

    def _grounds(self) -> Step:
        grounds = self._place.office.self_service.grounds()
        choices: list[Choice] = [
            (_("Không thuộc diện ưu tiên"), "", partial(self._take, Priority.NONE))
        ]
        choices += [(priority_text(item), "", partial(self._take, item)) for item in grounds]
        about = _("Phiếu không in lý do. Công chức có thể xem giấy tờ chứng minh.")
        return ListStep(
            _("Mời Ông (Bà) chọn diện ưu tiên, nếu có"), choices, about=about, columns=2
        )

    def _take(self, priority: Priority) -> None:
        code = self._chosen.code if self._chosen else ""
        wish = Wish(procedure=code, case=self._case, brought=self._brought)
        take = self._place.office.self_service.take
        try:
            with self._speaking():
                done = self._send(take, wish, queue=self._queue, priority=priority)
        except (RuleError, ClockError, StoreError, OSError) as error:
            self._refused(error)
            return
        ticket = self._place.hub.done(done)
        self.numbered.emit(partial(self._number, ticket))
        self._out.print(ticket, self.printed.emit)

    def _refused(self, error: Exception) -> None:
        """Tell the citizen a refusal of the rules; for other errors tell the officer the next step."""
        if isinstance(error, RuleError) and error.rule != "signed_out":
            self.came.emit(partial(SorryStep, error.message))
            return
        self.came.emit(
            lambda: SorryStep(_("Chưa lấy được số. Mời Ông (Bà) báo công chức tại quầy."))
        )
        said = getattr(error, "message", "") or str(error)
        text = _("Công dân chưa tự lấy được số: {why}").format(why=said)
        self._place.hub.notice(Tone.BAD, text)

    def _number(self, ticket: Ticket) -> Step:
        office = self._place.office
        names = {group.letter: group.name for group in office.queue.groups()}
        told = outlook_texts(office.self_service.outlook(ticket))
        papers = self._chosen.of_case(self._case).papers if self._chosen else ()
        lacks = missing_papers(papers, self._brought)
        missing = missing_text(lacks, papers) if lacks else ""
        step = NumberStep(ticket, names.get(ticket.line, ""), told, missing)
        step.left.connect(self.ended)
        return step
