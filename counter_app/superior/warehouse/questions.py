"""The questions of reports, written once with ibis: every engine is given the same expressions in its own SQL.

Each is as of the end of a day: ``until`` of the sender, which is the last day asked for or, before it, the last day the
sender's journal tells of. They count as ``store/figures`` does (docs/adr/0072); tests hold them to the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import ibis

from counter_app.domain.dossier.dossier import Channel, State
from counter_app.domain.dossier.states import PAUSED_STATES
from counter_app.reports.figures.finishes import FinishTally
from counter_app.store.figures.tallies import Tally
from counter_app.superior.warehouse import columns
from counter_app.superior.warehouse.columns import SENDER, TABLES
from counter_app.values import dataclass

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

Question = Callable[["Period"], "Table"]
OFFICE, SECTOR, OFFICER, ROLE = "office", "sector", "officer", "role"
ONLINE, WHOLE = "online", "whole"
KIND = ("procedure", "case_key", "time_limit")
"""The columns figures are told apart by; ``WHOLE``: by nothing."""
_PAUSED = {
    State.SUPPLEMENT: "supplement",
    State.FINANCIAL: "financial",
    State.STOPPED: "stopped",
    State.FINISHED: "waiting",
}
_AT_WORK = (State.RECEIVED, State.PROCESSING)
_WAITING = (*_AT_WORK, *_PAUSED)
_UNFINISHED = tuple(state for state in _WAITING if state is not State.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days asked for, both included. ``earliest`` is the first day as of which a sender is counted: what was over
    before it need not be read. ``sector`` narrows to one; ``by`` is what the figures are told apart by."""

    first: date
    last: date
    earliest: date
    by: tuple[str, ...] = (OFFICE, SECTOR)
    sector: str = ""
    queue: str = ""
    """The queue of that sector: a ticket is taken before anybody knows what for."""
    handler: str = ""
    """The officer (login) that figures of finished and overdue dossiers are narrowed to."""
    hand_over: bool = True
    """Without it nothing is looked up of what is finished and waits for its citizen, or was handed over."""


def _table(name: str) -> Table:
    wanted = {key: kind.ibis for key, kind in TABLES[name].items()}
    return ibis.table(wanted, name=name)


def asked_lines(name: str, period: Period, *, undone: bool = False) -> Table:
    """A table's lines of the senders asked about, each with its office and ``until``.

    What was over before the earliest day as of which anybody is counted is not read, unless ``undone``.
    """
    table = _table(name)
    if not undone:
        table = table.filter(table.known_until > period.earliest)
    if period.sector and "sector" in table.columns:
        asked = table.sector == period.sector
        if name == "deed":
            asked |= (table.kind == columns.TICKET) & (table.queue == period.queue)
        table = table.filter(asked)
    senders = ibis.table({key: kind.ibis for key, kind in SENDER.items()}, name="sender")
    return table.join(senders, "sender")


def _with_role(table: Table, period: Period) -> Table:
    """Lines with the group their officer was of; empty for one nobody said anything of."""
    if ROLE not in period.by:
        return table
    staff = asked_lines("staff", period)
    known = staff.filter(staff.known_from <= staff.until, staff.known_until > staff.until).select(
        "sender", "login", "role"
    )
    found = table.left_join(known, [table.sender == known.sender, table.officer == known.login])
    return found.select(*table.columns, role=known.role.fill_null(""))


def _inside(table: Table, column: str, period: Period) -> BooleanValue:
    """True if a day lies in the period as far as the sender tells of it."""
    day = table[column]
    return (day >= period.first) & (day <= period.last) & (day <= table.until)


def _dossiers(period: Period) -> Table:
    """Dossiers as they were known."""
    table = asked_lines("dossier", period)
    return table.filter(table.known_from <= table.until, table.known_until > table.until)


def _received(period: Period) -> Table:
    """The dossiers that were received in the period and are no mistake."""
    table = _dossiers(period)
    return table.filter(_inside(table, "received", period), ~table.mistaken)


def _standing(period: Period, states: Sequence[State]) -> Table:
    """Spans at the end of the day."""
    table = asked_lines("span", period)
    return table.filter(
        table.state.isin([int(state) for state in states]),
        table.day <= table.until,
        table.day <= period.last,
        table.known_until > table.until,
    )


def _refused(period: Period) -> Table:
    table = _standing(period, (State.REFUSED,))
    return table.filter(table.day >= period.first)


def _returned(period: Period) -> Table:
    table = _standing(period, (State.RETURNED,))
    return table.filter(table.day >= period.first)


def _counted(period: Period) -> Table:
    """The dossiers form II.06a counts as received: not the refused ones."""
    return _received(period).anti_join(_refused(period), ["sender", "subject"])


