import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Acteur } from '../socle/acteur.ts'
import { jourDe, SYSTEME } from '../socle/contexte.ts'
import { oterFichiers } from '../socle/fichier/fichier.ts'
import { Refusal } from '../socle/refusal.ts'
import type { DB } from '../socle/tables.ts'
import type { Context } from '../socle/use-case.ts'
import { exigerPlace } from '../territoire/bornes-depots.ts'
import { exigerPeuEnAttente } from './depot/attente.queries.ts'
import { importTenu } from './depot/contenu.ts'
import { estListe } from './genres.ts'
import { recitImportDepose, recitImportRejoue, recitImportRetire } from './import.recits.ts'
import type { Genre, LigneImport, RapportImport, StatutImport, Voie } from './import.ts'

export type ImportATraiter = {
  id: string
  numero: number
  genre: Genre | null
  sha256: string
  recuLe: string
  simulation: boolean
  options: Record<string, unknown>
  /** In whose name it is applied: who deposited it, or the machine. */
  acteur: Pick<Acteur, 'genre' | 'id' | 'nom'>
}

/**
 * Writes a new import that waits for its bytes; the same id again gives what is there. Refuses (conflict) the id of one that who
 * asks doesn't hold, or for which the disk has no room; (too-many) one more than may wait.
 */
export async function inscrireImport(
  ctx: Context,
  depot: { id: string; fichier: string; taille: number; recuLe: string; genre: Genre | null },
  voie?: Voie,
): Promise<{ numero: number; recu: number; statut: StatutImport }> {
  const nouveau = await ctx.db
    .insertInto('import')
    .values({
      ...depot,
      voie: voie ?? (ctx.agent.genre === 'logiciel' ? 'api' : 'ecran'),
      deposeLe: ctx.now,
      deposePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
      deposeNom: ctx.agent.nom,
      statut: 'depot',
    })
    .onConflict(oc => oc.column('id').doNothing())
    .returning('numero')
    .executeTakeFirst()
  if (nouveau) {
    await exigerPlace(ctx, depot.taille)
    await exigerPeuEnAttente(ctx)
    await ctx.record({ objet: 'import', id: depot.id }, recitImportDepose, { apres: depot })
  }
  const inscrit = await ctx.db
    .selectFrom('import')
    .select(['numero', 'recu', 'statut', importTenu(ctx).as('tenu')])
    .where('id', '=', depot.id)
    .executeTakeFirstOrThrow()
  const { numero, recu, statut, tenu } = inscrit
  if (!tenu) throw identifiantPris()
  return { numero, recu, statut: statut as StatutImport }
}

/** SQL row: the place of an import in the line: simulations first, then files in the order in which they were made, then came. */
export const rang = (alias: string): RawBuilder<unknown> => {
  const c = (nom: string) => sql.ref(`${alias}.${nom}`)
  return sql`(not ${c('simulation')}, coalesce(${c('cree_le')}, ${c('depose_le')}::timestamp), ${c('numero')})`
}

/** The import to apply next in this territory: files in the order in which they were made, then in that in which they came. */
/** Those that wait, and those that somebody is at, or was. */
const A_TRAITER = ['en-attente', 'en-cours'] as const

export async function prochain(db: Kysely<DB>): Promise<ImportATraiter | null> {
  const suivant = await db
    .selectFrom('import')
    .select(['id', 'numero', 'genre', 'sha256', 'recuLe', 'simulation', 'options', 'deposePar', 'deposeNom', 'voie'])
    .where('statut', 'in', [...A_TRAITER])
    .orderBy(rang('import'))
    .limit(1)
    .executeTakeFirst()
  if (!suivant) return null
  const { deposePar, deposeNom, voie, genre, sha256, options, ...reste } = suivant
  return {
    ...reste,
    genre: genre as Genre | null,
    sha256: sha256 ?? '',
    options: options as Record<string, unknown>,
    acteur: {
      genre: deposePar === null ? 'systeme' : voie === 'api' ? 'logiciel' : 'agent',
      id: deposePar ?? SYSTEME.id,
      nom: deposeNom,
    },
  }
}

