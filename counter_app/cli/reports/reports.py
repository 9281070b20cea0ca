"""The verb that reports: computes, issues as PDF and XLSX, lists what there is and what was issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import Day, Frame, Shows, force_option, verb
from counter_app.cli.reports.tables import table_facts, table_text
from counter_app.desk.outgoing import write
from counter_app.desk.reports.issue import FORMATS, Wanted
from counter_app.domain.periods import Period, PeriodKind, period_of
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.office.leader_consent import Approval
    from counter_app.office import Office

_BY_LENGTH = {
    kind.value: kind
    for kind in (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
}
"""``report month``: the report "period" for the whole period of this kind that the day lies in."""


@click.command("report")
@click.argument("name")
@click.option("--from", "first", type=Day(), help="Từ ngày; mặc định hôm nay.")
@click.option("--to", "last", type=Day(), help="Đến ngày; mặc định bằng từ ngày.")
@click.option("--sector", default="", help="Chỉ một lĩnh vực (khóa, như ho-tich).")
@click.option("--officer", "about", default="", help="Chỉ một công chức (tên đăng nhập).")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Tệp .pdf, tệp .xlsx, hoặc thư mục để ghi cả hai.",
)
@click.option("--why", default="", help="Lý do lấy ra, khi có nhiều dòng dữ liệu cá nhân.")
@force_option
@consent_option
@verb(Shows.OWN)
def report(
    frame: Frame,
    name: str,
    first: date | None,
    last: date | None,
    sector: str,
    about: str,
    out: Path | None,
    why: str,
    force: bool,
    consent: str,
) -> None:
    """Báo cáo NAME, tính đến hết ngày cuối kỳ; list: các báo cáo, issued: đã phát hành.

    week, month, quarter, year: báo cáo của trọn kỳ có ngày --from. Ghi ra tệp báo cáo của kỳ đã hết là phát hành: từ
    đó không ghi lùi thao tác vào kỳ ấy nữa.
    """
    with frame.office() as office:
        if name == "list":
            _say_list(frame)
        elif name == "issued":
            _say_issued(frame, office)
        else:
            period = _period(office, name, first, last)
            known = "period" if name in _BY_LENGTH else name
            wanted = Wanted(
                name=known, first=period.first, last=period.last, sector=sector, officer=about
            )
            _say_report(frame, office, wanted, out, (why, approval(consent)), force=force)


def _period(office: Office, name: str, first: date | None, last: date | None) -> Period:
    day = first or last or office.reports.today()
    if name in _BY_LENGTH and (first is None or last is None):
        return period_of(_BY_LENGTH[name], day, office.reports.settings.report_start_day)
    period = Period(day, last or day)
    if period.last < period.first:
        raise RuleError(_("Ngày cuối kỳ phải sau ngày đầu kỳ. Chọn lại ngày."), field="to")
    return period


def _say_list(frame: Frame) -> None:
    from counter_app.reports.index import REPORTS

    facts = [
        {"name": item.name, "label": _(item.label), "group": plain(item.group)}
        | {"hint": _(item.hint)}
        | told(item, "periods by_sector by_officer")
        for item in REPORTS.values()
    ]
    frame.say({"reports": facts}, "\n".join(f"{item['name']}\t{item['label']}" for item in facts))


def _say_issued(frame: Frame, office: Office) -> None:
    found = [
        told(
            item,
            "seq report=name from=first to=last sector of=about at officer sha256 program",
            zone=True,
        )
        for item in office.reports.issued()
    ]
    lines = [
        f"{item['at']}\t{item['report']}\t{item['from']}\t{item['to']}\t{item['sha256']}"
        for item in found
    ]
    frame.say({"issued": found}, "\n".join(lines) or _("Chưa phát hành báo cáo nào."))


def _say_report(
    frame: Frame,
    office: Office,
    wanted: Wanted,
    out: Path | None,
    said: tuple[str, Approval],
    *,
    force: bool,
) -> None:
    answer: dict[str, Any] = {
        "report": wanted.name,
        "from": wanted.first.isoformat(),
        "to": wanted.last.isoformat(),
        "files": [],
    }
    texts: list[str] = []
    if out is None:
        tables = office.reports.compute(
            wanted.name, wanted.first, wanted.last, sector=wanted.sector, officer=wanted.officer
        )
    else:
        targets = {
            suffix: frame.target(office, path, force=force)
            for suffix, path in _targets(wanted, out).items()
        }
        why, asked = said
        issued = office.reports.issue(wanted, list(targets), approval=asked, why=why).result
        tables = issued.tables
        done = _("Đã phát hành báo cáo.") if issued.final else ""
        for suffix, target in targets.items():
            write(target, issued.files[suffix], done=done)
        answer |= {
            "files": [str(target.path) for target in targets.values()],
            "final": issued.final,
            "sha256": issued.sha256,
            "warning": issued.warning,
        }
        texts = [*answer["files"], *([issued.warning] if issued.warning else [])]
    answer["tables"] = [table_facts(table) for table in tables]
    frame.say(answer, "\n\n".join([*map(table_text, tables), *texts]))


def _targets(wanted: Wanted, out: Path) -> dict[str, Path]:
    """Format → file. A name with another ending than .pdf or .xlsx is a folder for both."""
    suffix = out.suffix.lower().removeprefix(".")
    if suffix in FORMATS:
        return {suffix: out}
    return {kind: out / f"{wanted.stem}.{kind}" for kind in FORMATS}


COMMANDS = (report,)
