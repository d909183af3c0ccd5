"""A report as the other rooms would make it, by hand: a shop that switched over unevenly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from audit.lexicon import bounce_causes
from audit.model import (
    CATEGORIES,
    Assessment,
    BounceCause,
    CategoryCount,
    CategoryCourse,
    Change,
    Comparison,
    Contested,
    Control,
    CoverageFact,
    EffectiveDate,
    ExcludedNotices,
    FindingGroup,
    FindingRow,
    LedgerRow,
    MessageCounts,
    Month,
    NoticeCounts,
    Pace,
    PlanStep,
    Progress,
    ReasonCount,
    RejectCount,
    Remediation,
    Replacement,
    Report,
    RungCount,
    RunVerdict,
    Score,
    Source,
    Standing,
    State,
    StoppedTemplate,
    TemplateSummary,
    TemplateWeek,
    Text,
    ToldCount,
    Unrecognised,
    Waiver,
    WaiverUse,
    WeekCount,
    WorkItem,
    Worklist,
)
from audit.rule_calendar import read_calendar
from audit.standing import agreement, calendar_on

HOSTILE_SUBJECT = "</script><img src=x onerror=alert(1)>"
FORMULA_SUBJECT = '=HYPERLINK("http://x.example","x")'
SWITCH = date(2026, 3, 2)
CAUSES = bounce_causes()
REMINDER = "https://developer.allegro.pl/news/przypomnienie-2-marca-2026"

SALES_DOCUMENT = Text(
    "Dokument sprzedaży trafia do zamówienia, nie do poczty",
    "The sales document goes to the order, not to the mail",
)
PAYMENT = Text(
    "Sklep nie pisze do kupującego, że wpłata dotarła",
    "The shop does not write to the buyer that a payment has arrived",
)
IN_PROGRESS = Text(
    "O realizacji i wysłaniu zamówienia informuje Allegro",
    "Allegro, not the shop, says that an order is in progress or sent",
)
SHIPMENT = Text(
    "O statusie przesyłki integrowanego przewoźnika informuje Allegro",
    "Allegro, not the shop, tells the status of an integrated carrier's shipment",
)
RATING = Text("Sklep nie prosi o ocenę transakcji", "The shop does not ask for a rating")
RISK = Text(
    "Allegro zatrzyma wiadomość, a kupujący jej nie dostanie.",
    "Allegro stops the message and the buyer never gets it.",
)
TIMELINE = Text(
    "Po 2 marca 2026 zakazane wiadomości przestały wychodzić",
    "After 2 March 2026 prohibited mail is no longer sent",
)
COVERAGE = Text("Dane wystarczają do oceny", "The data is enough for a verdict")


def sample_control(control_id: str, category: str, title: Text) -> Control:
    """A control with every part filled."""
    return Control(
        id=control_id,
        category=category,
        title=title,
        risk=RISK,
        severity="high",
        effective=(
            EffectiveDate(date(2025, 9, 11), "cancelled", date(2025, 10, 20)),
            EffectiveDate(date(2026, 2, 10), "in_force", SWITCH),
        ),
        sources=(
            Source(
                "Przypomnienie: 2 marca 2026",
                date(2026, 2, 10),
                "official_notice",
                REMINDER,
                quote="O każdym zatrzymanym przez nas powiadomieniu poinformujemy partnera",
            ),
            Source("FAQ", date(2025, 9, 24), "faq", url="javascript:alert(1)"),
        ),
        population="seller_messages",
        requires=("messages.body",),
        remediation=("upload_invoice",),
        known_misses=("a scanned document without a telling name",),
        false_alarms=("an invoice asked for on the phone",),
        sql="select 1",
        path=f"controls/{category}/{control_id}.sql",
    )


def sample_assessments() -> tuple[Assessment, ...]:
    """Every state a control can have."""
    return (
        Assessment(
            sample_control("ALG-DOC-001", CATEGORIES[0], SALES_DOCUMENT),
            State.FAIL,
            "findings_in_force",
            4812,
            4650,
            312,
            188,
            12,
            4,
            SWITCH,
        ),
        Assessment(
            sample_control("ALG-PAY-001", CATEGORIES[1], PAYMENT),
            State.PASS,
            "nothing_found",
            4812,
            4650,
            0,
            96,
            0,
            0,
            SWITCH,
        ),
        Assessment(
            sample_control("ALG-ORD-001", CATEGORIES[2], IN_PROGRESS),
            State.WOULD_FAIL,
            "breaks_announced_rule",
            4812,
            4650,
            0,
            141,
            3,
            0,
            None,
        ),
        Assessment(
            sample_control("ALG-SHP-001", CATEGORIES[3], SHIPMENT),
            State.REVIEW,
            "person_decides",
            1450,
            1302,
            0,
            0,
            17,
            0,
            SWITCH,
        ),
        Assessment(
            sample_control("ALG-RAT-001", CATEGORIES[4], RATING),
            State.NOT_ASSESSED,
            "data_missing",
            4812,
            0,
            missing=("messages.body", "messages.subject"),
        ),
        Assessment(
            sample_control("ALG-TIM-001", "timeline", TIMELINE),
            State.NOT_APPLICABLE,
            "nothing_to_look_at",
            0,
            0,
        ),
        Assessment(
            sample_control("ALG-COV-001", "coverage", COVERAGE),
            State.ERROR,
            "check_failed",
            0,
            0,
            error='Binder Error: column "sent_at" not found',
        ),
    )


def sample_templates() -> tuple[TemplateSummary, ...]:
    """Templates with findings, hostile subjects and a collecting row among them."""
    return (
        TemplateSummary(
            "t_9f2c41d0",
            ("fiscal_document",),
            500,
            500,
            0,
            312,
            488,
            date(2025, 12, 1),
            date(2026, 4, 28),
            "Faktura do zamówienia …",
            "Dzień dobry …,\n\nw załączniku przesyłamy fakturę VAT … do zamówienia ….\n"
            "Dokument jest też pod adresem https://fakturownia.pl/…\n\nPozdrawiamy\nLniana Chata",
            "w załączniku przesyłamy fakturę VAT",
            "dziennik wysyłki",
        ),
        TemplateSummary(
            "t_0b77a812",
            ("order_in_progress_or_shipped", "shipment_status"),
            141,
            141,
            0,
            0,
            141,
            date(2025, 12, 2),
            date(2026, 2, 28),
            "Twoja paczka jest już w drodze",
            "Witaj …!\nTwoje zamówienie zostało wysłane. Numer przesyłki: …\n"
            "Śledź paczkę: https://inpost.pl/…",
            "zamówienie zostało wysłane",
            "Gmail",
        ),
        TemplateSummary(
            "t_51aa03ce",
            ("payment_received",),
            96,
            96,
            0,
            0,
            96,
            date(2025, 12, 1),
            date(2026, 2, 25),
            "Otrzymaliśmy Twoją wpłatę",
            "Wpłata została zaksięgowana.",
            "Wpłata została zaksięgowana",
            "Gmail",
        ),
        TemplateSummary(
            "t_bad00bad",
            ("review_request",),
            5,
            4,
            1,
            1,
            4,
            date(2026, 1, 5),
            date(2026, 3, 2),
            HOSTILE_SUBJECT,
            f"{HOSTILE_SUBJECT}\nProsimy o ocenę.",
            "Prosimy o ocenę",
            "",
        ),
        TemplateSummary(
            "t_f0f0f0f0",
            ("shipment_status",),
            17,
            0,
            17,
            0,
            0,
            date(2026, 1, 7),
            date(2026, 4, 2),
            FORMULA_SUBJECT,
            "Paczka została nadana.",
            "Paczka została nadana",
            "mail_log",
        ),
        TemplateSummary(
            "by_hand",
            ("fiscal_document",),
            22,
            9,
            13,
            2,
            9,
            date(2025, 12, 9),
            date(2026, 4, 21),
            "",
            "Przesyłam paragon, o który … pytała.",
            "Przesyłam paragon",
            "",
            True,
        ),
    )


def sample_remediation(remediation_id: str, category: str, title: Text) -> Remediation:
    """A remediation with every part filled."""
    return Remediation(
        remediation_id,
        category,
        title,
        steps=(
            Text(
                "Wyłącz wysyłkę dokumentu pocztą w systemie sprzedaży.",
                "Switch off mailing of the document in the sales system.",
            ),
            Text(
                "Dodaj plik PDF do zamówienia przez API albo w panelu.",
                "Add the PDF file to the order through the API or the panel.",
            ),
            Text(
                "Kupującym, którzy nie prosili o fakturę, dodaj odnośnik do dokumentu.",
                "For buyers who did not ask for an invoice add a link to the document.",
            ),
        ),
        endpoints=(
            "POST /order/checkout-forms/{id}/invoices",
            "PUT /order/checkout-forms/{id}/invoices/{invoiceId}/file",
        ),
        setting=Text(
            "Powiadomienie o zmianie statusu: domyślnie wyłączone.",
            "Notice about a change of status: off by default.",
        ),
        condition=Text(
            "Tylko PDF, do 3 MB, do 10 dokumentów na zamówienie.",
            "PDF only, up to 3 MB, up to 10 documents an order.",
        ),
        unknown=Text(
            "Lista dozwolonych domen odnośników nie jest publikowana.",
            "The list of allowed link domains is not published.",
        ),
        sources=(REMINDER, "https://github.com/allegro/allegro-api/issues/12639"),
    )


def sample_remediations() -> tuple[Remediation, ...]:
    """What replaces the mail of the plan, one with nothing to switch on first."""
    upload = sample_remediation(
        "upload_invoice",
        "fiscal_document",
        Text("Dodawaj dokument sprzedaży do zamówienia", "Add the sales document to the order"),
    )
    shipment = sample_remediation(
        "add_waybill",
        "shipment_status",
        Text("Podawaj numer przesyłki w zamówieniu", "Put the tracking number into the order"),
    )
    first = Text("Najpierw numery, potem wyłącz.", "Numbers first, then switch off.")
    return upload, replace(shipment, prepare=first, endpoints=())


def sample_step(order: int, template: str, **more: Any) -> PlanStep:
    """One step of a plan; ``more`` in place of what is sent of documents every month."""
    values: dict[str, Any] = {
        "order": order, "template": template, "subject": "Faktura do zamówienia …",
        "categories": ("fiscal_document",), "system": "SklepMailer", "system_kind": "program",
        "state": "sent", "first_day": date(2025, 12, 1), "last_day": date(2026, 4, 28),
        "messages": 500, "in_force": 312, "blocking": 488, "stopped": 21, "last_30_days": 90,
        "a_month": 99.3, "counted": 312, "findings": 512, "running": 312, "share": 0.91,
        "replacements": (Replacement("upload_invoice", 500),), "effort": "large",
        "effort_reason": Text("Program musi umieć", "The program has to know how"),
        "due": SWITCH, "prepare": (), "controls": ("ALG-DOC-001",),
    }  # fmt: skip
    return PlanStep(**{**values, **more})


def sample_plan() -> tuple[PlanStep, ...]:
    """A plan of three steps: still sent, by hand and hostile, not seen any more."""
    return (
        sample_step(1, "t_9f2c41d0"),
        sample_step(
            2, "t_bad00bad", subject=HOSTILE_SUBJECT, system=FORMULA_SUBJECT, counted=30,
            running=342, share=0.997, replacements=(Replacement("add_waybill", 4),),
            prepare=("add_waybill",), effort="medium", due=None,
        ),
        sample_step(
            3, "t_0b77a812", state="not_seen", counted=1, running=343, share=1.0, stopped=0,
            replacements=(Replacement("add_waybill", 141),), prepare=("add_waybill",),
        ),
    )  # fmt: skip


def sample_worklists() -> tuple[Worklist, ...]:
    """A list with two orders, one with a reason nobody has words for, and an empty one."""
    rows = (
        WorkItem(
            "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa", "document_mailed", True, "none",
            date(2026, 4, 2), 1, 1, "t_9f2c41d0", "fiscal_document",
        ),
        WorkItem("=1+1", "odd_reason", None, "not_asked", None, 0, 0, "", "fiscal_document"),
    )  # fmt: skip
    reasons = (("document_mailed", 1), ("odd_reason", 1))
    return (
        Worklist("documents_to_upload", 2, reasons, rows),
        Worklist("links_to_add", 0, (), ()),
        Worklist("orders_to_inform", 0, (), ()),
    )


def sample_comparison() -> Comparison:
    """Two months, a line of every kind of change, another set of controls."""
    counts = {"fiscal_document": 61, "payment_received": 9}
    months = tuple(
        Month(
            name, (date(2026, month, 1), date(2026, month, 28)), date(2026, month + 1, 1),
            "not_ready", 900, 70 - month, counts, 0.9, 80,
        )
        for name, month in (("march/report.json", 3), ("", 4))
    )  # fmt: skip
    kinds = ("new", "reappeared", "rule_changed", "data_changed", "still", "fixed")
    changes = tuple(
        Change(kind, "ALG-DOC-001", f"t_{n:08x}", HOSTILE_SUBJECT, n, 5 - n, SWITCH)
        for n, kind in enumerate(kinds)
    )
    return Comparison(months, changes, ("control_set",), ("orders", "order_found"))


def sample_progress() -> Progress:
    """Everything the plan and the progress sections show."""
    weeks = (
        TemplateWeek(date(2026, 2, 23), "t_9f2c41d0", "fiscal_document", 9, 9, 0),
        TemplateWeek(date(2026, 3, 9), "t_9f2c41d0", "fiscal_document", 7, 7, 3),
        TemplateWeek(date(2026, 3, 9), "t_bad00bad", "review_request", 1, 0, 0),
    )
    groups = (
        FindingGroup(
            "ALG-DOC-001", "t_9f2c41d0", "s-01", "prohibited", 500, date(2025, 12, 1), SWITCH
        ),
        FindingGroup("ALG-COV-001", "", "", "review", 3, None, None),
    )
    return Progress(
        remediations=sample_remediations(),
        worklists=sample_worklists(),
        template_weeks=weeks,
        pace=Pace(2, 93, None, None, None, 1),
        finding_groups=groups,
        comparison=sample_comparison(),
    )


def sample_weeks() -> tuple[WeekCount, ...]:
    """Weekly counts from December to April, most categories ending at the switch."""
    found = []
    for n in range(21):
        week = date(2025, 12, 1) + timedelta(days=7 * n)
        found.append(WeekCount(week, "fiscal_document", max(2, 31 - n) if n != 16 else 0))
        if week < SWITCH:
            found.append(WeekCount(week, "payment_received", 6 + n % 3))
            found.append(WeekCount(week, "order_in_progress_or_shipped", 11 - n % 4))
            found.append(WeekCount(week, "review_request", 3 + n % 2))
        found.append(WeekCount(week, "shipment_status", 8 + n % 5))
    return tuple(found)


def sample_ledger() -> tuple[LedgerRow, ...]:
    """Input files of several kinds, one of them unknown."""
    return (
        LedgerRow("Takeout/Poczta/Wysłane.mbox", "mbox", "a" * 64, 4403, 4401, 1, 1, "utf-8"),
        LedgerRow(
            *("mailing/dziennik_wysylki.csv", "mail_log", "b" * 64, 2210, 411, 1797, 2, "cp1250"),
            *(f"subject = {HOSTILE_SUBJECT} (alias); time = Data (alias) | Uwagi", 3),
        ),
        LedgerRow("allegro_api/orders/orders_0000.json", "orders", "c" * 64, 100, 98, 1, 1),
        LedgerRow("notatki.docx", "unknown", "d" * 64, 0, 0, 0, 0),
        LedgerRow(f"{HOSTILE_SUBJECT}.eml", "eml", "e" * 64, 1, 1, 0, 0),
    )


def sample_report(lang: str = "pl") -> Report:
    """A shop that is not ready: documents still go out by mail after the switch."""
    return Report(
        tool_version="0.1.0",
        control_set="4f1d2c3b5a69",
        engine="DuckDB 2.0.0",
        command="allegro-audit run shop --out report",
        lang=lang,
        privacy="masked",
        shop="Lniana Chata",
        as_of=date(2026, 5, 4),
        as_of_assumed=True,
        period=(date(2025, 12, 1), date(2026, 4, 30)),
        period_assumed=True,
        switch=SWITCH,
        verdict=RunVerdict.NOT_READY,
        verdict_date=None,
        messages=MessageCounts(4812, 750, 3869, 31, 162, 14),
        categories=(
            CategoryCount("fiscal_document", 509, 195, 488, 13),
            CategoryCount("payment_received", 96, 96, 96, 0),
            CategoryCount("order_in_progress_or_shipped", 141, 141, 141, 0),
            CategoryCount("shipment_status", 141, 141, 141, 17),
            CategoryCount("review_request", 4, 3, 4, 1),
        ),
        reasons=(
            ReasonCount("prohibited", "document_attached", 488),
            ReasonCount("allowed", "reply_in_conversation", 214),
            ReasonCount("not_assessed", "no_body", 162),
        ),
        scores=(Score("compliance", 4335, 4650), Score("readiness", 3869, 4650)),
        assessments=sample_assessments(),
        weeks=sample_weeks(),
        templates=sample_templates(),
        plan=sample_plan(),
        notices=NoticeCounts(25, 22, 1, 1, 2, 1, 21, 1),
        coverage=(
            CoverageFact("message_has_body", 4650, 4812),
            CoverageFact("order_found", 4700, 4812),
            CoverageFact("carrier_known", 0, 0),
        ),
        ledger=sample_ledger(),
        rejects=(
            RejectCount(
                "mailing/dziennik_wysylki.csv",
                "field_count",
                1,
                "line 88",
                "7 fields, header has 6",
            ),
            RejectCount(
                "allegro_api/orders/orders_0000.json",
                "not_an_object",
                1,
                "checkoutForms[17]",
                "null",
            ),
        ),
        reason_texts=sample_reason_texts(),
        findings_total=754,
        standing=sample_standing(),
        waivers=(
            WaiverUse(
                Waiver(
                    "ALG-DOC-001",
                    "Przeniesienie umówione na maj",
                    "A. Maj",
                    date(2026, 4, 1),
                    date(2026, 5, 31),
                    "t_9f2c41d0",
                    bucket="accepted_until_migration",
                    owner="B. Lis",
                    max_findings=200,
                ),
                "ending",
                4,
                1,
                27,
            ),
        ),
        progress=sample_progress(),
    )


def sample_standing() -> Standing:
    """A calendar as known in May, and a record of blocks that agrees in part."""
    rules, exclusions = read_calendar()
    return Standing(
        calendar=calendar_on(rules, date(2026, 5, 4)),
        exclusions=tuple(ExcludedNotices(each, 3) for each in exclusions),
        course=tuple(
            CategoryCourse(name, 188, 12 * n, date(2026, 4, 1), 4 * n, n, n, None)
            for n, name in enumerate(CATEGORIES)
        ),
        observed_to=date(2026, 4, 30),
        records=(("blocked_status", 12), ("notice", 25)),
        rungs=(RungCount(0, 0, 0), RungCount(2, 15, 1)),
        agreement=tuple(
            agreement(name, True, (10 + n, 40, n))
            for n, name in enumerate((*CATEGORIES, "", "all"))
        ),
        unpredicted=(
            StoppedTemplate(
                "t_aa", "allowed", "reply_in_conversation", 2, SWITCH, date(2026, 3, 9), True
            ),
            StoppedTemplate("t_bb", "review", "thank_you", 5, SWITCH, SWITCH, False),
        ),
        contested=(
            Contested(
                datetime.fromisoformat("2026-03-04T11:46"),
                "email",
                "buyer-1",
                FORMULA_SUBJECT,
                "reply_in_conversation",
                "thread_header",
                "t_aa",
                "order-1",
                "Wysłane.mbox",
                "byte 4",
                "powiadomienia/023.eml",
                "byte 0",
                datetime.fromisoformat("2026-03-04T12:12"),
                2,
            ),
        ),
        contested_total=1,
        told=(ToldCount("document", 40, 10, 20, 0, 5, 2, 3),),
        bounces=(
            BounceCause("spf", *CAUSES["spf"], 2, 1, 2, 0, SWITCH, date(2026, 3, 9)),
            BounceCause("unknown", *CAUSES["unknown"], 1, 0, 0, 0, SWITCH, SWITCH),
        ),
        unrecognised=sample_unrecognised(),
        unrecognised_total=61,
    )


def sample_unrecognised() -> tuple[Unrecognised, ...]:
    """A bounce without a known cause, and more mail of Allegro than the page shows."""
    moment = datetime.fromisoformat("2026-03-05T09:00")
    bounce = Unrecognised(
        True, moment, "mx.example", FORMULA_SUBJECT, "5.1.1 no such user", True, "In.mbox", "byte 0"
    )
    mail = Unrecognised(
        False, moment, "allegro.pl", HOSTILE_SUBJECT, "", False, "In.mbox", "byte 90"
    )
    return bounce, *(replace(mail, source_position=f"byte {90 + n}") for n in range(60))


def sample_reason_texts() -> dict[str, Text]:
    """Words for most codes of the sample; one code stays without on purpose."""
    return {
        "findings_in_force": Text(
            "Znaleziono wiadomości wysłane, gdy zasada już obowiązywała",
            "Messages were sent while the rule was in force",
        ),
        "nothing_found": Text(
            "Nie znaleziono niczego w obowiązującym okresie",
            "Nothing was found while the rule was in force",
        ),
        "breaks_announced_rule": Text(
            "Wiadomości łamią zasadę, która jeszcze nie obowiązuje",
            "Messages break a rule that is not in force yet",
        ),
        "person_decides": Text("Musi zdecydować człowiek", "A person must decide"),
        "data_missing": Text("Zabrakło danych", "The data needed was not supplied"),
        "nothing_to_look_at": Text("Nie było czego oceniać", "There was nothing to look at"),
        "document_attached": Text("Dokument sprzedaży w załączniku", "A sales document attached"),
        "reply_in_conversation": Text(
            "Odpowiedź w tej samej rozmowie", "A reply in the same conversation"
        ),
        "no_body": Text("Źródło nie zawiera treści", "The source holds no text"),
        "message_has_body": Text("Wiadomość z treścią", "Message with its text"),
        "order_found": Text("Wiadomość powiązana z zamówieniem", "Message matched to an order"),
        "carrier_known": Text("Przesyłka ze znanym przewoźnikiem", "Shipment with a known carrier"),
        "field_count": Text("Inna liczba pól niż w nagłówku", "Not as many fields as the header"),
    }


def sample_findings(many: int = 40) -> Iterator[FindingRow]:
    """Finding rows, the first ones hostile"""
    subjects = (
        HOSTILE_SUBJECT,
        FORMULA_SUBJECT,
        "+48",
        "-1+1",
        "@SUM(A1)",
        "#N/A",
        "bell \x07 rang",
    )
    for n in range(many):
        sent_at = datetime.fromisoformat("2026-02-20T08:15") + timedelta(hours=9 * n)
        yield FindingRow(
            "ALG-DOC-001",
            "prohibited",
            sent_at.date() < SWITCH,
            sent_at,
            "email",
            f"buyer-{n:010x}",
            subjects[n] if n < len(subjects) else "Faktura do zamówienia …",
            ("fiscal_document",),
            n % 3 > 0,
            "document_attached",
            "w załączniku przesyłamy fakturę VAT",
            "t_9f2c41d0",
            f"order-{n:010x}",
            "Takeout/Poczta/Wysłane.mbox",
            f"byte {n * 1024}",
        )
