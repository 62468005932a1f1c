-- What the flows beside that of the beneficiaries bring. Rows are added, never rewritten: the last one is what a source says now,
-- and those of an import leave with it. No foreign key to import, for the reason said in 000006.
create table instruction (
  id uuid primary key,
  import integer not null,
  organisme text,
  numero_organisme text,
  numero_demande_rsa text,
  matricule text,
  role text,
  nir_empreinte bytea,
  nom_naissance text not null,
  prenom text not null,
  date_naissance date not null,
  le date not null,
  contenu jsonb not null,
  personne_id uuid references personne,
  rattachee_par integer,
  constraint instruction_rattachee check ((personne_id is null) = (rattachee_par is null))
);
create index instruction_import on instruction (import);
create index instruction_attente on instruction (date_naissance, numero_demande_rsa) where personne_id is null;
create index instruction_personne on instruction (personne_id) where personne_id is not null;
comment on table instruction is 'echanges: ce qu’une demande de RSA dit d’une personne que les flux bénéficiaires n’ont pas encore annoncée; attend, puis se rattache; rattachee_par: l’import qui l’a rattachée';

create table donnee_socio_pro (
  id uuid primary key,
  personne_id uuid not null references personne,
  source text not null,
  le date not null,
  reponses jsonb not null,
  import integer not null,
  rattachee_par integer
);
create index donnee_socio_pro_personne on donnee_socio_pro (personne_id, source, le desc, import desc);
create index donnee_socio_pro_import on donnee_socio_pro (import);
comment on table donnee_socio_pro is 'diagnostic: ce que la personne a déclaré à sa demande (données socio-professionnelles), une ligne par source et par date';

create table parcours_caf (
  id uuid primary key,
  personne_id uuid not null references personne,
  source text not null,
  le date not null,
  parcours jsonb not null,
  import integer not null,
  rattachee_par integer
);
create index parcours_caf_personne on parcours_caf (personne_id, source, le desc, import desc);
create index parcours_caf_import on parcours_caf (import);
comment on table parcours_caf is 'diagnostic: le parcours calculé ou modifié à l’instruction, l’organisme qui décide et celui qui suit, avec leurs rendez-vous';

-- Linked to foyer by numero_demande_rsa, which is unique there: a household known later finds its rows without anything to write.
create table creance (
  id uuid primary key,
  organisme text not null,
  numero_organisme text not null,
  matricule text not null,
  numero_demande_rsa text not null,
  implantee_le date not null,
  nature text not null,
  rang text not null,
  mois text constraint creance_mois_lisible check (mois ~ '^\d{4}-\d{2}$'),
  motif text,
  origine text,
  responsabilite text,
  regularisation_debut date,
  regularisation_fin date,
  dernier_credit_le date,
  solde_centimes integer,
  initial_centimes integer,
  reference date not null,
  empreinte bytea not null constraint creance_une_fois unique,
  import integer not null
);
create index creance_foyer on creance (numero_demande_rsa, implantee_le);
create index creance_import on creance (import);
comment on table creance is 'droit: un indu transféré au département, tel que dit à une date de référence; empreinte: de son contenu, la même ligne ne vient qu’une fois';

create table acompte (
  id uuid primary key,
  organisme text not null,
  numero_organisme text not null,
  matricule text not null,
  numero_demande_rsa text not null,
  mois text constraint acompte_mois_lisible check (mois ~ '^\d{4}-\d{2}$'),
  genre text not null constraint acompte_genre_connu check (genre in ('allocation', 'indu-constate', 'indu-transfere', 'remise', 'annulation-faible-montant', 'autre-annulation')),
  nature text not null,
  rang text,
  numero_interne text,
  operation text,
  sens text not null constraint acompte_sens_connu check (sens in ('AJ', 'DE')),
  montant_centimes integer not null,
  regularisation_depuis date,
  traite_le date,
  traite_a text,
  reference date not null,
  empreinte bytea not null constraint acompte_une_fois unique,
  import integer not null
);
create index acompte_foyer on acompte (numero_demande_rsa, mois);
create index acompte_import on acompte (import);
comment on table acompte is 'droit: un mouvement de l’acompte mensuel facturé au département; AJ l’augmente, DE le diminue';

create table ppae (
  id uuid primary key,
  personne_id uuid not null references personne,
  signe_le text constraint ppae_signe_le_lisible check (signe_le ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  dernier_entretien_le text constraint ppae_entretien_lisible check (dernier_entretien_le ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  reference date not null,
  import integer not null
);
create index ppae_personne on ppae (personne_id, reference desc, import desc);
create index ppae_import on ppae (import);
comment on table ppae is 'accompagnement: le projet personnalisé d’accès à l’emploi selon France Travail; une date peut n’être connue qu’à l’année ou au mois près';

create table suivi_france_travail (
  id uuid primary key,
  personne_id uuid not null references personne,
  le date not null,
  inscrit_le date,
  categorie text,
  motif text,
  axe text,
  axe_secondaire text,
  modalite text,
  structure text,
  structure_suivi text,
  agence text,
  debut date,
  fin_prevue date,
  entretien_ppae date,
  dernier_entretien date,
  referent_nom text,
  referent_courriel text,
  metiers text[] not null default '{}',
  freins text[] not null default '{}',
  rsa boolean,
  import integer not null
);
create index suivi_france_travail_personne on suivi_france_travail (personne_id, le desc, import desc);
create index suivi_france_travail_import on suivi_france_travail (import);
comment on table suivi_france_travail is 'accompagnement: l’inscription et le suivi à France Travail selon son extraction; agence: code SAFIR';

create table action_france_travail (
  id uuid primary key,
  personne_id uuid not null references personne,
  code text,
  libelle text not null,
  objectif text,
  formation text,
  prescrite_le date,
  realisee_le date,
  debut_prevu date,
  debut date,
  fin date,
  empreinte bytea not null constraint action_france_travail_une_fois unique,
  import integer not null
);
create index action_france_travail_personne on action_france_travail (personne_id);
create index action_france_travail_import on action_france_travail (import);
comment on table action_france_travail is 'accompagnement: une action prescrite par France Travail selon son extraction';
