-- What was told to who leads a team is few beside all that is due, and read each morning.
create index echeance_remontee on echeance (personne_id) where escaladee_le is not null;
