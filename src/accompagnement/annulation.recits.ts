import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { enSuite, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'

/** A designation taken back: `avant` who was designated by mistake, `apres` who follows again, and why. */
export const recitReferentAnnule = recit(
  'referent-annule',
  z.object({
    accompagnementId: z.string().optional(),
    referentId: z.string().nullable(),
    referent: Nomme,
    coReferentId: z.string().nullish(),
    structure: Nomme,
    motif: z.string().optional(),
  }),
  (avant, apres) => {
    const qui = nomDe(avant?.referent)
    const rendu = nomDe(apres?.referent)
    return {
      titre: ['Désignation annulée, faite par erreur', qui].filter(Boolean).join(`${NBSP}: `),
      detail: enSuite(
        rendu ? `${rendu} est de nouveau son référent` : 'Personne ne la suit',
        apres?.motif && `Motif${NBSP}: ${apres.motif}`,
      ),
    }
  },
)