/** False when there is nothing to begin any more: another process was at it, and is through. */
export async function commencer(ctx: Context, importId: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('import')
    .set({
      statut: 'en-cours',
      debutLe: ctx.now,
      finLe: null,
      etape: 'Préparation',
      fait: 0,
      total: null,
      refus: null,
      rapport: null,
    })
    .where('id', '=', importId)
    .where('statut', 'in', [...A_TRAITER])
    .executeTakeFirst()
  if (!numUpdatedRows) return false
  await ctx.db.deleteFrom('importLigne').where('importId', '=', importId).execute()
  return true
}

/** Is it still this process's to apply? */
export async function estEnCours(ctx: Context, importId: string): Promise<boolean> {
  const lu = await ctx.db.selectFrom('import').select('statut').where('id', '=', importId).executeTakeFirst()
  return lu?.statut === 'en-cours'
}

export async function signalerAvancement(
  ctx: Context,
  importId: string,
  avancement: { etape: string; fait: number; total: number | null },
): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set(avancement)
    .where('id', '=', importId)
    .where('statut', '=', 'en-cours')
    .execute()
}

/** The end of a run that went well: applied, or only simulated and then to be checked; `refus`: why somebody has to confirm it. */
export async function conclure(
  ctx: Context,
  { id, simulation }: ImportATraiter,
  { rapport, finLe, refus = null }: { rapport: RapportImport; finLe: string; refus?: Issue['refus'] },
): Promise<void> {
  await ctx.db
    .updateTable('import')
    .set({
      statut: simulation ? 'a-verifier' : 'applique',
      rapport: JSON.stringify(rapport),
      refus: refus && JSON.stringify(refus),
      finLe,
      etape: null,
      fait: null,
      total: null,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * The import that applied the same bytes, if it still stands: for a list, with the same columns, and all that was decided of its
 * lines. A list may be applied again on purpose (`force`): line by line it changes only what it still can.
 */
export async function dejaApplique(
  ctx: Context,
  { id, genre, sha256, options }: ImportATraiter,
): Promise<{ numero: number; le: string } | null> {
  if (estListe(genre) && options.force === true) return null
  const avant = await ctx.db
    .selectFrom('import')
    .select(['numero', 'finLe'])
    .where('sha256', '=', sha256)
    .where('statut', '=', 'applique')
    .where('id', '<>', id)
    // A list with other columns, or that decides of lines left aside then, is another import; how it was asked for says nothing.
    .where(
      sql<boolean>`(${!estListe(genre)} or (options -> 'correspondance' = ${JSON.stringify(options.correspondance ?? null)}::jsonb
        and coalesce(options -> 'decisions', '{}') @> ${JSON.stringify(options.decisions ?? {})}::jsonb))`,
    )
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!avant) return null
  const le = Temporal.PlainDate.from(jourDe(avant.finLe ?? ctx.now, ctx.fuseau))
  return { numero: avant.numero, le: le.toLocaleString('fr-FR') }
}

const LOT = 5000

export async function inscrireLignes(ctx: Context, importId: string, lignes: readonly LigneImport[]): Promise<void> {
  for (let i = 0; i < lignes.length; i += LOT)
    await sql`
      insert into import_ligne (import_id, ligne, resultat, personne_id, motifs, changements)
      select ${importId}, l.ligne, l.resultat, l."personneId", l.motifs, l.changements
      from jsonb_to_recordset(${JSON.stringify(lignes.slice(i, i + LOT))}::jsonb)
        as l (ligne int, resultat text, "personneId" uuid, motifs jsonb, changements jsonb)`.execute(ctx.db)
}

export type Issue = {
  numero: number
  statut: StatutImport
  sha256: string | null
  refus: { code: string; message: string } | null
}

/** Where an import stands. */
export async function issue(ctx: Context, importId: string): Promise<Issue> {
  return (await ctx.db
    .selectFrom('import')
    .select(['numero', 'statut', 'sha256', 'refus'])
    .where('id', '=', importId)
    .executeTakeFirstOrThrow()) as Issue
}

/** Forgets a file that was never applied, content included. */
export async function oublierDepot(ctx: Context, importId: string): Promise<void> {
  const oublie = await ctx.db
    .deleteFrom('import')
    .where('id', '=', importId)
    .where('statut', 'in', ['depot', 'a-verifier', 'refuse'])
    .returning(['fichier', 'fichierId'])
    .executeTakeFirst()
  if (!oublie) return
  await oterContenus(ctx, [oublie.fichierId])
  await ctx.record({ objet: 'import', id: importId }, recitImportRetire, { avant: { fichier: oublie.fichier } })
}

/** Takes away the bytes that no import leads to any more: those of a file taken again are the first one's. */
export async function oterContenus(ctx: Context, fichiers: readonly (string | null)[]): Promise<void> {
  const ids = fichiers.filter(id => id !== null)
  if (ids.length === 0) return
  const gardes = await ctx.db.selectFrom('import').select('fichierId').where('fichierId', 'in', ids).execute()
  await oterFichiers(
    ctx,
    ids.filter(id => !gardes.some(g => g.fichierId === id)),
  )
}

/**
 * A new import of the same bytes, that waits to be applied; they stay with the first that brought them. The same id again changes
 * nothing; refuses (conflict) that of another import.
 */
export async function rejouer(ctx: Context, importId: string, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into import (id, genre, version, fichier, taille, recu, sha256, cree_le, rythme, reference, organisme, voie, recu_le,
      depose_le, depose_par, depose_nom, statut, options, rejoue, fichier_id)
    select ${id}, genre, version, fichier, taille, recu, sha256, cree_le, rythme, reference, organisme, 'ecran', recu_le,
      ${ctx.now}::timestamptz, ${ctx.agent.id}, ${ctx.agent.nom},
      'a-verifier', options - 'force', coalesce(rejoue, id), fichier_id
    from import where id = ${importId} on conflict (id) do nothing returning id`.execute(ctx.db)
  if (rows.length === 0) return exigerLeSien(ctx, importId, id)
  await exigerPeuEnAttente(ctx)
  await ctx.record({ objet: 'import', id }, recitImportRejoue, { apres: { origineId: importId } })
}

/** Refuses an id that isn't that of this file, taken again by who asks. */
async function exigerLeSien(ctx: Context, importId: string, id: string): Promise<void> {
  const { rows } = await sql`
    select 1 from import n join import o on o.id = ${importId}
    where n.id = ${id} and n.depose_par = ${ctx.agent.id} and n.rejoue = coalesce(o.rejoue, o.id)`.execute(ctx.db)
  if (rows.length === 0) throw identifiantPris()
}

const identifiantPris = () =>
  new Refusal(
    'conflict',
    'identifiant-pris',
    'Cet identifiant est déjà celui d’un autre envoi\u00a0: prenez-en un nouveau.',
  )

/** Keeps which column gives which field of a list, and which list it is. */
export async function noterCorrespondance(
  ctx: Context,
  importId: string,
  genre: Genre,
  correspondance: unknown,
): Promise<void> {
  await sql`
    update import set genre = ${genre},
      options = options || jsonb_build_object('correspondance', ${JSON.stringify(correspondance)}::jsonb)
    where id = ${importId}`.execute(ctx.db)
}

/**
 * Keeps what was decided of lines, by their number, beside what was decided before; null takes a choice back. Answers how many are
 * kept.
 */
export async function noterDecisions(
  ctx: Context,
  importId: string,
  choix: Record<number, string | null>,
): Promise<number> {
  const { rows } = await sql<{ decidees: number }>`
    update import set options = options || jsonb_build_object('decisions',
      jsonb_strip_nulls(coalesce(options -> 'decisions', '{}') || ${JSON.stringify(choix)}::jsonb))
    where id = ${importId}
    returning (select count(*)::int from jsonb_object_keys(options -> 'decisions')) as decidees`.execute(ctx.db)
  return rows[0]?.decidees ?? 0
}
