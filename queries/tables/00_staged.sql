-- Staging: one table a kind of record, every value as text, just as a reader gave it. `record_id` is
-- unique over all staging tables; what became of each record stands in record_outcomes. Bodies are not
-- kept: a record remembers the numbers of its lines, and each distinct line stands once in staged_lines.

create table staged_lines (
    line_id ubigint,              -- line_ids()
    line varchar                  -- as it stood, without its end
);

create table staged_mail (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,          -- the reader: mbox, eml, mail_log ...
    msg_id varchar,               -- Message-ID without <>, as it stood
    in_reply_to varchar[],        -- Message-IDs without <>
    reference_ids varchar[],      -- Message-IDs without <>
    sent_at varchar,              -- ISO 8601 with offset where the source has one, else as it stood
    time_precision varchar,       -- second | minute | day
    sender varchar,               -- bare address
    recipients varchar[],         -- bare addresses: To, Cc, Bcc, Delivered-To of a log
    subject varchar,              -- decoded
    lines ubigint[],              -- readers give `body`: visible text, line ends as \n; null without one
    text_hash varchar,            -- of the body, where nothing else tells two records apart
    has_thread_info varchar,      -- true where the source carries thread headers
    has_attachment_info varchar,  -- true where the source names attachments
    attachments varchar[],        -- file names
    attachment_types varchar[],   -- content types, same order
    links varchar[],              -- link targets found in the body
    direction varchar,            -- sent | received where the source says so (mailbox label), else null
    template varchar,             -- template name of a mail log
    order_id varchar,             -- where the source itself names the order
    status varchar,               -- delivery status of a mail log, as it stood
    auto_submitted varchar,       -- the header, as it stood
    mailer varchar,               -- lines: the naming headers, hosts of Received, names of X- headers
    is_bounce varchar,            -- true for a delivery status notification (RFC 3464)
    bounce_recipients varchar[],
    bounce_action varchar,        -- failed | delayed ..., the gravest it names
    bounce_status varchar,        -- 5.7.23
    bounce_diagnostic varchar,
    returned_msg_id varchar,      -- Message-ID of the mail a bounce returns
    returned_body varchar         -- text of a forwarded or returned mail, for keys only
);

create table staged_order (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    order_id varchar,
    buyer_email varchar,
    buyer_login varchar,
    buyer_names varchar[],        -- used to mask texts, never shown
    buyer_language varchar,
    status varchar,
    fulfillment_status varchar,
    bought_at varchar,            -- first line item
    updated_at varchar,
    paid_at varchar,
    payment_type varchar,
    invoice_required varchar,
    delivery_method varchar,
    marketplace varchar,
    buyer_wrote varchar,          -- true where messageToSeller holds text
    products varchar[]            -- offer names
);

create table staged_order_document (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    order_id varchar,             -- from the file name, folder or wrapper: not in the response
    invoice_numbers varchar[],
    invoice_uploaded_at varchar[], -- only files that were uploaded
    invoice_created_at varchar[], -- this and the next three: one an invoice, empty where missing
    invoice_file_at varchar[],
    invoice_security varchar[],   -- ACCEPTED | REJECTED | WAITING
    invoice_verification varchar[],
    link_urls varchar[],
    has_external_invoices varchar
);

create table staged_shipment (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    order_id varchar,             -- from the file name, folder or wrapper: not in the response
    waybill varchar,
    carrier_id varchar,
    carrier_name varchar,
    created_at varchar
);

create table staged_thread (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    thread_id varchar,
    buyer_login varchar,
    order_ids varchar[],
    type varchar,                 -- COMMON | POST_PURCHASE_ISSUE
    sub_type varchar,             -- the buyer's reason
    opened_at varchar
);

create table staged_thread_message (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    message_id varchar,
    thread_id varchar,
    type varchar,                 -- MAIL | MESSAGE_CENTER | ASK_QUESTION
    status varchar,               -- BLOCKED, DELIVERED ...
    created_at varchar,
    author_login varchar,
    from_buyer varchar,           -- true | false | null where the response does not say
    from_allegro varchar,         -- true: a system, chatbot or adviser of Allegro wrote it
    subject varchar,
    lines ubigint[],              -- readers give `text`
    order_id varchar,
    attachments varchar[],
    links varchar[]
);

create table staged_issue (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    issue_id varchar,
    type varchar,
    status varchar,
    opened_at varchar,
    buyer_login varchar,
    order_id varchar,
    reason varchar,
    chat_active varchar,          -- true | false
    return_required varchar,      -- true | false | null: not decided
    status_due_at varchar,
    decision_due_at varchar
);

create table staged_issue_message (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    issue_id varchar,             -- from the file name or folder: not in the chat response
    message_id varchar,
    author_role varchar,          -- BUYER | SELLER | ADMIN | SYSTEM | FULFILLMENT
    created_at varchar,
    text varchar
);

create table staged_carrier (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    carrier_id varchar,
    name varchar                  -- null for OTHER
);

create table staged_payment (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    paid_at varchar,
    booked_at varchar,
    payment_id varchar,
    operation varchar,            -- as it stood: wplata, zwrot ...
    operator varchar,
    buyer_login varchar
);

create table staged_notice (
    record_id bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar,
    received_at varchar,
    recipients varchar[],         -- of the mail that was stopped
    subject varchar,              -- of the mail that was stopped
    reason varchar,               -- as whoever kept the list wrote it
    order_id varchar,
    msg_id varchar                -- Message-ID of the mail that was stopped, without <>
);
