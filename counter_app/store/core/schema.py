"""The tables.

``JOURNAL``, ``JOURNAL_TRIGGERS`` and ``LOCAL`` were released and are frozen: they change by steps in ``migrations``.
``state_script`` is disposable: projected tables of another ``STATE_VERSION`` are made again from the journal.
"""

from __future__ import annotations

from counter_app.domain.dossier.states import State
from counter_app.store.core.states_sql import HELD, OPEN, RUNNING
from counter_app.values import pattern

APPLICATION_ID = 0x51_4D_43_31  # "QMC1"
SCHEMA_MAJOR = 1
STATE_VERSION = 24
"""Raise it with every change to ``state_script``, to what the projection writes, and to the steps of ``migrations``."""
VERSION = SCHEMA_MAJOR * 1000 + STATE_VERSION
"""Kept in ``user_version``: the journal's major version and the version of the projected tables."""

JOURNAL = """
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY, epoch TEXT NOT NULL, device INTEGER NOT NULL, op_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, subject TEXT NOT NULL, actor TEXT NOT NULL, at_utc TEXT NOT NULL,
  local_date TEXT NOT NULL, clock_flag INTEGER NOT NULL DEFAULT 0, payload_hash BLOB NOT NULL,
  prev_hash BLOB NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_subject ON journal(subject, seq);
CREATE INDEX journal_by_date ON journal(local_date, seq);
CREATE TABLE payload(seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE erasure(seq INTEGER PRIMARY KEY, residue TEXT NOT NULL, by_seq INTEGER NOT NULL) STRICT;
"""

JOURNAL_TRIGGERS = {
    "journal_next_only": (
        "CREATE TRIGGER journal_next_only BEFORE INSERT ON journal "
        "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal) "
        "BEGIN SELECT RAISE(ABORT, 'journal: only the next seq may be added'); END"
    ),
    "journal_no_update": (
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal: append only'); END"
    ),
    "journal_no_delete": (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'journal: append only'); END"
    ),
    "payload_no_update": (
        "CREATE TRIGGER payload_no_update BEFORE UPDATE ON payload "
        "BEGIN SELECT RAISE(ABORT, 'payload: append only'); END"
    ),
    "payload_no_delete": (
        "CREATE TRIGGER payload_no_delete BEFORE DELETE ON payload "
        "WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.seq = OLD.seq) "
        "BEGIN SELECT RAISE(ABORT, 'payload: only an erasure event may remove it'); END"
    ),
}
"""Name → exact text."""

ACCESS_BOOK = """
CREATE TABLE access_front(seq INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
CREATE TABLE access_line(seq INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, local_date TEXT NOT NULL, officer TEXT NOT NULL,
  way TEXT NOT NULL, door TEXT NOT NULL, subject TEXT NOT NULL, rows INTEGER NOT NULL, whom TEXT NOT NULL,
  journal_seq INTEGER NOT NULL, journal_head BLOB NOT NULL, said_hash BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX access_line_day ON access_line(local_date, seq);
CREATE INDEX access_line_subject ON access_line(subject, seq);
CREATE TABLE access_said(seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE access_blank(seq INTEGER PRIMARY KEY, by_seq INTEGER NOT NULL) STRICT;
"""
"""The looks at data: outside the journal, in no batch, chained to themselves (docs/adr/0065)."""

