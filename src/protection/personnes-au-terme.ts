import { sql } from 'kysely'
import { z } from 'zod'
import { consulter } from '../socle/consultation.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { useCase } from '../socle/use-case.ts'
import { termes } from './conservation.queries.ts'
import { MoisDeTerme } from './protection.ts'

/** Who leaves the active base, or is erased, in a month to come: by name, for who may open the archive. The reading is recorded. */
export const personnesAuTerme = useCase(
  {
    route: 'GET /conservation/personnes',
    summary: 'Les personnes qui arrivent au terme de leur conservation',
    permission: 'archive.ouvrir',
    input: z.object({
      quoi: z.enum(['archiver', 'effacer']),
      /** This month when none is given. */
      mois: MoisDeTerme.optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
    output: z.object({
      mois: MoisDeTerme,
      total: z.number(),
      pages: z.number(),
      personnes: z.array(
        z.object({
          id: z.uuid(),
          nom: z.string(),
          prenom: z.string(),
          dateNaissance: z.string(),
          dernierContact: z.string(),
          le: z.string(),
        }),
      ),
    }),
  },
  async (ctx, { quoi, mois = ctx.today.slice(0, 7), page }) => {
    const { rows } = await sql<{
      id: string
      nom: string
      prenom: string
      dateNaissance: string
      dernierContact: string
      le: string
      total: number
    }>`
      select p.id, p.nom, p.prenom, p.date_naissance, t.dernier_contact, t.le, count(*) over () as total
      from (select personne_id, dernier_contact, ${sql.ref(`${quoi}_le`)} as le from (${await termes(ctx)}) x) t join personne p on p.id =
        t.personne_id
      where to_char(t.le, 'YYYY-MM') = ${mois}
      order by t.le, p.nom, p.prenom, p.id limit ${LIGNES_PAR_PAGE} offset ${(page - 1) * LIGNES_PAR_PAGE}`.execute(
      ctx.db,
    )
    await consulter(
      ctx,
      rows.map(r => r.id),
      'conservation',
    )
    const total = rows[0]?.total ?? 0
    return { mois, total, pages: Math.ceil(total / LIGNES_PAR_PAGE), personnes: rows.map(({ total: _, ...p }) => p) }
  },
)
