-- What a flow says of itself in its first bytes: enough to know which one came, even when it was refused.
alter table import add column rythme text constraint import_rythme_connu check (rythme in ('mensuel', 'quotidien'));
alter table import add column reference date;
alter table import add column organisme text;
alter table import add column dernier_morceau_le timestamptz;
comment on column import.rythme is 'selon son en-tête; nul: une liste, ou un fichier d’avant cette colonne';
comment on column import.reference is 'le jour dont parle le flux, selon son en-tête';
comment on column import.organisme is 'le premier organisme cité, « CAF 591 »';
comment on column import.dernier_morceau_le is 'quand ses derniers octets sont arrivés';

create table alerte_flux (
  id uuid primary key,
  genre text not null,
  organisme text,
  rythme text not null constraint alerte_flux_rythme_connu check (rythme in ('mensuel', 'quotidien')),
  occurrence date not null,
  depuis date not null,
  constatee_le timestamptz not null,
  resolue_le timestamptz,
  courriel_le timestamptz,
  constraint alerte_flux_unique unique nulls not distinct (genre, organisme, rythme, occurrence)
);
comment on table alerte_flux is 'echanges: un flux attendu qui n’est pas arrivé; occurrence: le premier jour du mois, ou le premier jour ouvré, qui manque; courriel_le: quand les administrateurs ont été prévenus';
