"""The paper somebody names themselves by, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.person.documents import Document
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.person.party import Party


def document_name(document: Document) -> str:
    """The name people use."""
    return {
        Document.CARD: _("Căn cước, số định danh"),
        Document.PASSPORT: _("Hộ chiếu"),
        Document.BIRTH: _("Giấy khai sinh"),
        Document.TAX: _("Mã số thuế"),
        Document.NONE: _("Không có"),
    }[document]


def document_label(document: Document) -> str:
    """The label over the number."""
    return {
        Document.CARD: _("Số định danh cá nhân"),
        Document.PASSPORT: _("Số hộ chiếu"),
        Document.BIRTH: _("Số giấy khai sinh"),
        Document.TAX: _("Mã số thuế, mã số doanh nghiệp"),
        Document.NONE: _("Số giấy tờ"),
    }[document]


def numbered(party: Party) -> str:
    """The number as a paper tells it: that it is no personal number stands behind it."""
    if party.document in {Document.CARD, Document.TAX} or not party.id_no:
        return party.id_no
    about = [document_name(party.document).lower(), party.nationality]
    return f"{party.id_no} ({', '.join(part for part in about if part)})"
