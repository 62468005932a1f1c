create table flux (
  numero integer generated always as identity primary key,
  id uuid not null unique,
  fichier text not null,
  sha256 text not null,
  version text not null,
  type text not null constraint flux_type_connu check (type in ('M', 'I', 'R')),
  cree_le timestamp not null,
  reference date not null,
  organismes text[] not null,
  recu_le date not null,
  importe_le timestamptz not null,
  importe_par text not null,
  premier boolean not null,
  rapport jsonb not null
);
create unique index flux_fichier_unique on flux (sha256);
comment on table flux is 'echanges: un flux appliqué, dans l’ordre; premier: stock de départ de ses organismes';

-- The state of a person's right in a household, period by period. A period is closed, never changed.
create table droit (
  personne_id uuid not null references personne,
  foyer_id uuid not null references foyer,
  role text not null,
  etat text not null constraint droit_etat_connu check (etat in ('0', '1', '2', '3', '4', '5', '6', 'absent')),
  soumis boolean,
  motif text,
  depuis date,
  debut date not null,
  fin date,
  flux_debut integer not null references flux (numero),
  flux_fin integer references flux (numero),
  -- S1 annexe 4 §4: droit versable et personne soumise aux droits et devoirs
  concerne boolean generated always as (etat = '2' and coalesce(soumis, false) and role in ('DEM', 'CJT')) stored,
  primary key (personne_id, foyer_id, flux_debut),
  constraint droit_periode check ((fin is null) = (flux_fin is null) and (fin is null or fin >= debut))
);
create unique index droit_en_cours on droit (foyer_id, personne_id) where flux_fin is null;
create index droit_concerne on droit (personne_id) where concerne and flux_fin is null;
create index droit_suspendu on droit (depuis) where flux_fin is null and etat in ('3', '4');
comment on table droit is 'droit: l’état du droit d’une personne dans un foyer, par périodes jamais réécrites';

create table entree (
  id uuid primary key,
  personne_id uuid not null references personne,
  foyer_id uuid not null references foyer,
  role text not null,
  motif text not null constraint entree_motif_connu check (motif in ('premiere-demande', 'retour-apres-radiation', 'arrivee-departement', 'entree-dans-un-foyer', 'passage-sous-le-seuil', 'retour-apres-suspension-longue')),
  recu_le date not null,
  flux integer not null references flux (numero),
  oriente_le date,
  close_le date,
  close_motif text,
  constraint entree_close_motivee check ((close_le is null) = (close_motif is null))
);
create unique index entree_en_cours on entree (personne_id) where oriente_le is null and close_le is null;
create index entree_recu_le on entree (recu_le);
create index entree_personne on entree (personne_id);
comment on table entree is 'droit: un nouvel entrant (E1) et son délai d’orientation (E2 à E4); close_le: sortie avant orientation';

-- Staging of a file being imported; emptied by each import. Unlogged, of the schema: temporary tables can't be distributed.
create unlogged table import_foyer (
  numero_demande_rsa text not null,
  organisme text not null,
  numero_organisme text not null,
  empreinte bytea,
  tranche bytea,
  change boolean not null,
  foyer_id uuid,
  matricule text,
  date_demande date,
  situation_familiale text,
  situation_familiale_depuis date,
  sans_domicile_fixe boolean,
  autres_personnes_a_charge integer,
  complement text,
  voie text,
  lieu_dit text,
  code_insee text,
  code_postal text,
  commune text,
  adresse_depuis date,
  arrive_le date,
  montant_centimes integer,
  etat text,
  motif text,
  depuis date
);
create unlogged table import_personne (
  numero_demande_rsa text not null,
  rang integer not null,
  personne_id uuid not null,
  connue boolean not null default false,
  role text not null,
  a_charge boolean not null,
  activite text,
  activite_depuis date,
  soumis boolean,
  nir_empreinte bytea,
  nir_chiffre bytea,
  nir_certifie boolean not null,
  qualite text,
  nom text not null,
  nom_naissance text not null,
  prenom text not null,
  date_naissance date not null,
  precision_naissance text,
  commune_naissance text,
  sexe text not null,
  identifiant_france_travail text
);
comment on table import_foyer is 'echanges: les foyers du fichier en cours d’import; change: contenu différent du dernier connu';
comment on table import_personne is 'personne: les personnes des foyers changés du fichier en cours d’import; connue: rapprochée d’un dossier';

create unlogged table import_droit (
  personne_id uuid not null,
  foyer_id uuid not null,
  role text not null,
  etat text not null,
  soumis boolean,
  motif text,
  depuis date,
  foyer_connu boolean not null,
  arrive_le date
);
comment on table import_droit is 'droit: l’état des droits que dit le fichier en cours d’import, pour les foyers changés ou disparus';

create unlogged table import_mouvement (
  personne_id uuid not null,
  genre text not null,
  motif text,
  foyer_id uuid,
  role text
);
comment on table import_mouvement is 'droit: ce que le fichier en cours d’import change pour les personnes: entree, reprise, veille, sortie';

-- What follows runs as the owner of the tables. pg_temp comes last: no temporary table may pass for one of ours.
select set_config('search_path', current_setting('search_path') || ', pg_temp', true);

-- The planner knows nothing of tables filled a moment ago: without this it takes a whole file for a few rows.
create function analyser_import() returns void language plpgsql security definer set search_path from current as $$
begin
  analyze import_foyer (numero_demande_rsa, change, foyer_id);
  analyze import_personne (numero_demande_rsa, personne_id, connue, nir_empreinte, role);
end $$;

select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
