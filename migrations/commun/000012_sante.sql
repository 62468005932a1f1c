-- What the service says of its health: one row that is written to know whether writing is possible, and how long the queue has waited.
create table ecriture_possible (
  seule boolean primary key default true,
  le timestamptz not null,
  constraint ecriture_possible_seule check (seule)
);
insert into ecriture_possible (le) values (now());
comment on table ecriture_possible is 'socle: une ligne, écrite pour savoir si la base se laisse écrire';

-- Since when the queue of jobs stands still: a job that may be done waits, or its clock doesn't come round. Nothing of what is asked.
create function attente_de_la_file() returns interval
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select greatest(
    (select max(now() - j.run_at) from graphile_worker._private_jobs j
      where j.locked_at is null and j.attempts < j.max_attempts and j.run_at < now()),
    (select min(now() - k.last_execution) from graphile_worker._private_known_crontabs k),
    interval '0')
$$;
revoke all on function attente_de_la_file() from public;
grant execute on function attente_de_la_file() to filrouge_commun;
