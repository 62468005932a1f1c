import { type Kysely, sql } from 'kysely'
import type { Acteur } from './acteur.ts'
import type { Base } from './db.ts'
import { enregistrer } from './evenement.ts'
import { traceEnCours, tracer } from './observer/traces.ts'
import { annuler, IssueInconnue, perteDe, reprendre } from './postgres/perte.ts'
import type { DB } from './tables.ts'
import { ChargeInvalide } from './travaux/echec.ts'
import type { Context, Garde, Raison, Territoire } from './use-case.ts'

/** The machine itself: imports, jobs, command line. It sees the whole territory and its acts are signed as such. */
export const SYSTEME: Acteur = {
  id: '00000000-0000-0000-0000-000000000000',
  genre: 'systeme',
  nom: 'Filrouge',
  role: null,
  structureId: null,
  equipeId: null,
  secteur: null,
}

/** The day it is in a time zone at an instant, YYYY-MM-DD: days of the law and of delays are days of the territory. */
export function jourDe(instant: string, fuseau: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(fuseau).toPlainDate().toString()
}

export type Origine = {
  agent: Acteur
  territoire: Territoire
  now: string
  import?: number
  raison?: Raison
  garde?: Garde
  arret?: AbortSignal
  requete?: string | undefined
}

/** `db`: the transaction of a command, or the pool of the territory. */
export function contexte(db: Kysely<DB>, base: Pick<Base, 'commun' | 'avertir' | 'fuseau'>, origine: Origine): Context {
  const { agent, territoire, now } = origine
  const fuseau = base.fuseau(territoire.code)
  const ctx: Context = {
    db,
    commun: base.commun,
    agent,
    territoire,
    now,
    fuseau,
    today: jourDe(now, fuseau),
    touchees: new Set(),
    import: origine.import ?? null,
    raison: origine.raison ?? null,
    garde: origine.garde ?? null,
    arret: origine.arret,
    requete: origine.requete ?? null,
    avertir: base.avertir,
    record: (sujet, recit, fait) => enregistrer(ctx, sujet, recit, fait),
    enqueue: async ({ declaration: { nom, schema } }, charge) => {
      const { error } = schema.strict().safeParse(charge)
      if (error) throw new ChargeInvalide(nom, { error, schema })
      // By which its log and its trace join those of who asked.
      const _trace = traceEnCours()
      const envoi = { ...charge, ...(ctx.requete ? { _requete: ctx.requete } : {}), ...(_trace ? { _trace } : {}) }
      await sql`select commun.ajouter_tache(${nom}, ${JSON.stringify(envoi)}::jsonb)`.execute(db)
    },
  }
  return ctx
}

/** PostgreSQL's code for two transactions that wait for each other, of which it stops one. */
const INTERBLOCAGE = '40P01'
const ESSAIS = 3

/**
 * Runs an act in one transaction of the territory, and what follows from it: all of it happens, or nothing. One that PostgreSQL stopped
 * because another waited for it, or whose connection fell, is run again; it throws `IssueInconnue` if that was while it was validated.
 */
export async function dansTransaction<T>(base: Base, origine: Origine, agir: (ctx: Context) => Promise<T>): Promise<T> {
  for (let essai = 1; ; essai++)
    try {
      return await tracer('transaction', {}, () => reprendre(() => enUneFois(base, origine, agir)))
    } catch (erreur) {
      if ((erreur as { code?: string }).code !== INTERBLOCAGE || essai === ESSAIS) throw erreur
    }
}

async function enUneFois<T>(base: Base, origine: Origine, agir: (ctx: Context) => Promise<T>): Promise<T> {
  let faute: unknown
  let aValider = false
  try {
    return await base
      .territoire(origine.territoire.code)
      .transaction()
      .execute(async trx => {
        try {
          const ctx = contexte(trx, base, origine)
          const fait = await agir(ctx)
          if (ctx.touchees.size) await base.suite(ctx, sql`select unnest(${[...ctx.touchees]}::uuid[]) as id`)
          aValider = true
          return fait
        } catch (erreur) {
          faute = erreur
          throw erreur
        }
      })
  } catch (erreur) {
    // On a connection that fell, undoing fails too: what is told is what came first.
    if (aValider && perteDe(erreur) === 'perdue') throw new IssueInconnue()
    throw annuler(faute ?? erreur)
  }
}
