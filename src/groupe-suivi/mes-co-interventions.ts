import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { champsConfies } from '../agent/relations.queries.ts'
import { parNom } from '../lecture/par-nom.ts'
import { useCase } from '../socle/use-case.ts'
import { Champ } from './groupe-suivi.ts'

const Ligne = z.object({
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  champs: z.array(Champ),
  depuis: z.string(),
  referent: z.string().nullable(),
  /** One's own next appointment with them. */
  prochain: z.string().nullable(),
})

/** The persons that a co-intervenant helps, those with no appointment to come first, who waits the longest before. */
export const mesCoInterventions = useCase(
  {
    route: 'GET /co-interventions',
    summary: 'Les personnes que j’aide dans mon champ',
    permission: 'champ.lire',
    montre: 'co-interventions',
    input: z.object({}),
    output: z.object({ personnes: z.array(Ligne) }),
  },
  async ctx => {
    const confie = champsConfies(ctx)
    const { rows } = await sql<z.input<typeof Ligne>>`
      select p.id as personne_id, p.nom, p.prenom, array_agg(r.champ order by r.debut, r.champ) as champs, min(r.debut) as depuis,
        (select a.nom from accompagnement k join agent_nom a on a.id = k.referent_id
          where k.personne_id = p.id and k.fin is null) as referent,
        (select min(v.debut) from rendez_vous v
          where v.personne_id = p.id and v.agent_id = ${ctx.agent.id} and v.issue is null and v.debut >= ${ctx.now}::timestamptz) as
            prochain
      from ${confie.de} join personne p on p.id = r.personne_id and p.fusionnee_dans is null
      where ${confie.quand} and ${perimetre(ctx, sql.ref('p.id'))}
      group by p.id order by prochain nulls first, depuis, ${parNom()}`.execute(ctx.db)
    return { personnes: rows }
  },
)
