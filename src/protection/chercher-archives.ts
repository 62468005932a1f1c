import { sql } from 'kysely'
import { z } from 'zod'
import { parNom } from '../lecture/par-nom.ts'
import { couper } from '../socle/coupe.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { RechercheArchives } from './protection.ts'

const COMBIEN = 20

/** Finds by name who left the active base. What the search knows of them is their name, their birth and the day they left. */
export const chercherArchives = useCase(
  {
    route: 'POST /archives/recherche',
    summary: 'Chercher une personne aux archives',
    permission: 'archive.ouvrir',
    lecture: true,
    input: RechercheArchives,
    output: z.object({
      tronque: z.boolean(),
      archives: z.array(
        z.object({ id: z.uuid(), nom: z.string(), prenom: z.string(), dateNaissance: z.string(), le: z.string() }),
      ),
    }),
  },
  async (ctx, { q }) => {
    const { rows } = await sql<{ id: string; nom: string; prenom: string; dateNaissance: string; le: string }>`
      select p.id, p.nom, p.prenom, p.date_naissance, a.le from archive a join personne p on p.id = a.personne_id
      where a.effacee_le is null and length(replace(forme_comparable(${q}), ' ', '')) >= 2 and not exists (
        select 1 from unnest(string_to_array(forme_comparable(${q}), ' ')) m where position(m in p.recherche) = 0)
      order by ${parNom()}, p.date_naissance, p.id limit ${COMBIEN + 1}`.execute(ctx.db)
    const { montrees, tronque } = couper(rows, COMBIEN)
    await consulter(
      ctx,
      montrees.map(r => r.id),
      'archives',
    )
    return { archives: montrees, tronque }
  },
)
