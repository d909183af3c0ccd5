-- The sentences of the drafts that a verdict rests on: what to remove.
select distinct
    found.message_id,
    found.category,
    said.place,
    said.sentence
from category_verdicts as found
inner join message_sentences as said using (message_id)
inner join sentence_acts as acts
    on said.sentence = acts.sentence
    and (said.place = 0) = acts.in_subject
    and found.category = acts.category
semi join drafts using (message_id)
where found.verdict <> 'allowed'
order by found.message_id, said.place, found.category
