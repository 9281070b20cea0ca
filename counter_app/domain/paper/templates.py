"""A receipt of a procedure's own (police counter CT04 and the like), kept as data in the office's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self

from counter_app.domain.dossier.facts import FACTS
from counter_app.domain.person.party import PERSON_FACTS
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.settings import OfficeSettings, problems
from counter_app.values import dataclass

FIELDS = {
    "code": mark("Mã hồ sơ"),
    "unit": mark("Cơ quan tiếp nhận"),
    **{fact.name: fact.field for fact in PERSON_FACTS if fact.field},
    **{fact.name: fact.field for fact in FACTS if fact.field},
    "received": mark("Thời gian nhận hồ sơ"),
    "due": mark("Thời gian hẹn trả"),
    "book": mark("Quyển sổ và số thứ tự"),
    "receiver": mark("Người tiếp nhận"),
    "blank": mark("Để trống để viết tay"),
}
"""The fields a row of a template can show: key → its name on the screen."""
_SIGNERS = ("applicant", "receiver", "")
MOST_ROWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A label as printed, and which fact follows it."""

    label: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSignature:
    """The place of a signature: the title in capitals; ``signer`` "applicant", "receiver" or empty for no name."""

    title: str
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """The paper that stands for Mẫu 01; ``header`` replaces the two lines naming the office, when there are any."""

    key: str
    title: str
    form_label: str = ""
    header: tuple[str, ...] = ()
    suffix: str = ""
    rows: tuple[TemplateRow, ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[TemplateSignature, ...] = ()
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the one of ``resources/forms``."""
        return {
            "key": self.key,
            "title": self.title,
            "form_label": self.form_label,
            "header": list(self.header),
            "suffix": self.suffix,
            "rows": [{"label": row.label, "field": row.field} for row in self.rows],
            "notes": list(self.notes),
            "signatures": [
                {"title": item.title, "signer": item.signer} for item in self.signatures
            ],
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """The inverse of ``to_dict``. Errors: RuleError (field "template") saying what is wrong with the record."""
        whole = _record(data, "")
        made = cls(
            **{
                name: _text(whole.get(name, ""), name)
                for name in ("key", "title", "form_label", "suffix", "source")
            },
            header=_texts(whole, "header"),
            notes=_texts(whole, "notes"),
            rows=tuple(
                TemplateRow(
                    label=_text(row.get("label"), "label"), field=_text(row.get("field"), "field")
                )
                for row in _records(whole, "rows")
            ),
            signatures=tuple(
                TemplateSignature(
                    title=_text(item.get("title"), "title"),
                    signer=_text(item.get("signer", ""), "signer"),
                )
                for item in _records(whole, "signatures")
            ),
        )
        made.check()
        return made

    @classmethod
    def told(cls, data: Any) -> Self:
        """As ``from_dict``, of a file that somebody wrote. Errors: RuleError too for a name that no template has."""
        made = cls.from_dict(data)
        _require_known(data, cls)
        for name, kind in (("rows", TemplateRow), ("signatures", TemplateSignature)):
            for item in data.get(name, ()):
                _require_known(item, kind)
        return made

    def check(self) -> None:
        """Errors: RuleError (field "template") for a template that could not be printed."""
        problem = ""
        faulty = problems({"templates": {self.key: self.to_dict()}})
        unknown = [row.field for row in self.rows if row.field not in FIELDS]
        if not self.key or not self.title:
            problem = _("thiếu mã hoặc tên giấy")
        elif not self.rows or len(self.rows) > MOST_ROWS:
            problem = _("phải có từ 1 đến {most} dòng").format(most=MOST_ROWS)
        elif unknown:
            problem = _("không có trường {name}").format(name=unknown[0])
        elif any(item.signer not in _SIGNERS for item in self.signatures):
            problem = _("người ký phải là applicant, receiver hoặc để trống")
        elif faulty:
            problem = _("có mục quá dài hoặc quá nhiều dòng")
        if problem:
            raise _unusable(problem)


def _unusable(problem: str) -> RuleError:
    return RuleError(
        _("Mẫu giấy không dùng được: {problem}. Sửa tệp rồi nhập lại.").format(problem=problem),
        field="template",
    )


def _record(data: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise _unusable(
            _("mục {name} phải là một đối tượng").format(name=name)
            if name
            else _("tệp phải là một đối tượng JSON")
        )
    return data


def _require_known(data: dict[str, Any], kind: type) -> None:
    known = {item.name for item in fields(kind)}
    strange = [key for key in data if key not in known]
    if strange:
        raise _unusable(_("không có mục {name}").format(name=strange[0][:40]))


def _records(whole: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [_record(item, name) for item in _list(whole, name)]


def _list(whole: Mapping[str, Any], name: str) -> list[Any]:
    found = whole.get(name, [])
    if not isinstance(found, list | tuple):
        raise _unusable(_("mục {name} phải là danh sách").format(name=name))
    return list(found)


def _texts(whole: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_text(item, name) for item in _list(whole, name))


def _text(value: Any, name: str) -> str:
    if value is None:
        raise _unusable(_("thiếu mục {name}").format(name=name))
    if not isinstance(value, str):
        raise _unusable(_("mục {name} phải là chữ").format(name=name))
    return clean(value)


def templates_of(settings: OfficeSettings) -> dict[str, PaperTemplate]:
    """The office's templates by key."""
    made = (PaperTemplate.from_dict(item) for item in settings.templates.values())
    return {template.key: template for template in made}


def template_for(settings: OfficeSettings, key: str) -> PaperTemplate | None:
    """The template called ``key``; None when the office has none, and Mẫu 01 is printed."""
    found = settings.templates.get(key) if key else None
    return PaperTemplate.from_dict(found) if found else None
