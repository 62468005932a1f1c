import { sql } from 'kysely'
import { avis } from '../../socle/recit.ts'
import {
  recitCodeSecoursEmploye,
  recitCodesSecoursRefaits,
  recitFacteurAjoute,
  recitFacteurRetire,
  recitFacteursRetires,
  recitLienDonne,
  recitMotDePasseChange,
  recitMotDePasseProvisoire,
  recitProconnectDelie,
  recitProconnectLie,
  recitRoleDonne,
  recitRoleRetire,
} from '../agent.recits.ts'

const DU_COMPTE = {
  qui: ({ sujet }: { sujet: ReturnType<typeof sql<string>> }) => sql`select ${sujet}::uuid`,
  ou: '/mon-compte',
}

/** Told to who did it too: it may be somebody else, in their session. */
const A_SOI = { ...DU_COMPTE, auteurAussi: true } as const

/** What an administrator does to one's account, and what changes the way in. */
export const AVIS_AGENT = [
  avis('role-donne', recitRoleDonne, DU_COMPTE),
  avis('role-retire', recitRoleRetire, DU_COMPTE),
  avis('mot-de-passe-provisoire', recitMotDePasseProvisoire, DU_COMPTE),
  avis('acces-reinitialise', recitLienDonne, {
    ...DU_COMPTE,
    qui: ({ sujet, apres }) => sql`select ${sujet}::uuid where ${apres('reinitialise')} = 'true'`,
    dire: (_, apres) => ({
      titre: 'Votre accès a été réinitialisé',
      detail: apres?.montre
        ? 'Le lien a été montré à qui l’a demandé. Si vous ne l’aviez pas demandé, changez votre mot de passe et prévenez l’administrateur de votre territoire.'
        : 'Le lien a été envoyé à votre adresse. Si vous ne l’aviez pas demandé, prévenez l’administrateur de votre territoire.',
    }),
  }),
  avis('mot-de-passe-change', recitMotDePasseChange, {
    ...A_SOI,
    dire: () => ({
      titre: 'Votre mot de passe a été changé',
      detail:
        'Vos autres sessions ont été fermées. Ce n’était pas vous\u00a0? Prévenez l’administrateur de votre territoire.',
    }),
  }),
  avis('facteurs-retires', recitFacteursRetires, {
    ...DU_COMPTE,
    dire: (_, apres) => ({
      titre: `Votre connexion forte a été retirée par ${apres?.parLeServeur ? 'qui tient le serveur' : 'l’administrateur'}`,
      detail:
        'Applications, clés d’accès et codes de secours ne servent plus, ProConnect n’est plus lié. Vos sessions ouvertes ont été fermées.',
    }),
  }),
  avis('facteur-ajoute', recitFacteurAjoute, A_SOI),
  avis('facteur-retire', recitFacteurRetire, A_SOI),
  avis('codes-secours-refaits', recitCodesSecoursRefaits, A_SOI),
  avis('proconnect-lie', recitProconnectLie, A_SOI),
  avis('proconnect-delie', recitProconnectDelie, A_SOI),
  avis('code-secours-employe', recitCodeSecoursEmploye, A_SOI),
]
