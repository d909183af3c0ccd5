-- One row an input file: read = loaded + duplicates + rejected.
select
    source_file,
    kind,
    sha256,
    records_read,
    loaded,
    duplicates,
    rejected,
    encoding,
    column_map,
    mended
from ledger
order by file_number
