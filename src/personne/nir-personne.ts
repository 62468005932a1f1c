import { z } from 'zod'
import { personneIntrouvable } from '../agent/perimetre.ts'
import { lireNir } from '../socle/auth/nir.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { nirChiffre } from './dossier.queries.ts'

/** The NIR in full, asked for on purpose: a reading of its own, recorded as 'nir' (domaine.md §8). */
export const nirPersonne = useCase(
  {
    route: 'GET /personnes/:personneId/nir',
    summary: 'Lire le numéro de sécurité sociale d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({ nir: z.string() }),
  },
  async (ctx, { personneId }) => {
    const personne = await nirChiffre(ctx, personneId)
    if (!personne) throw personneIntrouvable()
    if (!personne.nirChiffre) {
      throw new Refusal(
        'not-found',
        'nir-inconnu',
        'Le numéro de sécurité sociale n’est pas connu : la CAF ou la MSA ne l’a pas transmis.',
      )
    }
    return { nir: lireNir(ctx.territoire.code, personne.nirChiffre) }
  },
)
