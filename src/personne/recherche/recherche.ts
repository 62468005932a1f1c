import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { chercherPersonnes, PersonneTrouvee } from './personnes.ts'

const RESULTATS = 10

/**
 * The search box (Ctrl K): a name even misspelt, a NIR, a claim number, a matricule, a telephone, a birth date, or a name with
 * a birth date. A POST, because what is typed never goes into an address. Only persons in scope.
 */
export const rechercher = useCase(
  {
    route: 'POST /recherche',
    summary: 'Chercher une personne',
    permission: 'personne.chercher',
    lecture: true,
    montre: 'recherche',
    input: z.object({ q: z.string().trim().max(200) }),
    output: z.object({ personnes: z.array(PersonneTrouvee) }),
  },
  async (ctx, { q }) => ({
    personnes: (await chercherPersonnes(ctx, { q, situation: null, page: 1, parPage: RESULTATS, compter: false }))
      .personnes,
  }),
)
