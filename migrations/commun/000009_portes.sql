-- A territory signs in as itself: whose jobs they are comes from who signed in, whatever role or parameter the session took since.
-- pg_temp comes last in what follows: nothing that a session makes for itself passes for ours.
create or replace function territoire_appelant() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  trouve text;
begin
  select code into trouve from commun.territoire where 't_' || lower(code) = session_user;
  if trouve is null then
    raise exception 'seul un territoire a des travaux' using errcode = 'insufficient_privilege';
  end if;
  return trouve;
end
$$;

create or replace function ajouter_tache(tache text, charge jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  ici constant text := commun.territoire_appelant();
begin
  -- What isn't an object would keep the territory out of it.
  if jsonb_typeof(charge) is distinct from 'object' or coalesce(charge ->> 'territoire', ici) <> ici then
    raise exception 'un territoire ne demande que pour lui' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    tache, (charge || jsonb_build_object('territoire', ici))::json, max_attempts => 8, flags => array['territoire:' || ici]);
end
$$;

alter function planifier_tache(text, text) set search_path = pg_catalog, pg_temp;
alter function travaux() set search_path = pg_catalog, pg_temp;
alter function relancer_travail(bigint) set search_path = pg_catalog, pg_temp;
alter function abandonner_travail(bigint) set search_path = pg_catalog, pg_temp;

-- What the role of the accounts may do, given again at each migration.
create procedure donner_droits() language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  grant usage on schema commun, extensions to filrouge_commun;
  grant select, insert, update, delete on all tables in schema commun to filrouge_commun;
  revoke all on commun.migration from filrouge_commun;
  revoke insert, update, delete on commun.territoire from filrouge_commun;
end
$$;
revoke all on procedure donner_droits() from public;
