"""One procedure: its papers, cases, inner steps and versions by date of validity."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.fees.fee import Fee
from counter_app.law import number
from counter_app.values import dataclass


def hours_a_day() -> int:
    """Working hours that a list's "working day" stands for."""
    return number("working_day_hours", date.max)


class PaperKind(StrEnum):
    """In which form a paper is handed in; ``SHOW`` is looked at and given back at once."""

    ORIGINAL = "original"
    COPY = "copy"
    CERTIFIED = "certified"
    SHOW = "show"


class ReviewState(StrEnum):
    """The state of a row: the commune has checked it against its province's announcement or not."""

    CONFIRMED = "confirmed"
    NEEDS_CONFIRMATION = "needs_confirmation"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """One line of a paper checklist: as required by a procedure, or as handed in with a dossier.

    ``where`` says where the citizen gets it; ``database`` names the national database whose data may stand for it.
    ``pages`` of the original, paper ``copies`` and whether an ``electronic`` one is asked for go with what is to be
    certified.
    """

    name: str
    kind: PaperKind = PaperKind.ORIGINAL
    quantity: int = 1
    required: bool = True
    where: str = ""
    database: str = ""
    pages: int = 0
    copies: int = 0
    electronic: bool = False

    @property
    def certifying(self) -> bool:
        """True if this is a document of which certified copies are made."""
        return bool(self.copies or self.electronic)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form; what few papers have only where there is one."""
        values: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind.value,
            "quantity": self.quantity,
            "required": self.required,
        }
        more = ("where", "database", "pages", "copies", "electronic")
        return values | {name: value for name in more if (value := getattr(self, name))}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults."""
        return cls(
            name=str(data["name"]),
            kind=PaperKind(data.get("kind", "original")),
            quantity=int(data.get("quantity", 1)),
            required=bool(data.get("required", True)),
            where=str(data.get("where", "")),
            database=str(data.get("database", "")),
            pages=int(data.get("pages") or 0),
            copies=int(data.get("copies") or 0),
            electronic=bool(data.get("electronic", False)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case of a procedure (trường hợp) with its own time, fee or papers; None takes the procedure's."""

    key: str
    name: str
    limit: TimeLimit | None = None
    fee: Fee | None = None
    papers: tuple[PaperItem, ...] | None = None

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {
            "key": self.key,
            "name": self.name,
            "limit": self.limit.to_dict() if self.limit else None,
            "fee": self.fee.to_dict() if self.fee else None,
            "papers": None if self.papers is None else [paper.to_dict() for paper in self.papers],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        limit, fee, papers = data.get("limit"), data.get("fee"), data.get("papers")
        return cls(
            key=data["key"],
            name=data["name"],
            limit=TimeLimit.from_dict(limit) if limit else None,
            fee=Fee.from_dict(fee) if fee else None,
            papers=None if papers is None else tuple(PaperItem.from_dict(item) for item in papers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep:
    """One line of the internal process (quy trình nội bộ); ``days`` in working days, 0 is not counted."""

    content: str
    responsible: str = ""
    days: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {"content": self.content, "responsible": self.responsible, "days": self.days}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        return cls(
            content=data["content"],
            responsible=data.get("responsible", ""),
            days=float(data.get("days") or 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """The source of one value of a procedure: ``value`` names it, ``text`` the document and article.

    ``mark`` as of the row: S the text itself, S2 a secondary source, M from memory.
    """

    value: str
    text: str
    mark: str = ""

    def to_dict(self) -> dict[str, str]:
        """A JSON-safe form."""
        return {"value": self.value, "text": self.text, "mark": self.mark}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError for a malformed record."""
        return cls(value=data["value"], text=data["text"], mark=data.get("mark", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of a procedure (TTHC); chosen by the date of reception.

    ``no_due`` procedures promise no date; ``resume`` is "restart" where its text, named in ``source`` or
    ``legal_basis``, gives the whole limit again once papers are brought, else empty or "shift": a wait is not counted;
    ``supplement_days`` 0 takes the office's, ``supplement_working`` counts working days only; ``sources`` say where
    single values were seen; ``template`` names the form that stands for Mẫu 01; ``inner_wd`` working days before the
    promise by which another office has to be done (0: none). ``note`` is for the counter, at every intake;
    ``review_note`` says what of the row is still to be checked, and is for whoever keeps the catalogue.
    """

    code: str
    name: str
    sector: str
    limit: TimeLimit | None
    fee: Fee = field(default_factory=Fee)
    papers: tuple[PaperItem, ...] = ()
    sets: int = 1
    result: str = ""
    legal_basis: str = ""
    resolver: str = ""
    synonyms: tuple[str, ...] = ()
    extension_wd: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    mark: str = ""
    note: str = ""
    state: ReviewState = ReviewState.NEEDS_CONFIRMATION
    local_code: str = ""
    cases: tuple[Case, ...] = ()
    steps: tuple[ProcessStep, ...] = ()
    no_due: bool = False
    resume: str = ""
    supplement_days: int = 0
    supplement_working: bool = False
    sources: tuple[ValueSource, ...] = ()
    template: str = ""
    inner_wd: int = 0
    review_note: str = ""

    def case(self, key: str) -> Case | None:
        """The case called ``key``, if there is one."""
        return next((case for case in self.cases if case.key == key), None)

    def of_case(self, key: str) -> Procedure:
        """The procedure with the time, fee and papers of one of its cases."""
        case = self.case(key)
        if case is None:
            return self
        return replace(
            self,
            limit=case.limit or self.limit,
            fee=case.fee or self.fee,
            papers=self.papers if case.papers is None else case.papers,
        )

    def steps_gap(self) -> float | None:
        """Working days by which the counted steps exceed the limit, negative where they fall short.

        Receiving counts, returning does not (it has 0 days). None without steps, or where the limit is counted in days
        or months, which steps do not share out.
        """
        whole = _working_days(self.limit)
        if whole is None or not self.steps:
            return None
        return round(sum(step.days for step in self.steps) - whole, 4)

    def valid_on(self, day: date) -> bool:
        """True if this version may be used for a dossier received on ``day``."""
        if self.state is ReviewState.INACTIVE:
            return False
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the one of ``resources/catalogue``."""
        return {
            "code": self.code,
            "name": self.name,
            "sector": self.sector,
            "limit": self.limit.to_dict() if self.limit else None,
            "fee": self.fee.to_dict(),
            "papers": [paper.to_dict() for paper in self.papers],
            "sets": self.sets,
            "result": self.result,
            "legal_basis": self.legal_basis,
            "resolver": self.resolver,
            "synonyms": list(self.synonyms),
            "extension_wd": self.extension_wd,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "source": self.source,
            "mark": self.mark,
            "note": self.note,
            "state": self.state.value,
            **self._more(),
        }

    def _more(self) -> dict[str, Any]:
        """The parts that few procedures have; left out where they say nothing."""
        values = {
            "local_code": self.local_code,
            "cases": [case.to_dict() for case in self.cases],
            "steps": [step.to_dict() for step in self.steps],
            "no_due": self.no_due,
            "resume": self.resume,
            "supplement_days": self.supplement_days,
            "supplement_working": self.supplement_working,
            "sources": [source.to_dict() for source in self.sources],
            "template": self.template,
            "inner_wd": self.inner_wd,
            "review_note": self.review_note,
        }
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError/ValueError for a malformed record."""
        limit = data.get("limit")
        return cls(
            code=data["code"],
            name=data["name"],
            sector=data["sector"],
            limit=TimeLimit.from_dict(limit) if limit else None,
            fee=Fee.from_dict(data.get("fee") or {}),
            papers=tuple(PaperItem.from_dict(paper) for paper in data.get("papers", ())),
            sets=int(data.get("sets", 1)),
            result=data.get("result", ""),
            legal_basis=data.get("legal_basis", ""),
            resolver=data.get("resolver", ""),
            synonyms=tuple(data.get("synonyms", ())),
            extension_wd=int(data.get("extension_wd", 0)),
            valid_from=_day(data.get("valid_from")),
            valid_to=_day(data.get("valid_to")),
            source=data.get("source", ""),
            mark=data.get("mark", ""),
            note=data.get("note", ""),
            state=ReviewState(data.get("state", "needs_confirmation")),
            local_code=data.get("local_code", ""),
            cases=tuple(Case.from_dict(case) for case in data.get("cases", ())),
            steps=tuple(ProcessStep.from_dict(step) for step in data.get("steps", ())),
            no_due=bool(data.get("no_due", False)),
            resume=data.get("resume", ""),
            supplement_days=int(data.get("supplement_days") or 0),
            supplement_working=bool(data.get("supplement_working", False)),
            sources=tuple(ValueSource.from_dict(source) for source in data.get("sources", ())),
            template=data.get("template", ""),
            inner_wd=int(data.get("inner_wd") or 0),
            review_note=data.get("review_note", ""),
        )


def _working_days(limit: TimeLimit | None) -> float | None:
    if limit is None:
        return None
    return {
        LimitUnit.SAME_DAY: 1.0,
        LimitUnit.WORKING_DAY: limit.value,
        LimitUnit.WORKING_HOUR: limit.value / hours_a_day(),
    }.get(limit.unit)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
