-- Staging: who is told in the households that the file being imported sets aside, whatever could be read of them. They are not gone.
create unlogged table import_cite (
  nir_empreinte bytea,
  nom text,
  nom_naissance text,
  prenom text,
  date_naissance date
);
comment on table import_cite is 'personne: les personnes des foyers écartés du fichier en cours d’import, d’après ce qui y est lisible';

-- Those of them that are known.
create unlogged table import_retenue (
  personne_id uuid not null
);
comment on table import_retenue is 'personne: les personnes connues que dit un foyer écarté du fichier en cours d’import';