def _ended(period: Period) -> Table:
    """Done with in the period, and still so at its end."""
    table = asked_lines("ending", period)
    return table.filter(
        _inside(table, "day", period),
        table.known_from <= table.until,
        table.known_until > table.until,
        table.received <= table.until,
    )


def _running(period: Period, states: Sequence[State]) -> Table:
    table = _standing(period, states)
    return table.filter(table.received <= table.until)


def _term(table: Table) -> StringValue:
    return ibis.cases(
        (table.withdrawn, "withdrawn"),
        (table.day < table.promise, "early"),
        (table.day > table.promise, "late"),
        else_="on_time",
    )


def _progress(table: Table) -> StringValue:
    paused = [(table.state == int(state), word) for state, word in _PAUSED.items()]
    return ibis.cases(*paused, (table.promise < table.until, "overdue"), else_="not_due")


def _sums(
    table: Table, by: Sequence[str], figure: StringValue, carried: BooleanValue | None
) -> Table:
    """The number of lines of each figure, and of those received before the period."""
    table = table.mutate(
        figure=figure, before=carried if carried is not None else ibis.literal(value=False)
    )
    return table.group_by([*by, "figure"]).aggregate(
        number=table.count(), carried=table.before.ifelse(1, 0).sum()
    )


def tallies(period: Period) -> Table:
    """``by``, then the fields of ``Tally`` in their order."""
    by = period.by
    received, ended, refused = _counted(period), _ended(period), _refused(period)
    running = _running(period, _WAITING if period.hand_over else _UNFINISHED)
    way = (received.channel == int(Channel.ONLINE)).ifelse("online", "direct")
    open_before = (running.received < period.first) & (running.state != int(State.FINISHED))
    parts = [
        _sums(received, by, way, None),
        _sums(ended, by, _term(ended), ended.received < period.first),
        _sums(running, by, _progress(running), open_before),
        _sums(refused, by, ibis.literal("refused"), None),
    ]
    if period.hand_over:
        parts.append(_sums(_returned(period), by, ibis.literal("returned"), None))
    found = ibis.union(*parts)
    # A line for each key: sixty thousand small rows would take longer to fetch than to count.
    figures = {
        name: (found.figure == name).ifelse(found.number, 0).sum()
        for name in Tally.__slots__
        if name != "carried"
    }
    together = found.group_by(list(by)).aggregate(carried=found.carried.sum(), **figures)
    return together.select(*by, *Tally.__slots__)


def officers(period: Period) -> Table:
    """``by``, figure (a field of ``OfficerTally``), number."""
    by = period.by
    ended, running, counted, supplements = (
        _with_role(table, period)
        for table in (
            _ended(period),
            _running(period, _UNFINISHED),
            _counted(period),
            _deeds(period, columns.SUPPLEMENT),
        )
    )
    at_work = running.state.isin([int(state) for state in _AT_WORK])
    progress = ibis.cases(
        (~at_work, "paused"), (running.promise < running.until, "overdue"), else_="not_due"
    )
    timed = ended.filter(~ended.withdrawn, ended.used.notnull(), ended.allowed.notnull())

    def summed(figure: str, number: Callable[[Table], IntegerValue]) -> Table:
        marked = timed.mutate(figure=ibis.literal(figure))
        return marked.group_by([*by, "figure"]).aggregate(number=number(marked))

    return ibis.union(
        _sums(counted, by, ibis.literal("received"), None).drop("carried"),
        _sums(ended, by, _term(ended), None).drop("carried"),
        summed("timed", lambda table: table.count()),
        summed("used", lambda table: table.used.sum()),
        summed("allowed", lambda table: table.allowed.sum()),
        _sums(running, by, progress, None).drop("carried"),
        _sums(supplements, by, ibis.literal("supplements"), None).drop("carried"),
    )


def _deeds(period: Period, *kinds: str) -> Table:
    """Deeds of the period that were not taken back by its end."""
    table = asked_lines("deed", period)
    return table.filter(
        table.kind.isin(kinds), _inside(table, "day", period), table.known_until > table.until
    )


def fees(period: Period) -> Table:
    """``by``, dossiers, paying, free, unknown, amount: of what was received in the period."""
    table = _received(period)
    return table.group_by(list(period.by)).aggregate(
        dossiers=table.count(),
        paying=(table.fee != 0).ifelse(1, 0).sum(),
        free=(table.fee == 0).ifelse(1, 0).sum(),
        unknown=table.fee.isnull().ifelse(1, 0).sum(),
        amount=table.fee.fill_null(0).sum(),
    )


def money(period: Period) -> Table:
    """``by``, collected, refunded, waived, entries."""
    table = _deeds(period, columns.COLLECTED, columns.REFUNDED, columns.WAIVED)

    def of(kind: str) -> IntegerValue:
        return (table.kind == kind).ifelse(table.amount, 0).sum()

    return table.group_by(list(period.by)).aggregate(
        collected=of(columns.COLLECTED),
        refunded=of(columns.REFUNDED),
        waived=of(columns.WAIVED),
        entries=(table.kind != columns.WAIVED).ifelse(1, 0).sum(),
    )


