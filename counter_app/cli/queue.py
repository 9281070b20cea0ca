"""Verbs of the queue: ``ticket take|call|serve|…``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import Priority, Ticket, TicketAct
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.queue.counter_turns import turned_text

if TYPE_CHECKING:
    from counter_app.domain.queue.public import CounterState
    from counter_app.office import Office


def ticket_facts(ticket: Ticket) -> dict[str, Any]:
    """A ticket as the verbs show it."""
    facts = told(
        ticket,
        "ticket=label id day queue line number state priority counter officer taken=taken_at "
        "called=called_at serving=serving_at done=done_at",
        seconds=True,
    )
    if ticket.wish is None:
        return facts
    wish = told(ticket.wish, "procedure case") | {"brought": list(ticket.wish.brought)}
    return facts | {"wish": wish}


@click.group("ticket")
def ticket() -> None:
    """Số thứ tự và hàng đợi của hôm nay."""


@ticket.command("take")
@click.argument("queue")
@click.option(
    "--priority",
    type=click.Choice([item.value for item in Priority if item.value]),
    default=None,
    help="Diện ưu tiên.",
)
@click.option("--reason", default="", help="Lý do.")
@click.option("--out", type=FILE, help="Ghi phiếu số ra tệp PDF này.")
@force_option
@verb(Shows.NOBODY)
def take(
    frame: Frame, queue: str, priority: str | None, reason: str, out: Path | None, force: bool
) -> None:
    """Lấy số kế tiếp của một hàng đợi (A, B, …)."""
    with frame.office() as office:
        target = frame.target(office, out, force=force) if out is not None else None
        taken = office.queue.take(
            queue.upper(), priority=Priority(priority or ""), reason=reason
        ).result
        ahead = office.queue.ahead_of(taken)
        if target is not None:
            done = _("Đã lấy số {label}.").format(label=taken.label)
            write(target, office.paper.draw_ticket(taken, ahead), done=done)
    text = _("Số {label}, còn {ahead} người trước.").format(label=taken.label, ahead=ahead)
    frame.say(ticket_facts(taken) | {"ahead": ahead}, text)


@ticket.command("call")
@click.argument("label", required=False)
@click.option("--line", default="", help="Chỉ gọi trong hàng đợi này.")
@verb(Shows.NOBODY)
def call(frame: Frame, label: str | None, line: str) -> None:
    """Gọi số kế tiếp, hoặc đúng một số."""
    with frame.office() as office:
        called: Ticket | None
        if label:
            called = office.queue.do(office.queue.by_label(label).id, TicketAct.CALL).result
        else:
            called = office.queue.call_next(line.upper()).result
    if called is None:
        frame.say({"ticket": None}, _("Không còn người chờ."))
    else:
        text = _("Mời số {label} tới quầy {counter}.").format(
            label=called.label, counter=called.counter
        )
        frame.say(ticket_facts(called), text)


def _meant(office: Office, label: str | None, act: TicketAct) -> Ticket:
    """The ticket named, or else the one this counter called last and has not let go.

    What is undone is the last thing done at this counter, also when that let the ticket go.
    """
    if label:
        return office.queue.by_label(label)
    officer = office.queue.acting(Duty.QUEUE)
    if act is TicketAct.UNDO:
        return office.queue.last_done(officer)
    here = [item for item in office.queue.at_counter(officer) if item.called_at]
    if not here:
        raise RuleError(_("Quầy này chưa gọi số nào. Gọi số rồi làm lại, hoặc ghi rõ số."))
    return max(here, key=lambda item: (item.called_at, item.id))


def _act_command(act: TicketAct) -> click.Command:
    @click.command(act.value, help=_("Mặc định là số đang ở quầy này."))
    @click.argument("label", required=False)
    @click.option("--to", "line", default="", help="Hàng đợi chuyển tới.")
    @click.option("--reason", default="", help="Lý do.")
    @verb(Shows.NOBODY)
    def run(frame: Frame, label: str | None, line: str, reason: str) -> None:
        with frame.office() as office:
            found = _meant(office, label, act)
            done = office.queue.do(found.id, act, line=line.upper(), reason=reason).result
        frame.say(ticket_facts(done), f"{done.label}  {done.state.value}")

    return run


for _act in TicketAct:
    if _act is not TicketAct.CALL:
        ticket.add_command(_act_command(_act))


@ticket.command("pause")
@verb(Shows.NOBODY)
def pause(frame: Frame) -> None:
    """Báo trên bảng gọi số rằng quầy này tạm nghỉ; gọi số là quầy mở lại."""
    with frame.office() as office:
        _say_counter(frame, office.waiting_room.pause().result, paused=True)


@ticket.command("open")
@verb(Shows.NOBODY)
def reopen(frame: Frame) -> None:
    """Báo trên bảng gọi số rằng quầy này đang mở."""
    with frame.office() as office:
        _say_counter(frame, office.waiting_room.reopen().result, paused=False)


def _say_counter(frame: Frame, state: CounterState, *, paused: bool) -> None:
    frame.say({"counter": state.value}, turned_text(state, paused=paused))


@ticket.command("list")
@verb(Shows.NOBODY)
def list_verb(frame: Frame) -> None:
    """Hàng đợi hôm nay."""
    with frame.office() as office:
        line = office.queue.today_line()
    rows = [f"{item.label}  {item.state.value:<8} {item.counter}" for item in line]
    frame.say(
        {"tickets": [ticket_facts(item) for item in line]},
        "\n".join(rows) or _("Chưa có người lấy số."),
    )


@ticket.command("stop")
@click.argument("queue")
@verb(Shows.NOBODY)
def stop(frame: Frame, queue: str) -> None:
    """Hôm nay không cho công dân tự lấy số của một hàng đợi nữa; quầy vẫn phát được."""
    with frame.office() as office:
        stopped = office.self_service.stop(queue.upper()).result
    _say_stopped(frame, stopped)


@ticket.command("resume")
@click.argument("queue")
@verb(Shows.NOBODY)
def resume(frame: Frame, queue: str) -> None:
    """Cho công dân tự lấy số của một hàng đợi trở lại."""
    with frame.office() as office:
        stopped = office.self_service.resume(queue.upper()).result
    _say_stopped(frame, stopped)


def _say_stopped(frame: Frame, stopped: frozenset[str]) -> None:
    text = _("Hàng đợi ngừng cho tự lấy số: {queues}.").format(queues=", ".join(sorted(stopped)))
    frame.say(
        {"stopped": sorted(stopped)},
        text if stopped else _("Công dân tự lấy được số của mọi hàng đợi."),
    )


COMMANDS = (ticket,)
