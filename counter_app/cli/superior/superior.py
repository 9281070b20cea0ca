"""Verbs of the superior office: take batches, print the consolidated table."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counter_app.cli.answers import told, whole
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FOLDER, Day, Frame, Shows, verb
from counter_app.cli.superior import superior_exchange as exchange_verbs
from counter_app.cli.superior.superior_exchange import trusted
from counter_app.cli.superior.superior_views import VIEWS
from counter_app.i18n import _, plural
from counter_app.office import SystemClock
from counter_app.system.ballast import lay

if TYPE_CHECKING:
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.settlements import Settlement


@click.group("superior")
def superior() -> None:
    """Thao tác của cơ quan cấp trên."""


def _apart_lines(summary: ImportSummary) -> list[str]:
    return [
        _("  - cách ly số {number}, {name}: {reason}").format(
            number=item.number, name=item.name, reason=item.reason
        )
        for item in summary.quarantined
    ]


@superior.command("import")
@click.argument("folder", type=FOLDER)
@verb(Shows.NOBODY)
def import_verb(frame: Frame, folder: Path) -> None:
    """Nhận các gói dữ liệu trong một thư mục (USB); nhận lại không làm tăng số liệu."""
    with trusted(frame) as office:
        summary = office.superior.take_in(folder, progress=frame.progress()).result
        lay(office.data_dir)
    answer = {
        "imported": len(summary.imported),
        "already_known": len(summary.already_known),
        "held": len(summary.held),
        "quarantined": len(summary.quarantined),
        "refused": len(summary.refused),
        "entries": summary.entries,
        "details": {
            "imported": [asdict(item) for item in summary.imported],
            "already_known": summary.already_known,
            "held": [asdict(item) | {"reason": item.reason} for item in summary.held],
            "quarantined": [asdict(item) for item in summary.quarantined],
            "refused": [{"name": name, "problems": list(why)} for name, why in summary.refused],
            "incomplete": summary.incomplete,
            "aside": [{"name": name, "reason": why} for name, why in summary.aside],
            "acknowledged": [str(path) for path in summary.acknowledged],
            "notes": summary.notes,
        },
    }
    text = _(
        "Nhận mới {imported}, đã có {already_known}, giữ chờ {held}, cách ly {quarantined}, từ chối {refused}."
    ).format(**answer)
    problems = [f"  - {name}: {', '.join(why)}" for name, why in summary.refused]
    apart = _apart_lines(summary)
    if count := len(summary.acknowledged):
        written = plural("Đã ghi {count} giấy báo nhận vào USB.", count).format(count=count)
        summary.notes.append(written)
    frame.say(answer, "\n".join([text, *problems, *apart, *summary.notes]))
    if summary.refused or summary.quarantined or summary.nothing:
        sys.exit(1)


@superior.command("warehouse")
@click.option("--again", is_flag=True, help="Bỏ kho đang có, lập lại từ tệp của các đơn vị.")
@verb(Shows.NOBODY)
def warehouse(frame: Frame, again: bool) -> None:
    """Lập kho số liệu (Parquet) cho báo cáo nhiều đơn vị; từ đó mỗi lần nhập đều ghi thêm vào kho."""
    from counter_app.superior.warehouse.keeping import Keeping

    with trusted(frame) as office:
        keeping = Keeping(office.data_dir, SystemClock())
        leaves = keeping.again() if again else keeping.keep()
    answer = {
        "senders": sum(not item.trouble for item in keeping.standings),
        "files": len(leaves),
        "dossiers": sum(leaf.dossiers for leaf in leaves),
    }
    text = _("Kho số liệu: {senders} đơn vị gửi, {dossiers} hồ sơ, {files} phần.").format(**answer)
    frame.say(answer, text)


@superior.command("list")
@verb(Shows.NOBODY)
def list_verb(frame: Frame) -> None:
    """Các đơn vị đã gửi: đến số nào, ngày nào, có đang để riêng không, nhánh nào đang chờ quyết định."""
    from counter_app.superior.reports.overview import overview

    with trusted(frame) as office:
        seen = overview(office.data_dir, SystemClock())
    answer = {
        "senders": [asdict(item) | {"state": item.state} for item in seen.standings],
        "held": seen.held,
        "branches": [
            told(item, "journal name from_seq=fork_seq why=detail") for item in seen.branches
        ],
        "decisions": whole(seen.decisions),
    }
    frame.say(answer, "\n".join(seen.lines()))


@superior.command("settle")
@click.argument("journal")
@click.option("--keep", is_flag=True, help="Giữ nhánh đang có, loại hẳn nhánh kia.")
@click.option(
    "--take",
    "source",
    type=FOLDER,
    help="Lấy nhánh trong thư mục này thay nhánh đang có.",
)
@click.option(
    "--dates-until", type=Day(), help="Nhận các lượt ghi có ngày chưa tới, đến hết ngày này."
)
@click.option(
    "--rekey",
    is_flag=True,
    help="Giữ nhánh đang có, thu hồi mọi khóa của nhật ký; đơn vị đổi khóa mới.",
)
@click.option("--close", is_flag=True, help="Đóng nhật ký: số đã nhận giữ nguyên, không nhận thêm.")
@click.option("--reopen", is_flag=True, help="Mở lại nhật ký đã đóng.")
@click.option("--reason", default="", help="Lý do, ghi vào sổ nhận gói dữ liệu.")
@consent_option
@verb(Shows.NOBODY)
def settle(
    frame: Frame,
    journal: str,
    source: Path | None,
    dates_until: date | None,
    reason: str,
    consent: str,
    **ways: bool,
) -> None:
    """Quyết định về một nhật ký: hai nhánh số liệu (B22, B23), ngày chưa tới (B26), đổi khóa, đóng."""
    chosen = [name for name, is_said in ways.items() if is_said]
    chosen += ["take"] * (source is not None) + ["dates"] * (dates_until is not None)
    if len(chosen) != 1:
        text = _("Chọn đúng một trong --keep, --take, --dates-until, --rekey, --close và --reopen.")
        raise click.UsageError(text)
    if not re.fullmatch(r"[0-9a-f]{16}", journal):
        raise click.UsageError(_("Tên nhật ký gồm 16 chữ số và chữ cái; xem superior list."))
    with trusted(frame) as office:
        desk, other = office.decisions, approval(consent)
        if source is not None:
            done = desk.take_theirs(journal, source, reason=reason, approval=other)
        elif dates_until is not None:
            done = desk.let_dates_pass(journal, dates_until, reason=reason, approval=other)
        else:
            way = _WAYS.get(chosen[0], chosen[0])
            done = desk.settle(journal, way, reason=reason, approval=other)
    settled = done.result
    frame.say(whole(settled), _settled_text(settled))


_WAYS = {"reopen": "open"}
"""Options whose decision is called otherwise."""


def _settled_text(settled: Settlement) -> str:
    texts = {
        "take": _(
            "Đã lấy nhánh mới: giữ đến lượt ghi {cut}, nay đến lượt ghi {theirs}. Bản cũ giữ trong "
            "{name}. Người quyết định: {by}."
        ),
        "dates": _("Đã ghi quyết định. Nhập lại gói dữ liệu từ USB của đơn vị."),
        "keep": _(
            "Đã giữ nhánh đang có đến lượt ghi {ours}; nhánh kia bị loại. Người quyết định: {by}."
        ),
        "rekey": _(
            "Đã thu hồi khóa của nhật ký và giữ số liệu đến lượt ghi {ours}. Xin đơn vị thẻ khóa mới rồi ghi nhận."
        ),
        "close": _("Đã đóng nhật ký; số liệu đã nhận vẫn tính. Người quyết định: {by}."),
        "open": _("Đã mở lại nhật ký. Nhập lại gói dữ liệu từ USB của đơn vị."),
    }
    return texts[settled.decision].format(
        cut=settled.cut,
        theirs=settled.theirs_seq,
        ours=settled.ours_seq,
        name=settled.kept_file or "-",
        by=settled.by,
    )


for _more in (*VIEWS, *exchange_verbs.VERBS):
    superior.add_command(_more)
COMMANDS = (superior,)
