-- Who opened an account by a link that was shown, or given a password by who runs the server, never proved that its address is theirs.
alter table identite add column adresse_prouvee boolean not null default false;
comment on column identite.adresse_prouvee is 'ouvert, ou joint à un territoire, par un lien parti par courriel à cette adresse';
-- Until now that was not kept. What a link that is still known shows isn't proved; the rest goes on as it was.
update identite i set adresse_prouvee = true
where not exists (select from lien_compte l where l.courriel = i.courriel and l.genre = 'activation' and l.fin = 'servi' and l.montre);

create index lien_compte_attend on lien_compte (courriel) where genre = 'activation' and fin is null;
