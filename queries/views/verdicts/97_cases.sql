-- cases: one row a discussion, claim or purchase problem, from /sale/issues and from the Message Center.
create view cases as
select
    'issue ' || issue_id as case_id,
    coalesce(type, 'DISPUTE') as kind,
    status,
    opened_at,
    order_id,
    buyer_login,
    coalesce(reason, '') as reason,
    chat_active,
    return_required,
    due_at,
    source_file,
    source_position
from issues
union all
select
    'thread ' || thread_id,
    'PURCHASE_PROBLEM',
    null,
    opened_at,
    order_id,
    buyer_login,
    coalesce(sub_type, ''),
    null,
    null,
    null,
    source_file,
    source_position
from threads
where type = 'POST_PURCHASE_ISSUE';

-- case_talk: one row a message in a case: whose, when, and whether its words are an automatic answer.
create view case_talk as
select
    'issue ' || issue_id as case_id,
    case author_role when 'BUYER' then 'buyer' when 'SELLER' then 'seller' else 'allegro' end as author,
    written_at,
    regexp_matches(fold(clean_text(said)), getvariable('autoresponder')) as automatic
from issue_messages
union all
select 'thread ' || thread_id, 'buyer', written_at, false
from buyer_messages
where thread_id is not null
union all
select
    'thread ' || messages.thread_id,
    'seller',
    messages.sent_at,
    coalesce(
        bool_or(regexp_matches(sentences.folded, getvariable('autoresponder'))),
        false
    )
from messages
left join message_sentences using (message_no)
left join sentences using (sentence_id)
where messages.thread_id is not null
group by messages.thread_id, messages.message_no, messages.sent_at;

-- charges: one row a discussion or purchase problem opened in the period, with the buyer's charge and the
-- seller's first answers after it. Judged where its talk is in the data.
create view charges as
with talk as (
    select
        cases.case_id,
        min(said.written_at) filter (where said.author = 'buyer') as charged_at
    from cases
    left join case_talk as said using (case_id)
    where cases.kind <> 'CLAIM'
    group by cases.case_id
),

answers as (
    select
        talk.case_id,
        min(said.written_at) filter (where not said.automatic) as answered_at,
        min(said.written_at) filter (where said.automatic) as automatic_at
    from talk
    inner join case_talk as said
        on talk.case_id = said.case_id and said.author = 'seller' and said.written_at >= talk.charged_at
    group by talk.case_id
)

select
    cases.case_id,
    coalesce(talk.charged_at, cases.opened_at) as charged_at,
    answers.answered_at,
    answers.automatic_at,
    talk.charged_at is not null as judged,
    cases.source_file,
    cases.source_position
from cases
inner join talk using (case_id)
left join answers using (case_id)
cross join audit_run
where cast(warsaw(coalesce(talk.charged_at, cases.opened_at)) as date)
    between audit_run.period_from and audit_run.period_to;
