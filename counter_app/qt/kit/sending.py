"""A form that stays open sends an act once: until it is answered, the same sent again is the same act."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from counter_app.desk.act import new_op

P = ParamSpec("P")
T = TypeVar("T")


class Sending:
    """Sends a form's verbs, each with its operation's id: another verb, other words or an answer begin a new one."""

    def __init__(self) -> None:
        self._sent: object = None
        self._op = ""

    def __call__(self, verb: Callable[P, T], *said: P.args, **named: P.kwargs) -> T:
        """The verb's answer; what it raises leaves the operation to be sent again."""
        sent = (verb, said, named)
        if sent != self._sent:
            self._sent, self._op = sent, new_op()
        send: Callable[..., T] = verb
        answer = send(*said, **named, op_id=self._op)
        self._sent = None
        return answer
