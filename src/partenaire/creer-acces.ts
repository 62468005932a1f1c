import { sql } from 'kysely'
import { z } from 'zod'
import { droitDeDeposer } from '../import/import.ts'
import { empreinteJeton, nouveauJeton } from '../socle/auth/jeton.ts'
import { useCase } from '../socle/use-case.ts'
import { recitCleDonnee } from './partenaire.recits.ts'
import { DemandeAcces } from './partenaire.ts'

/**
 * Gives a partner's software a key to deposit files of some kinds, told once: the database keeps its fingerprint. The same id again
 * changes nothing and answers without the key, which nobody can give back.
 */
export const creerAcces = useCase(
  {
    route: 'POST /acces',
    summary: 'Donner une clé au logiciel d’un partenaire',
    permission: 'territoire.administrer',
    input: DemandeAcces,
    output: z.object({ id: z.uuid(), cle: z.string().nullable() }),
  },
  async (ctx, { id, nom, genres }) => {
    const droits = [...new Set(genres)].map(droitDeDeposer)
    // The key lives outside the transaction: written last, so that an act that is stopped and run again still gives it, and tells it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(ctx.db)
    const deja = await ctx.commun.selectFrom('clientApi').select('id').where('id', '=', id).executeTakeFirst()
    if (deja) return { id, cle: null }
    const cle = `frg_${nouveauJeton()}`
    await ctx.record({ objet: 'acces', id }, recitCleDonnee, { apres: { nom, droits } })
    await ctx.commun
      .insertInto('clientApi')
      .values({
        id,
        territoire: ctx.territoire.code,
        nom,
        empreinte: empreinteJeton(cle),
        droits,
        creeLe: ctx.now,
        creePar: ctx.agent.nom,
      })
      .execute()
    return { id, cle }
  },
)
