"""What codes are called in a report; each name is a message id of the catalogues."""

from __future__ import annotations

from typing import Final

from audit.model import RunVerdict, State
from audit.render.wording import Wording


def N_(words: str) -> str:  # noqa: N802 - the name catalogue tools look for
    """``words`` unchanged: marks a message id that is translated where it is printed."""
    return words


CATEGORY_NAMES: Final = {
    "fiscal_document": N_("Sales document sent by mail"),
    "payment_received": N_("Payment received"),
    "order_in_progress_or_shipped": N_("Order in progress or sent"),
    "shipment_status": N_("Change of shipment status"),
    "review_request": N_("Request for a rating"),
    "timeline": N_("Course of time"),
    "coverage": N_("Coverage"),
    "undecided": N_("Sources disagree"),
    "address": N_("Addresses"),
    "replacement": N_("Replacement in place"),
    "told": N_("Buyer informed"),
    "notices": N_("Block notices"),
    "discussion": N_("Discussions and claims"),
}
STATE_NAMES: Final = {
    State.ERROR: N_("Error"),
    State.FAIL: N_("Fails"),
    State.WOULD_FAIL: N_("Would fail"),
    State.REVIEW: N_("To review"),
    State.NOT_ASSESSED: N_("Not assessed"),
    State.PASS: N_("Passes"),
    State.NOT_APPLICABLE: N_("Not applicable"),
}
STATE_SHAPES: Final = {
    State.ERROR: "!",
    State.FAIL: "✕",
    State.WOULD_FAIL: "▲",
    State.REVIEW: "?",
    State.NOT_ASSESSED: "○",
    State.PASS: "✓",
    State.NOT_APPLICABLE: "–",
}
VERDICT_NAMES: Final = {
    RunVerdict.READY: N_("The shop is ready"),
    RunVerdict.NOT_READY: N_("The shop is not ready"),
    RunVerdict.NOT_READY_BY: N_("The shop is not ready for the announced rules"),
    RunVerdict.READY_WITH_CONDITIONS: N_("The shop is ready, with conditions"),
    RunVerdict.CANNOT_TELL: N_("Readiness cannot be judged"),
}
NOT_READY_BY_DAY: Final = N_("The shop is not ready for %(day)s")
VERDICT_SHAPES: Final = {
    RunVerdict.READY: "✓",
    RunVerdict.NOT_READY: "✕",
    RunVerdict.NOT_READY_BY: "▲",
    RunVerdict.READY_WITH_CONDITIONS: "?",
    RunVerdict.CANNOT_TELL: "○",
}
UNDECIDED: Final = (State.NOT_ASSESSED, State.ERROR)
MESSAGE_VERDICTS: Final = {
    "prohibited": N_("Prohibited"),
    "review": N_("To review"),
    "allowed": N_("Allowed"),
    "not_assessed": N_("Not assessed"),
}
FILE_KINDS: Final = {
    "mbox": N_("mailbox (mbox)"),
    "eml": N_("single mail (eml)"),
    "msg": N_("single mail from Outlook (msg)"),
    "mail_log": N_("mail log"),
    "orders": N_("orders"),
    "order_events": N_("events of orders"),
    "carriers": N_("list of carriers"),
    "order_documents": N_("documents of orders"),
    "shipments": N_("shipments"),
    "threads": N_("Message Center threads"),
    "thread_messages": N_("Message Center messages"),
    "issues": N_("discussions and claims"),
    "issue_chat": N_("chat of a discussion"),
    "order_table": N_("orders in a table"),
    "notice_list": N_("list of stopped mail"),
    "payment": N_("payments history"),
    "mail_events": N_("events of a mail service"),
    "server_log": N_("log of a mail server"),
    "unknown": N_("of no known kind"),
}
# Sheets keep their English names for what reads a workbook; the contents say what they hold.
SHEETS: Final = {
    "Plan": N_("What to do: the migration plan"),
    "Replacements": N_("What replaces the mail"),
    "Worklists": N_("Worklists: orders to do something for"),
    "Controls": N_("Controls and their results"),
    "Templates": N_("Templates with findings"),
    "Findings": N_("Findings"),
    "Weeks": N_("Prohibited messages by template, category and week"),
    "Changes": N_("What changed"),
    "Trend": N_("The trend in numbers"),
    "Waivers": N_("Waivers"),
    "Coverage": N_("Coverage of the data"),
    "Calendar": N_("Rule calendar"),
    "Reconciliation": N_("Our verdicts against what Allegro stopped"),
    "Contest": N_("Contest these"),
    "Bounces": N_("Bounces: mail that a server did not take"),
    "Unrecognised": N_("Mail that no pattern explains"),
    "Told": N_("Who told the buyer"),
}
CHANNELS: Final = {
    "email": N_("e-mail"),
    "message_center": N_("Message Center"),
}
SOURCE_KINDS: Final = {
    "official_notice": N_("Allegro's notice"),
    "staff_answer": N_("answer by Allegro's staff"),
    "faq": N_("Allegro's questions and answers"),
    "press": N_("press"),
    "community": N_("sellers' community"),
    "method": N_("method of this audit"),
    "standard": N_("internet standard"),
}
SCORE_NAMES: Final = {
    "compliance": N_("Compliance with the rules in force"),
    "readiness": N_("Readiness for all known rules"),
}
SCORE_FORMULAS: Final = {
    "compliance": N_("messages that broke no rule in force and need no decision ÷ messages judged"),
    "readiness": N_("messages that break no known rule and need no decision ÷ messages judged"),
}
EFFECTIVE_STATUSES: Final = {
    "announced": N_("announced"),
    "cancelled": N_("cancelled"),
    "in_force": N_("in force"),
    "postponed": N_("postponed"),
}
SEVERITIES: Final = {
    "critical": N_("critical"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    "info": N_("for information"),
}
PRIVACY: Final = {
    "masked": N_("masked: personal data is shown as pseudonyms or left out"),
    "full": N_("full: personal data is shown as it stood"),
}


def unrecognised(words: Wording, is_bounce: bool) -> str:
    """What mail is called that no pattern explains."""
    return words.say("bounce") if is_bounce else words.say("mail from Allegro")


def readable(code: str) -> str:
    """A code nobody has words for yet, as words: ``late_reply`` -> ``late reply``."""
    return code.replace("_", " ")


def named(words: Wording, names: dict[str, str], code: str) -> str:
    """The name of ``code`` among ``names``, or the code itself as words."""
    return words.say(names[code]) if code in names else readable(code)
