-- The same mail in several sources is one message that remembers them all. Copies with the same id are
-- one; a copy without it joins the nearest fuller copy to the same buyer with the same subject: a mail
-- log within two minutes (some know the minute only), a Message Center copy (type MAIL) within fifteen.

create temp table first_copies as
select *
from message_copies
qualify row_number() over (partition by own_key order by rank, record_id) = 1;

create temp table copy_links as
with near as (
    select
        poorer.own_key,
        fuller.own_key as main_key,
        fuller.rank as main_rank,
        poorer.rank as own_rank,
        poorer.sent as own_sent,
        fuller.sent as main_sent,
        abs(
            date_diff(
                'second',
                poorer.sent,
                case
                    when poorer.precision_seconds = 60 then date_trunc('minute', fuller.sent)
                    else fuller.sent
                end
            )
        ) as seconds_apart
    from first_copies as poorer
    inner join first_copies as fuller
        on poorer.subject_key = fuller.subject_key
        and poorer.masked_pair = fuller.masked_pair
        and fuller.rank < poorer.rank
        and fuller.channel = 'email'
        and poorer.channel = 'email'
        and (
            poorer.to_address is null
            or fuller.to_address is null
            or poorer.masked_transaction is null
            or fuller.masked_transaction is null
            or poorer.to_address = fuller.to_address
        )
        and poorer.sent between fuller.sent - interval 15 minute and fuller.sent + interval 15 minute
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

create temp table grouped_copies as
select
    copies.*,
    coalesce(second.main_key, first.main_key, copies.own_key) as message_key
from message_copies as copies
left join copy_links as first on copies.own_key = first.own_key
left join copy_links as second on first.main_key = second.own_key;

insert into record_outcomes
select
    record_id,
    case
        when row_number() over (partition by message_key order by rank, record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    null
from grouped_copies;

insert into messages
select
    arg_min(own_id, (rank, record_id)),
    arg_min(channel, (rank, record_id)),
    arg_min(sent, (rank, record_id)),
    arg_min(tz_assumed, (rank, record_id)),
    arg_min(sender, (rank, record_id)),
    arg_min(to_address, (rank, record_id)),
    arg_min(masked_pair, (rank, record_id)),
    arg_min(masked_transaction, (rank, record_id)),
    bool_or(to_buyer),
    arg_min(buyer_login, (rank, record_id)),
    arg_min(thread_id, (rank, record_id)),
    arg_min(msg_key, (rank, record_id)),
    arg_min(answers, (rank, record_id)),
    arg_min(subject, (rank, record_id)),
    arg_min(subject_key, (rank, record_id)),
    arg_min(body, (rank, record_id)),
    bool_or(has_thread_info),
    bool_or(has_attachment_info),
    coalesce(arg_min(attachments, (rank, record_id)) filter (where len(attachments) > 0), []),
    arg_min(attachment_types, (rank, record_id)),
    arg_min(links, (rank, record_id)),
    arg_min(template_name, (rank, record_id)),
    arg_min(mailer, (rank, record_id)),
    arg_min(order_id_given, (rank, record_id)),
    bool_or(blocked),
    arg_min(source_file, (rank, record_id)),
    arg_min(source_position, (rank, record_id))
from grouped_copies
group by message_key;

insert into message_sources
select
    first_value(own_id) over (partition by message_key order by rank, record_id),
    source_file,
    source_position,
    source_kind
from grouped_copies;

drop table grouped_copies;
drop table copy_links;
drop table first_copies;
drop table message_copies;
