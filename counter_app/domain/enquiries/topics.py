"""Topics of visitors who only ask: a short list, each under a digit."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import TOPIC_LENGTH, TOPICS_CEILING

__all__ = ["TOPICS_CEILING", "TOPIC_LENGTH", "check_topics"]


def check_topics(topics: Sequence[str]) -> None:
    """Errors: RuleError (field "question_topics") for none, too many, a long or empty one, or two alike."""
    cleaned = [clean(topic) for topic in topics]
    if not 1 <= len(cleaned) <= TOPICS_CEILING or not all(cleaned):
        raise RuleError(
            _("Ghi từ 1 đến {most} nội dung hướng dẫn, mỗi dòng một nội dung.").format(
                most=TOPICS_CEILING
            ),
            field="question_topics",
            rule="topics",
        )
    if len({fold(topic) for topic in cleaned}) < len(cleaned):
        raise RuleError(
            _("Có hai nội dung hướng dẫn giống nhau. Bỏ một dòng."),
            field="question_topics",
            rule="topics_twice",
        )
    longest = max(cleaned, key=len)
    if len(longest) > TOPIC_LENGTH:
        raise RuleError(
            _("Nội dung hướng dẫn “{topic}” dài quá {most} ký tự. Ghi ngắn lại.").format(
                topic=longest[:TOPIC_LENGTH], most=TOPIC_LENGTH
            ),
            field="question_topics",
            rule="topic_length",
        )
