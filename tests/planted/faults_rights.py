"""Faults in who may do what: the table's limits, the second person, whose dossier it is."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/office/rights.py",
        "                held[right.duty] = (frozenset(roles) & right.most) | right.least()\n",
        "                held[right.duty] = frozenset(roles)\n",
        "a journal's word gives an administrator a leader's rights, and locks the leader out",
        ("tests/desk/test_rights.py::test_no_journal_locks_anybody_out",),
    ),
    Fault(
        "counter_app/desk/office/leader_consent.py",
        "        if item.login != officer.login and item.may(Duty.CONSENT)\n",
        "        if item.may(Duty.CONSENT)\n",
        "a leader is the own second person",
        ("tests/desk/test_two_people.py::test_a_leader_needs_another_where_there_are_two",),
    ),
    Fault(
        "counter_app/desk/office/leader_consent.py",
        "    if store.officers.is_lent(login):\n",
        "    if not login:\n",
        "whoever gave somebody a password consents in that name",
        ("tests/desk/test_two_people.py::test_a_password_somebody_else_chose_consents_to_nothing",),
    ),
    Fault(
        "counter_app/desk/sector_charge.py",
        "    if taker is not None and not whose_else(store, taker, dossier):\n",
        "    if taker is not None:\n",
        "a dossier is handed to oneself to be processed by somebody not of its sector",
        ("tests/desk/test_rights.py::test_nobody_takes_a_dossier_to_process_it_himself",),
    ),
    Fault(
        "counter_app/domain/office/printers.py",
        "    return _NEAR.fullmatch(host) is not None\n",
        "    return _NEAR.match(host) is not None\n",
        "a printer on the internet whose name begins like a private address passes for near",
        ("tests/desk/test_two_people.py::test_near_is_the_own_network_and_no_name",),
    ),
)
