import { sql } from 'kysely'
import { z } from 'zod'
import { raisonDite } from '../agent/habitude/raison-dite.queries.ts'
import { limite } from '../protection/conservation.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { CONTROLE, Filtre, Periode, partie, raisonPourElle } from './audit.ts'
import { type Lecture, lecteur, personneControlee, retenues, structureAlors } from './lectures.queries.ts'
import { vuesEnListe } from './listes/listes.queries.ts'
import { laListe } from './listes/listes.ts'

/**
 * « Qui a lu mon dossier »: what the DPO answers to a person, day by day: each professional once, their role and structure, what
 * they read and why. The DPO's looks into the journal, made to answer, are told apart: they opened no file. Source: RGPD
 * art. 15; CNIL, droit d’accès aux traces.
 */
export const reponsePersonne = useCase(
  {
    route: 'GET /audit/reponse',
    summary: 'Répondre à une personne : qui a lu mon dossier',
    permission: 'lecture.auditer',
    input: Periode.extend({ personne: Filtre.shape.personne.unwrap() }),
    output: z.object({
      personne: z.object({
        id: z.uuid(),
        nom: z.string(),
        prenom: z.string(),
        dateNaissance: z.string().nullable(),
        commune: z.string().nullable(),
      }),
      /** When the answer was made. */
      etabliLe: z.string(),
      /** Readings of before that day are erased by now: of them the answer knows nothing. YYYY-MM-DD. */
      gardeesDepuis: z.string(),
      territoire: z.string(),
      /** Who answers, and how to reach them. */
      delegue: z.object({ nom: z.string(), telephone: z.string().nullable(), courriel: z.string() }),
      /** Days on which the journal of the person's readings was looked into, and by whom; the question just asked isn't one. */
      /** Lists that showed the name without opening the file: by professional and month, on how many days. */
      listes: z.array(
        z.object({
          mois: z.string(),
          agent: z.string(),
          role: z.string(),
          jours: z.int(),
          listes: z.array(z.string()),
        }),
      ),
      controles: z.array(z.object({ agent: z.string(), role: z.string(), jours: z.array(z.string()) })),
      jours: z.array(
        z.object({
          jour: z.string(),
          lecteurs: z.array(
            z.object({
              agent: z.string(),
              role: z.string(),
              structure: z.string().nullable(),
              parties: z.array(z.string()),
              raisons: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  },
  async (ctx, { personne: id, du, au }) => {
    // Read before this very look is recorded: the answer tells of what came before the question.
    type Ligne = Pick<Lecture, 'acteur' | 'agent' | 'role' | 'structure'> & {
      jour: string
      lus: Pick<Lecture, 'quoi' | 'relation' | 'dite'>[]
    }
    const { rows } = await sql<Ligne>`
      select c.le::date as jour, c.acteur, a.nom as agent, c.role,
        ${structureAlors('c.acteur_id', 'c.role', 'c.le')} as structure,
        jsonb_agg(distinct jsonb_build_object('quoi', c.quoi, 'relation', c.relation,
          'dite', ${raisonDite('c')})) as lus
      from consultation c left join agent_nom a on a.id = c.acteur_id
      where ${retenues({ personne: id, du, au })} and c.quoi <> ${CONTROLE}
      group by 1, 2, c.acteur_id, 3, 4, 5 order by 1 desc, 3`.execute(ctx.db)
    type Controle = Pick<Lecture, 'acteur' | 'agent' | 'role'> & { jours: string[] }
    const { rows: controles } = await sql<Controle>`
      select c.acteur, a.nom as agent, c.role, jsonb_agg(distinct c.le::date) as jours
      from consultation c left join agent_nom a on a.id = c.acteur_id
      where ${retenues({ personne: id, du, au, quoi: CONTROLE })} group by 1, c.acteur_id, 2, 3 order by 2`.execute(
      ctx.db,
    )
    const vues = await vuesEnListe(ctx, { personne: id, du, au })
    const personne = await personneControlee(ctx, id)
    return {
      personne,
      etabliLe: ctx.today,
      gardeesDepuis: await limite(ctx, 'conservation.lectures-mois'),
      territoire: ctx.territoire.nom,
      delegue: {
        nom: ctx.agent.nom,
        ...(await ctx.db
          .selectFrom('agent')
          .select(['telephone', 'courriel'])
          .where('id', '=', ctx.agent.id)
          .executeTakeFirstOrThrow()),
      },
      listes: vues.map(({ mois, jours, listes, ...l }) => {
        const qui = lecteur(l)
        return { mois, agent: qui.nom, role: qui.role, jours, listes: listes.map(laListe) }
      }),
      controles: controles.map(({ jours, ...c }) => ({ agent: lecteur(c).nom, role: lecteur(c).role, jours })),
      jours: [...Map.groupBy(rows, r => r.jour)].map(([jour, lignes]) => ({
        jour,
        lecteurs: lignes.map(l => {
          const qui = lecteur(l)
          return {
            ...{ agent: qui.nom, role: qui.role, structure: l.structure },
            parties: [...new Set(l.lus.map(({ quoi }) => partie(quoi)))],
            raisons: [...new Set(l.lus.map(({ quoi, relation, dite }) => raisonPourElle(relation, quoi, dite)))],
          }
        }),
      })),
    }
  },
)
