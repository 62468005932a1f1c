import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { Moyen } from './contact-pris.ts'

const Ligne = z.object({
  id: z.uuid(),
  /** YYYY-MM-DD. */
  le: z.string(),
  moyen: Moyen,
  note: z.string().nullable(),
  par: z.string(),
})

/** When a person was reached without an appointment, the last first; those taken back are left out. */
export const contactsDe = useCase(
  {
    route: 'GET /personnes/:personneId/contacts',
    summary: 'Les contacts avec une personne, hors rendez-vous',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(Ligne),
  },
  (ctx, { personneId }) =>
    lirePartie<z.input<typeof Ligne>[]>(ctx, personneId, 'contacts', {
      partie: sql`
        select coalesce(json_agg(json_build_object('id', t.id, 'le', t.le, 'moyen', t.moyen, 'note', t.note, 'par', a.nom)
          order by t.le desc, t.saisi_le desc), '[]')
        from prise_de_contact t join agent_nom a on a.id = t.par
        where t.personne_id = c.id and t.annulee_le is null and t.saisi_le::date <= c.jusqua`,
    }),
)
