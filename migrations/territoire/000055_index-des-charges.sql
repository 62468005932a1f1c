-- Loads and rooms are counted over all who are followed: each count is read in its index alone.
drop index accompagnement_structure;
create index accompagnement_structure on accompagnement (structure_id, personne_id) include (veille_depuis) where fin is null;
drop index accompagnement_referent;
create index accompagnement_referent on accompagnement (referent_id, structure_id) include (veille_depuis) where fin is null;
drop index orientation_structure;
create index orientation_structure on orientation (structure_id, personne_id) where fin is null;
