import { sql } from 'kysely'
import { z } from 'zod'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { faitsConnus } from '../diagnostic/faits.queries.ts'
import { direFaits } from '../diagnostic/faits.ts'
import { Proposition, proposer } from '../diagnostic/proposition/moteur.ts'
import { parametresOrientation } from '../diagnostic/proposition/parametres.queries.ts'
import { REFERENTIEL } from '../diagnostic/proposition/referentiel.ts'
import { nonAccompagnables } from '../droit/accompagnable.queries.ts'
import { ORIENTATION, RELAIS } from '../droit/delai.queries.ts'
import { dernierJour } from '../echeance/horloge.ts'
import { Dominante } from '../offre/dominante.ts'
import { MOTIFS_NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { parametreDuJour } from '../territoire/parametre.queries.ts'

const Delai = z.object({
  recuLe: z.iso.date(),
  /** Day of the delay today; the day of reception is 1 (rule E3). */
  jour: z.number().int(),
  sur: z.number().int(),
  echeance: z.iso.date(),
  /** From that day on, France Travail orients (rule O6). */
  relais: z.iso.date(),
  orienteLe: z.iso.date().nullable(),
})

const EnCours = z.object({
  id: z.uuid(),
  dominante: Dominante,
  structure: z.string(),
  debut: z.iso.date(),
  notifieeLe: z.iso.date().nullable(),
  referentId: z.uuid().nullable(),
  referent: z.string().nullable(),
})

type Ligne = {
  nom: string
  prenom: string
  courrielAccepte: boolean
  plancher: string | null
  entree: Omit<z.input<typeof Delai>, 'jour'> | null
  enCours: z.input<typeof EnCours> | null
  diagnostic: { id: string; version: number; etabliLe: string; par: string; reponses: Reponses } | null
}

/** All that the agent sees before deciding: the proposal with its reasons, the facts with their sources, the clocks (rules O3, O6, E3). */
export const propositionPour = useCase(
  {
    route: 'GET /personnes/:personneId/proposition',
    summary: 'Proposition d’orientation expliquée',
    permission: 'orientation.decider',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({
      personne: z.object({
        nom: z.string(),
        prenom: z.string(),
        courrielAccepte: z.boolean(),
        codeInsee: z.string().nullable(),
      }),
      /** Why nothing may be decided, or null. */
      nonAccompagnee: z.enum(MOTIFS_NON_ACCOMPAGNEE).nullable(),
      aujourdhui: z.iso.date(),
      plancher: z.iso.date().nullable(),
      faits: z.array(z.object({ libelle: z.string(), valeur: z.string().nullable(), source: z.string() })),
      diagnostic: z
        .object({ id: z.uuid(), version: z.number().int(), etabliLe: z.iso.date(), par: z.string() })
        .nullable(),
      proposition: Proposition.nullable(),
      delai: Delai.nullable(),
      enCours: EnCours.nullable(),
    }),
  },
  async (ctx, { personneId }) => {
    const faits = await faitsConnus(ctx, personneId)
    await consulter(ctx, personneId, 'orientation')
    const [{ rows }, parametres, empechees] = await Promise.all([
      sql<Ligne>`
        select p.nom, p.prenom, p.courriel is not null and coalesce(p.courriel_accord, false) as courriel_accepte,
          greatest((select max(e.recu_le) from entree e where e.personne_id = p.id and e.close_le is null),
            (select max(greatest(o.debut, o.fin)) from orientation o where o.personne_id = p.id),
            (select max(greatest(ac.debut, ac.fin)) from accompagnement ac where ac.personne_id = p.id)) as plancher,
          (select jsonb_build_object('recuLe', e.recu_le, 'orienteLe', e.oriente_le,
              'sur', ${parametreDuJour('orientation.delai-jours', sql`e.recu_le`)},
              'echeance', ${dernierJour(ctx, sql`e.recu_le`, ORIENTATION)},
              'relais', ${dernierJour(ctx, sql`e.recu_le`, RELAIS)}) from entree e
            where e.personne_id = p.id and e.close_le is null order by e.recu_le desc limit 1) as entree,
          (select jsonb_build_object('id', o.id, 'dominante', o.dominante, 'structure', s.nom, 'debut', o.debut,
              'notifieeLe', o.notifiee_le, 'referentId', ac.referent_id, 'referent', ac.referent)
            from orientation o join structure s on s.id = o.structure_id
            left join suivi_courant ac on ac.personne_id = o.personne_id
            where o.personne_id = p.id and o.fin is null) as en_cours,
          (select jsonb_build_object('id', d.id, 'version', d.version, 'etabliLe', d.etabli_le,
              'par', a.nom, 'reponses', d.reponses)
            from diagnostic d join agent_nom a on a.id = d.etabli_par
            where d.personne_id = p.id order by d.version desc limit 1) as diagnostic
        from personne p where p.id = ${personneId}`.execute(ctx.db),
      parametresOrientation(ctx),
      nonAccompagnables(ctx, [personneId]),
    ])
    const { nom, prenom, courrielAccepte, plancher, entree, enCours, diagnostic } = rows[0] as Ligne
    const { reponses, ...version } = diagnostic ?? { reponses: null }
    return {
      personne: { nom, prenom, courrielAccepte, codeInsee: faits.codeInsee },
      nonAccompagnee: empechees.get(personneId) ?? null,
      aujourdhui: ctx.today,
      plancher,
      faits: direFaits(faits),
      diagnostic: diagnostic && (version as Omit<NonNullable<typeof diagnostic>, 'reponses'>),
      proposition:
        diagnostic && reponses
          ? proposer(reponses, faits, REFERENTIEL, parametres, `Diagnostic du ${diagnostic.etabliLe}`)
          : null,
      delai: entree && {
        ...entree,
        jour: Temporal.PlainDate.from(entree.recuLe).until(entree.orienteLe ?? ctx.today).days + 1,
      },
      enCours,
    }
  },
)
