import { sql } from 'kysely'
import { avis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { recitGroupeSuivi } from './groupe-suivi.recits.ts'
import { CHAMPS, Champ } from './groupe-suivi.ts'

/** A field of a file entrusted to a co-intervenant. */
export const AVIS_GROUPE_SUIVI = [
  avis('champ-confie', recitGroupeSuivi, {
    permission: 'champ.lire',
    qui: ({ apres }) => sql`select ${apres('agentId')}::uuid`,
    dire: (_, apres) => {
      const champ = Champ.safeParse(apres?.champ)
      return { titre: 'Votre aide est demandée', detail: champ.success ? CHAMPS[champ.data].libelle : null }
    },
    plusieurs: { dire: n => `Votre aide est demandée pour ${pluriel(n, 'personne')}`, ou: '/mes-co-interventions' },
    ou: '',
  }),
]
