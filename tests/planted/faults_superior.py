"""Faults at the superior's desk: what is counted, ranked, shown and decided there."""

from __future__ import annotations

from tests.planted.fault import Fault

_OFFICES = "tests/superior/test_offices.py"
_LOCKED = "tests/superior/test_locked_copies.py"
_TWO = "tests/superior/test_two_decide.py"
_PAGES = "tests/qt/test_superior_pages.py"
FAULTS = (
    Fault(
        "counter_app/store/figures/report_sums.py",
        "  WHERE r.state IN {PAUSED} AND r.promise < :last GROUP BY r.handler",
        "  WHERE r.state IN {PAUSED} GROUP BY r.handler",
        "every pause is told as one that hides a broken promise",
        (f"{_OFFICES}::test_what_waits_behind_pauses_is_told_apart_from_what_is_overdue",),
    ),
    Fault(
        "counter_app/domain/proportion.py",
        "        above = sum(other_low > high for other_low, _high in intervals)",
        "        above = sum(other_low > low for other_low, _high in intervals)",
        "an office is told to be worse by chance",
        ("tests/domain/test_proportion.py::test_whoever_overlaps_shares_places",),
    ),
    Fault(
        "counter_app/superior_desk/office_reports.py",
        "told_until(sender, today))",
        "today)",
        "an office's report counts as overdue what its office has not told of yet",
        (f"{_OFFICES}::test_any_report_of_an_office_is_what_the_office_itself_prints",),
    ),
    Fault(
        "counter_app/superior/reports/far_dossiers.py",
        "if seen.setdefault(key, office) != office:",
        "if seen.setdefault(key, office) == office:",
        "whoever went to one office alone is looked for, and nobody else",
        (f"{_OFFICES}::test_a_person_who_went_to_two_offices_is_met",),
    ),
    Fault(
        "counter_app/qt/superior/asking.py",
        "        if isinstance(error, Stopped) and self._go_on():\n            return\n",
        "",
        "a question asked while another one is answered is forgotten",
        (f"{_PAGES}::test_the_newest_question_counts",),
    ),
    Fault(
        "counter_app/qt/superior/settle_dialog.py",
        "        if not self.take.isChecked():",
        "        if self.take.isChecked() and not self.keep.isEnabled():",
        "a branch that nobody chose is taken",
        ("tests/scenarios/test_superior_day.py::test_a_day_at_the_superior",),
    ),
    Fault(
        "counter_app/superior/book/copy_keys.py",
        "        if ring is not None and ring.encrypted:\n            raise LockedError",
        "        if ring is None:\n            raise LockedError",
        "a plain book is begun beside locked copies, and they are taken for nobody's",
        (f"{_LOCKED}::test_what_arrives_is_read_by_nobody_without_the_ring",),
    ),
    Fault(
        "counter_app/superior/senders/soundness.py",
        "        if _code(error) == _NOT_A_DATABASE and key is None:",
        "        if _code(error) == _NOT_A_DATABASE:",
        "a locked copy with a damaged page is renamed as a stranger's file",
        (f"{_LOCKED}::test_another_key_a_stranger_and_damage_are_told_apart",),
    ),
    Fault(
        "counter_app/superior/keys/encrypting.py",
        " and _facts(copy) == facts",
        "",
        "a locked copy that lost a line takes the place of the whole one",
        (f"{_LOCKED}::test_a_copy_that_reads_back_otherwise_is_dropped",),
    ),
    Fault(
        "counter_app/superior/keys/encrypting.py",
        "    if path.exists() and files.identity(path) != files.identity(former):",
        "    if path.exists():",
        "a copy that was not exchanged yet is overwritten",
        (f"{_LOCKED}::test_cut_anywhere_one_whole_file_has_the_name",),
    ),
    Fault(
        "counter_app/superior_desk/deciding.py",
        "    consent = second_person(desk.store, officer, approval, SETTLING)",
        "    consent = {}",
        "one person lets in what nobody signed, and ends an office's key",
        (f"{_TWO}::test_each_of_them_needs_two_and_names_both",),
    ),
    Fault(
        "counter_app/superior_desk/sender_keys.py",
        "            by = self._of_two(approval) if self.replaces(card) else trust",
        "            by = trust",
        "one person puts a key in the place of an office's own",
        (f"{_TWO}::test_each_of_them_needs_two_and_names_both",),
    ),
    Fault(
        "counter_app/superior_desk/operation.py",
        "        if known and before:",
        "        if False:",
        "pressed once more, a second parcel lies on the stick and counts",
        ("tests/superior/test_sent_again.py",),
    ),
    Fault(
        "counter_app/superior/book/operations.py",
        "INSERT OR IGNORE INTO operation",
        "INSERT OR REPLACE INTO operation",
        "the last answer stands in the place of the first",
        ("tests/superior/test_sent_again.py",),
    ),
)
