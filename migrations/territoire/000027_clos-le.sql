-- The instant a role was taken back: what is given again the same day is told from what was held already, or given in the same act.
alter table habilitation add column clos_le timestamptz;
update habilitation set clos_le = fin::timestamp at time zone 'Europe/Paris' where fin is not null;
