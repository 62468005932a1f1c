import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { autreCle, chiffrer, dechiffrer } from '../auth/cles.ts'
import { parLots } from '../lots.ts'
import type { DB } from '../tables.ts'
import type { Context } from '../use-case.ts'

const USAGE = 'lecture-liste'
const lots = new WeakMap<Kysely<DB>, (ligne: Ligne) => Promise<unknown>>()

type Ligne = {
  le: string
  acteur: string
  acteur_id: string
  role: string | null
  liste: string
  /** Hexadecimal: one batch is one JSON text. */
  criteres: string
  personnes: readonly string[]
}

/**
 * Ids of the persons that an answer names, once each: of every object that holds a `nom` and a `prenom`, its `personneId`, else its
 * `id`.
 */
export function nommees(sortie: unknown): string[] {
  const ids = new Set<string>()
  const lire = (valeur: unknown): void => {
    if (Array.isArray(valeur)) for (const v of valeur) lire(v)
    else if (valeur !== null && typeof valeur === 'object') {
      const { nom, prenom, personneId, id } = valeur as Record<string, unknown>
      const qui = personneId ?? id
      if (typeof nom === 'string' && typeof prenom === 'string' && typeof qui === 'string') ids.add(qui)
      for (const v of Object.values(valeur)) lire(v)
    }
  }
  lire(sortie)
  return [...ids]
}

/** A page that stays open reads its lists again each minute: the same persons, shown again so soon to the same agent, are told once. */
const REDITE_MINUTES = 15
const RETENUES_MAX = 20_000
const retenues = new Map<string, number>()

const cleDe = ({ territoire, agent }: Context, ...dit: unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([territoire.code, agent.id, agent.role, ...dit]))
    .digest('base64')

function estRedite({ now }: Context, cle: string): boolean {
  const ecart = Date.parse(now) - (retenues.get(cle) ?? Number.NEGATIVE_INFINITY)
  return ecart >= 0 && ecart < REDITE_MINUTES * 60_000
}

/** Once it is on the disk, and not before. */
function retenir({ now }: Context, cle: string): void {
  if (retenues.size >= RETENUES_MAX) retenues.clear()
  retenues.set(cle, Date.parse(now))
}

/**
 * Keeps that these persons were shown in a list, to whom, and by which request, once however many they are: nobody shown, nothing kept.
 * `demande`: what was asked, encrypted at once, since names are typed there. A read waits here until it is on the disk, with those of the
 * other reads of the moment; when it can't be kept, the reading fails. Refused: a transaction, which could still undo what would be told
 * once and no more.
 */
export async function garderListe(
  ctx: Context,
  liste: string,
  demande: Record<string, unknown>,
  personnes: readonly string[],
): Promise<void> {
  const { genre, id, role } = ctx.agent
  if (genre === 'systeme' || personnes.length === 0) return
  if (ctx.db.isTransaction) throw new Error(`list ${liste} read in a transaction`)
  const cle = cleDe(ctx, liste, demande, personnes)
  if (estRedite(ctx, cle)) return
  const criteres = chiffrer(ctx.territoire.code, USAGE, Buffer.from(JSON.stringify(demande))).toString('hex')
  const ligne = { le: ctx.now, acteur: genre, acteur_id: id, role, liste, criteres, personnes }
  await lotDe(ctx.db)(ligne)
  retenir(ctx, cle)
}

/** What was asked of a list, as it came in. */
export const ouvrirCriteres = (territoire: string, criteres: Buffer): Record<string, unknown> =>
  JSON.parse(dechiffrer(territoire, USAGE, criteres).toString())

function lotDe(db: Kysely<DB>) {
  const connu = lots.get(db)
  if (connu) return connu
  const nouveau = parLots((lignes: Ligne[]) => ecrire(db, lignes))
  lots.set(db, nouveau)
  return nouveau
}

const ecrire = (db: Kysely<DB>, lignes: readonly Ligne[]) =>
  sql`
  insert into lecture_liste (le, acteur, acteur_id, role, liste, criteres, personnes)
  select l.le, l.acteur, l.acteur_id, l.role, l.liste, decode(l.criteres, 'hex'), l.personnes
  from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as l (le timestamptz, acteur text, acteur_id uuid, role text, liste text,
    criteres text, personnes uuid[])`.execute(db)

const LOT = 1000

/** Encrypts with the current key what was asked of lists, where another key closed it: a batch after another, by id. */
export async function renouvelerListes(ctx: Context, apres: number): Promise<number | null> {
  const { rows } = await sql<{ id: number; criteres: Buffer }>`
    select id, criteres from lecture_liste where id > ${apres} and criteres is not null and ${autreCle(sql.ref('criteres'))}
    order by id limit ${LOT}`.execute(ctx.db)
  const { code } = ctx.territoire
  const refaits = rows.map(({ id, criteres }) => ({
    id,
    criteres: chiffrer(code, USAGE, dechiffrer(code, USAGE, criteres)).toString('hex'),
  }))
  await sql`select refermer_listes(${JSON.stringify(refaits)}::jsonb)`.execute(ctx.db)
  return rows.at(-1)?.id ?? null
}
