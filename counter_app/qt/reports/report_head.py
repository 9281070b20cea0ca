"""Above a computed report: whether its figures stand, whether it is what was chosen, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.reports.issue import Wanted
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.store.figures.report_issues import ReportIssue
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import clock_text, short_date


class Shown(NamedTuple):
    """The report on the screen, and how it was handed out before.

    ``final``: its period is over; ``lasting``: it is issued then, to be the same for ever.
    """

    wanted: Wanted
    tables: tuple[Table, ...]
    issues: tuple[ReportIssue, ...]
    final: bool
    lasting: bool = True

    @property
    def stem(self) -> str:
        """The beginning of file names."""
        return self.wanted.stem


class ReportHead(QWidget):
    """The mark, a sentence, and the buttons; a result that is not what was chosen goes nowhere."""

    def __init__(
        self,
        print_: Callable[[], object],
        save_pdf: Callable[[], object],
        save_xlsx: Callable[[], object],
    ) -> None:
        super().__init__()
        self.mark = Badge()
        self.said = text_label("", "muted")
        self.print = ActionButton(_("Xem và in"), print_, name="printer", key="Ctrl+P")
        self.pdf = ActionButton(_("Lưu PDF"), save_pdf, name="save", key="Ctrl+S")
        self.xlsx = ActionButton(_("Lưu Excel"), save_xlsx, name="chart", key="Alt+E")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(flowing(self.print, self.pdf, self.xlsx, self.mark, spacing=6))
        box.addWidget(self.said)

    def let_out(self, allowed: bool) -> None:
        """Sets whether the result may be printed and saved now."""
        for button in (self.print, self.pdf, self.xlsx):
            button.setEnabled(allowed)

    def show_standing(self, shown: Shown, names: Mapping[str, str]) -> None:
        """The result is what was chosen: whether its period is over, and how it was handed out."""
        issue = shown.issues[0] if shown.issues else None
        who = names.get(issue.officer, "") if issue is not None else ""
        self.mark.show_label(standing_label(final=shown.final, lasting=shown.lasting))
        self.said.setText(issue_text(issue, who, final=shown.final, lasting=shown.lasting))

    def show_old(self, shown: Shown) -> None:
        """Another report or period is chosen than the one that stands below."""
        self.mark.show_label(old_label())
        wanted = shown.wanted
        self.said.setText(
            _(
                "Đang hiện kết quả cũ: {title}, {first}–{last}. Bấm F8 để tính báo cáo vừa chọn, rồi in hoặc lưu."
            ).format(
                title=shown.tables[0].title,
                first=short_date(wanted.first),
                last=short_date(wanted.last),
            )
        )


def standing_label(*, final: bool, lasting: bool = True) -> Label:
    """Says whether the period is over; one that does not last is of the moment it was computed."""
    if not lasting:
        return Label(_("Theo sổ truy cập lúc này"), "muted", "clock")
    if final:
        return Label(_("Chính thức: kỳ đã hết"), "good", "ok")
    return Label(_("Tạm tính: kỳ chưa hết"), "warning", "clock")


def old_label() -> Label:
    """Of a result that is not what is chosen any more."""
    return Label(_("Kết quả cũ"), "bad", "history")


def issue_text(issue: ReportIssue | None, who: str, *, final: bool, lasting: bool = True) -> str:
    """The moment, the officer and the digest of an issued report; the meaning of handing out for one not issued."""
    if not lasting:
        return _(
            "In hoặc lưu không phải là phát hành: sổ truy cập bỏ dần lượt xem cũ nên lập lại có thể khác."
        )
    if issue is not None:
        return _("Đã phát hành lúc {moment}, {who}, mã kiểm tra {code}.").format(
            moment=f"{clock_text(issue.at)} {short_date(issue.at)}",
            who=who or issue.officer,
            code=issue.sha256[:12],
        )
    if final:
        return _(
            "Chưa phát hành. In hoặc lưu là phát hành: từ đó không ghi lùi thao tác vào kỳ này được nữa."
        )
    return _("In hoặc lưu lúc này chỉ là số tạm tính; hết kỳ mới phát hành được.")
