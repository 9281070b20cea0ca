"""Parts that all lists of dossiers have: their first columns, words for states, and what is said below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from counter_app.domain.dossier.dossier import STATE_WORDS, State
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.text import shortened
from counter_app.i18n import _, mark, plural
from counter_app.reports.phrases import subtitle
from counter_app.store.figures.report_lines import Selection, Subject
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.reports.report import Asked


class OfDossier(Protocol):
    """A line that speaks of a dossier."""

    @property
    def subject(self) -> Subject:
        """The one it is."""


L = TypeVar("L", bound=OfDossier)
PROCEDURE_LENGTH = 90
"""Two printed lines; official names run to seven."""

_STATES = {
    **STATE_WORDS,
    State.REGISTERED: mark("Chưa tiếp nhận"),
    State.REFUSED: mark("Từ chối tiếp nhận"),
}
"""As everywhere, but for what stands beside received ones in a list of its own."""


def state_word(state: State) -> str:
    """The standing of a dossier, in few words."""
    return _(_STATES[state])


def selection(asked: Asked) -> Selection:
    """The lines that a report was asked for."""
    return Selection(first=asked.first, last=asked.last, sector=asked.sector, officer=asked.officer)


@lru_cache(maxsize=512)
def short_name(procedure: str) -> str:
    """An official name in at most two lines."""
    return shortened(procedure, PROCEDURE_LENGTH)


def party(subject: Subject) -> str:
    """The person who asks, and the person it is for when that is somebody else."""
    if not subject.owner or subject.owner == subject.applicant:
        return subject.applicant
    return _("{applicant} (chủ hồ sơ: {owner})").format(
        applicant=subject.applicant, owner=subject.owner
    )


def subject_columns() -> tuple[Column[OfDossier], ...]:
    """Number, code, applicant, procedure."""
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda line: line.subject.code, 2.0),
        Column(_("Người nộp"), lambda line: party(line.subject), 2.2),
        Column(_("Thủ tục"), lambda line: short_name(line.subject.procedure), 3.6),
    )


def list_table(
    asked: Asked,
    name: str,
    title: str,
    columns: Sequence[Column[L]],
    lines: Sequence[L],
    *,
    tab: str = "",
    notes: Sequence[str] = (),
) -> Table:
    """A list under ``subject_columns`` and ``columns``, with how many it names and what erasure leaves."""
    whole: tuple[Column[L], ...] = (*subject_columns(), *columns)
    return Table(
        name=name,
        tab=tab,
        title=title,
        subtitle=subtitle(asked),
        columns=heads(whole),
        rows=cells(whole, lines),
        notes=(
            plural("Tổng số: {count} hồ sơ.", len(lines)).format(count=grouped(len(lines))),
            *notes,
            *erased_note(lines),
        ),
    )


def erased_note(lines: Iterable[OfDossier]) -> tuple[str, ...]:
    """The note of a list about personal data that the law had erased since; nothing where nothing was erased."""
    if all(line.subject.applicant != BLANK_NAME for line in lines):
        return ()
    return (
        _(
            "Tên và lý do đã xóa theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 không in lại; số liệu giữ nguyên."
        ),
    )
