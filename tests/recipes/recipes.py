"""The recipes of docs/adding.md."""

from __future__ import annotations

from counter_app.store.core.schema import STATE_VERSION
from tests.recipes.recipe import Edit, Recipe
from tests.recipes.verb_recipe import VERB

FACT = Recipe(
    name="fact of a dossier",
    page="A fact of a dossier",
    most=6,
    edits=(
        Edit(
            "domain/dossier/facts.py",
            '    Fact(name="case", kind=Kind.CODE, anew=True),\n',
            '    Fact(name="case", kind=Kind.CODE, anew=True),\n'
            '    _text("language", mark("ngôn ngữ"), field=mark("Ngôn ngữ")),\n',
        ),
        Edit(
            "domain/dossier/draft.py",
            '    case: str = ""\n',
            '    case: str = ""\n    language: str = ""\n',
        ),
        Edit(
            "domain/dossier/dossier.py",
            '    case_key: str = ""\n',
            '    case_key: str = ""\n    language: str = ""\n',
        ),
        Edit(
            "store/core/schema.py",
            f"STATE_VERSION = {STATE_VERSION}\n",
            f"STATE_VERSION = {STATE_VERSION + 1}\n",
        ),
        Edit(
            "qt/kit/return_part.py",
            "        self._arrange()\n        self.channel.current",
            "        self.language = LineEdit()\n"
            '        self._fields["language"] = Field("Ngôn ngữ", self.language)\n'
            "        self._arrange()\n        self.channel.current",
        ),
        Edit(
            "qt/kit/return_part.py",
            '            "note": self.note.value(),\n',
            '            "note": self.note.value(),\n            "language": self.language.value(),\n',
        ),
        Edit(
            "printing/papers/receipt_rows.py",
            '        (Field(_("Đăng ký nhận kết quả tại:"), return_place(sheet.dossier, sheet.heading)),),\n',
            '        (Field(_("Đăng ký nhận kết quả tại:"), return_place(sheet.dossier, sheet.heading)),),\n'
            '        (Field("Ngôn ngữ:", sheet.dossier.language),),\n',
        ),
    ),
    proof="""
from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.dossier.draft import IntakeDraft
said = draft(language="  Tày ")
assert IntakeDraft.from_dict(said.to_dict()) == said
dossier = office.intake.receive(said).result
assert office.dossiers.get(dossier.code).language == "Tày"
pdf = office.paper.draw_receipt(dossier.code, PaperSize.A4)
assert "Ngôn ngữ: Tày" in pdf_text(pdf)
from counter_app.domain.paper.template_table import FIELDS
assert FIELDS["language"] == "Ngôn ngữ"
from counter_app.desk.paper.sheet_facts import Gathering
from counter_app.desk.paper.template_facts import template_sheet
from counter_app.domain.paper.templates import PaperTemplate
job = office.store.prints.of(dossier.code)[0]
form = PaperTemplate(key="x", title="Phiếu")
assert template_sheet(Gathering(office.store), job, office.dossiers.get(dossier.code), form).facts["language"] == "Tày"
office.corrections.correct(dossier.code, Correction(language="Dao tiền"), reason="Ghi nhầm")
told = [event_text(step.kind, step.payload, {}) for step in office.dossiers.view(dossier.code).timeline]
assert any("ngôn ngữ" in text.lower() for text in told), told
assert office.store.check().problems == ()
office.moves.move(dossier.code, Act.FINISH)
office.returning.hand_over(dossier.code, collector())
office.erasure.erase(dossier.code, reason="Công dân yêu cầu")
office.close()
assert "Dao tiền".encode() not in everything_in(tmp / "office")
from counter_app.qt.kit.return_part import ReturnPart
part = ReturnPart()
part.language.setText("Nùng")
assert part.said()["language"] == "Nùng"
""",
)

