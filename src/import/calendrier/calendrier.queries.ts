import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { A_CONFIRMER } from '../genres.ts'
import { type Arrivee, type FluxAttendu, MOIS_LUS, plusMois, type Regles, type Serie } from './calendrier.ts'

/** The rules in force today. */
export async function reglesDuCalendrier(ctx: Context): Promise<Regles> {
  return {
    jourLimite: await parametre(ctx, 'flux.mensuel-jour-limite'),
    quotidienJours: await parametre(ctx, 'flux.quotidien-jours'),
    territoire: ctx.territoire.code,
  }
}

type FichierVenu = Omit<FluxAttendu, 'organisme'> & Arrivee & { organismes: string[] }

/**
 * The flows that came since a year before a month 'YYYY-MM', one series for each kind, sender and rhythm, arrivals by day. An undone
 * import or the same bytes again are as if they hadn't come.
 */
export async function seriesDeFlux(ctx: Context, mois: string): Promise<Serie[]> {
  const { rows } = await sql<FichierVenu>`
    select i.genre, coalesce(case when f.type = 'I' then 'quotidien' when f.type is not null then 'mensuel' end, i.rythme) as rythme,
      coalesce(nullif(f.organismes, '{}'), array_remove(array[i.organisme], null)) as organismes,
      i.id as import_id, i.numero, case i.statut when 'refuse' then 'refuse' else 'recu' end as statut, i.recu_le,
        coalesce(f.reference, i.reference) as reference,
        i.statut = 'a-verifier' and coalesce(i.refus ->> 'code' = ${A_CONFIRMER}, false) as tenu
    from import i left join flux f on f.import = i.numero
    where i.recu_le >= ${`${plusMois(mois, -MOIS_LUS)}-01`}::date and i.statut not in ('depot', 'annule')
      and coalesce(i.refus ->> 'code', '') <> 'deja-applique' and coalesce(f.type, i.rythme) is not null
    order by i.recu_le, i.numero`.execute(ctx.db)
  const series = [...Map.groupBy(rows, r => r.genre)].flatMap(([genre, venus]) => {
    const expediteurs = expediteursDe(venus.map(v => v.organismes))
    const expediteur = ({ organismes: [premier] }: FichierVenu) => (premier && expediteurs.get(premier)) ?? null
    return [...Map.groupBy(venus, v => `${expediteur(v)}|${v.rythme}`).values()].flatMap(siens => {
      const [premier] = siens
      return premier
        ? [{ genre, organisme: expediteur(premier), rythme: premier.rythme, arrivees: siens.map(enArrivee) }]
        : []
    })
  })
  return series.sort((a, b) => ordre(a).localeCompare(ordre(b), 'fr'))
}

const enArrivee = ({ importId, numero, statut, recuLe, reference, tenu }: FichierVenu): Arrivee => ({
  importId,
  numero,
  statut,
  recuLe,
  reference,
  tenu,
})
const ordre = ({ genre, organisme, rythme }: FluxAttendu) => [genre, organisme ?? '~', rythme].join('|')

/**
 * Who sends: organisms found once in the same file come together (« CAF 591, MSA 592 »), even the days when only one of them has
 * something to tell.
 */
function expediteursDe(fichiers: readonly string[][]): Map<string, string> {
  const groupes = new Map<string, Set<string>>()
  for (const organismes of fichiers) {
    const reunis = new Set(organismes.flatMap(o => [o, ...(groupes.get(o) ?? [])]))
    for (const o of reunis) groupes.set(o, reunis)
  }
  return new Map([...groupes].map(([o, reunis]) => [o, [...reunis].sort().join(', ')]))
}
