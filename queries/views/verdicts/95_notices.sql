-- allegro_notices: one row a mail from Allegro or a bounce: block, bounce, account or unknown.
create table allegro_notices as
with folded as (
    select
        *,
        regexp_replace(fold(concat_ws(' ', subject, body)), '\s+', ' ', 'g') as folded
    from allegro_mail
)

select
    folded.mail_id,
    folded.received_at,
    folded.source_file,
    folded.source_position,
    folded.answers,
    case
        when folded.is_listed then 'block'
        when folded.is_bounce then 'bounce'
        else coalesce(patterns.kind, 'unknown')
    end as kind,
    list_distinct(
        regexp_extract_all(
            folded.folded,
            '[a-z0-9]{6,}(?:\+[a-z0-9]+)?@(?:allegromail\.[a-z]{2,3}|user\.allegrogroup\.pl)'
        )
    ) as addresses,
    list_distinct(order_ids_in(folded.folded)) as order_ids,
    list_transform(
        regexp_extract_all(folded.folded, '"([^"]{3,200})"', 1),
        lambda quoted: subject_key(quoted)
    ) as subject_keys
from folded
left join notice_patterns as patterns
    on not folded.is_bounce and regexp_matches(folded.folded, patterns.pattern)
qualify row_number() over (partition by folded.mail_id order by patterns.pattern_number) = 1;

-- notice_matches: one row a block notice, the message it is about and the rung of the ladder that found
-- it: 1 Message-ID, 2 address and subject, 3 address and the only mail in the window, 4 order, 5 pair and
-- subject, 6 subject and the only mail in the window. Several candidates on the best rung: ambiguous.
create table notice_matches as
with near as (
    select
        notices.mail_id,
        notices.subject_keys,
        notices.addresses,
        notices.order_ids,
        notices.answers,
        messages.message_id,
        messages.msg_key,
        messages.to_address,
        messages.masked_pair,
        messages.subject_key,
        message_orders.order_id
    from allegro_notices as notices
    inner join messages
        on messages.to_buyer
        and messages.sent_at between notices.received_at - interval 72 hour
        and notices.received_at + interval 5 minute
    left join message_orders on messages.message_no = message_orders.message_no
    where notices.kind = 'block'
),

candidates as (
    select
        mail_id,
        message_id,
        case
            when list_contains(answers, msg_key) then 1
            when list_contains(addresses, to_address) and list_contains(subject_keys, subject_key) then 2
            when list_contains(addresses, to_address) and len(subject_keys) = 0 then 3
            when list_contains(order_ids, order_id) and (len(subject_keys) = 0
                or list_contains(subject_keys, subject_key)) then 4
            when list_contains(addresses, masked_pair || '@allegromail.pl')
                and (len(subject_keys) = 0 or list_contains(subject_keys, subject_key)) then 5
            when len(addresses) = 0 and len(order_ids) = 0 and list_contains(subject_keys, subject_key) then 6
        end as rung
    from near
),

best as (
    select
        mail_id,
        rung,
        message_id
    from candidates
    where rung is not null
    qualify rank() over (partition by mail_id order by rung) = 1
)

select
    notices.mail_id,
    best.rung,
    count(best.message_id) as candidates,
    case when count(best.message_id) = 1 then any_value(best.message_id) end as message_id
from allegro_notices as notices
left join best using (mail_id)
where notices.kind = 'block'
group by notices.mail_id, best.rung;

-- blocked_messages: one row a message that Allegro stopped: by a notice, or by its own status.
create table blocked_messages as
select distinct message_id
from (
    select message_id from notice_matches
    where message_id is not null
    union all
    select message_id from messages
    where blocked
);
