"""Faults in the warehouse: numbers over many offices that are not the offices' own."""

from __future__ import annotations

from tests.planted.fault import Fault

_LIVES = "tests/superior/test_warehouse.py::test_every_figure_is_the_office_s_own_over_random_lives"
_BITS = "tests/superior/test_warehouse.py::test_what_came_bit_by_bit_is_what_comes_at_once"
_TABLES = "tests/superior/test_warehouse.py::test_every_table_over_all_offices_is_the_same_from_the_warehouse"
_TIMES = "tests/superior/test_warehouse_times.py::test_times_and_indicators_are_the_office_s_own"
_TIMES_BITS = (
    "tests/superior/test_warehouse_times.py::test_what_comes_bit_by_bit_is_what_comes_at_once"
)
_CHARGE = (
    "tests/superior/test_warehouse_times.py::"
    "test_a_sector_of_an_office_with_two_computers_is_one_sector"
)
_SORTED = (
    "tests/superior/test_warehouse_times.py::"
    "test_what_an_office_says_of_its_rules_costs_no_more_than_its_sorting"
)
FAULTS = (
    Fault(
        "counter_app/superior/warehouse/charges.py",
        "both(both(held, _days_of(word)), (known[sector], NEVER))",
        "both(_days_of(word), (known[sector], NEVER))",
        "who is put in charge later had the sector all along",
        (_CHARGE,),
    ),
    Fault(
        "counter_app/superior/warehouse/postings.py",
        "        while open_ones and versions",
        "        [one.valid_on(day) for one, _held in versions]\n        while open_ones and versions",
        "a catalogue with a version for every day keeps the superior busy for hours",
        (_SORTED,),
    ),
    Fault(
        "counter_app/superior/warehouse/rule_questions.py",
        'table.group_by(["whole", OFFICE, SECTOR])',
        'table.group_by(["whole", "sender", SECTOR])',
        "an office with two computers has every sector twice",
        (_CHARGE,),
    ),
    Fault(
        "counter_app/domain/journal/minimal.py",
        "residue(payload) | _taken_part(kind, payload)",
        "residue(payload)",
        "the superior gives all points to offices whose dossiers lay elsewhere for weeks",
        (
            "tests/superior/test_whole_way.py::"
            "test_that_another_office_took_part_is_told_without_its_name",
        ),
    ),
    Fault(
        "counter_app/superior/warehouse/questions.py",
        "upper=at(2 * ranked.reached > ranked.n, 2 * before <= ranked.n)",
        "upper=at(2 * ranked.reached >= ranked.n, 2 * before < ranked.n)",
        "the median of an even number of dossiers is the lower of the two in the middle",
        (
            "tests/superior/test_warehouse_times.py::"
            "test_spreads_of_several_offices_are_those_of_all_their_dossiers",
            _TIMES,
        ),
    ),
    Fault(
        "counter_app/superior/warehouse/lines.py",
        "UNION SELECT dossier FROM leg WHERE handover > ?\n",
        "UNION SELECT dossier FROM leg WHERE 0 AND handover > ?\n",
        "what went to another office since the last import counts as resolved here alone",
        (_TIMES_BITS,),
    ),
    Fault(
        "counter_app/superior/warehouse/postings.py",
        "words[item.version].append((item.day, item.procedure))",
        "words[item.version].append((EVER, item.procedure))",
        "what was said of the catalogue later changes how it was posted before",
        (
            "tests/superior/test_warehouse_times.py::"
            "test_what_is_loaded_later_changes_nothing_of_before",
        ),
    ),
    Fault(
        "counter_app/superior/warehouse/followups.py",
        "if standing is not Standing.VOID:",
        "if standing is not Standing.AT_ONCE:",
        "an enquiry written down by mistake counts, and one answered at once does not",
        ("tests/superior/test_warehouse.py::test_who_only_asked_is_told_office_by_office",),
    ),
    Fault(
        "counter_app/superior/warehouse/lines.py",
        "            if day > since:\n",
        "            if day >= since:\n",
        "on the day of a correction a report tells what stood there before it",
        (_LIVES,),
    ),
    Fault(
        "counter_app/superior/warehouse/lines.py",
        "    if _restored(spans, place):\n        return\n",
        "",
        "what a mistaken entry by mistake gave back counts as ended a second time",
        (
            _LIVES,
            "tests/superior/test_warehouse.py::test_what_a_mistaken_entry_gave_back_has_ended_once",
        ),
    ),
    Fault(
        "counter_app/superior/warehouse/lines.py",
        'UNION SELECT id FROM certification WHERE voided_seq > ?1 "',
        '"',
        "a number made void later counts for ever at the superior",
        (_BITS, "tests/superior/test_warehouse.py::test_a_number_made_void_later_counts_no_more"),
    ),
    Fault(
        "counter_app/superior/warehouse/figures.py",
        "min(last, item.told or last)",
        "last",
        "what an office promised for a day it has not told of is overdue",
        (_TABLES,),
    ),
    Fault(
        "counter_app/superior/warehouse/keeping.py",
        "            if known and known.stamp == stamp(sender_path(self._superior, journal)):",
        "            if known:",
        "what was sent since the warehouse was made is missing in every table",
        (_TABLES,),
    ),
    Fault(
        "counter_app/superior/warehouse/keeping.py",
        "                    clear_drafts(self._folder)\n",
        "",
        "what a killed run left tells of a person that was erased since",
        (
            "tests/superior/test_warehouse_forgets.py::"
            "test_an_erasure_that_travelled_leaves_nothing_in_any_file",
        ),
    ),
)