PERSON = Recipe(
    name="fact of a person",
    page="A fact of a person",
    most=4,
    edits=(
        Edit(
            "domain/person/party.py",
            '    PersonFact(name="address",',
            '    PersonFact(name="ethnicity", label=mark("dân tộc"), field=mark("Dân tộc của người nộp")),\n'
            '    PersonFact(name="address",',
        ),
        Edit(
            "domain/person/party.py",
            '    old_id: str = ""\n',
            '    old_id: str = ""\n    ethnicity: str = ""\n',
        ),
        Edit(
            "qt/kit/person_form.py",
            "        self.address = LineEdit(most=TEXT_LENGTH)\n",
            "        self.address = LineEdit(most=TEXT_LENGTH)\n        self.ethnicity = LineEdit()\n",
        ),
        Edit(
            "qt/kit/person_form.py",
            "            address=self.address.value(),\n",
            "            address=self.address.value(),\n            ethnicity=self.ethnicity.value(),\n",
        ),
        Edit(
            "printing/papers/receipt_rows.py",
            '    return (Field(_("Số điện thoại:"), party.phone, whole=True), Field("Email:", party.email))\n',
            '    return (Field(_("Số điện thoại:"), party.phone), Field("Dân tộc:", party.ethnicity))\n',
        ),
    ),
    proof="""
from counter_app.domain.person.party import Party
from counter_app.domain.paper.templates import FIELDS
from counter_app.wording.dossier.copying import copy_fields
who = person(ethnicity=" Mường ")
assert Party.from_dict(who.cleaned().to_dict()).ethnicity == "Mường"
dossier = receive(office, applicant=who)
kept = office.dossiers.get(dossier.code)
assert kept.applicant.ethnicity == "Mường"
assert "ethnicity" in FIELDS
assert "Mường" in [field.value for field in copy_fields(kept)]
assert "Dân tộc: Mường" in pdf_text(office.paper.draw_receipt(dossier.code, PaperSize.A4))
from counter_app.qt.kit.person_form import PersonForm
form = PersonForm("applicant", office.intake.read_card)
form.name.setText("Bùi Văn Mẫu")
form.ethnicity.setText("Mường")
assert form.party().ethnicity == "Mường"
""",
)

REPORT = Recipe(
    name="report",
    page="A report",
    most=2,
    edits=(
        Edit(
            "reports/dossier/first_names.py",
            "",
            '''"""The number of open dossiers."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Table
from counter_app.i18n import mark
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.tables.columns import Column, cells, heads


def tables(asked: Asked) -> tuple[Table, ...]:
    """One line."""
    columns = (Column[int]("Đang giải quyết", lambda count: count, 2),)
    return (
        Table(
            name="first_names",
            title="ĐẾM HỒ SƠ",
            subtitle="",
            columns=heads(columns),
            rows=cells(columns, [asked.store.dossiers.open_count()]),
        ),
    )


REPORT = Report(name="first_names", label=mark("Đếm"), group=Group.LISTS, compute=tables)
''',
        ),
        Edit(
            "reports/index.py",
            "    forwarding,\n    points,\n",
            "    first_names,\n    forwarding,\n    points,\n",
        ),
        Edit(
            "reports/index.py",
            "            fees.REPORT,\n",
            "            fees.REPORT,\n            first_names.REPORT,\n",
        ),
    ),
    proof="""
from counter_app.desk.reports.issue import Wanted
receive(office)
day = office.reports.today()
issued = office.reports.issue(Wanted(name="first_names", first=day, last=day), ["pdf", "xlsx"]).result
assert "ĐẾM HỒ SƠ" in pdf_text(issued.files["pdf"])
assert issued.files["xlsx"][:2] == b"PK"
from counter_app.qt.kit.report_list import ReportList
assert ReportList(lambda _duty: True).choose("first_names")
""",
)

