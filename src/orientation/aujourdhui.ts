import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { MOTIFS_ENTREE } from '../droit/entree.ts'
import { communeLisible } from '../personne/noms.ts'
import { pageDe } from '../socle/coupe.ts'
import { partagee } from '../socle/http/reponse.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import {
  compterDansLeStock,
  type EntreeEnCours,
  stockNonOriente,
  type Travail,
  travailDuJour,
} from './aujourdhui.queries.ts'
import { Bilan, etatEntree, FiltreEtat, LigneEntree } from './aujourdhui-etats.ts'

/** Rows of each list on the page without a filter on the state. */
const APERCU = 10
/** Answers kept for a scope, of some 30 kB each. */
const REPONSES_GARDEES = 40
/** The six weeks of France Travail are told from this many days before. */
const RELAIS_PROCHE_JOURS = 7

const Choix = z.object({ valeur: z.string(), libelle: z.string(), nombre: z.int() })
type Choix = z.infer<typeof Choix>
export const LigneStock = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  commune: z.string().nullable(),
  /** Day of the RSA claim: seniority. */
  depuis: z.string(),
})

/** Which entries of the day. */
export const FiltresDuJour = z.object({
  etat: FiltreEtat.optional(),
  /** INSEE codes, comma-separated. */
  communes: z.string().max(2000).optional(),
  /** Who holds the appointment: ids, comma-separated. */
  agents: z.string().max(2000).optional(),
  /** Motives of entry, comma-separated. */
  motifs: z.string().max(200).optional(),
})
export type FiltresDuJour = z.infer<typeof FiltresDuJour>
const Demande = FiltresDuJour.extend({ page: z.coerce.number().int().min(1).max(10_000).default(1) })
type Demande = z.infer<typeof Demande>

const Aujourdhui = z.object({
  aujourdhui: z.string(),
  bilan: Bilan,
  compteurs: z.record(FiltreEtat, z.int()),
  listes: z.array(z.object({ etat: FiltreEtat.exclude(['stock']), total: z.int(), lignes: z.array(LigneEntree) })),
  stock: z.object({ total: z.int(), lignes: z.array(LigneStock) }).nullable(),
  page: z.int(),
  pages: z.int(),
  choix: z.object({ communes: z.array(Choix), agents: z.array(Choix), motifs: z.array(Choix) }),
})
type Aujourdhui = z.infer<typeof Aujourdhui>

/**
 * The chargé d'orientation's day: what came in, what runs out, and three lists, most urgent first. With `etat`, one list by
 * pages. Source: domaine.md E1 to E4, C1, O6.
 */
export const aujourdhui = useCase(
  {
    route: 'GET /aujourdhui',
    summary: 'Les entrées à convoquer, à recevoir et à orienter',
    permission: 'entree.lire',
    montre: 'aujourdhui',
    input: Demande,
    output: Aujourdhui,
  },
  async (ctx, demande) => {
    const { travail, stock, delaiJours } = await travailDuJour(ctx)
    const lu = tableau(ctx, travail, delaiJours)
    const dansLeStock = compterDansLeStock(stock, demande)
    if (demande.etat === 'stock') {
      const page = await pageDe({ page: demande.page, taille: LIGNES_PAR_PAGE }, async limite => {
        if (dansLeStock === 0) return []
        const { rows } = await stockTrie(ctx, demande, limite).execute(ctx.db)
        return rows
      })
      return { ...reponse(ctx, lu, demande, dansLeStock, page.total), stock: page }
    }
    const cle = JSON.stringify([demande, dansLeStock])
    const connue = lu.reponses.get(cle)
    if (connue) return connue
    if (lu.reponses.size >= REPONSES_GARDEES) lu.reponses.clear()
    const nouvelle = partagee(reponse(ctx, lu, demande, dansLeStock, null))
    lu.reponses.set(cle, nouvelle)
    return nouvelle
  },
)

/**
 * The answer without the rows of the stock. `dansLeStock`: persons of the stock under the filters; `pagine`: rows to page
 * through, null: those of the list.
 */
function reponse(
  ctx: Context,
  { lignes: toutes, bilan, choix }: Tableau,
  { etat, page, ...filtres }: Demande,
  dansLeStock: number,
  pagine: number | null,
): Aujourdhui {
  const duFiltre = parEtat(ctx, toutes, filtres)
  const listes = etatsMontres(etat).map(e => {
    const lignes = duFiltre(e)
    const debut = etat ? (page - 1) * LIGNES_PAR_PAGE : 0
    return { etat: e, total: lignes.length, lignes: lignes.slice(debut, debut + (etat ? LIGNES_PAR_PAGE : APERCU)) }
  })
  const total = pagine ?? listes[0]?.total ?? 0
  return {
    aujourdhui: ctx.today,
    bilan,
    compteurs: Object.fromEntries([
      ...FiltreEtat.exclude(['stock']).options.map(e => [e, duFiltre(e).length]),
      ['stock', dansLeStock],
    ]) as Record<FiltreEtat, number>,
    listes,
    stock: null,
    page,
    pages: etat ? Math.max(1, Math.ceil(total / LIGNES_PAR_PAGE)) : 1,
    choix,
  }
}

/** The lists that the page shows, in its order. */
const etatsMontres = (etat: FiltreEtat | undefined) =>
  (etat ? [etat] : (['a-convoquer', 'a-conclure', 'a-orienter'] as const)).filter(e => e !== 'stock')

