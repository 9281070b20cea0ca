"""The matters people only ask about: one line each, in the order of the digits 1 to 9."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.enquiries.topics import TOPICS_CEILING
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.held import Put, show
from counter_app.settings import OfficeSettings


class TopicsPart(Card):
    """The office's list for "Chỉ hỏi"."""

    def __init__(self) -> None:
        super().__init__(_("Lượt hướng dẫn"))
        self.topics = TextArea(lines=TOPICS_CEILING)
        hint = _(
            "Mỗi dòng một nội dung, nhiều nhất chín dòng; dòng 1 ứng với phím 1, dòng 2 với phím 2…"
        )
        self.fields = {"question_topics": Field(_("Nội dung hướng dẫn"), self.topics, hint)}
        self.add(self.fields["question_topics"])

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept by ``put``."""
        put(self.topics, "\n".join(kept.question_topics))
        self.topics.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """The settings with the list as typed; empty lines are left out."""
        lines = [line.strip() for line in self.topics.value().splitlines()]
        return replace(before, question_topics=tuple(filter(None, lines)))
