-- What a flow changes is compared with what the last format that told of the household could tell.
alter table foyer add column version text;
comment on column foyer.version is 'format du dernier flux qui a dit ce foyer changé (VRSB0801…); vide: dit avant, tout se compare';

-- What flows did adds up over thirty days, and since somebody confirmed one: read apart from what reports set aside, often long.
alter table flux add column mesures jsonb generated always as (rapport - 'anomalies') stored;
comment on column flux.mesures is 'le rapport, sans ce qu’il écarte : ce que la retenue des flux compte';
create index flux_confirme on flux (numero) where mesures @> '{"confirme": true}';
