-- Whose files show this number or this mailbox: another source says it, and nobody has decided between them yet.
create index donnee_a_joindre on donnee (champ, valeur) where conflit and champ in ('telephone', 'courriel');
