"""Dossiers in a period as SQL: which were running at its end, which ended in it.

A dossier's state at the end of day D is the span with ``from_date <= D`` and ``to_date`` None or after D. Days of one
dossier never run backwards and spans of no day drop out, so that span is the only one, and what happens after D can
never change what was counted for D.
"""

from __future__ import annotations

from counter_app.domain.dossier.dossier import State

LONG_DAYS = 31
"""Spans of more days are few and found by the index ``span_long``; shorter ones began not long before the day."""

UNFINISHED = "(2, 4, 5, 6, 8, 9)"
LONG = f"(to_date IS NULL OR julianday(to_date) - julianday(from_date) > {LONG_DAYS})"
_KEYS = f"SELECT dossier, seq FROM dossier_span WHERE state IN {UNFINISHED}"
RUNNING = f"""
running(dossier, state, promise, handler, since) AS (
  SELECT s.dossier, s.state, substr(s.promised_at, 1, 10), s.handler, s.from_date FROM (
    {_KEYS} AND state <> :hidden
      AND from_date > :edge AND from_date <= :last AND (to_date IS NULL OR to_date > :last)
    UNION ALL
    {_KEYS} AND {LONG} AND state <> :hidden AND +from_date <= :edge AND to_date IS NULL
    UNION ALL
    {_KEYS} AND {LONG} AND state <> :hidden AND +from_date <= :edge AND to_date > :last
  ) k CROSS JOIN dossier_span s ON s.dossier = k.dossier AND s.seq = k.seq)
"""
"""Not handed over at the end of ``:last``, without state ``:hidden``; ``:edge`` is ``LONG_DAYS`` before ``:last``.

The ``+`` keeps the planner off ``span_by_dates``, whose half-open range would be nearly all spans. Long spans are two
ranges of ``span_long``: in one with an OR the index would be read from end to end, and grow with every year. Keys come
from the indexes alone; only the spans that are wanted are looked up."""


def _restored(span: str) -> str:
    """True if span ``span`` gave back the state before a mistaken entry by mistake or return: no act of its own."""
    return f"""(SELECT b.state FROM dossier_span b WHERE b.dossier = {span}.dossier
      AND b.seq < {span}.seq ORDER BY b.seq DESC LIMIT 1) IN ({State.MISTAKEN:d}, {State.RETURNED:d})"""


STILL_ENDED = f"""NOT EXISTS (SELECT 1 FROM dossier_span n WHERE n.dossier = e.dossier AND n.seq > e.seq
      AND n.state <> {State.RETURNED:d} AND n.from_date <= :last
      AND NOT (n.state = {State.MISTAKEN:d} AND coalesce(n.to_date <= :last, 0)) AND NOT coalesce({_restored("n")}, 0))
    AND NOT coalesce({_restored("e")}, 0)"""
"""True if the end by span ``e`` was not taken up again by the end of ``:last``. An entry by mistake that was itself
a mistake leaves the end on the day it was, and so does a return that never happened.
"""
ENDED = f"""
ended(dossier, state, promise, day, seq, handler, used, allowed) AS (
  SELECT e.dossier, e.state, substr(e.promised_at, 1, 10), e.from_date, e.seq, e.handler, e.used, e.allowed
  FROM (SELECT dossier, seq FROM dossier_span
    WHERE state IN ({State.WITHDRAWN:d}, {State.FINISHED:d}) AND from_date BETWEEN :first AND :last) k
  CROSS JOIN dossier_span e ON e.dossier = k.dossier AND e.seq = k.seq
  WHERE {STILL_ENDED})
"""
"""Finished or withdrawn from ``:first`` to ``:last`` and still so at the end of ``:last``."""

TERM = f"""CASE WHEN e.state = {State.WITHDRAWN:d} THEN 'withdrawn' WHEN e.day < e.promise THEN 'early'
    WHEN e.day > e.promise THEN 'late' ELSE 'on_time' END"""
"""The standing of an ended dossier ``e`` to its promise: by dates only, the promise in force when it ended."""

REFUSED = f"""
refused(dossier) AS (
  SELECT dossier FROM dossier_span WHERE state = {State.REFUSED:d} AND from_date BETWEEN :first AND :last
    AND (to_date IS NULL OR to_date > :last))
"""
"""Refused from ``:first`` to ``:last`` and still so at the end: never among the received, also where an older version
let a received dossier be refused."""

MISTAKEN = f"""(SELECT dossier FROM dossier_span WHERE state = {State.MISTAKEN:d} AND +from_date <= :last
    AND (to_date IS NULL OR to_date > :last))"""
"""Dossiers that by the end of ``:last`` were known to be entered by mistake: they were never received.

The ``+`` keeps the planner on ``span_mistaken``, which holds few; ``span_by_dates`` would be read nearly whole."""


def still_returned(span: str) -> str:
    """True if a return, span ``span``, had not been taken back as a mistake by the end of ``:last``."""
    return f"coalesce({span}.to_date > :last, 1)"


NOT_UNDONE = """NOT EXISTS (SELECT 1 FROM dossier_act r WHERE r.dossier = a.dossier AND r.act = 'revert'
    AND r.day <= :last AND r.detail ->> '$.undone_seq' = a.seq)"""
"""True if by the end of ``:last`` an act ``a`` was not taken back as a mistake."""
