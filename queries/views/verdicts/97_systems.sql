-- message_systems: one row a sent message, the program that sent it: the first name of the list that a
-- header, a host, the sender's domain or a template says; without one, what the mail calls its program
-- itself. kind is unknown where nothing tells.
create table message_systems as
with clues as (
    select
        message_no,
        channel,
        template_name,
        mailer,
        split_part(sender, '@', 2) as sender_domain,
        split_part(msg_key, '@', 2) as id_domain,
        hash(template_name, mailer, sender_domain, id_domain) as clue_id
    from messages
),

said as (
    select
        clue_id,
        nullif(
            trim(regexp_extract(any_value(mailer), '(?:x-mailer|user-agent): ([^\n/(]{2,40})', 1)), ''
        ) as program,
        fold(
            concat_ws(
                chr(10),
                any_value(mailer),
                'sender: ' || any_value(sender_domain),
                'id: ' || any_value(id_domain),
                'template: ' || any_value(template_name)
            )
        ) as text
    from clues
    group by clue_id
),

named as (
    select
        said.clue_id,
        arg_min(systems.name, systems.system_number) as name,
        arg_min(systems.kind, systems.system_number) as kind
    from said
    inner join sending_systems as systems on regexp_matches(said.text, systems.pattern)
    group by said.clue_id
)

select
    clues.message_no,
    coalesce(nullif(named.name, ''), regexp_replace(said.program, '[ /]+v?[0-9][0-9.]*$', ''), '') as system,
    case
        when named.kind is not null then named.kind
        when clues.channel = 'message_center' then 'message_center'
        when said.program is not null then 'program'
        when clues.template_name is not null then 'mail_log'
        else 'unknown'
    end as kind
from clues
inner join said using (clue_id)
left join named using (clue_id);
