-- Message Center threads and issues: the frames that messages hang in.

insert into record_outcomes
select
    record_id,
    case
        when thread_id is null then 'rejected'
        when row_number() over (partition by thread_id order by record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    case when thread_id is null then 'thread_unknown' end
from staged_thread;

insert into threads
select
    thread_id,
    buyer_login,
    case when len(order_ids) = 1 then lower(order_ids[1]) end,
    type,
    sub_type,
    api_instant(opened_at),
    source_file,
    source_position
from staged_thread
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into record_outcomes
select
    record_id,
    case
        when issue_id is null then 'rejected'
        when row_number() over (partition by issue_id order by record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    case when issue_id is null then 'issue_unknown' end
from staged_issue;

insert into issues
select
    issue_id,
    type,
    status,
    api_instant(opened_at),
    buyer_login,
    lower(order_id),
    reason,
    try_cast(chat_active as boolean),
    try_cast(return_required as boolean),
    coalesce(api_instant(decision_due_at), api_instant(status_due_at)),
    source_file,
    source_position
from staged_issue
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

-- The chat of an issue may stand on the list page (initialMessage) and in its own file: one message.
insert into record_outcomes
select
    record_id,
    case
        when issue_id is null or api_instant(created_at) is null then 'rejected'
        when row_number() over (
            partition by issue_id, coalesce(message_id, source_position) order by record_id
        ) = 1 then 'loaded'
        else 'duplicate'
    end,
    case
        when issue_id is null then 'issue_unknown'
        when api_instant(created_at) is null then 'time_unreadable'
    end
from staged_issue_message;

insert into issue_messages
select
    issue_id,
    author_role,
    api_instant(created_at),
    text
from staged_issue_message
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

insert into buyer_messages
select
    'issue',
    api_instant(said.created_at),
    null,
    null,
    issues.buyer_login,
    null,
    issues.order_id,
    null,
    null,
    said.source_file,
    said.source_position
from staged_issue_message as said
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id)
left join issues using (issue_id)
where said.author_role = 'BUYER';

insert into buyer_messages
select
    'message_to_seller',
    bought_at,
    masked_pair,
    masked_transaction(buyer_email),
    buyer_login,
    null,
    order_id,
    null,
    null,
    source_file,
    source_position
from orders
where buyer_wrote and bought_at is not null;
