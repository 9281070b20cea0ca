"""Checking a list against the catalogue: every line gets its findings, and what an import would write is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from counter_app.desk.catalogue.lists.changes import told_changes
from counter_app.desk.catalogue.lists.fields import (
    CASE_FIELDS,
    CASE_WRITERS,
    WRITERS,
    Changes,
    read_field,
)
from counter_app.desk.catalogue.lists.findings import (
    CheckedLine,
    Level,
    ListOptions,
    ListReport,
    Outcome,
)
from counter_app.desk.catalogue.lists.lines import Line, read_lines
from counter_app.desk.catalogue.lists.losses import as_late_as, hold, tell_law, with_words
from counter_app.desk.catalogue.lists.whole_file import (
    columns_read,
    file_remarks,
    require_whole_heads,
)
from counter_app.domain.catalogue.law_changes import law_changes
from counter_app.domain.catalogue.list_fields import ListField, ListTable, Mapped
from counter_app.domain.catalogue.procedure import Case, Procedure, ReviewState
from counter_app.domain.catalogue.seed import true_sources
from counter_app.domain.catalogue.versions import Placed, place_version, version_for
from counter_app.domain.text import clean_lines, fold
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.catalogue.listing import cell_words, field_title
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.desk.catalogue.lists.sectors import SectorNames
    from counter_app.domain.tables import Cell

Group = list[Line]
_LONGEST_NAME = 1_000
_FARTHEST_YEARS = 5
_FIELDS = tuple(name for name in ListField if name is not ListField.SECTOR)


class ListCheck:
    """One check of one list; ``known`` is the catalogue as it stands, and grows by what the list adds."""

    def __init__(
        self,
        procedures: Iterable[Procedure],
        sectors: SectorNames,
        *,
        today: date,
        options: ListOptions,
    ) -> None:
        self._known: dict[str, dict[date | None, Procedure]] = {}
        for item in procedures:
            self._known.setdefault(item.code, {})[item.valid_from] = item
        self._sectors, self._today, self._options = sectors, today, options
        self._written: dict[tuple[str, date | None], Procedure] = {}
        self._nothing = Procedure(code="", name="", sector="", limit=None)

    def run(self, table: ListTable, columns: Mapped) -> ListReport:
        """Check every line. Errors: RuleError (field "code", "name": they have no column; "file": letters are lost)."""
        for needed in (ListField.CODE, ListField.NAME):
            if needed not in columns:
                require_whole_heads(table)
                raise RuleError(
                    _("Chọn cột cho “{field}”.").format(field=field_title(needed)),
                    field=needed.value,
                    rule="columns",
                )
        require_whole_heads(table, columns.values())
        complete = self._options.complete_codes
        lines = read_lines(table, columns, self._sectors, self._known, complete_codes=complete)
        for group in self._groups(lines):
            self._take(group)
        self._warn_of_names([line for line in lines if line.code])
        made = {item.sector for item in self._written.values()}
        return ListReport(
            file=table.name,
            sha256=table.sha256,
            lines=tuple(line.shown for line in lines),
            procedures=tuple(self._written.values()),
            sectors=tuple(item for item in self._sectors.made if item.key in made),
            unknown_sectors=tuple(self._sectors.unknown.values()),
            remarks=file_remarks(table, columns),
            columns=columns_read(table, columns),
        )

    # --- which lines belong together ---------------------------------------------------------

    def _groups(self, lines: list[Line]) -> list[Group]:
        """Lines of one version: its own and those of its cases, by code and first day."""
        groups: dict[tuple[str, date | None], Group] = {}
        for line in lines:
            if line.code and line.shown.outcome is not Outcome.PASSED_OVER:
                _tell_far(line, self._today)
                line.first = self._first_day(line)
                groups.setdefault((line.code, line.first), []).append(line)
        for group in groups.values():
            _refuse_doubles(group)
        return sorted(groups.values(), key=lambda group: group[0].first or date.min)

    def _first_day(self, line: Line) -> date | None:
        """The first day of the version a line speaks of."""
        versions, default = self._known.get(line.code, {}), self._options.valid_from
        if line.since is not None or line.always:
            return line.since
        if default in versions:
            return default
        found = version_for(versions.values(), self._today)
        return found.valid_from if found else default

    # --- one version -------------------------------------------------------------------------

    def _take(self, group: Group) -> None:
        own = next((line for line in group if not line.case), None)
        cases = [line for line in group if line.case]
        first = own or cases[0]
        if own is not None and own.shown.blocked:
            for line in cases:
                line.shown.say(Level.ERROR, _("Dòng chính của thủ tục này có lỗi."))
            return
        before = self._before(first)
        procedure = before or self._nothing
        if own is not None or before is None:
            said = first.cells
            if own is None:
                said = {name: cell for name, cell in said.items() if name not in CASE_FIELDS}
            procedure = self._read(first, said, procedure, known=before is not None)
        if not first.shown.blocked:
            procedure = self._with_cases(procedure, cases)
            self._place(group, procedure)

    def _before(self, line: Line) -> Procedure | None:
        """The version the line changes, or the one that a new version continues."""
        versions = self._known.get(line.code, {})
        return versions.get(line.first) or version_for(versions.values(), line.first or self._today)

    def _made(self, line: Line, facts: Changes) -> Procedure:
        """A procedure of which nothing is known but these facts."""
        plain: Changes = {
            "code": line.code,
            "name": line.shown.name,
            "sector": "",
            "limit": None,
            "valid_from": line.first,
            "source": self._options.source,
            "local_code": line.local_code,
        }
        return Procedure(**(plain | facts))

    def _read(
        self, line: Line, said: Mapping[ListField, Cell], before: Procedure, *, known: bool
    ) -> Procedure:
        """The procedure as the line says; a cell that says what is known already changes nothing."""
        shown = line.shown
        sector = self._sector(line, said.get(ListField.SECTOR), before)
        changes: dict[str, Any] = {} if sector == before.sector else {"sector": sector}
        fields = [name for name in _FIELDS if name in said]
        old: dict[ListField, str] = {}
        if known:
            with in_vietnamese():
                old = {name: cell_words(WRITERS[name](before)) for name in fields}
        for name in fields:
            if name is ListField.NAME and _tell_accents(line, before.name if known else ""):
                continue
            if not known or not _says(said[name], old[name]):
                noted = name in (ListField.FEE_NOTE, ListField.RELIEFS) and "fee" in changes
                now = replace(before, fee=changes["fee"]) if noted else before
                changes |= _read_cell(line, name, said[name], now)
        # A new one is made at once: a list is mostly of these.
        now = replace(before, **changes) if known else self._made(line, changes)
        now = with_words(now, line)
        if not now.name.strip():
            shown.say(Level.ERROR, _("Chưa có tên thủ tục. Ghi tên theo văn bản công bố."), "name")
        if len(now.name) > _LONGEST_NAME:
            text = _("Tên dài hơn {most} chữ. Ghi tên theo văn bản công bố.")
            shown.say(Level.ERROR, text.format(most=_LONGEST_NAME), "name")
        return now

    def _sector(self, line: Line, cell: Cell, before: Procedure) -> str:
        shown, text = line.shown, cell_words(cell)
        if not text and before.sector:
            return before.sector
        if not text and line.above:
            text = line.above
            shown.say(
                Level.WARNING, _("Lĩnh vực lấy theo dòng trên: {name}.").format(name=text), "sector"
            )
        if not text:
            shown.say(
                Level.ERROR, _("Chưa chọn lĩnh vực. Chọn lĩnh vực có trong danh mục."), "sector"
            )
            return ""
        key = self._sectors.find(text)
        if not key:
            # A procedure that is known has its sector already; a new one cannot do without.
            level = Level.WARNING if before.sector else Level.ERROR
            said = _("Chưa có lĩnh vực “{name}” trong danh mục.")
            shown.say(level, said.format(name=text[:60]), "sector")
        return key or before.sector

    def _with_cases(self, procedure: Procedure, lines: list[Line]) -> Procedure:
        cases = {case.name: case for case in procedure.cases}
        for line in lines:
            before = cases.get(line.case) or Case(
                key=case_key(line.case, cases.values()), name=line.case
            )
            now = before
            for name in CASE_FIELDS:
                cell = line.cells.get(name)
                with in_vietnamese():
                    old = cell_words(CASE_WRITERS[name](before))
                if cell is not None and not _says(cell, old):
                    now = replace(now, **_read_cell(line, name, cell, now))
            now, procedure = as_late_as(procedure, now), with_words(procedure, line)
            if not line.shown.blocked:
                cases[line.case] = now
        return replace(procedure, cases=tuple(cases.values())) if lines else procedure

    def _place(self, group: Group, wanted: Procedure) -> None:
        """Put the version among the others of its code and say on its lines what became of it."""
        versions = self._known.setdefault(wanted.code, {})
        first, before = group[0].first, self._before(group[0])
        exact, default = versions.get(first), self._options.valid_from
        if wanted == exact:
            return  # says what is known; its lines stay unchanged
        told = any(line.since is not None or line.always for line in group)
        if exact is not None and default and not told:
            first, exact = default, versions.get(default)
        if exact is None:
            wanted = _dated(wanted, first, _end(group, wanted))
        if before is not None and wanted != before:
            wanted = true_sources(before, self._to_look_at(group, wanted))
        shown = next((line.shown for line in group if not line.case), group[0].shown)
        try:
            placed = place_version(versions.values(), wanted)
        except RuleError as error:
            shown.say(Level.ERROR, error.message, "valid_to")
            return
        lost = before is not None and tell_law(group, law_changes(before, wanted))
        if lost and not self._options.accepts(wanted.code):
            hold(group)
            return
        self._write(group, placed, _outcome(exact, before, placed.version))
        if before is not None and shown.outcome is not Outcome.UNCHANGED:
            self._tell_changes(shown, before, placed.version)

    def _write(self, group: Group, placed: Placed, outcome: Outcome) -> None:
        """Put down what became of each line, and every version that changed."""
        for line in group:
            line.shown.outcome = line.shown.outcome if line.shown.blocked else outcome
        if outcome is Outcome.UNCHANGED:
            return
        for item in placed.closed:
            group[0].shown.say(Level.NOTE, _closed_text(item))
        versions = self._known[placed.version.code]
        for item in placed.changed():
            versions[item.valid_from] = self._written[item.code, item.valid_from] = item

    def _to_look_at(self, group: Group, wanted: Procedure) -> Procedure:
        """The changed procedure, to be looked at again unless the list itself says how it stands."""
        own = {name for line in group if not line.case for name in line.cells}
        if ListField.STATE not in own and wanted.state is ReviewState.CONFIRMED:
            wanted = replace(wanted, state=ReviewState.NEEDS_CONFIRMATION)
        if ListField.SOURCE not in own and self._options.source:
            wanted = replace(wanted, source=self._options.source)
        return wanted

    def _tell_changes(self, shown: CheckedLine, before: Procedure, now: Procedure) -> None:
        told = told_changes(before, now, self._sectors.names)
        if told:
            shown.say(Level.NOTE, "; ".join(told))

    # --- the whole list ----------------------------------------------------------------------

    def _warn_of_names(self, lines: list[Line]) -> None:
        """One name under two codes: a clerical error that provinces' lists are known for."""
        codes: dict[str, set[str]] = {}
        key = cache(fold)
        for code, versions in self._known.items():
            for item in versions.values():
                if item.state is not ReviewState.INACTIVE:
                    codes.setdefault(key(item.name), set()).add(code)
        for line in lines:
            others = codes.get(key(line.shown.name), set()) - {line.code}
            if others and line.shown.name and not line.case:
                text = _("Tên trùng với thủ tục {codes}; kiểm tra lại tên và mã.")
                line.shown.say(Level.WARNING, text.format(codes=", ".join(sorted(others))), "name")


