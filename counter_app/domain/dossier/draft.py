"""The values typed into the intake form, and the rules they meet before they become a dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from counter_app.domain.dossier import facts
from counter_app.domain.dossier.dossier import Channel, Original
from counter_app.domain.dossier.facts import FACTS
from counter_app.domain.dossier.form_values import read_fact, require_known
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.limits import TimeLimit
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.person.party import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeDraft:
    """The intake form's contents; ``fee`` None asks for the computed one, ``limit`` fills a gap of the catalogue.

    ``relief`` is the ground on which the fee is waived or lowered, one of the procedure's; ``fee`` is then what it was
    before.
    ``resolver`` names the office that resolves it where that is not the procedure's own (received for another commune);
    ``territory`` why it may be received here, "province" or "nationwide" (Nghị định 309/2026/NĐ-CP, khoản 4 Điều 14).
    ``relation`` is what the applicant is to the owner (``representing.Relation``), ``authorisation`` the paper that
    proves it.
    ``proofread`` is "seen" where the citizen read name, birth, address and request and found them right.
    """

    procedure: str
    applicant: Party
    owner: Party | None = None
    authorisation: str = ""
    relation: str = ""
    content: str = ""
    papers: tuple[PaperItem, ...] | None = None
    sets: int = 1
    fee: int | None = None
    pages: int = 1
    copies: int = 1
    limit: TimeLimit | None = None
    channel: Channel = Channel.DIRECT
    return_channel: Channel = Channel.DIRECT
    return_address: str = ""
    ticket: int | None = None
    note: str = ""
    case: str = ""
    return_place: str = ""
    resolver: str = ""
    territory: str = ""
    originals: tuple[Original, ...] = ()
    agreement: str = ""
    relief: str = ""
    point: str = ""
    home_address: str = ""
    visited_by: str = ""
    taken_at: str = ""
    proofread: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the one of ``receive --from FILE.json``."""
        return facts.said(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults. Errors: RuleError naming the bad field."""
        if not isinstance(data, dict):
            raise RuleError(
                _("Mỗi hồ sơ phải là một đối tượng JSON. Xem tệp mẫu docs/samples/receive.json."),
                field="",
            )
        return cls(**{fact.name: read_fact(fact, data) for fact in FACTS})

    @classmethod
    def told(cls, data: Any) -> Self:
        """As ``from_dict``, of a form that somebody wrote. Errors: RuleError too for a name that no form has."""
        if isinstance(data, dict):
            require_known(data, ("op_id", *(fact.name for fact in FACTS)))
        return cls.from_dict(data)

    def cleaned(self) -> IntakeDraft:
        """The same with every text in NFC, free of invisible characters and stray blanks."""
        said = {fact.name: facts.cleaned(fact, getattr(self, fact.name)) for fact in FACTS}
        return replace(self, **said)


def check_address(way: int, address: str) -> None:
    """Checks that a result may go the way it is wanted (a ``Channel``). Errors: RuleError (field "return_address")."""
    if way == Channel.POSTAL and not address:
        raise RuleError(_("Trả qua bưu chính cần địa chỉ nhận kết quả."), field="return_address")


def check_draft(draft: IntakeDraft, today: date) -> None:
    """Checks that a cleaned draft may become a dossier on a day; a birth or an issue to come is none.

    Errors: RuleError for the first field that is wrong.
    """
    if not draft.procedure:
        raise RuleError(
            _("Chưa chọn thủ tục. Gõ tên, chữ cái đầu hoặc mã thủ tục."), field="procedure"
        )
    for fact in FACTS:
        facts.check(fact, getattr(draft, fact.name))
    check_address(draft.return_channel, draft.return_address)
    for where, party in (("applicant", draft.applicant), ("owner", draft.owner)):
        if party is not None:
            facts.check_days(party, where, today)
