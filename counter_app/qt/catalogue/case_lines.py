"""The cases of a procedure: a name, and what of time, fee and papers the case has of its own, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.catalogue.lists.check import case_key
from counter_app.domain.catalogue.limit_words import read_limit
from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.catalogue.paper_words import read_papers
from counter_app.domain.catalogue.procedure import Case
from counter_app.domain.fees.fee import Fee
from counter_app.domain.fees.fee_words import read_fee
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.fields import Field, LineEdit, TextArea
from counter_app.wording.catalogue.listing import fee_words, limit_words, papers_words


class CaseCard(Card):
    """The inputs of one case; what is left empty is the procedure's."""

    def __init__(self, number: int, case: Case) -> None:
        super().__init__()
        self.case = case
        with in_vietnamese():
            self._before = (limit_words(case.limit), fee_words(case.fee), papers_words(case.papers))
        self.name = LineEdit(case.name, most=200)
        # Translators: stays Vietnamese, a list that is read in has to say it so
        self.limit = LineEdit(self._before[0], placeholder=_("3 ngày làm việc"), most=120)
        # Translators: stays Vietnamese, a list that is read in has to say it so
        self.fee = LineEdit(self._before[1], placeholder=_("8.000 đồng/bản"), most=200)
        self.papers = TextArea(self._before[2], lines=3)
        self.fields = {
            "name": Field(_("Trường hợp {number}").format(number=number), self.name),
            "limit": Field(
                _("Thời hạn riêng, trường hợp {number}").format(number=number), self.limit
            ),
            "fee": Field(_("Phí riêng, trường hợp {number}").format(number=number), self.fee),
            "papers": Field(
                _("Giấy tờ riêng, trường hợp {number}").format(number=number),
                self.papers,
                _("Mỗi giấy một dòng, ví dụ: Tờ khai (bản chính, 1 bản)"),
            ),
        }
        grid = QGridLayout()
        grid.addWidget(self.fields["name"], 0, 0, 1, 2)
        grid.addWidget(self.fields["limit"], 1, 0)
        grid.addWidget(self.fields["fee"], 1, 1)
        grid.addWidget(self.fields["papers"], 2, 0, 1, 2)
        self.body.addLayout(grid)

    def read(self, taken: Sequence[Case]) -> Case:
        """The case as typed. Errors: RuleError (field "limit" or "fee") for words that cannot be read."""
        limit, fee, papers = self.limit.value(), self.fee.value(), self.papers.value()
        case = replace(self.case, name=self.name.value())
        if not case.key:
            case = replace(case, key=case_key(case.name, taken))
        if limit != self._before[0]:
            case = replace(case, limit=_limit(limit) if limit else None)
        if fee != self._before[1]:
            case = replace(case, fee=_with_reliefs(_fee(fee), case.fee) if fee else None)
        if papers != self._before[2]:
            case = replace(case, papers=read_papers(papers) if papers else None)
        return case


def _limit(text: str) -> TimeLimit | None:
    """Errors: RuleError (field "limit") for more than one limit, or for words that may mean two."""
    reading = read_limit(text)
    if reading.doubtful or reading.no_due:
        raise RuleError(
            _("Chưa rõ thời hạn “{text}”; ghi một thời hạn như “3 ngày làm việc”.").format(
                text=text[:60]
            ),
            field="limit",
        )
    return reading.limit


def _fee(text: str) -> Fee:
    """Errors: RuleError (field "fee") for more than one amount, or for words that were not understood."""
    reading = read_fee(text)
    if reading.doubtful:
        raise RuleError(
            _("Chưa rõ mức phí “{text}”; ghi một mức như “8.000 đồng/bản”.").format(text=text[:60]),
            field="fee",
        )
    return reading.fee


def _with_reliefs(fee: Fee, before: Fee | None) -> Fee:
    """The fee with another amount; the people it is waived for stay as they were."""
    return replace(fee, reliefs=before.reliefs) if before else fee


class CaseLines(QWidget):
    """Cards below one another; a case without a name is left out."""

    def __init__(self, cases: Sequence[Case]) -> None:
        super().__init__()
        self.cards: list[CaseCard] = []
        self._column = QVBoxLayout()
        self.more = ActionButton(_("Thêm &trường hợp"), self._add_empty, name="add")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._column)
        box.addWidget(
            text_label(_("Ô để trống lấy theo thủ tục. Xóa tên để bỏ trường hợp."), "hint")
        )
        box.addLayout(row(self.more))
        for case in cases:
            self._add(case)

    def cases(self) -> tuple[Case, ...]:
        """The cases as typed. Errors: RuleError, said beside the input too."""
        found: list[Case] = []
        for card in self.cards:
            if card.name.value():
                found.append(_read(card, found))
        return tuple(found)

    def _add(self, case: Case) -> CaseCard:
        card = CaseCard(len(self.cards) + 1, case)
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _add_empty(self) -> None:
        card = self._add(Case(key="", name=""))
        card.show()  # at once, so that it can take the keyboard
        card.name.setFocus()


def _read(card: CaseCard, taken: Sequence[Case]) -> Case:
    for field in card.fields.values():
        field.set_error("")
    try:
        return card.read(taken)
    except RuleError as error:
        if error.field in card.fields:
            card.fields[error.field].set_error(error.message)
            card.fields[error.field].editor.setFocus()
        # Said already beside its own input, not beside the procedure's of the same name.
        raise RuleError(error.message, field="cases") from error
