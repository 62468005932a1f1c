-- Roles are data of src/agent/roles.ts; a test compares these two lists with it.
alter table habilitation drop constraint habilitation_role_connu,
  add constraint habilitation_role_connu check (role in ('charge-orientation', 'referent', 'responsable-equipe', 'accueil',
    'co-intervenant', 'pilote', 'administrateur', 'dpo')),
  drop constraint habilitation_structure_requise,
  add constraint habilitation_structure_requise check (structure_id is not null or role not in ('referent', 'responsable-equipe'));

-- The other members of the groupe de suivi: each sees of the file the field they came in for.
create table membre_suivi (
  id uuid primary key,
  personne_id uuid not null references personne,
  agent_id uuid not null references agent,
  champ text not null,
  debut date not null,
  fin date,
  ajoute_par uuid not null references agent,
  ajoute_le timestamptz not null,
  retire_par uuid references agent,
  retire_le timestamptz,
  constraint membre_suivi_periode check (fin is null or fin >= debut),
  constraint membre_suivi_retire check ((fin is null) = (retire_le is null))
);
create unique index membre_suivi_en_cours on membre_suivi (personne_id, agent_id, champ) where fin is null;
create index membre_suivi_agent on membre_suivi (agent_id) where fin is null;
comment on table membre_suivi is 'groupe-suivi: un co-intervenant auprès d’une personne, pour un champ de son dossier; sa fin le ferme';

-- A former référent, or second, reads for a while what was theirs.
create index accompagnement_ancien_referent on accompagnement (referent_id, fin) where fin is not null;
create index accompagnement_ancien_co_referent on accompagnement (co_referent_id, fin) where fin is not null and co_referent_id is not
  null;
