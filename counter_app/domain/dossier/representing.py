"""The person somebody stands for at the counter: a child, a ward, an organisation, or whoever gave authority.

Bộ luật Dân sự 91/2015/QH13 Điều 21: whoever is under eighteen is a minor; Điều 134–138: parents and guardians
represent by law, an organisation is represented by its legal representative or by the person it sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.domain.person.birth import surely_of_age, surely_under, years_old
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.person.party import Party, PartyKind, birth_of
from counter_app.domain.text import exact_key
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.law import number

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.dossier.draft import IntakeDraft


class Relation(StrEnum):
    """The relations of the applicant to the owner."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    LEGAL = "legal"
    AGENT = "agent"
    AUTHORISED = "authorised"


RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        Relation.PARENT: mark("cha, mẹ"),
        Relation.GUARDIAN: mark("người giám hộ"),
        Relation.LEGAL: mark("người đại diện theo pháp luật"),
        Relation.AGENT: mark("người được tổ chức cử"),
        Relation.AUTHORISED: mark("người được ủy quyền"),
    }
)
"""As papers and screens name them."""
_OLDEST = 110
"""Years; older people are known by name all over the country."""
_YOUNGEST_PARENT = 12
"""Years at the birth of a child; whoever was younger is somebody else."""
_OF_MINORS = frozenset({Relation.PARENT, Relation.GUARDIAN})


def is_minor(party: Party, day: date) -> bool:
    """True if a person is surely under eighteen on ``day``."""
    return surely_under(birth_of(party), number("of_age", day), day)


def may_be_minor(party: Party, day: date) -> bool:
    """True if a person whose birth is known in part may be under eighteen on ``day``, or over it."""
    birth = birth_of(party)
    if birth is None:
        return False
    return years_old(birth.latest(), day) < number("of_age", day) and not is_minor(party, day)


def require_standing(standing: IntakeDraft | Dossier, day: date) -> None:
    """Requires that the law lets the applicant hand in what is to be accepted; what is only usual is a warning.

    Under six nobody acts, under fifteen nobody for others, and authority is shown by its paper (Bộ luật Dân sự 2015
    Điều 21 khoản 2, Điều 138 khoản 3; Nghị định 118/2025/NĐ-CP Điều 6). Errors: RuleError (rule "standing").
    """
    birth, owner = birth_of(standing.applicant), standing.owner
    other = owner is not None and not _same(standing.applicant, owner)
    alone, for_others = number("acts_at_all", day), number("stands_for_others", day)
    if surely_under(birth, alone, day):
        raise _too_young(
            _(
                "Người nộp chưa đủ {age} tuổi nên không tự nộp được. Ghi cha, mẹ hoặc người giám hộ là người nộp, trẻ"
                " là chủ hồ sơ."
            ).format(age=alone)
        )
    if other and surely_under(birth, for_others, day):
        raise _too_young(
            _(
                "Người nộp chưa đủ {age} tuổi nên không nộp thay người khác được. Chủ hồ sơ tự nộp hoặc ủy quyền cho"
                " người từ đủ {age} tuổi."
            ).format(age=for_others)
        )
    if standing.relation != Relation.AUTHORISED:
        return
    from counter_app.domain.dossier.authority_words import require_authority

    require_authority(standing.authorisation, day, rule="standing")


def _too_young(text: str) -> RuleError:
    return RuleError(text, field="applicant.birth", rule="standing")


def _aged(applicant: Party, day: date) -> list[str]:
    """Nobody of such an age comes to a counter: a digit of the year is wrong."""
    birth = birth_of(applicant)
    years = years_old(birth.latest(), day) if birth is not None else 0
    if birth is None or years <= _OLDEST:
        return []
    text = _("Người nộp sinh năm {year}, đến nay {age} tuổi. Xem lại ngày sinh.")
    return [text.format(year=birth.year, age=years)]


