import { sql } from 'kysely'
import { Refusal } from '../../../socle/refusal.ts'
import { nombre } from '../../../socle/ui/dates.ts'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import type { Rapport } from './rapport.ts'

/** Past flows looked at, to know what is usual. */
const PASSES = 6
/** Beyond this many times what is usual, a flow isn't. */
const FOIS_HABITUEL = 2

/** What a flow does to those known, that a forged or cut file does to many at once. */
const MESURES = [
  {
    parametre: 'flux.disparus-part',
    sur: 'foyers',
    combien: (r: Rapport) => r.foyers.disparus,
    dire: 'foyers ne sont plus dans le fichier',
  },
  {
    parametre: 'flux.sorties-part',
    sur: 'droits',
    combien: (r: Rapport) => r.sorties,
    dire: 'personnes perdraient leur droit',
  },
  {
    parametre: 'flux.modifies-part',
    sur: 'foyers',
    combien: (r: Rapport) => r.foyers.modifies,
    dire: 'foyers changeraient',
  },
  { parametre: 'flux.entrants-part', sur: 'droits', combien: (r: Rapport) => r.entrees, dire: 'personnes entreraient' },
] as const

/**
 * How many households and rights are open among the organisms ('CAF 591') of a file, and among the households it names, whosever they
 * were, before it is applied.
 */
export async function connusAvant(ctx: Context, organismes: readonly string[]): Promise<Rapport['avant']> {
  const { rows } = await sql<Rapport['avant']>`
    select count(distinct d.foyer_id)::int as foyers, count(*)::int as droits,
      (select count(*) from droit where flux_fin is null)::int as territoire
    from droit d join foyer f on f.id = d.foyer_id
    where d.flux_fin is null and (f.organisme || ' ' || f.numero_organisme = any(${[...organismes]})
      or exists (select 1 from import_foyer i where i.numero_demande_rsa = f.numero_demande_rsa))`.execute(ctx.db)
  return rows[0] ?? { foyers: 0, droits: 0, territoire: 0 }
}

/**
 * Refuses (conflict, flux-a-confirmer) a flow that ends, changes or brings in a larger share of those known than the parameters say, and
 * than twice what the last flows of the same organisms and of the same kind did: somebody has to look at the figures. Nothing is held
 * of a territory with fewer households than a parameter says. The first flow of an organism is, where others sent theirs before.
 */
export async function exigerMesure(ctx: Context, rapport: Rapport, organismes: readonly string[]): Promise<void> {
  const { avant, flux } = rapport
  const garde = await parametre(ctx, 'flux.garde-foyers')
  if (avant.territoire >= garde && (await jamaisVus(ctx, organismes)))
    throw new Refusal(
      'conflict',
      'flux-a-confirmer',
      `Ce flux est le premier de ${organismes.join(', ')}, et d’autres caisses en ont déjà envoyé. Rien n’a changé. Quelqu’un qui voit tout le territoire vérifie d’où il vient, puis l’applique ou le retire.`,
    )
  if (avant.foyers < garde) return
  const passes = await derniers(ctx, flux.type, organismes)
  const dites: string[] = []
  // Read from another format, each household seems to change: that alone says nothing.
  const relus = (await derniereVersion(ctx, organismes)) !== flux.version
  for (const { parametre: cle, sur, combien, dire } of MESURES) {
    if (relus && cle === 'flux.modifies-part') continue
    const part = combien(rapport) / avant[sur]
    const habituelle = mediane(passes.filter(p => p.avant[sur] > 0).map(p => combien(p) / p.avant[sur]))
    if (part <= Math.max((await parametre(ctx, cle)) / 100, FOIS_HABITUEL * (habituelle ?? 0))) continue
    const habitude = habituelle === null ? '' : `, d’habitude ${pourcent(habituelle)}`
    dites.push(`${nombre(combien(rapport))} ${dire} sur ${nombre(avant[sur])} (${pourcent(part)}${habitude})`)
  }
  if (dites.length === 0) return
  throw new Refusal(
    'conflict',
    'flux-a-confirmer',
    `Ce flux changerait bien plus que d’habitude : ${dites.join(', ')}. Rien n’a changé. Quelqu’un qui voit tout le territoire vérifie ces chiffres auprès de la caisse, puis l’applique ou le retire.`,
  )
}

const pourcent = (part: number) => `${nombre(Math.round(part * 100))} %`

function mediane(parts: readonly number[]): number | null {
  const triees = parts.toSorted((a, b) => a - b)
  return triees[Math.floor((triees.length - 1) / 2)] ?? null
}

/** The reports of the last flows of these organisms, monthly or daily as this one, that said how many were known. */
async function derniers(ctx: Context, type: string, organismes: readonly string[]): Promise<Rapport[]> {
  const { rows } = await sql<{ rapport: Rapport }>`
    select f.rapport from flux f where (f.type = 'I') = ${type === 'I'} and f.organismes && ${[...organismes]}
      and not f.premier and f.rapport ? 'avant'
    order by f.numero desc limit ${PASSES}`.execute(ctx.db)
  return rows.map(r => r.rapport)
}

/** The format of the flow applied before this one, of the same organisms. */
async function derniereVersion(ctx: Context, organismes: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ version: string }>`
    select f.version from flux f where f.organismes && ${[...organismes]} order by f.numero desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.version
}

/** Whether no flow of any of these organisms was applied. */
async function jamaisVus(ctx: Context, organismes: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ jamais: boolean }>`
    select not exists (select 1 from flux f where f.organismes && ${[...organismes]}) as jamais`.execute(ctx.db)
  return rows[0]?.jamais ?? false
}
