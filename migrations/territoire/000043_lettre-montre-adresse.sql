-- A letter kept as it left may show where somebody lives who has kept it to themselves since: of those made before, nobody knows.
alter table courrier add column montre_adresse boolean not null default true;
comment on column courrier.montre_adresse is 'la rue de la personne y est écrite : confidentielle, elle ne s’y lit qu’avec une raison';
