-- The run: the period asked for, or the whole of what was sent; as of the day asked for, or the day
-- after the newest sent message.
insert into audit_run
select
    coalesce(try_cast(getvariable('period_from') as date), min(cast(warsaw(sent_at) as date))),
    coalesce(try_cast(getvariable('period_to') as date), max(cast(warsaw(sent_at) as date))),
    coalesce(
        try_cast(getvariable('as_of') as date),
        max(cast(warsaw(sent_at) as date)) + 1,
        date '2026-03-02'
    ),
    timestamp '2026-03-02 00:00:00' at time zone 'Europe/Warsaw' at time zone 'UTC',
    try_cast(getvariable('rules_of') as date)
from messages;