SLIP = Recipe(
    name="slip",
    page="A slip",
    most=3,
    edits=(
        Edit(
            "domain/paper/document_kinds.py",
            "KINDS = (\n",
            'KINDS = (\n    DocumentKind(\n        name="notice_card",\n        called=mark("Giấy nhắc"),\n'
            '        title="Giấy nhắc đến nhận kết quả",\n        contents=(),\n    ),\n',
        ),
        Edit(
            "printing/papers/notice_card.py",
            "",
            '''"""Giấy nhắc: somebody is asked to come for the result."""

from __future__ import annotations

from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.slip_sheets import PaperHead
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.flow import paragraph
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.layout import LAYOUTS
from counter_app.printing.press.signatures import Signature


@in_vietnamese()
def notice_card(head: PaperHead, dossier: Dossier, size: PaperSize) -> bytes:
    """The slip as PDF."""
    layout = LAYOUTS[size]
    said = f"Kính mời {dossier.applicant.name} đến nhận kết quả."
    blocks = [*opening(head, layout), *paragraph([Run(said, layout.regular)], layout)]
    signatures = [Signature("NGƯỜI NHẮC", head.writer)]
    return finished(signed(blocks, layout, signatures), layout, head, code=dossier.code)
''',
        ),
        Edit(
            "desk/paper/render_slips.py",
            "OF_DOSSIERS: dict[str, Draw] = {\n",
            "OF_DOSSIERS: dict[str, Draw] = {\n"
            '    "notice_card": lambda own, job, dossier, size: notice_card(own.head(job), dossier, size),\n',
        ),
        Edit(
            "desk/paper/render_slips.py",
            "from counter_app.printing.papers.refusal import refusal\n",
            "from counter_app.printing.papers.refusal import refusal\n"
            "from counter_app.printing.papers.notice_card import notice_card\n",
        ),
    ),
    proof="""
dossier = receive(office)
assert "notice_card" in [offer.document for offer in office.further_papers.offers(dossier.code)]
job = office.further_papers.issue(dossier.code, "notice_card").result
text = pdf_text(office.paper.draw(job.id).pdf)
assert "đến nhận kết quả" in text.lower(), text
assert office.store.check().problems == ()
""",
)

EVENT = Recipe(
    name="event, with its verb",
    page="An event",
    most=5,
    edits=(
        Edit(
            "domain/handover/events.py",
            "HANDOVER_GIVEN = Event",
            '''class Aired(TypedDict):
    """Papers of a dossier that somebody aired."""

    dossier: int
    at: Moment


DOSSIER_AIRED = Event("dossier.aired", Aired)
HANDOVER_GIVEN = Event''',
        ),
        Edit(
            "desk/handover/shelves.py",
            "from counter_app.domain.handover.events import DOSSIER_SHELVED, Shelved\n",
            "from counter_app.domain.handover.events import (\n"
            "    DOSSIER_AIRED,\n"
            "    DOSSIER_SHELVED,\n"
            "    Aired,\n"
            "    Shelved,\n"
            ")\n",
        ),
        Edit(
            "desk/handover/shelves.py",
            "    def shelvable(self",
            '''    def aired(self, code: str, *, op_id: str = "") -> Done[Dossier]:
        """Somebody aired the papers of a dossier."""
        with self.act(Duty.PROCESS, op_id, DOSSIER_AIRED) as act:
            if act.known is None:
                dossier = self.dossier(code)
                payload = Aired(dossier=dossier.id, at=local_text(act.now))
                act.record(DOSSIER_AIRED, dossier.code, payload)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER)

    def shelvable(self''',
        ),
        Edit(
            "store/projection/handover.py",
            "from counter_app.domain.handover.events import (\n",
            "from counter_app.domain.handover.events import (\n    DOSSIER_AIRED,\n",
        ),
        Edit(
            "store/projection/handover.py",
            "PROJECTORS = (\n    on(",
            "PROJECTORS = (\n"
            '    on(DOSSIER_AIRED, lambda db, entry, payload: note_act(db, entry, payload, "aired"))\n'
            "    | on(",
        ),
        Edit(
            "wording/dossier/timeline.py",
            "from counter_app.domain.handover.events import (\n",
            "from counter_app.domain.handover.events import (\n    DOSSIER_AIRED,\n",
        ),
        Edit(
            "wording/dossier/timeline.py",
            "    | _on(DOSSIER_SHELVED, _shelved)\n",
            "    | _on(DOSSIER_SHELVED, _shelved)\n"
            '    | _on(DOSSIER_AIRED, lambda _payload, _names: "Đã hong giấy tờ.")\n',
        ),
    ),
    proof="""
dossier = receive(office)
for _time in range(2):
    assert office.shelves.aired(dossier.code, op_id="tap").result.code == dossier.code
steps = [step for step in office.dossiers.view(dossier.code).timeline if step.kind == "dossier.aired"]
assert [event_text(step.kind, step.payload, {}) for step in steps] == ["Đã hong giấy tờ."]
assert office.store.check().problems == ()
""",
)

