"""The verbs of the superior's desk, as its groups declare them."""

from __future__ import annotations

from counter_app.office import Office
from counter_app.system.loaded import Loaded

GROUPS = {
    name: made.kind()
    for name, made in vars(Office).items()
    if isinstance(made, Loaded) and made.kind().__module__.startswith("counter_app.superior_desk.")
}
"""The groups of verbs at the superior."""
WRITING = {
    f"{group}.{verb}"
    for group, kind in GROUPS.items()
    for verb, made in vars(kind).items()
    if not verb.startswith("_")
    and str(getattr(made, "__annotations__", {}).get("return")).startswith("Done[")
}
"""Those that write."""
