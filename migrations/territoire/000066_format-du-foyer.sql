-- What a flow changes is compared with what the last format that told of the household could tell.
alter table foyer add column version text;
comment on column foyer.version is 'format du dernier flux qui a dit ce foyer changé (VRSB0801, VRSD0301…)';
update foyer f set version = (select x.version from flux x
  where f.organisme || ' ' || f.numero_organisme = any(x.organismes) order by x.numero desc limit 1);

-- What flows did adds up over thirty days, and since somebody confirmed one.
create index flux_importe_le on flux (importe_le);
create index flux_confirme on flux (numero) where rapport @> '{"confirme": true}';
