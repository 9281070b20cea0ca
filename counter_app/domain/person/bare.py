"""A person or an organisation with only a name written down."""

from __future__ import annotations

from counter_app.domain.person.party import Party, PartyKind
from counter_app.i18n import _


def bare_party(party: Party) -> str:
    """The question about somebody with only a name written down; empty where anything else is."""
    known = (party.id_no, party.old_id, party.phone, party.email, party.address, party.birth)
    if not party.name or any(known):
        return ""
    if party.kind is PartyKind.ORGANISATION:
        return _(
            "Mới có tên tổ chức, chưa có mã số, điện thoại, địa chỉ để tìm lại và báo kết quả. Hỏi thêm."
        )
    return _(
        "Mới có họ tên, chưa có số giấy tờ, điện thoại, địa chỉ, ngày sinh để tìm lại và báo kết quả. Hỏi thêm."
    )
