"""Papers that no act issues by itself: control slip, guidance, fee note, a single receipt, lists, what is posted up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.paper.issue import issue_paper, issued_print
from counter_app.domain.catalogue.procedure import PaperItem, ReviewState
from counter_app.domain.fees.payments import Account, FeeKind, check_amount
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.document_kinds import ISSUABLE, document_kind
from counter_app.domain.paper.events import PAPER_ISSUED
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.text import clean, clean_lines, exact_key, thousands
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.read.prints import PrintJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A paper that may be issued for a dossier, or the sentence that says why not."""

    document: str
    refusal: str = ""


class FurtherPapers(Desk):
    """Issuing papers one by one."""

    def offers(self, code: str) -> tuple[Offer, ...]:
        """Every paper that can be issued by itself, each with what stands against it now."""
        dossier = self.dossier(code)
        return tuple(
            Offer(document=document, refusal=self._refusal(dossier, document))
            for document in ISSUABLE
        )

    def issue(
        self, code: str, document: str, *, body: dict[str, Any] | None = None, op_id: str = ""
    ) -> Done[PrintJob]:
        """Issue a paper for a dossier; Mẫu 06 takes the next number of its form in the year.

        ``body`` by document: control "partner"; guidance "wanted" (``WantedPaper`` records) and "note", without them
        what the procedure requires and was not handed in; fee_note "amount" in đồng, "payer", "receipt_no" (the
        official receipt's, as typed), "method", "refund"; result_list "codes", "giver", "taker".
        Errors: RuleError naming the field, or (rule "document") saying why this paper cannot be issued.
        """
        with self.act(Duty.RECEIVE, op_id, PAPER_ISSUED) as act:
            if act.known is None:
                dossier = self.dossier(code)
                refusal = self._refusal(dossier, document)
                if refusal:
                    raise RuleError(refusal, field="document", rule="document")
                kind = document_kind(document)
                said = self._body(dossier, document, body or {})
                issue_paper(
                    act,
                    dossier.code,
                    document,
                    size=self.preferences.receipt_size,
                    form=kind.series_of(said),
                    body=said,
                )
        return act.done(issued_print(self.store, act.first.seq), Noun.PRINT)

    def missing(self, code: str) -> tuple[WantedPaper, ...]:
        """The papers the procedure requires and nobody handed in, with where each is got."""
        given = {paper.name for paper in self.dossier(code).papers}
        return tuple(
            WantedPaper(name=paper.name, where=paper.where, copies=paper.quantity)
            for paper in self.required_papers(code)
            if paper.required and paper.name not in given
        )

    def required_papers(self, code: str) -> tuple[PaperItem, ...]:
        """The checklist of a dossier's procedure as it stands today; empty when it is not in force any more."""
        dossier = self.dossier(code)
        procedure = self.store.catalogue.valid(dossier.procedure_code, self.today())
        return procedure.of_case(dossier.case_key).papers if procedure else ()

    def named(self, code: str, names: Sequence[str]) -> tuple[PaperItem, ...]:
        """Papers somebody names, each as the procedure's checklist has it where it has one of that name."""
        known = {exact_key(paper.name): paper for paper in self.required_papers(code)}
        return tuple(
            known.get(exact_key(name), PaperItem(name=clean(name))) for name in names if clean(name)
        )

    def suggested_fee(self, code: str) -> tuple[int, str]:
        """The proposal for a fee note: đồng collected last or due, and the official receipt's number if it is known."""
        dossier = self.dossier(code)
        entries = self.store.fees.of_dossier(dossier.id)
        taken = [entry for entry in entries if entry.kind is FeeKind.COLLECTED]
        if taken:
            return taken[-1].amount, taken[-1].receipt_no
        return dossier.fee or 0, ""

    @in_vietnamese()
    def draw_posting(self, sectors: Sequence[str] = (), *, wide: bool = False) -> bytes:
        """The poster of the reviewed procedures in force today (niêm yết), as PDF on A4, or A3 (``wide``).

        Nothing given: every sector. Errors: RuleError where there is none, or (rule "unreviewed") none reviewed.
        """
        from counter_app.desk.paper.list_facts import posting
        from counter_app.desk.paper.sheet_facts import Gathering
        from counter_app.printing.papers.posting_sheet import posting_sheet

        return posting_sheet(posting(Gathering(self.store), sectors, self.now()), wide=wide)

    def left_off_posting(self, sectors: Sequence[str] = ()) -> int:
        """The number of procedures in force not posted up because nobody has reviewed them."""
        today = self.today()
        return sum(
            item.valid_on(today)
            and item.state is not ReviewState.CONFIRMED
            and (not sectors or item.sector in sectors)
            for item in self.store.catalogue.procedures()
        )

    @in_vietnamese()
    def draw_register(self, sector: str, first: date, last: date) -> bytes:
        """Sổ theo dõi hồ sơ (Mẫu 07) of a sector from ``first`` to ``last``, as PDF on A4 lying on its side.

        Its rows are those of the report "register". Errors: RuleError as the report, and for an unknown sector.
        """
        from counter_app.desk.paper.list_facts import register_head
        from counter_app.desk.paper.sheet_facts import Gathering
        from counter_app.printing.papers.register import register
        from counter_app.reports.index import compute

        officer = self.acting(Duty.REPORT)
        names = {item.key: item.name for item in self.store.catalogue.sectors()}
        if sector not in names:
            raise RuleError(
                _("Không có lĩnh vực {key}. Ghi khóa của lĩnh vực, như ho-tich.").format(
                    key=sector
                ),
                field="sector",
            )
        (table, *_rest) = compute(self.store, "register", first, last, sector=sector)
        gathering = Gathering(self.store)
        writer = gathering.name(officer.login)
        head = register_head(gathering, last, self.now(), writer=writer)
        return register(
            table, head, book=table.subtitle, period_text="", computed_at=head.issued_at
        )

    def _refusal(self, dossier: Dossier, document: str) -> str:
        """Why a paper cannot be issued now; empty when it can."""
        kind = document_kind(document)
        if kind.contents is None:
            return _(
                "Giấy này lập kèm một thao tác giải quyết. Ghi thao tác đó rồi in từ danh sách bản in."
            )
        if not kind.ready(dossier):
            return _(kind.unready)
        if kind.once and self.store.prints.last_issue(dossier.code, document) is not None:
            return _(kind.once)
        return ""

    def _body(self, dossier: Dossier, document: str, given: dict[str, Any]) -> dict[str, Any]:
        """The facts kept with the print. Errors: RuleError naming the field."""
        contents = document_kind(document).contents or ()
        body = {name: given[name] for name in contents if given.get(name)}
        for name, value in body.items():
            if isinstance(value, str):
                body[name] = clean_lines(value) if name == "note" else clean(value)
        if "wanted" in contents:
            body["wanted"] = self._wanted(dossier, body)
        if "amount" in contents:
            body["amount"] = check_amount(given.get("amount"))
            self._check_money(dossier, body)
        if "codes" in contents:
            codes = [str(code) for code in body.get("codes", ())]
            body["codes"] = list(dict.fromkeys([dossier.code, *codes]))
            for code in codes:
                self.dossier(code)
        return body

    def _check_money(self, dossier: Dossier, body: dict[str, Any]) -> None:
        """Say of a fee note whether its money changed hands: what was not taken in is only told, never receipted.

        Errors: RuleError (field "amount") for giving back, or having taken, more than the entries show.
        """
        account = Account(fee=dossier.fee, entries=self.store.fees.of_dossier(dossier.id))
        amount = body["amount"]
        if body.get("refund"):
            if amount > account.refunded:
                raise RuleError(
                    _("Mới ghi hoàn trả {refunded} đồng. Ghi hoàn phí trước rồi lập phiếu.").format(
                        refunded=thousands(account.refunded)
                    ),
                    field="amount",
                    rule="refund_over",
                )
        elif not account.collected:
            body["unpaid"] = True
        elif amount > account.collected:
            raise RuleError(
                _("Mới thu {collected} đồng. Ghi thu phí trước rồi lập phiếu.").format(
                    collected=thousands(account.collected)
                ),
                field="amount",
                rule="fee_over",
            )

    def _wanted(self, dossier: Dossier, body: dict[str, Any]) -> list[dict[str, Any]]:
        records = [WantedPaper.from_dict(item) for item in body.get("wanted", ())]
        wanted = [item for item in records if clean(item.name)] or list(self.missing(dossier.code))
        if not wanted:
            raise RuleError(
                _("Hồ sơ không thiếu giấy tờ nào. Ghi giấy tờ cần hướng dẫn, mỗi dòng một giấy."),
                field="wanted",
            )
        return [item.to_dict() for item in wanted]
