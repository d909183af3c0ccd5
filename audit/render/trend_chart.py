"""The chart of the trend over several reports, as SVG text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from audit.model import CATEGORIES, Month, Report
from audit.render import phrases
from audit.render.charts import DARK_STYLE, EDGE, GRID, INK, LOOKS, OTHER_LOOK
from audit.render.wording import Wording, wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def trend_chart(report: Report) -> str:
    """Prohibited messages by category, a bar a report; empty without a comparison.

    The same report gives the same text.
    """
    comparison = report.progress.comparison
    if comparison is None:
        return ""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(
        {
            "svg.hashsalt": "allegro-audit trend",
            "svg.fonttype": "path",
            "hatch.linewidth": 0.6,
            "font.family": "DejaVu Sans",
        }
    ):
        figure = Figure(figsize=(9.6, 3.4), layout="constrained")
        _draw(figure.add_subplot(), wording(report.lang), comparison.months)
        drawn = io.StringIO()
        figure.savefig(
            drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return drawn.getvalue().replace("</style>", f"{DARK_STYLE}</style>", 1)


def _draw(axes: Axes, words: Wording, months: tuple[Month, ...]) -> None:
    floor = [0] * len(months)
    for name in [each for each in CATEGORIES if any(m.by_category.get(each) for m in months)]:
        heights = [month.by_category.get(name, 0) for month in months]
        colour, hatch = LOOKS.get(name, OTHER_LOOK)
        axes.bar(
            range(len(months)), heights, bottom=floor, width=0.55, color=colour, hatch=hatch,
            edgecolor=EDGE, linewidth=0.8, label=phrases.category(words, name), zorder=2,
        )  # fmt: skip
        floor = [low + height for low, height in zip(floor, heights, strict=True)]
    axes.set_ylim(0, max(*floor, 1) * 1.18)
    axes.set_xlim(-0.7, len(months) - 0.3)
    _label(axes, words, months)


def _label(axes: Axes, words: Wording, months: tuple[Month, ...]) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xticks(range(len(months)), [month_name(words, month) for month in months])
    axes.set_ylabel(words.say("prohibited messages"), color=INK, fontsize=9)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.tick_params(colors=INK, labelsize=9, length=0)
    axes.grid(axis="y", color=GRID, linewidth=0.9, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)
    handles, _ = axes.get_legend_handles_labels()
    if handles:
        axes.legend(
            loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=3, frameon=False, fontsize=9,
            labelcolor=INK, handlelength=1.4, columnspacing=1.6,
        )  # fmt: skip


def month_name(words: Wording, month: Month) -> str:
    """The days a report of the trend is about, or its day where it names none."""
    if month.period is None:
        return words.day(month.as_of)
    first, last = month.period
    return words.days(first, last)
