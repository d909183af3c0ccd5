-- The sentences of the drafts that a verdict rests on: what to remove.
with chosen as (
    select
        worded.message_no,
        own_lines.place,
        own_lines.last_place
    from message_wordings as worded
    inner join own_lines using (text_no)
)

select distinct
    messages.message_id,
    found.category,
    said.place,
    case
        when acts.in_subject then messages.subject
        -- Sentences are told apart without their numbers; the line has them.
        when contains(same_digits(sent.line), sentences.sentence)
            then substring(
                sent.line, strpos(same_digits(sent.line), sentences.sentence), length(sentences.sentence)
            )
        else sentences.sentence
    end as sentence
from category_verdicts as found
inner join messages using (message_no)
inner join message_sentences as said using (message_no)
inner join sentences using (sentence_id)
inner join sentence_acts as acts on said.sentence_id = acts.sentence_id and found.category = acts.category
left join lines_as_sent('chosen') as sent
    on said.message_no = sent.message_no and said.line_place = sent.place
semi join drafts using (message_id)
where found.verdict <> 'allowed'
order by messages.message_id, said.place, found.category
