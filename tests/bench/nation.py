"""A nation's warehouse made directly as Parquet: dossiers of one simple kind of life, any number of them.

``lives`` says the same lives one by one, so that an office of the warehouse can be played as a journal and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from counter_app.domain.dossier.dossier import Channel
from counter_app.superior.warehouse.columns import EVER, NEVER, TABLES, month_of
from counter_app.superior.warehouse.contents import Contents, Leaf, file_of, sum_of
from counter_app.superior.warehouse.leaves import MOST_DOSSIERS
from counter_app.superior.warehouse.parquet import open_duckdb, quoted

OFFICES = 3_321
"""Communes, wards and special zones of the country since July 2025."""
FIRST = date(2026, 1, 5)
DAYS = 300
SECTORS = ("ho-tich", "dat-dai", "chung-thuc")
_AT_ONCE = 5_000_000


class Life(NamedTuple):
    """One dossier: days counted from ``FIRST``; None for what did not happen."""

    day: int
    promise: int
    finished: int | None
    returned: int | None
    online: bool
    sector: str


def sender_of(office: int) -> int:
    """The number of an office's one sender, spread over all numbers."""
    return (office * 11_400_714_819_323_198_485) % (1 << 64) - (1 << 63)


def lives(office: int, dossiers: int) -> Iterator[Life]:
    """The dossiers of an office (0 to ``OFFICES`` - 1), of ``dossiers`` in the nation."""
    for number in range(office, dossiers, OFFICES):
        turn = number // OFFICES
        day = (turn * 7919 + office) % DAYS
        finished = None if turn % 10 == 0 else day + turn % 9
        returned = None if finished is None or turn % 3 == 0 else finished + turn % 2
        yield Life(day, day + 5, finished, returned, turn % 4 == 0, SECTORS[turn % 3])


_LIVES = f"""
SELECT (((office::HUGEINT * 11400714819323198485) % 18446744073709551616) - 9223372036854775808)::BIGINT AS sender,
  1000 + turn * 10 AS subject, DATE '{FIRST}' + day::INTEGER AS received,
  DATE '{FIRST}' + (day + 5)::INTEGER AS promise,
  CASE WHEN turn % 10 <> 0 THEN DATE '{FIRST}' + (day + turn % 9)::INTEGER END AS finished,
  CASE WHEN turn % 10 <> 0 AND turn % 3 <> 0 THEN DATE '{FIRST}' + (day + turn % 9 + turn % 2)::INTEGER END AS returned,
  CASE WHEN turn % 4 = 0 THEN {Channel.ONLINE:d} ELSE {Channel.DIRECT:d} END::INTEGER AS channel,
  ['ho-tich', 'dat-dai', 'chung-thuc'][(turn % 3 + 1)::INTEGER] AS sector, turn
FROM (SELECT number % {OFFICES} AS office, number // {OFFICES} AS turn,
  ((number // {OFFICES}) * 7919 + number % {OFFICES}) % {DAYS} AS day FROM range({{low}}, {{high}}) t(number))
"""
_NEVER, _EVER = f"DATE '{NEVER}'", f"DATE '{EVER}'"
_MONTH = "(year(received) * 100 + month(received))::INTEGER"
_LINES = {
    "dossier": f"""SELECT sender, {_MONTH}, subject, 'T' || subject, sector, '1.001193', 'Đăng ký khai sinh', received,
      8::INTEGER, received, 'lan', channel, {Channel.DIRECT:d}::INTEGER, '', '', 8000::BIGINT, 0::BIGINT, '', false,
      {_EVER}, {_NEVER} FROM life""",
    "span": f"""SELECT sender, {_MONTH}, subject, sector, received, 2::INTEGER, 'hai', promise, received, 8::INTEGER,
      coalesce(finished, {_NEVER}) FROM life
      UNION ALL SELECT sender, {_MONTH}, subject, sector, received, 9::INTEGER, 'hai', promise, finished, 9::INTEGER,
      coalesce(returned, {_NEVER}) FROM life WHERE finished IS NOT NULL
      UNION ALL SELECT sender, {_MONTH}, subject, sector, received, 10::INTEGER, 'hai', promise, returned, 10::INTEGER,
      {_NEVER} FROM life WHERE returned IS NOT NULL""",
    "ending": f"""SELECT sender, {_MONTH}, subject, sector, received, false, 'hai', promise, finished,
      (60 + turn * 7 % 2400)::BIGINT, 2400::BIGINT, '1.001193', 'Đăng ký khai sinh', '',
      '{{"unit": "working_day", "value": 5}}', (turn % 11 // 10)::INTEGER, false, turn % 4 = 0, '', {_EVER}, {_NEVER}
      FROM life WHERE finished IS NOT NULL""",
    "deed": f"""SELECT sender, {_MONTH}, subject, 'collected', sector, 'lan', '', '', '', received, 8::INTEGER,
      {_NEVER}, 0::BIGINT, 0::BIGINT, 8000::BIGINT FROM life""",
    "staff": f"""SELECT DISTINCT sender, {month_of(FIRST)}::INTEGER, 1::BIGINT, 'hai', 'sector_officer', {_EVER},
      {_NEVER} FROM life""",
    "posting": f"""SELECT DISTINCT sender, {month_of(FIRST)}::INTEGER, 1::BIGINT, sector, {_EVER}, {_NEVER},
      40::INTEGER, 3::INTEGER, 1::INTEGER, 7::INTEGER FROM life""",
    "charge": f"""SELECT DISTINCT sender, {month_of(FIRST)}::INTEGER, 1::BIGINT, sector, {_EVER}, {_NEVER}, 1::INTEGER
      FROM life""",
    "followup": f"""SELECT sender, {_MONTH}, subject + 1, sector, 'telephone', promise, 'in_time', promise, {_NEVER}
      FROM life WHERE turn % 20 = 0""",
}


def make(folder: Path, dossiers: int) -> list[Leaf]:
    """Write a nation's warehouse of so many dossiers; its leaves. It takes about a minute for ten million."""
    folder.mkdir(parents=True, exist_ok=True)
    duck = open_duckdb(folder)
    for table in TABLES:
        (folder / table).mkdir(exist_ok=True)
    months = [FIRST + timedelta(days=day) for day in range(DAYS)]
    wanted = sorted({month_of(day) for day in months})
    bits = max((dossiers // len(wanted) // MOST_DOSSIERS).bit_length(), 0)
    contents, made = Contents(folder), []
    with contents.alone():
        duck.execute(f"CREATE TABLE life AS {_LIVES.format(low=0, high=dossiers)}")
        for month in wanted:
            for prefix in range(1 << bits):
                leaf = Leaf(month, bits, prefix, contents.new_name(month))
                for table, columns in TABLES.items():
                    names, target = ", ".join(columns), file_of(folder, table, leaf.name)
                    duck.execute(
                        f"COPY (SELECT * FROM ({_LINES[table]}) t({names}) WHERE month = {month} "
                        f"AND {_covered(leaf)} ORDER BY sender, subject) TO {quoted(target)} "
                        "(FORMAT parquet, COMPRESSION zstd)"
                    )
                made.append(replace(leaf, told=sum_of(folder, leaf.name)))
        contents.exchange([], made)
    contents.close()
    duck.close()
    return made


def _covered(leaf: Leaf) -> str:
    if not leaf.bits:
        return "true"
    size = 1 << (64 - leaf.bits)
    low = leaf.prefix * size
    low -= 1 << 64 if low >= 1 << 63 else 0
    return f"sender BETWEEN {low} AND {low + size - 1}"
