create table structure (
  id uuid primary key,
  nom text not null constraint structure_nom_present check (nom <> ''),
  organisme text not null constraint structure_organisme_connu check (organisme in ('conseil-departemental', 'france-travail', 'mission-locale', 'cap-emploi', 'delegataire')),
  dominantes text[] not null constraint structure_dominantes_connues check (dominantes <@ array['emploi', 'equilibre', 'remobilisation']),
  publics text[] not null default '{}' constraint structure_publics_connus check (publics <@ array['jeune', 'rqth', 'independant', 'artiste']),
  communes text[],
  adresse text,
  telephone text,
  courriel text,
  capacite integer constraint structure_capacite_positive check (capacite >= 0),
  a_completer boolean not null default false,
  fermee_le date
);
create unique index structure_nom_unique on structure (lower(nom)) where fermee_le is null;
comment on table structure is 'offre: un organisme qui accompagne; communes nulles: tout le territoire';

create table agent (
  id uuid primary key,
  nom text not null,
  prenom text not null,
  courriel text not null constraint agent_courriel_unique unique,
  telephone text,
  a_completer boolean not null default false,
  desactive_le date
);
comment on table agent is 'agent: un professionnel; son identifiant est celui de son identité';

create table habilitation (
  id uuid primary key,
  agent_id uuid not null references agent,
  role text not null constraint habilitation_role_connu check (role in ('charge-orientation', 'referent', 'responsable-equipe', 'pilote', 'administrateur')),
  structure_id uuid references structure,
  secteur text[],
  plafond integer constraint habilitation_plafond_positif check (plafond > 0),
  debut date not null,
  fin date,
  constraint habilitation_periode check (fin is null or fin >= debut),
  constraint habilitation_structure_requise check (structure_id is not null or role not in ('referent', 'responsable-equipe'))
);
create unique index habilitation_unique on habilitation (agent_id, role, coalesce(structure_id, '00000000-0000-0000-0000-000000000000')) where fin is null;
create index habilitation_structure on habilitation (structure_id);
comment on table habilitation is 'agent: un rôle dans une structure, sur un secteur (codes INSEE, nul: tout le territoire)';

create table parametre (
  cle text not null,
  effet_le date not null,
  valeur jsonb not null,
  motif text,
  saisi_par uuid,
  saisi_le timestamptz not null,
  primary key (cle, effet_le)
);
comment on table parametre is 'territoire: une valeur choisie par le territoire, à sa date d’effet; sans ligne, le défaut de la règle';
