import { z } from 'zod'
import { type Context, useCase } from '../../socle/use-case.ts'
import { estOuvre } from '../../territoire/jours-feries.ts'
import { ETATS_FLUX, type EtatFlux } from '../import.ts'
import { reglesDuCalendrier, seriesDeFlux } from './calendrier.queries.ts'
import { joursDuMois, manquesAu, mensuelDe, plusMois, quotidiensDe, type Regles, type Serie } from './calendrier.ts'
import { direManque, direMensuel, direQuotidiens, moisAttenduEn, nomDuFlux } from './calendrier-phrases.ts'

const Etat = z.enum(Object.keys(ETATS_FLUX) as [EtatFlux, ...EtatFlux[]])
const Jour = z.object({
  jour: z.iso.date(),
  /** A working day, on which something may be expected. */
  ouvre: z.boolean(),
  etat: Etat.nullable(),
  imports: z.array(z.object({ id: z.uuid(), numero: z.number(), refuse: z.boolean() })),
})
type Jour = z.infer<typeof Jour>

/**
 * A month of flows: for each one expected, what came each day, what is late or missing, in words. Which are expected is told by those
 * that came: monthly ones of the last four months, daily ones of the last month.
 */
export const calendrierImports = useCase(
  {
    route: 'GET /imports/calendrier',
    summary: 'Le calendrier des flux d’un mois',
    permission: 'import.gerer',
    input: z.object({
      mois: z
        .string()
        .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: 'Écrivez un mois : AAAA-MM.' })
        .optional(),
    }),
    output: z.object({
      mois: z.string(),
      aujourdhui: z.iso.date(),
      flux: z.array(
        z.object({ cle: z.string(), nom: z.string(), etat: Etat, phrase: z.string(), jours: z.array(Jour) }),
      ),
    }),
  },
  async (ctx, { mois = ctx.today.slice(0, 7) }) => {
    const regles = await reglesDuCalendrier(ctx)
    const series = await seriesDeFlux(ctx, mois)
    return {
      mois,
      aujourdhui: ctx.today,
      flux: series.flatMap(s => (s.rythme === 'mensuel' ? ligneMensuelle : ligneQuotidienne)(ctx, s, mois, regles)),
    }
  },
)

/** What is missing today, in sentences; nothing when all is well. */
export const fluxManquants = useCase(
  {
    route: 'GET /imports/manques',
    summary: 'Les flux attendus qui ne sont pas arrivés',
    permission: 'import.gerer',
    input: z.object({}),
    output: z.object({ manques: z.array(z.string()) }),
  },
  async ctx => {
    const regles = await reglesDuCalendrier(ctx)
    const manques = manquesAu(await seriesDeFlux(ctx, ctx.today.slice(0, 7)), regles, ctx.today)
    return { manques: manques.map(m => `${direManque(m, regles, ctx.today)}.`) }
  },
)

function ligneMensuelle(ctx: Context, serie: Serie, mois: string, regles: Regles) {
  const lu = mensuelDe(serie, moisAttenduEn(mois), regles, ctx.today)
  if (!lu && !serie.arrivees.some(a => a.recuLe.startsWith(mois))) return []
  const jours = joursDuMois(mois).map((jour): Jour => {
    const arrivees = serie.arrivees.filter(a => a.recuLe === jour)
    const recu = arrivees.some(a => a.statut === 'recu') ? 'recu' : arrivees.length ? 'refuse' : null
    return { ...leJour(ctx, jour, arrivees), etat: recu ?? (lu && !lu.arrivee && lu.limite === jour ? lu.etat : null) }
  })
  const phrase = lu ? direMensuel(serie, lu, regles, ctx.today) : 'Un fichier est arrivé pour un autre mois.'
  return [{ cle: cleDe(serie), nom: nomAffiche(serie), etat: lu?.etat ?? 'recu', phrase, jours }]
}

function ligneQuotidienne(ctx: Context, serie: Serie, mois: string, regles: Regles) {
  const lus = quotidiensDe(serie, mois, regles, ctx.today)
  const veille = joursDuMois(plusMois(mois, -1))[0] ?? ''
  // Neither in this month nor in the one before: not expected here.
  if (lus.every(j => j.etat === null) && !serie.arrivees.some(a => a.recuLe >= veille && a.recuLe < `${mois}-01`))
    return []
  const ordre: EtatFlux[] = ['en-retard', 'manquant', 'refuse', 'recu']
  const etat = ordre.find(e => lus.some(j => j.etat === e)) ?? 'attendu'
  return [
    {
      cle: cleDe(serie),
      nom: nomAffiche(serie),
      etat,
      phrase: direQuotidiens(serie, lus, ctx.today),
      jours: lus.map(({ jour, arrivees, etat: e }) => ({ ...leJour(ctx, jour, arrivees), etat: e })),
    },
  ]
}

const leJour = (ctx: Context, jour: string, arrivees: Serie['arrivees']) => ({
  jour,
  ouvre: estOuvre(jour, ctx.territoire.code),
  imports: arrivees.map(a => ({ id: a.importId, numero: a.numero, refuse: a.statut === 'refuse' })),
})
const cleDe = ({ genre, organisme, rythme }: Serie) => [genre, organisme ?? '', rythme].join('|')
const nomAffiche = (serie: Serie) => {
  const nom = nomDuFlux(serie)
  return nom.charAt(0).toUpperCase() + nom.slice(1)
}
