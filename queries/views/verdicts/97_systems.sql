-- message_systems: one row a sent message, the program that sent it: the first name of the list that a
-- header, a host, the sender's domain or a template says; without one, what the mail calls its program
-- itself. kind is unknown where nothing tells.
create table message_systems as
with clues as (
    select
        message_no,
        channel,
        template_name,
        nullif(trim(regexp_extract(mailer, '(?:x-mailer|user-agent): ([^\n/(]{2,40})', 1)), '') as program,
        fold(
            concat_ws(
                chr(10),
                mailer,
                'sender: ' || regexp_extract(sender, '@(.+)$', 1),
                'id: ' || regexp_extract(msg_key, '@(.+)$', 1),
                'template: ' || template_name
            )
        ) as said
    from messages
),

named as (
    select
        distinct_clues.said,
        arg_min(systems.name, systems.system_number) as name,
        arg_min(systems.kind, systems.system_number) as kind
    from (select distinct said from clues) as distinct_clues
    inner join sending_systems as systems on regexp_matches(distinct_clues.said, systems.pattern)
    group by distinct_clues.said
)

select
    clues.message_no,
    coalesce(nullif(named.name, ''), regexp_replace(clues.program, '[ /]+v?[0-9][0-9.]*$', ''), '') as system,
    case
        when named.kind is not null then named.kind
        when clues.channel = 'message_center' then 'message_center'
        when clues.program is not null then 'program'
        when clues.template_name is not null then 'mail_log'
        else 'unknown'
    end as kind
from clues
left join named using (said);
