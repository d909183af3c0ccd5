-- Every copy of a sent message, one row a record, from mail and from the Message Center in one shape.
-- `rank` puts the fullest source first: a mailbox, then the Message Center, then a mail log.

create temp table message_copies as
select
    record_id,
    'email' as channel,
    case when has_thread_info = 'true' then 1 else 3 end as rank,
    coalesce('mail ' || msg_key, 'row ' || row_hash) as own_key,
    coalesce(msg_id, 'row-' || left(row_hash, 16)) as own_id,
    sent,
    not has_zone(sent_at) as tz_assumed,
    case time_precision when 'minute' then 60 when 'day' then 86400 else 0 end as precision_seconds,
    sender,
    to_address,
    masked_pair(to_address) as masked_pair,
    masked_transaction(to_address) as masked_transaction,
    is_masked(to_address) as to_buyer,
    cast(null as varchar) as buyer_login,
    cast(null as varchar) as thread_id,
    msg_key,
    answers,
    clean_text(subject) as subject,
    subject_key(subject) as subject_key,
    lines,
    coalesce(has_thread_info = 'true', false) as has_thread_info,
    coalesce(has_attachment_info = 'true', false) as has_attachment_info,
    coalesce(attachments, []) as attachments,
    coalesce(attachment_types, []) as attachment_types,
    coalesce(links, []) as links,
    template as template_name,
    mailer,
    -- The shop's own order numbers are no ids of Allegro.
    order_ids_in(order_id)[1] as order_id_given,
    false as blocked,
    source_file,
    source_position,
    source_kind
from (
    select
        staged.*,
        routed.* exclude (record_id),
        case
            when routed.msg_key is null
                then md5(
                    concat_ws(
                        chr(31),
                        routed.to_address,
                        staged.subject,
                        staged.sent_at,
                        staged.text_hash,
                        staged.template,
                        array_to_string(staged.attachments, chr(30))
                    )
                )
        end as row_hash
    from routed_mail as routed
    inner join staged_mail as staged using (record_id)
    where routed.route = 'sent' and routed.reject_reason is null
);

drop table routed_mail;

-- What else the records of mail held is in the tables now.
create or replace table staged_mail as
select
    record_id,
    source_file,
    source_position,
    sent_at
from staged_mail;

create temp table typed_thread_message as
select
    staged.*,
    api_instant(staged.created_at) as written,
    coalesce(staged.from_allegro = 'true', false) as by_allegro,
    case
        when not coalesce(staged.from_allegro = 'true', false)
            then coalesce(
                try_cast(staged.from_buyer as boolean),
                case when staged.author_login is not null then staged.author_login = threads.buyer_login end
            )
    end as by_buyer,
    coalesce(threads.buyer_login, case when staged.from_buyer = 'true' then staged.author_login end) as login,
    coalesce(lower(staged.order_id), threads.order_id) as named_order
from staged_thread_message as staged
left join threads using (thread_id);

insert into record_outcomes
select
    record_id,
    case
        when message_id is null or written is null or (by_buyer is null and not by_allegro) then 'rejected'
        when row_number() over (partition by message_id order by record_id) = 1 then 'loaded'
        else 'duplicate'
    end,
    case
        when message_id is null then 'message_id_missing'
        when written is null then 'time_unreadable'
        when by_buyer is null and not by_allegro then 'author_unknown'
    end
from typed_thread_message
where not coalesce(by_buyer = false and message_id is not null and written is not null, false);

insert into buyer_messages
select
    case when type = 'MAIL' then 'email' else 'message_center' end,
    written,
    null,
    null,
    login,
    thread_id,
    named_order,
    null,
    subject_key(subject),
    source_file,
    source_position
from typed_thread_message
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id)
where by_buyer;

insert into message_copies
with buyers as (
    select buyer_login as login, min(masked_pair) as masked_pair
    from orders
    where buyer_login is not null
    group by buyer_login
)

select
    said.record_id,
    case when said.type = 'MAIL' then 'email' else 'message_center' end,
    2,
    'thread ' || said.message_id,
    said.message_id,
    said.written,
    not has_zone(said.created_at),
    0,
    said.author_login,
    orders.buyer_email,
    coalesce(orders.masked_pair, buyers.masked_pair),
    masked_transaction(orders.buyer_email),
    true,
    said.login,
    said.thread_id,
    null,
    [],
    clean_text(said.subject),
    subject_key(said.subject),
    said.lines,
    true,
    true,
    coalesce(said.attachments, []),
    [],
    coalesce(said.links, []),
    null,
    null,
    said.named_order,
    coalesce(said.status = 'BLOCKED', false),
    said.source_file,
    said.source_position,
    said.source_kind
from typed_thread_message as said
left join orders on said.named_order = orders.order_id
left join buyers on said.login = buyers.login
where said.by_buyer = false and said.message_id is not null and said.written is not null;

drop table typed_thread_message;
