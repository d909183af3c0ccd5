-- plain_talk: one row a message, how many sentences say something besides courtesies, thanks and sums.
create table plain_talk as
select
    messages.message_id,
    count(*) filter (
        where not coalesce(sentences.is_courtesy, true)
            and not sentences.is_summary
            and acts.category is null
            and len(string_split(sentences.folded, ' ')) > 3
    ) as sentences
from messages
left join message_sentences
    on messages.message_id = message_sentences.message_id and message_sentences.place > 0
left join sentences
    on message_sentences.sentence = sentences.sentence and not sentences.in_subject
left join (
    select distinct sentence, 'light' as category
    from sentence_acts
    where category in ('thank_you', 'marketing') and not in_subject
) as acts on sentences.sentence = acts.sentence
where messages.to_buyer and messages.body is not null
group by messages.message_id;

-- asking: one row a message whose text asks something.
create table asking as
select distinct message_sentences.message_id
from message_sentences
inner join sentences
    on message_sentences.sentence = sentences.sentence and not sentences.in_subject
where message_sentences.place > 0 and not message_sentences.in_tail and asks(sentences.folded);

-- unrest: one row a message that asks, wants something, denies or speaks of trouble. A hint (a parcel, a
-- payment, an invoice merely named) announces only where nothing of that sort is said.
create table unrest as
select message_id from asking
union
select message_sentences.message_id
from message_sentences
inner join sentences
    on message_sentences.sentence = sentences.sentence and not sentences.in_subject
where message_sentences.place > 0
    and not message_sentences.in_tail
    and regexp_matches(sentences.folded, getvariable('structure_unrest'));

-- message_acts: one row a message and category it announces, with the strongest evidence for it: words of
-- its text or subject, an attachment, a link, the name of its template in a mail log.
create table message_acts as
with files as (
    select
        message_id,
        unnest(attachments) as file_name
    from messages
    where to_buyer
),

found as (
    select
        message_sentences.message_id,
        acts.category,
        case
            when acts.in_subject then 'said_in_subject'
            when boilerplate.sentence is not null then 'boilerplate'
            else 'said_in_text'
        end as reason_code,
        case
            when acts.in_subject then 3
            when boilerplate.sentence is not null then 5
            else 1
        end as rank,
        acts.pattern_id,
        acts.words,
        acts.says_shipped,
        false as as_attachment,
        acts.is_hint
    from message_sentences
    inner join sentence_acts as acts
        on message_sentences.sentence = acts.sentence
        and (message_sentences.place = 0) = acts.in_subject
    inner join sentences
        on acts.sentence = sentences.sentence and acts.in_subject = sentences.in_subject
    left join boilerplate on acts.sentence = boilerplate.sentence and not acts.in_subject
    -- In the tail, what speaks of nobody's order is a footer; a rating may be asked for anywhere.
    where (
        not message_sentences.in_tail
        or sentences.is_personal
        or acts.category in ('review_request', 'rating_change', 'thank_you', 'marketing')
    )
    -- "Invoice for your order" over a question is the heading of the question.
    and not (acts.is_heading and message_sentences.message_id in (select message_id from asking))
    and not (
        acts.is_hint
        and (
            acts.in_subject
            or len(string_split(acts.sentence, ' ')) < 4
            or message_sentences.in_tail
            or message_sentences.message_id in (select message_id from unrest)
        )
    )
    union all
    select
        message_id,
        'fiscal_document',
        'fiscal_attachment',
        0,
        'fiscal-attachment',
        file_name,
        false,
        true,
        false
    from files
    where regexp_matches(fold(file_name), getvariable('fiscal_document_attachment'))
        and not regexp_matches(fold(file_name), getvariable('fiscal_document_not_attachment'))
    union all
    select
        message_id,
        'proforma',
        'proforma',
        0,
        'proforma-attachment',
        file_name,
        false,
        false,
        false
    from files
    where regexp_matches(fold(file_name), getvariable('proforma_attachment'))
    union all
    -- A document that neither its name nor a word of the message explains.
    select
        files.message_id,
        'unclear_attachment',
        'unclear_attachment',
        0,
        'unclear-attachment',
        files.file_name,
        false,
        false,
        false
    from files
    inner join plain_talk using (message_id)
    where plain_talk.sentences = 0
        and regexp_matches(fold(files.file_name), '\.(pdf|jpe?g|png|tiff?|zip|xml|html?)$')
        and not regexp_matches(fold(files.file_name), getvariable('fiscal_document_attachment'))
        and not regexp_matches(fold(files.file_name), getvariable('fiscal_document_not_attachment'))
    union all
    select
        message_id,
        case kind
            when 'document' then 'fiscal_document'
            when 'tracking' then 'shipment_status'
            else 'review_request'
        end,
        kind || '_link',
        2,
        'link-' || host,
        link,
        false,
        false,
        false
    from message_links
    union all
    select
        messages.message_id,
        lexicon.category,
        'template_name',
        4,
        lexicon.pattern_id,
        messages.template_name,
        lexicon.category = 'order_in_progress_or_shipped',
        false,
        false
    from messages
    inner join lexicon
        on lexicon.role = 'template_name' and regexp_matches(fold(messages.template_name), lexicon.pattern)
    where messages.to_buyer and messages.body is null
)

select
    message_id,
    category,
    arg_min(reason_code, (rank, pattern_id, words)) as reason_code,
    arg_min(pattern_id, (rank, pattern_id, words)) as pattern_id,
    arg_min(words, (rank, pattern_id, words)) as evidence,
    bool_or(says_shipped) as says_shipped,
    bool_or(as_attachment) as as_attachment
from found
where not is_hint
    -- What is announced outright outweighs what is only named beside it.
    or message_id not in (
        select message_id from found
        where not is_hint and category not in ('thank_you', 'marketing', 'unclear_attachment')
    )
group by message_id, category;
