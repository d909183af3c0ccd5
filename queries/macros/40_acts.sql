-- Acts: whether a folded sentence announces something of a category. The alternations of the lexicon
-- stand in variables named <category>_<role>, set once a run.

create macro announces(folded, in_subject, category) as
    (
        regexp_matches(folded, getvariable(category || '_announcement'))
        or (in_subject and regexp_matches(folded, getvariable(category || '_subject')))
    )
    and not regexp_matches(folded, getvariable(category || '_exclusion'));

create macro asks(folded) as regexp_matches(folded, '\?[^a-z]*$');