/** Of these entries, those that the filters keep, by state. */
function parEtat(ctx: Context, toutes: readonly LigneEntree[], filtres: Omit<FiltresDuJour, 'etat'>) {
  const [communes, agents, motifs] = [filtres.communes, filtres.agents, filtres.motifs].map(f =>
    f ? f.split(',') : null,
  )
  const retenues = toutes.filter(
    l =>
      (!communes || communes.includes(l.codeInsee ?? '')) &&
      (!agents || agents.includes(l.rendezVous?.agentId ?? '')) &&
      (!motifs || motifs.includes(l.motif)),
  )
  const reportee = (l: LigneEntree) => l.reportee !== null && l.reportee.jusquau >= ctx.today
  return (etat: FiltreEtat) =>
    retenues.filter(l => {
      if (etat === 'en-retard') return l.echeance < ctx.today
      return etat === 'reportees' ? reportee(l) : l.etat === etat && !reportee(l)
    })
}

/** Every entry of the lists shown, in their order, and the choices that the filters are made of. */
export async function entreesDuJour(ctx: Context, { etat, ...filtres }: FiltresDuJour) {
  const { travail, delaiJours } = await travailDuJour(ctx)
  const { lignes, choix } = tableau(ctx, travail, delaiJours)
  return { lignes: etatsMontres(etat).flatMap(parEtat(ctx, lignes, filtres)), choix }
}

type Tableau = {
  cle: string
  lignes: LigneEntree[]
  bilan: Bilan
  choix: Record<'communes' | 'agents' | 'motifs', Choix[]>
  /** Answers already made, by what was asked. */
  reponses: Map<string, Aujourdhui>
}
const tableaux = new WeakMap<Travail, Tableau>()

/** The work list with its states, computed once a minute however many agents read it. */
function tableau(ctx: Context, travail: Travail, delaiJours: number): Tableau {
  const cle = `${ctx.now.slice(0, 16)} ${delaiJours}`
  const connu = tableaux.get(travail)
  if (connu?.cle === cle) return connu
  const proche = Temporal.PlainDate.from(ctx.today).add({ days: RELAIS_PROCHE_JOURS }).toString()
  const lignes = travail.entrees.map(e => situer(ctx, e, proche))
  const nouveau: Tableau = {
    cle,
    lignes,
    bilan: bilanDuJour(ctx, lignes, travail.arrivees, delaiJours),
    choix: {
      communes: compterPar(lignes, l =>
        l.codeInsee ? [l.codeInsee, l.commune === null ? l.codeInsee : communeLisible(l.commune)] : null,
      ),
      agents: compterPar(lignes, l => l.rendezVous && [l.rendezVous.agentId, l.rendezVous.agent]),
      motifs: compterPar(lignes, l => [l.motif, MOTIFS_ENTREE[l.motif]]),
    },
    reponses: new Map(),
  }
  tableaux.set(travail, nouveau)
  return nouveau
}

/** `proche`: the relay to France Travail is told until this day. */
function situer(ctx: Context, { rendezVous, dues, relais, ...entree }: EntreeEnCours, proche: string): LigneEntree {
  return {
    ...entree,
    ...etatEntree({ rendezVous, dues }, ctx.now),
    relais: entree.echeance < ctx.today || relais <= proche ? relais : null,
  }
}

function bilanDuJour(ctx: Context, lignes: readonly LigneEntree[], arrivees: number, delaiJours: number): Bilan {
  const jour = Temporal.PlainDate.from(ctx.today)
  const dici = jour.add({ days: (5 - jour.dayOfWeek + 7) % 7 }).toString()
  return {
    arrivees,
    bientot: lignes.filter(l => l.echeance >= ctx.today && l.echeance <= dici).length,
    enRetard: lignes.filter(l => l.echeance < ctx.today).length,
    dici,
    delaiJours,
  }
}

/** The values present in the list, with how many rows each, by label. */
function compterPar<L>(lignes: readonly L[], lire: (ligne: L) => [valeur: string, libelle: string] | null) {
  const choix = new Map<string, Choix>()
  for (const ligne of lignes) {
    const lu = lire(ligne)
    if (!lu) continue
    const connu = choix.get(lu[0])
    if (connu) connu.nombre++
    else choix.set(lu[0], { valeur: lu[0], libelle: lu[1], nombre: 1 })
  }
  return [...choix.values()].sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr'))
}

/**
 * SQL query: the stock, longest in RSA first (rule C4), as the filters keep it (`compterDansLeStock`), each saying how many there are.
 */
export const stockTrie = (
  ctx: Context,
  { communes, agents, motifs }: Omit<FiltresDuJour, 'etat'>,
  limite: RawBuilder<unknown>,
) => sql<z.infer<typeof LigneStock> & { enTout: number }>`
  with stock as materialized (
    select distinct on (s.personne_id) s.personne_id, f.date_demande, f.code_insee, f.commune
    from (${stockNonOriente(ctx)}) s join foyer f on f.id = s.foyer_id
    where ${!agents && !motifs} and ${communes ? sql`f.code_insee = any(${communes.split(',')})` : sql`true`}
    order by s.personne_id, f.date_demande
  ), page as (select *, count(*) over () as en_tout from stock order by date_demande, personne_id ${limite})
  select f.personne_id, p.nom, p.prenom, ${COMMUNE_DITE} as commune, f.date_demande as depuis, f.en_tout
  from page f join personne p on p.id = f.personne_id order by f.date_demande, f.personne_id`
