"""The report as one HTML page that asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from audit.model import Report
from audit.paths import shipped
from audit.render import names, page, phrases, standing
from audit.render.charts import weeks_chart
from audit.render.progress_page import progress_filters
from audit.render.trend_chart import month_name, trend_chart
from audit.render.wording import Wording, jinja_filters, wording


def render_html(report: Report) -> str:
    """The whole report as a page: style, script and chart inside, allowed by their hashes alone."""
    words = wording(report.lang)
    environment = _environment(words, report)
    return environment.get_template("report.html").render(
        report=report,
        style=_inline("style.css"),
        script=_inline("table.js"),
        csp=_content_security_policy(),
        chart=_data_uri(weeks_chart(report)),
        trend=_data_uri(trend_chart(report)),
        **page.facts(words, report),
        **standing.facts(words, report),
    )


def _environment(words: Wording, report: Report) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("report_templates") / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(jinja_filters(words))
    environment.filters.update(_filters(words, report))
    environment.tests["web_address"] = page.is_web_address
    return environment


def _filters(words: Wording, report: Report) -> dict[str, Any]:
    named = partial(names.named, words)
    return {
        "text": lambda text: text.into(words.lang),
        "category": partial(phrases.category, words),
        "categories": partial(phrases.categories, words),
        "state": partial(phrases.state, words),
        "shape": names.STATE_SHAPES.__getitem__,
        "reason": partial(phrases.reason, words, report),
        "source_kind": partial(named, names.SOURCE_KINDS),
        "effective_status": partial(named, names.EFFECTIVE_STATUSES),
        "severity": partial(named, names.SEVERITIES),
        "message_verdict": partial(named, names.MESSAGE_VERDICTS),
        "kind": partial(named, names.FILE_KINDS),
        "prohibited_count": partial(phrases.prohibited_count, words),
        "since_switch_count": partial(phrases.since_switch_count, words),
        "template_name": partial(phrases.template_name, words),
        "of_population": partial(phrases.of_population, words),
        "share_judged": phrases.share_judged,
        "marked": page.marked,
        "information": partial(named, standing.INFORMATION),
        "proof": partial(named, standing.PROOFS),
        "unrecognised": partial(names.unrecognised, words),
        "month_name": partial(month_name, words),
        **progress_filters(words, report),
    }


def _inline(name: str) -> Markup:
    """A shipped style or script, exactly as its hash was taken."""
    return Markup((shipped("report_templates") / "html" / name).read_text("utf-8"))  # noqa: S704


def _content_security_policy() -> str:
    return (
        f"default-src 'none'; style-src {_hash('style.css')}; script-src {_hash('table.js')}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(name: str) -> str:
    digest = hashlib.sha256(_inline(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _data_uri(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" if svg else ""
