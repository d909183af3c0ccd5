-- Mail of one source; the hash of its text only where no Message-ID tells two records apart.
insert into staged_mail by name
select
    * exclude (body),
    line_ids(body) as lines,
    case when msg_id is null then md5(body) end as text_hash
from {source}
