-- Every rejected record, file by file in the order of reading.
select
    rejected.source_file,
    rejected.source_position,
    rejected.reason,
    rejected.detail,
    coalesce(rejected.value, '')
from rejected_records as rejected
left join input_files as files using (source_file)
order by files.file_number, rejected.rowid
