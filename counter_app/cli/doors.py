"""Verbs that show citizens' data, said here once for each: who looked is written into the access book."""

from __future__ import annotations


def _verbs(listed: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in listed.split(","))


SHOWS = _verbs("""
requests copies, requests drafts, requests hand-out, requests list, requests over, requests paper, requests plan,
requests show,
access list, access report, backup, backups drill, backups make, board, calendar affected, certify list, certify note,
fee show, find, followup list, followup paper, followup read, handover holders, handover list, handover show,
map compare, map list, map worklist, originals list, outage list, receipt, shelf list, show, superior open-reports,
superior overdue,
superior show, superior twice
""")
"""Verbs after which one line stands in the book; those that can tell more of what was seen write it themselves."""
OWN = frozenset({"report", "superior report"})
"""Verbs that show citizens or not, and know which."""
ACTS = _verbs("""
requests add, requests answer, requests erase, requests erase-draft, requests erase-over, requests erase-request,
requests give, requests tick, requests void,
accept, apologise, ask, calendar recompute, certify, certify authorise, certify end-authority, certify erase,
certify lock, certify print-month, certify void, close-day, close-lapsed, confirm, correct, erase, export,
extend, fee collect, fee refund, fee waive, followup answer, followup ask, followup erase, followup tell,
followup void, form, handover all, handover give, handover take, map import, map set, mistake, move,
originals back, originals keep, outage begin, outage end, receive, register, return, revert, shelf put, undo
""")
"""Acts: the journal says who did what with whose dossier, and is not told twice."""
NOBODY = _verbs("""
encrypt, exchange acks, exchange batches, exchange card, exchange handed, exchange mend, exchange revoke, exchange show,
exchange superior, requests period, rights list, rights set, selftest, settings printer, update, verify-program,
absence add, absence change, absence end, absence list, backups clear, backups list,
backups places, backups prove, calendar confirm, calendar export, calendar hours, calendar import, calendar show,
card, catalogue export, catalogue import, catalogue list, catalogue posted, catalogue review, catalogue seed,
certify authorities, certify lock-page, certify months, certify testimony, check, complete, demo, demo-day, due, gui,
init,
map forget, map note, numbers settle, numbers show, papers clear, papers list, password, place load, place now,
place shipped, place show, quick-card,
recovery make, recovery reset, recovery show, restore, script issue, script list, script revoke,
settings officer, settings set, settings show, superior import, superior list, superior offices, superior settle,
 from-superior, superior acknowledge, superior keys card, superior keys enrol, superior keys list, superior keys revoke,
 superior put-back, superior quarantine drop, superior quarantine let-in, superior quarantine list,
 superior send-down, superior warehouse, template export, template import, template list, template use,
 ticket absent, ticket call, ticket done, ticket hold, ticket list, ticket open, ticket pause, ticket recall,
 ticket requeue, ticket resume, ticket return, ticket serve, ticket stop, ticket take, ticket transfer,
 ticket undo, train
""")
"""Verbs that show nothing of a citizen, or only what whoever calls them says."""


def shows_citizens(verb: str) -> bool:
    """True if a verb that wrote no line itself owes one; one of which nothing is said here is taken to."""
    return verb not in OWN and verb not in ACTS and verb not in NOBODY
