"""Faults in batches, on the receiving side, and in files on the disk."""

from __future__ import annotations

from tests.planted.fault import Fault

_OWN = "tests/desk/test_own_copy.py::test_"
_COMPLETING = "tests/superior/test_completing.py::test_"

FAULTS = (
    Fault(
        "counter_app/superior/batches/inbox.py",
        "require_undamaged(item.path, item.manifest)",
        "pass",
        "a stick that loses what it is given is called good because everything came before",
        ("tests/superior/test_inbox.py::test_a_damaged_copy_of_what_is_known_is_told",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "wrong = not named or said != (",
        "wrong = said != (",
        "a journal whose beginning is told under another name is taken in and can never be proved",
        (
            "tests/superior/test_impossible.py::"
            "test_the_beginning_of_a_journal_is_told_under_its_own_name",
        ),
    ),
    Fault(
        "counter_app/sync/batch/finding.py",
        "return _with_others(found, seen) if found.nothing else found",
        "return found",
        "an office's archive of another name is passed over as if the stick were empty",
        ("tests/superior/test_inbox.py::test_what_people_bring_in_place_of_a_batch_is_explained",),
    ),
    Fault(
        "counter_app/sync/stick/hygiene.py",
        "        level = below\n",
        "        level = []\n",
        "a virus in a folder of the stick is carried from office to office unseen",
        ("tests/sync/test_hygiene.py::test_programs_are_found_however_deep_and_papers_are_not",),
    ),
    Fault(
        "counter_app/sync/stick/eject_windows.py",
        "        if not _locked(kernel, handle, pause):\n            return Ejected.BUSY\n",
        "",
        "a stick is torn from under a file that somebody is still writing",
        ("tests/sync/test_eject.py::test_both_systems_keep_the_contract",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "            allowance.spend()\n",
        "",
        "one batch keeps the superior's computer busy for hours",
        (
            "tests/superior/test_allowance.py::test_a_batch_that_takes_too_long_is_refused_and_counts_for_nothing",
        ),
    ),
    Fault(
        "counter_app/desk/closing/carrying.py",
        "        self.store.begun_batches.keep(begun)\n",
        "",
        "after a cut nobody knows that a batch lies half on a stick",
        (
            "tests/desk/test_begun_batches.py::test_whatever_was_being_written_when_the_power_went_is_said_and_written_again",
        ),
    ),
    Fault(
        "counter_app/desk/closing/carrying.py",
        "            if not left:\n",
        "            if True:\n",
        "a stick that was pulled out keeps half a batch, and the office says nothing",
        (
            "tests/desk/test_begun_batches.py::test_only_where_something_may_be_left_on_the_stick_it_was_begun",
        ),
    ),
    Fault(
        "counter_app/store/read/begun_batches.py",
        " if not self._written_since(item)]",
        "]",
        "a batch that was read back is said not to be finished, and is written once more",
        (
            "tests/desk/test_begun_batches.py::test_killed_between_the_journal_and_the_note_beside_it_nothing_is_said_to_be_left",
        ),
    ),
    Fault(
        "counter_app/sync/batch/packing.py",
        "        if going.troubles:\n            refuse_to_carry(store, going, to_seq)\n",
        "",
        "an old entry is carried that no superior takes, and nobody is told how it could travel",
        ("tests/superior/test_mended.py::test_headers_of_every_kind_travel_once_mended",),
    ),
    Fault(
        "counter_app/store/file/checking.py",
        "mended.recorded(row) if mended else row, seq, digest",
        "row, seq, digest",
        "a superior's sound copy is called damaged",
        ("tests/superior/test_mended.py::test_headers_of_every_kind_travel_once_mended",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "files = (*(name + suffix for suffix in SUFFIXES), own_name(name))",
        "files = [name + suffix for suffix in SUFFIXES]",
        "a copy that a pulled stick kept stops every export of the same entries",
        (f"{_OWN}names_of_own_copies_are_safe_and_never_used_again",),
    ),
    Fault(
        "counter_app/sync/batch/envelope.py",
        "own = _sealed_for(packed.own, (self.keys.known,))",
        "own = _sealed_for(packed.own, self.recipients or (self.keys.known,))",
        "whoever is sent figures can read the names beside them",
        (f"{_OWN}nobody_but_the_office_opens_its_own_copy",),
    ),
    Fault(
        "counter_app/sync/regained/own_batches.py",
        "if signers and not _is_known(manifest, signers):",
        "if False:",
        "whoever has a stick writes an office's next day",
        (f"{_OWN}what_another_key_signed_is_not_the_office_s_word",),
    ),
    Fault(
        "counter_app/sync/regained/regaining.py",
        'map(int, line.payload["residues"]),',
        "(),",
        "a stick brings back who was erased",
        (f"{_OWN}who_was_erased_since_does_not_come_back",),
    ),
    Fault(
        "counter_app/desk/closing/past.py",
        "if batch.content == Content.FULL and (not batch.sealed or theirs & {*batch.sealed})",
        "if batch.content == Content.FULL",
        "a new superior is never sent what another one had",
        (f"{_COMPLETING}the_past_is_counted_by_whose_key_could_open_it",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "            self._disk.sync(handle)\n",
        "",
        "a stick pulled after the last word holds half a batch",
        ("tests/sync/test_pulled_stick.py::test_a_cut_at_any_call_leaves_all_or_nothing",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "        for place in (folder, target.folder):\n            disk.sync_folder(place)\n",
        "",
        "a stick pulled after the last word does not know the names of its files",
        ("tests/sync/test_pulled_stick.py::test_a_cut_at_any_call_leaves_all_or_nothing",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "for place in (folder, target.folder):",
        "for place in (folder,):",
        "a stick pulled after the last word does not know the office's folder",
        ("tests/sync/test_pulled_stick.py::test_after_a_cut_the_same_batch_can_be_written_again",),
    ),
    Fault(
        "counter_app/sync/stick/media.py",
        "        files.sync_handle(handle)\n",
        "        return\n",
        "nothing on a stick is ever asked to be there",
        ("tests/sync/test_writer.py::test_every_file_and_folder_is_put_on_the_medium",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "        if digest.hexdigest() != sha256:\n            raise read_back_error()\n",
        "",
        "a stick that forgets is called written and read back",
        ("tests/sync/test_writer.py::test_a_bit_that_comes_back_wrong_is_noticed",),
    ),
    Fault(
        "counter_app/sync/batch/writer.py",
        "if self._disk.free(self._target.folder) < space_needed(need):",
        "if self._disk.free(self._target.folder) < need:",
        "a stick is full in the middle of the batch",
        ("tests/sync/test_writer.py::test_too_little_room_is_said_before_anything_is_written",),
    ),
    Fault(
        "counter_app/sync/batch/strict_json.py",
        "not -INTEGER_BOUND <= item < INTEGER_BOUND",
        "not -INTEGER_BOUND <= item <= INTEGER_BOUND",
        "a number that no table holds stops the superior's import",
        ("tests/sync/test_mutations.py::test_the_numbers_that_a_table_holds_end_here",),
    ),
    Fault(
        "counter_app/sync/batch/packing.py",
        "min(start + MOST_ENTRIES - 1, to_seq)",
        "min(start + MOST_ENTRIES, to_seq)",
        "two batches carry the same entry",
        ("tests/sync/test_writer.py::test_long_ranges_are_cut",),
    ),
    Fault(
        "counter_app/sync/batch/packing.py",
        "return self.counts[DOSSIER_RECEIVED] + self.counts[DOSSIER_ACCEPTED]",
        "return self.counts[DOSSIER_RECEIVED]",
        "what was accepted after a wait is missing from the batch's own count",
        ("tests/sync/test_writer.py::test_what_is_accepted_after_a_wait_counts_as_received",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "    except Exception:\n        yield from handful\n",
        "    except Exception:\n",
        "a batch is refused for a later line than the first that is wrong",
        (
            "tests/sync/test_handfuls.py::test_the_lines_before_a_wrong_one_come_first_and_then_its_reason",
        ),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        " or letters > _HANDFUL_LETTERS",
        "",
        "a batch of long lines fills the memory",
        ("tests/sync/test_handfuls.py::test_large_lines_are_not_kept_in_memory_by_hundreds",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "if stem_of(path.name) != stem_of(manifest.payload_file) or stem != said:",
        "if stem_of(path.name) != stem_of(manifest.payload_file):",
        "a batch passes under another office's number",
        ("tests/sync/test_bad_batches.py::test_each_is_refused_for_its_reason",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "if left or digest.hexdigest() != manifest.payload_sha256:",
        "if left:",
        "a damaged batch is unpacked before anybody notices",
        ("tests/sync/test_bad_batches.py::test_each_is_refused_for_its_reason",),
    ),
    Fault(
        "counter_app/sync/stick/hygiene.py",
        'Path(name.rstrip(" .").casefold()).suffix',
        'Path(name.rstrip(" .")).suffix',
        "a virus whose name is in capitals is not pointed out",
        ("tests/sync/test_writer.py::test_strange_files_are_named_and_left_alone",),
    ),
    Fault(
        "counter_app/sync/batch/finding.py",
        "        elif is_like(path.name):\n            odd.append(path)\n",
        "",
        "a payload under a wrong name is passed over in silence",
        ("tests/sync/test_finding.py::test_sticks_copies_and_strays",),
    ),
    Fault(
        "counter_app/desk/exchange/superior_key.py",
        "        if not compared and (letters.strip() or not (vouched or same)):\n",
        "        if not compared and letters.strip():\n",
        "a key card of anybody's is believed without a word by telephone",
        (
            "tests/desk/test_exchange.py::test_a_key_is_not_believed_until_its_letters_were_compared",
        ),
    ),
    Fault(
        "counter_app/desk/exchange/batches.py",
        "                    if digest not in kept and self._is_true(said, notes):\n",
        "                    if digest not in kept:\n",
        "an acknowledgement of another journal's head counts as the superior's word",
        (
            "tests/desk/test_exchange.py::test_an_acknowledgement_that_is_not_true_counts_for_nothing",
        ),
    ),
    Fault(
        "counter_app/sync/regained/regaining.py",
        "line.body, line.residue)",
        "line.body)",
        "acts that came back from a stick in part are empty",
        (f"{_OWN}where_the_own_copy_is_no_good_the_office_is_told_and_the_figures_stand",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        "    signer_of(data, signature)\n",
        "",
        "a batch counts whoever signed it, and whatever was changed in its manifest",
        ("tests/sync/test_envelope.py::test_a_batch_without_its_signature_is_refused",),
    ),
    Fault(
        "counter_app/desk/closing/beside.py",
        "whole=found.content is Content.FULL",
        "whole=True",
        "reports name citizens to a superior that asked for figures",
        (
            "tests/desk/test_sealed_reports.py::"
            "test_sealed_reports_are_for_the_superior_and_name_people_only_where_it_asks",
        ),
    ),
    Fault(
        "counter_app/sync/batch/sealed_files.py",
        "said.endswith(KINDS) and is_attempt_of(self.name, said)):",
        "said.endswith(KINDS)):",
        "a report of another day passes for one of this",
        ("tests/desk/test_sealed_reports.py::test_what_nobody_known_signed_is_not_opened",),
    ),
    Fault(
        "counter_app/sync/batch/names.py",
        '    stem, dot, rest = name.partition(".")\n    return name if',
        '    stem, dot, rest = name.rpartition(".")\n    return name if',
        "the evening's sealed report on noon's stick is opened by nobody, and nobody is told",
        (
            "tests/desk/test_sealed_reports.py::"
            "test_of_two_reports_of_one_day_on_one_stick_both_are_opened",
        ),
    ),
    Fault(
        "counter_app/sync/batch/sealed_files.py",
        "if not (is_plain(said) and said.endswith(KINDS) and",
        "if not (",
        "an office has a program saved under its number, or in another folder",
        (
            "tests/desk/test_sealed_reports.py::"
            "test_a_known_office_cannot_have_anything_else_saved_under_its_name",
        ),
    ),
    Fault(
        "counter_app/desk/outgoing.py",
        "        if not os.path.lexists(path) or _holds(path, data):\n",
        "        if True:\n",
        "an opened report is saved over a file of the same name that was somebody's own",
        (
            "tests/qt/test_superior_pages.py::"
            "test_sealed_reports_are_opened_from_the_inbox_and_saved_under_their_office",
        ),
    ),
    Fault(
        "counter_app/domain/journal/minimal.py",
        "        left = residue(payload) | _taken_part(kind, payload)\n",
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
        "return filesystem in NETWORK and filesystem != _OFTEN_LOCAL",
        'return filesystem == "nfs"',
        "an office is opened on a share of another computer",
        (
            "tests/sync/test_on_linux_volumes.py::test_what_lies_on_another_computer_is_told_by_its_mount",
        ),
    ),
    Fault(
        "counter_app/sync/batch/lines.py",
        "if plain_text(said) != text or not _known_day(day):",
        "if not _known_day(day):",
        "a batch in which a key stands twice means one thing to us and another to the next reader",
        ("tests/sync/test_usual_lines.py::test_nothing_that_is_refused_passes_the_quick_way",),
    ),
    Fault(
        "counter_app/store/core/plain_json.py",
        '        level = named("level", bool | str | whole | list[level]',
        '        level = named("level", bool | str | whole | float | list[level]',
        "a fraction is kept by another spelling than the office signed",
        ("tests/sync/test_usual_lines.py::test_what_is_not_plain_is_left_alone",),
    ),
    Fault(
        "counter_app/store/file/migrations.py",
        '        connection.execute("PRAGMA foreign_keys = ON")\n',
        "",
        "a file that was just made or brought up to date takes a sheet that names dossiers that never were",
        (
            "tests/store/test_database.py::test_a_new_file_asks_whether_what_is_named_is_there",
            "tests/superior/test_impossible.py::test_what_is_about_a_dossier_that_never_was_is_refused",
        ),
    ),
    Fault(
        "counter_app/qt/kit/volume_list.py",
        "        if come and again and reasons[again[0]][1]:\n            again = come\n",
        "",
        "the stick that was waited for is not the one Ctrl+Enter writes to",
        ("tests/qt/test_closing.py::test_a_stick_that_comes_is_under_the_cursor_at_once",),
    ),
    Fault(
        "counter_app/desk/exchange/again.py",
        "files += written.every",
        "pass",
        "what was sent once more is answered without its files",
        ("tests/desk/test_exchange.py::test_a_lost_stick_is_written_again_at_any_time",),
    ),
)
