-- What must be known of a person before writing to them, calling them, receiving them (domaine.md A9): told once, obeyed everywhere.
create table precaution (
  personne_id uuid primary key references personne,
  adresse_confidentielle boolean not null default false,
  ne_pas_ecrire boolean not null default false,
  sans_message boolean not null default false,
  domiciliation_organisme text,
  domiciliation_adresse text,
  mesure text constraint precaution_mesure_connue check (mesure in ('tutelle', 'curatelle-renforcee', 'curatelle-simple',
    'habilitation-familiale', 'sauvegarde')),
  protecteur_nom text,
  protecteur_organisme text,
  protecteur_adresse text,
  protecteur_telephone text,
  protecteur_courriel text,
  protecteur_copie boolean not null default false,
  langue text,
  lsf boolean not null default false,
  sans_marche boolean not null default false,
  garde_enfant boolean not null default false,
  arrivee_des text constraint precaution_arrivee_heure check (arrivee_des ~ '^[0-2]\d:[0-5]\d$'),
  depart_avant text constraint precaution_depart_heure check (depart_avant ~ '^[0-2]\d:[0-5]\d$'),
  maj_le timestamptz not null,
  maj_par uuid references agent,
  constraint precaution_domiciliation_entiere check ((domiciliation_organisme is null) = (domiciliation_adresse is null)),
  constraint precaution_protecteur_d_une_mesure check (mesure is not null
    or (coalesce(protecteur_nom, protecteur_organisme, protecteur_adresse, protecteur_telephone, protecteur_courriel) is null
      and not protecteur_copie)),
  constraint precaution_copie_postee check (not protecteur_copie or protecteur_adresse is not null),
  constraint precaution_heures_en_ordre check (arrivee_des < depart_avant)
);
comment on table precaution is 'precaution: ce qu’il faut savoir avant d’écrire à une personne, de l’appeler ou de la recevoir';

-- Where somebody lives stays covered in every household they are in, for whoever opens the file of another of its members too.
create function foyer_confidentiel(foyer uuid, sauf uuid[] default '{}') returns boolean
language sql stable parallel safe
as $$
  select exists (select 1 from membre m join precaution c on c.personne_id = m.personne_id
    where m.foyer_id = foyer and m.fin is null and c.adresse_confidentielle and m.personne_id <> all(sauf))
$$;
comment on function foyer_confidentiel is
  'precaution: un membre actuel de ce foyer, autre que sauf, a demandé que son adresse reste confidentielle';

-- What a list or an organism says of where somebody lives is covered with the rest.
create function adresse_confidentielle(personne uuid, sauf uuid[] default '{}') returns boolean
language sql stable parallel safe
as $$
  select exists (select 1 from precaution c where c.personne_id = personne and c.adresse_confidentielle and personne <> all(sauf))
    or exists (select 1 from membre m where m.personne_id = personne and m.fin is null and foyer_confidentiel(m.foyer_id, sauf))
$$;
comment on function adresse_confidentielle is
  'precaution: l’adresse de cette personne reste confidentielle, de son fait ou de celui d’une personne de son foyer';

-- A letter as it left: how many envelopes (a copy goes to who protects the person).
alter table courrier add column exemplaires smallint not null default 1
  constraint courrier_exemplaires_comptes check (exemplaires between 1 and 2);

-- What was planned for an appointment: its letter says it, its lists too.
alter table rendez_vous add column interprete_prevu boolean not null default false;

-- Whether one gets in without a step: null, nobody said.
alter table structure add column acces_sans_marche boolean;
alter table antenne add column acces_sans_marche boolean;
