import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { traits } from '../../agent/roles.ts'
import { demande } from '../../echeance/demande.queries.ts'
import { horlogeDe } from '../../echeance/dire-echeances.ts'
import { EcheanceDePersonne } from '../../echeance/echeance.ts'
import { parNom } from '../../lecture/par-nom.ts'
import { useCase } from '../../socle/use-case.ts'

/** Those shown; the others come as these are done. */
const AU_PLUS = 200

const Ligne = EcheanceDePersonne.extend({
  escaladeeLe: z.string(),
  /** Who had to do it; nobody yet for who has no référent. */
  agent: z.string().nullable(),
  /** May be put off, or given to another. */
  reportable: z.boolean(),
  /** A colleague has it: it may be taken back. */
  confiee: z.boolean(),
})

/** What stayed undone so long that it was told to who leads the team: still to be done, persons in scope, the latest first. */
export const remontees = useCase(
  {
    route: 'GET /portefeuille/remontees',
    summary: 'Les échéances remontées au responsable',
    permission: 'portefeuille.lire',
    montre: 'remontees',
    input: z.object({}),
    output: z.object({ aujourdhui: z.iso.date(), total: z.int(), lignes: z.array(Ligne) }),
  },
  async ctx => {
    const { rows } = await sql<Omit<z.infer<typeof Ligne>, 'acte' | 'reportable'> & { total: number }>`
      select e.personne_id, p.nom, p.prenom, e.genre, e.objet_id, e.pour, e.escaladee_le, e.confiee_a is not null as confiee,
        (select a.nom from agent_nom a where a.id = coalesce(e.confiee_a, e.agent_id)) as agent, (count(*) over ())::int as total
      from echeance e join personne p on p.id = e.personne_id
      -- What was given to who asks, or by them, is in their own lists.
      where e.escaladee_le is not null and ${ctx.agent.id}::uuid is distinct from e.confiee_a
        and ${ctx.agent.id}::uuid is distinct from e.confiee_par and ${demande(ctx, 'e')}
        and ${perimetre(ctx, sql.ref('e.personne_id'))}
      order by e.pour, ${parNom()}, e.objet_id limit ${AU_PLUS}`.execute(ctx.db)
    return {
      aujourdhui: ctx.today,
      total: rows[0]?.total ?? 0,
      lignes: rows.map(({ total: _, ...l }) => {
        const horloge = horlogeDe(l.genre)
        const peut = horloge !== undefined && traits(ctx.agent.role)?.permissions.includes(horloge.permission) === true
        return { ...l, acte: horloge?.acte ?? '', reportable: peut && horloge.reportable }
      }),
    }
  },
)
