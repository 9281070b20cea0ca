"""What is typed into the intake form, and what must be there before it becomes a dossier."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from counter_app.domain.catalogue import PaperItem
from counter_app.domain.dossier import Channel, Original
from counter_app.domain.limits import TimeLimit, parse_limit
from counter_app.domain.person import Birth, Party, parse_birth
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _

NAME_LENGTH = 300
CONTENT_LENGTH = 2_000
SETS_CEILING = 99
FEE_CEILING = 1_000_000_000
PAGES_CEILING = 10_000
COPIES_CEILING = 1_000
PAPERS_CEILING = 200

_PARTY_TEXTS = ("name", "id_no", "phone", "email", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeDraft:
    """The intake form's contents; ``fee`` None asks for the computed one, ``limit`` fills a gap of the catalogue.

    ``resolver`` names the office that resolves it where that is not the procedure's own (received for another commune).
    """

    procedure: str
    applicant: Party
    owner: Party | None = None
    authorisation: str = ""
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
    originals: tuple[Original, ...] = ()
    agreement: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the one of ``receive --from FILE.json``."""
        return {
            "procedure": self.procedure,
            "applicant": self.applicant.to_dict(),
            "owner": self.owner.to_dict() if self.owner else None,
            "authorisation": self.authorisation,
            "content": self.content,
            "papers": None if self.papers is None else [paper.to_dict() for paper in self.papers],
            "sets": self.sets,
            "fee": self.fee,
            "pages": self.pages,
            "copies": self.copies,
            "limit": self.limit.to_dict() if self.limit else None,
            "channel": self.channel.name.lower(),
            "return_channel": self.return_channel.name.lower(),
            "return_address": self.return_address,
            "ticket": self.ticket,
            "note": self.note,
            "case": self.case,
            "return_place": self.return_place,
            "resolver": self.resolver,
            "originals": [asdict(original) for original in self.originals],
            "agreement": self.agreement,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults. Errors: RuleError naming the bad field."""
        if not isinstance(data, dict):
            raise RuleError(_("Mỗi hồ sơ phải là một đối tượng JSON."), field="")
        return cls(
            procedure=str(data.get("procedure") or ""),
            applicant=_party(data.get("applicant"), "applicant"),
            owner=_party(data["owner"], "owner") if data.get("owner") else None,
            authorisation=str(data.get("authorisation") or ""),
            content=str(data.get("content") or ""),
            papers=_papers(data.get("papers")),
            sets=_whole(data.get("sets", 1), "sets"),
            fee=None if data.get("fee") is None else _whole(data["fee"], "fee"),
            pages=_whole(data.get("pages", 1), "pages"),
            copies=_whole(data.get("copies", 1), "copies"),
            limit=_limit(data["limit"]) if data.get("limit") else None,
            channel=_channel(data.get("channel", "direct"), "channel"),
            return_channel=_channel(data.get("return_channel", "direct"), "return_channel"),
            return_address=str(data.get("return_address") or ""),
            ticket=None if data.get("ticket") is None else _whole(data["ticket"], "ticket"),
            note=str(data.get("note") or ""),
            case=str(data.get("case") or ""),
            return_place=str(data.get("return_place") or ""),
            resolver=str(data.get("resolver") or ""),
            originals=originals_from(data.get("originals")),
            agreement=str(data.get("agreement") or ""),
        )

    def cleaned(self) -> IntakeDraft:
        """The same with every text in NFC, free of invisible characters and stray blanks."""
        return replace(
            self,
            procedure=clean(self.procedure),
            applicant=self.applicant.cleaned(),
            owner=self.owner.cleaned() if self.owner else None,
            authorisation=clean(self.authorisation),
            content=clean_lines(self.content),
            papers=None
            if self.papers is None
            else tuple(
                replace(paper, name=clean(paper.name)) for paper in self.papers if clean(paper.name)
            ),
            return_address=clean(self.return_address),
            note=clean_lines(self.note),
            case=clean(self.case),
            return_place=clean(self.return_place),
            agreement=clean(self.agreement),
            resolver=clean(self.resolver),
            originals=tuple(
                replace(item, name=clean(item.name)) for item in self.originals if clean(item.name)
            ),
        )


def check_draft(draft: IntakeDraft) -> None:
    """Whether a cleaned draft may become a dossier. Errors: RuleError for the first field that is wrong."""
    if not draft.procedure:
        raise RuleError(
            _("Chưa chọn thủ tục. Gõ tên, chữ cái đầu hoặc mã thủ tục."), field="procedure"
        )
    check_party(draft.applicant, "applicant")
    if draft.owner is not None:
        check_party(draft.owner, "owner")
    _check_lengths(
        draft,
        (
            "content",
            "note",
            "authorisation",
            "return_address",
            "return_place",
            "agreement",
            "resolver",
        ),
    )
    _check_amounts(draft)
    if draft.return_channel is Channel.POSTAL and not draft.return_address:
        raise RuleError(_("Trả qua bưu chính cần địa chỉ nhận kết quả."), field="return_address")


def _check_lengths(draft: IntakeDraft, names: tuple[str, ...]) -> None:
    for name in names:
        if len(getattr(draft, name)) > CONTENT_LENGTH:
            raise RuleError(
                _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=CONTENT_LENGTH),
                field=name,
            )


def _check_amounts(draft: IntakeDraft) -> None:
    if not 1 <= draft.sets <= SETS_CEILING:
        raise RuleError(
            _("Số bộ hồ sơ phải từ 1 đến {most}.").format(most=SETS_CEILING), field="sets"
        )
    if draft.fee is not None and not 0 <= draft.fee <= FEE_CEILING:
        raise RuleError(_("Số tiền không hợp lệ. Gõ lại số tiền bằng chữ số."), field="fee")
    if not 1 <= draft.pages <= PAGES_CEILING:
        raise RuleError(
            _("Số trang phải từ 1 đến {most}.").format(most=PAGES_CEILING), field="pages"
        )
    if not 1 <= draft.copies <= COPIES_CEILING:
        raise RuleError(
            _("Số bản phải từ 1 đến {most}.").format(most=COPIES_CEILING), field="copies"
        )
    papers = draft.papers or ()
    if len(papers) > PAPERS_CEILING or not all(0 <= p.quantity <= PAGES_CEILING for p in papers):
        raise RuleError(_("Số lượng giấy tờ không hợp lý. Kiểm tra lại danh sách."), field="papers")


def check_party(party: Party, where: str) -> None:
    """Whether a cleaned person or organisation can stand on paper. Errors: RuleError (field ``where``…)."""
    if not party.name:
        who = _("người nộp") if where == "applicant" else _("chủ hồ sơ")
        raise RuleError(_("Chưa có họ tên {who}.").format(who=who), field=f"{where}.name")
    if len(party.name) > NAME_LENGTH:
        raise RuleError(
            _("Họ tên dài quá {most} ký tự. Kiểm tra lại ô họ tên.").format(most=NAME_LENGTH),
            field=f"{where}.name",
        )
    if any(len(getattr(party, name)) > CONTENT_LENGTH for name in _PARTY_TEXTS):
        raise RuleError(
            _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=CONTENT_LENGTH),
            field=where,
        )
    if not any(character.isalpha() for character in party.name):
        raise RuleError(_("Họ tên phải có chữ. Kiểm tra lại ô họ tên."), field=f"{where}.name")


def _party(data: Any, where: str) -> Party:
    if not isinstance(data, dict):
        raise RuleError(_("Thiếu thông tin người nộp."), field=where)
    try:
        _require_texts(data)
        birth = _birth(data.get("birth"))
        return replace(
            Party.from_dict({"kind": "person", "name": "", **data, "birth": None}), birth=birth
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(
            _("Thông tin không đọc được: {detail}").format(detail=error), field=where
        ) from error


def _birth(value: Any) -> Birth | None:
    """Birth as the form types it, as it is stored, or as the ``card`` verb shows it."""
    if isinstance(value, dict):
        return Birth(int(value["year"]), value.get("month"), value.get("day"))
    return parse_birth(str(value)) if value else None


def _require_texts(data: dict[str, Any]) -> None:
    wrong = [name for name in _PARTY_TEXTS if not isinstance(data.get(name, ""), str)]
    if wrong:
        raise TypeError(", ".join(wrong))


def _limit(data: Any) -> TimeLimit:
    try:
        return parse_limit(data) if isinstance(data, str) else TimeLimit.from_dict(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(
            _("Thời hạn không đọc được. Ghi như 3wd, 2h hoặc 5d."), field="limit"
        ) from error


def _papers(data: Any) -> tuple[PaperItem, ...] | None:
    if data is None:
        return None
    try:
        return tuple(
            PaperItem.from_dict({"name": item} if isinstance(item, str) else item) for item in data
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(_("Danh sách giấy tờ không đọc được."), field="papers") from error


def originals_from(data: Any) -> tuple[Original, ...]:
    """Originals as the command line names them. Errors: RuleError (field "originals")."""
    try:
        return tuple(
            Original(name=str(item["name"]), quantity=int(item.get("quantity", 1)))
            for item in data or ()
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(_("Danh sách bản chính không đọc được."), field="originals") from error


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise RuleError(_("Ô này cần một số nguyên."), field=where)
    try:
        return int(value)
    except ValueError as error:
        raise RuleError(_("Ô này cần một số nguyên."), field=where) from error


def _channel(value: Any, where: str) -> Channel:
    try:
        return Channel(value) if isinstance(value, int) else Channel[str(value).upper()]
    except (ValueError, KeyError) as error:
        raise RuleError(_("Kênh phải là direct, online hoặc postal."), field=where) from error
