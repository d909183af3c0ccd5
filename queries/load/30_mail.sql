-- Mail of every source, typed and told apart: sent by the shop, received from a buyer, from Allegro, other.

create temp table typed_mail as
with addressed as (
    select
        staged.record_id,
        staged.sent_at,
        staged.sender,
        staged.direction,
        staged.is_bounce,
        mail_instant(staged.sent_at) as sent,
        lower(staged.msg_id) as msg_key,
        list_transform(
            list_concat(coalesce(staged.in_reply_to, []), coalesce(staged.reference_ids, [])),
            lambda id: lower(id)
        ) as answers,
        coalesce(
            list_filter(staged.recipients, lambda address: is_masked(address))[1],
            staged.recipients[1]
        ) as to_address
    from staged_mail as staged
)

select
    *,
    case
        when sent_at is null then 'time_missing'
        when sent is null then 'time_unreadable'
        when to_address is null and not coalesce(is_bounce, 'false') = 'true' and direction = 'sent'
            then 'recipient_missing'
    end as reject_reason
from addressed;

insert into own_addresses
select distinct sender
from typed_mail
where is_masked(to_address) and sender is not null and not is_masked(sender)
    and not is_allegro_sender(sender);

insert into own_addresses
select distinct sender
from typed_mail
inner join own_domains on in_domain(sender, own_domains.domain)
where not is_masked(sender);

create temp table routed_mail as
select
    record_id,
    sent,
    msg_key,
    answers,
    to_address,
    reject_reason,
    case
        when is_bounce = 'true' then 'allegro'
        when is_masked(sender) then 'buyer'
        when is_allegro_sender(sender) then 'allegro'
        when direction = 'sent' or sender in (select address from own_addresses) then 'sent'
        when sender is null and is_masked(to_address) then 'sent'
        else 'other'
    end as route
from typed_mail;

drop table typed_mail;

-- A mail received twice (two folders, an archive and its copy) is one.
insert into record_outcomes
select
    record_id,
    case
        when reject_reason is not null then 'rejected'
        when row_number() over (
            partition by
                routed.route,
                coalesce(
                    routed.msg_key,
                    staged.sender || ' ' || staged.sent_at || ' ' || coalesce(staged.subject, '')
                )
            order by record_id
        ) = 1 then 'loaded'
        else 'duplicate'
    end,
    routed.reject_reason
from routed_mail as routed
inner join staged_mail as staged using (record_id)
where routed.route <> 'sent' or routed.reject_reason is not null;

insert into buyer_messages
select
    'email',
    routed.sent,
    masked_pair(staged.sender),
    masked_transaction(staged.sender),
    null,
    null,
    null,
    routed.msg_key,
    subject_key(staged.subject),
    staged.source_file,
    staged.source_position
from routed_mail as routed
inner join staged_mail as staged using (record_id)
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id)
where routed.route = 'buyer';

insert into allegro_mail
with said as (
    select
        record_id,
        unnest(staged.lines) as line_id,
        generate_subscripts(staged.lines, 1) as place
    from staged_mail as staged
    inner join routed_mail as routed using (record_id)
    where routed.route = 'allegro'
),

bodies as (
    select
        said.record_id,
        string_agg(staged_lines.line, chr(10) order by said.place) as body
    from said
    inner join staged_lines using (line_id)
    group by said.record_id
)

select
    record_id,
    routed.sent,
    staged.sender,
    clean_text(staged.subject),
    clean_text(concat_ws(chr(10), bodies.body, staged.returned_body)),
    coalesce(staged.is_bounce = 'true', false),
    staged.bounce_recipients,
    staged.bounce_action,
    staged.bounce_status,
    staged.bounce_diagnostic,
    case when staged.is_bounce = 'true' then clean_text(bodies.body) end,
    list_filter(list_append(routed.answers, lower(staged.returned_msg_id)), lambda id: id is not null),
    staged.source_file,
    staged.source_position,
    false
from routed_mail as routed
inner join staged_mail as staged using (record_id)
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id)
left join bodies using (record_id)
where routed.route = 'allegro';
