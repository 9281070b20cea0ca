"""The news for those who wait: counters and calls, the next ones, the usual wait, and the open hours of the office."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.queue.tickets import TicketQueue
from counter_app.domain.calendar.working_calendar import YearNotConfirmed
from counter_app.domain.clock import local_date, local_text
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue import estimate
from counter_app.domain.queue.events import COUNTER_OPENED, COUNTER_PAUSED, Turned
from counter_app.domain.queue.public import (
    CounterSeen,
    CounterState,
    CounterWord,
    HoursSeen,
    PublicView,
    QueueSeen,
    counter_order,
    counter_state,
)
from counter_app.domain.queue.tickets import Ticket, TicketState, upcoming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from counter_app.desk.act import OfficeAct
    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.event import Event
    from counter_app.domain.office.staff import Officer

NEXT = 3
"""Numbers of a queue that are told as next."""
CALLS = 8
DAYS_BACK = 30
"""Days whose citizens served say how long one takes."""
LOOK_AHEAD = 14
"""Days within which the next opening is looked for."""
DAY_OFF_AHEAD = 10
"""Days before a day off from which it is told."""
_BUSY = frozenset({TicketState.CALLED, TicketState.SERVING})


class WaitingRoom(Desk):
    """The public's view of the day. Reads need nobody signed in; a counter is opened and paused by who sits there."""

    def seen(self) -> PublicView:
        """All of the public's window at this moment."""
        today = self.today()
        tickets = self.store.queue.of_day(today)
        words = self.store.queue.counter_words(today)
        return PublicView(
            calls=tuple(self.store.queue.last_calls(today, most=CALLS)),
            counters=self._counters(tickets, words),
            queues=self._queues(tickets, words),
            hours=self.hours(),
            priority_run=self.settings.priority_run,
            notices=tuple(self.settings.board_notices),
        )

    def _counters(
        self, tickets: Sequence[Ticket], words: dict[str, CounterWord]
    ) -> tuple[CounterSeen, ...]:
        staff = [item for item in self.store.officers.all() if item.active]
        names = {item.login: item.name for item in staff}
        sitting = {item.counter: item.name for item in reversed(staff) if item.counter}
        hand = {item.counter: item.label for item in tickets if item.state in _BUSY}
        found = []
        for counter in sorted({*sitting, *words, *hand} - {""}, key=counter_order):
            word = words.get(counter)
            label = hand.get(counter, "")
            found.append(
                CounterSeen(
                    counter=counter,
                    state=counter_state(word, label),
                    officer=names.get(word.officer if word else "", sitting.get(counter, "")),
                    label=label,
                )
            )
        return tuple(found)

    def _queues(
        self, tickets: Sequence[Ticket], words: dict[str, CounterWord]
    ) -> tuple[QueueSeen, ...]:
        found = []
        served = self._served()
        for group in self.store.catalogue.queue_groups():
            line = self._order(group.letter, tickets)
            minutes = _minutes(group.letter, len(line), tickets, words, served)
            found.append(
                QueueSeen(
                    letter=group.letter,
                    name=group.name,
                    waiting=len(line),
                    next_labels=tuple(ticket.label for ticket in line[:NEXT]),
                    minutes=None if minutes is None else estimate.rounded(minutes),
                )
            )
        return tuple(found)

    def _order(self, letter: str, tickets: Sequence[Ticket]) -> list[Ticket]:
        waiting = [
            item for item in tickets if item.line == letter and item.state is TicketState.WAITING
        ]
        run = self.store.queue.priority_run(self.today(), letter) if waiting else 0
        return upcoming(waiting, run, self.settings.priority_run)

    def _served(self) -> dict[str, list[float]]:
        """Minutes of those who were served lately, by queue."""
        return self.store.queue.served_minutes(self.today() - timedelta(days=DAYS_BACK))

    def back_at(self, ticket: Ticket) -> datetime | None:
        """The moment the holder of a ticket should be back; None when it cannot be known, or not before closing."""
        minutes = self.minutes_of(ticket)
        if minutes is None or not (spans := self.hours().spans):
            return None
        return estimate.moment_after(self.now(), minutes, spans)

    def minutes_of(self, ticket: Ticket) -> float | None:
        """Minutes until a ticket of today is called, open hours or not; None when it cannot be known."""
        today = self.today()
        tickets, words = self.store.queue.of_day(today), self.store.queue.counter_words(today)
        line = [item.id for item in self._order(ticket.line, tickets)]
        ahead = line.index(ticket.id) if ticket.id in line else len(line)
        return _minutes(ticket.line, ahead, tickets, words, self._served())

    def hours(self) -> HoursSeen:
        """Today's open hours, when the office opens next, and the next day off with a name."""
        calendar, now = self.store.calendar.current(), self.now()
        try:
            days = [self.today() + timedelta(days=ahead) for ahead in range(LOOK_AHEAD)]
            spans = [_open_on(calendar, day) for day in days]
        except YearNotConfirmed:
            return self._hours_of_today(calendar)
        coming = [start for found in spans for start, _end in found if start > now]
        off, name = _day_off(calendar, days[1 : DAY_OFF_AHEAD + 1])
        return HoursSeen(
            known=True,
            spans=spans[0],
            opens_at=min(coming, default=None),
            day_off=off,
            day_off_name=name,
        )

    def _hours_of_today(self, calendar: WorkCalendar) -> HoursSeen:
        """Near a year that nobody has confirmed, only what is known of today."""
        if not calendar.is_confirmed(self.today().year):
            return HoursSeen()
        return HoursSeen(known=True, spans=_open_on(calendar, self.today()))

    def state_here(self) -> CounterState:
        """The standing of the signed-in officer's counter for the public now; of this computer's while nobody is."""
        officer = self.session.officer
        return self._state_of(self._counter(officer) if officer else self.preferences.counter)

    def _state_of(self, counter: str) -> CounterState:
        today = self.today()
        busy = self.store.queue.of_day(today, _BUSY)
        label = next((item.label for item in busy if item.counter == counter), "")
        return counter_state(self.store.queue.counter_words(today).get(counter), label)

    def pause(self, *, op_id: str = "") -> Done[CounterState]:
        """Say that this counter calls nobody for a while; a call opens it again."""
        return self._turn(self.act(Duty.QUEUE, op_id, COUNTER_PAUSED), COUNTER_PAUSED)

    def reopen(self, *, op_id: str = "") -> Done[CounterState]:
        """Say that this counter serves."""
        return self._turn(self.act(Duty.QUEUE, op_id, COUNTER_OPENED), COUNTER_OPENED)

    def _turn(self, act: OfficeAct, kind: Event[Turned]) -> Done[CounterState]:
        with act:
            if act.known is None:
                day, counter = local_date(act.now).isoformat(), self._counter(act.officer)
                payload: Turned = {"day": day, "counter": counter, "at": local_text(act.now)}
                act.record(kind, f"counter:{day}:{counter}", payload)
        return act.done(self._state_of(self._counter(act.officer)), Noun.TICKET)

    def _counter(self, officer: Officer) -> str:
        return self.group(TicketQueue).counter(officer)


def _minutes(
    letter: str,
    ahead: int,
    tickets: Sequence[Ticket],
    words: Mapping[str, CounterWord],
    served: Mapping[str, Sequence[float]],
) -> float | None:
    waiting = {item.line for item in tickets if item.state is TicketState.WAITING}
    at_work = {name: word.lines for name, word in words.items() if not word.paused}
    return estimate.waiting_minutes(
        ahead,
        estimate.usual_minutes(served.get(letter, ())),
        estimate.counters_for(letter, waiting, at_work),
    )


def _open_on(calendar: WorkCalendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    return tuple(sorted((*calendar.sessions_on(day), *calendar.reception_on(day))))


def _day_off(calendar: WorkCalendar, days: Sequence[date]) -> tuple[date | None, str]:
    """The first of some days that is marked off by a name."""
    for day in days:
        mark = calendar.mark(day)
        if mark is not None and not mark.work and not mark.reception:
            return day, mark.name
    return None, ""