_DROPPED = "(SELECT coalesce(max(seq), 0) FROM access_front)"
ACCESS_TRIGGERS = {
    "access_next_only": (
        "CREATE TRIGGER access_next_only BEFORE INSERT ON access_line "
        f"WHEN NEW.seq <> max((SELECT coalesce(max(seq), 0) FROM access_line), {_DROPPED}) + 1 "
        "BEGIN SELECT RAISE(ABORT, 'access book: only the next line may be added'); END"
    ),
    "access_no_update": (
        "CREATE TRIGGER access_no_update BEFORE UPDATE ON access_line "
        "BEGIN SELECT RAISE(ABORT, 'access book: append only'); END"
    ),
    "access_no_delete": (
        "CREATE TRIGGER access_no_delete BEFORE DELETE ON access_line "
        f"WHEN OLD.seq > {_DROPPED} BEGIN SELECT RAISE(ABORT, 'access book: append only'); END"
    ),
    "access_said_no_update": (
        "CREATE TRIGGER access_said_no_update BEFORE UPDATE ON access_said "
        "BEGIN SELECT RAISE(ABORT, 'access book: append only'); END"
    ),
    "access_said_no_delete": (
        "CREATE TRIGGER access_said_no_delete BEFORE DELETE ON access_said "
        f"WHEN OLD.seq > {_DROPPED} AND NOT EXISTS (SELECT 1 FROM access_blank WHERE access_blank.seq = OLD.seq) "
        "BEGIN SELECT RAISE(ABORT, 'access book: only an erasure may remove it'); END"
    ),
    "access_blank_by_erasure": (
        "CREATE TRIGGER access_blank_by_erasure BEFORE INSERT ON access_blank "
        "WHEN NOT EXISTS (SELECT 1 FROM journal WHERE seq = NEW.by_seq AND kind = 'journal.erased') "
        "BEGIN SELECT RAISE(ABORT, 'access book: no erasure says so'); END"
    ),
    "access_front_forward": (
        "CREATE TRIGGER access_front_forward BEFORE INSERT ON access_front "
        f"WHEN NEW.seq <= {_DROPPED} BEGIN SELECT RAISE(ABORT, 'access book: dropped already'); END"
    ),
    "access_front_no_update": (
        "CREATE TRIGGER access_front_no_update BEFORE UPDATE ON access_front "
        "BEGIN SELECT RAISE(ABORT, 'access book: append only'); END"
    ),
    "access_front_no_delete": (
        "CREATE TRIGGER access_front_no_delete BEFORE DELETE ON access_front "
        "BEGIN SELECT RAISE(ABORT, 'access book: append only'); END"
    ),
}
"""Name → exact text."""
TRIGGERS = JOURNAL_TRIGGERS | ACCESS_TRIGGERS
"""All of them; compared at every start."""

