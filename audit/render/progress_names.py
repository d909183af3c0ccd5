"""What the codes of the plan, the worklists, the waivers and the comparison are called."""

from __future__ import annotations

from typing import Final

from audit.render.names import N_

SYSTEM_KINDS: Final = {
    "integrator": N_("integrator"),
    "shop": N_("shop platform"),
    "esp": N_("mailing service"),
    "library": N_("mail library of a shop's program"),
    "program": N_("program of unknown kind"),
    "mail_program": N_("mail program: written by hand"),
    "message_center": N_("Message Center"),
    "mail_log": N_("program, named by no header (mail log)"),
    "unknown": N_("nothing tells"),
}
EFFORTS: Final = {
    "small": N_("small"),
    "medium": N_("middling"),
    "large": N_("large"),
}
STEP_STATES: Final = {
    "sent": N_("still sent"),
    "not_seen": N_("not seen any more"),
}
WORKLISTS: Final = {
    "documents_to_upload": N_("Documents to upload"),
    "links_to_add": N_("Links to add"),
    "orders_to_inform": N_("Buyers to inform by hand"),
}
WORKLIST_ACTIONS: Final = {
    "documents_to_upload": N_(
        "The buyer asked for an invoice: POST /order/checkout-forms/{id}/invoices, then "
        "PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file."
    ),
    "links_to_add": N_(
        "The buyer did not ask for an invoice: POST /order/{orderId}/billing-documents/links; "
        "the domain must be on Allegro's list."
    ),
    "orders_to_inform": N_(
        "Look at each order: the buyer may not know what the stopped message said, or it is "
        "unknown which document belongs there."
    ),
}
WORK_REASONS: Final = {
    "document_mailed": N_("document sent by mail"),
    "document_stopped": N_("document sent by mail, and the mail was stopped"),
    "asked_never_sent": N_("asked for, and neither sent nor added"),
    "document_order_unknown": N_("document sent by mail, invoice.required unknown"),
    "shipping_stopped": N_("shipping mail stopped, no parcel number at the order"),
    "matter_stopped": N_("order matter that the rules allow, stopped all the same"),
}
AT_ALLEGRO: Final = {
    "none": N_("nothing at the order"),
    "not_asked": N_("not known: no answer of the API about this order"),
    "external": N_("nothing at the order; Allegro's flag: sent outside"),
    "tracking": N_("parcel number at the order"),
}
WAIVER_STATES: Final = {
    "active": N_("active"),
    "ending": N_("active, ends within 30 days"),
    "not_begun": N_("not begun"),
    "lapsed": N_("lapsed: later findings count again"),
    "over_limit": N_("over its limit: its findings count again"),
    "no_match": N_("matches nothing"),
    "no_such_control": N_("names no control there is"),
}
BUCKETS: Final = {
    "": "–",
    "false_alarm": N_("false alarm"),
    "accepted_until_migration": N_("accepted until the migration"),
    "not_ours": N_("not ours"),
    "platform_error": N_("error of the platform"),
}
CHANGES: Final = {
    "new": N_("new"),
    "reappeared": N_("reappeared"),
    "rule_changed": N_("rules changed"),
    "data_changed": N_("data changed"),
    "still": N_("still there"),
    "fixed": N_("fixed"),
}
DIFFERENCES: Final = {
    "control_set": N_("the set of controls"),
    "same_period_other_files": N_("other files about the same days"),
}
