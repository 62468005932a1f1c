-- Who acts is one of four: an agent, the person, a partner's software, the machine. Said of what was written and of what was read.
-- And not only persons have a history: a structure, an agent, a parameter, a key have theirs, in the same table.
alter table evenement rename column agent_id to acteur_id;
alter table evenement rename column agent_nom to acteur_nom;
alter table evenement add column acteur text not null default 'agent'
    constraint evenement_acteur_connu check (acteur in ('agent', 'personne', 'logiciel', 'systeme')),
  add column objet text,
  add column objet_id text,
  alter column personne_id drop not null,
  add constraint evenement_un_sujet check ((personne_id is null) = (objet is not null) and (objet is null) = (objet_id is null));
update evenement set acteur = 'systeme' where acteur_id is null;
alter table evenement alter column acteur drop default;
create index evenement_objet on evenement (objet, objet_id, le desc, id desc) where objet is not null;
comment on table evenement is 'socle: ce qui a changé sur une personne ou sur un objet du territoire (structure, agent, paramètre, '
  'clé…), par qui, quand cela prend effet et quand cela a été saisi';

alter table evenement_annule rename column agent_id to acteur_id;
alter table evenement_annule rename column agent_nom to acteur_nom;
alter table evenement_annule add column acteur text not null default 'systeme',
  add column objet text,
  add column objet_id text,
  alter column personne_id drop not null;
alter table evenement_annule alter column acteur drop default;

alter table consultation rename column agent_id to acteur_id;
alter table consultation rename column habilitation to role;
alter table consultation add column acteur text not null default 'agent'
    constraint consultation_acteur_connu check (acteur in ('agent', 'personne', 'logiciel', 'systeme')),
  alter column role drop not null;
alter table consultation alter column acteur drop default;

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);
create or replace function annuler_evenements(numero_import integer, instant timestamptz) returns void
language sql security definer set search_path from current as $$
  with partis as (delete from evenement where import = numero_import returning *)
  insert into evenement_annule (id, personne_id, objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres, import,
    annule_le)
  select id, personne_id, objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres, import, instant from partis
$$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
