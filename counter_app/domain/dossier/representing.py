"""For whom somebody stands at the counter: a child, a ward, an organisation, or whoever gave authority.

Bộ luật Dân sự 91/2015/QH13 Điều 21: whoever is under eighteen is a minor; Điều 134–138: parents and guardians
represent by law, an organisation is represented by its legal representative or whom it sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.person.party import Party, PartyKind
from counter_app.i18n import _, mark

OF_AGE = 18


class Relation(StrEnum):
    """What the applicant is to the owner."""

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
_OF_MINORS = frozenset({Relation.PARENT, Relation.GUARDIAN})


def is_minor(party: Party, day: date) -> bool:
    """Whether a person is surely under eighteen on ``day``; of a birth known in part the earliest day counts."""
    if party.kind is not PartyKind.PERSON or party.birth is None:
        return False
    born = party.birth.earliest()
    birthday = (born.month, born.day) <= (day.month, day.day)
    return day.year - born.year - (0 if birthday else 1) < OF_AGE


def representation_warnings(draft: IntakeDraft, day: date) -> list[str]:
    """What is to be asked about whom the applicant stands for; never a refusal."""
    applicant, owner = draft.applicant, draft.owner
    if owner is None:
        if not is_minor(applicant, day):
            return []
        return [
            _(
                "Người nộp chưa đủ 18 tuổi. Ghi cha, mẹ hoặc người giám hộ là người nộp, người này là chủ hồ sơ."
            )
        ]
    found = []
    if is_minor(applicant, day):
        found.append(_("Người nộp chưa đủ 18 tuổi. Kiểm tra ai được nộp thay cho chủ hồ sơ."))
    if is_minor(owner, day) and draft.relation not in _OF_MINORS:
        found.append(
            _(
                "Chủ hồ sơ chưa đủ 18 tuổi. Ghi người nộp là cha, mẹ hoặc người giám hộ, kèm giấy tờ."
            )
        )
    elif not draft.relation and not draft.authorisation:
        found.append(
            _("Người nộp không phải chủ hồ sơ. Ghi quan hệ với chủ hồ sơ và giấy tờ chứng minh.")
        )
    if draft.relation and not draft.authorisation:
        found.append(_("Chưa ghi giấy tờ chứng minh người nộp được thay mặt chủ hồ sơ."))
    return found
