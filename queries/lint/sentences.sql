-- The sentences of the drafts that a verdict rests on: what to remove.
select distinct
    messages.message_id,
    found.category,
    said.place,
    case
        when acts.in_subject then messages.subject
        -- Sentences are told apart without their numbers; the line has them.
        when contains(lines.line_key, sentences.sentence)
            then substring(lines.line, strpos(lines.line_key, sentences.sentence), length(sentences.sentence))
        else sentences.sentence
    end as sentence
from category_verdicts as found
inner join messages using (message_no)
inner join message_sentences as said using (message_no)
inner join sentences using (sentence_id)
inner join sentence_acts as acts on said.sentence_id = acts.sentence_id and found.category = acts.category
left join lines on said.line_id = lines.line_id
semi join drafts using (message_id)
where found.verdict <> 'allowed'
order by messages.message_id, said.place, found.category
