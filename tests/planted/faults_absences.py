"""Faults in absences and substitutes, caseloads, and reception outside the office."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/office/absence.py",
        "    bare = [sectors.get(key, key) for key in sorted(needed) if key not in named]\n",
        "    bare = [sectors.get(key, key) for key in sorted(needed) if not named]\n",
        "an officer goes away and one of the sectors is left to nobody",
        ("tests/desk/test_absences.py::test_a_sector_that_nobody_covers_is_named_and_refused",),
    ),
    Fault(
        "counter_app/store/read/staff.py",
        "        return absence.substitute(sector) if absence else login\n",
        "        return login\n",
        "new dossiers go on waiting for an officer who is away",
        (
            "tests/desk/test_absences.py::test_who_stands_in_gets_the_new_dossiers_until_the_last_day",
        ),
    ),
    Fault(
        "counter_app/desk/office/officers.py",
        "        if counting is None or may_stand_in(officer):\n",
        "        if counting is None or officer.active:\n",
        "a substitute becomes somebody who resolves nothing while counted on",
        ("tests/desk/test_absences.py::test_whoever_is_counted_on_stays_able",),
    ),
    Fault(
        "counter_app/desk/handover/caseloads.py",
        "                charge = line.handler == wanted.giver and line.state in OPEN_STATES\n",
        "                charge = line.handler == wanted.giver\n",
        "who resolved a finished dossier is said to be whoever was handed its paper",
        (
            "tests/desk/test_caseloads.py::test_work_and_papers_go_over_on_one_sheet_and_nothing_else_moves",
        ),
    ),
    Fault(
        "counter_app/store/read/dossier.py",
        '            if row["entrusted"] and found:\n',
        '            if row["entrusted"] and not found:\n',
        "a mistaken move is taken back to the wrong officer once the dossier went over",
        ("tests/desk/test_caseloads.py::test_a_mistaken_move_is_taken_back_by_whoever_has_it_now",),
    ),
    Fault(
        "counter_app/desk/intake/outside_reception.py",
        "            counted=today if late else at.date(),\n",
        "            counted=at.date(),\n",
        "what is entered late changes the figures of a day that was closed and signed",
        (
            "tests/desk/test_reception_points.py::test_an_evening_at_a_home_is_entered_after_the_day_was_closed",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/reception_points.py",
        "    at = _read(draft.taken_at, now)\n",
        "    at = _read(draft.taken_at, now) and now\n",
        "papers taken before three o'clock are promised a day later because they were typed after it",
        (
            "tests/desk/test_reception_points.py"
            "::test_what_is_taken_before_three_is_due_that_day_whenever_it_is_entered",
        ),
    ),
    Fault(
        "counter_app/domain/journal/erasure.py",
        "if left.text) | IMPERSONAL_FACTS\n",
        "if left.text)\n",
        "after an erasure the tables say what the journal does not",
        (
            "tests/desk/test_reception_points.py"
            "::test_an_erasure_leaves_where_and_why_and_the_tables_are_made_again",
        ),
    ),
)
