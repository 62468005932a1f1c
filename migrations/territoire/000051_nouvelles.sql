-- What is new in a file since somebody last came is read from its last days, however long its story.
create index evenement_nouvelles on evenement (personne_id, saisi_le);
