-- own_mail: one row an own mail, whether it answers nobody and so opened its conversation.
create table own_mail as
select
    msg_key,
    bool_and(len(answers) = 0) as opens
from messages
where msg_key is not null
group by msg_key;

-- conversations: one row a Message Center message of either side, with who opened the conversation it
-- belongs to. Threads are kept per pair of users for years, so two weeks of silence begin a new one.
create table conversations as
with said as (
    select thread_id, sent_at as said_at, false as by_buyer, message_no
    from messages
    where thread_id is not null
    union all
    select thread_id, written_at, true, null
    from buyer_messages
    where thread_id is not null
),

gaps as (
    select
        *,
        coalesce(
            said_at > lag(said_at) over (partition by thread_id order by said_at, by_buyer desc)
            + interval 14 day,
            true
        ) as opens
    from said
),

numbered as (
    select
        *,
        count(*) filter (where opens) over (
            partition by thread_id order by said_at, by_buyer desc
            rows between unbounded preceding and current row
        ) as conversation
    from gaps
)

select
    message_no,
    by_buyer,
    bool_or(by_buyer and opens) over (partition by thread_id, conversation) as opened_by_buyer,
    coalesce(
        bool_or(by_buyer) over (
            partition by thread_id, conversation order by said_at, by_buyer desc
            rows between unbounded preceding and 1 preceding
        ),
        false
    ) as buyer_spoke_before
from numbered;

-- reply_proofs: one row a message for which something says that it is a reply: proved (thread header,
-- Message Center thread), weakly proved (named), opened by the seller, or claimed without proof.
create table reply_proofs as
with answered as (
    select messages.message_no, messages.sent_at, unnest(messages.answers) as answer
    from messages
    where messages.to_buyer
),

by_header as (
    select
        answered.message_no,
        coalesce(bool_or(own_mail.opens), false) as own_opening,
        bool_and(own_mail.msg_key is not null) as only_own,
        bool_or(buyer_messages.msg_key is not null) as buyer_found
    from answered
    left join own_mail on answered.answer = own_mail.msg_key
    left join buyer_messages
        on answered.answer = buyer_messages.msg_key and buyer_messages.written_at <= answered.sent_at
    group by answered.message_no
),

in_thread as (
    select message_no, opened_by_buyer
    from conversations
    where not by_buyer and buyer_spoke_before
),

same_subject as (
    select distinct messages.message_no
    from messages
    inner join buyer_messages using (masked_pair, subject_key)
    where messages.to_buyer
        and length(messages.subject_key) > 3
        and buyer_messages.written_at between messages.sent_at - interval 14 day and messages.sent_at
),

-- Mail that a template explains is no reply, whatever the buyer wrote the day before.
same_buyer as (
    select distinct messages.message_no
    from messages
    left join message_orders using (message_no)
    inner join buyer_messages
        on (
            messages.masked_pair = buyer_messages.masked_pair
            or message_orders.order_id = buyer_messages.order_id
        )
    anti join message_templates on messages.message_no = message_templates.message_no
    where messages.to_buyer
        and buyer_messages.written_at between messages.sent_at - interval 3 day and messages.sent_at
)

select
    messages.message_no,
    case
        when by_header.own_opening and not by_header.only_own then 'thread_opened_by_seller'
        when by_header.buyer_found then 'thread_header'
        when in_thread.opened_by_buyer then 'message_center_thread'
        when same_subject.message_no is not null then 'same_subject'
        when in_thread.message_no is not null then 'thread_opened_by_seller'
        when same_buyer.message_no is not null then 'earlier_buyer_message'
        when len(messages.answers) > 0 and not by_header.only_own then 'reply_unproven'
        when not messages.has_thread_info
            and has_reply_mark(messages.subject)
            then 'reply_unproven'
    end as proof
from messages
left join by_header using (message_no)
left join in_thread using (message_no)
left join same_subject using (message_no)
left join same_buyer using (message_no)
where messages.to_buyer;
