-- Inside a structure: places, and teams with a manager each. What a team holds stays in its structure: both keys say so together.
create table antenne (
  id uuid primary key,
  structure_id uuid not null references structure,
  nom text not null constraint antenne_nom_present check (nom <> ''),
  adresse text,
  code_insee text constraint antenne_code_insee_valable check (code_insee ~ '^[0-9AB]{5}$'),
  telephone text,
  fermee_le date,
  constraint antenne_dans_structure unique (id, structure_id)
);
create unique index antenne_nom_unique on antenne (structure_id, lower(nom)) where fermee_le is null;
comment on table antenne is 'offre: un lieu d’une structure, où ses équipes reçoivent';

create table equipe (
  id uuid primary key,
  structure_id uuid not null references structure,
  antenne_id uuid,
  nom text not null constraint equipe_nom_present check (nom <> ''),
  fermee_le date,
  constraint equipe_dans_structure unique (id, structure_id),
  constraint equipe_antenne_de_sa_structure foreign key (antenne_id, structure_id) references antenne (id, structure_id)
);
create unique index equipe_nom_unique on equipe (structure_id, lower(nom)) where fermee_le is null;
create index equipe_antenne on equipe (antenne_id) where antenne_id is not null;
comment on table equipe is 'offre: une équipe d’une structure, dans une antenne ou non; les rôles disent qui la mène et qui en est';

alter table habilitation add column equipe_id uuid,
  add constraint habilitation_equipe_avec_structure check (equipe_id is null or structure_id is not null),
  add constraint habilitation_equipe_de_sa_structure foreign key (equipe_id, structure_id) references equipe (id, structure_id);
create index habilitation_equipe on habilitation (equipe_id) where equipe_id is not null and fin is null;
