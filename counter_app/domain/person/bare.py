"""A person of whom nothing but the name is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.person.party import Party


def bare_party(party: Party) -> str:
    """What to ask somebody of whom nothing but the name is written down; empty where anything else is."""
    known = (party.id_no, party.old_id, party.phone, party.email, party.address, party.birth)
    if not party.name or any(known):
        return ""
    return _(
        "Mới có họ tên, chưa có số giấy tờ, điện thoại, địa chỉ, ngày sinh để tìm lại và báo kết quả. Hỏi thêm."
    )