def case_key(name: str, taken: Iterable[Case] = ()) -> str:
    """A key for a new case from its name: ``qua-han``, and a number behind it where that is taken."""
    keys = {case.key for case in taken}
    plain = fold(name).replace(" ", "-")[:40].strip("-") or "truong-hop"
    key, number = plain, 1
    while key in keys:
        number += 1
        key = f"{plain}-{number}"
    return key


def _end(group: Group, wanted: Procedure) -> date | None:
    """A new version does not inherit the last day of the one it continues."""
    said = any(ListField.VALID_TO in line.cells for line in group if not line.case)
    return wanted.valid_to if said else None


def _says(cell: Cell, old: str | None) -> bool:
    """True if a cell says what is known already."""
    text = cell_words(cell)
    return old is not None and (text == old or clean_lines(text) == clean_lines(old))


def _tell_accents(line: Line, known: str) -> bool:
    """True if a name only lost accents of the one that is known, which then stays; a new one without any is told."""
    shown = line.shown
    if known and known != shown.name and _lost_accents(shown.name, known):
        text = _("Tên trong tệp thiếu dấu (“{name}”) nên giữ tên đang có.")
        shown.say(Level.WARNING, text.format(name=shown.name[:60]), "name")
        return True
    if shown.name.isascii() and len(shown.name.split()) > 2 and not known:
        shown.say(Level.WARNING, _("Tên không có dấu tiếng Việt. Xem lại tên."), "name")
    return False