_STATE = """
CREATE TABLE office_setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE counter(name TEXT NOT NULL, period TEXT NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY(name, period)) STRICT, WITHOUT ROWID;
CREATE TABLE queue_group(letter TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE sector(key TEXT PRIMARY KEY, name TEXT NOT NULL, queue TEXT NOT NULL, ord INTEGER NOT NULL) STRICT;
CREATE TABLE procedure(code TEXT NOT NULL, valid_from TEXT NOT NULL, body TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(code, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE calendar_year(year INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK(state IN ('confirmed','expected')),
  source TEXT NOT NULL, seq INTEGER NOT NULL) STRICT;
CREATE TABLE calendar_day(day TEXT PRIMARY KEY, year INTEGER NOT NULL, work INTEGER NOT NULL, name TEXT NOT NULL,
  source TEXT NOT NULL, official INTEGER NOT NULL, sessions TEXT, reception INTEGER NOT NULL) STRICT;
CREATE TABLE work_session(valid_from TEXT NOT NULL, weekday INTEGER NOT NULL CHECK(weekday BETWEEN 1 AND 7),
  start TEXT NOT NULL, finish TEXT NOT NULL, reception INTEGER NOT NULL,
  PRIMARY KEY(valid_from, weekday, start)) STRICT, WITHOUT ROWID;
CREATE TABLE officer(login TEXT PRIMARY KEY, name TEXT NOT NULL,
  role TEXT NOT NULL CHECK(role IN ('receiver','sector_officer','leader','administrator')),
  title TEXT NOT NULL, counter TEXT NOT NULL, active INTEGER NOT NULL) STRICT;
CREATE TABLE assignment(officer TEXT NOT NULL REFERENCES officer(login), sector TEXT NOT NULL, since TEXT NOT NULL,
  until TEXT, PRIMARY KEY(officer, sector, since)) STRICT, WITHOUT ROWID;
CREATE TABLE absence(id INTEGER PRIMARY KEY, officer TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  reason TEXT NOT NULL, substitutes TEXT NOT NULL) STRICT;
CREATE TABLE dossier(
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, barcode TEXT NOT NULL UNIQUE,
  state INTEGER NOT NULL CHECK(state BETWEEN {first} AND {last}),
  procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL, sector TEXT NOT NULL,
  applicant TEXT NOT NULL, owner TEXT, names TEXT NOT NULL, name_key TEXT NOT NULL DEFAULT '',
  procedure_key TEXT NOT NULL DEFAULT '', {said},
  papers TEXT NOT NULL, sets INTEGER NOT NULL, fee INTEGER, waived INTEGER NOT NULL DEFAULT 0,
  relief TEXT NOT NULL DEFAULT '', channel INTEGER NOT NULL,
  return_channel INTEGER NOT NULL, time_limit TEXT, due TEXT, promised_at TEXT,
  original_due TEXT, submitted_at TEXT NOT NULL, received_at TEXT NOT NULL, received_date TEXT, receiver TEXT NOT NULL,
  handler TEXT NOT NULL, form_no INTEGER, book TEXT NOT NULL, book_no INTEGER,
  supplements INTEGER NOT NULL DEFAULT 0, supplement_until TEXT, reappointments INTEGER NOT NULL DEFAULT 0,
  reappointed_to TEXT, extensions INTEGER NOT NULL DEFAULT 0, state_at TEXT NOT NULL, finished_at TEXT,
  returned_at TEXT, collector TEXT, result TEXT NOT NULL DEFAULT '', result_facts TEXT,
  late_reason TEXT NOT NULL DEFAULT '', phone_tail TEXT NOT NULL, id_tail TEXT NOT NULL,
  ticket INTEGER, case_key TEXT NOT NULL DEFAULT '', policy TEXT, visit INTEGER, confirmed_at TEXT,
  holder_office TEXT NOT NULL DEFAULT '', holder TEXT NOT NULL DEFAULT '',
  held_since TEXT NOT NULL, handover INTEGER, shelf TEXT NOT NULL DEFAULT '', official_code TEXT NOT NULL DEFAULT '',
  mapping TEXT NOT NULL DEFAULT 'not_entered' CHECK(mapping IN ('not_entered','entered','mismatch','exempt')),
  mapped_at TEXT, mapped_by TEXT NOT NULL DEFAULT '', mapping_note TEXT NOT NULL DEFAULT '',
  originals_kept TEXT, originals_returned TEXT, right_code TEXT NOT NULL DEFAULT '',
  returned_point TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX dossier_form_number ON dossier(substr(received_date, 1, 4), form_no);
CREATE UNIQUE INDEX dossier_book_number ON dossier(book, book_no);
CREATE INDEX dossier_by_state ON dossier(state, id);
CREATE INDEX dossier_by_sector ON dossier(sector, state, id);
CREATE INDEX dossier_open_due ON dossier(promised_at, id) WHERE state IN {open};
CREATE INDEX dossier_open_handler ON dossier(handler, id) WHERE state IN {open};
CREATE INDEX dossier_by_received ON dossier(received_date, id, state, sector, handler, receiver);
CREATE INDEX dossier_by_promise ON dossier(promised_at, id, state, sector, handler, receiver);
CREATE INDEX dossier_own ON dossier(state, sector, handler, receiver, id);
CREATE INDEX dossier_by_moment ON dossier(received_at, id);
CREATE INDEX dossier_by_name ON dossier(name_key, id);
CREATE INDEX dossier_by_procedure ON dossier(procedure_key, id);
CREATE INDEX dossier_by_handler ON dossier(handler, id);
CREATE INDEX dossier_by_visit ON dossier(visit, id) WHERE visit IS NOT NULL;
CREATE INDEX dossier_unmapped ON dossier(received_date, id, mapping, state)
  WHERE mapping IN ('not_entered', 'mismatch') AND received_date IS NOT NULL AND state <> {mistaken};
CREATE INDEX dossier_held ON dossier(holder_office, holder, held_since, id, state, handover)
  WHERE state IN {held} AND handover IS NULL;
CREATE UNIQUE INDEX dossier_official ON dossier(official_code) WHERE official_code <> '';
CREATE INDEX dossier_in_transit ON dossier(handover, id) WHERE handover IS NOT NULL;
CREATE INDEX dossier_originals ON dossier(state, id)
  WHERE originals_kept IS NOT NULL AND originals_kept IS NOT originals_returned;
CREATE INDEX dossier_supplement_until ON dossier(supplement_until, id) WHERE state = {supplement};
CREATE INDEX dossier_ready ON dossier(finished_at, id, sector, handler, receiver) WHERE state = {finished};
CREATE INDEX dossier_right ON dossier(right_code, id) WHERE right_code <> '';
CREATE INDEX dossier_by_phone ON dossier(phone_tail, id) WHERE phone_tail <> '';
CREATE INDEX dossier_by_id_no ON dossier(id_tail, id) WHERE id_tail <> '';
CREATE VIRTUAL TABLE dossier_search USING fts5(terms, content='', contentless_delete=1, detail=none,
  tokenize="ascii tokenchars '_='", prefix='1 2 3 4 5 6 7 8 9 10 11 12 13');
CREATE TABLE dossier_span(dossier INTEGER NOT NULL REFERENCES dossier(id), seq INTEGER NOT NULL,
  state INTEGER NOT NULL, handler TEXT NOT NULL, promised_at TEXT, from_at TEXT NOT NULL, from_date TEXT NOT NULL,
  to_at TEXT, to_date TEXT, used INTEGER, allowed INTEGER, PRIMARY KEY(dossier, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX span_by_dates ON dossier_span(from_date, to_date, state);
CREATE INDEX span_mistaken ON dossier_span(dossier) WHERE state = {mistaken};
CREATE INDEX span_long ON dossier_span(to_date, from_date, state)
  WHERE state IN {running} AND (to_date IS NULL OR julianday(to_date) - julianday(from_date) > 31);
CREATE TABLE dossier_act(seq INTEGER PRIMARY KEY, dossier INTEGER NOT NULL REFERENCES dossier(id), act TEXT NOT NULL,
  at TEXT NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL, reason TEXT NOT NULL, override INTEGER NOT NULL,
  detail TEXT NOT NULL) STRICT;
CREATE INDEX dossier_act_of ON dossier_act(dossier, seq);
CREATE INDEX dossier_act_day ON dossier_act(act, day, seq);
CREATE TABLE handover(id INTEGER PRIMARY KEY, number INTEGER NOT NULL, year TEXT NOT NULL, purpose TEXT NOT NULL,
  giver_office TEXT NOT NULL, giver TEXT NOT NULL, taker_office TEXT NOT NULL, taker TEXT NOT NULL,
  given_at TEXT NOT NULL, given_date TEXT NOT NULL, taken_at TEXT, taken_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL, UNIQUE(year, number)) STRICT;
CREATE INDEX handover_open ON handover(given_at, id) WHERE taken_at IS NULL;
CREATE TABLE leg(seq INTEGER NOT NULL, dossier INTEGER NOT NULL REFERENCES dossier(id), handover INTEGER,
  giver_office TEXT NOT NULL, giver TEXT NOT NULL, taker_office TEXT NOT NULL, taker TEXT NOT NULL,
  given_at TEXT NOT NULL, taken_at TEXT, outcome TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  place INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(dossier, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX leg_of_handover ON leg(handover, dossier) WHERE handover IS NOT NULL;
CREATE TABLE fee_entry(seq INTEGER PRIMARY KEY, dossier INTEGER, certification INTEGER, sector TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('collected','refunded','waived')), amount INTEGER NOT NULL,
  receipt_no TEXT NOT NULL, method TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL,
  reason TEXT NOT NULL, ground TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX fee_entry_of ON fee_entry(dossier, seq) WHERE dossier IS NOT NULL;
CREATE INDEX fee_entry_of_certification ON fee_entry(certification, seq) WHERE certification IS NOT NULL;
CREATE INDEX fee_entry_day ON fee_entry(day, seq);
CREATE TABLE certification(id INTEGER PRIMARY KEY, visit INTEGER NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL,
  procedure_code TEXT NOT NULL, sector TEXT NOT NULL, applicant TEXT NOT NULL, title TEXT NOT NULL,
  pages INTEGER NOT NULL, copies INTEGER NOT NULL, fee INTEGER NOT NULL, book TEXT NOT NULL, volume INTEGER NOT NULL,
  number INTEGER NOT NULL, signer TEXT NOT NULL, officer TEXT NOT NULL,
  note TEXT NOT NULL, voided_at TEXT, voided_day TEXT, void_reason TEXT NOT NULL DEFAULT '',
  capacity TEXT NOT NULL DEFAULT '', position TEXT NOT NULL DEFAULT '', document_cited TEXT NOT NULL DEFAULT '',
  after_lock TEXT NOT NULL DEFAULT '', approved_by TEXT NOT NULL DEFAULT '', voided_seq INTEGER,
  void_approved_by TEXT NOT NULL DEFAULT '', UNIQUE(book, number)) STRICT;
CREATE INDEX certification_of_visit ON certification(visit);
CREATE INDEX certification_day ON certification(day, id);
CREATE INDEX certification_void ON certification(book, voided_seq) WHERE voided_seq IS NOT NULL;
CREATE TABLE certification_authority(seq INTEGER PRIMARY KEY, signer TEXT NOT NULL, capacity TEXT NOT NULL,
  position TEXT NOT NULL, document_no TEXT NOT NULL, document_day TEXT NOT NULL, since TEXT NOT NULL,
  until TEXT NOT NULL, kinds TEXT NOT NULL) STRICT;
CREATE TABLE book_print(seq INTEGER PRIMARY KEY, book TEXT NOT NULL, month INTEGER NOT NULL, at TEXT NOT NULL,
  officer TEXT NOT NULL, first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, first_number INTEGER NOT NULL,
  last_number INTEGER NOT NULL, upto INTEGER NOT NULL, sha256 TEXT NOT NULL, program TEXT NOT NULL,
  said TEXT NOT NULL) STRICT;
CREATE INDEX book_print_of ON book_print(book, seq);
CREATE TABLE book_lock(book TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL, officer TEXT NOT NULL,
  first_number INTEGER NOT NULL, last_number INTEGER NOT NULL, entries INTEGER NOT NULL, voided INTEGER NOT NULL,
  last_page INTEGER NOT NULL, upto INTEGER NOT NULL, approved_by TEXT NOT NULL, said TEXT NOT NULL) STRICT;
CREATE TABLE told(kind TEXT NOT NULL, folded TEXT NOT NULL, text TEXT NOT NULL, uses INTEGER NOT NULL,
  PRIMARY KEY(kind, folded, text)) STRICT, WITHOUT ROWID;
CREATE INDEX told_by_use ON told(kind, substr(folded, 1, 2), uses);
CREATE TABLE question(id INTEGER PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, topic TEXT NOT NULL,
  sector TEXT NOT NULL, officer TEXT NOT NULL, note TEXT NOT NULL, ticket INTEGER) STRICT;
CREATE INDEX question_day ON question(day, topic);
CREATE TABLE followup(id INTEGER PRIMARY KEY, dossier INTEGER, official_code TEXT NOT NULL, sector TEXT NOT NULL,
  at TEXT NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL, means TEXT NOT NULL, asker TEXT NOT NULL,
  asker_phone TEXT NOT NULL, asked TEXT NOT NULL, pasted TEXT NOT NULL, times INTEGER NOT NULL,
  reminder INTEGER NOT NULL, sent_office TEXT NOT NULL, sent_officer TEXT NOT NULL, answer_due TEXT,
  answer TEXT NOT NULL DEFAULT '', answered_by TEXT NOT NULL DEFAULT '', answered_at TEXT, recorded_at TEXT,
  recorder TEXT NOT NULL DEFAULT '', told_at TEXT, voided_at TEXT, void_reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX followup_of ON followup(dossier, id) WHERE dossier IS NOT NULL;
CREATE INDEX followup_official ON followup(official_code, id) WHERE official_code <> '';
CREATE INDEX followup_day ON followup(day, id);
CREATE INDEX followup_open ON followup(answer_due, id)
  WHERE answer_due IS NOT NULL AND answered_at IS NULL AND voided_at IS NULL;
CREATE INDEX followup_untold ON followup(answered_at, id)
  WHERE answered_at IS NOT NULL AND told_at IS NULL AND voided_at IS NULL;
CREATE TABLE data_request(id INTEGER PRIMARY KEY, number INTEGER NOT NULL, year TEXT NOT NULL, at TEXT NOT NULL,
  day TEXT NOT NULL, officer TEXT NOT NULL, wish TEXT NOT NULL, asker TEXT NOT NULL, asker_phone TEXT NOT NULL,
  proved_by TEXT NOT NULL, proof TEXT NOT NULL, name TEXT NOT NULL, id_no TEXT NOT NULL, asked TEXT NOT NULL,
  dossiers TEXT NOT NULL, answer_due TEXT NOT NULL, rule TEXT NOT NULL, handler TEXT NOT NULL, outcome TEXT,
  ground TEXT, reason TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '', answered_at TEXT, recorded_at TEXT,
  recorder TEXT NOT NULL DEFAULT '', handed_out_at TEXT, voided_at TEXT, void_reason TEXT NOT NULL DEFAULT '',
  UNIQUE(year, number)) STRICT;
CREATE INDEX data_request_day ON data_request(day, id);
CREATE INDEX data_request_open ON data_request(answer_due, id) WHERE answered_at IS NULL AND voided_at IS NULL;
CREATE TABLE copy_left(listed INTEGER NOT NULL, place INTEGER NOT NULL, erased INTEGER NOT NULL, subject TEXT NOT NULL,
  listed_at TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, lies TEXT NOT NULL, at TEXT, reached_at TEXT,
  reached_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(listed, place)) STRICT, WITHOUT ROWID;
CREATE INDEX copy_left_open ON copy_left(listed, place) WHERE reached_at IS NULL;
CREATE TABLE posting(code TEXT NOT NULL, valid_from TEXT NOT NULL, checked_at TEXT NOT NULL, officer TEXT NOT NULL,
  place TEXT NOT NULL, accurate INTEGER NOT NULL, online INTEGER NOT NULL, note TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(code, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE report_issue(seq INTEGER PRIMARY KEY, name TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  sector TEXT NOT NULL, about TEXT NOT NULL,
  at TEXT NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL, sha256 TEXT NOT NULL, program TEXT NOT NULL,
  upto INTEGER NOT NULL) STRICT;
CREATE INDEX report_issue_of ON report_issue(name, first, last, seq);
CREATE TABLE print_job(id INTEGER PRIMARY KEY, document TEXT NOT NULL, subject TEXT NOT NULL, size TEXT NOT NULL,
  issue INTEGER NOT NULL, copy_no INTEGER NOT NULL, form TEXT NOT NULL, number INTEGER, body TEXT NOT NULL,
  reason TEXT NOT NULL, head TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('issued','printed','handed_over','failed','void')),
  issued_at TEXT NOT NULL, issued_date TEXT NOT NULL, state_at TEXT NOT NULL, error TEXT NOT NULL,
  UNIQUE(subject, document, issue, copy_no)) STRICT;
CREATE UNIQUE INDEX print_form_number ON print_job(form, substr(issued_date, 1, 4), number)
  WHERE number IS NOT NULL AND copy_no = 0;
CREATE INDEX print_open ON print_job(state, id) WHERE state IN ('issued', 'failed');
CREATE TABLE ticket(id INTEGER PRIMARY KEY, day TEXT NOT NULL, queue TEXT NOT NULL, number INTEGER NOT NULL,
  line TEXT NOT NULL, state TEXT NOT NULL CHECK(state IN ('waiting','called','serving','held','absent','done')),
  place REAL NOT NULL, taken_at TEXT NOT NULL, priority TEXT NOT NULL, priority_reason TEXT NOT NULL,
  counter TEXT NOT NULL, officer TEXT NOT NULL, called_at TEXT, serving_at TEXT, done_at TEXT,
  calls INTEGER NOT NULL, wish TEXT, UNIQUE(day, queue, number)) STRICT;
CREATE INDEX ticket_line ON ticket(day, state, line, place);
CREATE TABLE ticket_step(seq INTEGER PRIMARY KEY, ticket INTEGER NOT NULL REFERENCES ticket(id), act TEXT NOT NULL,
  before TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, officer TEXT NOT NULL, counter TEXT NOT NULL,
  reason TEXT NOT NULL) STRICT;
CREATE INDEX ticket_step_of ON ticket_step(ticket, seq);
CREATE INDEX ticket_step_day ON ticket_step(day, act, seq);
CREATE TABLE counter_word(day TEXT NOT NULL, counter TEXT NOT NULL, word TEXT NOT NULL, officer TEXT NOT NULL,
  seq INTEGER NOT NULL, PRIMARY KEY(day, counter)) STRICT, WITHOUT ROWID;
CREATE TABLE queue_word(day TEXT NOT NULL, queue TEXT NOT NULL, word TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(day, queue)) STRICT, WITHOUT ROWID;
CREATE TABLE journal_day(day TEXT PRIMARY KEY, entries INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  received INTEGER NOT NULL, first_dossier INTEGER, last_dossier INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE day_close(day TEXT PRIMARY KEY, seq INTEGER NOT NULL, to_seq INTEGER NOT NULL, head BLOB NOT NULL,
  closed_at TEXT NOT NULL, officer TEXT NOT NULL, totals TEXT NOT NULL) STRICT;
CREATE TABLE batch(number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL, head BLOB NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, volume TEXT NOT NULL,
  written_at TEXT NOT NULL, officer TEXT NOT NULL, manifest TEXT NOT NULL, content TEXT NOT NULL, sealed TEXT NOT NULL,
  again INTEGER, handed_at TEXT, handed_to TEXT NOT NULL DEFAULT '', handed_by TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE superior_key(public TEXT PRIMARY KEY, seq INTEGER NOT NULL, recipient TEXT NOT NULL, name TEXT NOT NULL,
  number TEXT NOT NULL, journal TEXT NOT NULL, wants TEXT NOT NULL, since TEXT NOT NULL, until TEXT, by TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE acknowledged(seq INTEGER PRIMARY KEY, at TEXT NOT NULL, superior TEXT NOT NULL, to_seq INTEGER NOT NULL,
  head TEXT NOT NULL, written_at TEXT NOT NULL) STRICT;
CREATE TABLE batch_outcome(manifest TEXT PRIMARY KEY, seq INTEGER NOT NULL, outcome TEXT NOT NULL,
  why TEXT NOT NULL) STRICT;
CREATE TABLE parcel(number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL) STRICT;
CREATE TABLE superior_notice(seq INTEGER PRIMARY KEY, parcel INTEGER NOT NULL, at TEXT NOT NULL, title TEXT NOT NULL,
  text TEXT NOT NULL) STRICT;
"""


