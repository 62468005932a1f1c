import { z } from 'zod'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { convoquerParLettre } from './convoquer.ts'
import { creneauxLibres } from './creneaux-libres.ts'
import { lireDebut } from './instants.ts'
import { Modele } from './prise.ts'
import {
  agentAOccuper,
  inscrire,
  occupations,
  personnesAConvoquer,
  rendezVousDe,
  situationDe,
} from './rendez-vous.queries.ts'
import {
  direMotif,
  empechementSerie,
  type HeureLocale,
  jourLocal,
  lieuDe,
  type Occupation,
  plusTard,
  RendezVous,
} from './rendez-vous.ts'

const UNE_SERIE = 100
const JOURS_OCCUPES = 120

/**
 * Books one appointment per person, one after the other from `debut` on: the agent's free slots in working hours, the next day
 * when the day is full; all at the same hour when it is a collective session. A person who can't be called that way, or whose needs
 * are to be planned, is left aside with the reason and takes no slot. Ids are made by the caller: what a first sending booked is
 * answered again. Refuses 404 when one person is out of scope, the past, an agent who doesn't receive.
 */
export const prendreSerie = useCase(
  {
    route: 'POST /rendez-vous/serie',
    summary: 'Convoquer plusieurs personnes à la suite',
    permission: 'rendez-vous.gerer',
    input: z.object({
      ...Modele.omit({ interpretePrevu: true, horairesConfirmes: true }).shape,
      personnes: z
        .array(z.object({ id: z.uuid(), personneId: z.uuid() }))
        .min(1, { error: 'Choisissez au moins une personne.' })
        .max(UNE_SERIE, { error: `Convoquez ${UNE_SERIE} personnes au plus à la fois.` }),
    }),
    output: z.object({
      pris: z.array(RendezVous),
      ecartees: z.array(z.object({ personneId: z.uuid(), code: z.string(), message: z.string() })),
    }),
  },
  async (ctx, { personnes, debut: saisie, ...dit }) => {
    const dossiers = await personnesAConvoquer(
      ctx,
      personnes.map(p => p.personneId),
    )
    const absente = personnes.find(p => !dossiers.has(p.personneId))
    if (absente) throw await horsPerimetre(ctx, absente.personneId)
    const agent = await agentAOccuper(ctx, dit.agentId)
    // What is settled with one person isn't settled for all.
    const modele = { ...dit, interpretePrevu: false, lieu: lieuDe(dit, agent) }
    const dejaPris = await ctx.db
      .selectFrom('rendezVous')
      .selectAll()
      .where(
        'id',
        'in',
        personnes.map(p => p.id),
      )
      .execute()
    const depuis = lireDebut(ctx, saisie)
    const jour = jourLocal(depuis)
    const fin = Temporal.PlainDate.from(jour).add({ days: JOURS_OCCUPES }).toString()
    const prises: Occupation[] = await occupations(ctx, agent.id, jour, fin)
    const serie = { depuis, collectif: modele.modalite === 'collectif', dureeMinutes: modele.dureeMinutes }
    const creneaux = creneauxDeLaSerie(serie, prises, personnes.length, ctx.territoire.code)
    const nouveaux: Parameters<typeof inscrire>[1][number][] = []
    const ecartees: { personneId: string; code: string; message: string }[] = []
    let rang = 0
    for (const { id, personneId } of personnes) {
      const personne = dossiers.get(personneId)
      if (!personne || dejaPris.some(r => r.id === id)) continue
      const debut = creneaux[rang] ?? depuis
      const demande = { ...modele, debut, horairesConfirmes: false }
      const motif = empechementSerie(demande, situationDe(ctx, personne, prises), agent.acces)
      if (motif) {
        ecartees.push({ personneId, code: motif, message: direMotif(motif, personne) })
        continue
      }
      nouveaux.push({ id, personneId, ...modele, debut, structureId: agent.structureId })
      personne.joursPris.push(jourLocal(debut))
      prises.push({ debut, fin: plusTard(debut, modele.dureeMinutes), collectif: serie.collectif })
      if (!serie.collectif) rang++
    }
    const inscrits = await inscrire(ctx, nouveaux, agent.nom)
    for (const rendezVous of inscrits) await convoquerParLettre(ctx, rendezVous)
    const rejoues = dejaPris.filter(r => dossiers.has(r.personneId)).map(r => rendezVousDe(r))
    return { pris: [...rejoues, ...inscrits].sort((a, b) => a.debut.localeCompare(b.debut)), ecartees }
  },
)

/** The start asked for, then the agent's next free slots; the asked start is kept even where no slot would be proposed. */
function creneauxDeLaSerie(
  { depuis, collectif, dureeMinutes }: { depuis: HeureLocale; collectif: boolean; dureeMinutes: number },
  prises: readonly Occupation[],
  nombre: number,
  territoire: string,
): HeureLocale[] {
  if (collectif) return [depuis]
  const fin = plusTard(depuis, dureeMinutes)
  const libre = !prises.some(o => o.debut < fin && depuis < o.fin)
  const suite = creneauxLibres({ depuis: libre ? fin : depuis, dureeMinutes, nombre, occupations: prises, territoire })
  return libre ? [depuis, ...suite] : suite
}
