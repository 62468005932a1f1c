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
    const cle = `frg_${nouveauJeton()}`
    const cree = await ctx.commun
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
      .onConflict(oc => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (cree) await ctx.record({ objet: 'acces', id }, recitCleDonnee, { apres: { nom, droits } })
    return { id, cle: cree ? cle : null }
  },
)
