-- The same mail in several sources is one message that remembers them all. Copies with the same id are
-- one; a copy without it joins the nearest fuller copy to the same buyer with the same subject: a mail
-- log within two minutes (some know the minute only), a Message Center copy (type MAIL) within fifteen.

create temp table first_copies as
select
    own_key,
    rank,
    channel,
    sent,
    precision_seconds,
    to_address,
    masked_pair,
    masked_transaction,
    subject_key
from message_copies
semi join (
    select
        arg_min(
            record_id, {'rank': rank, 'stranger': not to_buyer, 'sent': sent, 'record': record_id}
        ) as record_id
    from message_copies
    group by own_key
) using (record_id);

create temp table copy_links as
with near as (
    select
        poorer.own_key,
        fuller.own_key as main_key,
        fuller.rank as main_rank,
        poorer.rank as own_rank,
        poorer.sent as own_sent,
        fuller.sent as main_sent,
        case
            -- Some logs know the day only: any mail of that day is as near.
            when poorer.precision_seconds = 86400 then 0
            else abs(
                date_diff(
                    'second',
                    poorer.sent,
                    case
                        when poorer.precision_seconds = 60 then date_trunc('minute', fuller.sent)
                        else fuller.sent
                    end
                )
            )
        end as seconds_apart
    from first_copies as poorer
    inner join first_copies as fuller
        on poorer.subject_key = fuller.subject_key
        and poorer.masked_pair = fuller.masked_pair
        and fuller.rank < poorer.rank
        and fuller.rank < 3
        and poorer.rank > 1
        and fuller.channel = 'email'
        and poorer.channel = 'email'
        and (
            poorer.to_address is null
            or fuller.to_address is null
            or poorer.masked_transaction is null
            or fuller.masked_transaction is null
            or poorer.to_address = fuller.to_address
        )
        and poorer.sent between fuller.sent - to_seconds(greatest(900, poorer.precision_seconds))
        and fuller.sent + interval 15 minute
),

close as (
    select *
    from near
    where own_rank = 2 or seconds_apart <= 120
),

placed as (
    select
        *,
        row_number() over (partition by main_key, own_rank order by own_sent, own_key) as own_place,
        row_number() over (partition by own_key order by main_rank, main_sent, main_key) as main_place
    from close
)

-- Two rows of one log never join the same mail: the second row joins the second mail of that minute, and
-- without one it is a message of its own.
select own_key, main_key
from placed
where own_place = main_place
qualify row_number() over (partition by own_key order by main_rank, seconds_apart, main_key) = 1
    and row_number() over (partition by main_key, own_rank order by seconds_apart, own_key) = 1;

drop table first_copies;

-- grouped_copies: one row a copy, with the message it belongs to: the record of its fullest copy.
create temp table grouped_copies as
with named as (
    select
        copies.record_id,
        copies.rank,
        coalesce(second.main_key, first.main_key, copies.own_key) as message_key
    from message_copies as copies
    left join copy_links as first on copies.own_key = first.own_key
    left join copy_links as second on first.main_key = second.own_key
),

mains as (
    select
        message_key,
        arg_min(record_id, {'rank': rank, 'record': record_id}) as message_no,
        count(*) as copies
    from named
    group by message_key
)

select
    named.record_id,
    mains.message_no,
    mains.copies
from named
inner join mains using (message_key);

insert into record_outcomes
select
    record_id,
    case when record_id = message_no then 'loaded' else 'duplicate' end,
    null
from grouped_copies;

-- A message with one copy is that copy; where there are several, each fact is the fullest source's that
-- has it.
insert into messages by name
select
    record_id as message_no,
    own_id as message_id,
    sent as sent_at,
    lines is not null as has_text,
    copies.* exclude (
        record_id, rank, own_key, own_id, sent, precision_seconds, lines, source_kind
    )
from message_copies as copies
semi join (select record_id from grouped_copies where copies = 1) using (record_id);

insert into messages by name
select
    message_no,
    arg_min(own_id, order_of) as message_id,
    arg_min(channel, order_of) as channel,
    arg_min(sent, {'rank': rank, 'sent': sent}) as sent_at,
    arg_min(tz_assumed, {'rank': rank, 'sent': sent}) as tz_assumed,
    arg_min(sender, order_of) as sender,
    -- A log may hold a row for the shop's own archive beside the buyer's.
    arg_min(to_address, buyer_first) as to_address,
    arg_min(masked_pair, buyer_first) as masked_pair,
    arg_min(masked_transaction, buyer_first) as masked_transaction,
    bool_or(to_buyer) as to_buyer,
    arg_min(buyer_login, order_of) as buyer_login,
    arg_min(thread_id, order_of) as thread_id,
    arg_min(msg_key, order_of) as msg_key,
    arg_min(answers, order_of) as answers,
    arg_min(subject, order_of) as subject,
    arg_min(subject_key, order_of) as subject_key,
    bool_or(lines is not null) as has_text,
    bool_or(has_thread_info) as has_thread_info,
    bool_or(has_attachment_info) as has_attachment_info,
    coalesce(arg_min(attachments, order_of) filter (where len(attachments) > 0), []) as attachments,
    arg_min(attachment_types, order_of) as attachment_types,
    arg_min(links, order_of) as links,
    arg_min(template_name, order_of) as template_name,
    arg_min(mailer, order_of) as mailer,
    arg_min(order_id_given, order_of) as order_id_given,
    bool_or(blocked) as blocked,
    arg_min(source_file, order_of) as source_file,
    arg_min(source_position, order_of) as source_position
from (
    select
        copies.*,
        grouped.message_no,
        {'rank': copies.rank, 'record': copies.record_id} as order_of,
        {
            'stranger': not copies.to_buyer, 'rank': copies.rank, 'record': copies.record_id
        } as buyer_first
    from message_copies as copies
    inner join grouped_copies as grouped using (record_id)
    where grouped.copies > 1
)
group by message_no;

insert into message_texts
select
    grouped.message_no,
    arg_min(copies.lines, {'rank': copies.rank, 'record': copies.record_id})
from message_copies as copies
inner join grouped_copies as grouped using (record_id)
where copies.lines is not null and grouped.copies > 1
group by grouped.message_no
union all
select
    record_id,
    lines
from message_copies
semi join (select record_id from grouped_copies where copies = 1) using (record_id)
where lines is not null;

insert into message_sources
select
    grouped.message_no,
    copies.source_file,
    copies.source_position,
    copies.source_kind
from message_copies as copies
inner join grouped_copies as grouped using (record_id);

drop table grouped_copies;
drop table copy_links;
drop table message_copies;
