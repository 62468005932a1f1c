-- What belongs to no territory: who the territories are, who may sign in, running sessions.
create table territoire (
  code text primary key constraint territoire_code_valide check (code ~ '^[0-9A-Z]{2,3}$'),
  nom text not null constraint territoire_nom_present check (nom <> ''),
  demo boolean not null default false,
  cree_le timestamptz not null default now()
);
comment on table territoire is 'territoire: un département, ou une part d’un département; son schéma est t_<code>';

create table identite (
  id uuid primary key,
  courriel text not null constraint identite_courriel_minuscule check (courriel = lower(courriel) and courriel like '%_@_%'),
  mot_de_passe text,
  echecs integer not null default 0,
  bloquee_jusqua timestamptz,
  cree_le timestamptz not null default now(),
  constraint identite_courriel_unique unique (courriel)
);
comment on table identite is 'agent: une personne qui peut se connecter; ses habilitations sont dans le schéma de chaque territoire';

create table acces (
  identite_id uuid not null references identite on delete cascade,
  territoire text not null references territoire on delete cascade,
  primary key (identite_id, territoire)
);
comment on table acces is 'agent: les territoires où une identité a une habilitation';

create table session (
  empreinte bytea primary key,
  identite_id uuid not null references identite on delete cascade,
  territoire text not null references territoire on delete cascade,
  habilitation_id uuid not null,
  ouverte_le timestamptz not null,
  expire_le timestamptz not null
);
create index session_expire_le on session (expire_le);
comment on table session is 'agent: une session ouverte; l’empreinte est le SHA-256 du jeton, jamais gardé';

-- A territory's role may not touch the tables of the job queue: it goes through this function.
create function ajouter_tache(tache text, charge jsonb) returns void
language sql security definer set search_path = pg_catalog
as $$ select graphile_worker.add_job(tache, charge::json, max_attempts => 8) $$;
revoke all on function ajouter_tache(text, jsonb) from public;
