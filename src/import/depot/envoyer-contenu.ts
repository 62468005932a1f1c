import { z } from 'zod'
import { Octets } from '../../socle/http/routes-http.ts'
import { useCase } from '../../socle/use-case.ts'
import { StatutImport } from '../import.ts'
import { ajouterMorceau, MORCEAU_MAX } from './contenu.ts'
import { cloreDepot } from './reception.ts'

/**
 * The next bytes of an announced file, from its byte `debut` on; what was received before is ignored, so that a piece may be sent
 * again. With the last one the file is recognised and waits to be applied (`a-verifier`), at once when `appliquer` is asked.
 * Refused: a hole (conflict, with where to take up again), more than announced, a file of no known kind.
 */
export const envoyerContenu = useCase(
  {
    route: 'PUT /imports/:importId/contenu',
    summary: 'Envoyer une partie d’un fichier annoncé',
    permission: 'import.deposer',
    partner: true,
    octets: MORCEAU_MAX,
    input: z.object({
      importId: z.uuid(),
      debut: z.coerce.number().int().min(0),
      appliquer: z.stringbool().optional(),
      octets: Octets,
    }),
    output: z.object({ recu: z.number(), statut: StatutImport }),
  },
  async (ctx, { importId, debut, appliquer = false, octets }) => {
    const { recu, entier } = await ajouterMorceau(ctx, importId, debut, octets)
    return { recu, statut: entier ? await cloreDepot(ctx, importId, appliquer) : ('depot' as const) }
  },
)
