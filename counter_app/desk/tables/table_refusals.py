"""The sentence in which a file of tables is refused."""

from __future__ import annotations

from counter_app.errors import RuleError


def refused(pattern: str, rule: str = "table_file", **values: object) -> RuleError:
    """The refusal of a file; ``pattern`` is translated already."""
    return RuleError(pattern.format(**values), field="file", rule=rule)
