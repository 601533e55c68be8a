"""What another rule would have said of what really happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from creneau import _native
from creneau.rows import Rule
from creneau.sim.snapshot import office_of
from creneau.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from creneau.database import Database

__all__ = ["PolicyDiff", "policy_diff"]


class PolicyDiff:
    """What two rules documents say of each command of a history, and of each refusal that was journalled."""

    def __init__(self, frame: _native.Frame, unjudged: int) -> None:
        """Keep what was judged."""
        self.judged: Table[tuple[Any, ...]] = Table(frame, lambda *row: row)
        """One by one, in order: what was said then, and what `a` and `b` say (a code, or nothing: yes)."""
        self.unjudged = unjudged
        """How many could not be judged: rules, imports, what was purged, and refused wishes, of which
        the journal does not say what they wanted."""

    def _told_apart(self, kind: str, *, a: bool, b: bool) -> pd.DataFrame:
        frame = self.judged.to_pandas()
        frame = frame[(frame["of"] == kind) & (frame["a"].isna() == a) & (frame["b"].isna() == b)]
        return frame.reset_index(drop=True)

    @property
    def newly_refused(self) -> pd.DataFrame:
        """Commands that were done, that `a` allows, and that `b` would have refused."""
        return self._told_apart("command", a=True, b=False)

    @property
    def newly_allowed(self) -> pd.DataFrame:
        """Refusals that `a` refuses, too, and that `b` would have allowed."""
        return self._told_apart("refusal", a=False, b=True)

    def __repr__(self) -> str:
        """Say how many of each there are."""
        return (
            f"<PolicyDiff: {len(self.judged)} judged, {len(self.newly_refused)} newly refused, "
            f"{len(self.newly_allowed)} newly allowed, {self.unjudged} unjudged>"
        )


def policy_diff(database: Database, departement: str, a: Iterable[Rule], b: Iterable[Rule]) -> PolicyDiff:
    """Judge the whole history of a département under two rules documents (none: the defaults).

    Each command is decided again by the engine, on the planning as it was when it was given.
    """
    operator = database.operator()
    office = database.office(office_of(operator, departement))
    frame, unjudged = _native.policy_diff(office._caller, operator._caller, departement, list(a), list(b))
    return PolicyDiff(frame, unjudged)