def _lost_accents(name: str, known: str) -> bool:
    bare, whole = (unicodedata.normalize("NFD", text) for text in (name, known))
    return fold(name) == fold(known) and len(bare) < len(whole)


def _read_cell(line: Line, name: ListField, cell: Cell, before: Procedure | Case) -> Changes:
    """The changes of a cell; a part it does not change is told on the line."""
    shown = line.shown
    try:
        reading = read_field(name, cell, before)
    except RuleError as error:
        shown.say(Level.ERROR, error.message, name.value)
        return {}
    if reading.doubt:
        shown.say(Level.WARNING, reading.doubt, name.value)
    if reading.kept:
        line.kept[name] = reading.kept
    return reading.changes


def _tell_far(line: Line, today: date) -> None:
    """A year with a digit too many puts a procedure in force when nobody lives to see it."""
    if line.since is not None and line.since.year > today.year + _FARTHEST_YEARS:
        text = _("Ngày áp dụng {day} còn quá xa. Xem lại năm.")
        day = short_date(line.since)
        line.shown.say(Level.ERROR, text.format(day=day), ListField.VALID_FROM.value)


def _refuse_doubles(group: Group) -> None:
    """The same version, or the same case of it, twice in one list: only the first counts, and what differs is told."""
    first: dict[str, Line] = {}
    for line in group:
        before = first.setdefault(line.case, line)
        if before is line:
            continue
        fields = ", ".join(field_title(name) for name in ListField if _differ(before, line, name))
        if fields:
            text = _("Trùng với dòng {number} nhưng khác {fields}. Giữ lại một dòng rồi nhập.")
            told = _("Dòng {number} ghi cùng mã nhưng khác {fields}. Xem lại dòng nào đúng.")
            before.shown.say(
                Level.WARNING, told.format(number=line.shown.place, fields=fields), "code"
            )
        else:
            text = _("Trùng với dòng {number}.")
        line.shown.say(Level.ERROR, text.format(number=before.shown.place, fields=fields), "code")
    group[:] = [line for line in group if first[line.case] is line]


def _differ(one: Line, other: Line, name: ListField) -> bool:
    said = (clean_lines(cell_words(line.cells.get(name, ""))) for line in (one, other))
    return len(set(said)) > 1


def _dated(wanted: Procedure, since: date | None, until: date | None) -> Procedure:
    if (since, until) == (wanted.valid_from, wanted.valid_to):
        return wanted
    return replace(wanted, valid_from=since, valid_to=until)


def _outcome(exact: Procedure | None, before: Procedure | None, now: Procedure) -> Outcome:
    if exact is None:
        return Outcome.NEW if before is None else Outcome.VERSION
    return Outcome.UNCHANGED if now == exact else Outcome.CHANGED


def _closed_text(item: Procedure) -> str:
    until = short_date(item.valid_to) if item.valid_to else "…"
    if item.valid_from is None:
        return _("Phiên bản đang dùng hết áp dụng {until}.").format(until=until)
    return _("Phiên bản áp dụng từ {since} hết áp dụng {until}.").format(
        since=short_date(item.valid_from), until=until
    )
