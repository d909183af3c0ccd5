-- allegro_notices: one row a mail from Allegro or a bounce: block, bounce, account or unknown. A block
-- notice of a day on which the filter is known to have been wrong is kept apart: excluded. A bounce has a
-- cause, and so has a mail that says why one was not taken; a bounce that no pattern explains: unknown.
create table allegro_notices as
with folded as (
    select
        *,
        regexp_replace(fold(concat_ws(' ', subject, body)), '\s+', ' ', 'g') as folded,
        regexp_replace(
            fold(concat_ws(' ', bounce_status, coalesce(bounce_diagnostic, bounce_text))), '\s+', ' ', 'g'
        ) as answer
    from allegro_mail
)

select
    folded.mail_id,
    folded.received_at,
    folded.source_file,
    folded.source_position,
    folded.answers,
    case
        when folded.is_listed and exclusions.exclusion_id is not null then 'excluded'
        when folded.is_listed then 'block'
        when folded.is_bounce then 'bounce'
        when patterns.kind = 'block' and exclusions.exclusion_id is not null then 'excluded'
        else coalesce(patterns.kind, 'unknown')
    end as kind,
    case
        when folded.is_listed then null
        when folded.is_bounce then coalesce(patterns.cause, 'unknown')
        else patterns.cause
    end as cause,
    exclusions.exclusion_id,
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
left join exclusions
    on cast(warsaw(folded.received_at) as date) between exclusions.first_day and exclusions.last_day
left join notice_patterns as patterns
    on folded.is_bounce = (patterns.kind = 'bounce')
    and regexp_matches(case when folded.is_bounce then folded.answer else folded.folded end, patterns.pattern)
qualify row_number() over (partition by folded.mail_id order by patterns.pattern_number) = 1;

-- unrecognised_mail: one row a mail of Allegro, or a bounce, that no pattern explains, with its place in
-- the list that people see: what answers mail of the shop comes first, then the newest.
create table unrecognised_mail as
with answering as (
    select distinct answered.mail_id
    from (select mail_id, unnest(answers) as msg_key from allegro_notices) as answered
    semi join messages using (msg_key)
)

select
    notices.mail_id,
    notices.kind = 'bounce' as is_bounce,
    answering.mail_id is not null as answers_mail,
    row_number() over (
        order by answering.mail_id is null, notices.received_at desc, notices.mail_id
    ) as place
from allegro_notices as notices
left join answering using (mail_id)
where notices.kind = 'unknown' or (notices.kind = 'bounce' and notices.cause = 'unknown');

-- notice_candidates: one row a block notice, a thing it names and a message that may be meant, with the rung
-- of the ladder: 1 Message-ID, 2 address and subject, 3 address and the only mail in the window, 4 order,
-- 5 pair and subject, 6 subject and the only mail in the window. Only the best rung of a notice counts.
create table notice_candidates as
with told as (
    select * from allegro_notices
    where kind = 'block'
),

keyed as (
    select mail_id, 'id' as kind, unnest(answers) as named from told
    union all
    select mail_id, 'address', unnest(addresses) from told
    union all
    select mail_id, 'order', unnest(order_ids) from told
    union all
    select mail_id, 'subject', unnest(subject_keys) from told
    where len(addresses) = 0 and len(order_ids) = 0
),

sent as (
    select
        messages.message_no,
        messages.sent_at,
        messages.msg_key,
        messages.to_address,
        messages.masked_pair || '@allegromail.pl' as pair_address,
        messages.subject_key,
        message_orders.order_id
    from messages
    left join message_orders using (message_no)
    where messages.to_buyer
),

met as (
    select keyed.mail_id, keyed.named, sent.*, 1 as rung
    from keyed
    inner join sent on keyed.kind = 'id' and keyed.named = sent.msg_key
    union all
    select keyed.mail_id, keyed.named, sent.*, 2
    from keyed
    inner join sent on keyed.kind = 'address' and keyed.named = sent.to_address
    union all
    select keyed.mail_id, keyed.named, sent.*, 4
    from keyed
    inner join sent on keyed.kind = 'order' and keyed.named = sent.order_id
    union all
    select keyed.mail_id, keyed.named, sent.*, 5
    from keyed
    inner join sent
        on keyed.kind = 'address'
        and keyed.named = sent.pair_address
        and sent.to_address <> sent.pair_address
    union all
    select keyed.mail_id, keyed.named, sent.*, 6
    from keyed
    inner join sent on keyed.kind = 'subject' and keyed.named = sent.subject_key
)

select
    met.mail_id,
    met.named,
    met.message_no,
    case when met.rung = 2 and len(told.subject_keys) = 0 then 3 else met.rung end as rung