_ONLY_ASKED = pattern(r"\s*CREATE INDEX \w+ ON (?:dossier|dossier_span)\(")
"""Indexes of the two large tables; the projection finds their rows by number, only questions need them."""

_BEGINNINGS = pattern(r", prefix='[0-9 ]+'")


def statements(script: str) -> list[str]:
    """The statements of a script, one by one."""
    return [statement for statement in script.split(";\n") if statement.strip()]


def state_statements() -> tuple[list[str], list[str]]:
    """The statements that make the projected tables, and those that make the indexes that may come after the rows."""
    everything = statements(state_script())
    later = [statement for statement in everything if _ONLY_ASKED.match(statement)]
    return [statement for statement in everything if statement not in later], later


def throw_away_statements() -> list[str]:
    """The journal's tables and the projected ones where rows are only compared: no indexes for questions, and the words
    by which dossiers are found without their beginnings.
    """
    tables, _later = state_statements()
    return [
        *statements(JOURNAL),
        *(_BEGINNINGS.sub("", statement) for statement in tables),
    ]


def state_script() -> str:
    """The projected tables and their indexes, with a column for every text that a dossier keeps.

    Made when tables are: what a dossier is need not be known to open a file.
    """
    from counter_app.domain.dossier.facts import KEPT_TEXTS

    return _STATE.format(
        said=", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in KEPT_TEXTS),
        open=OPEN,
        running=RUNNING,
        held=HELD,
        supplement=int(State.SUPPLEMENT),
        finished=int(State.FINISHED),
        mistaken=int(State.MISTAKEN),
        first=int(min(State)),
        last=int(max(State)),
    )


