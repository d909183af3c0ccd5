-- message_talk: one row a message with text: how many of its sentences say something besides courtesies,
-- thanks and sums, whether it asks something, whether it asks, wants, denies or speaks of trouble, and
-- whose letters it is written in.
create table message_talk as
with light as (
    select distinct sentence_id
    from sentence_acts
    where category in ('thank_you', 'marketing')
),

kinds as (
    select
        sentences.sentence_id,
        sentences.asks,
        sentences.is_unrest,
        sentences.has_polish_letters,
        sentences.has_southern_letters,
        not sentences.is_courtesy
        and not sentences.is_summary
        and sentences.is_long
        and light.sentence_id is null as is_plain
    from sentences
    left join light using (sentence_id)
    where not sentences.in_subject
)

select
    said.message_no,
    count(*) filter (where kinds.is_plain) as sentences,
    bool_or(kinds.asks and not said.in_tail) as asks,
    bool_or(kinds.is_unrest and not said.in_tail) as unrest,
    case
        when bool_or(kinds.has_polish_letters) = bool_or(kinds.has_southern_letters) then 'unknown'
        when bool_or(kinds.has_polish_letters) then 'polish'
        else 'southern'
    end as letters
from message_sentences as said
inner join kinds using (sentence_id)
group by said.message_no;

-- text_acts: one row a message and category its sentences announce, with the strongest of them.
create temp table text_acts as
with ranked as (
    select
        acts.*,
        sentences.is_personal,
        sentences.is_long,
        case
            when acts.in_subject then 'said_in_subject'
            when boilerplate.sentence_id is not null then 'boilerplate'
            else 'said_in_text'
        end as reason_code,
        case
            when acts.in_subject then 3
            when boilerplate.sentence_id is not null then 5
            else 1
        end as rank,
        row_number() over (
            order by acts.is_hint, rank, acts.pattern_id, acts.words, acts.sentence_id
        ) as act_no
    from sentence_acts as acts
    inner join sentences using (sentence_id)
    left join boilerplate using (sentence_id)
),

found as (
    select
        said.message_no,
        ranked.category,
        min(ranked.act_no) as act_no,
        arg_min(said.line_id, ranked.act_no) as line_id,
        bool_or(ranked.says_shipped) as says_shipped
    from message_sentences as said
    inner join ranked using (sentence_id)
    left join message_talk as talk using (message_no)
    -- In the tail, what speaks of nobody's order is a footer; a rating may be asked for anywhere.
    where (
        not said.in_tail
        or ranked.is_personal
        or ranked.category in ('review_request', 'rating_change', 'thank_you', 'marketing')
    )
    -- "Invoice for your order" over a question is the heading of the question.
    and not (ranked.is_heading and coalesce(talk.asks, false))
    -- A parcel, a payment, an invoice merely named announces only where nothing of that sort is said.
    and not (
        ranked.is_hint
        and (ranked.in_subject or not ranked.is_long or said.in_tail or coalesce(talk.unrest, false))
    )
    -- Nor does it in a message written in the letters of another language: a Polish stem in Slovak.
    and not (
        ranked.is_hint
        and coalesce(talk.letters, 'unknown')
        not in ('unknown', if(ranked.language = 'pl', 'polish', 'unknown'))
    )
    group by said.message_no, ranked.category
)

select
    found.message_no,
    found.category,
    ranked.reason_code,
    ranked.rank,
    ranked.pattern_id,
    -- Sentences are told apart without their numbers: where the words hold one, they are cut from the line.
    case
        when ranked.in_subject then messages.subject
        when not regexp_matches(ranked.words, '\d\d0') then ranked.words
        else coalesce(
            nullif(
                substring(
                    lines.line,
                    strpos(fold(lines.line_key), ranked.folded_words),
                    if(contains(fold(lines.line_key), ranked.folded_words), length(ranked.folded_words), 0)
                ),
                ''
            ),
            ranked.words
        )
    end as words,
    found.says_shipped,
    ranked.is_hint
from found
inner join ranked using (act_no)
inner join messages using (message_no)
left join lines on found.line_id = lines.line_id and regexp_matches(ranked.words, '\d\d0');

-- other_acts: what a message announces by other means than its words: an attachment, a link, the name of its
-- template in a mail log.
create temp table other_acts as
with files as (
    select
        message_no,
        unnest(attachments) as file_name
    from messages
    where to_buyer
)

select
    message_no,
    'fiscal_document' as category,
    'fiscal_attachment' as reason_code,
    0 as rank,
    'fiscal-attachment' as pattern_id,
    file_name as words,
    false as says_shipped,
    true as as_attachment
from files
where regexp_matches(fold(file_name), getvariable('fiscal_document_attachment'))
    and not regexp_matches(fold(file_name), getvariable('fiscal_document_not_attachment'))
union all
select
    message_no,
    'proforma',
    'proforma',
    0,
    'proforma-attachment',
    file_name,
    false,
    false
from files
where regexp_matches(fold(file_name), getvariable('proforma_attachment'))
union all
-- A document that neither its name nor a word of the message explains.
select
    files.message_no,
    'unclear_attachment',
    'unclear_attachment',
    0,
    'unclear-attachment',
    files.file_name,
    false,
    false
from files
inner join messages using (message_no)
left join message_talk as talk using (message_no)
where messages.has_text
    and coalesce(talk.sentences, 0) = 0
    and regexp_matches(fold(files.file_name), '\.(pdf|jpe?g|png|tiff?|zip|xml|html?)$')
    and not regexp_matches(fold(files.file_name), getvariable('fiscal_document_attachment'))
    and not regexp_matches(fold(files.file_name), getvariable('fiscal_document_not_attachment'))
union all
select
    message_no,
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
    false
from message_links
union all
select
    messages.message_no,
    lexicon.category,
    'template_name',
    4,
    lexicon.pattern_id,
    messages.template_name,
    lexicon.category = 'order_in_progress_or_shipped',
    false
from messages
inner join lexicon
    on lexicon.role = 'template_name' and regexp_matches(fold(messages.template_name), lexicon.pattern)
where messages.to_buyer and not messages.has_text;

-- message_acts: one row a message and category it announces. What is announced outright outweighs what is
-- only named beside it; most messages say what they say in their text alone.
create table message_acts as
with outright as (
    select message_no
    from text_acts
    where not is_hint and category not in ('thank_you', 'marketing', 'unclear_attachment')
    union
    select message_no
    from other_acts
    where category not in ('thank_you', 'marketing', 'unclear_attachment')
),

said as (
    select *
    from text_acts
    where not is_hint or message_no not in (select message_no from outright)
),

several as (
    select
        message_no,
        category,
        reason_code,
        rank,
        pattern_id,
        words,
        says_shipped,
        as_attachment
    from other_acts
    union all
    select
        message_no,
        category,
        reason_code,
        rank,
        pattern_id,
        words,
        says_shipped,
        false
    from said
    semi join other_acts using (message_no, category)
)

select
    message_no,
    category,
    reason_code,
    pattern_id,
    words as evidence,
    says_shipped,
    false as as_attachment
from said
anti join other_acts using (message_no, category)
union all
select
    message_no,
    category,
    arg_min(reason_code, {'rank': rank, 'pattern': pattern_id, 'words': words}),
    arg_min(pattern_id, {'rank': rank, 'pattern': pattern_id, 'words': words}),
    arg_min(words, {'rank': rank, 'pattern': pattern_id, 'words': words}),
    bool_or(says_shipped),
    bool_or(as_attachment)
from several
group by message_no, category;

drop table text_acts;
drop table other_acts;
