"""Faults in the warehouse: numbers over many offices that are not the offices' own."""

from __future__ import annotations

from tests.planted.fault import Fault

_LIVES = "tests/superior/test_warehouse.py::test_every_figure_is_the_office_s_own_over_random_lives"
_BITS = "tests/superior/test_warehouse.py::test_what_came_bit_by_bit_is_what_comes_at_once"
_TABLES = "tests/superior/test_warehouse.py::test_every_table_over_all_offices_is_the_same_from_the_warehouse"
FAULTS = (
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
