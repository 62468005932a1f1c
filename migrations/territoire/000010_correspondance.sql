-- Which column gives which field: chosen once, found again by the headers of the next file.
create table correspondance (
  genre text not null,
  signature text not null,
  mapping jsonb not null,
  par uuid,
  par_nom text not null,
  le timestamptz not null,
  utilisee integer not null default 0 constraint correspondance_utilisee_positive check (utilisee >= 0),
  primary key (genre, signature)
);
comment on table correspondance is 'echanges: les colonnes choisies pour une liste, retrouvées par la signature de ses en-têtes; utilisee: combien d’imports s’en sont servis';

alter table structure add column siret text constraint structure_siret_entier check (siret ~ '^[0-9]{14}$');
create unique index structure_siret_unique on structure (siret) where siret is not null and fermee_le is null;

-- Lists seldom say the civility: nobody is turned away for that. 0: not known (ISO 5218).
alter table personne drop constraint personne_sexe_connu,
  add constraint personne_sexe_connu check (sexe in ('0', '1', '2'));
