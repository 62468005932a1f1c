import { sql } from 'kysely'
import { z } from 'zod'
import { personneIntrouvable } from '../agent/perimetre.ts'
import { lireNir } from '../socle/auth/nir.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { personneLue } from './personne-lue.queries.ts'

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

/** The NIR of a person in scope as kept (ciphertext), the reading recorded; null when out of scope. */
async function nirChiffre(ctx: Context, personneId: string): Promise<{ nirChiffre: Buffer | null } | null> {
  const { rows } = await sql<{ id: string; nirChiffre: Buffer | null }>`
    with ${personneLue(ctx, personneId)} select c.id, c.nir_chiffre from cible c where c.jusqua = 'infinity'`.execute(
    ctx.db,
  )
  const [lu = null] = rows
  if (lu) await consulter(ctx, lu.id, 'nir')
  return lu
}
