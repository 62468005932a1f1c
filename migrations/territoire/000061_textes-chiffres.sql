-- What is written by hand of a person, and where they live, is encrypted by the application (src/chiffrees.ts): the base has no key,
-- it only refuses what is in clear. What is there already stays readable until the start that follows closes it.
create function texte_ferme(texte text) returns boolean language sql immutable parallel safe
  return texte = '' or starts_with(texte, chr(1));
comment on function texte_ferme is 'vrai : texte vide ou chiffré par l’application';

alter table accompagnement
  add constraint accompagnement_relais_fermee check (texte_ferme(relais)) not valid;
alter table accompagnement_annule
  add constraint accompagnement_annule_annulation_motif_fermee check (texte_ferme(annulation_motif)) not valid;
alter table cloture
  add constraint cloture_precision_fermee check (texte_ferme(precision)) not valid,
  add constraint cloture_rouverte_motif_fermee check (texte_ferme(rouverte_motif)) not valid;
alter table diagnostic
  add constraint diagnostic_synthese_fermee check (texte_ferme(synthese)) not valid,
  add constraint diagnostic_note_privee_fermee check (texte_ferme(note_privee)) not valid;
alter table document
  add constraint document_titre_fermee check (texte_ferme(titre)) not valid;
alter table echeance
  add constraint echeance_reportee_motif_fermee check (texte_ferme(reportee_motif)) not valid;
alter table foyer
  add constraint foyer_complement_fermee check (texte_ferme(complement)) not valid,
  add constraint foyer_voie_fermee check (texte_ferme(voie)) not valid,
  add constraint foyer_lieu_dit_fermee check (texte_ferme(lieu_dit)) not valid;
alter table import_foyer
  add constraint import_foyer_complement_fermee check (texte_ferme(complement)) not valid,
  add constraint import_foyer_voie_fermee check (texte_ferme(voie)) not valid,
  add constraint import_foyer_lieu_dit_fermee check (texte_ferme(lieu_dit)) not valid;
alter table orientation
  add constraint orientation_motif_fermee check (texte_ferme(motif)) not valid,
  add constraint orientation_reorientation_precision_fermee check (texte_ferme(reorientation_precision)) not valid;
alter table orientation_annulee
  add constraint orientation_annulee_motif_fermee check (texte_ferme(motif)) not valid,
  add constraint orientation_annulee_annulation_motif_fermee check (texte_ferme(annulation_motif)) not valid;
alter table precaution
  add constraint precaution_domiciliation_organisme_fermee check (texte_ferme(domiciliation_organisme)) not valid,
  add constraint precaution_domiciliation_adresse_fermee check (texte_ferme(domiciliation_adresse)) not valid,
  add constraint precaution_protecteur_nom_fermee check (texte_ferme(protecteur_nom)) not valid,
  add constraint precaution_protecteur_organisme_fermee check (texte_ferme(protecteur_organisme)) not valid,
  add constraint precaution_protecteur_adresse_fermee check (texte_ferme(protecteur_adresse)) not valid,
  add constraint precaution_protecteur_telephone_fermee check (texte_ferme(protecteur_telephone)) not valid,
  add constraint precaution_protecteur_courriel_fermee check (texte_ferme(protecteur_courriel)) not valid;
alter table prise_de_contact
  add constraint prise_de_contact_note_fermee check (texte_ferme(note)) not valid;
alter table rendez_vous
  add constraint rendez_vous_lieu_fermee check (texte_ferme(lieu)) not valid;

create table texte_en_clair (
  table_nom text not null,
  colonne text not null,
  constraint texte_en_clair_pkey primary key (table_nom, colonne)
);
comment on table texte_en_clair is 'socle: colonnes encore en clair pour des lignes d’avant, que le démarrage suivant chiffre';
insert into texte_en_clair (table_nom, colonne) values
  ('accompagnement', 'relais'),
  ('accompagnement_annule', 'annulation_motif'),
  ('cloture', 'precision'),
  ('cloture', 'rouverte_motif'),
  ('diagnostic', 'synthese'),
  ('diagnostic', 'note_privee'),
  ('document', 'titre'),
  ('echeance', 'reportee_motif'),
  ('foyer', 'complement'),
  ('foyer', 'voie'),
  ('foyer', 'lieu_dit'),
  ('orientation', 'motif'),
  ('orientation', 'reorientation_precision'),
  ('orientation_annulee', 'motif'),
  ('orientation_annulee', 'annulation_motif'),
  ('precaution', 'domiciliation_organisme'),
  ('precaution', 'domiciliation_adresse'),
  ('precaution', 'protecteur_nom'),
  ('precaution', 'protecteur_organisme'),
  ('precaution', 'protecteur_adresse'),
  ('precaution', 'protecteur_telephone'),
  ('precaution', 'protecteur_courriel'),
  ('prise_de_contact', 'note'),
  ('rendez_vous', 'lieu'),
  ('evenement', 'avant'),
  ('evenement', 'apres'),
  ('evenement_annule', 'avant'),
  ('evenement_annule', 'apres'),
  ('import_difference', 'avant'),
  ('import_difference', 'apres'),
  ('doublon', 'deplacements');

-- What proves is never rewritten by the application. To give it another key is to change nothing of what it says: the owner of the table
-- does it, and checks that out of the closed texts all is as it was; but once, for what was in clear. A mark stands for each closed text,
-- where it was: a character that no JSON holds as it is. What only looks like one (its backslash itself written) stays.
create function sans_textes_fermes(donnees jsonb) returns text language sql immutable parallel safe
  return regexp_replace(donnees::text, '(?<!\\)((?:\\\\)*)\\u0001[0-9]+:[A-Za-z0-9+/=]+\\u0002', '\1' || chr(1), 'g');

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);
-- `lignes`: [{ligne: ctid, donnees}]. All of them, or an error.
create function refermer_preuves(la_table text, cote text, lignes jsonb) returns void
language plpgsql security definer set search_path from current as $$
declare
  libre boolean := exists (select from texte_en_clair where table_nom = la_table and colonne = cote);
  ecrites integer;
begin
  if not (la_table in ('evenement', 'evenement_annule') and cote in ('avant', 'apres'))
    and not exists (select from pg_constraint where conrelid = to_regclass(format('%I.%I', current_schema(), la_table))
      and conname = left(la_table || '_' || cote || '_fermee', 63)) then
    raise exception 'seuls des textes fermés se referment ainsi' using errcode = '42501';
  end if;
  execute format('update %I e set %I = %s from jsonb_to_recordset($1) as l (ligne text, donnees jsonb)
    where e.ctid = l.ligne::tid and ($2 or sans_textes_fermes(to_jsonb(e.%I)) = sans_textes_fermes(l.donnees -> $3))', la_table, cote,
    case when la_table like 'evenement%' then 'nullif(l.donnees -> $3, ''null'')' else 'l.donnees ->> $3' end, cote)
    using lignes, libre, cote;
  get diagnostics ecrites = row_count;
  if ecrites <> jsonb_array_length(lignes) then
    raise exception 'une preuve ne se réécrit pas' using errcode = '42501';
  end if;
end $$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
