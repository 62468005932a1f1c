import { sql } from 'kysely'
import { dernierJour, type Horloge, lignes } from '../echeance/horloge.ts'

const GENRE = 'rendez-vous'
/** Working days left to write what an appointment became, from its day on. */
const ISSUE = { parametre: 'rendez-vous.issue-jours', unite: 'jours-ouvres', compte: 'plein' } as const

/** An appointment given: the person is to be received, then what it became is to be written (rule C3). */
export const HORLOGES_RENDEZ_VOUS: readonly Horloge[] = [
  {
    genre: GENRE,
    acte: 'Conclure le rendez-vous',
    ou: 'rendez-vous',
    reportable: false,
    permission: 'rendez-vous.gerer',
    faits: (ctx, personnes) =>
      lignes(
        { genre: GENRE },
        {
          objet: sql`r.id`,
          personne: sql`r.personne_id`,
          depuis: sql`r.debut::date`,
          pour: dernierJour(ctx, sql`r.debut::date`, ISSUE),
          des: sql`r.debut + make_interval(mins => r.duree_minutes)`,
          agent: sql`r.agent_id`,
          structure: sql`r.structure_id`,
        },
        sql`rendez_vous r where r.issue is null and r.personne_id in (${personnes})`,
      ),
  },
]
