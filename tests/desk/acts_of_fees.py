"""Examples of the verbs about money of a matter; see ``acts``."""

from __future__ import annotations

from functools import partial

from counter_app.office import Office
from tests.desk.examples import Sent, example
from tests.makers import COPIES, MARITAL, receive


@example
def fees__collect(o: Office) -> Sent:
    return partial(o.fees.collect, receive(o, COPIES, fee=8_000).code, receipt_no="12")


@example
def fees__waive(o: Office) -> Sent:
    return partial(
        o.fees.waive, receive(o, MARITAL, fee=15_000).code, ground="poor", proof="Sổ hộ nghèo"
    )


@example
def fees__unwaive(o: Office) -> Sent:
    code = receive(o, MARITAL, fee=15_000).code
    o.fees.waive(code, ground="poor")
    return partial(o.fees.unwaive, code, reason="Ghi nhầm")


@example
def fees__refund(o: Office) -> Sent:
    code = receive(o, COPIES, fee=8_000).code
    o.fees.collect(code)
    return partial(o.fees.refund, code, reason="Rút hồ sơ")
