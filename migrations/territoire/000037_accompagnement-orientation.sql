-- The follow-ups opened under an orientation, asked for when it is cancelled (A10) or erased: without it each asks the whole table.
create index accompagnement_orientation on accompagnement (orientation_id);
