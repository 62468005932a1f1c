import { sql } from 'kysely'
import { z } from 'zod'
import { nonAccompagnables } from '../droit/accompagnable.queries.ts'
import { MOTIFS_NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { dejaDit } from './deja-dit.queries.ts'
import { DejaDit } from './deja-dit.ts'
import { Reponses } from './diagnostic.ts'
import { faitsConnus } from './faits.queries.ts'
import { FaitsConnus } from './faits.ts'
import { parametresOrientation } from './proposition/parametres.queries.ts'
import { ParametresOrientation } from './proposition/regle.ts'

const Version = z.object({
  id: z.uuid(),
  version: z.number().int(),
  etabliLe: z.iso.date(),
  etabliPar: z.string(),
  mienne: z.boolean(),
  conjoint: z.boolean(),
  reponses: Reponses,
  synthese: z.string().nullable(),
  /** Only ever given to the one who wrote it (rule D3). */
  notePrivee: z.string().nullable(),
  saisiLe: z.string(),
})

/** The versions of a person's diagnosis, latest first, with what the flows already say (rules D2, D3, E6). */
export const diagnosticDe = useCase(
  {
    route: 'GET /personnes/:personneId/diagnostics',
    summary: 'Diagnostic d’une personne et ses versions',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({
      personne: z.object({ id: z.uuid(), nom: z.string(), prenom: z.string() }),
      /** Why no version may be added, or null. */
      nonAccompagnee: z.enum(MOTIFS_NON_ACCOMPAGNEE).nullable(),
      aujourdhui: z.iso.date(),
      faits: FaitsConnus,
      dejaDit: DejaDit,
      parametres: ParametresOrientation,
      versions: z.array(Version),
    }),
  },
  async (ctx, { personneId }) => {
    const faits = await faitsConnus(ctx, personneId)
    await consulter(ctx, personneId, 'diagnostic')
    const [personne, { rows }, parametres, dit, empechees] = await Promise.all([
      ctx.db
        .selectFrom('personne')
        .select(['id', 'nom', 'prenom'])
        .where('id', '=', personneId)
        .executeTakeFirstOrThrow(),
      sql<z.input<typeof Version>>`
        select d.id, d.version, d.etabli_le, a.nom as etabli_par, d.etabli_par = ${ctx.agent.id} as mienne,
          d.conjoint, d.reponses, d.synthese, d.saisi_le,
          case when d.etabli_par = ${ctx.agent.id} then d.note_privee end as note_privee
        from diagnostic d join agent_nom a on a.id = d.etabli_par
        where d.personne_id = ${personneId} order by d.version desc`.execute(ctx.db),
      parametresOrientation(ctx),
      dejaDit(ctx, personneId),
      nonAccompagnables(ctx, [personneId]),
    ])
    return {
      personne,
      nonAccompagnee: empechees.get(personneId) ?? null,
      aujourdhui: ctx.today,
      faits,
      dejaDit: dit,
      parametres,
      versions: rows,
    }
  },
)
