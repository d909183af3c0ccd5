-- Days left out, and the messages to buyers that were sent on them within the period.
select
    incidents.starts,
    incidents.until,
    incidents.reason,
    count(sent.message_no)
from incidents
cross join audit_run
left join (
    select
        verdicts.message_no,
        verdicts.sent_on
    from verdicts
    inner join messages using (message_no)
    where messages.to_buyer
) as sent
    on sent.sent_on between incidents.starts and incidents.until
    and sent.sent_on between audit_run.period_from and audit_run.period_to
group by incidents.starts, incidents.until, incidents.reason
order by incidents.starts, incidents.until, incidents.reason