LOCAL = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE preference(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE credential(login TEXT PRIMARY KEY, hash TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0,
  updated_at TEXT NOT NULL) STRICT;
CREATE TABLE draft(id TEXT PRIMARY KEY, officer TEXT NOT NULL, body TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
"""
"""Tables that are not projected: secrets, this computer's own choices, and forms being typed."""

OFFICIAL_LIST = """
CREATE TABLE official_list(id INTEGER PRIMARY KEY CHECK(id = 1), name TEXT NOT NULL, sha256 TEXT NOT NULL,
  taken_at TEXT NOT NULL, officer TEXT NOT NULL, whole INTEGER NOT NULL, first TEXT, last TEXT) STRICT;
CREATE TABLE official_line(id INTEGER PRIMARY KEY, place TEXT NOT NULL, official_code TEXT NOT NULL,
  code TEXT NOT NULL, names TEXT NOT NULL, procedure TEXT NOT NULL, procedure_code TEXT NOT NULL, received TEXT,
  promised TEXT, ended TEXT, returned TEXT, standing TEXT NOT NULL, said TEXT NOT NULL, agency TEXT NOT NULL,
  handler TEXT NOT NULL) STRICT;
"""
"""The official system's last list, to be compared with: no act of the office, and so outside the journal."""

SIGN_IN_STATE = """
CREATE TABLE password_state(login TEXT PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, tried_at TEXT,
  lent INTEGER NOT NULL DEFAULT 0) STRICT;
"""
"""Of each account: wrong passwords in a row, the moment of the last, and whether somebody else chose its password."""

CLEAR_FILES = """
CREATE TABLE clear_file(path TEXT PRIMARY KEY, day TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
  own INTEGER NOT NULL) STRICT;
"""
"""Papers and reports that were written as files anybody can read: where, when, as which bytes, and whether into the
program's own folder of papers."""

SIGNED_HEAD = """
CREATE TABLE signed_head(id INTEGER PRIMARY KEY CHECK(id = 1), journal TEXT NOT NULL, epoch TEXT NOT NULL,
  seq INTEGER NOT NULL, head TEXT NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL) STRICT;
"""
"""The journal's last entry as the office signed it; its own seal."""

LOCAL_SEAL = """
CREATE TABLE local_seal(of_table TEXT NOT NULL, of_row TEXT NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(of_table, of_row)) STRICT, WITHOUT ROWID;
"""
"""The digest of each row outside the journal, as it was when it was written."""

STATE_TABLES = (
    ("erasure", "seq"),
    ("office_setting", "key"),
    ("counter", "name, period"),
    ("queue_group", "letter"),
    ("sector", "key"),
    ("procedure", "code, valid_from"),
    ("calendar_year", "year"),
    ("calendar_day", "day"),
    ("work_session", "valid_from, weekday, start"),
    ("officer", "login"),
    ("assignment", "officer, sector, since"),
    ("absence", "id"),
    ("dossier", "id"),
    ("dossier_span", "dossier, seq"),
    ("dossier_act", "seq"),
    ("handover", "id"),
    ("leg", "dossier, seq"),
    ("fee_entry", "seq"),
    ("certification", "id"),
    ("certification_authority", "seq"),
    ("book_print", "seq"),
    ("book_lock", "book"),
    ("told", "kind, folded, text"),
    ("question", "id"),
    ("followup", "id"),
    ("data_request", "id"),
    ("copy_left", "listed, place"),
    ("posting", "code, valid_from"),
    ("report_issue", "seq"),
    ("print_job", "id"),
    ("ticket", "id"),
    ("ticket_step", "seq"),
    ("counter_word", "day, counter"),
    ("queue_word", "day, queue"),
    ("journal_day", "day"),
    ("day_close", "day"),
    ("batch", "number"),
    ("superior_key", "public"),
    ("acknowledged", "seq"),
    ("batch_outcome", "manifest"),
    ("parcel", "number"),
    ("superior_notice", "seq"),
)
"""Every projected table with the order in which its rows are compared."""
