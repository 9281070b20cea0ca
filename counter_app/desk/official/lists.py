"""The official system's own list of dossiers compared with the counter: mapped once, kept until the next one.

The list is no act of the office and stays outside the journal; noting its codes is (``OfficialCodes.enter_pairs``). Of
a person it keeps what is needed to find the dossier, and no longer than the worklist is of use (Luật Bảo vệ dữ liệu cá
nhân 91/2025/QH15).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.official.list_file import read_official_list
from counter_app.desk.official.pair_file import Pair
from counter_app.domain.office.events import OFFICE_CHANGED, OfficeChanged
from counter_app.domain.office.staff import Duty
from counter_app.domain.official.list_columns import (
    Columns,
    OfficialTable,
    columns_of,
    head_keys,
    is_enough,
    needs_asking,
    rivals_of,
)
from counter_app.domain.official.list_differences import (
    Difference,
    Kind,
    ListPeriod,
    differences,
)
from counter_app.domain.official.list_lines import ListLines, read_lines
from counter_app.domain.official.list_matching import (
    How,
    Matches,
    matched,
    names_of,
    same_person,
)
from counter_app.domain.official.list_words import ListWords, OfficialField, Standing
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import bounds
from counter_app.store.read.official_list import KeptList
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.official.listed import Listed, Ours
from counter_app.domain.official.shared_codes import (
    CODE,
    OfficialProcedures,
    official_procedures,
)

MOST_REMEMBERED = 500
"""Heads and states an office explained; the oldest is forgotten first."""
States = Mapping[str, Standing]
"""The meaning somebody gave to each state of the list, by its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """The work left after a list; ``lines`` it has, ``matched`` of them are dossiers here beyond doubt.

    ``unknown``: state words nobody explained, with their number; ``shared``: codes of the list under which the office
    has several procedures, with their names; ``remarks`` on the file, only when it was just read.
    """

    name: str
    taken_at: datetime
    officer: str
    period: ListPeriod
    lines: int
    matched: int
    differences: tuple[Difference, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    remarks: tuple[str, ...] = ()
    today: date
    long_days: int

    def counts(self) -> dict[Kind, int]:
        """The number of lines of each kind that has any, in the order of work."""
        return {
            kind: count
            for kind in Kind
            if (count := sum(item.kind is kind for item in self.differences))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChoices:
    """A person's choices for a list: its columns, the meaning of states, and if it is whole (None: as it looks)."""

    columns: Columns
    states: States = field(default_factory=dict)
    whole: bool | None = None


class OfficialLists(Desk):
    """Everything done with lists out of the official system."""

    def words(self) -> ListWords:
        """The words of such lists: as shipped, and as this office explained them."""
        file = paths.resources_dir() / "official" / "list.json"
        settings = self.settings
        return ListWords.from_dict(
            json.loads(file.read_text("utf-8")), settings.official_heads, settings.official_states
        )

    def read(self, path: Path) -> OfficialTable:
        """The list in a file. Errors: RuleError (field "file")."""
        self.acting(Duty.PROCESS)
        return read_official_list(path, self.words())

    def columns_of(self, table: OfficialTable) -> dict[OfficialField, int]:
        """The column (from 0) of each field, as remembered or as its head says."""
        return columns_of(table, self.words())

    def asks(self, table: OfficialTable, columns: Columns) -> bool:
        """True if a person should look before the list is compared: at a column, or at words of a state."""
        words = self.words()
        if needs_asking(table, words):
            return True
        return bool(self.lines_of(table, ListChoices(columns=columns)).unknown)

    def lines_of(self, table: OfficialTable, choices: ListChoices) -> ListLines:
        """The content of the lines, read by these columns. Errors: RuleError (rule "columns", "day_order")."""
        if not is_enough(choices.columns):
            raise RuleError(
                _(
                    "Chưa rõ cột mã hồ sơ (hoặc họ tên cùng ngày tiếp nhận) và cột trạng thái. Chọn cột rồi so lại;"
                    " ở dòng lệnh: --map state=CỘT."
                ),
                field="columns",
                rule="columns",
            )
        own = {fold(text): standing for text, standing in choices.states.items()}
        words = self.words()
        return read_lines(table, choices.columns, replace(words, states={**words.states, **own}))

    def remember(
        self, table: OfficialTable, choices: ListChoices, *, op_id: str = ""
    ) -> Done[ListChoices]:
        """Keep the answers about columns and states; the next list of that system asks nothing."""
        with self.act(Duty.PROCESS, op_id, OFFICE_CHANGED) as act:
            if act.known is None and (news := self._news(table, choices)):
                act.record(OFFICE_CHANGED, "office", OfficeChanged(settings=news))
        return act.done(choices, Noun.SETTINGS)

    def _news(self, table: OfficialTable, choices: ListChoices) -> dict[str, object]:
        words, settings = self.words(), self.settings
        proposed = columns_of(table, words)
        rivals = {at for pair in rivals_of(table, choices.columns, words) for at in pair}
        said = {at: item.value for item, at in choices.columns.items()}
        was = {at: item.value for item, at in proposed.items()}
        heads = {
            key: said.get(at, "")
            for at, key in enumerate(head_keys(table.heads))
            if key and (said.get(at, "") != was.get(at, "") or at in rivals)
        }
        states = {fold(text)[:300]: standing.value for text, standing in choices.states.items()}
        news: dict[str, object] = {}
        for name, before, own in (
            ("official_heads", settings.official_heads, heads),
            ("official_states", settings.official_states, states),
        ):
            kept = dict([*before.items(), *own.items()][-MOST_REMEMBERED:])
            if kept != dict(before):
                news[name] = bounds()[name].nearest(kept, {})
        return news

    def take(self, table: OfficialTable, choices: ListChoices) -> Worklist:
        """Compare a list and keep it in place of the one before. Errors: RuleError as ``lines_of``; rule "empty"."""
        officer = self.acting(Duty.PROCESS)
        read = self.lines_of(table, choices)
        if not read.lines:
            raise RuleError(
                _("Không đọc được dòng hồ sơ nào trong {path}. Xem lại cột được chọn.").format(
                    path=table.name
                ),
                field="file",
                rule="empty",
            )
        whole = read.looks_whole if choices.whole is None else choices.whole
        matches, ours = self._matched(read.lines, whole=whole)
        kept = KeptList(
            name=table.name,
            sha256=table.sha256,
            taken_at=self.now(),
            officer=officer.login,
            whole=whole,
            first=read.first,
            last=read.last,
            lines=tuple(_needed(read.lines, matches)),
        )
        self.store.official_list.keep(kept)
        made = self._worklist(replace(kept, lines=read.lines), matches, ours)
        return replace(made, remarks=(*table.remarks, *read.remarks, *read.unread))

    def worklist(self) -> Worklist | None:
        """The list taken in last against the dossiers as they are now; None when none is kept any more.

        Errors: RuleError (rule "damaged") when its rows are not what was taken in.
        """
        self.acting(Duty.PROCESS)
        self.drop_old()
        kept = self.store.official_list.kept()
        if kept is None:
            return None
        if self.store.official_list.damaged():
            raise RuleError(
                _(
                    "Danh sách {name} đang giữ không còn như lúc nhập. Xuất lại từ hệ thống chính thức rồi nhập lại."
                ).format(name=kept.name),
                field="file",
                rule="damaged",
            )
        words = self.words()
        lines = tuple(
            replace(line, standing=line.standing or words.standing(line.said))
            for line in kept.lines
        )
        matches, ours = self._matched(lines, whole=kept.whole)
        return self._worklist(replace(kept, lines=lines), matches, ours)

    def drop(self) -> None:
        """Forget the list."""
        self.acting(Duty.PROCESS)
        self.store.official_list.drop()

    def drop_old(self) -> None:
        """Forget a list that has served its time."""
        if self.store.database.writable:
            age = timedelta(days=self.words().kept_days)
            self.store.official_list.drop_before(self.now() - age)

    def _worklist(self, kept: KeptList, matches: Matches, ours: Sequence[Ours]) -> Worklist:
        words = self.words()
        period = ListPeriod(first=kept.first, last=kept.last, whole=kept.whole)
        unknown: dict[str, int] = {}
        for line in kept.lines:
            if line.said and line.standing is None:
                unknown[line.said] = unknown.get(line.said, 0) + 1
        return Worklist(
            name=kept.name,
            taken_at=kept.taken_at,
            officer=kept.officer,
            period=period,
            lines=len(kept.lines),
            matched=sum(match.how is not How.DOUBTFUL for match in matches.found),
            differences=differences(
                matches, ours, period, today=self.today(), long_days=words.long_days
            ),
            unknown=tuple(sorted(unknown.items(), key=lambda item: -item[1])),
            shared=self._shared(kept.lines),
            today=self.today(),
            long_days=words.long_days,
        )

    def _shared(self, lines: Sequence[Listed]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        shared = official_procedures(self.store.catalogue.procedures()).shared
        said = {
            found[0]
            for line in lines
            if (found := CODE.search(line.procedure_code) or CODE.search(line.procedure))
        }
        return tuple((code, names) for code, names in sorted(shared.items()) if code in said)

    def _matched(self, lines: Sequence[Listed], *, whole: bool) -> tuple[Matches, list[Ours]]:
        """The lines with their dossiers, and every dossier looked at: three questions, however long the list is."""
        reads = self.store.official_list
        named = reads.named(
            {line.official_code for line in lines if line.official_code},
            {line.code for line in lines if line.code},
        )
        codes = {item.official_code for item in named} | {item.code for item in named}
        left = [line for line in lines if not {line.official_code, line.code} & (codes - {""})]
        days = [line.received for line in (lines if whole else left) if line.received]
        names = None if whole else names_of(left)
        around = reads.received(min(days), max(days), names) if days else []
        procedures = official_procedures(self.store.catalogue.procedures())
        ours = [
            _officially(item, procedures)
            for item in {item.id: item for item in (*named, *around)}.values()
        ]
        return matched(lines, ours), ours


def _officially(item: Ours, procedures: OfficialProcedures) -> Ours:
    """A dossier with what its procedure is called officially."""
    code = procedures.official.get(item.procedure_code, "")
    return replace(item, official_procedure=code, shares_code=code in procedures.shared)


def _needed(lines: Sequence[Listed], matches: Matches) -> list[Listed]:
    """The lines as they are kept: no name where the dossier is found by a code and says it itself."""
    known = {
        match.listed.place
        for match in matches.found
        if match.how in (How.OFFICIAL_CODE, How.CODE) and same_person(match.listed, match.ours)
    }
    return [replace(line, names=()) if line.place in known else line for line in lines]


def noted_pairs(items: Sequence[Difference]) -> list[Pair]:
    """The codes of a worklist's lines as pairs for ``OfficialCodes.enter_pairs``."""
    return [
        Pair(line=at, code=item.ours.code, official=item.listed.official_code)
        for at, item in enumerate(items, 1)
        if item.may_note and item.ours is not None and item.listed is not None
    ]
