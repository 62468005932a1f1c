-- What is due, for whom and until when: computed from the facts by the clocks of the domains, each time something is written about a
-- person, in the same transaction. What is done or no longer owed leaves the table; its history is in the facts and the events.
create table echeance (
  genre text not null,
  -- The fact the clock hangs on: an entry, an appointment, an orientation, a follow-up; the person when there is none.
  objet_id uuid not null,
  personne_id uuid not null references personne,
  depuis date not null,
  -- Last day on time; null when no rule sets one.
  pour date,
  -- From when it asks for something; null: not yet, what comes before isn't done.
  des timestamptz,
  -- An appointment is given that answers it.
  prevu_le date,
  -- The clock that commands; the others are kept beside it, and ask nothing by themselves.
  commande boolean not null,
  agent_id uuid references agent,
  structure_id uuid references structure,
  reportee_jusquau date,
  reportee_motif text,
  reportee_par uuid references agent,
  confiee_a uuid references agent,
  confiee_par uuid references agent,
  rappelee_le date,
  escaladee_le date,
  constraint echeance_cle primary key (genre, objet_id),
  constraint echeance_finit_apres_son_debut check (pour >= depuis),
  constraint echeance_report_motive check ((reportee_jusquau is null) = (reportee_motif is null))
);
create index echeance_personne on echeance (personne_id);
create index echeance_agent on echeance (agent_id, pour);
create index echeance_confiee on echeance (confiee_a) where confiee_a is not null;
create index echeance_a_rappeler on echeance (pour) where commande and rappelee_le is null;
create index echeance_a_remonter on echeance (pour) where commande and escaladee_le is null;
comment on table echeance is 'echeance: ce qui est dû pour une personne, jusqu’à quand et à qui de le faire; tiré des faits';

-- A référent who reached the person without an appointment: it counts as a contact (rules A4, I19).
create table prise_de_contact (
  id uuid primary key,
  personne_id uuid not null references personne,
  le date not null,
  moyen text not null constraint prise_de_contact_moyen_connu check (moyen in ('telephone', 'message', 'courriel', 'rencontre')),
  note text,
  par uuid not null references agent,
  saisi_le timestamptz not null,
  annulee_le timestamptz,
  annulee_par uuid references agent,
  constraint prise_de_contact_annulee_par check ((annulee_le is null) = (annulee_par is null))
);
create index prise_de_contact_personne on prise_de_contact (personne_id, le desc);
comment on table prise_de_contact is 'accompagnement: un contact hors rendez-vous, que le référent note; annulé, il ne compte plus';
