"""Verbs of the superior that look: the board of offices, reports over all of them, dossiers that travelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FOLDER, Day, Frame, Shows, force_option, verb
from counter_app.cli.reports.tables import table_facts, table_text
from counter_app.desk.outgoing import write
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.superior.reports.office_words import (
    far_line_text,
    meeting_text,
    office_line_text,
    trouble_label,
)
from counter_app.wording.dossier.timeline import event_text
from counter_app.wording.office.clock import doubted_notes
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.superior.reports.far_dossiers import FarLine
    from counter_app.superior.reports.office_board import OfficeLine


@click.command("offices")
@verb(Shows.NOBODY)
def offices(frame: Frame) -> None:
    """Bảng các đơn vị: gói gần nhất, thiếu, chậm, nhánh khác, tỷ lệ đúng hạn, hồ sơ tạm dừng đã qua hẹn."""
    frame.require_office()
    with frame.office() as office:
        lines = office.superior.board()
        frame.say(
            {"offices": [_office_facts(line) for line in lines]},
            "\n".join(map(office_line_text, lines)) or _("Chưa đơn vị nào gửi gói dữ liệu."),
        )


def _office_facts(line: OfficeLine) -> dict[str, Any]:
    names = "office=number name arrived told behind held missing forks refused trouble"
    says = {"says": trouble_label(line).text}
    return told(line, names, zone=True) | says | told(line, "work enquiries versions journals")


@click.command("report")
@click.option("--from", "first", type=Day(), help="Ngày đầu kỳ.")
@click.option("--to", "last", type=Day(), help="Ngày cuối kỳ.")
@click.option(
    "--name",
    default="",
    help="offices, sectors, compared, groups, enquiries, sending, hoặc fees, officers, time-used, … của mọi đơn vị; "
    "với --office là tên một báo cáo của đơn vị, như late.",
)
@click.option("--office", "number", default="", help="Chỉ một đơn vị (5 chữ số).")
@click.option("--sector", default="", help="Chỉ một lĩnh vực (khóa, như ho-tich).")
@click.option(
    "--engine",
    default="",
    envvar="COUNTER_ENGINE",
    help="Nơi tính: files, duckdb, spark, spark://máy:cổng, postgresql://máy/cơ-sở; bỏ trống là kho nếu đã lập.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Tệp .pdf hoặc .xlsx để ghi ra.")
@click.option("--why", default="", help="Lý do lấy ra, khi có nhiều dòng dữ liệu cá nhân.")
@force_option
@verb(Shows.OWN)
def report(
    frame: Frame,
    first: date | None,
    last: date | None,
    name: str,
    number: str,
    sector: str,
    engine: str,
    out: Path | None,
    why: str,
    force: bool,
) -> None:
    """Bảng tổng hợp các đơn vị, so sánh, xếp hạng; hoặc báo cáo của một đơn vị từ dữ liệu đã gửi."""
    from counter_app.superior_desk.office_reports import SummedWanted

    frame.require_office()
    with frame.office() as office:
        last = last or office.superior.today()
        wanted = SummedWanted(
            name=name or ("II.06a" if number else "offices"),
            first=first or last.replace(month=1, day=1),
            last=last,
            sector=sector,
            office=number,
            journals=_journals_of(office, number),
            engine=engine,
        )
        kind = _kind_of(out) if out else ""
        target = frame.target(office, out, force=force) if out else None
        tables = office.superior.compute(wanted)
        texts = list(map(table_text, tables))
        answer: dict[str, Any] = {"table": table_facts(tables[0])}
        if len(tables) > 1:
            answer["tables"] = [table_facts(table) for table in tables]
        if target is not None:
            write(target, office.superior.file_of(wanted, tables, kind, why=why))
            answer["file"] = str(target.path)
            texts.append(str(target.path))
        frame.say(answer, "\n\n".join(texts))


def _journals_of(office: Office, number: str) -> tuple[str, ...]:
    if not number:
        return ()
    found = next((item for item in office.superior.offices() if item.number == number), None)
    if found is None:
        raise RuleError(
            _(
                "Chưa có đơn vị {number} gửi gói dữ liệu. Xem các đơn vị bằng superior offices."
            ).format(number=number),
            field="office",
        )
    return found.journals


def _kind_of(out: Path) -> str:
    kind = out.suffix.lower().removeprefix(".")
    if kind not in ("pdf", "xlsx"):
        raise click.UsageError(_("Tệp ghi ra không phải .pdf hay .xlsx. Đổi đuôi tệp."))
    return kind


@click.command("overdue")
@click.option("--sector", default="", help="Chỉ một lĩnh vực (khóa, như ho-tich).")
@verb(Shows.CITIZENS)
def overdue(frame: Frame, sector: str) -> None:
    """Hồ sơ quá hạn của mọi đơn vị, quá lâu nhất trước."""
    frame.require_office()
    with frame.office() as office:
        found = office.superior.overdue(sector=sector)
        lines = [far_line_text(line) for line in found.lines]
        lines += doubted_notes([line.code for line in found.lines if line.doubted])
        lines.append(plural("Tất cả {count} hồ sơ quá hạn.", found.total).format(count=found.total))
        answer = {
            "total": found.total,
            "dossiers": [_line_facts(line) for line in found.lines],
            "aside": [item.journal for item in found.aside],
        }
        frame.say(answer, "\n".join(lines))


def _line_facts(line: FarLine) -> dict[str, Any]:
    names = (
        "office journal code name procedure=procedure_code sector handler promised=promised_at "
        "days_late doubted"
    )
    return told(line, names, zone=True) | {"state": int(line.state)}


@click.command("twice")
@verb(Shows.CITIZENS)
def twice(frame: Frame) -> None:
    """Một người, hoặc một mã hồ sơ chính thức, có ở hai đơn vị trở lên."""
    frame.require_office()
    with frame.office() as office:
        found = office.superior.met_twice()
        answer = [
            {
                "key": item.key,
                "by_code": item.by_code,
                "same_procedure": item.same_procedure,
                "dossiers": [_line_facts(line) for line in item.lines],
            }
            for item in found
        ]
        texts = list(map(meeting_text, found))
        met = {line.code for item in found for line in item.lines if line.doubted}
        texts += doubted_notes(sorted(met))
        frame.say(
            {"met": answer},
            "\n".join(texts) or _("Không có người hay mã hồ sơ nào ở hai đơn vị."),
        )


@click.command("show")
@click.argument("number")
@click.argument("code")
@verb(Shows.CITIZENS)
def show(frame: Frame, number: str, code: str) -> None:
    """Hồ sơ CODE của đơn vị NUMBER: quá trình giải quyết, đến ngày đơn vị đã gửi."""
    frame.require_office()
    with frame.office() as office:
        for at, journal in enumerate(journals := _journals_of(office, number), 1):
            try:
                found = office.superior.far_dossier(journal, code)
                break
            except RuleError as error:
                if error.field != "code" or at == len(journals):
                    raise
        steps = [
            (step, event_text(step.kind, step.payload, found.names)) for step in found.timeline
        ]
        answer = {
            **told(found, "office=standing.office journal=standing.journal code=dossier.code"),
            "state": int(found.dossier.state),
            **told(found, "procedure=dossier.procedure_code told", zone=True),
            "timeline": [told(step, "at kind", zone=True) | {"says": says} for step, says in steps],
        }
        head = f"{found.dossier.code}\t{found.dossier.holder_name}\t{found.standing.name}"
        lines = [f"{clock_text(step.at)} {short_date(step.at)}\t{says}" for step, says in steps]
        frame.say(answer, "\n".join([head, *lines]))


@click.command("open-reports")
@click.argument("source", type=FOLDER)
@click.option(
    "--out",
    type=FOLDER,
    required=True,
    help="Thư mục để ghi báo cáo ra, tên tệp bắt đầu bằng mã đơn vị.",
)
@force_option
@verb(Shows.CITIZENS)
def open_reports(frame: Frame, source: Path, out: Path, force: bool) -> None:
    """Mở báo cáo niêm phong mà các đơn vị kèm trên USB; chỉ báo cáo do khóa đã ghi nhận ký."""
    frame.require_office()
    with frame.office() as office:
        found = office.superior.open_reports(source)
        opened = [item for item in found if not item.trouble]
        targets = [frame.target(office, out / item.name, force=force) for item in opened]
        for target, item in zip(targets, opened, strict=True):
            write(target, item.content)
    lines = [str(target.path) for target in targets]
    lines += [item.trouble for item in found if item.trouble]
    answer = {
        "files": [str(target.path) for target in targets],
        "not_opened": [item.trouble for item in found if item.trouble],
    }
    frame.say(answer, "\n".join(lines) or _("Không có báo cáo niêm phong nào ở đó."))


VIEWS = (offices, report, overdue, twice, show, open_reports)
"""The verbs of the superior's group besides taking in and settling."""
