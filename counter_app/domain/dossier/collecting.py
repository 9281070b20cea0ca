"""Who may take a result (Nghị định 118/2025/NĐ-CP Điều 6): the applicant, the owner, or somebody they authorised."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.dossier.dossier import Collector, Dossier
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.person.party import Party
from counter_app.domain.text import clean, exact_key, fold
from counter_app.errors import RuleError
from counter_app.i18n import _

_BARE = frozenset({"co", "giay", "hop", "dong", "van", "ban", "uy", "quyen", "x"})
"""Words that say only that there is a paper of authority, not which."""


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
    """Who takes a dossier's result without another paper."""
    return tuple(party for party in (dossier.applicant, dossier.owner) if party is not None)


def require_told(collector: Collector) -> None:
    """Whether a cleaned collector says what every return needs.

    Without the receipt the identity must have been checked; an authorised person brings a paper that is
    told by more than its kind. Errors: RuleError naming the field.
    """
    if not collector.name:
        raise RuleError(
            _("Chưa có họ tên người nhận kết quả. Ghi họ tên theo giấy tờ tùy thân."), field="name"
        )
    if collector.authorised and not set(fold(collector.authorisation).split()) - _BARE:
        raise RuleError(
            _("Người được ủy quyền phải có giấy ủy quyền. Ghi số, ngày của giấy."),
            field="authorisation",
        )
    if collector.lost_receipt and not collector.identity_checked:
        raise RuleError(
            _("Mất giấy hẹn: kiểm tra giấy tờ tùy thân rồi ghi loại và số giấy đã xem."),
            field="identity_checked",
        )


def require_entitled(dossier: Dossier, collector: Collector, *, erased: bool = False) -> None:
    """Whether the result may go to a cleaned collector: by name and number, or by a paper of authority.

    A number is compared where both the dossier and the collector have one; a name without its accents is enough only
    beside the same number. Where the names were ``erased`` by law, an identity paper was looked at. Errors: RuleError
    (rule "collector"): field "authorisation" for a stranger, "id_no" for another person of the same name.
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
    if not any(_number_fits(party, collector) for party in namesakes):
        raise RuleError(
            _(
                "Số định danh khác với số ghi trên hồ sơ. Xem lại giấy tờ; hồ sơ ghi sai thì đính chính trước khi trả."
            ),
            field="id_no",
            rule="collector",
        )


def _require_looked_at(collector: Collector) -> None:
    if not collector.identity_checked:
        raise RuleError(
            _(
                "Tên trên hồ sơ đã xóa theo yêu cầu, không so được. Chọn Mất giấy hẹn và ghi giấy tờ tùy thân đã xem."
            ),
            field="identity_checked",
            rule="collector",
        )


def _same_name(party: Party, collector: Collector) -> bool:
    if exact_key(party.name) == exact_key(collector.name):
        return True
    return document_key(collector.id_no) in _numbers(party) and _folds_alike(party, collector)


def _folds_alike(party: Party, collector: Collector) -> bool:
    return fold(party.name) == fold(collector.name)


def _number_fits(party: Party, collector: Collector) -> bool:
    known, shown = _numbers(party), document_key(collector.id_no)
    return not known or not shown or shown in known


def _numbers(party: Party) -> set[str]:
    """The numbers that are one person's: of today's paper and of the one before, as they are searched by."""
    return {document_key(text) for text in (party.id_no, party.old_id)} - {""}
