import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../../personne/lire-partie.queries.ts'
import { useCase } from '../../socle/use-case.ts'
import { type ActionDite, ActionLue, direActions, direSuivi, PpaeLu, SuiviLu } from './france-travail.ts'

const FranceTravail = z.object({
  /** The last word first; each of the others said something else before. */
  suivis: z.array(SuiviLu),
  ppae: z.array(PpaeLu),
  actions: z.array(ActionLue),
})
type Dits = Omit<z.input<typeof FranceTravail>, 'actions'> & { actions: ActionDite[] }

/** SQL condition over a row `x`: the reader knows the file that told it; a former référent, those applied until they left. */
const CONNU = sql`
  (c.jusqua = 'infinity' or exists (select 1 from import i where i.numero = x.import and i.fin_le::date <= c.jusqua))`

/** What France Travail says of a person (rule E6): registration, follow-up, PPAE, the actions it prescribed and what came of them. */
export const franceTravailDe = useCase(
  {
    route: 'GET /personnes/:personneId/france-travail',
    summary: 'Ce que France Travail dit d’une personne : inscription, suivi, PPAE, actions',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: FranceTravail,
  },
  async (ctx, { personneId }) => {
    const { suivis, ppae, actions } = await lirePartie<Dits>(ctx, personneId, 'france-travail', {
      partie: sql`json_build_object('suivis', ${SUIVIS}, 'ppae', ${PPAE}, 'actions', ${ACTIONS})`,
    })
    return { suivis: suivis.map(direSuivi), ppae, actions: direActions(actions, ctx.today) }
  },
)

const SUIVIS = sql`
  (select coalesce(json_agg(json_build_object('le', x.le, 'inscritLe', x.inscrit_le, 'categorie', x.categorie, 'motif', x.motif,
      'axe', x.axe, 'axeSecondaire', x.axe_secondaire, 'modalite', x.modalite, 'structure', coalesce(x.structure_suivi, x.structure),
      'debut', x.debut, 'finPrevue', x.fin_prevue, 'dernierEntretien', greatest(x.dernier_entretien, x.entretien_ppae),
      'referent', x.referent_nom, 'referentCourriel', x.referent_courriel, 'metiers', x.metiers, 'freins', x.freins)
      order by x.le desc, x.import desc), '[]')
    from reunies u join suivi_france_travail x on x.personne_id = u.id where ${CONNU})`

const PPAE = sql`
  (select coalesce(json_agg(json_build_object('signeLe', x.signe_le, 'dernierEntretienLe', x.dernier_entretien_le, 'le', x.reference)
      order by x.reference desc, x.import desc), '[]')
    from reunies u join ppae x on x.personne_id = u.id where ${CONNU})`

/** SQL (JSON): every word of the files about the actions of `reunies`, as far as the reader knows. */
export const ACTIONS = sql`
  (select coalesce(json_agg(json_build_object('code', x.code, 'libelle', x.libelle, 'objectif', x.objectif, 'formation', x.formation,
      'prescriteLe', x.prescrite_le, 'realiseeLe', x.realisee_le, 'debutPrevu', x.debut_prevu, 'debut', x.debut, 'fin', x.fin,
      'import', x.import, 'le', (select i.recu_le from import i where i.numero = x.import))
      order by x.import, x.id), '[]')
    from reunies u join action_france_travail x on x.personne_id = u.id where ${CONNU})`

/** SQL (JSON), for the first screen: the last word on the follow-up, and the actions. */
export const FRANCE_TRAVAIL_EN_BREF = sql`
  json_build_object('actions', ${ACTIONS}, 'suivi', (select json_build_object('le', x.le, 'finPrevue', x.fin_prevue)
    from reunies u join suivi_france_travail x on x.personne_id = u.id order by x.le desc, x.import desc limit 1))`
