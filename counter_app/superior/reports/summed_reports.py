"""Reports over all offices, for the command line and the report page alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.reports.report import Group
from counter_app.superior.reports.comparison import compared, compared_groups
from counter_app.superior.reports.enquiries import enquiries
from counter_app.superior.reports.over_offices import OWN
from counter_app.superior.reports.report import consolidated, consolidated_by_sector
from counter_app.superior.reports.sending_report import sending
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table
    from counter_app.superior.reports.gathering import OfficesAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedReport:
    """A report over all offices; ``label`` and ``hint`` are shown through ``_``, ``group`` is its heading."""

    name: str
    label: str
    hint: str
    compute: Callable[[OfficesAsked], Table]
    group: Group = Group.FORMS
    by_sector: bool = True


SUMMED: Mapping[str, SummedReport] = MappingProxyType(
    {
        report.name: report
        for report in (
            SummedReport(
                name="offices",
                label=mark("Biểu II.06a tổng hợp – theo đơn vị"),
                hint=mark("Mỗi dòng một đơn vị, cộng các máy của đơn vị đó."),
                compute=consolidated,
            ),
            SummedReport(
                name="sectors",
                label=mark("Biểu II.06a tổng hợp – theo lĩnh vực"),
                hint=mark("Mỗi dòng một lĩnh vực, cộng mọi đơn vị."),
                compute=consolidated_by_sector,
            ),
            SummedReport(
                name="compared",
                label=mark("So sánh, xếp hạng đơn vị"),
                hint=mark(
                    "Tỷ lệ đúng hạn với số hồ sơ và khoảng tin cậy; cả hồ sơ tạm dừng đã qua hẹn."
                ),
                compute=compared,
                group=Group.ANALYSIS,
            ),
            SummedReport(
                name="groups",
                label=mark("So sánh nhóm công chức"),
                hint=mark("Theo vai trò của người đang giải quyết, cộng mọi đơn vị."),
                compute=compared_groups,
                group=Group.ANALYSIS,
            ),
            SummedReport(
                name="enquiries",
                label=mark("Hướng dẫn, hỏi về hồ sơ và trả lời"),
                hint=mark(
                    "Mỗi dòng một đơn vị: lượt hướng dẫn, số lần hỏi về hồ sơ, đôn đốc trả lời đúng hạn hay quá hạn."
                ),
                compute=enquiries,
                group=Group.LISTS,
            ),
            SummedReport(
                name="sending",
                label=mark("Tình hình gửi số liệu"),
                hint=mark(
                    "Mỗi dòng một đơn vị: phiên bản chương trình, gói gần nhất, gói thiếu, gói từ chối."
                ),
                compute=sending,
                group=Group.LISTS,
                by_sector=False,
            ),
        )
    }
)
"""Name → report, in the order in which they are offered."""


def summed(name: str) -> SummedReport:
    """The report of a name. Errors: RuleError (field "name")."""
    report = SUMMED.get(name)
    if report is None:
        raise RuleError(
            _("Không có báo cáo {name}. Chọn một trong: {names}.").format(
                name=name, names=", ".join((*SUMMED, *OWN))
            ),
            field="name",
            rule="report_name",
        )
    return report
