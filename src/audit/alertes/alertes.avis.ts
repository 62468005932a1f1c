import { z } from 'zod'
import { avisDeTravail } from '../../socle/recit.ts'
import { dateLongue, nombre, pluriel } from '../../socle/ui/dates.ts'

/**
 * An agent opened many more files than is usual to them, or lists named many more persons to them: a question to ask. `mediane`: of their
 * own days; null when they are too few.
 */
export const LECTURES_INHABITUELLES = avisDeTravail(
  'lectures-inhabituelles',
  z.object({
    agentId: z.string(),
    jour: z.string(),
    dossiers: z.int().optional(),
    noms: z.int().optional(),
    mediane: z.number().nullable(),
  }),
  {
    permission: 'lecture.auditer',
    dire: (_, faits, lecteur) => {
      const quoi = faits?.noms
        ? `a vu ${pluriel(faits.noms, 'nom', 'noms')} dans des listes`
        : `a ouvert ${pluriel(faits?.dossiers ?? 0, 'dossier')}`
      return {
        titre: `${lecteur.nomAgent(faits?.agentId ?? '')} ${quoi} le ${dateLongue(faits?.jour ?? lecteur.aujourdhui)}`,
        detail:
          typeof faits?.mediane === 'number'
            ? `D’habitude, ${nombre(faits.mediane, 1)} par jour. C’est une question à poser, pas une faute.`
            : 'C’est une question à poser, pas une faute.',
      }
    },
    ou: faits =>
      faits?.agentId
        ? `/audit${faits.noms ? '/listes' : ''}?agent=${faits.agentId}&du=${faits.jour}&au=${faits.jour}`
        : '/audit/volumes',
  },
)

export const AVIS_AUDIT = [LECTURES_INHABITUELLES]
