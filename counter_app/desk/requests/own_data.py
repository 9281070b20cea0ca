"""One person's data handed out: everything the office holds about them, as JSON and as a PDF to be read.

Of other citizens nothing: their part of a dossier is left out, and what the program knows of them – names, numbers,
telephones, addresses – is masked wherever it stands in a text.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from counter_app.desk.access.book import AccessBook
from counter_app.desk.desk import Desk
from counter_app.desk.reports.issue import ReportDesk
from counter_app.desk.requests.holdings import Holdings, is_person, parties_of
from counter_app.desk.requests.others import OthersMask
from counter_app.desk.requests.register import RequestRegister
from counter_app.domain.certification.books import book_name
from counter_app.domain.clock import from_utc_text, local_text
from counter_app.domain.dossier.facts import said
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.report_table import Table, TableColumn
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.values import dataclass
from counter_app.wording.access import door_text
from counter_app.wording.dossier.labels import state_label
from counter_app.wording.dossier.timeline import document_name, event_text
from counter_app.wording.paper.moments import short_date
from counter_app.wording.requests.requests import request_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counter_app.desk.requests.holdings import Held
    from counter_app.domain.certification.books import Certification
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.requests.request import DataRequest

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedData:
    """The data that goes out: the two files, and how many lines of books and enquiries bear the name and were left out.

    They may be a namesake's; whoever is sure names them.
    """

    facts: Facts
    json: bytes
    pdf: bytes
    left_out: int = 0

    @property
    def sha256(self) -> tuple[str, str]:
        """The digests of the JSON and of the PDF."""
        return hashlib.sha256(self.json).hexdigest(), hashlib.sha256(self.pdf).hexdigest()


class OwnData(Desk):
    """Gathers what is held of whoever a request is about."""

    @in_vietnamese()
    def of(
        self, request: int, *, certifications: Sequence[int] = (), followups: Sequence[int] = ()
    ) -> HandedData:
        """Everything held of the person of a request, ready to be written.

        ``certifications`` and ``followups`` are lines that bear only the name and are known to be the person's.
        Errors: RuleError: rule "void" for a request that was taken back, "nothing" where nothing is held, "duty".
        """
        self.acting(Duty.PROCESS)
        item = self.group(RequestRegister).get(request)
        if item.voided_at is not None:
            raise RuleError(
                _("Yêu cầu này đã hủy do ghi nhầm. Chọn yêu cầu khác."),
                field="request",
                rule="void",
            )
        held = self.group(Holdings).of(item.name, item.id_no, item.codes)
        facts = self._facts(item, held, set(certifications), set(followups))
        why = _("Yêu cầu số {number}").format(number=item.shown_number)
        self.group(AccessBook).exported("requests", held.dossiers, about=item.shown_number, why=why)
        facts = OthersMask(self.store, held).over(facts)
        pdf = self.group(ReportDesk).pdf(list(_tables(facts)))
        named = [*held.certifications, *(one for one in held.followups if one.dossier is None)]
        return HandedData(
            facts=facts,
            json=json.dumps(facts, ensure_ascii=False, indent=1).encode(),
            pdf=pdf,
            left_out=len(named) - len(facts["certifications"]) - len(facts["enquiries"]),
        )

    def _facts(
        self, item: DataRequest, held: Held, certifications: set[int], followups: set[int]
    ) -> Facts:
        names = self.store.officers.names()
        about = {dossier.id for dossier in held.dossiers}
        facts: Facts = {
            "office": self.settings.name,
            "request": item.shown_number,
            "made_at": local_text(self.now()),
            "person": {"name": item.name, "id_no": item.id_no},
            "dossiers": [self._dossier(dossier, held) for dossier in held.dossiers],
            "certifications": [
                {"line": one.id, "text": _line_text(one)}
                for one in held.certifications
                if one.id in certifications
            ],
            "enquiries": [
                {"at": local_text(one.at), "asked": one.asked, "answer": one.answer}
                for one in held.followups
                if one.id in followups or one.dossier in about
            ],
            "drafts": [
                {"kept_at": local_text(one.updated_at), "form": one.body} for one in held.drafts
            ],
            "requests": [request_text(one, names, self.now()) for one in held.requests],
        }
        if not any(facts[kind] for kind in ("dossiers", "certifications", "enquiries", "drafts")):
            raise RuleError(
                _("Đơn vị không giữ dữ liệu nào tìm được của người này. Xem lại số giấy tờ."),
                field="request",
                rule="nothing",
            )
        return facts

    def _dossier(self, dossier: Dossier, held: Held) -> Facts:
        own = {
            who: party.to_dict()
            for who, party in (("applicant", dossier.applicant), ("owner", dossier.owner))
            if party is not None and is_person(party, held.id_no, held.name)
        }
        told = {
            name: value
            for name, value in said(dossier).items()
            if name not in ("applicant", "owner") and value not in ("", None, [])
        }
        return {
            "code": dossier.code,
            "official_code": dossier.official_code,
            "procedure": dossier.procedure_name,
            "state": state_label(dossier.state).text,
            "received_at": local_text(dossier.received_at),
            "others": len(parties_of(dossier)) - len(own),
            **own,
            "said": told,
            "events": list(self._events(dossier)),
            "given_to": list(self._given_to(dossier)),
            "seen_by": list(self._seen_by(dossier)),
        }

    def _seen_by(self, dossier: Dossier) -> Iterator[Facts]:
        """The people who looked, as the access book tells; it leaves out their searches and the others on a list."""
        names = self.store.officers.names()
        for line in self.store.access.about({dossier.id: dossier.code}):
            officer = names.get(line.look.officer, line.look.officer)
            yield _given(officer, line.look.at, door_text(line.look.door))

    def _events(self, dossier: Dossier) -> Iterator[Facts]:
        names = self.store.officers.names()
        for entry, payload in self.store.journal.of(dossier.code):
            yield {
                "at": local_text(from_utc_text(entry.at_utc)),
                "officer": names.get(entry.actor, entry.actor),
                "text": event_text(entry.kind, payload, names),
            }

    def _given_to(self, dossier: Dossier) -> Iterator[Facts]:
        """The receivers besides the officers of the counter: offices, batches for the superior, paper that went out."""
        for leg in self.store.handover.legs(dossier.id):
            if leg.taker.office:
                yield _given(leg.taker.office, leg.given_at, _("bàn giao hồ sơ giấy"))
        entries = [entry.seq for entry, _said in self.store.journal.of(dossier.code)]
        for batch in self.store.closings.batches(most=100_000):
            if entries and batch.from_seq <= entries[-1] and batch.to_seq >= entries[0]:
                yield _given(self.settings.superior_name, batch.written_at, batch.name)
        for job in self.store.prints.of(dossier.code):
            if job.state == "handed_over":
                yield _given(_("công dân"), job.state_at, document_name(job.document))


def _line_text(item: Certification) -> str:
    """A line of a book: number, day, what was certified, the note."""
    numbered = f"{book_name(item.book)} {item.number}, {short_date(item.at.date())}"
    return ". ".join(filter(None, (numbered, item.document.title, item.note)))


def _given(to: str, at: Any, what: str) -> Facts:
    return {"to": to, "at": local_text(at), "what": what}


def _tables(facts: Facts) -> Iterator[Table]:
    """The same as tables that a person reads."""
    person = facts["person"]
    whose = _("Yêu cầu số {number}. Dữ liệu của {name}, số giấy tờ {id_no}").format(
        number=facts["request"], name=person["name"], id_no=person["id_no"] or "…"
    )
    for dossier in facts["dossiers"]:
        about = f"{whose}. {dossier['code']}: {dossier['procedure']}"
        yield _table("ho-so", _("Hồ sơ"), about, (_("Nội dung"), _("Dữ liệu")), _said_rows(dossier))
        events = [(one["at"], one["officer"], one["text"]) for one in dossier["events"]]
        heads = (_("Lúc"), _("Người thực hiện"), _("Nội dung"))
        yield _table("dien-bien", _("Diễn biến"), about, heads, events)
        given = [(one["at"], one["to"], one["what"]) for one in dossier["given_to"]]
        heads = (_("Lúc"), _("Đã chuyển cho"), _("Nội dung"))
        yield _table("da-chuyen", _("Đã cung cấp cho"), about, heads, given)
        seen = [(one["at"], one["to"], one["what"]) for one in dossier["seen_by"]]
        heads = (_("Lúc"), _("Người xem"), _("Cách xem"))
        yield _table("da-xem", _("Người đã xem"), about, heads, seen)
    rest = [
        *((_("Số chứng thực"), one["text"]) for one in facts["certifications"]),
        *(
            (_("Lần hỏi"), f"{one['at']} {one['asked']} {one['answer']}")
            for one in facts["enquiries"]
        ),
        *((_("Tờ khai nháp"), _flat(one["form"])) for one in facts["drafts"]),
        *((_("Yêu cầu"), one) for one in facts["requests"]),
    ]
    if rest:
        yield _table("khac", _("Dữ liệu khác"), whose, (_("Loại"), _("Nội dung")), rest)


def _said_rows(dossier: Facts) -> list[tuple[str, ...]]:
    from counter_app.wording.dossier.changes import field_name

    rows = [(_("Trạng thái"), dossier["state"]), (_("Nhận lúc"), dossier["received_at"])]
    for who in ("applicant", "owner"):
        if who in dossier:
            rows.append((field_name(who), _flat(dossier[who])))
    if dossier["others"]:
        rows.append((_("Người khác"), _("Không nêu ở đây.")))
    return [*rows, *((field_name(name), _flat(value)) for name, value in dossier["said"].items())]


def _flat(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "; ".join(filter(None, (_flat(part) for part in value.values())))
    if isinstance(value, list | tuple):
        return "; ".join(map(_flat, value))
    return "" if value is None else str(value)


def _table(
    name: str, title: str, subtitle: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> Table:
    widths = (1.2, 4.0) if len(heads) == 2 else (1.2, 1.6, 4.0)
    columns = tuple(
        TableColumn(title=head, width=width) for head, width in zip(heads, widths, strict=True)
    )
    return Table(
        name=name,
        title=title,
        subtitle=subtitle,
        columns=columns,
        rows=tuple(rows),
        landscape=False,
    )
