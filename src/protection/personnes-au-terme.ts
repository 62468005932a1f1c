import { sql } from 'kysely'
import { z } from 'zod'
import { parNom } from '../lecture/par-nom.ts'
import { pageDe } from '../socle/coupe.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { useCase } from '../socle/use-case.ts'
import { termes } from './conservation.queries.ts'
import { MoisDeTerme } from './protection.ts'

const AuTerme = z.object({
  id: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  dateNaissance: z.string(),
  dernierContact: z.string(),
  le: z.string(),
})

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
      personnes: z.array(AuTerme),
    }),
  },
  async (ctx, { quoi, mois = ctx.today.slice(0, 7), page }) => {
    const echeances = await termes(ctx)
    const { lignes, ...combien } = await pageDe({ page, taille: LIGNES_PAR_PAGE }, async limite => {
      const { rows } = await sql<z.infer<typeof AuTerme> & { enTout: number }>`
      select p.id, p.nom, p.prenom, p.date_naissance, t.dernier_contact, t.le, count(*) over () as en_tout
      from (select personne_id, dernier_contact, ${sql.ref(`${quoi}_le`)} as le from (${echeances}) x) t join personne p on p.id =
        t.personne_id
      where to_char(t.le, 'YYYY-MM') = ${mois}
      order by t.le, ${parNom()}, p.id ${limite}`.execute(ctx.db)
      return rows
    })
    await consulter(
      ctx,
      lignes.map(p => p.id),
      'conservation',
    )
    return { mois, ...combien, personnes: lignes }
  },
)
