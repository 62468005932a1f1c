create table evenement (
  id bigint generated always as identity primary key,
  personne_id uuid not null,
  type text not null,
  le timestamptz not null,
  saisi_le timestamptz not null,
  agent_id uuid,
  agent_nom text not null,
  avant jsonb,
  apres jsonb
);
create index evenement_personne on evenement (personne_id, le desc, id desc);
create index evenement_veille on evenement (le) where type in ('mise-en-veille', 'reprise');
comment on table evenement is 'socle: le carnet de la personne, ce qui a changé, par qui, quand cela prend effet et quand cela a été saisi';

create table consultation (
  id bigint generated always as identity primary key,
  personne_id uuid not null,
  agent_id uuid not null,
  habilitation text not null,
  quoi text not null,
  le timestamptz not null
);
create index consultation_personne on consultation (personne_id, le desc);
comment on table consultation is 'socle: chaque lecture du dossier d’une personne';
