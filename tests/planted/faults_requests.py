"""Mistakes in what becomes of a citizen's request about his own data."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/desk/requests/register.py",
        "require_proved(asking, act.now.date())",
        "asking.cleaned()",
        "data of a citizen are shown to whoever says “quen mặt”",
        (
            "tests/desk/test_requests.py::test_luat_91_2025_data_go_to_who_is_proved_and_whose_they_are",
        ),
    ),
    Fault(
        "counter_app/desk/requests/register.py",
        "        if outcome is Outcome.GRANTED:\n            self._require_done(found)",
        "        if outcome is Outcome.GRANTED:\n            self._not_erased(found)",
        "an erasure is said to be done that is not",
        ("tests/desk/test_requests.py::test_nothing_is_said_to_be_done_that_is_not",),
    ),
    Fault(
        "counter_app/desk/requests/holdings.py",
        "    if wanted and own:\n        return wanted in own\n",
        "",
        "a namesake is erased, and handed out, with the person",
        (
            "tests/desk/test_own_data.py::test_everything_of_the_person_and_nothing_of_another",
            "tests/desk/test_person_erasure.py::test_a_namesake_is_left_alone",
        ),
    ),
    Fault(
        "counter_app/store/file/erasing_again.py",
        'return row is not None and row["hash"].hex().startswith(digest) and bool(digest)',
        "return row is not None",
        "a restore erases another act that has the same number",
        ("tests/desk/test_erasing_again.py::test_an_act_is_known_by_its_hash_not_by_its_number",),
    ),
    Fault(
        "counter_app/store/file/erasing_again.py",
        'blank_looks(database, payload["dossiers"], entry.seq)',
        "blank_looks(database, (), entry.seq)",
        "the access book of a backup brings an erased name back",
        ("tests/desk/test_erasing_again.py::test_the_replaced_file_tells",),
    ),
    Fault(
        "counter_app/desk/intake/drafts.py",
        "        self.store.drafts.drop(draft_id)\n        fold(self.store.database)",
        "        self.store.drafts.drop(draft_id)",
        "a form that was thrown away stays readable in the log",
        (
            "tests/desk/test_person_erasure.py::test_a_form_thrown_away_by_its_officer_leaves_nothing_behind",
        ),
    ),
    Fault(
        "counter_app/desk/requests/holdings.py",
        "if wanted and own:",
        "if wanted or own:",
        "somebody of whom no number is known is nobody, whatever the name",
        (
            "tests/desk/test_own_data.py::test_a_number_decides_who_somebody_is_and_a_name_where_one_has_none",
        ),
    ),
)
