-- What happened to a person is counted, by kind, author and day, from the index alone: a long story isn't read to tell what is new in it.
create index evenement_fil on evenement (personne_id, le desc, id desc) include (saisi_le, type, acteur_id);
drop index evenement_personne;
alter index evenement_fil rename to evenement_personne;
