import { exporterPortefeuille } from '../accompagnement/exporter-portefeuille.ts'
import { relationQuiOuvre } from '../agent/lecture-apres.queries.ts'
import type { Role } from '../agent/roles.ts'
import { exporterAujourdhui } from '../orientation/exporter-aujourdhui.ts'
import { exporterTableau } from '../pilotage/exporter-tableau.ts'
import type { Acteur } from '../socle/acteur.ts'
import { contexte, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import type { RawRoute } from '../socle/route.ts'
import type { Equipe } from './equipe.ts'

/** What the team took out the day before: what a team meeting, a mailing and a committee ask for, told to the DPO with its reason. */
export async function exporterDesListes(
  base: Base,
  le: (heure: string) => Origine,
  { comptes }: Equipe,
  [du, au]: readonly [string, string],
): Promise<void> {
  const sortir = async (role: Role, heure: string, exporter: RawRoute, demande: Record<string, unknown>) => {
    const agent: Acteur | undefined = comptes.get(role)
    if (!agent) return
    const ctx = contexte(base.territoire(le(heure).territoire.code), base, {
      ...le(heure),
      agent,
      raison: relationQuiOuvre,
    })
    const { contenu } = await exporter(ctx, demande)
    // Read to its end, as a browser does.
    for await (const _ of contenu as NodeJS.ReadableStream);
  }
  await sortir('responsable-equipe', '09:10', exporterPortefeuille, {
    ...{ urgence: 'a-faire', format: 'xlsx', motif: 'reunion', precision: 'Réunion d’équipe du matin' },
  })
  await sortir('charge-orientation', '11:45', exporterAujourdhui, {
    etat: 'a-convoquer',
    format: 'csv',
    motif: 'envoi',
  })
  await sortir('pilote', '15:20', exporterTableau, {
    ...{ du, au, tableau: 'orientes-dans-le-delai', format: 'xlsx', motif: 'reunion', precision: 'Comité de pilotage' },
  })
}
