-- Order data: one row an order, its documents and its shipments.

create table orders (
    order_id varchar,             -- UUID version 1, lower case
    buyer_email varchar,          -- masked address, lower case
    masked_pair varchar,          -- its part before +
    buyer_login varchar,          -- as Allegro gives it, Client:44300444 too
    buyer_language varchar,       -- pl-PL ...
    status varchar,               -- of the checkout form
    fulfillment_status varchar,   -- NEW, PROCESSING, SENT ...
    bought_at timestamp,          -- UTC, first line item
    paid_at timestamp,            -- UTC, null where not paid online
    invoice_required boolean,     -- null where the response does not say
    delivery_method varchar,      -- its name, a hint at the carrier
    marketplace varchar,          -- allegro-pl ...
    buyer_wrote boolean,          -- messageToSeller holds text
    source_file varchar,
    source_position varchar
);

create table buyer_names (
    name varchar                  -- known names of buyers, used to mask texts, never shown
);

create table order_documents (
    order_id varchar,
    invoices integer,             -- invoices whose file was uploaded
    links integer,                -- billing-document links
    has_external_invoices boolean, -- Allegro's flag: sent outside of the platform
    source_file varchar,
    source_position varchar
);

create table order_invoices (
    order_id varchar,
    created_at timestamp,         -- UTC
    has_file boolean,             -- a file was stored, not the metadata alone
    security varchar,             -- of the virus scan: ACCEPTED | REJECTED | WAITING, empty where not told
    verification varchar          -- of the content: NOT_APPLICABLE, ACCEPTED, REJECTED ...
);

create table shipments (
    order_id varchar,
    waybill varchar,              -- parcel number, text
    carrier_id varchar,           -- OTHER: own carrier or one not integrated with Allegro
    carrier_name varchar,         -- only with OTHER
    created_at timestamp,         -- UTC
    source_file varchar,
    source_position varchar
);

create table carriers (
    carrier_id varchar,           -- as GET /order/carriers listed it on the day of the export
    name varchar                  -- null for OTHER
);

create table payments (
    payment_id varchar,           -- as Allegro's payments history names it
    paid_at timestamp,            -- UTC
    operation varchar,            -- as it stood
    operator varchar,             -- PayU, Przelewy24
    buyer_login varchar,          -- the history names the buyer, never the order
    source_file varchar,
    source_position varchar
);

create table threads (
    thread_id varchar,
    buyer_login varchar,          -- of the thread or issue
    order_id varchar,             -- where the thread names one
    type varchar,                 -- COMMON | POST_PURCHASE_ISSUE (since 28 October 2026)
    sub_type varchar,             -- the buyer's reason, of a POST_PURCHASE_ISSUE
    opened_at timestamp,          -- UTC
    source_file varchar,
    source_position varchar
);

create table issues (
    issue_id varchar,
    type varchar,                 -- DISPUTE | CLAIM
    status varchar,
    opened_at timestamp,          -- UTC
    buyer_login varchar,          -- of the thread or issue
    order_id varchar,
    reason varchar,               -- the buyer's reason, a code
    chat_active boolean,          -- a new message can still be sent; null where not told
    return_required boolean,      -- the goods must come back; null: not decided
    due_at timestamp,             -- UTC, decisionDueDate, else statusDueDate
    source_file varchar,
    source_position varchar
);

create table issue_messages (
    issue_id varchar,
    author_role varchar,          -- BUYER | SELLER | ADMIN | SYSTEM | FULFILLMENT
    written_at timestamp,         -- UTC
    said varchar                  -- visible text
);