def waived(period: Period) -> Table:
    """Ground, in how many matters, how much: at reception, or when it should have been paid."""
    at_reception = _received(period).filter(lambda table: table.waived > 0)
    mistaken = _dossiers(period).filter(lambda table: table.mistaken)
    paid = _deeds(period, columns.WAIVED).anti_join(mistaken, ["sender", "subject"])
    found = ibis.union(
        at_reception.select("sender", "subject", ground="relief", amount="waived"),
        paid.select("sender", "subject", "ground", "amount"),
    )
    matters = found.group_by(["ground", "sender", "subject"]).aggregate(amount=found.amount.sum())
    return matters.group_by("ground").aggregate(number=matters.count(), amount=matters.amount.sum())


def certified(period: Period) -> Table:
    """``by``, count, pages, copies, fee, voided, voided_fee."""
    table = asked_lines("deed", period, undone=True)
    table = table.filter(table.kind == columns.CERTIFIED, _inside(table, "day", period))
    void = table.known_until <= table.until

    def standing(value: IntegerValue) -> IntegerValue:
        return void.ifelse(0, value).sum()

    return table.group_by(list(period.by)).aggregate(
        count=void.ifelse(0, 1).sum(),
        pages=standing(table.pages),
        copies=standing(table.copies),
        fee=standing(table.amount),
        voided=void.ifelse(1, 0).sum(),
        voided_fee=void.ifelse(table.amount, 0).sum(),
    )


def loads(period: Period) -> Table:
    """Kind (of ``LOADS``), day, hour, acts; of tickets also their queue."""
    handed_in, returned = _dossiers(period), _returned(period)
    handed_in = handed_in.filter(_inside(handed_in, "handed_in", period))
    deeds = _deeds(period, columns.CERTIFIED, columns.QUESTION, columns.TICKET)
    nothing = ibis.literal("")

    def acts(table: Table, kind: StringValue, day: str, queue: StringValue) -> Table:
        table = table.select(kind=kind, day=table[day], hour=table.hour, queue=queue)
        return table.group_by(["kind", "day", "hour", "queue"]).aggregate(acts=table.count())

    return ibis.union(
        acts(handed_in, ibis.literal("received"), "handed_in", nothing),
        acts(returned, ibis.literal("returned"), "day", nothing),
        acts(deeds, deeds.kind, "day", deeds.queue),
    )


def places(period: Period) -> Table:
    """Channel, point, number taken in, number given out."""
    known = _dossiers(period).filter(lambda table: ~table.mistaken)
    taken = known.filter(_inside(known, "received", period))
    given = known.semi_join(_returned(period), ["sender", "subject"])

    def counted(table: Table, channel: str, point: str, *, inwards: bool) -> Table:
        table = table.select(channel=table[channel], point=table[point])
        grouped = table.group_by(["channel", "point"]).aggregate(number=table.count())
        return grouped.mutate(inwards=ibis.literal(int(inwards)))

    return ibis.union(
        counted(taken, "channel", "point", inwards=True),
        counted(given, "return_channel", "returned_point", inwards=False),
    )


def trips(period: Period) -> Table:
    """Procedure, title, sector, officer, direct, brought, collected, and how many such dossiers were handed over."""
    known = _dossiers(period).select(
        "sender", "subject", "procedure", "title", "channel", "return_channel"
    )
    returned = _returned(period)
    brought = asked_lines("deed", period)
    brought = brought.filter(brought.kind == columns.BROUGHT, brought.day <= brought.until)
    times = brought.group_by(["sender", "subject"]).aggregate(brought=brought.amount.sum())
    found = returned.inner_join(known, ["sender", "subject"]).left_join(
        times, ["sender", "subject"]
    )
    rows = found.select(
        "procedure",
        "title",
        "sector",
        "officer",
        direct=(found.channel == int(Channel.DIRECT)).ifelse(1, 0),
        brought=found.brought.fill_null(0),
        collected=(found.return_channel == int(Channel.DIRECT)).ifelse(1, 0),
    )
    return rows.group_by(list(rows.columns)).aggregate(number=rows.count())


def paused_past(period: Period) -> Table:
    """``by``, how many paused dossiers were promised for a day before, the day on which the longest pause began."""
    running = _with_role(_running(period, tuple(PAUSED_STATES)), period)
    late = running.filter(running.promise < running.until)
    return late.group_by(list(period.by)).aggregate(number=late.count(), since=late.day.min())


