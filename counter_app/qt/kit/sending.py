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
        op = self.op(verb, said, named)
        send: Callable[..., T] = verb
        answer = send(*said, **named, op_id=op)
        self.answered()
        return answer

    def op(self, *sent: object) -> str:
        """The operation's id of what is sent by other means: the same until it is answered."""
        if sent != self._sent:
            self._sent, self._op = sent, new_op()
        return self._op

    def answered(self) -> None:
        """Note the answer: the same once more is another act."""
        self._sent = None
