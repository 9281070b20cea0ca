"""Faults in what lists of others say: procedures, the official system, names, days off."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/catalogue/law_changes.py",
        "any(word in words for word in _SPARED) and words",
        "words",
        "every other word in a note of fees holds the line back as a loss",
        (
            "tests/desk/test_law_of_lists.py::test_only_words_that_spare_people_are_lost_with_a_note",
        ),
    ),
    Fault(
        "counter_app/desk/catalogue/lists/continued.py",
        "if fold(words) == fold(before):",
        "if False:",
        "a limit said once more under merged cells is told as a second one, its papers come twice",
        (
            "tests/desk/test_list_messes.py::test_papers_under_merged_cells_are_read_and_a_second_limit_is_told",
        ),
    ),
    Fault(
        "counter_app/desk/catalogue/lists/whole_file.py",
        "if sheet.hidden and not sheet.read",
        "if sheet.hidden",
        "a hidden sheet that was chosen and read is told as not read",
        ("tests/desk/test_list_messes.py::test_a_hidden_sheet_is_left_out_and_told",),
    ),
    Fault(
        "counter_app/domain/official/list_matching.py",
        "alike or name in known or known",
        "alike or known",
        "a line that names the procedure shorter is another procedure's",
        ("tests/domain/test_official_lists.py::test_a_procedure_s_code_decides_before_its_name",),
    ),
    Fault(
        "counter_app/domain/lettering/bare_keys.py",
        "tones > 0 and marks",
        "marks",
        "Lee Soo Hee is asked whether she is called Lê Sô Hê",
        ("tests/domain/test_typed_names.py::test_a_name_left_as_keys_says_what_they_meant",),
    ),
    Fault(
        "counter_app/domain/lettering/name_letters.py",
        "not is_damaged_name(text)",
        "is_damaged_name(text)",
        "beside right names NguyÔn stays as it is, and Loïc becomes Lọc",
        (
            "tests/domain/test_name_letters.py::test_beside_right_letters_only_what_no_name_can_be_is_mended",
        ),
    ),
    Fault(
        "counter_app/domain/calendar/calendar_file.py",
        "isinstance(remarks, list) and all(isinstance(text, str) for text in remarks)",
        "isinstance(remarks, list)",
        "a number among the remarks of a calendar's file ends the import as a fault",
        (
            "tests/desk/test_calendar_files.py::test_json_that_says_two_things_or_damaged_ones_is_not_taken",
        ),
    ),
)
