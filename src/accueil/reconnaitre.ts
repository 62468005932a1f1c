import { z } from 'zod'
import { chercherPersonnes } from '../personne/recherche/personnes.ts'
import { couper } from '../socle/coupe.ts'
import { useCase } from '../socle/use-case.ts'
import { PersonneReconnue } from './accueil.ts'

const RESULTATS = 8

/** Finds the person who stands at the desk or calls, as they spell their name: enough to tell them from another, no more. */
export const reconnaitre = useCase(
  {
    route: 'POST /accueil/recherche',
    summary: 'Reconnaître une personne à l’accueil',
    permission: 'accueil.recevoir',
    input: z.object({ q: z.string().trim().max(200) }),
    output: z.object({ personnes: z.array(PersonneReconnue), tronque: z.boolean() }),
  },
  async (ctx, { q }) => {
    const { personnes } = await chercherPersonnes(ctx, {
      q,
      situation: null,
      page: 1,
      parPage: RESULTATS + 1,
      compter: false,
    })
    const { montrees, tronque } = couper(personnes, RESULTATS)
    return {
      tronque,
      personnes: montrees.map(({ id, nom, nomNaissance, prenom, dateNaissance, commune }) => ({
        id,
        nom,
        nomNaissance,
        prenom,
        dateNaissance,
        commune,
      })),
    }
  },
)
