"""Answers of the Allegro API in their true shape, one an endpoint; every value is invented."""

from typing import Any

ORDER = "9f5620c0-1607-11f1-9c2e-7d21a4e0b6aa"
OTHER_ORDER = "b1a2c3d0-1702-11f1-8f00-5b21a4e0b611"
ADDRESS = "8awgqyk6a5+5f147aa75@allegromail.pl"
ISSUE = "91077988-9b92-428a-92ab-ab9d7d708f05"
DISPUTE = "5f1c3b1e-2d7a-4c64-8a43-0c7c1f0e9a11"
THREAD = "0EfC3hHyzFaJsxVCCbmb2TY0jZDi"
PAGE: dict[str, Any] = {"offset": 0, "limit": 20}

FORM: dict[str, Any] = {
    "id": ORDER,
    "messageToSeller": None,
    "buyer": {
        "id": "44300444",
        "email": ADDRESS,
        "login": "Client:44300444",
        "guest": False,
        "firstName": "Jan",
        "lastName": "Kowalski",
        "phoneNumber": "+48600000000",
        "personalIdentity": None,
        "preferences": {"language": "pl-PL"},
        "address": {"street": "Polna 1", "postCode": "00-001", "countryCode": "PL"},
    },
    "payment": {
        "id": "0f2a7c4e-9d51-4d0b-8a10-111111111111",
        "type": "ONLINE",
        "provider": "AF",
        "finishedAt": "2026-03-02T07:16:02.551Z",
        "paidAmount": {"amount": "129.99", "currency": "PLN"},
        "reconciliation": None,
        "features": [],
    },
    "status": "READY_FOR_PROCESSING",
    "fulfillment": {"status": "SENT", "shipmentSummary": {"lineItemsSent": "ALL"}},
    "delivery": {
        "method": {"id": "5fb565ea", "name": "Allegro Paczkomaty InPost"},
        "pickupPoint": {"id": "POZ08A", "name": "Paczkomat POZ08A"},
        "smart": True,
    },
    "invoice": {"required": False, "address": None, "dueDate": None},
    "lineItems": [
        {
            "id": "9f5620c1-1607-11f1-9c2e-7d21a4e0b6aa",
            "offer": {"id": "7778622952", "name": "Etui czarne", "external": {"id": "AH-1"}},
            "quantity": 1,
            "price": {"amount": "129.99", "currency": "PLN"},
            "boughtAt": "2026-03-02T07:15:43.123Z",
        }
    ],
    "surcharges": [],
    "marketplace": {"id": "allegro-pl"},
    "summary": {"totalToPay": {"amount": "129.99", "currency": "PLN"}},
    "updatedAt": "2026-03-02T11:40:10.002Z",
    "revision": "819b5836",
}
ORDERS: dict[str, Any] = {"checkoutForms": [FORM], "count": 1, "totalCount": 1}