def representation_warnings(draft: IntakeDraft, day: date) -> list[str]:
    """The questions to ask about the person the applicant stands for; never a refusal."""
    applicant, owner = draft.applicant, draft.owner
    shown = _is_shown(draft.authorisation)
    found = [
        _uncertain(party) for party in (applicant, owner) if party and may_be_minor(party, day)
    ]
    found += [*_aged(applicant, day), *_far(draft), *_spared(draft, day)]
    if owner is None:
        return [*found, *_alone(draft, day)]
    if _same(applicant, owner):
        return [*found, _("Chủ hồ sơ chính là người nộp. Để trống phần chủ hồ sơ.")]
    if is_minor(applicant, day):
        found.append(_("Người nộp chưa đủ 18 tuổi. Kiểm tra ai được nộp thay cho chủ hồ sơ."))
    if is_minor(owner, day) and draft.relation not in _OF_MINORS:
        found.append(
            _(
                "Chủ hồ sơ chưa đủ 18 tuổi. Ghi người nộp là cha, mẹ hoặc người giám hộ, kèm giấy tờ."
            )
        )
    elif not draft.relation and not shown:
        found.append(
            _("Người nộp không phải chủ hồ sơ. Ghi quan hệ với chủ hồ sơ và giấy tờ chứng minh.")
        )
    if not _fits(draft.relation, applicant, owner):
        found.append(
            _("“{relation}” không hợp với người nộp và chủ hồ sơ này. Chọn lại quan hệ.").format(
                relation=_(RELATIONS[draft.relation])
            )
        )
    elif draft.relation == Relation.PARENT and _surely_of_age(owner, day):
        found.append(
            _(
                "Chủ hồ sơ đã đủ 18 tuổi, cha, mẹ không đại diện theo pháp luật nữa. Chọn người được ủy quyền và ghi"
                " số, ngày của giấy."
            )
        )
    if draft.relation and not shown:
        found.append(_("Chưa ghi giấy tờ chứng minh người nộp được thay mặt chủ hồ sơ."))
    return found


def _far(draft: IntakeDraft) -> list[str]:
    """The questions to ask where a dossier may be for another office."""
    if not draft.territory or draft.resolver:
        return []
    # For another office the time begins there (Nghị định 309/2026/NĐ-CP Điều 8 khoản 3), here it begins at once.
    return [
        _(
            "Tiếp nhận không phụ thuộc địa giới mà chưa ghi nơi giải quyết: thời hạn tính ngay. Cơ quan khác giải"
            " quyết thì chọn nơi giải quyết."
        )
    ]


def _spared(draft: IntakeDraft, day: date) -> list[str]:
    """The questions about the ground on which the fee is waived."""
    if not draft.relief:
        return []
    # Most pay: their form loads nothing about it.
    from counter_app.domain.dossier.relief_fit import relief_doubt

    doubt = relief_doubt(draft.relief, (draft.applicant, draft.owner), draft.channel, day)
    return [doubt] if doubt else []


def _is_shown(authorisation: str) -> bool:
    """True if a paper is named by which one stands for another."""
    if not authorisation:
        return False
    # Most people stand for themselves: their form loads no words about it.
    from counter_app.domain.dossier.authority_words import names_authority

    return names_authority(authorisation)


def _alone(draft: IntakeDraft, day: date) -> list[str]:
    """The questions to ask where the applicant is said to stand for nobody."""
    if is_minor(draft.applicant, day):
        return [
            _(
                "Người nộp chưa đủ 18 tuổi. Ghi cha, mẹ hoặc người giám hộ là người nộp, người này là chủ hồ sơ."
            )
        ]
    if draft.relation or draft.authorisation:
        return [_("Đã ghi người nộp thay mặt người khác mà chưa ghi chủ hồ sơ. Ghi chủ hồ sơ.")]
    return []


def _uncertain(party: Party) -> str:
    birth = known.text() if (known := birth_of(party)) else ""
    return _("{name} sinh {birth}, chưa rõ đã đủ 18 tuổi. Hỏi ngày, tháng sinh.").format(
        name=party.name, birth=birth
    )


def _same(applicant: Party, owner: Party) -> bool:
    """True if both are one: of the same name, and no two numbers tell them apart."""
    numbers = {document_key(applicant.id_no), document_key(owner.id_no)} - {""}
    alike = exact_key(applicant.name) == exact_key(owner.name)
    return alike and applicant.kind is owner.kind and len(numbers) < 2


def _fits(relation: str, applicant: Party, owner: Party) -> bool:
    """True if a relation can be: parents and guardians of persons, those an organisation sends of organisations."""
    if relation == Relation.PARENT and applicant.kind is PartyKind.ORGANISATION:
        return False
    if relation in _OF_MINORS:
        return owner.kind is PartyKind.PERSON and not _born_later(applicant, owner, relation)
    return relation != Relation.AGENT or owner.kind is PartyKind.ORGANISATION


def _surely_of_age(party: Party, day: date) -> bool:
    """True if a person is surely eighteen on ``day`` (Bộ luật Dân sự 2015 Điều 136: parents stand for minors)."""
    return surely_of_age(birth_of(party), number("of_age", day), day)


def _born_later(applicant: Party, owner: Party, relation: str) -> bool:
    if relation != Relation.PARENT or applicant.birth is None or owner.birth is None:
        return False
    return years_old(applicant.birth.earliest(), owner.birth.latest()) < _YOUNGEST_PARENT
