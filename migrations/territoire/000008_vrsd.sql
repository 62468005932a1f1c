-- What the beneficiaries flows VRSD0301 and VRSD0101 tell beyond VRSB0801, and the top « entrant » that all three tell.
alter table import_personne add column entrant boolean;
alter table import_personne add column deces_le date;
alter table personne add column deces_le date;

-- Staging: what the fund says of one person beside her right, a row for each thing said. Most persons have none.
create unlogged table import_caf (
  numero_demande_rsa text not null,
  rang integer not null,
  genre text not null,
  debut date,
  fin date,
  code text,
  niveau text,
  taux_points integer,
  montant_demande_centimes integer,
  reference_le date,
  montant_reference_centimes integer,
  composition text,
  montant_avant_plafond_centimes integer,
  montant_applique_centimes integer,
  levee_le date,
  levee_motif text
);
comment on table import_caf is 'droit: ce que le fichier en cours d’import dit d’une personne à côté de son droit: sanction, suspension pour fraude, mesure de protection, contrat';

-- The return of sanctions (SanctionPCGPersonneRSA, FraudePCGPersonneRSA of VRSD0101): what the fund decided to take, took, and lifted.
create table sanction_caf (
  personne_id uuid not null references personne,
  foyer_id uuid not null references foyer,
  genre text not null constraint sanction_caf_genre_connu check (genre in ('sanction', 'fraude')),
  debut date not null,
  fin date,
  motif text,
  niveau text,
  taux_points integer,
  montant_demande_centimes integer,
  reference_le date,
  montant_reference_centimes integer,
  composition text,
  montant_avant_plafond_centimes integer,
  montant_applique_centimes integer,
  levee_le date,
  levee_motif text,
  flux_debut integer not null references flux (numero),
  flux_maj integer not null references flux (numero),
  primary key (personne_id, foyer_id, genre, debut)
);
comment on table sanction_caf is 'droit: une sanction ou une suspension pour fraude que la CAF ou la MSA dit appliquer; taux_points: centièmes de pour cent; flux_debut: le premier flux qui l’a dite, flux_maj: le dernier qui l’a changée';

-- One measure of protection (TYPEMESUPROT) and one contract (ContratPCGPersonneRSA) at most per person and household, as last told.
create table mention_caf (
  personne_id uuid not null references personne,
  foyer_id uuid not null references foyer,
  genre text not null constraint mention_caf_genre_connu check (genre in ('protection', 'contrat')),
  code text,
  debut date,
  fin date,
  flux integer not null references flux (numero),
  primary key (personne_id, foyer_id, genre)
);
comment on table mention_caf is 'droit: mesure de protection et contrat que la CAF ou la MSA connaît pour une personne, tels que dits en dernier';