EVENTS: dict[str, Any] = {
    "events": [
        {
            "id": "1532603898317497",
            "type": "READY_FOR_PROCESSING",
            "occurredAt": "2026-03-03T08:00:00.000Z",
            "order": {
                "seller": {"id": "1"},
                "buyer": {
                    "id": "44300445",
                    "email": "7bwgqyk6a5+5f147aa76@allegromail.pl",
                    "login": "ola_44",
                    "guest": False,
                    "preferences": {"language": "pl-PL"},
                },
                "lineItems": [
                    {
                        "id": "b1a2c3d1-1702-11f1-8f00-5b21a4e0b611",
                        "offer": {"id": "7778622952", "name": "Etui czarne"},
                        "boughtAt": "2026-03-03T07:59:00.000Z",
                    }
                ],
                "checkoutForm": {"id": OTHER_ORDER, "revision": "819b5837"},
                "marketplace": {"id": "allegro-pl"},
            },
        }
    ]
}
DOCUMENTS: dict[str, Any] = {
    "orderMode": "REGULAR",
    "invoices": [
        {
            "id": "56ae349d-8045-4bb3-adcc-7cf6fb420f61",
            "invoiceNumber": "FV 12/2026",
            "createdAt": "2026-03-02T12:00:00.000Z",
            "file": {
                "name": "faktura.pdf",
                "uploadedAt": "2026-03-02T12:00:04.349Z",
                "securityVerification": {"status": "ACCEPTED"},
                "verification": {"status": "NOT_APPLICABLE", "details": []},
            },
        }
    ],
    "links": [{"id": "9c1e", "url": "https://paragony.pl/x", "createdAt": "2026-03-02T12:05:10Z"}],
    "hasExternalInvoices": False,
}
SHIPMENTS: dict[str, Any] = {
    "shipments": [
        {
            "id": "REhMOjEyMzQ1Njc4OTEwUEw=",
            "waybill": "520000012680041086770098",
            "carrierId": "INPOST",
            "carrierName": None,
            "lineItems": [{"id": "9f5620c1-1607-11f1-9c2e-7d21a4e0b6aa"}],
            "createdAt": "2026-03-02T11:40:09.264Z",
        }
    ]
}
CARRIERS: dict[str, Any] = {"carriers": [{"id": "INPOST", "name": "InPost"}, {"id": "OTHER"}]}
THREADS: dict[str, Any] = {
    "threads": [
        {
            "id": THREAD,
            "read": True,
            "lastMessageDateTime": "2026-03-27T12:30:43.000Z",
            "interlocutor": {"login": "Client:44300444", "avatarUrl": None},
        }
    ],
    **PAGE,
}
BETA_THREADS: dict[str, Any] = {
    "threads": [
        {
            "id": "aSXMwCioNcnIOOzTTzR3yUlE6g7f",
            "type": "POST_PURCHASE_ISSUE",
            "subType": "MISSING_PRODUCT_ELEMENTS",
            "status": "OPEN",
            "read": False,
            "createdAt": "2026-11-02T10:00:00Z",
            "lastMessageDateTime": "2026-11-02T12:00:00Z",
            "participants": [
                {"role": "BUYER", "login": "ola_44"},
                {"role": "SELLER", "login": "sklep"},
            ],
            "orders": [{"id": OTHER_ORDER, "offers": [{"id": "7778622952", "quantity": 1}]}],
        }
    ],
    "page": {"id": None},
}
BLOCKED_MAIL: dict[str, Any] = {
    "id": "a30b05fd-5341-407b-ace4-ee53092b5ced",
    "status": "BLOCKED",
    "type": "MAIL",
    "createdAt": "2026-03-27T12:30:43.000Z",
    "thread": {"id": THREAD},
    "author": {"login": "sklep", "isInterlocutor": False},
    "text": "Wysłaliśmy paczkę.",
    "subject": "Twoja paczka w drodze",
    "relatesTo": {"offer": None, "order": {"id": ORDER}},
    "hasAdditionalAttachments": False,
    "attachments": [],
    "additionalInformation": {"vin": None},
}
QUESTION: dict[str, Any] = {
    **BLOCKED_MAIL,
    "id": "b41c16fe-6452-418c-bdf5-ff64193c6dfe",
    "status": "DELIVERED",
    "type": "MESSAGE_CENTER",
    "createdAt": "2026-03-26T08:00:00Z",
    "author": {"login": "Client:44300444", "isInterlocutor": True},
    "text": "Kiedy wysyłka?",
    "subject": None,
}
MESSAGES: dict[str, Any] = {"messages": [BLOCKED_MAIL, QUESTION], **PAGE}
ISSUES: dict[str, Any] = {
    "issues": [
        {
            "id": ISSUE,
            "type": "DISPUTE",
            "referenceNumber": None,
            "openedDate": "2026-04-12T09:00:00Z",
            "subject": "NO_PROOF_OF_PURCHASE_MANUAL_OR_WARRANTY",
            "buyer": {"id": "44300444", "login": "Client:44300444"},
            "checkoutForm": {"id": ORDER, "createdAt": "2026-03-02T07:15:43Z"},
            "currentState": {
                "status": "DISPUTE_ONGOING",
                "statusDueDate": None,
                "returnRequired": None,
                "chatActive": True,
            },
            "chat": {
                "messagesCount": 1,
                "lastMessage": {"status": "NEW", "createdAt": "2026-04-12T09:00:00Z"},
                "initialMessage": {
                    "id": "c1",
                    "text": "Proszę o fakturę",
                    "author": {"login": "Client:44300444", "role": "BUYER"},
                    "createdAt": "2026-04-12T09:00:00Z",
                    "attachments": [],
                },
            },
        }
    ]
}
CHAT: dict[str, Any] = {
    "chat": [
        {
            "id": "c2",
            "text": "Już wysyłamy.",
            "attachments": [],
            "author": {"login": "sklep", "role": "SELLER"},
            "createdAt": "2026-04-12T10:00:00Z",
        }
    ]
}
DISPUTES: dict[str, Any] = {
    "disputes": [
        {
            "id": DISPUTE,
            "subject": {"name": "Nie otrzymałem faktury"},
            "status": "ONGOING",
            "messagesStatus": "NEW",
            "buyer": {"id": "44300444", "login": "Client:44300444"},
            "checkoutForm": {"id": ORDER, "createdAt": "2026-03-02T07:15:43Z"},
            "message": {
                "id": "d1",
                "text": "Gdzie faktura?",
                "author": {"login": "Client:44300444", "role": "BUYER"},
                "createdAt": "2025-12-01T09:00:00Z",
                "attachment": None,
            },
            "messagesCount": 1,
            "openedDate": "2025-12-01T09:00:00Z",
        }
    ]
}
DISPUTE_MESSAGES: dict[str, Any] = {
    "messages": [
        {
            "id": "d2",
            "text": "Wysyłamy.",
            "attachment": None,
            "author": {"login": "sklep", "role": "SELLER"},
            "createdAt": "2025-12-01T10:00:00Z",
        }
    ]
}
