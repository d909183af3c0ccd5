-- pattern_hits: one row a distinct sentence and a pattern that matches it; filled family by family, which
-- lets the engine compile each expression once and run it fast.
create table pattern_hits (
    sentence_id ubigint,
    category varchar,
    pattern_id varchar,
    language varchar,             -- of the pattern
    role varchar,                 -- announcement, subject or exclusion
    folded_words varchar          -- what the pattern matched, folded
);
