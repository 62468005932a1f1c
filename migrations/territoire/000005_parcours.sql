create table rendez_vous (
  id uuid primary key,
  personne_id uuid not null references personne,
  agent_id uuid not null references agent,
  structure_id uuid references structure,
  objet text not null constraint rendez_vous_objet_connu check (objet in ('diagnostic', 'suivi', 'bilan')),
  modalite text not null constraint rendez_vous_modalite_connue check (modalite in ('individuel', 'conjoint', 'collectif', 'telephone', 'visio', 'domicile')),
  debut timestamptz not null,
  duree_minutes integer not null constraint rendez_vous_duree_possible check (duree_minutes between 10 and 480),
  lieu text,
  convocation text not null constraint rendez_vous_convocation_connue check (convocation in ('courrier', 'sms', 'courriel', 'remise-en-main-propre')),
  convoque_le date not null,
  issue text constraint rendez_vous_issue_connue check (issue in ('present', 'absent', 'absent-excuse', 'reporte', 'annule-service')),
  issue_le timestamptz,
  issue_par uuid references agent,
  pris_par uuid not null references agent,
  pris_le timestamptz not null,
  constraint rendez_vous_issue_datee check ((issue is null) = (issue_le is null))
);
create index rendez_vous_personne on rendez_vous (personne_id, debut desc);
create index rendez_vous_agent on rendez_vous (agent_id, debut);
create index rendez_vous_debut on rendez_vous (debut);
create index rendez_vous_a_venir on rendez_vous (debut) where issue is null;
comment on table rendez_vous is 'rendez-vous: une convocation et ce qu’elle est devenue (C1 à C3)';

create table diagnostic (
  id uuid primary key,
  personne_id uuid not null references personne,
  version integer not null,
  etabli_le date not null,
  etabli_par uuid not null references agent,
  conjoint boolean not null default false,
  reponses jsonb not null,
  synthese text,
  note_privee text,
  saisi_le timestamptz not null,
  constraint diagnostic_version_unique unique (personne_id, version)
);
comment on table diagnostic is 'diagnostic: une version datée du diagnostic; note_privee ne se lit que par son auteur (D3)';

create table orientation (
  id uuid primary key,
  personne_id uuid not null references personne,
  entree_id uuid references entree,
  diagnostic_id uuid references diagnostic,
  dominante text not null constraint orientation_dominante_connue check (dominante in ('emploi', 'equilibre', 'remobilisation')),
  structure_id uuid not null references structure,
  accompagnement_global boolean not null default false,
  proposition text constraint orientation_proposition_connue check (proposition in ('emploi', 'equilibre', 'remobilisation')),
  explication jsonb,
  motif text,
  origine text not null constraint orientation_origine_connue check (origine in ('decision', 'reprise-de-suivi')),
  decidee_par uuid references agent,
  decidee_le timestamptz not null,
  debut date not null,
  fin date,
  fin_motif text,
  notifiee_le date,
  notification text constraint orientation_notification_connue check (notification in ('courrier', 'courriel', 'remise-en-main-propre')),
  constraint orientation_periode check (fin is null or fin >= debut),
  constraint orientation_ecart_motive check (proposition is null or proposition = dominante or motif is not null),
  constraint orientation_sans_chevauchement exclude using gist (personne_id extensions.gist_uuid_ops with =, daterange(debut, fin) with &&)
);
create unique index orientation_en_cours on orientation (personne_id) where fin is null;
create index orientation_structure on orientation (structure_id) where fin is null;
comment on table orientation is 'orientation: une décision, sa proposition expliquée et sa notification (O1 à O6)';

create table accompagnement (
  id uuid primary key,
  personne_id uuid not null references personne,
  orientation_id uuid not null references orientation,
  referent_id uuid not null references agent,
  structure_id uuid not null references structure,
  co_referent_id uuid references agent,
  debut date not null,
  fin date,
  fin_motif text,
  veille_depuis date,
  constraint accompagnement_periode check (fin is null or fin >= debut),
  constraint accompagnement_un_seul_referent exclude using gist (personne_id extensions.gist_uuid_ops with =, daterange(debut, fin) with &&)
);
create unique index accompagnement_en_cours on accompagnement (personne_id) where fin is null;
create index accompagnement_referent on accompagnement (referent_id) where fin is null;
create index accompagnement_co_referent on accompagnement (co_referent_id) where fin is null and co_referent_id is not null;
create index accompagnement_structure on accompagnement (structure_id) where fin is null;
comment on table accompagnement is 'accompagnement: une période avec un référent unique (A1); veille_depuis: mis en veille quand la personne sort des droits et devoirs sans être radiée';

create table courrier (
  id uuid primary key,
  personne_id uuid not null references personne,
  orientation_id uuid references orientation,
  rendez_vous_id uuid references rendez_vous,
  modele text not null,
  edite_le timestamptz not null,
  edite_par uuid references agent,
  sha256 text not null,
  pdf bytea not null
);
create index courrier_orientation on courrier (orientation_id) where orientation_id is not null;
create index courrier_personne on courrier (personne_id, edite_le desc);
comment on table courrier is 'courrier: un courrier édité, tel qu’il est parti';
