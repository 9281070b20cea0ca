"""The people who may take a result (Nghị định 118/2025/NĐ-CP Điều 6): applicant, owner, or somebody they authorised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier.authority_words import (
    names_identity,
    require_authority,
    require_in_force,
)
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.person.birth import surely_under
from counter_app.domain.person.id_number import year_in
from counter_app.domain.person.name import without_titles
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.person.party import Party, PartyKind, birth_of
from counter_app.domain.text import clean, exact_key, fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.law import number

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Collector, Dossier

_OLD_NUMBER, _NUMBER = 9, 12
_WHOLE_NAME = 3
"""Words that are surely a name, without a family that reads like a form of address (Ông Ích Khiêm)."""


def cleaned_collector(collector: Collector) -> Collector:
    """The same with every text in NFC on one line."""
    return replace(
        collector,
        name=clean(collector.name),
        id_no=clean(collector.id_no),
        phone=clean(collector.phone),
        authorisation=clean(collector.authorisation),
        identity_checked=clean(collector.identity_checked),
    )


def entitled(dossier: Dossier) -> tuple[Party, ...]:
    """The people who take a dossier's result without another paper."""
    return tuple(party for party in (dossier.applicant, dossier.owner) if party is not None)


def require_told(collector: Collector, day: date) -> None:
    """Requires that a cleaned collector says what every return needs.

    Without the receipt the identity must have been checked; an authorised person brings a paper that is
    told by more than its kind. Errors: RuleError naming the field.
    """
    if not collector.name:
        raise RuleError(
            _("Chưa có họ tên người nhận kết quả. Ghi họ tên theo giấy tờ tùy thân."), field="name"
        )
    if collector.authorised:
        require_authority(collector.authorisation, day)
    if collector.lost_receipt and not names_identity(collector.identity_checked):
        raise RuleError(
            _("Mất giấy hẹn: kiểm tra giấy tờ tùy thân rồi ghi loại và số giấy đã xem."),
            field="identity_checked",
        )
    require_in_force(collector.identity_checked, day, field="identity_checked")


def number_known(dossier: Dossier, party: Party) -> str:
    """The number of a card by which a dossier knows its holder: the one of nine digits where it has only that."""
    known = {number for item in entitled(dossier) for number in _numbers(item)}
    old = document_key(party.old_id)
    return party.old_id if old in known and document_key(party.id_no) not in known else party.id_no


def require_entitled(dossier: Dossier, collector: Collector, *, erased: bool = False) -> None:
    """Requires that the result may go to a cleaned collector: by name and number, or by a paper of authority.

    A form of address before a name is none of it. A number is compared where both the dossier and the collector have
    one; a name without its accents, or in another order, is enough only beside the same number. Where the names were
    ``erased`` by law, an identity paper was looked at. An organisation comes to a counter by somebody whom it sent, the
    post finds it itself. Errors: RuleError (rule "collector"): field "authorisation"
    for a stranger, "id_no" for another person of the same name.
    """
    if collector.authorised:
        return
    if erased:
        _require_looked_at(collector)
        return
    namesakes = [party for party in entitled(dossier) if _same_name(party, collector)]
    if not namesakes:
        raise RuleError(
            _(
                "{name} không phải người nộp hay chủ hồ sơ. Chọn Người được ủy quyền và ghi số, ngày của giấy ủy quyền."
            ).format(name=collector.name),
            field="authorisation",
            rule="collector",
        )
    if dossier.return_channel is Channel.DIRECT and all(map(_is_body, namesakes)):
        raise RuleError(
            _(
                "{name} là tổ chức. Ghi họ tên người đến nhận, chọn Người được ủy quyền và ghi số, ngày của giấy giới"
                " thiệu hoặc giấy ủy quyền."
            ).format(name=collector.name),
            field="authorisation",
            rule="collector",
        )
    if not any(_number_fits(party, collector) for party in namesakes):
        raise RuleError(_other_number(namesakes, collector), field="id_no", rule="collector")


def require_of_age(dossier: Dossier, collector: Collector, day: date) -> None:
    """Nobody surely under fifteen takes a result alone or for others (Bộ luật Dân sự 2015 Điều 21, Điều 138 khoản 3).

    Errors: RuleError (field "name", rule "collector").
    """
    if collector.authorised:
        births = [year_in(collector.id_no)]
    else:
        named = [party for party in entitled(dossier) if _same_name(party, collector)]
        births = [birth_of(party) for party in named if _number_fits(party, collector)]
    age = number("stands_for_others", day)
    if births and all(surely_under(birth, age, day) for birth in births):
        raise RuleError(
            _(
                "{name} chưa đủ {age} tuổi nên không tự nhận kết quả. Trả cho cha, mẹ hoặc người giám hộ: chọn Người"
                " được ủy quyền và ghi số giấy khai sinh hoặc quyết định giám hộ."
            ).format(name=collector.name, age=age),
            field="name",
            rule="collector",
        )


def _other_number(namesakes: Sequence[Party], collector: Collector) -> str:
    known = {len(number) for party in namesakes for number in _numbers(party)}
    if known == {_OLD_NUMBER} and len(document_key(collector.id_no)) == _NUMBER:
        return _(
            "Hồ sơ ghi số CMND 9 số, giấy tờ đưa ra có số 12 số. Quét thẻ căn cước hoặc ghi số CMND cũ của người nhận."
        )
    return _(
        "Số định danh khác với số ghi trên hồ sơ. Xem lại giấy tờ; hồ sơ ghi sai thì đính chính trước khi trả."
    )


def _require_looked_at(collector: Collector) -> None:
    if not names_identity(collector.identity_checked):
        raise RuleError(
            _(
                "Tên trên hồ sơ đã xóa theo yêu cầu, không so được. Chọn Mất giấy hẹn và ghi giấy tờ tùy thân đã xem."
            ),
            field="identity_checked",
            rule="collector",
        )


def _is_body(party: Party) -> bool:
    return party.kind is PartyKind.ORGANISATION


def comes_by_somebody(dossier: Dossier) -> bool:
    """True if the applicant is an organisation that fetches its result: whoever comes was sent by it."""
    return dossier.return_channel is Channel.DIRECT and _is_body(dossier.applicant)


def _same_name(party: Party, collector: Collector) -> bool:
    if _alike(party, collector, exact_key):
        return True
    if document_key(collector.id_no) not in _numbers(party):
        return False
    return any(_alike(party, collector, key) for key in (fold, _any_order))


def _any_order(name: str) -> str:
    """The words of a name without their accents, whatever comes first: "SMITH JOHN" is John Smith."""
    return " ".join(sorted(fold(name).split()))


def _alike(party: Party, collector: Collector, key: Callable[[str], str]) -> bool:
    """True if both names have a key in common, with or without a form of address, written apart or together."""
    written = {_joined(key, name) for name in without_titles(party.name, shortest=_WHOLE_NAME)}
    told = {_joined(key, name) for name in without_titles(collector.name)}
    return not written.isdisjoint(told - {""})


def _joined(key: Callable[[str], str], name: str) -> str:
    return key(name).replace(" ", "")


def _number_fits(party: Party, collector: Collector) -> bool:
    known, shown = _numbers(party), document_key(collector.id_no)
    return not known or not shown or shown in known


def _numbers(party: Party) -> set[str]:
    """The numbers that are one person's: of today's paper and of the one before, as they are searched by."""
    return {document_key(text) for text in (party.id_no, party.old_id)} - {""}
