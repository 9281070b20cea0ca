"""Every planted fault, room by room."""

from __future__ import annotations

from tests.planted import (
    faults_absences,
    faults_access,
    faults_batches,
    faults_copies,
    faults_desk,
    faults_domain,
    faults_erasures,
    faults_followups,
    faults_gate,
    faults_looks,
    faults_papers,
    faults_releases,
    faults_requests,
    faults_rights,
    faults_store,
    faults_superior,
    faults_trust,
    faults_warehouse,
    faults_window,
)
from tests.planted.fault import Fault

FAULTS: tuple[Fault, ...] = (
    *faults_domain.FAULTS,
    *faults_store.FAULTS,
    *faults_rights.FAULTS,
    *faults_trust.FAULTS,
    *faults_copies.FAULTS,
    *faults_desk.FAULTS,
    *faults_erasures.FAULTS,
    *faults_absences.FAULTS,
    *faults_access.FAULTS,
    *faults_followups.FAULTS,
    *faults_batches.FAULTS,
    *faults_gate.FAULTS,
    *faults_superior.FAULTS,
    *faults_warehouse.FAULTS,
    *faults_papers.FAULTS,
    *faults_requests.FAULTS,
    *faults_releases.FAULTS,
    *faults_window.FAULTS,
    *faults_looks.FAULTS,
)
