-- What a line of a list changed, or would change, on the person it completes: fields in words, before and after. Goes with the line.
alter table import_ligne add column changements jsonb;
comment on table import_ligne is 'import: ce que chaque ligne d’une liste a fait, ou ferait; motifs: champ et raison, '
  'jamais la valeur lue; changements: champ, avant, après, lus par qui peut lire le dossier';
