-- Software of partners that brings or fetches data by itself: a key each, seen once, kept as its fingerprint.
create table client_api (
  id uuid primary key,
  territoire text not null references territoire on delete cascade,
  nom text not null constraint client_api_nom_present check (nom <> ''),
  empreinte bytea not null constraint client_api_empreinte_unique unique,
  droits text[] not null constraint client_api_droits_connus check (droits <@ array['import.deposer']),
  cree_le timestamptz not null,
  cree_par text not null,
  dernier_appel_le timestamptz,
  revoque_le timestamptz
);
create index client_api_territoire on client_api (territoire);
comment on table client_api is 'echanges: le logiciel d’un partenaire, ce qu’il peut faire et l’empreinte de sa clé';
