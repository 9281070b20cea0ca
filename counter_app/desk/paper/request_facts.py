"""The content of the papers of a request about personal data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.paper.slip_sheets import RequestSheet
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.printing.papers.data_request import data_request

if TYPE_CHECKING:
    from counter_app.desk.paper.sheet_facts import Gathering
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.store.read.prints import PrintJob


def request_drawn(own: Gathering, job: PrintJob, size: PaperSize) -> bytes:
    """The receipt of a request or its answer as PDF. Errors: RuleError where an erasure by law took what it said."""
    number = job.body.get("request")
    item = own.store.requests.get(number) if isinstance(number, int) else None
    if item is None:
        raise RuleError(
            _("Nội dung yêu cầu đã xóa theo quy định. Nếu công dân hỏi lại, ghi một yêu cầu mới."),
            rule="erased",
        )
    sheet = RequestSheet(
        head=replace(own.head(job), number=_("Số: {number}").format(number=item.shown_number)),
        request=item,
        handler=own.name(item.handler),
        answered=job.document == "request_answer",
    )
    return data_request(sheet, size)
