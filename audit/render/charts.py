"""The chart of prohibited messages by week, and what every chart is drawn with, as SVG text."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from audit.model import CATEGORIES, Report
from audit.render import phrases
from audit.render.wording import Wording, wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK: Final = "#334155"
_GRID: Final = "#e2e8f0"
_EDGE: Final = "#fffffe"  # one off white, so that the dark style can find it
SWITCH: Final = "#b91c1c"
# Colours that colour-blind readers tell apart, and a hatch for those who print in grey.
_LOOKS: Final = {
    "fiscal_document": ("#0f4c81", ""),
    "payment_received": ("#3b8ea5", "//"),
    "order_in_progress_or_shipped": ("#d98324", ""),
    "shipment_status": ("#8a5a94", ".."),
    "review_request": ("#94a3b8", "\\\\"),
}
_OTHER_LOOK: Final = ("#64748b", "xx")
# The page follows the reader's dark setting; a picture has to follow it by itself.
_DARK_STYLE: Final = (
    "@media (prefers-color-scheme: dark) {"
    f'[style*="fill: {INK}"] {{ fill: #cbd5e1 !important }}'
    '[style*="fill: #0f4c81"] { fill: #4a90cf !important }'
    f'[style*="stroke: {INK}"] {{ stroke: #64748b !important }}'
    f'[style*="stroke: {_GRID}"] {{ stroke: #334155 !important }}'
    f'[style*="stroke: {_EDGE}"] {{ stroke: #172033 !important }}'
    f'[style*="stroke: {SWITCH}"] {{ stroke: #fca5a5 !important }}'
    f'[style*="fill: {SWITCH}"] {{ fill: #fca5a5 !important }}'
    "}"
)


def weeks_chart(report: Report) -> str:
    """Prohibited messages by week and category with the switch marked; empty without any week.

    The same report gives the same text.
    """
    if not report.weeks:
        return ""
    words = wording(report.lang)
    return drawn("allegro-audit", 3.7, lambda axes: _draw(axes, words, report))


def drawn(salt: str, height: float, draw: Callable[[Axes], None]) -> str:
    """A chart as SVG text that follows the reader's dark setting; ``height`` in inches.

    ``salt`` tells the parts of one chart from those of another on the same page.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(
        {
            "svg.hashsalt": salt,
            "svg.fonttype": "path",
            "hatch.linewidth": 0.6,
            "font.family": "DejaVu Sans",
        }
    ):
        figure = Figure(figsize=(9.6, height), layout="constrained")
        draw(figure.add_subplot())
        text = io.StringIO()
        figure.savefig(
            text, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return text.getvalue().replace("</style>", f"{_DARK_STYLE}</style>", 1)


def stack_bars(
    axes: Axes, words: Wording, heights: Mapping[str, Sequence[int]], width: float
) -> None:
    """Draw a bar a place, its parts on top of each other: category -> how high at each place."""
    places = max(map(len, heights.values()), default=0)
    floor = [0] * places
    for name, parts in heights.items():
        colour, hatch = _LOOKS.get(name, _OTHER_LOOK)
        axes.bar(
            range(places),
            parts,
            bottom=floor,
            width=width,
            color=colour,
            hatch=hatch,
            edgecolor=_EDGE,
            linewidth=0.8,
            label=phrases.category(words, name),
            zorder=2,
        )
        floor = [low + part for low, part in zip(floor, parts, strict=True)]
    axes.set_ylim(0, max([*floor, 1]) * 1.18)


def label_messages(axes: Axes, words: Wording) -> None:
    """Label the axis of messages, and name the categories above the bars."""
    from matplotlib.ticker import MaxNLocator

    axes.set_ylabel(words.say("prohibited messages"), color=INK, fontsize=9)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.grid(axis="y", color=_GRID, linewidth=0.9, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    options: dict[str, Any] = {"ncols": 3, "frameon": False, "fontsize": 9, "labelcolor": INK}
    if axes.get_legend_handles_labels()[0]:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            handlelength=1.4,
            columnspacing=1.6,
            **options,
        )


def _draw(axes: Axes, words: Wording, report: Report) -> None:
    weeks = _every_week(report)
    _draw_weeks(axes, words, report, weeks)
    _mark_switch(axes, words, report, weeks)
    _label_axes(axes, words, weeks)


def _every_week(report: Report) -> list[date]:
    """The Mondays from the first to the last week, quiet weeks too: a gap must show as a gap."""
    first = min(count.week for count in report.weeks)
    last = max(count.week for count in report.weeks)
    return [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]


def _draw_weeks(axes: Axes, words: Wording, report: Report, weeks: list[date]) -> None:
    counts: dict[tuple[str, date], int] = defaultdict(int)
    for count in report.weeks:
        counts[count.category, count.week] += count.messages
    names = _in_order({category for category, _ in counts})
    heights = {name: [counts[name, week] for week in weeks] for name in names}
    stack_bars(axes, words, heights, width=0.78)


def _in_order(found: set[str]) -> list[str]:
    return [name for name in CATEGORIES if name in found] + sorted(found - set(CATEGORIES))


def _mark_switch(axes: Axes, words: Wording, report: Report, weeks: list[date]) -> None:
    place = (report.switch - weeks[0]).days / 7 - 0.5
    if not -0.6 <= place <= len(weeks) - 0.4:
        return
    axes.axvline(place, color=SWITCH, linewidth=1.6, linestyle=(0, (4, 2)), zorder=3)
    right = place > len(weeks) * 0.75
    axes.annotate(
        words.say("switch: %(day)s", day=words.day(report.switch)),
        (place, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-6 if right else 6, -4),
        textcoords="offset points",
        ha="right" if right else "left",
        va="top",
        color=SWITCH,
        fontsize=9.5,
        fontweight="bold",
    )


def _label_axes(axes: Axes, words: Wording, weeks: list[date]) -> None:
    step = max(1, -(-len(weeks) // 12))
    axes.set_xticks(range(0, len(weeks), step), [week.strftime("%d.%m") for week in weeks[::step]])
    axes.set_xlabel(words.say("week from Monday"), color=INK, fontsize=9)
    label_messages(axes, words)
