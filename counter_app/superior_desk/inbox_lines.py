"""The superior's inbox: the outcome of an import, and those of all arrivals that still ask for somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.superior_desk.columns import ArrivedLine, apart_line, arrived_line
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.arrivals import Arrival
    from counter_app.superior.book.quarantine_list import QuarantinedBatch


def open_matters(
    arrivals: Sequence[Arrival],
    undecided: Sequence[Arrival],
    apart: Sequence[QuarantinedBatch],
    offices: dict[str, str],
) -> list[ArrivedLine]:
    """The arrivals that still ask for somebody, latest first: batches in quarantine, a branch nobody decided about, a
    batch that waits, one that was refused and has not come since as it should.
    """
    reached: dict[str, int] = {}
    disputed = {(item.journal, item.fork_hash, item.name) for item in undecided}
    found, told = [apart_line(item, offices) for item in apart], set[str]()
    for item in arrivals:
        if item.outcome == "imported":
            reached[item.journal] = max(reached.get(item.journal, 0), item.to_seq)
            continue
        if item.outcome == "quarantined":
            continue
        if item.fork_hash:
            still = (item.journal, item.fork_hash, item.name) in disputed
        else:
            still = item.to_seq == 0 or reached.get(item.journal, 0) < item.to_seq
        if still and item.name not in told:
            told.add(item.name)
            found.append(arrived_line(item, offices))
    return found


def summary_lines(
    summary: ImportSummary,
    at: datetime,
    offices: dict[str, str],
    book: Sequence[Arrival],
    apart: Sequence[QuarantinedBatch],
) -> list[ArrivedLine]:
    """The outcome of one import, a line for each batch, those that ask for somebody first."""
    noted = {item.name: arrived_line(item, offices) for item in reversed(book)}
    lines: list[ArrivedLine] = []
    for name, problems in summary.refused:
        known = noted.get(name)
        refused = Label(_("Từ chối"), "bad", "refuse")
        lines.append(_said(name, known, known.label if known else refused, "\n".join(problems), at))
    numbers = {item.number for item in summary.quarantined}
    lines += [apart_line(item, offices) for item in apart if item.number in numbers]
    for held in summary.held:
        waits = Label(_("Giữ chờ gói thiếu"), "warning", "hold")
        lines.append(_said(held.name, noted.get(held.name), waits, held.reason, at))
    for name in summary.incomplete:
        label = Label(_("Chưa đủ tệp"), "warning", "warning")
        why = next((note for note in summary.notes if note.startswith(f"{name}: ")), "")
        lines.append(_said(name, noted.get(name), label, why.removeprefix(f"{name}: "), at))
    for name, trouble in summary.aside:
        lines.append(_said(name, None, Label(_("Để riêng"), "bad", "error"), trouble, at))
    for taken in summary.imported:
        told = plural("{count} lượt ghi mới", taken.entries)
        why = told.format(count=grouped(taken.entries))
        if taken.completed:
            more = plural("{count} lượt ghi nay có đủ thông tin", taken.completed)
            why = more.format(count=grouped(taken.completed))
        label = Label(_("Đã nhận"), "good", "ok")
        lines.append(_said(taken.name, noted.get(taken.name), label, why, at))
    for name in summary.already_known:
        label = Label(_("Đã có từ trước"), "muted", "ok")
        lines.append(_said(name, noted.get(name), label, "", at))
    return lines


def as_they_stand(
    lines: Sequence[ArrivedLine],
    arrivals: Sequence[Arrival],
    undecided: Sequence[Arrival],
    apart: Sequence[QuarantinedBatch],
    offices: dict[str, str],
) -> list[ArrivedLine]:
    """The lines of an import with what became of them since: what was let in, dropped or decided asks for nobody."""
    waiting, disputed = {item.number for item in apart}, {item.name for item in undecided}
    found = []
    for line in lines:
        if line.quarantine in waiting or (not line.quarantine and not line.forked):
            found.append(line)
        elif line.quarantine:
            came = (item for item in arrivals if item.name == line.name)
            since = next((item for item in came if item.outcome != "quarantined"), None)
            dropped = replace(
                line, label=Label(_("Đã bỏ"), "muted", "delete"), why="", quarantine=0
            )
            found.append(arrived_line(since, offices) if since else dropped)
        else:
            found.append(replace(line, forked=line.name in disputed))
    return found


def _said(
    name: str, known: ArrivedLine | None, label: Label, why: str, at: datetime
) -> ArrivedLine:
    return ArrivedLine(
        at=at,
        office=known.office if known else "",
        name=name,
        label=label,
        why=why,
        journal=known.journal if known else "",
        entries=known.entries if known else "",
        forked=known is not None and known.forked,
    )


def summary_text(summary: ImportSummary) -> str:
    """One sentence: how many of what."""
    text = _("Nhận mới {imported}, đã có {known}, giữ chờ {held}, từ chối {refused}.")
    if summary.quarantined:
        text = _(
            "Nhận mới {imported}, đã có {known}, giữ chờ {held}, cách ly {apart}, từ chối {refused}."
        )
    return text.format(
        apart=len(summary.quarantined),
        imported=len(summary.imported),
        known=len(summary.already_known),
        held=len(summary.held),
        refused=len(summary.refused),
    )
