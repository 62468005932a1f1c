import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { CHAMPS, Champ } from './groupe-suivi.ts'

/** Who came in for a field, or left: `apres` when they came, `avant` when they left. */
export const recitGroupeSuivi = recit(
  'groupe-suivi',
  z.object({ agent: z.string(), agentId: z.string().optional(), champ: z.string() }),
  (avant, apres) => {
    const { agent, champ } = apres ?? avant ?? {}
    const lu = Champ.safeParse(champ)
    return {
      titre: [apres ? 'Co-intervenant ajouté' : 'Co-intervenant retiré', agent].filter(Boolean).join(' · '),
      detail: lu.success ? CHAMPS[lu.data].libelle : null,
    }
  },
)
