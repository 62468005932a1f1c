-- Documents laid in a person's file by agents (architecture §9).
create table document (
  id uuid primary key,
  personne_id uuid not null references personne,
  type text not null constraint document_type_connu check (type in ('identite', 'domicile', 'cv', 'diplome', 'contrat', 'ressources',
    'sante', 'engagement', 'compte-rendu', 'autre')),
  titre text not null,
  confidentialite text not null constraint document_confidentialite_connue check (confidentialite in ('partage', 'structure', 'reserve')),
  structure_id uuid references structure,
  taille integer not null constraint document_taille_bornee check (taille between 1 and 20971520),
  recu integer not null default 0,
  sha256 text,
  format text constraint document_format_connu check (format in ('pdf', 'jpeg', 'png')),
  pages integer,
  fichier_id uuid constraint document_fichier references fichier on delete set null,
  etat text not null default 'depot'
    constraint document_etat_connu check (etat in ('depot', 'examen', 'garde', 'refuse', 'retire', 'efface')),
  antivirus text constraint document_antivirus_connu check (antivirus in ('sain', 'non-analyse')),
  refus jsonb,
  depose_par uuid not null,
  depose_le timestamptz not null,
  recu_le timestamptz,
  retire_par uuid,
  retire_le timestamptz,
  retire_motif text
    constraint document_retire_motif_connu check (retire_motif in ('autre-personne', 'erreur', 'perime', 'demande', 'inutile')),
  efface_le timestamptz,
  constraint document_recu_borne check (recu between 0 and taille),
  constraint document_garde_entier check (etat <> 'garde' or (fichier_id is not null and sha256 is not null and antivirus is not null)),
  constraint document_retire_dit check (etat <> 'retire'
    or (retire_par is not null and retire_le is not null and retire_motif is not null)),
  constraint document_sans_octets check (etat not in ('refuse', 'efface') or fichier_id is null)
);
create index document_personne on document (personne_id, recu_le desc);
create unique index document_fichier on document (fichier_id) where fichier_id is not null;
create index document_a_ranger on document (etat, depose_le) where etat <> 'garde';
create index document_depose_le on document (depose_le);
comment on table document is 'document: un document du dossier d’une personne; depot: ses octets arrivent; examen: on vérifie ce qu’il '
  'est et qu’il est sain, personne ne l’ouvre; structure_id: celle de qui l’a déposé, ce jour-là; sha256: de ce qui est arrivé';

-- Which document a reading opened: who read it is told beside it.
alter table consultation add column objet_id uuid;
create index consultation_objet on consultation (objet_id, le desc) where objet_id is not null;
