"""Faults in what makes, proves, keeps and clears copies of the data, and in the way back."""

from __future__ import annotations

from tests.planted.fault import Fault

_MAKING = "tests/desk/test_backups.py"
_CLEARING = "tests/desk/test_backup_clearing.py"

FAULTS = (
    Fault(
        "counter_app/desk/office/backup_clearing.py",
        "    if not old or not _unchanged(ours[0]):\n",
        "    if not old:\n",
        "old copies go though the newest is not what was proved",
        (f"{_CLEARING}::test_nothing_goes_while_the_newest_is_not_what_was_proved",),
    ),
    Fault(
        "counter_app/desk/office/backup_clearing.py",
        "not cancelled() and _unchanged(copy) and _gone(copy)",
        "not cancelled() and _gone(copy)",
        "a person's file goes that is called like a copy",
        (f"{_CLEARING}::test_nothing_else_in_the_folder_goes",),
    ),
    Fault(
        "counter_app/domain/backups/keeping.py",
        "(copy.entries, copy.made_at, copy.name)",
        "(copy.made_at, copy.entries, copy.name)",
        "a wrong year on the clock clears the copy that knows most",
        (f"{_CLEARING}::test_the_copy_that_knows_most_stays_and_the_order_is_that_of_acts",),
    ),
    Fault(
        "counter_app/desk/office/backup_notes.py",
        "    if there.digest() != believed.digest():\n",
        "    if not believed.digest():\n",
        "a stick of invented size holds a backup",
        (f"{_MAKING}::test_a_stick_that_gives_back_other_bytes_is_no_backup",),
    ),
    Fault(
        "counter_app/desk/office/backup_places.py",
        "    return folder if _nearest(folder).exists() and _apart(folder, data) else None\n",
        "    return folder\n",
        "copies go to the mount point of a disk that is gone",
        (f"{_MAKING}::test_what_is_left_of_a_path_is_no_stick",),
    ),
    Fault(
        "counter_app/domain/backups/standing.py",
        "        return self.days == LATE_DAYS and self.since is not None and self.since != self.today\n",
        "        return False\n",
        "three days without two copies are told to nobody",
        (f"{_MAKING}::test_the_first_page_hears_of_three_days_without_two_copies",),
    ),
    Fault(
        "counter_app/sync/regained/own_batches.py",
        "key=lambda item: (item.whole, item.manifest.to_seq))",
        "key=lambda item: item.manifest.to_seq)",
        "names are lost that another batch on the stick still has",
        (
            "tests/desk/test_restore_outlook.py::test_batches_that_follow_the_copy_count_without_a_gap",
        ),
    ),
)