SETTING = Recipe(
    name="setting",
    page="A setting",
    most=3,
    edits=(
        Edit(
            "settings.py",
            "    apology_days: Annotated[int, Whole(1, 60)] = 3\n",
            "    apology_days: Annotated[int, Whole(1, 60)] = 3\n"
            "    tea_minutes: Annotated[int, Whole(1, 60)] = 10\n",
        ),
        Edit(
            "qt/settings/office.py",
            '    "answer_hours", "access_months",\n)',
            '    "answer_hours", "access_months", "tea_minutes",\n)',
        ),
        Edit(
            "desk/promise/board.py",
            "        today, soon, charge = ",
            "        assert self.settings.tea_minutes\n        today, soon, charge = ",
        ),
    ),
    proof="""
office.rules.change_settings(replace(office.settings, tea_minutes=15))
assert office.settings.tea_minutes == 15
try:
    office.rules.change_settings(replace(office.settings, tea_minutes=0))
    raise AssertionError
except RuleError as error:
    assert error.field == "tea_minutes"
assert office.board.morning()
""",
)

PAGE = Recipe(
    name="page",
    page="A page",
    most=2,
    edits=(
        Edit(
            "qt/notes/page.py",
            "",
            '''"""A page of notes."""

from __future__ import annotations

from typing import ClassVar

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page


class NotesPage(Page):
    """Notes."""

    name: ClassVar[str] = "notes"

    @override
    def title(self) -> str:
        return "Ghi chép"
''',
        ),
        Edit(
            "qt/window/page_list.py",
            "def _help() -> type[Page]:\n",
            "def _notes() -> type[Page]:\n    from counter_app.qt.notes.page import NotesPage\n\n"
            "    return NotesPage\n\n\ndef _help() -> type[Page]:\n",
        ),
        Edit(
            "qt/window/page_list.py",
            '    Entry(name="help",',
            '    Entry(name="notes", title=mark("Ghi chép"), icon="file", key="Ctrl+9", load=_notes),\n'
            '    Entry(name="help",',
        ),
    ),
    proof="""
from counter_app.qt.window.page_list import entry
from counter_app.qt.window.page_stack import PageStack
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
stack = PageStack(Workplace(office, Hub(), Jobs(office)))
stack.open("notes")
assert stack.name == "notes"
assert entry("notes").open_to(officer())
""",
)

BOOK = Recipe(
    name="book of certifications",
    page="A book of certifications",
    most=1,
    edits=(
        Edit(
            "domain/certification/books.py",
            '        REGISTER_BOOK: mark("Sổ cấp bản sao từ sổ gốc"),\n',
            '        REGISTER_BOOK: mark("Sổ cấp bản sao từ sổ gốc"),\n'
            '        "nguoi-dich": mark("Sổ chứng thực chữ ký người dịch"),\n',
        ),
        Edit(
            "domain/certification/books.py",
            '        "2.000908": REGISTER_BOOK,\n',
            '        "2.000908": REGISTER_BOOK,\n        "2.000992": "nguoi-dich",\n',
        ),
        Edit(
            "domain/certification/books.py",
            '{COPY_BOOK: "SCT/BS",',
            '{COPY_BOOK: "SCT/BS", "nguoi-dich": "SCT/ND",',
        ),
    ),
    proof="""
from datetime import date, datetime
from counter_app.domain.certification.authority import Authorisation
from counter_app.domain.certification.books import Certifying, Document
given = Authorisation(
    officer="canbo", since=date(2026, 11, 1), number="1/QĐ", issued_on=date(2026, 11, 1), books=("nguoi-dich",)
)
office.authorities.authorise(given)
(line,) = office.certification.record(
    Certifying(procedure="2.000992", documents=(Document(),), applicant="Lê Ánh", signer="canbo")
).result
assert (line.book, line.symbol, line.number) == ("nguoi-dich/2026", "SCT/ND", 1)
office.store.clock.set(datetime(2026, 12, 1, 9, tzinfo=MONDAY.tzinfo))
printed = office.volumes.print_month("nguoi-dich", 2026, 11).result
assert "SỔ CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH" in pdf_text(printed.pdf)
""",
)

RECIPES = (FACT, PERSON, REPORT, SLIP, VERB, EVENT, SETTING, PAGE, BOOK)
