"""What was said is what is read: every declared fact, from the form through journal, tables, terminal, paper and batch.

Rebuilding compares tables with tables and cannot see what both leave out; this follows each fact from the start.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Channel, Dossier, Original
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.facts import FACTS, TEXTS, Fact, Kind, said, stored
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.person.party import Birth, Party, PartyKind
from counter_app.office import Office
from counter_app.qt.dossier.page import DossierPage
from counter_app.qt.kit.workplace import Workplace
from counter_app.superior.batches.inbox import import_batches
from counter_app.superior.batches.trust import Trust
from counter_app.superior.senders.sender import Sender, known_journals
from counter_app.sync.batch.strict_json import canonical
from counter_app.sync.letters.key_card import Wants, read_card
from tests.cli.terminal import Terminal
from tests.desk.test_exchange import SUPERIOR, card
from tests.makers import BIRTH, unlock

ON_PAPER = {
    *("applicant", "owner", "authorisation", "content", "papers"),
}
"""Facts of text that the citizen finds on the receipt."""
COUNTED = {"pages", "copies"}
"""What only makes the fee, and is not kept."""
OUTSIDE = {"point", "home_address", "visited_by", "taken_at"}
"""What only a reception away from the counter can have; ``tests/desk/test_reception_points.py`` follows it."""
CHOSEN = {"relief", *OUTSIDE}
"""So with what only a procedure that names it can have; ``tests/desk/test_reliefs.py`` follows that."""
ON_SCREEN = {
    fact.name
    for fact in FACTS
    if fact.kind in TEXTS | {Kind.PERSON, Kind.PAPERS} and not fact.among
} - {
    *("procedure", "case", "agreement", "papers", *CHOSEN),
}
"""Facts of text that the dossier's page tells by themselves; papers stand in a list of their own."""


def word(name: str) -> str:
    """A word that stands nowhere else; a paper of authority is told by a number too."""
    paper = "5/" if name == "authorisation" else ""
    return f"{paper}Dauhieu{name.replace('_', '')}"


def value_of(fact: Fact) -> Any:
    """Something to say, unlike what a form says that leaves it out."""
    match fact.kind:
        case Kind.CODE:
            return BIRTH if fact.name == "procedure" else ""
        case Kind.NUMBER | Kind.MONEY:
            return (fact.default or 1) + 2
        case Kind.CHANNEL:
            return Channel.POSTAL
        case Kind.LIMIT:
            return parse_limit("2wd")
        case Kind.PERSON:
            return Party(
                PartyKind.PERSON, word(fact.name), id_no="001190000017", phone="0912000017",
                email=f"{word(fact.name)}@mau.vn", address=f"Thôn {word(fact.name)}",
                birth=Birth(1990, 2, 3),
            )  # fmt: skip
        case Kind.PAPERS:
            return (PaperItem(name=word(fact.name), quantity=3),)
        case Kind.ORIGINALS:
            return (Original(name=word(fact.name), quantity=2),)
    return fact.among[-1] if fact.among else word(fact.name)


DRAFT = IntakeDraft(
    **{fact.name: value_of(fact) for fact in FACTS if fact.name not in {"ticket", *OUTSIDE}}
)


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """Received with everything there is to say."""
    return office.intake.receive(DRAFT).result


def test_everything_can_be_said_unlike_its_default() -> None:
    plain = IntakeDraft(procedure="x", applicant=DRAFT.applicant).to_dict()
    alike = {name for name, value in DRAFT.to_dict().items() if plain[name] == value}
    assert alike == {"applicant", "ticket", "case", *CHOSEN}


def test_a_form_in_json_reads_as_it_was_said() -> None:
    assert IntakeDraft.from_dict(json.loads(json.dumps(DRAFT.to_dict()))) == DRAFT


def test_the_journal_has_every_fact(office: Office, dossier: Dossier) -> None:
    (body,) = (
        body
        for entry, _salt, body in office.store.journal.walk()
        if entry.kind == "dossier.received"
    )
    wanted = {fact.name: stored(fact, getattr(DRAFT, fact.name)) for fact in FACTS}
    wanted["originals_kept"] = wanted.pop("originals")
    told = {name: f'"{name}":{canonical(value)}' for name, value in wanted.items()}
    unseen = {name for name, text in told.items() if text not in (body or "")}
    assert unseen == {"procedure", "case", *COUNTED, *CHOSEN}
    assert f'"procedure_code":"{BIRTH}"' in (body or "")


def test_the_dossier_says_what_the_form_said(office: Office, dossier: Dossier) -> None:
    again = office.dossiers.get(dossier.code)
    form = said(DRAFT)
    assert {name: value for name, value in said(again).items() if value != form[name]} == {}
    assert again.originals_kept == DRAFT.originals
    assert again.policy.agreement == DRAFT.agreement
    assert set(form) - set(said(again)) == {
        *("procedure", "case", "originals", "agreement", "pages", "copies", "ticket", "taken_at"),
        "proofread",  # of the moment of reception alone: the timeline tells it
    }


def test_the_terminal_shows_it(office: Office, dossier: Dossier) -> None:
    office.close()
    shown = Terminal(office.data_dir)("--accept-clock", "show", dossier.code)
    form = said(DRAFT)
    names = set(form) - {"originals", "pages", "copies", "ticket", "taken_at", "proofread"}
    assert {name for name in names if shown[name] != form[name]} == set()
    assert shown["originals_kept"] == form["originals"]


def test_the_superior_reads_the_same_dossier(
    office: Office, dossier: Dossier, clock: FixedClock, tmp_path: Path
) -> None:
    """One that asks for everything: else nobody's name travels."""
    (tmp_path / "usb").mkdir()
    asked = card(wants=Wants.FULL)
    unlock(office).superior_keys.take(asked, read_card(asked).letters)
    office.closing.export(tmp_path / "usb")
    trust = Trust(everyone=True, keys=SUPERIOR)
    import_batches(tmp_path / "usb", tmp_path / "tren", clock, trust=trust)
    (journal,) = known_journals(tmp_path / "tren")
    sender = Sender.open(tmp_path / "tren", journal, clock)
    assert sender is not None
    assert sender.store.dossiers.by_code(dossier.code) == office.dossiers.get(dossier.code)
    sender.close()


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5, PaperSize.ROLL])
@pytest.mark.parametrize("way", [Channel.POSTAL, Channel.DIRECT])
def test_the_receipt_tells_the_citizen(office: Office, size: PaperSize, way: Channel) -> None:
    """Also where the result comes to: by post to an address, or at a place."""
    draft = replace(DRAFT, return_channel=way)
    code = office.intake.receive(draft).result.code
    pdf = pypdfium2.PdfDocument(office.paper.draw_receipt(code, size))
    text = "".join("".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    where = "return_address" if way is Channel.POSTAL else "return_place"
    assert {name for name in (*ON_PAPER, where) if word(name) not in text} == set()


def test_the_dossiers_page_tells_the_officer(
    qtbot: QtBot, place: Workplace, dossier: Dossier
) -> None:
    page = DossierPage(place)
    qtbot.addWidget(page)
    page.show()
    page.enter(dossier.code)
    text = "\n".join(label.text() for label in page.findChildren(QLabel))
    assert {name for name in ON_SCREEN if word(name) not in text} == set()
    assert "toàn quốc" in text
