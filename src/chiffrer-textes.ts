import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { CHIFFREES } from './chiffrees.ts'
import { RECITS } from './recits.ts'
import { cloreSous, sceller } from './socle/auth/texte.ts'
import { fermees, type Lieu, lieuxFermes, PAGES, pagesDe, recrire } from './socle/auth/textes.queries.ts'
import { dansTransaction, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import type { Context } from './socle/use-case.ts'

const LIBRES = new Map(RECITS.map(({ nom, libres }) => [nom, libres]))
const enSnake = (nom: string) => nom.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)
const COLONNES = new Map(
  Object.entries(CHIFFREES).map(([table, { closes = [], scellees = [] }]) => [
    enSnake(table),
    new Set([...closes, ...scellees].map(enSnake)),
  ]),
)
/** What a merge keeps of precautions, to be undone. */
const DES_PRECAUTIONS = new Set(CHIFFREES.precaution?.closes)
const AUCUNE: ReadonlySet<string> = new Set()

/**
 * Encrypts the texts that an earlier version kept in clear: migrations haven't the application's key, so that this follows them, before
 * anything is served. What it has done is done: it may be cut, called again, and by several at once. Texts that were equal stay so.
 * Returns how many rows.
 */
export async function chiffrerTextesEnClair(base: Base, dire: (message: string) => void): Promise<number> {
  let total = 0
  for (const territoire of await base.commun.selectFrom('territoire').select(['code', 'nom', 'demo']).execute()) {
    const origine = { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
    const faire = <T>(agir: (ctx: Context) => Promise<T>) => dansTransaction(base, origine, agir)
    const aFaire = await base.territoire(territoire.code).selectFrom('texteEnClair').selectAll().execute()
    if (aFaire.length === 0) continue
    const lieux = await faire(lieuxFermes)
    let ici = 0
    for (const [table, colonnes] of Map.groupBy(aFaire, l => l.tableNom)) {
      const places = placesDe(lieux.filter(l => l.table === table && colonnes.some(c => c.colonne === l.colonne)))
      const pages = await faire(ctx => pagesDe(ctx, table))
      for (const place of places)
        for (let debut = 0; debut < pages; debut += PAGES) ici += await faire(ctx => fermerPages(ctx, place, debut))
      await faire(ctx => fermees(ctx, table))
    }
    if (ici) dire(`${territoire.nom}\u00a0: ${ici} textes chiffrés, qu’une version d’avant gardait en clair.`)
    total += ici
  }
  return total
}

type Place = Omit<Lieu, 'colonne'> & { colonnes: string[] }

/** The texts of a table are closed together: a row is refused as long as one of them is in clear. Each JSON goes by itself. */
function placesDe(lieux: readonly Lieu[]): Place[] {
  const textes = lieux.filter(l => l.type !== 'jsonb')
  return [
    ...lieux.filter(l => l.type === 'jsonb').map(({ colonne, ...lieu }) => ({ ...lieu, colonnes: [colonne] })),
    ...textes.slice(0, 1).map(({ colonne, ...lieu }) => ({ ...lieu, colonnes: textes.map(t => t.colonne) })),
  ]
}

function fermer(territoire: string, cles: ReadonlySet<string>, json: string): string {
  const avant = JSON.parse(json)
  const apres = JSON.stringify(cloreSous(territoire, cles, avant, sceller))
  return JSON.stringify(avant) === apres ? json : apres
}

function fermerPages(ctx: Context, place: Place, debut: number): Promise<number> {
  const { code } = ctx.territoire
  const { table, colonnes, type } = place
  const ici = (quand: RawBuilder<unknown>) => ({ ...place, debut, quand: sql<SqlBool>`(${quand})` })
  const presente = sql`${sql.ref(colonnes[0] ?? '')} is not null`
  if (type !== 'jsonb') {
    const ouvertes = colonnes.map(c => sql`not texte_ferme(${sql.ref(c)})`)
    return recrire(ctx, ici(sql.join(ouvertes, sql` or `)), json => fermer(code, new Set(colonnes), json))
  }
  if (table === 'doublon') return recrire(ctx, ici(presente), json => fermer(code, DES_PRECAUTIONS, json))
  const [quoi, parQuoi] = table.startsWith('evenement')
    ? ([sql`type`, LIBRES] as const)
    : ([sql`table_nom`, COLONNES] as const)
  const concernes = [...parQuoi].filter(([, cles]) => cles.size).map(([nom]) => nom)
  return recrire(
    ctx,
    ici(sql`${quoi} = any(${concernes}) and ${presente}`),
    (json, dit) => fermer(code, parQuoi.get(String(dit)) ?? AUCUNE, json),
    quoi,
  )
}
