"""Faults in what an erasure by law takes and leaves."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/journal/kinds.py",
        "_OTHERS = (office, catalogue, calendar, enquiries, closing, exchange)",
        "_OTHERS = (office, catalogue, calendar, enquiries, closing, exchange, fees)",
        "an erasure leaves why money was given back",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
    Fault(
        "counter_app/store/projection/blanks.py",
        'frozenset({"officer", "voided_at", "voided_day", "void_approved_by"})',
        'frozenset({"officer", "voided_at", "voided_day", "void_approved_by", "note"})',
        "an erasure leaves what was noted of a certified paper",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_express_work_is_left_either",),
    ),
    Fault(
        "counter_app/store/projection/blanks.py",
        "isinstance(value, int | float) or name in impersonal()",
        'isinstance(value, int | float) or name != "late_reason"',
        "an erasure leaves which papers a citizen lacked and which shelf they lay on",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
    Fault(
        "counter_app/desk/dossier/erasure.py",
        "        told += self._told_on_sheets(dossier.id)\n",
        "",
        "an erasure leaves why a hand-over was taken back",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
    Fault(
        "counter_app/sync/batch/travelling.py",
        "        if content is Content.MINIMAL:\n",
        "        if content is Content.MINIMAL and row.body is not None:\n",
        "who handed papers on goes to a superior who asked for figures, once a dossier of the sheet is erased",
        (
            "tests/desk/test_erasure_everywhere.py"
            "::test_who_handed_on_an_erased_dossier_stays_in_the_office",
        ),
    ),
    Fault(
        "counter_app/store/file/witnessing.py",
        "if since and read_erasures(place.folder, place.journal) is None:",
        "if False:",
        "a list of erasures that was taken away comes back with the last erasure alone",
        (
            "tests/desk/test_erasing_again.py::test_a_list_taken_away_meanwhile_is_whole_after_the_next_erasure",
        ),
    ),
    Fault(
        "counter_app/domain/journal/minimal.py",
        'isinstance(paper, Mapping) and paper.get("where")',
        "isinstance(paper, Mapping)",
        "every request for papers counts as one that sent the citizen elsewhere",
        ("tests/domain/test_events.py::test_only_that_somebody_was_sent_to_another_place_goes_up",),
    ),
    Fault(
        "counter_app/store/projection/office.py",
        '        blank(db, "ticket_step", "ticket", ticket)\n',
        "",
        "an erasure leaves why somebody's number was held back",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
)