from met
inner join told using (mail_id)
where met.sent_at between told.received_at - interval 72 hour and told.received_at + interval 5 minute
    and (
        met.rung in (1, 6)
        or len(told.subject_keys) = 0
        or list_contains(told.subject_keys, met.subject_key)
    )
qualify rank() over (
    partition by met.mail_id
    order by case when met.rung = 2 and len(told.subject_keys) = 0 then 3 else met.rung end
) = 1;

-- notice_messages: one row a block notice and message it is about for certain: the thing that the notice
-- names leads to this message alone. A notice that lists several mails has several rows.
create table notice_messages as
select
    mail_id,
    any_value(message_no) as message_no,
    any_value(rung) as rung
from notice_candidates
group by mail_id, named
having count(distinct message_no) = 1;

-- notice_matches: one row a block notice, the rung that found what it is about, how many messages may be
-- meant, and for how many things that it names that is certain. Several for one thing: ambiguous.
create table notice_matches as
select
    notices.mail_id,
    min(found.rung) as rung,
    count(distinct found.message_no) as candidates,
    count(distinct certain.message_no) as messages,
    case
        when count(found.message_no) = 0 then 'unmatched'
        when count(distinct found.message_no) = count(distinct certain.message_no) then 'matched'
        else 'ambiguous'
    end as outcome,
    case when count(distinct certain.message_no) = 1 then any_value(messages.message_id) end as message_id
from allegro_notices as notices
left join notice_candidates as found using (mail_id)
left join notice_messages as certain using (mail_id)
left join messages on certain.message_no = messages.message_no
where notices.kind = 'block'
group by notices.mail_id;

-- stopped_messages: one row a message that Allegro stopped, by a notice, by its status in the Message
-- Center, or by both; notices are summed up before anything is joined to them.
create table stopped_messages as
with by_notice as (
    select
        found.message_no,
        min(notices.received_at) as stopped_at,
        min(found.rung) as rung,
        count(distinct notices.mail_id) as notices,
        arg_min(notices.source_file, notices.received_at) as notice_file,
        arg_min(notices.source_position, notices.received_at) as notice_position
    from notice_messages as found
    inner join allegro_notices as notices using (mail_id)
    group by found.message_no
)

select
    messages.message_no,
    messages.message_id,
    coalesce(by_notice.stopped_at, messages.sent_at) as stopped_at,
    by_notice.message_no is not null as by_notice,
    coalesce(messages.blocked, false) as by_message_center,
    coalesce(by_notice.rung, 0) as rung,
    coalesce(by_notice.notices, 0) as notices,
    coalesce(by_notice.notice_file, messages.source_file) as notice_file,
    coalesce(by_notice.notice_position, messages.source_position) as notice_position
from messages
left join by_notice using (message_no)
left join exclusions
    on cast(warsaw(messages.sent_at) as date) between exclusions.first_day and exclusions.last_day
where by_notice.message_no is not null
    or (messages.blocked and exclusions.exclusion_id is null);

-- blocked_messages: one row a message that Allegro stopped.
create view blocked_messages as
select message_no, message_id from stopped_messages;

-- block_records: one row a record that could tell of a stopped message: a mail of Allegro, or an e-mail as
-- the Message Center shows it.
create view block_records as
select
    received_at as recorded_at,
    case when kind = 'block' then 'notice' else 'other_mail' end as kind
from allegro_notices
where kind <> 'bounce'
union all
select distinct
    messages.sent_at,
    case when messages.blocked then 'blocked_status' else 'message_center_mail' end
from messages
inner join message_sources as sources using (message_no)
where sources.source_kind = 'thread_messages' and messages.channel = 'email';

-- observed: one row, the last moment of which block records tell.
create view observed as
select max(recorded_at) as observed_to
from block_records;

-- predictions: one row a message to a buyer in the period since the switch and of which records could tell,
-- with the categories whose blocking was announced, and whether Allegro stopped it.
create view predictions as
select
    verdicts.message_no,
    coalesce(
        list(found.category) filter (where found.verdict = 'prohibited' and found.blocking_announced), []
    ) as predicted,
    coalesce(list(found.category) filter (where found.verdict in ('prohibited', 'review')), []) as possible,
    any_value(stopped.message_no) is not null as stopped
from verdicts
inner join messages using (message_no)
cross join observed
left join category_verdicts as found using (message_no)
left join stopped_messages as stopped using (message_no)
where verdicts.in_period
    and verdicts.after_switch
    and messages.to_buyer
    and (messages.sent_at <= observed.observed_to or stopped.message_no is not null)
group by verdicts.message_no;

-- message_center_records: one row a message that pages of the Message Center supplied.
create view message_center_records as
select message_no from message_sources
where source_kind = 'thread_messages';
