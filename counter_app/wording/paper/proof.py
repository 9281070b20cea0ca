"""The lines a citizen reads before the paper is printed: name, birth, number, address and request, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.person.party import PartyKind
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.draft import IntakeDraft
    from counter_app.domain.person.party import Party

_ENDS = 3
"""Signs of a number that are shown at each end."""
SEEN = "seen"
"""The value of the fact ``proofread`` for a dossier whose citizen read it and found it right."""


def masked(number: str) -> str:
    """A number whose owner knows it again and nobody else learns it: ``001••••••234``."""
    hidden = len(number) - 2 * _ENDS
    if hidden <= 0:
        return "•" * len(number)
    return f"{number[:_ENDS]}{'•' * hidden}{number[-_ENDS:]}"


def proof_lines(draft: IntakeDraft, procedure: str) -> list[tuple[str, str]]:
    """Each thing to read with what it is called; what is not known is left out. ``procedure`` is its name."""
    party = draft.applicant
    lines = _party(party, "")
    if draft.owner is not None:
        lines += _party(draft.owner, _("Chủ hồ sơ"))
    lines.append((_("Thủ tục"), procedure))
    lines.append((_("Nội dung yêu cầu"), draft.content))
    return [(label, text) for label, text in lines if text]


def proof_facts(draft: IntakeDraft) -> tuple[object, ...]:
    """All that was read, in full: a form that says anything else was not read."""
    return (
        draft.procedure,
        draft.content,
        *(
            (party.name, party.birth, party.id_no, party.address) if party else None
            for party in (draft.applicant, draft.owner)
        ),
    )


def _party(party: Party, whose: str) -> list[tuple[str, str]]:
    person = party.kind is PartyKind.PERSON
    name = whose or (_("Họ và tên") if person else _("Tên tổ chức"))
    return [
        (name, party.name),
        (_("Ngày sinh"), party.birth.text() if party.birth else ""),
        (_("Số định danh") if person else _("Mã số thuế"), masked(party.id_no)),
        (_("Địa chỉ"), party.address),
    ]
