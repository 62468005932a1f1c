import { estComplete } from '../accompagnement/places/places.ts'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { etablirDiagnostic } from '../diagnostic/etablir-diagnostic.ts'
import type { Dominante } from '../offre/dominante.ts'
import { DemandeOrientation } from '../orientation/orientation.ts'
import { orienter } from '../orientation/orienter.ts'
import { propositionPour } from '../orientation/proposition.ts'
import { structuresEligibles } from '../orientation/structures-eligibles.ts'
import { corrigerContact } from '../personne/corriger-contact.ts'
import { conclureRendezVous } from '../rendez-vous/conclure-rendez-vous.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type Hasard, hasard } from './generer/hasard.ts'
import { GRAINE } from './graine.ts'
import type { Histoire } from './histoires.ts'
import { type Journal, jourOuvre } from './journal.ts'
import { reponsesDe } from './reponses.ts'

const CRENEAUX = ['09:00', '09:45', '10:30', '11:15', '13:30', '14:15', '15:00', '15:45']
export const LIEU = 'Maison des solidarités de la Trame, 27 quai des Tisseuses, Trame-sur-Lys'
const REPARTITION = [
  ['emploi', 50],
  ['equilibre', 20],
  ['remobilisation', 30],
] as const

type Entrant = { personneId: string; numero: string; role: string; recuLe: string; rang: number; histoire?: Histoire }

/** Plans what the agents do for each new entrant, from the letter to the notified orientation. */
export function unAccueil(journal: Journal, agents: readonly Acteur[], aujourdhui: string) {
  const occupes = new Map<string, number>()

  /** First free slot of an agent on or after a day. */
  const creneau = (agent: Acteur, jour: string): string => {
    for (let j = jourOuvre(jour); ; j = jourOuvre(j, 1)) {
      const pris = occupes.get(`${agent.id} ${j}`) ?? 0
      const heure = CRENEAUX[pris]
      if (!heure) continue
      occupes.set(`${agent.id} ${j}`, pris + 1)
      return `${j}T${heure}`
    }
  }

  const recevoir = (entrant: Entrant, agent: Acteur, conduite: Conduite, convoqueLe: string, tour: number): void => {
    const { personneId } = entrant
    const debut = creneau(agent, jourOuvre(convoqueLe, conduite.attente))
    const id = uuidv7()
    journal.prevoir(`${convoqueLe}T08:${String(10 + (entrant.rang % 45)).padStart(2, '0')}`, agent, async ctx => {
      await prendreRendezVous(ctx, {
        id,
        personneId,
        agentId: agent.id,
        objet: 'diagnostic',
        modalite: 'individuel',
        debut,
        dureeMinutes: 45,
        lieu: LIEU,
        convocation: 'courrier',
        interpretePrevu: false,
        horairesConfirmes: false,
      })
    })
    // What was received these last days isn't all typed yet: that is what the morning's list is for.
    if (conduite.noteTard && debut.slice(0, 10) >= joursAvant(aujourdhui, 3)) return
    const absent = tour < conduite.absences
    journal.prevoir(apres(debut, 50), agent, async ctx => {
      await conclureRendezVous(ctx, {
        rendezVousId: id,
        issue: absent ? (conduite.excuse ? 'absent-excuse' : 'absent') : 'present',
      })
    })
    if (absent) {
      recevoir(entrant, agent, conduite, jourOuvre(debut.slice(0, 10), 2), tour + 1)
      return
    }
    if (conduite.sansDiagnostic) return
    journal.prevoir(apres(debut, 55), agent, async ctx => {
      if (conduite.telephone)
        await corrigerContact(ctx, {
          personneId,
          telephone: conduite.telephone,
          telephoneAccord: true,
          courriel: null,
          courrielAccord: false,
        })
      await etablirDiagnostic(ctx, {
        id: uuidv7(),
        personneId,
        etabliLe: debut.slice(0, 10),
        conjoint: false,
        reponses: conduite.reponses,
        synthese: conduite.synthese,
        notePrivee: null,
      })
    })
    if (conduite.sansOrientation) return
    journal.prevoir(
      `${jourOuvre(debut.slice(0, 10), conduite.reflexion)}T16:${String(10 + (entrant.rang % 45)).padStart(2, '0')}`,
      agent,
      ctx => decider(ctx, personneId, conduite),
    )
  }

  return (entrant: Entrant): void => {
    const tire = hasard(GRAINE, 2, Number(entrant.numero.replace(/\D/g, '').slice(-9)), entrant.role === 'DEM' ? 1 : 2)
    const conduite = entrant.histoire?.conduite
      ? { ...conduiteTiree(tire), noteTard: false, ...entrant.histoire.conduite }
      : conduiteTiree(tire)
    if (conduite.oubliee) return
    const agent = entrant.histoire ? agents[0] : tire.choix(agents)
    if (agent) recevoir(entrant, agent, conduite, jourOuvre(entrant.recuLe, conduite.delaiConvocation), 0)
  }
}

