"""The columns of the staging tables that readers fill (``queries/tables/00_staged.sql``)."""

from __future__ import annotations

from typing import Any

_MAIL = (
    "msg_id",
    "in_reply_to",
    "reference_ids",
    "sent_at",
    "time_precision",
    "sender",
    "recipients",
    "subject",
    "body",
    "has_thread_info",
    "has_attachment_info",
    "attachments",
    "attachment_types",
    "links",
    "direction",
    "template",
    "order_id",
    "status",
    "auto_submitted",
    "mailer",
    "is_bounce",
    "bounce_recipients",
    "bounce_action",
    "bounce_status",
    "bounce_diagnostic",
    "returned_msg_id",
    "returned_body",
)


def blank_mail() -> dict[str, Any]:
    """Every column of a staged mail, nothing known."""
    return dict.fromkeys(_MAIL)
