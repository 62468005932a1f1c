-- Mistakes undone (rule A10). What is cancelled leaves `orientation` and `accompagnement`, so that no list, scope, count or export can
-- see it by forgetting to leave it out; it is kept beside, to be told. A file may be closed, and opened again.

-- Which act ended a period (an orientation, a designation, a closing): cancelling it gives back exactly what it ended.
alter table orientation add column fin_par uuid,
  add constraint orientation_fin_par_une_fin check (fin_par is null or fin is not null);
alter table accompagnement add column fin_par uuid,
  add constraint accompagnement_fin_par_une_fin check (fin_par is null or fin is not null);
create index orientation_fin_par on orientation (fin_par) where fin_par is not null;
create index accompagnement_fin_par on accompagnement (fin_par) where fin_par is not null;

update orientation a set fin_par = (
  select b.id from orientation b
  where b.personne_id = a.personne_id and b.id <> a.id and b.debut = a.fin and b.decidee_le >= a.decidee_le
  order by b.decidee_le, b.id limit 1)
where a.fin_motif in ('reorientation', 'reprise-de-suivi');
update accompagnement a set fin_par = (
  select b.id from orientation b where b.personne_id = a.personne_id and b.id <> a.orientation_id and b.debut = a.fin
  order by b.decidee_le, b.id limit 1)
where a.fin_motif = 'reorientation';
update accompagnement a set fin_par = (
  select b.id from accompagnement b
  where b.personne_id = a.personne_id and b.id <> a.id and b.debut = a.fin and (b.fin is null or b.fin > b.debut)
  order by b.id limit 1)
where a.fin_motif = 'passage-de-relais' and a.fin > a.debut;

create table orientation_annulee (
  id uuid primary key,
  personne_id uuid not null references personne,
  dominante text not null,
  structure_id uuid not null references structure,
  accompagnement_global boolean not null,
  proposition text,
  motif text,
  decidee_par uuid references agent,
  decidee_le timestamptz not null,
  debut date not null,
  notifiee_le date,
  notification text,
  annulation_id uuid not null constraint orientation_annulee_une_annulation unique,
  annulee_le timestamptz not null,
  annulee_par uuid references agent,
  annulation_motif text not null constraint orientation_annulee_motivee check (annulation_motif <> '')
);
create index orientation_annulee_personne on orientation_annulee (personne_id);
comment on table orientation_annulee is 'orientation: une orientation décidée par erreur et annulée (A10), qui ne compte '
  'plus nulle part et se raconte';

create table accompagnement_annule (
  id uuid primary key,
  personne_id uuid not null references personne,
  -- Of `orientation` or of `orientation_annulee`.
  orientation_id uuid not null,
  referent_id uuid not null references agent,
  structure_id uuid not null references structure,
  co_referent_id uuid references agent,
  debut date not null,
  fin date,
  annulation_id uuid not null,
  annule_le timestamptz not null,
  annule_par uuid references agent,
  annulation_motif text not null constraint accompagnement_annule_motive check (annulation_motif <> '')
);
create index accompagnement_annule_personne on accompagnement_annule (personne_id);
create index accompagnement_annule_annulation on accompagnement_annule (annulation_id);
comment on table accompagnement_annule is 'accompagnement: un suivi ouvert par erreur et annulé (A10), qui ne compte plus nulle '
  'part, ne laisse rien à lire à celui qui l’avait, et se raconte; annulation_id: l’acte '
  'qui l’a annulé, d’une orientation ou d’une désignation';

create table cloture (
  id uuid primary key,
  personne_id uuid not null references personne,
  le date not null,
  motif text not null constraint cloture_motif_connu check (motif in ('emploi', 'demenagement', 'deces', 'demande', 'erreur', 'autre')),
  precision text constraint cloture_autre_precise check (motif <> 'autre' or precision is not null),
  close_par uuid references agent,
  close_le timestamptz not null,
  rouverte_le date,
  rouverte_par uuid references agent,
  rouverte_motif text,
  constraint cloture_rouverte_motivee check ((rouverte_le is null) = (rouverte_motif is null))
);
create unique index cloture_en_cours on cloture (personne_id) where rouverte_le is null;
create index cloture_personne on cloture (personne_id);
comment on table cloture is 'cloture: un dossier clos par un agent, avec son motif, et rouvert, par un agent ou par '
  'une nouvelle entrée (rouverte_par vide)';

alter table courrier add column orientation_annulee_id uuid references orientation_annulee,
  add column accompagnement_annule_id uuid references accompagnement_annule;
create index courrier_orientation_annulee on courrier (orientation_annulee_id) where orientation_annulee_id is not null;
create index courrier_accompagnement_annule on courrier (accompagnement_annule_id) where accompagnement_annule_id is not null;

create view dossier_clos with (security_invoker = true) as select id, personne_id, le, motif from cloture where rouverte_le is null;
comment on view dossier_clos is 'cloture: les dossiers clos par un agent, et pas rouverts';
