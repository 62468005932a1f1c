-- What became of the mail of each link that an agent of a territory was given: of those that the queue still holds, what it says of its
-- last try, and when the next one is; null when none will be.
create function envois_de_liens(ici text) returns table (lien uuid, erreur text, prochain_le timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select (j.payload ->> 'lien')::uuid, j.last_error, case when j.attempts < j.max_attempts then j.run_at end
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where t.identifier = 'envoyer-activation' and j.flags ? ('territoire:' || ici)
$$;
revoke all on function envois_de_liens(text) from public;
grant execute on function envois_de_liens(text) to filrouge_commun;