def overdue(period: Period) -> Table:
    """Dossiers at work past their promise: office, code, sector, title, officer, promise, until."""
    running = _running(period, _AT_WORK)
    late = running.filter(running.promise < running.until)
    known = _dossiers(period).select("sender", "subject", "code", "title")
    found = late.inner_join(known, ["sender", "subject"])
    return found.select("office", "code", "sector", "title", "officer", "promise", "until")


def _finished(period: Period) -> Table:
    """The dossiers that ended with a result."""
    table = _ended(period).filter(lambda table: ~table.withdrawn)
    if period.handler:
        table = table.filter(table.officer == period.handler)
    return table.mutate(whole=ibis.literal(""), term=_term(table))


def finished(period: Period) -> Table:
    """``by``, the first of them by its number, then the fields of ``FinishTally`` in their order."""
    table = _finished(period)
    alone, apart = table.other == "", table.other == columns.APART
    never, elsewhere = table.supplements == 0, table.elsewhere
    marks: dict[str, BooleanValue] = {
        **{word: table.term == word for word in _TERMS},
        **{f"alone_{word}": alone & (table.term == word) for word in _TERMS},
        **{f"other_{word}": ~alone & (table.other == word) for word in _TERMS},
        "apart": apart,
        "never": never,
        "once": table.supplements == 1,
        "more": ~never & (table.supplements != 1),
        "straight": ~elsewhere & never,
        "returned": ~elsewhere & ~never,
        "elsewhere": elsewhere,
        "online_late": table.online & (table.term == "late"),
    }
    counted = {name: mark.ifelse(1, 0).sum() for name, mark in marks.items()}
    together = table.group_by(list(period.by)).aggregate(
        since=table.subject.min(), finished=table.count(), **counted
    )
    return together.select(*period.by, "since", *FinishTally.__slots__)


_TERMS = ("early", "on_time", "late")


def spreads(period: Period) -> Table:
    """``by``, figure ("used", "allowed"), then n, total, least, lower and upper middle, most of 90 and 95 percent."""
    table = _finished(period)
    timed = table.filter(table.used.notnull(), table.allowed > 0)
    return ibis.union(
        *(_spread(timed, period.by, figure) for figure in ("used", "allowed")), distinct=False
    )


def _spread(timed: Table, by: Sequence[str], figure: str) -> Table:
    """Ranks by comparing whole numbers: no engine's own rounding or interpolation has a say."""
    keys = list(by)
    table = timed.mutate(value=timed[figure], figure=ibis.literal(figure))
    counted = table.group_by([*keys, "figure", "value"]).aggregate(times=table.count())
    until = ibis.window(group_by=keys, order_by="value", preceding=None, following=0)
    ranked = counted.mutate(
        reached=counted.times.sum().over(until),
        n=counted.times.sum().over(ibis.window(group_by=keys)),
    )
    before = ranked.reached - ranked.times

    def at(reached: BooleanValue, not_before: BooleanValue) -> IntegerValue:
        return (reached & not_before).ifelse(ranked.value, None).max()

    return ranked.group_by([*keys, "figure"]).aggregate(
        n=ranked.times.sum(),
        total=(ranked.value * ranked.times).sum(),
        least=ranked.value.min(),
        lower=at(2 * ranked.reached >= ranked.n, 2 * before < ranked.n),
        upper=at(2 * ranked.reached > ranked.n, 2 * before <= ranked.n),
        most_90=at(100 * ranked.reached >= 90 * ranked.n, 100 * before < 90 * ranked.n),
        most_95=at(100 * ranked.reached >= 95 * ranked.n, 100 * before < 95 * ranked.n),
    )


def late_work(period: Period) -> Table:
    """``by``, how many dossiers are at work past their promise; by ``ONLINE`` whether they were handed in so."""
    running = _running(period, _AT_WORK)
    late = running.filter(running.promise < running.until)
    if period.handler:
        late = late.filter(late.officer == period.handler)
    if ONLINE in period.by:
        known = _dossiers(period).select("sender", "subject", "channel")
        late = late.inner_join(known, ["sender", "subject"])
        late = late.mutate(online=late.channel == int(Channel.ONLINE))
    late = late.mutate(whole=ibis.literal(""))
    return late.group_by(list(period.by)).aggregate(number=late.count())


def enquiries(period: Period) -> Table:
    """``by``, figure (a field of ``superior.reports.enquiries.Enquiries``), number."""
    table = asked_lines("followup", period)
    table = table.filter(
        _inside(table, "day", period),
        table.known_from <= table.until,
        table.known_until > table.until,
    )
    asked = _deeds(period, columns.QUESTION)
    return ibis.union(
        *(
            _sums(lines, period.by, figure, None).drop("carried")
            for lines, figure in (
                (asked, ibis.literal("questions")),
                (table, table.means),
                (table, table.standing),
            )
        )
    )
