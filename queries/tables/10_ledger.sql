-- What became of every record. For each input file: read = loaded + duplicates + rejected.

create table input_files (
    file_number integer,          -- order of reading
    source_file varchar,          -- name shown to the user
    kind varchar,                 -- the reader; unknown where none recognises the file
    sha256 varchar,               -- of the bytes
    encoding varchar,             -- of delimited text, else empty
    unreadable bigint,            -- records rejected while reading, not staged
    mended bigint,                -- texts that were encoded twice and are decoded again
    column_map varchar            -- of a table: our field = its column (alias, shape or manifest)
);

create table record_outcomes (
    record_id bigint,             -- of a staged record
    outcome varchar,              -- loaded | duplicate | rejected
    reason varchar                -- reason code of a rejected record
);

create table rejected_records (
    source_file varchar,          -- name shown to the user
    source_position varchar,      -- where in the file
    reason varchar,               -- reason code
    detail varchar,               -- the shape of what was found, never a personal value
    value varchar                 -- what could not be typed, as it stood: never shown unmasked
);
