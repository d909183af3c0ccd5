-- Templates that cause findings, those that cause most first; mail no template explains in one row.
with caused as (
    select
        coalesce(verdicts.template_id, '') as template_id,
        verdicts.*,
        messages.subject,
        messages.template_name,
        messages.has_text,
        messages.sent_at
    from verdicts
    inner join messages using (message_no)
    where verdicts.in_period and verdicts.verdict <> 'not_assessed'
),

examples as (
    select
        template_id,
        message_no,
        subject,
        evidence
    from caused
    where verdict in ('prohibited', 'review')
    -- The newest mail with its text is the best example of what the shop sends today.
    qualify row_number() over (
        partition by template_id
        order by verdict, has_text desc, sent_at desc, message_id
    ) = 1
),

chosen as (
    select
        worded.message_no,
        own_lines.place,
        own_lines.last_place
    from examples
    inner join message_wordings as worded using (message_no)
    inner join own_lines using (text_no)
),

bodies as (
    select
        examples.template_id,
        string_agg(sent.line, chr(10) order by sent.place) as body
    from examples
    inner join lines_as_sent('chosen') as sent using (message_no)
    group by examples.template_id
),

categories as (
    select
        coalesce(template_id, '') as template_id,
        category,
        count(*) as messages
    from (select template_id, unnest(categories) as category from verdicts where in_period)
    group by all
),

senders as (
    select
        template_id,
        arg_max(system, (not untold, messages, system)) as system,
        arg_max(kind, (not untold, messages, system)) as kind
    from (
        select
            coalesce(verdicts.template_id, '') as template_id,
            systems.system,
            systems.kind,
            -- A row of a mail log names no program; one mail that does is better than many that do not.
            systems.kind in ('unknown', 'mail_log') as untold,
            count(*) as messages
        from message_systems as systems
        inner join verdicts using (message_no)
        where verdicts.in_period and verdicts.verdict <> 'not_assessed'
        group by all
    )
    group by template_id
)

select
    caused.template_id,
    (
        select list(categories.category order by categories.messages desc, categories.category)
        from categories
        where categories.template_id = caused.template_id
    ),
    count(*),
    count(*) filter (where caused.verdict = 'prohibited') as prohibited,
    count(*) filter (where caused.verdict = 'review') as review,
    count(*) filter (where caused.verdict = 'prohibited' and caused.after_switch),
    count(*) filter (where caused.verdict = 'prohibited' and caused.blocking),
    min(caused.sent_on),
    max(caused.sent_on),
    any_value(examples.subject),
    any_value(bodies.body),
    any_value(examples.evidence),
    mode(caused.template_name),
    any_value(senders.system),
    any_value(senders.kind),
    any_value(template_subjects.subject_key)
from caused
inner join examples using (template_id)
left join senders using (template_id)
left join bodies using (template_id)
left join template_subjects using (template_id)
group by caused.template_id
order by prohibited desc, review desc, caused.template_id
