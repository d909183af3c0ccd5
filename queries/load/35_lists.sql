-- What stands in lists beside mail and orders: Allegro's payments history, and notices somebody wrote down.

create temp table typed_payment as
select
    *,
    mail_instant(paid_at) as paid,
    case
        when paid_at is null then 'time_missing'
        when mail_instant(paid_at) is null then 'time_unreadable'
    end as reject_reason
from staged_payment;

insert into record_outcomes
select
    record_id,
    case
        when reject_reason is not null then 'rejected'
        when row_number() over (
            partition by payment_id, paid, operation, buyer_login order by record_id
        ) = 1 then 'loaded'
        else 'duplicate'
    end,
    reject_reason
from typed_payment;

insert into payments
select
    payment_id,
    paid,
    operation,
    operator,
    buyer_login,
    source_file,
    source_position
from typed_payment
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

drop table typed_payment;

create temp table typed_notice as
select
    *,
    -- A day without a clock ends at midnight: the mail was stopped at some time before.
    mail_instant(received_at)
    + case when received_at like '%:%' then interval 0 second else interval 86399 second end as received,
    case
        when received_at is null then 'time_missing'
        when mail_instant(received_at) is null then 'time_unreadable'
    end as reject_reason
from staged_notice;

insert into record_outcomes
select
    record_id,
    case
        when reject_reason is not null then 'rejected'
        when row_number() over (
            partition by received, recipients, subject, reason, order_id, msg_id order by record_id
        ) = 1 then 'loaded'
        else 'duplicate'
    end,
    reject_reason
from typed_notice;

insert into allegro_mail
select
    record_id,
    received,
    null,
    clean_text(subject),
    -- In quotes, as a notice names the subject of the mail it stopped.
    clean_text(
        concat_ws(
            chr(10),
            array_to_string(recipients, ' '),
            '"' || replace(subject, '"', '') || '"',
            order_id,
            reason
        )
    ),
    false,
    [],
    null,
    null,
    null,
    null,
    case when msg_id is null then [] else [lower(msg_id)] end,
    source_file,
    source_position,
    true
from typed_notice
semi join (select record_id from record_outcomes where outcome = 'loaded') using (record_id);

drop table typed_notice;
