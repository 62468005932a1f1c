-- Since when a role is held without interruption: what replaces it at the same place (cap, sector, team) keeps it; given back
-- after it was taken, it begins again, and opens nothing of what was given to the one before.
alter table habilitation add column depuis timestamptz;
update habilitation h set depuis = suite.debut::timestamp at time zone 'Europe/Paris'
  from (
    select id, min(debut) over (partition by agent_id, role, structure_id, rang) as debut
    from (
      select id, agent_id, role, structure_id, debut, count(*) filter (where coupe)
          over (partition by agent_id, role, structure_id order by debut, fin nulls last, id) as rang
      from (
        select h.*, debut is distinct from
            lag(fin) over (partition by agent_id, role, structure_id order by debut, fin nulls last, id) as coupe
        from habilitation h) coupees) rangees) suite
  where suite.id = h.id;
alter table habilitation alter column depuis set not null;

-- What hung on a role already taken back ends with it.
update membre_suivi m set fin = greatest(m.debut, current_date), retire_le = now()
  where m.fin is null and not exists (
    select 1 from habilitation h where h.agent_id = m.agent_id and h.role = 'co-intervenant' and h.fin is null);
update accompagnement a set co_referent_id = null
  where a.fin is null and a.co_referent_id is not null and not exists (
    select 1 from habilitation h where h.agent_id = a.co_referent_id and h.role = 'referent' and h.fin is null);
