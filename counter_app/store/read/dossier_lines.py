"""The questions behind a list of dossiers: which, how many, in which order; a page at a time, whatever its length.

A long list is never sorted: it is walked along the index of its order until a page is full. A list of few is found by
its filter and sorted at once. Which it is, a count along the filter's index says first.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from counter_app.domain.dossier.dossier import OPEN_STATES, DossierLine
from counter_app.domain.dossier.dossier_filter import DossierFilter, LineOrder
from counter_app.store.core.sort_keys import sort_key
from counter_app.store.core.states_sql import OPEN
from counter_app.store.read.line_rows import LINE_COLUMNS

FEW = 4_000
"""So many lines are sorted at once; of more every page is found within a few thousand steps along its order."""
Question = tuple[str, dict[str, Any]]


_WALKED = {
    LineOrder.CODE: "sqlite_autoindex_dossier_1",
    LineOrder.NAME: "dossier_by_name",
    LineOrder.PROCEDURE: "dossier_by_procedure",
    LineOrder.RECEIVED: "dossier_by_moment",
    LineOrder.PROMISED: "dossier_by_promise",
    LineOrder.STATE: "dossier_by_state",
    LineOrder.SECTOR: "dossier_by_sector",
    LineOrder.HANDLER: "dossier_by_handler",
}
_WITHIN = {LineOrder.SECTOR: (LineOrder.STATE,)}
"""By what an index is ordered before the number of the dossier."""


def questions(
    chosen: DossierFilter,
    after: DossierLine | None,
    order: LineOrder,
    *,
    falling: bool,
    narrow: bool,
) -> list[Question]:
    """The questions asked in turn until ``:size`` lines are there; ``narrow``: the filter lets few through."""
    if order is LineOrder.GIVEN:
        return [_given(chosen, after, narrow=narrow)]
    if order is not LineOrder.PROMISED:
        return [_sorted(chosen, after, order, falling=falling, narrow=narrow)]
    asked = [_without_promise(chosen, after, narrow=narrow)]
    if after is None or after.promised_at is not None:
        asked.insert(0, _sorted(chosen, after, order, falling=falling, narrow=narrow))
    return asked


def counting(chosen: DossierFilter, *, most: int = 0) -> Question:
    """The number a filter lets through; counting stops at ``most`` where one is named."""
    where, values = conditions(chosen)
    condition, source = " AND ".join(where) or "1", own_source(chosen) or "dossier"
    if most:
        few = f"SELECT 1 FROM {source} WHERE {condition} LIMIT :most"
        return f"SELECT count(*) FROM ({few})", {**values, "most": most}
    return f"SELECT count(*) FROM {source} WHERE {condition}", values


def own_source(chosen: DossierFilter) -> str:
    """The table an officer's own dossiers are looked up in; "" where the planner finds few to look at anyway.

    They are an officer's for three reasons, so no index leads to them; these hold all that is asked, and no row of the
    large table is read for one that is somebody else's.
    """
    if chosen.charge is None or chosen.by_due:
        return ""
    if chosen.received_from is not None or chosen.received_until is not None:
        both = chosen.promised_from is not None or chosen.promised_until is not None
        return "" if both else "dossier INDEXED BY dossier_by_received"
    if chosen.promised_from is not None or chosen.promised_until is not None:
        return "dossier INDEXED BY dossier_by_promise"
    return "dossier INDEXED BY dossier_own" if chosen.states else ""


def _narrowed(chosen: DossierFilter, *, narrow: bool) -> tuple[list[str], dict[str, Any]]:
    """The conditions of a page; few own ones among many are picked out first."""
    where, values = conditions(chosen)
    source = own_source(chosen)
    if not source or not narrow:
        return where, values
    return [f"id IN (SELECT id FROM {source} WHERE {' AND '.join(where)})"], values


def _given(chosen: DossierFilter, after: DossierLine | None, *, narrow: bool) -> Question:
    where, values = _narrowed(chosen, narrow=narrow)
    if chosen.by_due:
        order = "promised_at, id"
        if after is not None and after.promised_at is not None:
            where.append("(promised_at, id) > (:due_key, :id_key)")
            values |= {"due_key": _stored(after.promised_at), "id_key": after.id}
    else:
        order = "id DESC"
        if after is not None:
            where.append("id < :id_key")
            values["id_key"] = after.id
    return _lines("dossier", where, order), values


def _sorted(
    chosen: DossierFilter,
    after: DossierLine | None,
    order: LineOrder,
    *,
    falling: bool,
    narrow: bool,
) -> Question:
    """Lines that are alike stand newest first when falling, oldest first when rising: one walk along one index."""
    where, values = _narrowed(chosen, narrow=narrow)
    # The plus sign keeps the order's index out of it: what few there are is found by the filter and sorted.
    columns = [f"+{name}" if narrow else name for name in (order, *_WITHIN.get(order, ()), "id")]
    ends = "DESC" if falling else "ASC"
    if order is LineOrder.PROMISED:
        where.append(f"{columns[0]} IS NOT NULL")
    if after is not None:
        keys = (
            _key(after, order),
            *(_key(after, item) for item in _WITHIN.get(order, ())),
            after.id,
        )
        marks = [f":key{at}" for at in range(len(keys))]
        where.append(f"({', '.join(columns)}) {'<' if falling else '>'} ({', '.join(marks)})")
        values |= {f"key{at}": key for at, key in enumerate(keys)}
    source = "dossier" if narrow else f"dossier INDEXED BY {_WALKED[order]}"
    return _lines(source, where, ", ".join(f"{column} {ends}" for column in columns)), values


def _without_promise(chosen: DossierFilter, after: DossierLine | None, *, narrow: bool) -> Question:
    """Those without a promise come behind the others, whichever way these are sorted."""
    where, values = _narrowed(chosen, narrow=narrow)
    where.append("+promised_at IS NULL" if narrow else "promised_at IS NULL")
    if after is not None and after.promised_at is None:
        where.append("id > :id_key")
        values["id_key"] = after.id
    source = "dossier" if narrow else "dossier INDEXED BY dossier_by_promise"
    return _lines(source, where, "id"), values


def _lines(source: str, where: list[str], order: str) -> str:
    condition = " AND ".join(where) or "1"
    return f"SELECT {LINE_COLUMNS} FROM {source} WHERE {condition} ORDER BY {order} LIMIT :size"


def _key(line: DossierLine, order: LineOrder) -> str | int:
    """The value a line is sorted by, as the file has it."""
    match order:
        case LineOrder.NAME:
            return sort_key(line.names[0])
        case LineOrder.PROCEDURE:
            return sort_key(line.procedure_name)
        case LineOrder.RECEIVED:
            return _stored(line.received_at)
        case LineOrder.PROMISED:
            return _stored(line.promised_at) if line.promised_at is not None else ""
        case LineOrder.STATE:
            return int(line.state)
        case LineOrder.SECTOR:
            return line.sector
        case LineOrder.HANDLER:
            return line.handler
        case _:
            return line.code


def _stored(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _behind(day: date) -> str:
    return date.fromordinal(day.toordinal() + 1).isoformat()


def conditions(chosen: DossierFilter) -> tuple[list[str], dict[str, Any]]:
    """A filter's conditions and their values."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if chosen.by_due and chosen.due_until is not None:
        where += [f"state IN {OPEN}", "promised_at < :until"]
        values["until"] = _behind(chosen.due_until)
    if chosen.due_from is not None:
        where.append("promised_at >= :since")
        values["since"] = chosen.due_from.isoformat()
    if chosen.states == OPEN_STATES:
        # Written out, so that the planner sees that the indexes over open dossiers serve.
        where.append(f"state IN {OPEN}")
    elif chosen.states:
        names = {f"state{index}": int(state) for index, state in enumerate(sorted(chosen.states))}
        where.append(f"state IN ({','.join(':' + name for name in names)})")
        values |= names
    if chosen.sector:
        where.append("sector = :sector")
        values["sector"] = chosen.sector
    if chosen.handler:
        values["handler"] = chosen.handler
        mine = ["handler = :handler"]
        for at, (away, sector) in enumerate(chosen.standing_in):
            mine.append(f"handler = :away{at} AND sector = :sector{at}")
            values |= {f"away{at}": away, f"sector{at}": sector}
        where.append(f"({' OR '.join(mine)})")
    if chosen.charge is not None:
        from counter_app.store.read.charge_sql import own_condition

        own, said = own_condition(chosen.charge)
        where.append(own)
        values |= said
    _add_days(chosen, where, values)
    return where, values


def _add_days(chosen: DossierFilter, where: list[str], values: dict[str, Any]) -> None:
    for column, first, last in (
        ("received_date", chosen.received_from, chosen.received_until),
        ("promised_at", chosen.promised_from, chosen.promised_until),
    ):
        if first is not None:
            where.append(f"{column} >= :{column}_from")
            values[f"{column}_from"] = first.isoformat()
        if last is not None:
            where.append(f"{column} < :{column}_behind")
            values[f"{column}_behind"] = _behind(last)
