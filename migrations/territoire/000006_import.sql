-- Each file that comes in is an object: who brought it, when, what it did, and how to undo it.
create table import (
  numero integer generated always as identity primary key,
  id uuid not null constraint import_id_unique unique,
  genre text,
  version text,
  fichier text not null,
  taille bigint not null constraint import_taille_positive check (taille >= 0),
  recu bigint not null default 0,
  sha256 text,
  voie text not null constraint import_voie_connue check (voie in ('ecran', 'api', 'dossier', 'commande')),
  recu_le date not null,
  depose_le timestamptz not null,
  depose_par uuid,
  depose_nom text not null,
  statut text not null constraint import_statut_connu check (statut in ('depot', 'a-verifier', 'en-attente', 'en-cours', 'applique', 'refuse', 'annule')),
  simulation boolean not null default false,
  options jsonb not null default '{}',
  etape text,
  fait bigint,
  total bigint,
  debut_le timestamptz,
  fin_le timestamptz,
  rapport jsonb,
  refus jsonb,
  annule_le timestamptz,
  annule_nom text,
  rejoue uuid,
  contenu_efface_le date,
  constraint import_recu_borne check (recu between 0 and taille),
  constraint import_complet check (statut = 'depot' or (recu = taille and sha256 is not null))
);
create index import_depose_le on import (depose_le desc);
create index import_a_faire on import (numero) where statut in ('en-attente', 'en-cours');
create index import_sha256 on import (sha256) where statut = 'applique';
comment on table import is 'echanges: un fichier reçu et ce qu’il est devenu; recu: octets déjà arrivés; simulation: appliqué puis défait, pour voir; rejoue: l’import dont il reprend le fichier';

create table import_morceau (
  import_id uuid not null references import (id) on delete cascade,
  rang integer not null,
  taille integer not null,
  octets bytea not null,
  primary key (import_id, rang)
);
alter table import_morceau alter column octets set storage external;
comment on table import_morceau is 'echanges: le contenu d’un fichier, par morceaux compressés puis chiffrés';

create table import_ligne (
  import_id uuid not null references import (id) on delete cascade,
  ligne integer not null,
  resultat text not null constraint import_ligne_resultat_connu check (resultat in ('creee', 'modifiee', 'inchangee', 'a-decider', 'refusee')),
  personne_id uuid,
  motifs jsonb not null default '[]',
  primary key (import_id, ligne)
);
create index import_ligne_resultat on import_ligne (import_id, resultat, ligne);
comment on table import_ligne is 'echanges: ce que chaque ligne d’une liste a fait, ou ferait; motifs: champ et raison, jamais la valeur lue';

-- Rows of a person before and after an import, those that changed only.
create table import_difference (
  import integer not null references import (numero),
  personne_id uuid not null,
  table_nom text not null,
  cle jsonb not null,
  avant jsonb,
  apres jsonb
);
create index import_difference_personne on import_difference (import, personne_id);
create index import_difference_cle on import_difference (table_nom, cle);
comment on table import_difference is 'echanges: les lignes qu’un import a changées, avant et après; ce qui permet de l’annuler';

create unlogged table import_photo (
  table_nom text not null,
  personne_id uuid not null,
  cle jsonb not null,
  ligne jsonb not null
);
comment on table import_photo is 'echanges: les lignes des personnes que touche l’import en cours, telles qu’elles étaient avant lui';

-- Who created these rows: no foreign key, it would be checked for each of the hundreds of thousands of rows of a first flow; an import is never deleted.
alter table personne add column cree_par integer;
alter table foyer add column cree_par integer;
comment on column personne.cree_par is 'numéro de l’import qui a créé le dossier';
comment on column foyer.cree_par is 'numéro de l’import qui a créé le foyer';

alter table flux add column import integer references import (numero);
create index flux_import on flux (import);

-- What an import wrote in the timelines leaves them when it is undone, and is kept aside: nothing is ever lost.
alter table evenement add column import integer;
create index evenement_import on evenement (import) where import is not null;
comment on column evenement.import is 'numéro de l’import qui l’a écrit';

create table evenement_annule (
  id bigint primary key,
  personne_id uuid not null,
  type text not null,
  le timestamptz not null,
  saisi_le timestamptz not null,
  agent_id uuid,
  agent_nom text not null,
  avant jsonb,
  apres jsonb,
  import integer not null references import (numero),
  annule_le timestamptz not null
);
comment on table evenement_annule is 'socle: ce qu’un import annulé avait écrit au carnet des personnes';

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);
-- The application may only add to the timelines: this one function moves, as their owner, those of one import.
create function annuler_evenements(numero_import integer, instant timestamptz) returns void language sql security definer set search_path from current as $$
  with partis as (delete from evenement where import = numero_import returning *)
  insert into evenement_annule (id, personne_id, type, le, saisi_le, agent_id, agent_nom, avant, apres, import, annule_le)
  select id, personne_id, type, le, saisi_le, agent_id, agent_nom, avant, apres, import, instant from partis
$$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
