-- Lines of an applied list of which nobody knows for sure whom they speak: they wait to be decided. What they say is read again in the
-- file, which is kept encrypted; they go with the lines of the import: purged, erased, run again.
create table import_doute (
  import_id uuid not null,
  ligne integer not null,
  avec integer[] not null default '{}',
  depuis timestamptz not null,
  confie_le timestamptz,
  confie_nom text,
  decide_le timestamptz,
  decide_par uuid,
  decide_nom text,
  personne_id uuid,
  decision text constraint import_doute_decision_connue check (decision in ('connue', 'nouvelle', 'cote')),
  primary key (import_id, ligne),
  constraint import_doute_decide_entier check ((decide_le is null) = (decision is null)),
  foreign key (import_id, ligne) references import_ligne (import_id, ligne) on delete cascade
);
create index import_doute_attente on import_doute (depuis, import_id, ligne) where decide_le is null;
comment on table import_doute is 'import: une ligne à décider d’une liste appliquée; avec: les lignes de la même personne qui la '
  'complètent; confie_le: remise aux chargés d’orientation; decision: connue (personne_id), nouvelle, ou laissée de côté';

create table import_candidat (
  import_id uuid not null,
  ligne integer not null,
  personne_id uuid not null references personne (id),
  primary key (import_id, ligne, personne_id),
  foreign key (import_id, ligne) references import_doute (import_id, ligne) on delete cascade
);
create index import_candidat_personne on import_candidat (personne_id);
comment on table import_candidat is 'import: les dossiers auxquels ressemble une ligne à décider; ils disent qui peut la décider';
