"""A file's name has one meaning: where several folders have it, each holds its part of one matter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


def words(listed: str) -> frozenset[str]:
    """Names, a blank between them."""
    return frozenset(listed.split())


PACKAGE = Path(__file__).resolve().parent.parent / "counter_app"
MATTERS = words("""
absences access backup backup_places backups board book_volumes books bounds calendar caseloads catalogue
certification certification_book certification_books clear_files clock closing consent day decisions documents dossier
dossier_acts drafts due encrypting engine enquiries erasure exchange fees figures first_steps flow followups
forms forwarding founding further_papers handover heading health held_keys holders holdings hours impact
incoming indicators key_card law_changes list_columns locked mending mistakes moves numbers office officers
official official_list opening outages outgoing own_place paper papers_table passwords payments periods places
points posting printers prints promises queue quick_card recovery report_table requests retention rights
script_keys sealed_reports sectors seed self_service settings sign_in staff summary superior_key templates
ticket tickets timeline told told_texts topics traces trouble undone unlocking waiting_room whereabouts
witness workbook year_file
""")
"""Subjects: the same matter at the desk, in the store, in the window, at the terminal, in words."""
PARTS = {"event", "events", "page", "answer_dialog", "erase_dialog", "list_dialog"}
"""What every folder calls its own part of that kind; the folder says of what."""
TWO_MEANINGS = words("""
changes codes columns copying damage facts fields finding issue keeping lines names phrases proof
public receiving refusals register report rows standing tables taking
""")
"""Names that still mean two things: the list only shrinks. Call a new file by what it holds."""


def shared(names: list[str]) -> set[str]:
    """The names that more than one file has."""
    return {name for name, times in Counter(names).items() if times > 1}


def test_a_name_of_several_files_is_one_matter() -> None:
    found = shared([path.stem for path in PACKAGE.rglob("*.py") if path.stem != "__init__"])
    assert found - MATTERS - PARTS - TWO_MEANINGS == set(), "one matter, or another name?"
    assert TWO_MEANINGS - found == set(), "it has one meaning now: take it off the list"
    assert not MATTERS & (TWO_MEANINGS | PARTS)
