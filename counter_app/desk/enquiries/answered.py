"""Somebody only asks (chỉ hỏi): counted by topic; their ticket is done in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.queue.tickets import TicketQueue
from counter_app.domain.clock import local_date, local_text
from counter_app.domain.enquiries.events import QUESTION_ASKED, Asked
from counter_app.domain.enquiries.topics import TOPICS_CEILING
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import TicketAct
from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.store.read.enquiries import Question


class Enquiries(Desk):
    """Questions without a dossier."""

    def topics(self) -> tuple[str, ...]:
        """The matters people ask about; the first nine have the digits 1 to 9."""
        return self.settings.question_topics[:TOPICS_CEILING]

    def ask(
        self, topic: str | int, *, ticket: int | None = None, op_id: str = ""
    ) -> Done[Question]:
        """Write a question down under a topic, by its digit or its words; ``ticket`` is closed as done with it.

        Errors: RuleError for an unknown topic (field "topic") or a ticket that is not in hand at this counter.
        """
        act = self.act(Duty.QUEUE, op_id, QUESTION_ASKED)
        chosen = self._topic(topic)
        with act:
            if act.known is None:
                payload = Asked(at=local_text(act.now), topic=chosen, ticket=ticket)
                act.record(QUESTION_ASKED, f"question:{local_date(act.now)}", payload)
                if ticket is not None:
                    self.group(TicketQueue).write(act, ticket, TicketAct.DONE)
        news = (Noun.QUESTION,) if ticket is None else (Noun.QUESTION, Noun.TICKET)
        return act.done(self._asked(act.first.seq), *news)

    def count(self) -> int:
        """The number of people who asked today."""
        tallies = self.store.enquiries.tallies(self.today(), self.today())
        return sum(sum(hours.values()) for hours in tallies.values())

    def _topic(self, topic: str | int) -> str:
        topics = self.topics()
        wanted = fold(str(topic))
        if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(topics):
            return topics[int(wanted) - 1]
        found = [item for item in topics if fold(item) == wanted]
        if not found:
            numbered = ", ".join(f"{at} {item}" for at, item in enumerate(topics, 1))
            raise RuleError(
                _("Không có nội dung hướng dẫn {topic}. Chọn một trong: {topics}.").format(
                    topic=clean(str(topic))[:60], topics=numbered
                ),
                field="topic",
                rule="topic",
            )
        return found[0]

    def _asked(self, seq: int) -> Question:
        found = self.store.enquiries.get(seq)
        assert found is not None  # noqa: S101 - just recorded, or known by its op_id
        return found
