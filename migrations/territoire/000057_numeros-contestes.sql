-- The number of France Travail that a doubtful line gives: until somebody tells whose it is, it proves nothing on the file that bears it.
alter table import_doute add column numero_empreinte bytea;
create index import_doute_numero on import_doute (numero_empreinte) where numero_empreinte is not null;
comment on column import_doute.numero_empreinte is 'l’identifiant France Travail de la ligne, sous clé';
