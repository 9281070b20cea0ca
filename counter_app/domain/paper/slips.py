"""The content of a slip to the citizen: the missing papers, the reasons, and where to get each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from counter_app.domain.dossier.moves import Act
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

WANTED_CEILING = 100
COPIES_CEILING = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPaper:
    """A paper the citizen still has to bring; ``where`` says where it is got, ``what`` what has to be mended."""

    name: str
    where: str = ""
    copies: int = 1
    what: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {"name": self.name, "where": self.where, "copies": self.copies, "what": self.what}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults. Errors: KeyError, ValueError."""
        return cls(
            name=str(data["name"]),
            where=str(data.get("where", "")),
            copies=int(data.get("copies", 1)),
            what=str(data.get("what", "")),
        )


def cleaned_wanted(wanted: Sequence[WantedPaper]) -> tuple[WantedPaper, ...]:
    """The list in NFC, without empty lines.

    Errors: RuleError (field "wanted") for a wrong number of copies, or more papers than a slip lists.
    """
    kept = tuple(
        replace(item, name=clean(item.name), where=clean(item.where), what=clean(item.what))
        for item in wanted
        if clean(item.name)
    )
    if len(kept) > WANTED_CEILING:
        raise RuleError(
            _(
                "Một phiếu ghi nhiều nhất {most} giấy tờ. Ghi các giấy cùng loại trên một dòng."
            ).format(most=WANTED_CEILING),
            field="wanted",
        )
    if any(not 1 <= item.copies <= COPIES_CEILING for item in kept):
        raise RuleError(
            _("Mỗi giấy cần từ 1 đến {most} bản. Gõ lại số bản.").format(most=COPIES_CEILING),
            field="wanted",
        )
    return kept


def require_listed(act: Act, wanted: Sequence[WantedPaper]) -> None:
    """Errors: RuleError (field and rule "wanted") when a request for more at the counter names nothing to bring.

    The slip lists everything at once (Nghị định 118/2025/NĐ-CP Điều 17).
    """
    if act is Act.SUPPLEMENT and not wanted:
        raise RuleError(
            _("Chưa ghi giấy tờ còn thiếu hoặc cần sửa. Chọn ít nhất một giấy tờ."),
            field="wanted",
            rule="wanted",
        )
