"""Verbs about the official system's own list: compare it, see what is to be done, note its codes, forget it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.column_wishes import column_wishes
from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.desk.official.lists import ListChoices, Worklist, noted_pairs
from counter_app.desk.official.worklist import (
    kind_title,
    list_remarks,
    summary,
    work_line,
    worklist_table,
)
from counter_app.desk.outgoing import write
from counter_app.domain.official.list_differences import Difference, Kind
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.official.list_columns import OfficialTable
    from counter_app.office import Office
    from counter_app.system.outgoing import Target

_KINDS = click.Choice([kind.value for kind in Kind])
_kind_option = click.option("--kind", "kinds", multiple=True, type=_KINDS, help="Chỉ loại này.")
_out_option = click.option("--out", type=FILE, help="Ghi các dòng ra tệp .xlsx.")


@click.command("compare")
@click.argument("file", type=FILE)
@click.option(
    "--map",
    "wishes",
    multiple=True,
    metavar="TRƯỜNG=CỘT",
    help="Cột (tên hoặc số thứ tự) của một trường; để trống sau dấu = là không đọc.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="CHỮ=TRẠNG-THÁI",
    help="Một trạng thái trong danh sách nghĩa là gì, như “Chờ VPĐK=processing”.",
)
@click.option(
    "--whole/--part",
    "whole",
    default=None,
    help="Danh sách có mọi hồ sơ nhận trong khoảng ngày của nó, hoặc chỉ một phần.",
)
@_kind_option
@_out_option
@force_option
@verb(Shows.CITIZENS)
def compare(
    frame: Frame,
    file: Path,
    wishes: tuple[str, ...],
    states: tuple[str, ...],
    whole: bool | None,
    kinds: tuple[str, ...],
    out: Path | None,
    force: bool,
) -> None:
    """So danh sách hồ sơ xuất từ hệ thống chính thức với quầy; cột và trạng thái đã chỉ một lần thì được nhớ."""
    with frame.office() as office:
        target = _target(frame, office, out, force=force)
        lists = office.official_list
        table = lists.read(file)
        columns = _mapped(table, lists.columns_of(table), wishes)
        choices = ListChoices(columns=columns, states=_states(states), whole=whole)
        lists.lines_of(table, choices)
        lists.remember(table, choices)
        worklist = lists.take(table, choices)
        used = {field.value: table.heads[at] for field, at in columns.items()}
        text = ", ".join(f"{field}={head}" for field, head in used.items())
        items = _wanted(worklist, kinds)
        _write(office, target, worklist, items)
    head = [_("Cột: {columns}").format(columns=text)]
    frame.say(_told(worklist, items, out) | {"columns": used}, _words(head, worklist, items))


@click.command("worklist")
@_kind_option
@_out_option
@force_option
@verb(Shows.CITIZENS)
def worklist_now(frame: Frame, kinds: tuple[str, ...], out: Path | None, force: bool) -> None:
    """Điều phải xem theo danh sách nhập lần cuối, so với hồ sơ lúc này."""
    with frame.office() as office:
        target = _target(frame, office, out, force=force)
        worklist = _kept(office)
        items = _wanted(worklist, kinds)
        _write(office, target, worklist, items)
    frame.say(_told(worklist, items, out), _words([], worklist, items))


@click.command("note")
@click.argument("codes", nargs=-1)
@click.option("--sure", is_flag=True, help="Mọi dòng khớp chắc chắn mà chưa ghi mã.")
@verb(Shows.NOBODY)
def note(frame: Frame, codes: tuple[str, ...], sure: bool) -> None:
    """Ghi mã chính thức của danh sách vào những hồ sơ này, hoặc vào mọi hồ sơ khớp chắc chắn (--sure)."""
    with frame.office() as office:
        able = [item for item in _kept(office).differences if item.may_note]
        wanted = {code.strip().upper() for code in codes}
        known = {item.ours.code for item in able if item.ours}
        if strange := sorted(wanted - known):
            raise RuleError(
                _(
                    "Danh sách không có mã để ghi cho hồ sơ {code}. Xem lại bằng map worklist."
                ).format(code=strange[0]),
                field="codes",
            )
        chosen = [
            item
            for item in able
            if (item.ours and item.ours.code in wanted) or (sure and item.kind is Kind.CODE)
        ]
        done = office.official.enter_pairs(noted_pairs(chosen)).result
    answer = told(done, "entered unchanged refused")
    head = plural("Đã ghi {count} mã.", len(done.entered)).format(count=len(done.entered))
    frame.say(answer, "\n".join([head, *done.refused]))


@click.command("forget")
@verb(Shows.NOBODY)
def forget(frame: Frame) -> None:
    """Xóa danh sách đã nhập; mã đã ghi vào hồ sơ vẫn còn."""
    with frame.office() as office:
        office.official_list.drop()
    frame.say({"forgotten": True}, _("Đã xóa danh sách."))


def _kept(office: Office) -> Worklist:
    found = office.official_list.worklist()
    if found is None:
        raise RuleError(
            _("Chưa có danh sách của hệ thống chính thức. Nhập tệp bằng map compare."),
            rule="no_list",
        )
    return found


def _mapped(
    table: OfficialTable, columns: dict[OfficialField, int], wishes: tuple[str, ...]
) -> dict[OfficialField, int]:
    """The columns with what ``--map FIELD=COLUMN`` says; a column that is asked for serves no other field."""
    for field, at in column_wishes(OfficialField, table.heads, wishes):
        columns = {
            other: place for other, place in columns.items() if other is not field and place != at
        }
        if at is not None:
            columns[field] = at
    return columns


def _states(wishes: tuple[str, ...]) -> dict[str, Standing]:
    known = {standing.value: standing for standing in Standing}
    said = {}
    for wish in wishes:
        word, _equals, name = wish.rpartition("=")
        if not fold(word) or name.strip() not in known:
            raise click.BadParameter(
                _("Không hiểu “{wish}”. Ghi CHỮ=TRẠNG-THÁI, trạng thái là {known}.").format(
                    wish=wish, known=", ".join(known)
                )
            )
        said[word.strip()] = known[name.strip()]
    return said


def _target(frame: Frame, office: Office, out: Path | None, *, force: bool) -> Target | None:
    if out is None:
        return None
    if out.suffix.lower() != ".xlsx":
        raise RuleError(_("Tên tệp phải kết thúc bằng .xlsx. Đặt lại tên tệp."), field="out")
    return frame.target(office, out, force=force)


def _wanted(worklist: Worklist, kinds: Sequence[str]) -> list[Difference]:
    return [item for item in worklist.differences if not kinds or item.kind.value in kinds]


def _write(
    office: Office, target: Target | None, worklist: Worklist, items: Sequence[Difference]
) -> None:
    if target is not None:
        write(target, office.reports.xlsx((worklist_table(worklist, items),)))


def _told(worklist: Worklist, items: Sequence[Difference], out: Path | None) -> dict[str, Any]:
    facts = told(worklist, "name taken_at lines matched first=period.first last=period.last")
    return (
        facts
        | told(worklist, "whole=period.whole unknown remarks")
        | {
            "counts": {kind.value: count for kind, count in worklist.counts().items()},
            "differences": [_facts(item, worklist) for item in items],
            "file": str(out) if out else None,
        }
    )


def _words(head: list[str], worklist: Worklist, items: Sequence[Difference]) -> str:
    counts = [
        f"  {count:>5}  {kind.value:<12} {kind_title(kind, worklist.long_days)}"
        for kind, count in worklist.counts().items()
    ]
    lines = [_line(item, worklist) for item in items]
    return "\n".join([*head, summary(worklist), *list_remarks(worklist), *counts, *lines])


def _facts(item: Difference, worklist: Worklist) -> dict[str, Any]:
    return (
        {"kind": item.kind.value, "may_note": item.may_note}
        | told(
            work_line(item, worklist),
            "title=kind code official_code name received theirs ours step line=place",
        )
        | {"others": [other.code for other in item.others]}
    )


def _line(item: Difference, worklist: Worklist) -> str:
    line = work_line(item, worklist)
    day = short_date(line.received) if line.received else "-"
    told_codes = f"{line.code or '-'}  {line.official_code or '-'}"
    return f"{item.kind.value}  {told_codes}  {line.name}  {day}  {line.theirs} | {line.ours}\n      {line.step}"


WORKLIST_VERBS = (compare, worklist_now, note, forget)
"""Beside the others of ``map``."""
