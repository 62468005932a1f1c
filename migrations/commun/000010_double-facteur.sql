-- Strong sign-in: what somebody has besides what they know. All of it is of the identity, whatever the territory.
create table totp (
  id uuid primary key,
  identite_id uuid not null references identite on delete cascade,
  nom text not null constraint totp_nom_present check (nom <> ''),
  secret bytea not null,
  dernier_pas bigint,
  cree_le timestamptz not null,
  confirme_le timestamptz,
  dernier_usage_le timestamptz
);
create index totp_identite_id on totp (identite_id);
comment on table totp is 'agent: une application de codes à six chiffres; elle ne compte qu’une fois confirmée; le secret est chiffré';
comment on column totp.dernier_pas is 'le dernier pas de trente secondes dont le code a servi: il ne sert plus, ni ceux d’avant';

create table cle_acces (
  id uuid primary key,
  identite_id uuid not null references identite on delete cascade,
  nom text not null constraint cle_acces_nom_present check (nom <> ''),
  identifiant bytea not null constraint cle_acces_identifiant_unique unique,
  cle_publique bytea not null,
  compteur bigint not null,
  transports text[] not null,
  cree_le timestamptz not null,
  dernier_usage_le timestamptz
);
create index cle_acces_identite_id on cle_acces (identite_id);
comment on table cle_acces is 'agent: une clé d’accès (WebAuthn) d’un agent; sa part secrète ne quitte pas son appareil';

create table code_secours (
  identite_id uuid not null references identite on delete cascade,
  empreinte bytea not null,
  employe_le timestamptz,
  primary key (identite_id, empreinte)
);
comment on table code_secours is 'agent: des codes à usage unique qui tiennent lieu de facteur; l’empreinte est un SHA-256 de 80 bits tirés au hasard';

-- An account of an identity provider, once its holder confirmed that it is theirs.
create table identite_federee (
  emetteur text not null,
  sujet text not null,
  identite_id uuid not null references identite on delete cascade,
  liee_le timestamptz not null,
  primary key (emetteur, sujet),
  constraint identite_federee_une_par_emetteur unique (identite_id, emetteur)
);
comment on table identite_federee is 'agent: le compte ProConnect d’un agent, lié une fois qu’il a confirmé que c’est le sien';

-- What waits for a proof, on one device and for five minutes: a second factor, a key, the answer of an identity provider.
create table etape (
  empreinte bytea primary key,
  genre text not null constraint etape_genre_connu check
    (genre in ('facteur', 'territoire', 'cle-connexion', 'cle-ajout', 'proconnect', 'rattachement')),
  identite_id uuid references identite on delete cascade,
  appareil bytea,
  contenu bytea,
  generation integer,
  expire_le timestamptz not null
);
create index etape_expire_le on etape (expire_le);
create index etape_identite_id on etape (identite_id);
comment on table etape is 'agent: ce qui attend une preuve; l’empreinte est le SHA-256 du jeton, le contenu est chiffré';

alter table session
  add column id uuid not null default gen_random_uuid() constraint session_id_unique unique,
  add column moyen text not null default 'mot-de-passe' constraint session_moyen_connu check
    (moyen in ('mot-de-passe', 'totp', 'secours', 'cle', 'proconnect')),
  add column forte boolean not null default false,
  add column appareil text,
  add column reseau text,
  add column dernier_usage_le timestamptz,
  add column jeton_identite bytea;
create index session_identite_id on session (identite_id);
comment on column session.forte is 'ouverte avec plus qu’un mot de passe';
comment on column session.reseau is 'le réseau d’où elle fut ouverte, sans sa fin';
comment on column session.jeton_identite is 'chiffré: ce qui ferme aussi la session de ProConnect';

-- What was proved before sessions were closed, a factor changed or a password chosen is proved no more.
alter table identite add column generation integer not null default 0;
comment on column identite.generation is 'change chaque fois que des sessions se ferment, qu’un facteur change ou qu’un mot de passe est choisi: ce qui était prouvé avant ne l’est plus';
comment on column etape.generation is 'celle de l’identité quand l’étape a commencé';
