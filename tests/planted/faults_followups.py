"""Mistakes in what is written down of a citizen who asks about a dossier."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/followups/answering.py",
        "return at if _works(at, calendar) else _session_end(at, calendar)",
        "return at",
        "an answer is due on a Sunday",
        ("tests/domain/test_followups.py",),
    ),
    Fault(
        "counter_app/domain/followups/pasted.py",
        "if _codes(part) != 1 or len(set(named)) < len(named):",
        "if _codes(part) > 1:",
        "a dossier gets the applicant of the next one",
        (
            "tests/domain/test_pasted.py::test_nothing_is_given_to_a_dossier_where_it_is_not_certain_whose_it_is",
        ),
    ),
    Fault(
        "counter_app/domain/followups/pasted_tokens.py",
        "return bool(before) and line[mark.start].isupper()",
        "return True",
        "an extended promise is read as the promise",
        ("tests/domain/test_pasted.py::test_what_no_known_label_says_is_no_fact_and_is_not_lost",),
    ),
    Fault(
        "counter_app/store/projection/followups.py",
        '"answered_at = coalesce(answered_at, :answered), recorded_at = coalesce(recorded_at, :at), "',
        '"answered_at = :answered, recorded_at = :at, "',
        "a corrected answer makes a late one of one in time",
        (
            "tests/desk/test_followups.py::test_an_answer_is_told_corrected_and_judged_by_when_it_was_given",
        ),
    ),
    Fault(
        "counter_app/desk/dossier/erasure.py",
        "told += self._told_of([item for item in followups if item.dossier is None])",
        "told += []",
        "an erasure leaves who asked before the dossier was here",
        (
            "tests/desk/test_followups.py::test_an_erasure_takes_who_asked_and_what_was_said_with_the_dossier",
        ),
    ),
    Fault(
        "counter_app/domain/followups/followup.py",
        "if promised and not paused else 0",
        "if promised else 0",
        "who waits for the citizen's papers is told to be late",
        (
            "tests/domain/test_followups.py::test_nothing_is_late_while_its_clock_stands_or_once_its_result_is_there",
        ),
    ),
    Fault(
        "counter_app/desk/followups/asked.py",
        "handler = dossier.handler or charge",
        "handler = charge or dossier.handler",
        "a reminder goes to whoever has the sector, not to who resolves the dossier",
        ("tests/desk/test_followups.py::test_who_resolves_it_holds_it_whoever_has_its_sector",),
    ),
)
