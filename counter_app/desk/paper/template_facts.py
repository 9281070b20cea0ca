"""The facts a template's rows can name, as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.dossier.facts import KEPT_TEXTS
from counter_app.domain.paper.slip_sheets import TemplateSheet
from counter_app.domain.person.party import PERSON_FACTS
from counter_app.printing.papers.receipt_rows import (
    NO_DATE,
    asked_text,
    fee_text,
    originals_text,
    promise_text,
    return_place,
)
from counter_app.wording.dossier.labels import channel_text
from counter_app.wording.paper.moments import form_moment
from counter_app.wording.promise.due import promised_limit_text

if TYPE_CHECKING:
    from counter_app.desk.paper.sheet_facts import Gathering
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.templates import PaperTemplate
    from counter_app.store.read.prints import PrintJob


def template_sheet(
    gathering: Gathering, job: PrintJob, dossier: Dossier, template: PaperTemplate
) -> TemplateSheet:
    """A dossier's receipt by its procedure's own form; it keeps the number it took of Mẫu 01."""
    head = gathering.head(job)
    suffix = f"/{template.suffix}" if template.suffix else ""
    return TemplateSheet(
        head=replace(
            head,
            title=template.title,
            form_label=template.form_label,
            number=f"Số: {dossier.form_no:02d}{suffix}",
            writer=gathering.name(dossier.receiver),
        ),
        template=template,
        dossier=dossier,
        facts={**_people(dossier), **_matter(gathering, dossier), **_promise(gathering, dossier)},
    )


def _people(dossier: Dossier) -> dict[str, str]:
    applicant, owner = dossier.applicant, dossier.owner
    return {
        **{fact.name: getattr(applicant, fact.name) for fact in PERSON_FACTS if fact.field},
        "owner": (owner or applicant).name,
    }


def _matter(gathering: Gathering, dossier: Dossier) -> dict[str, str]:
    return {
        **{name: getattr(dossier, name) for name in KEPT_TEXTS},
        "code": dossier.official_code or dossier.code,
        "unit": gathering.settings.name,
        "procedure": dossier.procedure_name,
        "content": asked_text(dossier),
        "channel": channel_text(dossier.channel),
        "originals": originals_text(dossier.originals_kept) or "không",
        "sets": f"{dossier.sets:02d} (bộ)",
        "fee": "" if dossier.fee is None else fee_text(dossier.fee),
    }


def _promise(gathering: Gathering, dossier: Dossier) -> dict[str, str]:
    book = f"{gathering.book(dossier)}, số thứ tự {dossier.book_no}" if dossier.book_no else ""
    return {
        "limit": promised_limit_text(dossier) or NO_DATE,
        "received": form_moment(dossier.received_at),
        "due": promise_text(dossier),
        "return_place": return_place(dossier, gathering.heading),
        "book": book,
        "receiver": gathering.name(dossier.receiver),
    }
