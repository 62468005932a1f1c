import { z } from 'zod'
import { NOMS_SITUATIONS, type Reponse, SITUATIONS, type Situation } from '../diagnostic/diagnostic.ts'

const situation = (nom: Situation) => ({
  libelle: SITUATIONS[nom].libelle,
  aide: SITUATIONS[nom].aide,
  reponses: [nom] as readonly Reponse[],
})

/** The fields a co-intervenant comes in for, and what of the diagnosis each one shows: nothing else leaves the server. */
export const CHAMPS: Record<Champ, { libelle: string; aide: string; reponses: readonly Reponse[] }> = {
  emploi: {
    libelle: 'Emploi',
    aide: 'Projet, expérience, disponibilité, métiers',
    reponses: ['disponibilite', 'motivationTravail', 'experience', 'situationPro', 'rqth', 'independant', 'artiste'],
  },
  logement: situation('logement'),
  sante: situation('sante'),
  mobilite: situation('mobilite'),
  famille: situation('famille'),
  langue: situation('langue'),
  budget: situation('budget'),
}
export type Champ = Situation | 'emploi'
export const NOMS_CHAMPS: [Champ, ...Champ[]] = ['emploi', ...NOMS_SITUATIONS]
export const Champ = z.enum(NOMS_CHAMPS, { error: 'Choisissez le champ que cette personne verra.' })

/** Who is asked to help, in which field. */
export const DemandeMembre = z.object({ agentId: z.uuid({ error: 'Choisissez qui.' }), champ: Champ })

export const MESSAGES_GROUPE = {
  'deja-membre':
    'Ce co-intervenant aide déjà la personne dans ce champ. Choisissez un autre champ, ou quelqu’un d’autre.',
  'co-intervenant-inconnu':
    'Cet agent n’est pas co-intervenant, ou son compte est fermé. L’administrateur du territoire peut lui donner ce rôle.',
  'membre-inconnu': 'Ce co-intervenant n’est pas dans le groupe de suivi de la personne. Rechargez son dossier.',
} as const
