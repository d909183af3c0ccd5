"""The chart of the trend over several reports, as SVG text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.model import CATEGORIES, Month, Report
from audit.render.charts import drawn, label_messages, stack_bars
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
    words, months = wording(report.lang), comparison.months
    return drawn("allegro-audit trend", 3.4, lambda axes: _draw(axes, words, months))


def _draw(axes: Axes, words: Wording, months: tuple[Month, ...]) -> None:
    names = [each for each in CATEGORIES if any(month.by_category.get(each) for month in months)]
    heights = {name: [month.by_category.get(name, 0) for month in months] for name in names}
    stack_bars(axes, words, heights, width=0.55)
    axes.set_xlim(-0.7, len(months) - 0.3)
    axes.set_xticks(range(len(months)), [month_name(words, month) for month in months])
    label_messages(axes, words)


def month_name(words: Wording, month: Month) -> str:
    """The days a report of the trend is about, or its day where it names none."""
    if month.period is None:
        return words.day(month.as_of)
    first, last = month.period
    return words.days(first, last)
