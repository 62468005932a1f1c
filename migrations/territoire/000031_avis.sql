-- What an agent is to know of: drawn from an event as it is written, or from what is due by the daily job. It holds ids and counts: its
-- sentence is told from the event when it is read, to who may still read it.
create table avis (
  id bigint generated always as identity primary key,
  agent_id uuid not null references agent on delete cascade,
  genre text not null,
  -- What makes it once: the event, the clock and its day.
  cle text not null,
  -- What is told in one line, when many come from the same act.
  groupe text not null,
  evenement_id bigint references evenement on delete cascade,
  personne_id uuid references personne,
  objet_id text,
  -- What it tells when no event does: ids, counts, days.
  faits jsonb,
  le timestamptz not null,
  lu_le timestamptz,
  constraint avis_une_fois unique (agent_id, genre, cle)
);
create index avis_non_lus on avis (agent_id) where lu_le is null;
create index avis_agent on avis (agent_id, le desc, id desc);
create index avis_le on avis (le);
create index avis_evenement on avis (evenement_id) where evenement_id is not null;
create index avis_personne on avis (personne_id) where personne_id is not null;
comment on table avis is 'avis: ce dont un agent est à prévenir, une fois, lu ou non';
