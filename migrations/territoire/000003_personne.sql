-- CNAF flows come without accents, agents type them: names are compared in one form. Immutable, hence no dictionary.
-- What is in that form already, nearly all that flows bring, is only looked at. Not declared strict: it would no longer be inlined.
create function forme_comparable(texte text) returns text
language sql immutable parallel safe
return case when texte ~ '^[A-Z0-9]+( [A-Z0-9]+)*$' then texte
  else trim(regexp_replace(translate(upper(texte), 'ÀÂÄÃÁÅÇÉÈÊËÎÏÌÍÔÖÒÓÕÙÛÜÚŸÝÑ', 'AAAAAACEEEEIIIIOOOOOUUUUYYN'), '[^A-Z0-9]+', ' ', 'g')) end;

create table personne (
  id uuid primary key,
  nir_empreinte bytea,
  nir_chiffre bytea,
  nir_certifie boolean not null default false,
  qualite text,
  nom text not null,
  nom_naissance text not null,
  prenom text not null,
  date_naissance date not null,
  precision_naissance text constraint personne_precision_connue check (precision_naissance in ('N', 'J', 'O')),
  commune_naissance text,
  sexe text not null constraint personne_sexe_connu check (sexe in ('1', '2')),
  identifiant_france_travail text,
  identite_source text not null,
  identite_le date not null,
  telephone text,
  telephone_accord boolean,
  courriel text,
  courriel_accord boolean,
  contact_source text,
  contact_le date,
  recherche text generated always as (forme_comparable(nom_naissance || ' ' || nom || ' ' || prenom)) stored,
  identite text generated always as (forme_comparable(nom_naissance) || '|' || forme_comparable(prenom)) stored,
  constraint personne_nir_entier check ((nir_empreinte is null) = (nir_chiffre is null))
);
create unique index personne_nir_unique on personne (nir_empreinte);
create index personne_telephone on personne (telephone) where telephone is not null;
create index personne_naissance on personne (date_naissance);
create index personne_identite on personne (identite, date_naissance);
create index personne_recherche on personne using gin (recherche extensions.gin_trgm_ops);
comment on table personne is 'personne: une personne, un dossier; le NIR est chiffré, retrouvable par son empreinte seulement';

create table foyer (
  id uuid primary key,
  numero_demande_rsa text not null constraint foyer_numero_unique unique,
  organisme text not null constraint foyer_organisme_connu check (organisme in ('CAF', 'MSA')),
  numero_organisme text not null,
  matricule text not null,
  date_demande date not null,
  situation_familiale text not null,
  situation_familiale_depuis date,
  sans_domicile_fixe boolean not null,
  autres_personnes_a_charge integer,
  complement text,
  voie text,
  lieu_dit text,
  code_insee text,
  code_postal text,
  commune text,
  adresse_depuis date,
  arrive_le date,
  montant_centimes integer,
  etat text not null constraint foyer_etat_connu check (etat in ('0', '1', '2', '3', '4', '5', '6')),
  present boolean not null,
  empreinte bytea not null,
  tranche bytea,
  source text not null,
  maj_le date not null
);
create index foyer_matricule on foyer (matricule);
create index foyer_code_insee on foyer (code_insee);
comment on table foyer is 'personne: un foyer RSA (un numéro de demande); empreinte: de son contenu, tranche: de ses octets dans le dernier fichier; present: vu dans le dernier flux mensuel ou dans un flux quotidien depuis';

create table membre (
  personne_id uuid not null references personne,
  foyer_id uuid not null references foyer,
  role text not null constraint membre_role_connu check (role in ('DEM', 'CJT', 'ENF', 'AUT', 'RDO')),
  a_charge boolean not null,
  activite text,
  activite_depuis date,
  debut date not null,
  fin date,
  constraint membre_periode check (fin is null or fin >= debut)
);
create unique index membre_en_cours on membre (foyer_id, personne_id) where fin is null;
create index membre_personne on membre (personne_id) where fin is null;
comment on table membre is 'personne: qui compose un foyer, par périodes';

create table doublon (
  id uuid primary key,
  personne_id uuid not null references personne,
  autre_id uuid not null references personne,
  raisons text[] not null,
  trouve_le date not null,
  statut text not null default 'a-decider' constraint doublon_statut_connu check (statut in ('a-decider', 'distinctes', 'fusionnees')),
  decide_par uuid,
  decide_le timestamptz,
  deplacements jsonb,
  constraint doublon_deux_personnes check (personne_id <> autre_id)
);
create unique index doublon_paire on doublon (least(personne_id, autre_id), greatest(personne_id, autre_id));
create index doublon_personne on doublon (personne_id);
create index doublon_autre on doublon (autre_id);
comment on table doublon is 'personne: deux dossiers qui sont peut-être la même personne; deplacements: ce que la fusion a déplacé, pour la défaire';
alter table personne add column fusionnee_dans uuid references personne;
create index personne_fusionnee on personne (fusionnee_dans) where fusionnee_dans is not null;
