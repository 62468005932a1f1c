-- A file opened out of one's usual persons: why, as its reader said it before it opened, and what who controls readings made of it.
create table ouverture (
  id uuid primary key,
  personne_id uuid not null,
  agent_id uuid not null references agent,
  role text not null,
  le timestamptz not null,
  motif text not null constraint ouverture_motif_connu check (motif in
    ('en-relation', 'remplacement', 'verification', 'urgence', 'autre')),
  precision text constraint ouverture_autre_dite check (motif <> 'autre' or precision is not null),
  revue text constraint ouverture_revue_connue check (revue in ('normal', 'a-expliquer')),
  revue_mot text,
  revue_par uuid references agent,
  revue_le timestamptz,
  explication text,
  explique_le timestamptz,
  constraint ouverture_revue_entiere check ((revue is null) = (revue_le is null)),
  constraint ouverture_precision_fermee check (texte_ferme(precision)),
  constraint ouverture_revue_mot_fermee check (texte_ferme(revue_mot)),
  constraint ouverture_explication_fermee check (texte_ferme(explication))
);
create index ouverture_personne on ouverture (personne_id, agent_id, le desc);
create index ouverture_a_revoir on ouverture (le) where revue is distinct from 'normal';
create index ouverture_le on ouverture (le desc, id desc);
create index ouverture_agent on ouverture (agent_id);
create index ouverture_revue_par on ouverture (revue_par) where revue_par is not null;
comment on table ouverture is 'agent: un dossier ouvert hors habitude, et la raison dite avant qu’il s’ouvre; preuve jamais réécrite';
-- Its review comes after it (src/socle/migrer.ts: what a comment gives).
comment on column ouverture.revue is 'écrite ensuite';
comment on column ouverture.revue_mot is 'écrite ensuite';
comment on column ouverture.revue_par is 'écrite ensuite';
comment on column ouverture.revue_le is 'écrite ensuite';
comment on column ouverture.explication is 'écrite ensuite';
comment on column ouverture.explique_le is 'écrite ensuite';

-- Openings kept longer than the territory wants go, as readings do. Never those of the last six months.
select set_config('search_path', current_setting('search_path') || ', pg_temp', true);
create function effacer_ouvertures(avant timestamptz) returns integer
language plpgsql security definer set search_path from current as $$
declare n integer;
begin
  delete from ouverture where le < least(avant, clock_timestamp() - interval '6 months');
  get diagnostics n = row_count;
  return n;
end $$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
