-- Message Center messages of one source.
insert into staged_thread_message by name
select
    * exclude (text),
    line_ids(text) as lines
from {source}
