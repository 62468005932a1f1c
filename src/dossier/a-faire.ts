import { z } from 'zod'
import { ACTES, URGENCES_A_FAIRE, type Urgence, type UrgenceAFaire } from '../accompagnement/accompagnement.ts'
import { CHAMPS, type Champ } from '../personne/donnees/donnee.ts'

/** Something due on a file. `avant`: last day to do it (YYYY-MM-DD), null when no rule sets one. `ou`: where it is done. */
export const AFaire = z.object({
  quoi: z.enum([
    'conclure-rendez-vous',
    'convoquer',
    'convoquer-de-nouveau',
    'recevoir',
    'etablir-diagnostic',
    'orienter',
    'notifier',
    'designer-referent',
    'confirmer-telephone',
    'demander-telephone',
    'trancher-conflit',
    ...URGENCES_A_FAIRE,
  ]),
  phrase: z.string(),
  avant: z.string().nullable(),
  ou: z.enum(['rendez-vous', 'diagnostic', 'orienter', 'parcours', 'situation']),
})
export type AFaire = z.infer<typeof AFaire>

export type SituationAFaire = {
  /** Present instant, ISO. */
  maintenant: string
  /** The person is owed a support: right versable and soumise aux droits et devoirs, or an orientation delay runs. */
  concernee: boolean
  /** Last days of the running orientation delay; null when none runs. */
  delai: { convocation: string; orientation: string; relais: string } | null
  /** Appointments since the entry, any order. `fin`: instant it ends. */
  rendezVous: { objet: string; jour: string; debut: string; fin: string; issue: string | null }[]
  diagnosticFait: boolean
  orientation: { notifiee: boolean } | null
  /** A référent follows the person. */
  accompagne: boolean
  /** What the portfolio asks of their follow-up (rules A3, A4); null when there is none. */
  suivi: { urgence: Urgence; bilanLe: string } | null
  telephone: 'present' | 'absent' | 'divergent'
  /** Fields on which two sources disagree (E6). */
  desaccords: readonly Champ[]
}

/**
 * What is due next on a file, most pressing first (C1 to C3, E3, E4, A1, A3, A4, E6). One step of the journey at a time: who isn't met
 * is not to be oriented yet. Appointments to conclude and contacts come beside it.
 */
export function aFaire(s: SituationAFaire): AFaire[] {
  const choses: AFaire[] = []
  const passes = s.rendezVous.filter(r => r.issue === null && r.fin <= s.maintenant)
  for (const rdv of passes) {
    choses.push({ quoi: 'conclure-rendez-vous', phrase: 'Conclure le rendez-vous', avant: rdv.jour, ou: 'rendez-vous' })
  }
  const prochain = s.rendezVous
    .filter(r => r.issue === null && r.fin > s.maintenant)
    .sort((a, b) => (a.debut < b.debut ? -1 : 1))[0]
  if (prochain)
    choses.push({
      quoi: 'recevoir',
      phrase: prochain.objet === 'bilan' ? 'Recevoir pour le bilan' : 'Recevoir',
      avant: prochain.jour,
      ou: 'rendez-vous',
    })

  const etape = prochaineEtape(s, passes.length > 0, prochain !== undefined)
  if (etape) choses.push(etape)
  if (s.concernee && s.orientation && !s.orientation.notifiee) {
    choses.push({
      quoi: 'notifier',
      phrase: 'Notifier l’orientation',
      avant: s.delai?.orientation ?? null,
      ou: 'parcours',
    })
  }
  if (s.concernee && s.orientation && !s.accompagne) {
    choses.push({ quoi: 'designer-referent', phrase: 'Désigner un référent', avant: null, ou: 'parcours' })
  }
  const demande = s.suivi && demandeDuSuivi(s.suivi)
  if (demande) choses.push(demande)
  // Array.prototype.sort is stable: on the same day, and without a day, the order of the journey stays.
  choses.sort((a, b) =>
    (a.avant ?? '9999') < (b.avant ?? '9999') ? -1 : (a.avant ?? '9999') > (b.avant ?? '9999') ? 1 : 0,
  )
  const disputes = s.desaccords.filter(champ => champ !== 'telephone')
  if (s.telephone === 'divergent' || disputes.length < s.desaccords.length) {
    choses.push({
      quoi: 'confirmer-telephone',
      phrase: 'Confirmer le téléphone\u00a0: deux sources diffèrent',
      avant: null,
      ou: 'situation',
    })
  }
  if (disputes.length) {
    const lesquels = disputes.map(champ => CHAMPS[champ].libelle.toLowerCase()).join(', ')
    choses.push({
      quoi: 'trancher-conflit',
      phrase: `Choisir entre deux sources\u00a0: ${lesquels}`,
      avant: null,
      ou: 'situation',
    })
  }
  if (s.telephone === 'absent' && disputes.length === s.desaccords.length) {
    choses.push({ quoi: 'demander-telephone', phrase: 'Demander un téléphone', avant: null, ou: 'situation' })
  }
  return choses
}

const seFait = (urgence: Urgence): urgence is UrgenceAFaire => urgence in ACTES

/** The same as the portfolio says of the person: one urgency, the first (accompagnement/urgence.queries.ts). */
function demandeDuSuivi({ urgence, bilanLe }: NonNullable<SituationAFaire['suivi']>): AFaire | null {
  if (!seFait(urgence)) return null
  const bilan = urgence === 'bilan-depasse' || urgence === 'bilan-proche'
  return { quoi: urgence, phrase: ACTES[urgence], avant: bilan ? bilanLe : null, ou: 'rendez-vous' }
}

function prochaineEtape(s: SituationAFaire, aConclure: boolean, attendue: boolean): AFaire | null {
  if (!s.concernee || s.orientation) return null
  const avant = s.delai?.orientation ?? null
  if (s.diagnosticFait) return { quoi: 'orienter', phrase: 'Orienter', avant, ou: 'orienter' }
  const recue = s.rendezVous.some(r => r.issue === 'present')
  if (recue) return { quoi: 'etablir-diagnostic', phrase: 'Établir le diagnostic', avant, ou: 'diagnostic' }
  if (attendue || aConclure) return null
  const dejaConvoquee = s.rendezVous.length > 0
  return {
    quoi: dejaConvoquee ? 'convoquer-de-nouveau' : 'convoquer',
    phrase: dejaConvoquee ? 'Convoquer de nouveau' : 'Convoquer',
    avant: s.delai?.convocation ?? null,
    ou: 'rendez-vous',
  }
}
