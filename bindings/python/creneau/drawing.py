"""A planning as on the office's screen: a line for each inspector, a box for each slot, reserved ones in blue."""

from __future__ import annotations

import datetime
import html
from collections import defaultdict
from collections.abc import Callable, Iterable

from creneau.codes import SlotStatus
from creneau.rows import Slot, Units

__all__ = ["planning_html", "week_html"]

_COLOURS = {SlotStatus.FREE: "#e5e7eb", SlotStatus.RESERVED: "#2563eb", SlotStatus.UNAVAILABLE: "#9ca3af"}
_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_MOST_WEEKS = 4


def _box(slot: Slot, school: Callable[[int], str]) -> str:
    said = [f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}", slot.category.value if slot.category else ""]
    if slot.school is not None:
        said.append(school(slot.school))
    elif slot.reason is not None:
        said.append(slot.reason.value)
    title = html.escape(", ".join(it for it in said if it))
    width = 9 * slot.units
    return (
        f'<span title="{title}" style="display:inline-block;width:{width}px;height:14px;margin:1px;'
        f'background:{_COLOURS[slot.status]}"></span>'
    )


def planning_html(
    slots: Iterable[Slot], inspector: Callable[[int], str] = str, school: Callable[[int], str] = str
) -> str:
    """Draw slots week by week, at most four weeks; every text is escaped."""
    weeks: dict[datetime.date, dict[tuple[str, int], dict[int, list[Slot]]]] = {}
    for slot in slots:
        date = slot.starts_at.date()
        monday = date - datetime.timedelta(days=date.weekday())
        line = weeks.setdefault(monday, {}).setdefault((slot.departement, slot.inspector), defaultdict(list))
        line[date.weekday()].append(slot)
    parts = []
    for monday in sorted(weeks)[:_MOST_WEEKS]:
        lines = weeks[monday]
        days = range(max(5, 1 + max(day for line in lines.values() for day in line)))
        head = "".join(f"<th>{_DAYS[day]} {monday + datetime.timedelta(days=day):%d/%m}</th>" for day in days)
        rows = []
        for (_, who), line in sorted(lines.items()):
            cells = "".join(
                f"<td>{''.join(_box(it, school) for it in sorted(line.get(day, []), key=lambda it: it.starts_at))}</td>"
                for day in days
            )
            rows.append(f"<tr><th>{html.escape(inspector(who))}</th>{cells}</tr>")
        caption = f"semaine {monday.isocalendar().week}, du {monday:%d/%m/%Y}"
        parts.append(f"<table><caption>{caption}</caption><tr><th></th>{head}</tr>{''.join(rows)}</table>")
    more = len(weeks) - _MOST_WEEKS
    if more > 0:
        parts.append(f"<p>… {more} more weeks</p>")
    legend = " ".join(
        f'<span style="display:inline-block;width:12px;height:12px;background:{_COLOURS[it]}"></span> {it.value}'
        for it in SlotStatus
    )
    return (
        f'<div style="font-size:smaller;white-space:nowrap">{"".join(parts)}<p>{legend}</p></div>'
        if parts
        else "<p>no slots</p>"
    )


def week_html(rows: Iterable[Units], total: Units) -> str:
    """Draw the units of a week as bars: assigned in blue, unassigned, unavailable."""
    listed = list(rows)
    several = len({row.week for row in listed} | {total.week})
    lines = []
    for row in [*listed, total]:
        bar = "".join(
            f'<span style="display:inline-block;width:{6 * units}px;height:14px;background:{_COLOURS[status]}"></span>'
            for units, status in (
                (row.assigned, SlotStatus.RESERVED),
                (row.unassigned, SlotStatus.FREE),
                (row.unavailable, SlotStatus.UNAVAILABLE),
            )
        )
        name = "total" if row is total else f"{row.inspector}" if several == 1 else f"{row.week:%d/%m} {row.inspector}"
        shown = "" if row is total else bar
        lines.append(
            f"<tr><th>{name}</th><td>{row.assigned}</td><td>{row.unassigned}</td><td>{row.offered}</td>"
            f'<td style="text-align:left">{shown}</td></tr>'
        )
    head = "<tr><th></th><th>assigned</th><th>unassigned</th><th>offered</th><th></th></tr>"
    caption = f"semaine {total.week.isocalendar().week}, du {total.week:%d/%m/%Y}"
    if several > 1:
        caption += f", et {several - 1} de plus"
    return f"<table><caption>{caption}</caption>{head}{''.join(lines)}</table>"
