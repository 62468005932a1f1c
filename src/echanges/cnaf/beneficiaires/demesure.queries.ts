import { sql } from 'kysely'
import { Refusal } from '../../../socle/refusal.ts'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import type { Rapport } from './rapport.ts'

/** Past flows looked at, to know what is usual. */
const PASSES = 6
/** Beyond this many times what is usual, a flow isn't. */
const FOIS_HABITUEL = 2
/** Days over which what flows did without anybody confirming it adds up: many small files destroy as much as a large one. */
const JOURS_AJOUTES = 30

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
 * than twice what the last flows of the same organisms and of the same kind did, by itself or with those applied in thirty days and not
 * confirmed: somebody has to look at the figures. Nothing is held of a territory with fewer households than a parameter says. The first
 * flow of an organism is, where others sent theirs before.
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
  const habituels = await derniers(ctx, flux.type, organismes)
  const dites: string[] = []
  // Read from another format, each household seems to change: that alone says nothing.
  const relus = (await derniereVersion(ctx, organismes)) !== flux.version
  for (const mesure of MESURES) {
    if (relus && mesure.parametre === 'flux.modifies-part') continue
    const seuil = (await parametre(ctx, mesure.parametre)) / 100
    const dite = horsMesure(mesure, [rapport], habituels, seuil)
    if (dite) dites.push(dite)
  }
  const autres = dites.length === 0 ? await ajoutes(ctx, rapport, organismes, dites) : 0
  if (dites.length === 0) return
  const avec = autres === 0 ? '' : `, avec ${pluriel(autres, 'autre', 'autres')} en ${JOURS_AJOUTES} jours,`
  throw new Refusal(
    'conflict',
    'flux-a-confirmer',
    `Ce flux${avec} changerait bien plus que d’habitude : ${dites.join(', ')}. Rien n’a changé. Quelqu’un qui voit tout le territoire vérifie ces chiffres auprès de la caisse, puis l’applique ou le retire.`,
  )
}

/** What flows do together to those the last one found, said where it's more than the threshold and than twice their habit. */
function horsMesure(
  { sur, combien, dire }: (typeof MESURES)[number],
  flux: readonly [Rapport, ...Rapport[]],
  habituels: readonly Rapport[],
  seuil: number,
): string | null {
  const total = flux.reduce((somme, r) => somme + combien(r), 0)
  const connus = flux[0].avant[sur]
  const part = total / connus
  const habituelle = mediane(habituels.filter(p => p.avant[sur] > 0).map(p => combien(p) / p.avant[sur]))
  if (part <= Math.max(seuil, FOIS_HABITUEL * flux.length * (habituelle ?? 0))) return null
  const habitude = habituelle === null ? '' : `, d’habitude ${pourcent(habituelle * flux.length)}`
  return `${nombre(total)} ${dire} sur ${nombre(connus)} (${pourcent(part)}${habitude})`
}

/**
 * What this flow would bring to too much, added to those of the same organisms applied since thirty days ago and since the last that
 * somebody confirmed. Changes aren't added: a household may change each time. What is usual is read from the flows before.
 * Says it in `dites`; gives how many others were added.
 */
async function ajoutes(
  ctx: Context,
  rapport: Rapport,
  organismes: readonly string[],
  dites: string[],
): Promise<number> {
  const { rows } = await sql<{ rapport: Rapport; recent: boolean }>`
    select f.rapport, f.importe_le > ${ctx.now}::timestamptz - make_interval(days => ${JOURS_AJOUTES}) as recent
    from flux f where f.organismes && ${[...organismes]} and not f.premier and f.rapport ? 'avant'
    order by f.numero desc limit ${PASSES * JOURS_AJOUTES}`.execute(ctx.db)
  const vu = rows.findIndex(r => r.rapport.confirme)
  const jusque = rows.findIndex(r => !r.recent)
  const fin = Math.min(...[vu, jusque, rows.length].filter(n => n >= 0))
  if (fin === 0) return 0
  const recents = rows.slice(0, fin).map(r => r.rapport)
  const anterieurs = rows.slice(fin).filter(r => (r.rapport.flux.type === 'I') === (rapport.flux.type === 'I'))
  for (const mesure of MESURES) {
    if (mesure.parametre === 'flux.modifies-part') continue
    const seuil = (await parametre(ctx, mesure.parametre)) / 100
    const habituels = anterieurs.slice(0, PASSES).map(r => r.rapport)
    const dite = horsMesure(mesure, [rapport, ...recents], habituels, seuil)
    if (dite) dites.push(dite)
  }
  return fin
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
