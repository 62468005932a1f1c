import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { garderListe } from '../socle/lectures/lecture-liste.ts'
import { useCase } from '../socle/use-case.ts'
import { type EnBref as Bref, puces } from './en-bref.ts'
import { EnBref } from './lues.ts'
import { numeroPartage, sansMessagePartage } from './partage.queries.ts'
import { enBrefEnJson } from './precaution.queries.ts'
import { avecSilence, MONTRE, reduire } from './precaution.ts'

const PERSONNES_MAX = 1000

/**
 * What must be known of the persons of a list, in one question for the whole page: those in scope of whom something must. Of whom the
 * file asks first why, only what is needed to call and to understand each other. Ids go in the body, an address can't hold a page of them.
 */
export const precautionsEnBref = useCase(
  {
    route: 'POST /precautions',
    summary: 'Les précautions à prendre avec les personnes d’une liste',
    permission: 'precaution.lire',
    lecture: true,
    input: z.object({ personnes: z.array(z.uuid()).min(1).max(PERSONNES_MAX) }),
    output: z.object({
      personnes: z.array(
        z.object({ personneId: z.uuid(), precautions: EnBref.nullable(), numeroPartage: z.boolean() }),
      ),
    }),
  },
  async (ctx, { personnes }) => {
    const { rows } = await sql<Ligne & { silence: boolean }>`
      select p.id as personne_id, c.precautions, c.numero_partage, c.numero_partage and ${sansMessagePartage(ctx)} as silence
      from personne p cross join lateral (
        select ${enBrefEnJson(ctx, sql.ref('p.id'))} as precautions, ${numeroPartage(ctx)} as numero_partage offset 0) c
      where p.id = any(${[...new Set(personnes)]}::uuid[]) and p.fusionnee_dans is null and (c.precautions is not null or c.numero_partage)
        and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
    await garderListe(
      ctx,
      'precautions',
      {},
      rows.map(r => r.personneId),
    )
    const fermes = await ctx.garde?.aDire(
      ctx,
      rows.flatMap(r => (r.precautions ? r.personneId : [])),
    )
    return {
      personnes: rows.flatMap(({ silence, precautions, ...r }) => {
        const ferme = fermes?.has(r.personneId)
        const montrees = precautions && ferme ? reduire(precautions, MONTRE.champ) : precautions
        const dites = { ...r, precautions: avecSilence(montrees, silence) }
        // Nothing to show: not that something is hidden either.
        return ferme && puces(dites.precautions, r.numeroPartage).length === 0 ? [] : dites
      }),
    }
  },
)

type Ligne = { personneId: string; precautions: Bref | null; numeroPartage: boolean }
