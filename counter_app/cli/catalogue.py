"""Verbs about the catalogue: take a list in, give it out, look things up, what hangs on the wall."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.column_wishes import column_wishes
from counter_app.cli.context import FILE, Day, Frame, Shows, force_option, require_taken, verb
from counter_app.desk.catalogue.lists.findings import (
    ALL_CODES,
    Level,
    ListOptions,
    ListReport,
    Outcome,
)
from counter_app.desk.catalogue.lists.report import (
    findings_text,
    level_words,
    outcome_words,
    summary,
)
from counter_app.desk.catalogue.seed_lines import OWN
from counter_app.desk.outgoing import write
from counter_app.domain.catalogue.list_fields import ListField, ListTable
from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.catalogue.listing import (
    fee_words,
    limit_words,
    posting_words,
    sources_text,
    state_words,
)
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.catalogue.posting import PostingRow


@click.group("catalogue")
def catalogue() -> None:
    """Danh mục thủ tục: nhập, xuất, tra cứu, niêm yết."""


def _mapped(
    table: ListTable, columns: dict[ListField, int], wishes: tuple[str, ...]
) -> dict[ListField, int]:
    """The columns with what ``--map FIELD=COLUMN`` says."""
    for field, at in column_wishes(ListField, table.heads, wishes):
        columns.pop(field, None)
        if at is not None:
            columns[field] = at
    return columns


def report_facts(report: ListReport) -> dict[str, Any]:
    """A report as JSON: counts, and each line about which something was found."""
    lines = [
        told(line, "line=number sheet code name outcome law losses")
        | {"findings": [told(item, "level field text") for item in line.findings]}
        for line in report.lines
        if line.findings
    ]
    return told(report, "file sha256 unknown_sectors") | {
        "counts": report.counts(),
        "sectors": [sector.key for sector in report.sectors],
        "remarks": [told(item, "level field text") for item in report.remarks],
        "columns_read": [told(item, "head field cells") for item in report.columns],
        "lines": lines,
    }


def _report_text(report: ListReport, columns: dict[ListField, int], table: ListTable) -> str:
    used = ", ".join(f"{field.value}={table.heads[at]}" for field, at in columns.items())
    lines = [_("Cột: {columns}").format(columns=used)]
    lines += [f"  {level_words(item.level)}: {item.text}" for item in report.remarks]
    for line in report.lines:
        if line.level in (Level.ERROR, Level.WARNING):
            level, outcome = level_words(line.level), outcome_words(line.outcome)
            head = f"  {line.place:>5}  {line.code:<12} {level} · {outcome}"
            lines.append(f"{head}: {findings_text(line)}")
        elif line.law:
            lines.append(f"  {line.number:>5}  {line.code:<12} {'; '.join(line.law)}")
    if report.count(Outcome.HELD):
        lines.append(
            plural(
                "{count} dòng chờ đồng ý vì gây bất lợi cho công dân. Xem từng dòng rồi nhập lại "
                "với --accept-loss MÃ, hoặc --accept-loss all cho tất cả.",
                report.count(Outcome.HELD),
            ).format(count=report.count(Outcome.HELD))
        )
    return "\n".join([*lines, summary(report)])


@catalogue.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--map",
    "wishes",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Cột (tên hoặc số thứ tự) của một trường.",
)
@click.option("--source", default="", help="Văn bản công bố.")
@click.option("--valid-from", type=Day(), help="Áp dụng từ ngày, cho dòng không ghi ngày.")
@click.option("--create-sectors", is_flag=True, help="Tạo lĩnh vực chưa có.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi gì.")
@click.option(
    "--accept-loss",
    "accepted",
    multiple=True,
    metavar="CODE",
    help="Đồng ý phần bất lợi cho công dân của thủ tục này; all cho tất cả.",
)
@click.option(
    "--sheet", "sheets", multiple=True, metavar="TÊN", help="Trang tính cần đọc; lặp lại được."
)
@click.option("--complete-codes", is_flag=True, help="Sửa mã theo gợi ý: 2.00081 đọc là 2.000810.")
@click.option("--all-or-nothing", is_flag=True, help="Có dòng lỗi thì không nhập dòng nào.")
@verb(Shows.NOBODY)
def import_list(
    frame: Frame,
    file: Path,
    wishes: tuple[str, ...],
    source: str,
    valid_from: date | None,
    create_sectors: bool,
    dry_run: bool,
    accepted: tuple[str, ...],
    sheets: tuple[str, ...],
    complete_codes: bool,
    all_or_nothing: bool,
) -> None:
    """Nhập danh mục từ tệp XLSX, ODS hoặc CSV, báo từng dòng; không dòng nào dùng được thì mã kết thúc là 1."""
    options = ListOptions(
        source=source,
        valid_from=valid_from,
        create_sectors=create_sectors,
        whole=all_or_nothing,
        accepted=frozenset(ALL_CODES if code == "all" else code for code in accepted),
        complete_codes=complete_codes,
    )
    with frame.office() as office:
        table = office.procedure_lists.read_list(file, sheets)
        columns = _mapped(table, office.procedure_lists.columns_of(table), wishes)
        if dry_run:
            report = office.procedure_lists.check_list(table, columns, options)
        else:
            report = office.procedure_lists.load_list(table, columns, options).result
    answer = report_facts(report) | {
        "dry_run": dry_run,
        "columns": {field.value: table.heads[at] for field, at in columns.items()},
        "sheets": [told(sheet, "name rows hidden read") for sheet in table.sheets],
    }
    frame.say(answer, _report_text(report, columns, table))
    require_taken(report.taken)


@catalogue.command("seed")
@click.option("--take", is_flag=True, help="Nhập các giá trị đơn vị chưa sửa.")
@click.option(
    "--accept-loss",
    "accepted",
    multiple=True,
    metavar="CODE",
    help="Đồng ý phần bất lợi cho công dân của thủ tục này; all cho tất cả.",
)
@click.option(
    "--replace-own",
    "replaced",
    multiple=True,
    metavar="CODE",
    help="Thay cả giá trị đơn vị đã tự sửa hoặc đã xác nhận; all cho tất cả.",
)
@click.option("--decline", "reason", default="", help="Giữ giá trị của đơn vị, với lý do này.")
@verb(Shows.NOBODY)
def seed(
    frame: Frame, take: bool, accepted: tuple[str, ...], replaced: tuple[str, ...], reason: str
) -> None:
    """Đối chiếu với danh mục kèm theo chương trình; --take nhập, --decline giữ giá trị của đơn vị."""
    if take and reason:
        raise click.UsageError(_("Chọn --take hoặc --decline, mỗi lần một thao tác."))
    agreed = {ALL_CODES if code == "all" else code for code in accepted}
    agreed |= {f"{OWN}{ALL_CODES if code == 'all' else code}" for code in replaced}
    with frame.office() as office:
        declined = 0
        if reason:
            report = office.seed.compare()
            declined = office.seed.decline(reason).result
        elif take:
            report = office.seed.take(agreed).result
        else:
            report = office.seed.compare()
        left = office.seed.pending()
    answer = report_facts(report) | {"taken": take, "declined": declined, "left": left}
    frame.say(answer, _seed_text(report, take=take, declined=declined, left=left))


def _seed_text(report: ListReport, *, take: bool, declined: int, left: int) -> str:
    lines = [
        f"  {line.code:<12} {outcome_words(line.outcome)}: {findings_text(line)}"
        for line in report.lines
    ]
    if declined:
        told = plural("Giữ giá trị của đơn vị ở {count} thủ tục.", declined).format(count=declined)
        return "\n".join([*lines, told])
    if not left:
        said = _("Danh mục không còn khác danh mục kèm theo chương trình.")
    elif take:
        said = plural(
            "Còn {count} dòng chờ: đồng ý với --accept-loss, --replace-own, hoặc giữ với --decline “lý do”.",
            left,
        ).format(count=left)
    else:
        said = _("Nhập với --take, hoặc giữ giá trị của đơn vị với --decline “lý do”.")
    return "\n".join([*lines, summary(report), said])


@catalogue.command("review")
@click.option("--sector", default="", help="Mã lĩnh vực; mặc định mọi lĩnh vực.")
@click.option("--source", default="", help="Văn bản công bố đã đối chiếu.")
@click.option("--confirm", is_flag=True, help="Xác nhận các thủ tục đã liệt kê.")
@click.option("--except", "left", multiple=True, metavar="CODE", help="Để lại thủ tục này.")
@verb(Shows.NOBODY)
def review(frame: Frame, sector: str, source: str, confirm: bool, left: tuple[str, ...]) -> None:
    """Liệt kê thủ tục cần rà soát với giá trị và nguồn; --confirm xác nhận cả lĩnh vực một lần."""
    with frame.office() as office:
        _require_sector(office.catalogue.sectors(), sector)
        names = {item.key: item.name for item in office.catalogue.sectors()}
        found = office.catalogue.to_review(sector)
        unknown = sorted(set(left) - {item.code for item in found})
        if unknown:
            raise RuleError(
                _("{code} không phải thủ tục cần rà soát ở đây. Xem lại mã sau --except.").format(
                    code=unknown[0]
                ),
                field="except",
            )
        waiting = [item for item in found if item.code not in left]
        ready = [item for item in waiting if item.limit is not None or item.no_due]
        confirmed: tuple[Procedure, ...] = ()
        if confirm:
            versions = [(item.code, item.valid_from) for item in ready]
            confirmed = office.catalogue.confirm_procedures(versions, source=source).result
    answer = {
        "waiting": [item.to_dict() for item in waiting],
        "without_limit": [item.code for item in waiting if item not in ready],
        "confirmed": [item.code for item in confirmed],
    }
    lines = [_review_line(item, names) for item in waiting]
    told_count = _("{confirmed} thủ tục đã xác nhận, {left} chưa có thời hạn nên để lại.").format(
        confirmed=len(confirmed), left=len(waiting) - len(ready)
    )
    frame.say(answer, "\n".join([*lines, told_count]))


def _review_line(item: Procedure, sectors: Mapping[str, str]) -> str:
    """The values to compare, and where each was seen."""
    sources = sources_text(item) or item.source
    return "\n      ".join([_procedure_line(item, sectors), *sources.split("\n")])


@catalogue.command("export")
@click.option("--out", type=FILE, required=True, help="Tệp .xlsx hoặc .csv.")
@click.option("--sector", default="", help="Chỉ một lĩnh vực.")
@force_option
@verb(Shows.NOBODY)
def export_list(frame: Frame, out: Path, sector: str, force: bool) -> None:
    """Xuất danh mục ra tệp mà nhập lại không đổi gì."""
    with frame.office() as office:
        _require_sector(office.catalogue.sectors(), sector)
        target = frame.target(office, out, force=force)
        table = office.procedure_lists.list_table(sector)
        if out.suffix.lower() == ".xlsx":
            data = office.reports.xlsx([table])
        elif out.suffix.lower() == ".csv":
            data = office.procedure_lists.list_csv(sector)
        else:
            raise RuleError(
                _("Tên tệp phải kết thúc bằng .xlsx hoặc .csv. Đặt lại tên tệp."), field="out"
            )
        write(target, data)
    answer = {"file": str(out), "lines": len(table.rows)}
    frame.say(
        answer,
        plural("Đã xuất {count} dòng ra {path}.", len(table.rows)).format(
            count=len(table.rows), path=out
        ),
    )


def _require_sector(sectors: Any, key: str) -> None:
    known = [sector.key for sector in sectors]
    if key and key not in known:
        raise RuleError(
            _("Không có lĩnh vực {key}. Các lĩnh vực: {known}.").format(
                key=key, known=", ".join(known)
            ),
            field="sector",
        )


def _procedure_line(item: Procedure, sectors: Mapping[str, str]) -> str:
    parts = [
        item.code, item.name, sectors.get(item.sector, item.sector),
        limit_words(item.limit, no_due=item.no_due) or "…", fee_words(item.fee),
        state_words(item.state),
    ]  # fmt: skip
    if item.valid_from:
        parts.append(_("từ {day}").format(day=short_date(item.valid_from)))
    if item.valid_to:
        parts.append(_("đến {day}").format(day=short_date(item.valid_to)))
    return " · ".join(parts)


@catalogue.command("list")
@click.argument("text", default="")
@click.option("--sector", default="", help="Mã lĩnh vực.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in ReviewState]),
    help="Chỉ các thủ tục ở trạng thái này.",
)
@click.option("--on", type=Day(), help="Chỉ phiên bản áp dụng vào ngày này.")
@verb(Shows.NOBODY)
def list_verb(
    frame: Frame, text: str, sector: str, states: tuple[str, ...], on: date | None
) -> None:
    """Tra cứu thủ tục theo tên không dấu, chữ cái đầu, từ tìm nhanh hoặc mã."""
    with frame.office() as office:
        _require_sector(office.catalogue.sectors(), sector)
        names = {item.key: item.name for item in office.catalogue.sectors()}
        found = office.catalogue.find(
            text, sector=sector, states=[ReviewState(state) for state in states], on=on
        )
    answer = {"count": len(found), "procedures": [item.to_dict() for item in found]}
    count = plural("{count} thủ tục", len(found)).format(count=len(found))
    lines = [_procedure_line(item, names) for item in found]
    frame.say(answer, "\n".join([*lines, count]))


def _posting_facts(row: PostingRow) -> dict[str, Any]:
    posting = row.posting
    return told(
        row,
        "code=procedure.code name=procedure.name sector=procedure.sector "
        "valid_from=procedure.valid_from state days accurate=posting.accurate online=posting.online",
    ) | {
        "checked_at": posting.checked_at if posting else None,
        "officer": posting.officer if posting else "",
    }


@catalogue.command("posted")
@click.option("--sector", default="", help="Mã lĩnh vực; để trống là mọi lĩnh vực.")
@click.option("--out", type=FILE, help="Ghi bảng niêm yết ra tệp PDF.")
@click.option("--a3", "wide", is_flag=True, help="Khổ A3 thay cho A4.")
@force_option
@verb(Shows.NOBODY)
def posted(frame: Frame, sector: str, out: Path | None, wide: bool, force: bool) -> None:
    """Danh sách niêm yết: kiểm tra lần cuối khi nào, ai, còn đúng không."""
    with frame.office() as office:
        _require_sector(office.catalogue.sectors(), sector)
        rows = office.catalogue.posting_rows(sector)
        left = 0
        if out is not None:
            target = frame.target(office, out, force=force)
            wanted = [sector] if sector else []
            write(target, office.further_papers.draw_posting(wanted, wide=wide))
            left = office.further_papers.left_off_posting(wanted)
    facts = [_posting_facts(row) for row in rows]
    lines = [
        f"{row.procedure.code} · {row.procedure.name} · {posting_words(row.state)} · "
        + (f"{row.posting.checked_at:%d/%m/%Y} {row.posting.officer}" if row.posting else "…")
        for row in rows
    ]
    if out is not None:
        lines.append(str(out))
    if left:
        lines.append(
            plural(
                "Bảng niêm yết bỏ {count} thủ tục chưa rà soát. Rà soát rồi lập lại.", left
            ).format(count=left)
        )
    answer = {"count": len(facts), "rows": facts, "file": str(out) if out else ""}
    frame.say(answer, "\n".join(lines) or "…")


COMMANDS = (catalogue,)
