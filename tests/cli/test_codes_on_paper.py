"""`check --code`: whoever holds a paper asks whether the journal is still the one it was printed from."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.paper.traces import PaperCodes
from counter_app.domain.clock import FixedClock
from counter_app.domain.paper.traces import CLOSING_SHEET
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.cli.terminal import Terminal
from tests.makers import receive


def codes(office: Office) -> dict[str, str]:
    """The code of every paper by its subject."""
    rows = office.store.database.connection.execute("SELECT subject, head FROM print_job")
    return {row["subject"]: row["head"] for row in rows.fetchall()}


def test_a_receipt_leads_to_its_entry(office: Office) -> None:
    dossier = receive(office)
    code = codes(office)[dossier.code]
    typed = f" {code[:5].lower()}-{code[5:]} "
    (found,) = PaperCodes(office.store, office.session).trace(typed)
    assert (found.document, found.subject) == ("receipt", dossier.code)
    assert found.until == found.seq - 1
    assert office.store.journal.of(dossier.code)[0][0].seq == found.until


def test_letters_that_people_mix_up_are_read_as_what_they_stand_for(office: Office) -> None:
    dossier = receive(office)
    code = codes(office)[dossier.code]
    mixed = code.replace("0", "o").replace("1", "I")
    assert office.paper_codes.trace(mixed)[0].subject == dossier.code


def test_a_closing_sheet_vouches_for_its_day(office: Office) -> None:
    receive(office)
    closed = office.closing.close_day().result
    found = [
        item
        for item in office.paper_codes.trace(closed.head_code)
        if item.document == CLOSING_SHEET
    ]
    assert [(item.subject, item.until) for item in found] == [
        (f"{closed.day:%d/%m/%Y}", closed.to_seq)
    ]


@pytest.mark.parametrize("typed", ["", "12345", "ABCDEFGHJKM", "ABCDE FGHJ!", "UUUUUUUUUU"])
def test_what_can_be_no_code_is_refused(office: Office, typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.paper_codes.trace(typed)
    assert (refused.value.field, refused.value.rule) == ("code", "rule")


def test_a_code_of_no_paper_here_is_said_so(office: Office) -> None:
    receive(office)
    with pytest.raises(RuleError) as refused:
        office.paper_codes.trace("0000000000")
    assert refused.value.rule == "no_such_code"


def test_the_terminal_tells_the_paper_and_checks(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    dossier = receive(office)
    code = codes(office)[dossier.code]
    terminal = Terminal(office.data_dir)
    answer = terminal("check", "--code", code)
    assert answer["ok"]
    assert [paper["subject"] for paper in answer["papers"]] == [dossier.code]
    assert terminal.refused("check", "--code", "0000000000")["field"] == "code"
