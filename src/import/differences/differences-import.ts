import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { parNom } from '../../lecture/par-nom.ts'
import { consulter } from '../../socle/consultation.ts'
import { pageDe } from '../../socle/coupe.ts'
import { useCase } from '../../socle/use-case.ts'
import { Changement } from '../import.ts'
import { direChangements, type LigneChangee } from './differences.ts'

const PAR_PAGE = 20

type Touchee = { id: string; nom: string; prenom: string; sexe: string; lignes: LigneChangee[] }

/** SQL: what changed, but the street of a household where somebody asked that it be kept to themselves. */
const montree = (cote: 'avant' | 'apres') => sql`case
  when d.table_nom = 'foyer' and foyer_confidentiel((d.cle ->> 'id')::uuid)
    then ${sql.ref(`d.${cote}`)} - array['complement', 'voie', 'lieu_dit']
  else ${sql.ref(`d.${cote}`)} end`

/**
 * What an import changed on the persons that were known before it, before and after, field by field; and how many it created. Only
 * the persons of the agent's scope; the reading is recorded.
 */
export const differencesImport = useCase(
  {
    route: 'GET /imports/:importId/differences',
    summary: 'Voir ce qu’un import a changé, personne par personne',
    permission: 'import.comparer',
    input: z.object({ importId: z.uuid(), page: z.coerce.number().int().min(1).default(1) }),
    output: z.object({
      total: z.number(),
      pages: z.number(),
      personnes: z.array(
        z.object({ id: z.uuid(), nom: z.string(), prenom: z.string(), changements: z.array(Changement) }),
      ),
    }),
  },
  async (ctx, { importId, page }) => {
    const { lignes: vues, ...combien } = await pageDe({ page, taille: PAR_PAGE }, async limite => {
      const { rows } = await sql<Touchee & { enTout: number }>`
      with ceci as (select numero from import where id = ${importId}),
      touchee as (
        select d.personne_id from import_difference d join ceci on d.import = ceci.numero where d.personne_id is not null
        union
        select m.personne_id from import_difference d join ceci on d.import = ceci.numero
          join membre m on m.foyer_id = (d.cle ->> 'id')::uuid and m.fin is null where d.table_nom = 'foyer'),
      page as materialized (
        select p.id, p.nom, p.prenom, p.sexe, count(*) over () as en_tout
        from touchee t join personne p on p.id = t.personne_id
        where ${perimetre(ctx, sql.ref('p.id'))}
        order by ${parNom()}, p.id ${limite})
      select page.*, (
        select coalesce(jsonb_agg(jsonb_build_object('table', d.table_nom, 'champ', d.cle ->> 'champ',
            'avant', ${montree('avant')}, 'apres', ${montree('apres')},
            'droit', (select to_jsonb(r) from droit r where d.table_nom = 'droit' and r.personne_id = d.personne_id
              and r.foyer_id = (d.cle ->> 'foyer_id')::uuid and r.flux_debut = (d.cle ->> 'flux_debut')::int)) order by d.table_nom), '[]')
        -- Each branch has its index: with an « or », every change of the import would be read again for each person.
        from (
          select * from import_difference where import = (select numero from ceci) and personne_id = page.id
          union all
          select * from import_difference where import = (select numero from ceci) and table_nom = 'foyer' and cle ->> 'id' = any(array(
            select m.foyer_id::text from membre m where m.personne_id = page.id and m.fin is null))) d) as lignes
      from page order by ${parNom('page')}, page.id`.execute(ctx.db)
      return rows
    })
    await consulter(
      ctx,
      vues.map(p => p.id),
      'import',
    )
    return {
      ...combien,
      personnes: vues.map(({ lignes, sexe, id, nom, prenom }) => ({
        id,
        nom,
        prenom,
        changements: direChangements(lignes, sexe),
      })),
    }
  },
)
