-- The reference lists of queries/reference as tables.

create table lexicon (
    pattern_id varchar,           -- permanent
    category varchar,             -- what the words announce, or structure
    language varchar,             -- pl | en | cs_sk (both read alike) | hu | uk | any
    role varchar,                 -- announcement, subject, exclusion, attachment ...
    pattern varchar,              -- RE2 on folded text
    match varchar,                -- an example that must match
    no_match varchar              -- an example that must not
);

create table link_hosts (
    host varchar,                 -- registrable domain or a host below it
    kind varchar                  -- document | tracking | rating
);

create table notice_patterns (
    pattern_number integer,       -- tried in this order
    pattern_id varchar,
    kind varchar,                 -- block | account, both of Allegro's mail; bounce
    cause varchar,                -- why the mail was not taken: of account and bounce
    pattern varchar               -- RE2 on folded subject and text; of a bounce, on what the server said
);

create table sending_systems (
    system_number integer,        -- tried in this order
    system_id varchar,            -- permanent
    name varchar,                 -- as people call it
    kind varchar,                 -- integrator | shop | esp | library | mail_program
    pattern varchar               -- RE2 on folded headers, hosts, sender's domain and template name
);
