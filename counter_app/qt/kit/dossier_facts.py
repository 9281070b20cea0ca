"""The known facts of a dossier, as names and values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Channel, Collector, Dossier, Outcome
from counter_app.domain.dossier.representing import RELATIONS
from counter_app.domain.person.party import Party, Sex
from counter_app.i18n import _
from counter_app.wording.dossier.changes import territory_words
from counter_app.wording.dossier.labels import channel_label, paper_kind_label
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.documents import document_label, numbered
from counter_app.wording.paper.moments import due_text, phone_text, short_date
from counter_app.wording.promise.due import promised_limit_text


def party_text(party: Party) -> str:
    """A person or an organisation in a few lines."""
    about = [party.name]
    if party.birth:
        about.append(_("sinh {birth}").format(birth=party.birth.text()))
    if party.sex:
        about.append(_("nam") if party.sex is Sex.MALE else _("nữ"))
    numbers = [
        f"{document_label(party.document)} {numbered(party)}" if party.id_no else "",
        _("điện thoại {number}").format(
            number=phone_text(party.phone).replace(" ", "\N{NO-BREAK SPACE}")
        )
        if party.phone
        else "",
        party.email,
    ]
    lines = [", ".join(about), " · ".join(part for part in numbers if part), party.address]
    return "\n".join(line for line in lines if line)


def dossier_facts(
    dossier: Dossier, names: Mapping[str, str], sectors: Mapping[str, str]
) -> dict[str, str]:
    """Title → value, in the order of the page; empty values are not shown."""
    return {
        _("Thủ tục"): f"{dossier.procedure_name}\n{dossier.procedure_code} · "
        f"{sectors.get(dossier.sector, dossier.sector)}",
        _("Người nộp"): party_text(dossier.applicant),
        _("Chủ hồ sơ"): party_text(dossier.owner) if dossier.owner else "",
        _("Người nộp là"): _(RELATIONS[dossier.relation]) if dossier.relation else "",
        _("Giấy ủy quyền"): dossier.authorisation,
        _("Phạm vi tiếp nhận"): territory_words(dossier.territory),
        _("Nội dung"): dossier.content,
        _("Số bộ hồ sơ"): str(dossier.sets),
        _("Phí, lệ phí"): _fee(dossier),
        (_("Thời gian nhận") if dossier.accepted else _("Thời gian nộp")): _(
            "{moment} ({channel})"
        ).format(
            moment=due_text(dossier.received_at),
            channel=dossier.point or channel_label(dossier.channel).text.lower(),
        ),
        _("Đến nhận tại"): _visit(dossier, names),
        _("Nộp lần đầu"): _first_time(dossier),
        _("Hạn bổ sung"): short_date(dossier.supplement_until) if dossier.supplement_until else "",
        _("Người tiếp nhận"): names.get(dossier.receiver, dossier.receiver),
        _("Người giải quyết"): names.get(dossier.handler, dossier.handler),
        _("Trả kết quả"): _return_way(dossier),
        _("Vào sổ theo dõi"): _("Quyển {book}, số {number}").format(
            book=_book(dossier, sectors), number=dossier.book_no
        )
        if dossier.accepted
        else "",
        _("Kết quả"): result_text(dossier),
        _("Lý do chậm"): dossier.late_reason,
        _("Người nhận kết quả"): collector_text(dossier.collector) if dossier.collector else "",
        _("Nơi trả kết quả"): dossier.returned_point,
        _("Hồ sơ đúng"): dossier.right_code,
        _("Ghi chú"): dossier.note,
    }


def _first_time(dossier: Dossier) -> str:
    """The moment it was handed in, where it was accepted only later."""
    first = dossier.submitted_at
    later = dossier.accepted and first is not None and first != dossier.received_at
    return due_text(first) if later and first is not None else ""


def result_text(dossier: Dossier) -> str:
    """The result's number and what is known of its paper."""
    facts = dossier.result_facts
    if facts is None:
        return dossier.result
    signed = short_date(date.fromisoformat(facts.signed_on)) if facts.signed_on else ""
    parts = [
        _("Từ chối giải quyết") if facts.outcome is Outcome.REFUSED else "",
        dossier.result,
        _("ký ngày {day}").format(day=signed) if signed else "",
        facts.signer,
        facts.agency,
    ]
    return "\n".join(text for text in (facts.abstract, " · ".join(p for p in parts if p)) if text)


def paper_text(paper: PaperItem) -> str:
    """``Tờ khai: 2 bản sao``; what was only shown is counted nowhere: ``Hộ chiếu (xuất trình)``."""
    if paper.kind is PaperKind.SHOW:
        return _("{name} (xuất trình)").format(name=paper.name)
    return _("{name}: {quantity} {kind}").format(
        quantity=paper.quantity, kind=paper_kind_label(paper.kind).text.lower(), name=paper.name
    )


def collector_text(collector: Collector) -> str:
    """The person who took the result, and the right to it."""
    parts = [collector.name, collector.id_no, collector.phone]
    if collector.authorised:
        parts.append(_("theo ủy quyền: {paper}").format(paper=collector.authorisation))
    if collector.lost_receipt:
        parts.append(_("mất giấy hẹn, đã xem {paper}").format(paper=collector.identity_checked))
    return " · ".join(part for part in parts if part)


def _fee(dossier: Dossier) -> str:
    if dossier.fee is None:
        return _("chưa nhập")
    return _("không thu") if dossier.fee == 0 else money(dossier.fee)


def _visit(dossier: Dossier, names: Mapping[str, str]) -> str:
    """The home it was taken at, and the officer who went there."""
    if not dossier.visited_by:
        return ""
    address = dossier.home_address or dossier.applicant.address
    return " · ".join(filter(None, [address, names.get(dossier.visited_by, dossier.visited_by)]))


def _return_way(dossier: Dossier) -> str:
    way = channel_label(dossier.return_channel).text
    return f"{way}: {dossier.return_address}" if dossier.return_channel is Channel.POSTAL else way


def _book(dossier: Dossier, sectors: Mapping[str, str]) -> str:
    sector, _slash, year = dossier.book.partition("/")
    return f"{sectors.get(sector, sector)} {year}"


def limit_fact(dossier: Dossier) -> str:
    """The frozen time limit in words."""
    return promised_limit_text(dossier)
