-- Lists with names: who was shown whom, by which request. One row an answer, however many it names; the application only adds to it.
create table lecture_liste (
  id bigint generated always as identity primary key,
  le timestamptz not null,
  acteur text not null constraint lecture_liste_acteur_connu check (acteur in ('agent', 'personne', 'logiciel')),
  acteur_id uuid not null,
  role text,
  liste text not null,
  -- What was asked, encrypted: names are typed there. Null once somebody it may tell of is erased.
  criteres bytea,
  personnes uuid[] not null constraint lecture_liste_de_quelqu_un check (personnes <> '{}')
);
create index lecture_liste_personnes on lecture_liste using gin (personnes);
create index lecture_liste_journal on lecture_liste (le desc, id desc);
create index lecture_liste_acteur on lecture_liste (acteur_id, le desc, id desc);
comment on table lecture_liste is 'socle: chaque réponse qui nomme des personnes, et qui elle nomme';

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);

-- Who is erased is in no list any more; what was typed to find them goes too. Of persons only: by the trigger of another table, who made
-- that table would erase what they like.
create function oublier_des_listes() returns trigger
language plpgsql security definer set search_path from current as $$
declare parties uuid[] := array(select id from parties_d_ici);
begin
  if tg_relid <> 'personne'::regclass then
    raise exception 'seul un effacement de personnes retire des noms des listes' using errcode = '42501';
  end if;
  delete from lecture_liste where personnes && parties and personnes <@ parties;
  update lecture_liste l set criteres = null,
    personnes = array(select u.id from unnest(l.personnes) with ordinality u (id, rang) where u.id <> all(parties) order by u.rang)
  where l.personnes && parties;
  return null;
end $$;
create trigger personne_oubliee_des_listes after delete on personne
  referencing old table as parties_d_ici for each statement execute function oublier_des_listes();

-- Lists kept longer than the territory wants go, as readings do. Never those of the last six months.
create function effacer_listes(avant timestamptz) returns integer
language plpgsql security definer set search_path from current as $$
declare n integer;
begin
  delete from lecture_liste where le < least(avant, clock_timestamp() - interval '6 months');
  get diagnostics n = row_count;
  return n;
end $$;

-- What was asked takes another key, and is there as it was: as long, never taken away. All of them, or an error.
create function refermer_listes(lignes jsonb) returns void
language plpgsql security definer set search_path from current as $$
declare ecrites integer;
begin
  update lecture_liste l set criteres = decode(r.criteres, 'hex') from jsonb_to_recordset(lignes) as r (id bigint, criteres text)
    where l.id = r.id and octet_length(l.criteres) = octet_length(decode(r.criteres, 'hex'));
  get diagnostics ecrites = row_count;
  if ecrites <> jsonb_array_length(lignes) then
    raise exception 'une preuve ne se réécrit pas' using errcode = '42501';
  end if;
end $$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
