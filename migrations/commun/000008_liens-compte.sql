-- An agent of a territory and the person who signs in are two: nothing of one tells the other. An account opens, or joins another
-- territory, by the act of its owner, under a link sent to their address.
alter table acces add column agent_id uuid;
update acces set agent_id = identite_id;
alter table acces alter column agent_id set not null, add constraint acces_agent_unique unique (territoire, agent_id);
comment on table acces is 'agent: l’agent qu’une identité est dans chaque territoire où son compte est ouvert';

-- Somebody else may know this password: an administrator, until now, gave the first one. It opens no other territory.
alter table identite add column mot_de_passe_su boolean not null default false;
update identite set mot_de_passe_su = true where mot_de_passe is not null;

create table lien_compte (
  id uuid primary key,
  genre text not null constraint lien_compte_genre_connu check (genre in ('activation', 'oubli')),
  empreinte bytea not null constraint lien_compte_empreinte_unique unique,
  courriel text not null,
  territoire text references territoire on delete cascade,
  agent_id uuid,
  identite_id uuid references identite on delete set null,
  montre boolean not null,
  reinitialise boolean not null default false,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  envoye_le timestamptz,
  fin_le timestamptz,
  fin text constraint lien_compte_fin_connue check (fin in ('servi', 'remplace', 'revoque', 'decline')),
  constraint lien_compte_fini check ((fin is null) = (fin_le is null)),
  constraint lien_compte_pour_qui check ((genre = 'activation') = (territoire is not null and agent_id is not null))
);
create index lien_compte_agent on lien_compte (territoire, agent_id, cree_le desc, id desc);
create unique index lien_compte_un_seul on lien_compte (territoire, agent_id) where fin is null;
create index lien_compte_oubli on lien_compte (courriel) where genre = 'oubli';
create index lien_compte_a_envoyer on lien_compte (cree_le) where genre = 'oubli' and envoye_le is null and fin is null;
create index lien_compte_expire_le on lien_compte (expire_le);
create index lien_compte_identite_id on lien_compte (identite_id) where identite_id is not null;
comment on table lien_compte is 'agent: un lien qui sert une fois, pour choisir son mot de passe ou rejoindre un territoire; l’empreinte est le SHA-256 du jeton, jamais gardé';
comment on column lien_compte.reinitialise is 'rouvre un accès de ce territoire, à qui y avait un compte; ne dit rien d’ailleurs';
comment on column lien_compte.identite_id is 'd’un accès réinitialisé: le compte qui attend ce lien, avec ce qui l’ouvrait';
