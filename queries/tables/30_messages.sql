-- Messages: what the shop sent (one row a message, whatever sources hold it), what buyers wrote,
-- what Allegro wrote.

create table messages (
    message_no bigint,            -- of this run: the record of its fullest source
    message_id varchar,           -- Message-ID, Message Center id, or a hash of the log row
    channel varchar,              -- email | message_center
    sent_at timestamp,            -- UTC
    tz_assumed boolean,           -- the source gave no zone: Europe/Warsaw assumed
    sender varchar,
    to_address varchar,           -- masked address where there is one, else the first recipient
    masked_pair varchar,
    masked_transaction varchar,   -- null: an address without the part after +
    to_buyer boolean,             -- masked address, or a Message Center thread
    buyer_login varchar,          -- where a source names it
    thread_id varchar,            -- Message Center
    msg_key varchar,              -- Message-ID in lower case
    answers varchar[],            -- In-Reply-To and References, lower case
    subject varchar,
    subject_key varchar,          -- without reply marks, folded
    has_text boolean,             -- a source holds its body, were it empty
    has_thread_info boolean,      -- a source carries thread headers
    has_attachment_info boolean,  -- a source names attachments
    attachments varchar[],        -- file names
    attachment_types varchar[],
    links varchar[],
    template_name varchar,        -- of a mail log
    mailer varchar,               -- what its headers tell of the sending program
    order_id_given varchar,       -- the source itself names the order
    blocked boolean,              -- Message Center status BLOCKED
    source_file varchar,          -- of the fullest source
    source_position varchar
);

create table message_texts (
    message_no bigint,
    lines ubigint[]               -- of its body, in order
);

create table message_sources (
    message_no bigint,
    source_file varchar,
    source_position varchar,
    source_kind varchar
);

create table buyer_messages (
    channel varchar,              -- email | message_center | message_to_seller | issue
    written_at timestamp,         -- UTC
    masked_pair varchar,
    masked_transaction varchar,
    buyer_login varchar,          -- where a source names it
    thread_id varchar,
    order_id varchar,
    msg_key varchar,              -- Message-ID in lower case
    subject_key varchar,
    source_file varchar,
    source_position varchar
);

create table allegro_mail (
    mail_id bigint,               -- the record it was loaded from
    received_at timestamp,        -- UTC, the mailbox Date
    sender varchar,
    subject varchar,
    body varchar,                 -- with the text of a returned or forwarded mail
    is_bounce boolean,            -- a delivery status notification, never a block notice
    bounce_recipients varchar[],  -- Final-Recipient of each part
    bounce_action varchar,        -- failed | delayed ...: delayed is not lost
    bounce_status varchar,        -- 5.7.23
    bounce_diagnostic varchar,    -- Diagnostic-Code, as it stood
    bounce_text varchar,          -- what the mail server wrote by itself, without the mail it returns
    answers varchar[],            -- Message-IDs it refers to or returns, lower case
    source_file varchar,
    source_position varchar,
    is_listed boolean             -- a row of a list of blocked mail that somebody keeps by hand
);
