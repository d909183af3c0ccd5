-- Texts that a report may show: evidence, subjects of flagged mail, examples of templates.
select evidence from category_verdicts where evidence is not null
union
select subject from messages
inner join verdicts using (message_no)
where (
        verdicts.verdict in ('prohibited', 'review')
        or verdicts.message_no in (select message_no from stopped_messages)
    )
    and verdicts.in_period
    and subject is not null
