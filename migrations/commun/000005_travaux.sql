-- Background jobs: a territory adds its own, sees those that fail, takes them up again or gives them up. It touches neither the queue
-- nor the jobs of another: whose they are comes from who calls, never from what is asked.
create function territoire_appelant() returns text
language plpgsql stable set search_path = pg_catalog
as $$
declare
  -- A security definer function keeps the role that the connection took; on a node of Citus it signs in under it (architecture §2).
  porte constant text := case current_setting('role') when 'none' then session_user::text else current_setting('role') end;
  trouve text;
begin
  select code into trouve from commun.territoire where 't_' || lower(code) = porte;
  if trouve is null then
    raise exception 'seul un territoire a des travaux' using errcode = 'insufficient_privilege';
  end if;
  return trouve;
end
$$;
revoke all on function territoire_appelant() from public;

create or replace function ajouter_tache(tache text, charge jsonb) returns void
language sql security definer set search_path = pg_catalog
as $$
  select graphile_worker.add_job(
    tache, (charge || jsonb_build_object('territoire', qui.code))::json,
    max_attempts => 8, flags => array['territoire:' || qui.code])
  from (select commun.territoire_appelant() as code) as qui
$$;

-- A scheduled run of one territory, asked by the worker. What waits or fails there is this run, tried again at once: one that always
-- fails stays one line. What is at work may be held by a dead process: a new run is added beside it.
create function planifier_tache(tache text, territoire text) returns void
language plpgsql set search_path = pg_catalog
as $$
begin
  perform graphile_worker.reschedule_jobs(array_agg(j.id), run_at => now(), attempts => 0)
  from graphile_worker.jobs j
  where j.task_identifier = tache and j.flags ? ('territoire:' || territoire) and j.locked_at is null
  having count(*) > 0;
  if not found then
    perform graphile_worker.add_job(
      tache, json_build_object('territoire', territoire), max_attempts => 8, flags => array['territoire:' || territoire]);
  end if;
end
$$;
revoke all on function planifier_tache(text, text) from public;

-- The jobs of the calling territory that failed, that a stopped server left at their last try, or that nobody takes for an hour.
create function travaux() returns table (
  id bigint, tache text, essais integer, essais_prevus integer, erreur text, demande_le timestamptz, prochain_le timestamptz, en_cours boolean
)
language sql stable security definer set search_path = pg_catalog
as $$
  select j.id, j.task_identifier, j.attempts, j.max_attempts, j.last_error, j.created_at,
    case when j.attempts < j.max_attempts then j.run_at end, j.locked_at is not null
  from graphile_worker.jobs j
  where j.flags ? ('territoire:' || commun.territoire_appelant())
    and (j.last_error is not null
      or (j.locked_at is null and (j.attempts >= j.max_attempts or j.run_at < now() - interval '1 hour')))
  order by j.created_at, j.id
$$;
revoke all on function travaux() from public;

-- Both answer what became of it: 'fait', 'en-cours' (at work: nothing changed), 'absent' (done, given up, or another's).
create function relancer_travail(travail bigint) returns text
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from commun.travaux() t where t.id = travail) then return 'absent'; end if;
  perform graphile_worker.reschedule_jobs(array[travail], run_at => now(), attempts => 0);
  return case when found then 'fait' else 'en-cours' end;
end
$$;
revoke all on function relancer_travail(bigint) from public;

create function abandonner_travail(travail bigint) returns text
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from commun.travaux() t where t.id = travail) then return 'absent'; end if;
  perform graphile_worker.complete_jobs(array[travail]);
  return case when found then 'fait' else 'en-cours' end;
end
$$;
revoke all on function abandonner_travail(bigint) from public;

-- What waits from before: whose it is, without what its last error quoted. A job that no longer exists is forgotten.
update graphile_worker._private_jobs
set flags = coalesce(flags, '{}') || case
    when payload ->> 'territoire' is null then '{}'
    else jsonb_build_object('territoire:' || (payload ->> 'territoire'), true)
  end,
  last_error = case when last_error is not null then '{}' end;
select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier = 'reprendre-imports'));
