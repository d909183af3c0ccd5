create macro asks(folded) as regexp_matches(folded, '\?[^a-z]*$');
