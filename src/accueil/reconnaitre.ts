import { sql } from 'kysely'
import { z } from 'zod'
import { homonymes } from '../personne/noms.ts'
import { chercherPersonnes, type PersonneTrouvee } from '../personne/recherche/personnes.ts'
import { couper } from '../socle/coupe.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { PersonneReconnue } from './accueil.ts'

const RESULTATS = 8
type Indices = NonNullable<PersonneReconnue['indices']>

/** Finds the person who stands at the desk or calls, as they spell their name: enough to tell them from another, no more. */
export const reconnaitre = useCase(
  {
    route: 'POST /accueil/recherche',
    summary: 'Reconnaître une personne à l’accueil',
    permission: 'accueil.recevoir',
    lecture: true,
    montre: 'recherche',
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
    const indices = await indicesDe(ctx, montrees)
    return {
      tronque,
      personnes: montrees.map(({ id, nom, nomNaissance, prenom, dateNaissance, commune }) => ({
        id,
        nom,
        nomNaissance,
        prenom,
        dateNaissance,
        commune,
        indices: indices.get(id) ?? null,
      })),
    }
  },
)

/** Of those alone whom neither name, nor birth date, nor commune tells from another: what the desk sees on their card. */
async function indicesDe(ctx: Context, personnes: readonly z.input<typeof PersonneTrouvee>[]) {
  const semblables = [...Map.groupBy(homonymes(personnes), p => `${p.dateNaissance} ${p.commune}`).values()]
    .filter(memes => homonymes(memes).size > 1)
    .flatMap(memes => [...homonymes(memes)])
  if (!semblables.length) return new Map<string, Indices>()
  const fins = await ctx.db
    .selectFrom('personne')
    .select(['id', sql<string | null>`right(telephone, 2)`.as('finTelephone')])
    .where(
      'id',
      'in',
      semblables.map(p => p.id),
    )
    .execute()
  const finDe = new Map(fins.map(f => [f.id, f.finTelephone]))
  return new Map<string, Indices>(
    semblables.map(({ id, suiviPar }) => [id, { finTelephone: finDe.get(id) ?? null, suiviPar }]),
  )
}
