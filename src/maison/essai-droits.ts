import type pg from 'pg'

/** What a role may do of a relation: L reads, A adds, C changes, E erases, V empties whole. */
export type Droits = '' | 'L' | 'LA' | 'LE' | 'LACE'

/** Whose role it is: of the territory of the schema, of another one, of the accounts, of the queue, of anybody who signs in. */
export const QUI = ['sien', 'voisin', 'commun', 'travaux', 'quiconque'] as const
type Qui = (typeof QUI)[number]
type Groupe = { relations: string; droits: Partial<Record<Qui, Droits>> }

const mots = (texte: string) => texte.trim().split(/\s+/)

/** What is expected of every table and view, by the schema where it is. One that isn't named here fails the tests. */
export const DROITS: Record<'commun' | 'graphile_worker' | 'territoire', Groupe[]> = {
  commun: [
    {
      relations:
        'acces cle_acces client_api code_secours ecriture_possible etape identite identite_federee lien_compte session temoin_cle tentative totp',
      droits: { commun: 'LACE' },
    },
    { relations: 'territoire', droits: { commun: 'L' } },
    { relations: 'migration', droits: {} },
  ],
  graphile_worker: [
    {
      relations: '_private_job_queues _private_jobs _private_known_crontabs _private_tasks jobs',
      droits: { travaux: 'LACE' },
    },
    { relations: 'migrations', droits: { travaux: 'L' } },
  ],
  territoire: [
    { relations: 'migration', droits: { sien: 'L' } },
    // What is to be closed once, and only that.
    { relations: 'texte_en_clair', droits: { sien: 'LE' } },
    // What proves is only added to.
    { relations: 'evenement consultation effacement evenement_annule lecture_liste ouverture', droits: { sien: 'LA' } },
    {
      relations: `
        accompagnement accompagnement_annule acompte action_france_travail agent alerte_flux antenne archive avis cloture commune
        correspondance courrier creance diagnostic document donnee donnee_socio_pro doublon droit echeance entree equipe fichier
        fichier_morceau flux foyer habilitation import import_caf import_candidat import_cite import_difference import_doute import_droit import_foyer
        import_ligne import_mouvement import_personne import_photo import_retenue instruction
        lecture_jour
        matricule_en_clair membre membre_suivi mention_caf mot_nom orientation orientation_annulee parametre parcours_caf personne ppae
        precaution prise_de_contact rendez_vous sanction_caf structure suivi_france_travail
        agent_nom conservation contact dossier_clos en_cours foyer_courant matricule_garde suivi_courant`,
      droits: { sien: 'LACE' },
    },
  ],
}

/** The same, a line each: « schema.relation role: rights ». */
export function attendus(schemas: Record<string, keyof typeof DROITS>, roles: (schema: string) => Record<Qui, string>) {
  return Object.entries(schemas)
    .flatMap(([schema, genre]) =>
      DROITS[genre].flatMap(({ relations, droits }) =>
        mots(relations).flatMap(nom =>
          QUI.map(qui => `${schema}.${nom} ${roles(schema)[qui]}: ${droits[qui] ?? ''}`.trim()),
        ),
      ),
    )
    .sort()
}

/** What PostgreSQL says: every table, view and foreign table of the base, its catalogue apart, by each role. */
export async function constates(admin: pg.Client, roles: (schema: string) => Record<Qui, string>): Promise<string[]> {
  const { rows: relations } = await admin.query<{ oid: number; schema: string; nom: string }>(
    `select c.oid, n.nspname as schema, c.relname as nom from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'extensions')`,
  )
  const demandes = relations.flatMap(r => QUI.map(qui => ({ ...r, role: roles(r.schema)[qui] })))
  const { rows } = await admin.query<{ ligne: string }>(
    `select d ->> 'schema' || '.' || (d ->> 'nom') || ' ' || (d ->> 'role') || ': ' || (
       select coalesce(string_agg(lettre, '' order by rang), '')
       from (values (1, 'select', 'L'), (2, 'insert', 'A'), (3, 'update', 'C'), (4, 'delete', 'E'), (5, 'truncate', 'V'))
         as droits (rang, droit, lettre)
       where has_schema_privilege(d ->> 'role', d ->> 'schema', 'usage')
         and has_table_privilege(d ->> 'role', (d ->> 'oid')::oid, droit)) as ligne
     from jsonb_array_elements($1::jsonb) d`,
    [JSON.stringify(demandes)],
  )
  return rows.map(r => r.ligne.trim()).sort()
}
