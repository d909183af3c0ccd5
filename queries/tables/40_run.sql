-- The run: one row that the views join instead of parameters.

create table audit_run (
    period_from date,             -- Europe/Warsaw, inclusive
    period_to date,               -- Europe/Warsaw, inclusive
    as_of date,                   -- what was known on this day
    switch_at timestamp,          -- UTC, 2 March 2026 00:00 Europe/Warsaw
    rules_of date                 -- the day whose rules judge all mail; null: each day by its own
);

create table rule_starts (
    category varchar,
    announced boolean,            -- known on the as-of day
    starts date                   -- in force from, as known on the as-of day; null where no day was
);

create table own_addresses (
    address varchar               -- sender address of the shop, named or seen writing to buyers
);

create table account_addresses (
    address varchar               -- sender address that the manifest names as added to the account
);

create table own_domains (
    domain varchar                -- of the shop, as the manifest names it, lower case
);

create table incidents (
    starts date,                  -- Europe/Warsaw; messages of these days are left out
    until date,                   -- inclusive
    reason varchar                -- as the manifest gives it
);

create table drafts (
    message_id varchar            -- of a draft handed to lint, as loaded
);

create table masked_texts (
    raw varchar,                  -- as it stood in the mail
    shown varchar                 -- as it may leave the house
);

create table pseudonyms (
    raw varchar,                  -- an address or a login
    shown varchar                 -- keyed pseudonym, or the same with full privacy
);

create table findings (
    control_id varchar,           -- of the control file
    subject_id varchar,           -- a message, or what the control says
    occurred_at timestamp,        -- UTC
    reason_code varchar,          -- text in queries/reference/reasons.toml
    source_file varchar,
    source_position varchar,
    verdict varchar,              -- prohibited | review
    template_id varchar,          -- null where no template explains it
    evidence varchar              -- the deciding words as they stood, or a count
);

create table exclusions (
    exclusion_id varchar,         -- of queries/reference/calendar.toml
    first_day date,               -- Europe/Warsaw, inclusive
    last_day date                 -- Europe/Warsaw, inclusive
);

create table waiver_scopes (
    kind varchar,                 -- order | message
    id varchar                    -- the one order or message a waiver names
);