/** How one person's welcome goes. Delays are working days. */
export type Conduite = {
  oubliee: boolean
  delaiConvocation: number
  noteTard: boolean
  attente: number
  absences: number
  excuse: boolean
  reflexion: number
  telephone: string | null
  reponses: Reponses
  synthese: string | null
  sansDiagnostic: boolean
  sansOrientation: boolean
  contreProposition: boolean
}

function conduiteTiree(tire: Hasard): Conduite {
  const dominante = tire.pondere<Dominante>(REPARTITION)
  return {
    oubliee: false,
    // Some are called late: three weeks of work pass before anybody sees them.
    delaiConvocation: tire.chance(0.05) ? tire.entre(9, 15) : tire.entre(0, 3),
    noteTard: tire.chance(0.45),
    attente: tire.entre(3, 5),
    absences: tire.pondere([
      [0, 84],
      [1, 12],
      [2, 4],
    ]),
    excuse: tire.chance(0.4),
    reflexion: tire.entre(0, 2),
    telephone: tire.chance(0.7) ? `06399${String(80000 + tire.entre(0, 9999)).padStart(5, '0')}` : null,
    reponses: reponsesDe(dominante, tire),
    synthese: null,
    sansDiagnostic: false,
    sansOrientation: false,
    contreProposition: tire.chance(0.05),
  }
}

/** Takes the proposal, seldom another way with its reason, and the first structure and référent offered. */
async function decider(ctx: Context, personneId: string, { contreProposition }: Conduite): Promise<void> {
  const { proposition } = await propositionPour(ctx, { personneId })
  const proposee = (proposition as { dominante: Dominante | null } | null)?.dominante ?? 'equilibre'
  const dominante = contreProposition && proposee === 'remobilisation' ? 'equilibre' : proposee
  const structures = await structuresEligibles(ctx, { personneId, dominante })
  const structure = structures.find(s => !estComplete(s) && s.referents.some(r => !r.plein))
  const referent = structure?.referents.find(r => !r.plein)
  if (!structure) return
  const motif =
    dominante === proposee
      ? null
      : 'Vous avez un projet précis, et vous demandez à avancer tout de suite vers l’emploi : nous vous y aidons.'
  await orienter(
    ctx,
    DemandeOrientation.parse({
      id: uuidv7(),
      personneId,
      dominante,
      structureId: structure.id,
      referentId: referent?.id ?? null,
      motif,
      notification: { mode: 'courrier' },
    }),
  )
}

const joursAvant = (jour: string, n: number) => Temporal.PlainDate.from(jour).subtract({ days: n }).toString()

function apres(debut: string, minutes: number): string {
  return Temporal.PlainDateTime.from(debut).add({ minutes }).toString({ smallestUnit: 'minute' })
}
