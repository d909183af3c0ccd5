-- Acts: whether some pattern may find something of a category in a folded sentence. The alternations of
-- the lexicon stand in variables named <category>_<role>, set once a run.

create macro announces(folded, in_subject, category) as
    regexp_matches(folded, getvariable(category || '_announcement'))
    or (not in_subject and regexp_matches(folded, getvariable(category || '_hint')))
    or (in_subject and regexp_matches(folded, getvariable(category || '_subject')));

create macro asks(folded) as regexp_matches(folded, '\?[^a-z]*$');
