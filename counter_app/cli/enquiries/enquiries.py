"""The verb for visitors who only ask (chỉ hỏi): ``ask``."""

from __future__ import annotations

import click

from counter_app.cli.context import Frame, Shows, verb
from counter_app.cli.queue import ticket_facts
from counter_app.domain.clock import local_text
from counter_app.i18n import _


@click.command("ask")
@click.argument("topic")
@click.option("--ticket", "label", default="", help="Số thứ tự được đóng cùng lúc, như A012.")
@verb(Shows.ACT)
def ask(frame: Frame, topic: str, label: str) -> None:
    """Ghi một lượt hướng dẫn, theo số 1–9 hoặc tên nội dung."""
    with frame.office() as office:
        ticket = office.queue.by_label(label).id if label else None
        asked = office.enquiries.ask(topic, ticket=ticket).result
        closed = ticket_facts(office.queue.get(ticket)) if ticket is not None else None
        count = office.enquiries.count()
    text = _("Đã ghi: {topic}. Hôm nay {count} lượt hướng dẫn.").format(
        topic=asked.topic, count=count
    )
    answer = {"question": asked.id, "topic": asked.topic, "at": local_text(asked.at)}
    frame.say(answer | {"ticket": closed, "today": count}, text)


COMMANDS = (ask,)
