"""Faults in batches, on the receiving side, and in files on the disk."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/sync/writer.py",
        "            self._disk.sync(handle)\n",
        "",
        "a stick pulled after the last word holds half a batch",
        ("tests/sync/test_pulled_stick.py::test_a_cut_at_any_call_leaves_all_or_nothing",),
    ),
    Fault(
        "counter_app/sync/writer.py",
        "        for place in (folder, target.folder):\n            disk.sync_folder(place)\n",
        "",
        "a stick pulled after the last word does not know the names of its files",
        ("tests/sync/test_pulled_stick.py::test_a_cut_at_any_call_leaves_all_or_nothing",),
    ),
    Fault(
        "counter_app/sync/writer.py",
        "for place in (folder, target.folder):",
        "for place in (folder,):",
        "a stick pulled after the last word does not know the office's folder",
        ("tests/sync/test_pulled_stick.py::test_after_a_cut_the_same_batch_can_be_written_again",),
    ),
    Fault(
        "counter_app/sync/media.py",
        "        files.sync_handle(handle)\n",
        "        return\n",
        "nothing on a stick is ever asked to be there",
        ("tests/sync/test_writer.py::test_every_file_and_folder_is_put_on_the_medium",),
    ),
    Fault(
        "counter_app/sync/writer.py",
        "        if digest.hexdigest() != sha256:\n            raise read_back_error()\n",
        "",
        "a stick that forgets is called written and read back",
        ("tests/sync/test_writer.py::test_a_bit_that_comes_back_wrong_is_noticed",),
    ),
    Fault(
        "counter_app/sync/writer.py",
        "if self._disk.free(self._target.folder) < space_needed(need):",
        "if self._disk.free(self._target.folder) < need:",
        "a stick is full in the middle of the batch",
        ("tests/sync/test_writer.py::test_too_little_room_is_said_before_anything_is_written",),
    ),
    Fault(
        "counter_app/sync/strict_json.py",
        "not -INTEGER_BOUND <= item < INTEGER_BOUND",
        "not -INTEGER_BOUND <= item <= INTEGER_BOUND",
        "a number that no table holds stops the superior's import",
        ("tests/sync/test_mutations.py::test_the_numbers_that_a_table_holds_end_here",),
    ),
    Fault(
        "counter_app/sync/packing.py",
        "min(start + MOST_ENTRIES - 1, to_seq)",
        "min(start + MOST_ENTRIES, to_seq)",
        "two batches carry the same entry",
        ("tests/sync/test_writer.py::test_long_ranges_are_cut",),
    ),
    Fault(
        "counter_app/sync/packing.py",
        "return self.counts[DOSSIER_RECEIVED] + self.counts[DOSSIER_ACCEPTED]",
        "return self.counts[DOSSIER_RECEIVED]",
        "what was accepted after a wait is missing from the batch's own count",
        ("tests/sync/test_writer.py::test_what_is_accepted_after_a_wait_counts_as_received",),
    ),
    Fault(
        "counter_app/sync/reader.py",
        "if stem_of(path.name) != stem_of(manifest.payload_file) or stem != said:",
        "if stem_of(path.name) != stem_of(manifest.payload_file):",
        "a batch passes under another office's number",
        ("tests/sync/test_bad_batches.py::test_each_is_refused_for_its_reason",),
    ),
    Fault(
        "counter_app/sync/reader.py",
        "if left or digest.hexdigest() != manifest.payload_sha256:",
        "if left:",
        "a damaged batch is unpacked before anybody notices",
        ("tests/sync/test_bad_batches.py::test_each_is_refused_for_its_reason",),
    ),
    Fault(
        "counter_app/sync/hygiene.py",
        "Path(name.lower()).suffix in _SUFFIXES",
        "Path(name).suffix in _SUFFIXES",
        "a virus whose name is in capitals is not pointed out",
        ("tests/sync/test_writer.py::test_strange_files_are_named_and_left_alone",),
    ),
    Fault(
        "counter_app/sync/finding.py",
        "        elif is_like(path.name):\n            odd.append(path)\n",
        "",
        "a payload under a wrong name is passed over in silence",
        ("tests/sync/test_finding.py::test_sticks_copies_and_strays",),
    ),
    Fault(
        "counter_app/superior/invariants.py",
        'if target is None or payload.get("state") != target:',
        "if target is None:",
        "a dossier arrives in a state that its act does not lead to",
        ("tests/superior/test_impossible.py::test_what_cannot_happen_waits_for_a_person",),
    ),
    Fault(
        "counter_app/superior/gathering.py",
        "if standing.last_day < last.isoformat()",
        "if standing.last_day <= last.isoformat()",
        "an office that sent everything is named as incomplete",
        ("tests/superior/test_report.py::test_what_is_not_complete_is_said",),
    ),
    Fault(
        "counter_app/superior/gathering.py",
        "sums[standing.office].append(figures)",
        "sums[standing.office] = [figures]",
        "of an office's counters only one is counted",
        ("tests/superior/test_report.py::test_lines_are_the_offices_own_sums",),
    ),
    Fault(
        "counter_app/sync/reader.py",
        "    signer_of(data, signature)\n",
        "",
        "a batch counts whoever signed it, and whatever was changed in its manifest",
        ("tests/sync/test_envelope.py::test_a_batch_without_its_signature_is_refused",),
    ),
    Fault(
        "counter_app/domain/journal/minimal.py",
        "        left = residue(payload)\n",
        "        left = dict(payload)\n",
        "names and numbers of citizens travel where only figures are asked for",
        ("tests/sync/test_envelope.py::test_figures_travel_without_anybody_in_them",),
    ),
    Fault(
        "counter_app/store/file/checking.py",
        "                problems += withheld_problems(connection)\n",
        "",
        "who empties the salt of a payload writes into it what he likes, and no check finds it",
        ("tests/store/test_journal.py::test_a_payload_without_its_salt_is_no_payload",),
    ),
    Fault(
        "counter_app/superior/waiting_batches.py",
        (
            "            if batch.signature:\n"
            "                _write(place / (stem + SIGNATURE_SUFFIX), [batch.signature])\n"
            "            _write(marker, [batch.manifest_bytes])\n"
        ),
        (
            "            _write(marker, [batch.manifest_bytes])\n"
            "            if batch.signature:\n"
            "                _write(place / (stem + SIGNATURE_SUFFIX), [batch.signature])\n"
        ),
        "a kill leaves a waiting batch that seems whole and is not",
        (
            "tests/superior/test_waiting_batches.py::test_the_manifest_that_makes_a_waiting_batch_count_comes_last",
        ),
    ),
    Fault(
        "counter_app/superior/waiting_batches.py",
        "    files.remove(path)  # half of it, left by a kill\n",
        "",
        "a batch that was cut short once is never kept again",
        (
            "tests/superior/test_waiting_batches.py::test_half_a_payload_left_by_a_kill_is_written_anew",
        ),
    ),
    Fault(
        "counter_app/superior/folder.py",
        "    files.sync_file(making)\n",
        "",
        "a power cut leaves a sender's name with nothing in it",
        (
            "tests/superior/test_waiting_batches.py::test_a_copy_is_on_the_disk_before_it_gets_its_name",
        ),
    ),
    Fault(
        "counter_app/superior/branches.py",
        "            common = line.entry.seq\n",
        "            common = before\n",
        "taking the other branch throws away what both have",
        ("tests/superior/test_settling.py::test_the_other_branch_is_taken_and_goes_on",),
    ),
    Fault(
        "counter_app/superior/soundness.py",
        "if ours != schema.APPLICATION_ID or not entries:",
        "if ours != schema.APPLICATION_ID:",
        "an empty file counts as an office without dossiers",
        ("tests/superior/test_aside.py::test_it_is_named_and_nobody_else_is_stopped",),
    ),
    Fault(
        "counter_app/system/files.py",
        "            sync_handle(target.fileno())\n",
        "",
        "a file that was handed out is empty after a power cut",
        (
            "tests/system/test_files.py::test_a_new_file_and_its_name_are_on_the_disk_when_it_is_told",
        ),
    ),
    Fault(
        "counter_app/system/files.py",
        "            raise\n    sync_folder(path.parent)\n",
        "            raise\n",
        "the name of a file that was handed out is gone after a power cut",
        (
            "tests/system/test_files.py::test_a_new_file_and_its_name_are_on_the_disk_when_it_is_told",
        ),
    ),
    Fault(
        "counter_app/system/files.py",
        "    if source.parent != target.parent:\n        sync_folder(source.parent)\n",
        "",
        "a file that was moved is in both folders after a power cut",
        ("tests/system/test_files.py::test_a_move_syncs_both_folders",),
    ),
    Fault(
        "counter_app/system/outgoing.py",
        "            files.remove(partial)\n    files.sync_folder(path.parent)\n",
        "            files.remove(partial)\n",
        "the name of a sheet on a stick is gone when it is pulled",
        ("tests/system/test_outgoing.py::test_the_name_is_on_the_disk_when_it_is_told",),
    ),
    Fault(
        "counter_app/system/outgoing.py",
        "if before and kind_of(before, self.path.suffix) != kind_of(data, self.path.suffix):",
        "if not before and kind_of(before, self.path.suffix) != kind_of(data, self.path.suffix):",
        "a letter is overwritten by a report of the same name",
        ("tests/system/test_outgoing.py::test_force_replaces_a_file_of_the_same_kind",),
    ),
    Fault(
        "counter_app/system/incoming.py",
        "            if len(data) > most:\n",
        "            if len(data) >= most:\n",
        "a list of exactly the largest size is refused",
        ("tests/system/test_incoming.py::test_a_plain_file_is_read_up_to_its_limit",),
    ),
    Fault(
        "counter_app/system/openers.py",
        "            lock.release(remove=True)\n",
        "            lock.release()\n",
        "notes of killed programs gather in the folder for ever",
        ("tests/system/test_openers.py::test_a_killed_process_has_nothing_open",),
    ),
    Fault(
        "counter_app/system/places.py",
        "return mount is not None and mount.filesystem in NETWORK - {_OFTEN_LOCAL}",
        'return mount is not None and mount.filesystem == "nfs"',
        "an office is opened on a share of another computer",
        (
            "tests/sync/test_on_linux_volumes.py::test_what_lies_on_another_computer_is_told_by_its_mount",
        ),
    ),
    Fault(
        "counter_app/superior/gathering.py",
        "return figures(sender, first, told_until(sender, last))",
        "return figures(sender, first, last)",
        "an office is overdue at the superior with promises whose day has not come in what it sent",
        ("tests/superior/test_report.py::test_a_promise_for_a_day_to_come_is_not_overdue",),
    ),
    Fault(
        "counter_app/superior/gathering.py",
        "until = last_day(FORM.name, first, last, local_date(clock.now()))",
        "until = last",
        "a month that still runs is said to be told by nobody to its end",
        ("tests/superior/test_report.py::test_a_promise_for_a_day_to_come_is_not_overdue",),
    ),
)
