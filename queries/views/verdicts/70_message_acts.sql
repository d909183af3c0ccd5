-- text_talk: one row a text: how many of its sentences say something besides courtesies, thanks and sums,
-- whether it asks something, whether it asks, wants, denies or speaks of trouble, and whose letters it is
-- written in.
create table text_talk as
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
    said.text_no,
    count(*) filter (where kinds.is_plain) as sentences,
    bool_or(kinds.asks and not said.in_tail) as asks,
    bool_or(kinds.is_unrest and not said.in_tail) as unrest,
    case
        when bool_or(kinds.has_polish_letters) = bool_or(kinds.has_southern_letters) then 'unknown'
        when bool_or(kinds.has_polish_letters) then 'polish'
        else 'southern'
    end as letters
from text_sentences as said
inner join kinds using (sentence_id)
group by said.text_no;

-- message_talk: one row a message with text, what its text_talk is.
create view message_talk as
select
    worded.message_no,
    text_talk.sentences
from message_wordings as worded
inner join text_talk using (text_no);

-- ranked_acts: one row a sentence and category it announces, the strongest act first.
create temp table ranked_acts as
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
left join boilerplate using (sentence_id);

-- wording_acts: one row a wording and category its sentences announce, with the strongest of them.
create temp table wording_acts as
with said as (
    select
        wordings.wording_no,
        wordings.text_no,
        said.sentence_id,
        said.line_place,
        said.in_tail
    from wordings
    inner join text_sentences as said using (text_no)
    semi join ranked_acts using (sentence_id)
    union all
    select
        wording_no,
        text_no,
        subject_id,
        0,
        false
    from wordings
    where subject_id is not null
),

found as (
    select
        said.wording_no,
        acts.category,
        min(acts.act_no) as act_no,
        arg_min(said.line_place, {'act': acts.act_no, 'place': said.line_place}) as line_place,
        bool_or(acts.says_shipped) as says_shipped
    from said
    inner join ranked_acts as acts using (sentence_id)
    left join text_talk as talk using (text_no)
    -- In the tail, what speaks of nobody's order is a footer; a rating may be asked for anywhere.
    where (
        not said.in_tail
        or acts.is_personal
        or acts.category in ('review_request', 'rating_change', 'thank_you', 'marketing')
    )
    -- "Invoice for your order" over a question is the heading of the question.
    and not (acts.is_heading and coalesce(talk.asks, false))
    -- A parcel, a payment, an invoice merely named announces only where nothing of that sort is said.
    and not (
        acts.is_hint
        and (acts.in_subject or not acts.is_long or said.in_tail or coalesce(talk.unrest, false))
    )
    -- Nor does it in a message written in the letters of another language: a Polish stem in Slovak.
    and not (
        acts.is_hint
        and coalesce(talk.letters, 'unknown')
        not in (
            'unknown', case acts.language when 'pl' then 'polish' when 'en' then 'unknown' else 'southern' end
        )
    )
    group by said.wording_no, acts.category
)

select
    found.wording_no,
    found.category,
    acts.reason_code,
    acts.rank,
    acts.pattern_id,
    acts.words,
    acts.folded_words,
    acts.in_subject,
    found.line_place,
    found.says_shipped,
    acts.is_hint
from found
inner join ranked_acts as acts using (act_no);

drop table ranked_acts;

-- numbered_words: one row a message and category whose deciding words hold a number, as they were sent.
-- Sentences are told apart without their numbers; each message has its own, at the same place of the line.
create temp table numbered_words as
with numbered as (
    select
        acts.wording_no,
        acts.category,
        own_lines.place,
        own_lines.last_place,
        strpos(fold(line_keys.line_key), acts.folded_words) as start,
        length(acts.folded_words) as words_length
    from wording_acts as acts
    inner join wordings using (wording_no)
    inner join own_lines on wordings.text_no = own_lines.text_no and acts.line_place = own_lines.place
    inner join line_keys using (key_id)
    where not acts.in_subject and regexp_matches(acts.words, '\d\d0')
),

chosen as (
    select distinct
        worded.message_no,
        numbered.place,
        numbered.last_place
    from message_wordings as worded
    inner join numbered using (wording_no)
)

select
    worded.message_no,
    numbered.category,
    substring(sent.line, numbered.start, numbered.words_length) as words
from message_wordings as worded
inner join numbered using (wording_no)
inner join lines_as_sent('chosen') as sent
    on worded.message_no = sent.message_no and numbered.place = sent.place
where numbered.start > 0;

-- text_acts: one row a message and category its text and subject announce.
create temp table text_acts as
select
    worded.message_no,
    acts.category,
    acts.reason_code,
    acts.rank,
    acts.pattern_id,
    case
        when acts.in_subject then messages.subject
        else coalesce(nullif(numbered_words.words, ''), acts.words)
    end as words,
    acts.says_shipped,
    acts.is_hint
from message_wordings as worded
inner join wording_acts as acts using (wording_no)
inner join messages using (message_no)
left join numbered_words using (message_no, category);

drop table numbered_words;
drop table wording_acts;

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
    union all
    select message_no
    from other_acts
    where category not in ('thank_you', 'marketing', 'unclear_attachment')
),

said as (
    select *
    from text_acts
    where not is_hint
    union all
    select *
    from text_acts
    anti join outright using (message_no)
    where is_hint
),

several as (
    select * from other_acts
    union all by name
    select
        * exclude (is_hint),
        false as as_attachment
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
