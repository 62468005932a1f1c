-- A day is that of the territory: its connections keep its time zone (src/territoire/fuseau.ts), and nothing here names another.

create or replace view contact as
  select id as personne_id, greatest(identite_le, contact_le) as le from personne
  union all select personne_id, saisi_le::date from evenement
    where personne_id is not null and type not in ('archivage', 'archive-ouverte')
  union all select personne_id, debut::date from rendez_vous
  union all select personne_id, greatest(recu_le, oriente_le, close_le) from entree
  union all select personne_id, greatest(debut, fin) from droit
  union all select personne_id, greatest(debut, fin) from membre
  union all select personne_id, greatest(debut, fin, notifiee_le) from orientation
  union all select personne_id, greatest(debut, fin) from accompagnement
  union all select personne_id, etabli_le from diagnostic
  union all select personne_id, edite_le::date from courrier
  union all select personne_id, le from donnee
  union all select l.personne_id, i.recu_le from import_ligne l join import i on i.id = l.import_id where l.personne_id is not null
  union all select d.personne_id, i.recu_le from import_difference d join import i on i.numero = d.import where d.personne_id is not null;

-- The same function but for the clock of its day.
do $$
begin
  execute replace(
    pg_get_functiondef('effacer_personnes_verifiees(uuid[], jsonb, timestamptz)'::regprocedure),
    '(moment at time zone ''Europe/Paris'')::date', 'moment::date');
end $$;
