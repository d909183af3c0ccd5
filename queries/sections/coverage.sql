-- What the data could show of the messages to buyers: fact, known, of how many.
with mail as (
    select
        messages.*,
        message_orders.order_id,
        carriers.carrier
    from messages
    inner join verdicts using (message_no)
    left join message_orders using (message_no)
    left join message_carriers as carriers using (message_no)
    where messages.to_buyer and verdicts.in_period
)

select 'with_text', count(*) filter (where has_text), count(*) from mail
union all
select 'with_thread_info', count(*) filter (where has_thread_info), count(*) from mail
union all
select 'with_attachment_info', count(*) filter (where has_attachment_info), count(*) from mail
union all
select 'with_order', count(*) filter (where order_id is not null), count(*) from mail
union all
select 'with_carrier', count(*) filter (where carrier <> 'unknown'), count(*) from mail
union all
select 'with_zone', count(*) filter (where not tz_assumed), count(*) from mail
union all
select
    'away_from_switch',
    count(*) filter (
        where abs(date_diff('minute', mail.sent_at, audit_run.switch_at)) > 120
    ),
    count(*)
from mail
cross join audit_run
where mail.tz_assumed
union all
select 'with_transaction', count(*) filter (where masked_transaction is not null), count(*)
from mail
where channel = 'email'
