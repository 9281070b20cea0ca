"""The way the book of arrivals grew: what makes each version of ``cap-tren.db`` out of the one before."""

from __future__ import annotations

from counter_app.superior.book import (
    book_seals,
    key_acts,
    known_keys,
    operations,
    posts,
    quarantine_list,
    register,
    settlements,
)

_FIRST = """
CREATE TABLE arrival(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  journal TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK(outcome IN ('imported','held','refused')), detail TEXT NOT NULL
) STRICT;
CREATE INDEX arrival_by_journal ON arrival(journal, id)
"""
_SECOND = f"""
ALTER TABLE arrival ADD COLUMN head TEXT NOT NULL DEFAULT '';
ALTER TABLE arrival ADD COLUMN fork_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE arrival ADD COLUMN fork_hash TEXT NOT NULL DEFAULT '';
{register.SCHEMA.strip()};
{settlements.SCHEMA.strip()}
"""
_ARRIVAL = "id, at_utc, name, sha256, journal, from_seq, to_seq, outcome, detail, head, fork_seq, fork_hash"
_SETTLEMENT = (
    "id, at_utc, journal, decision, by, reason, cut, ours_seq, ours_head, theirs_seq, theirs_head, kept_file, until, "
    "done, last_arrival"
)
_THIRD = f"""
CREATE TABLE arrival_3(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  journal TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK(outcome IN ('imported','held','refused','quarantined')), detail TEXT NOT NULL,
  head TEXT NOT NULL DEFAULT '', fork_seq INTEGER NOT NULL DEFAULT 0, fork_hash TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL DEFAULT '', manifest_sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO arrival_3({_ARRIVAL}) SELECT {_ARRIVAL} FROM arrival;
DROP TABLE arrival;
ALTER TABLE arrival_3 RENAME TO arrival;
CREATE INDEX arrival_by_journal ON arrival(journal, id);
CREATE INDEX arrival_by_name ON arrival(name, sha256);
CREATE TABLE settlement_3(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, journal TEXT NOT NULL,
  decision TEXT NOT NULL CHECK(decision IN ('keep','take','dates','close','open','rekey')), by TEXT NOT NULL,
  reason TEXT NOT NULL, cut INTEGER NOT NULL, ours_seq INTEGER NOT NULL, ours_head TEXT NOT NULL,
  theirs_seq INTEGER NOT NULL, theirs_head TEXT NOT NULL, kept_file TEXT NOT NULL, until TEXT NOT NULL,
  done INTEGER NOT NULL, last_arrival INTEGER NOT NULL
) STRICT;
INSERT INTO settlement_3({_SETTLEMENT}) SELECT {_SETTLEMENT} FROM settlement;
DROP TABLE settlement;
ALTER TABLE settlement_3 RENAME TO settlement;
{known_keys.SCHEMA.strip()};
{quarantine_list.SCHEMA.strip()};
{posts.SCHEMA.strip()}
"""  # noqa: S608 - own names
_FOURTH = "ALTER TABLE known_key ADD COLUMN used_at TEXT"
_FIFTH = "ALTER TABLE arrival ADD COLUMN app TEXT NOT NULL DEFAULT ''"
_USES = """
INSERT INTO key_use(public, used_at) SELECT public, used_at FROM known_key WHERE used_at IS NOT NULL
"""
_SIXTH = f"{key_acts.SCHEMA.strip()};\n{_USES.strip()}"
STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, book_seals.SCHEMA, operations.SCHEMA)
"""The steps that make each version out of the one before; a released step never changes."""
VERSION = len(STEPS)
