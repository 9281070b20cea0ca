"""Faults of the superior's gate: who is believed, what is taken, kept apart, put back, acknowledged."""

from __future__ import annotations

from tests.planted.fault import Fault

_COMPLETING = "tests/superior/test_completing.py::test_"

FAULTS = (
    Fault(
        "counter_app/superior/senders/invariants.py",
        "            Procedure.from_dict(procedure)\n",
        "            pass\n",
        "one catalogue that nobody can read puts all that an office ever sent aside",
        (
            "tests/superior/test_impossible.py::test_a_catalogue_that_cannot_be_read_back_is_refused",
        ),
    ),
    Fault(
        "counter_app/superior/senders/residues.py",
        "if self._waiting.pop(seq) != left:",
        "if not within(self._waiting.pop(seq), left):",
        "less than an erasure left is counted today, and puts the office aside when it is looked at again",
        ("tests/superior/test_gate.py::test_a_residue_says_just_what_its_erasure_left",),
    ),
    Fault(
        "counter_app/superior/senders/sender.py",
        "self._require_agreeing(reached)",
        "pass",
        "a journal written anew behind its own papers, sticks and signatures is taken in",
        (
            "tests/superior/test_impossible.py::test_what_contradicts_the_chain_it_stands_in_is_refused",
        ),
    ),
    Fault(
        "counter_app/superior/book/arrivals.py",
        "            self.went_on = go_on(folder)\n",
        "            self.went_on = False\n",
        "a copy that was half put back stays half, and an empty book of arrivals is begun",
        (
            "tests/superior/test_putting_back.py::test_a_kill_at_any_step_leaves_the_old_or_ends_with_the_new",
        ),
    ),
    Fault(
        "counter_app/superior/senders/residues.py",
        "        for seq in self._mended:\n            raise UnprovenError(seq, Code.MENDING)\n",
        "",
        "whoever carries a stick writes entries as he likes and calls them mended",
        (
            "tests/superior/test_mended.py::test_an_entry_that_travels_mended_waits_for_the_event_that_says_so",
        ),
    ),
    Fault(
        "counter_app/superior/batches/completing.py",
        "if (line.entry.seq, line.entry.hash) != (entry.seq, entry.hash):",
        "if line.entry.seq != entry.seq:",
        "another branch of a journal takes the place of the one that is held",
        (f"{_COMPLETING}another_branch_completes_nothing",),
    ),
    Fault(
        "counter_app/superior/batches/completing.py",
        "if not within(figures, left_to_send(entry.kind, payload) or payload):",
        "if False:",
        "figures that were signed and wrong are set right without a word",
        (f"{_COMPLETING}figures_that_had_said_something_else_are_named",),
    ),
    Fault(
        "counter_app/superior/senders/invariants.py",
        'if target is None or payload.get("state") != target:',
        "if target is None:",
        "a dossier arrives in a state that its act does not lead to",
        ("tests/superior/test_impossible.py::test_what_cannot_happen_waits_for_a_person",),
    ),
    Fault(
        "counter_app/superior/reports/gathering.py",
        "if standing.last_day < last.isoformat()",
        "if standing.last_day <= last.isoformat()",
        "an office that sent everything is named as incomplete",
        ("tests/superior/test_report.py::test_what_is_not_complete_is_said",),
    ),
    Fault(
        "counter_app/superior/reports/gathering.py",
        "sums[standing.office].append(figures)",
        "sums[standing.office] = [figures]",
        "of an office's counters only one is counted",
        ("tests/superior/test_report.py::test_lines_are_the_offices_own_sums",),
    ),
    Fault(
        "counter_app/superior/batches/kept_batches.py",
        "        _write(place / payload.name, _read(payload, manifest))\n",
        "        _write(kept, [data])\n        _write(place / payload.name, _read(payload, manifest))\n",
        "a kill leaves a waiting batch that seems whole and is not",
        (
            "tests/superior/test_waiting_batches.py::test_the_manifest_that_makes_a_waiting_batch_count_comes_last",
        ),
    ),
    Fault(
        "counter_app/superior/batches/kept_batches.py",
        "    files.remove(path)  # half of it, left by a kill\n",
        "",
        "a batch that was cut short once is never kept again",
        (
            "tests/superior/test_waiting_batches.py::test_half_a_payload_left_by_a_kill_is_written_anew",
        ),
    ),
    Fault(
        "counter_app/superior/batches/gate.py",
        "        if (key.journal, key.office) != (manifest.journal, manifest.office_number):",
        "        if key.office != manifest.office_number:",
        "an office signs for its neighbour's computer",
        ("tests/superior/test_gate.py::test_nobody_speaks_for_an_office_that_is_known",),
    ),
    Fault(
        "counter_app/superior/batches/gate.py",
        "        if not key.counts:",
        "        if False:",
        "a stolen computer goes on reporting after its key was revoked",
        ("tests/superior/test_gate.py::test_a_revoked_key_counts_for_nothing_and_stays_revoked",),
    ),
    Fault(
        "counter_app/superior/batches/gate.py",
        "        if signed_by(",
        "        if True or signed_by(",
        "whoever says that he has a new key is believed",
        (
            "tests/superior/test_gate.py::test_a_key_that_the_old_one_signed_passes_by_itself_and_is_told",
        ),
    ),
    Fault(
        "counter_app/superior/senders/residues.py",
        "            if not vouched:\n                self._waiting[line.entry.seq] = line.residue or {}\n",
        "            pass\n",
        "a carrier puts another applicant in the place of an erased one",
        ("tests/superior/test_gate.py::test_a_residue_counts_only_with_its_erasure",),
    ),
    Fault(
        "counter_app/superior/exchange/acknowledging.py",
        "        if sender and sender.holds(item.to_seq, item.head):",
        '        if sender and item.outcome == "imported":',
        "an acknowledgement remembers what was done, not what is held",
        ("tests/superior/test_acknowledging.py::test_what_came_another_way_is_told_as_taken",),
    ),
    Fault(
        "counter_app/superior/exchange/acknowledging.py",
        "            codes = codes or self._given_up(item.journal)\n",
        "",
        "an office reads that its batch was refused, and nobody says why",
        ("tests/superior/test_acknowledging.py::test_what_people_gave_up_is_told_with_its_reason",),
    ),
    Fault(
        "counter_app/superior/batches/settling.py",
        "            _require_erased(made, lost)\n",
        "",
        "what was erased by law stands in no erasure after people took the other branch",
        ("tests/superior/test_settling.py::test_what_was_erased_by_law_is_not_cut_back_over",),
    ),
    Fault(
        "counter_app/superior/book/folder.py",
        "    files.sync_file(making)\n",
        "",
        "a power cut leaves a sender's name with nothing in it",
        (
            "tests/superior/test_waiting_batches.py::test_a_copy_is_on_the_disk_before_it_gets_its_name",
        ),
    ),
    Fault(
        "counter_app/superior/batches/branches.py",
        "            common = line.entry.seq\n",
        "            common = before\n",
        "taking the other branch throws away what both have",
        ("tests/superior/test_settling.py::test_the_other_branch_is_taken_and_goes_on",),
    ),
    Fault(
        "counter_app/superior/senders/soundness.py",
        "if ours != schema.APPLICATION_ID or not entries:",
        "if ours != schema.APPLICATION_ID:",
        "an empty file counts as an office without dossiers",
        ("tests/superior/test_aside.py::test_it_is_named_and_nobody_else_is_stopped",),
    ),
    Fault(
        "counter_app/superior/reports/gathering.py",
        "return figures(sender, first, told_until(sender, last))",
        "return figures(sender, first, last)",
        "an office is overdue at the superior with promises whose day has not come in what it sent",
        ("tests/superior/test_report.py::test_a_promise_for_a_day_to_come_is_not_overdue",),
    ),
    Fault(
        "counter_app/superior/reports/gathering.py",
        "return last_day(FORM.name, first, last, local_date(clock.now()))",
        "return last",
        "a month that still runs is said to be told by nobody to its end",
        ("tests/superior/test_report.py::test_a_promise_for_a_day_to_come_is_not_overdue",),
    ),
    Fault(
        "counter_app/superior/senders/invariants.py",
        "        require_readable(columns)\n",
        "        pass\n",
        "a dossier that no report can read is taken in, and stops the report of all",
        ("tests/superior/test_impossible.py::test_what_an_event_wrote_must_be_readable",),
    ),
    Fault(
        "counter_app/superior/senders/sender.py",
        "                verify(batch)  # what is wrong with a batch itself comes first\n",
        "                pass\n",
        "a broken batch is refused for what it seems to say, not for being broken",
        ("tests/superior/test_impossible.py::test_a_broken_batch_is_refused_for_being_broken",),
    ),
    Fault(
        "counter_app/sync/batch/reader.py",
        'wrong = wrong or (entry.subject.startswith("epoch:") and not begins)',
        "wrong = bool(wrong)",
        "an act under the name of an epoch is taken in, and its office is put aside as unsound afterwards",
        ("tests/sync/test_bad_batches.py",),
    ),
)
