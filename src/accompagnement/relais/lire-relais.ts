import { sql } from 'kysely'
import { z } from 'zod'
import { exigerDossierOuvert } from '../../droit/accompagnable.queries.ts'
import { verrouillerPersonne } from '../../personne/verrou.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitRelaisLu } from '../accompagnement.recits.ts'
import { relaisPour } from './relais.queries.ts'

/**
 * Says that a note of hand-over was read, by who follows the person now (rule A1): it leaves what is to be done, and stays told. Sent
 * twice, read once. Refuses 404 a note unknown, 409 who isn't the one to read it, and a closed file.
 */
export const lireRelais = useCase(
  {
    route: 'POST /personnes/:personneId/relais/:suiviId/lecture',
    summary: 'Marquer une note de relais comme lue',
    permission: 'relais.lire',
    input: z.object({ personneId: z.uuid(), suiviId: z.uuid() }),
    output: z.object({ suiviId: z.uuid() }),
  },
  async (ctx, { personneId, suiviId }) => {
    await verrouillerPersonne(ctx, personneId)
    await exigerDossierOuvert(ctx, personneId)
    const { rows } = await sql<{ lu: boolean; pourMoi: boolean }>`
      select v.relais_lu_le is not null as lu, exists (select 1 from accompagnement k
        where k.personne_id = ${personneId} and k.fin is null and ${relaisPour(sql`${ctx.agent.id}::uuid`)}) as pour_moi
      from accompagnement v join personne p on p.id = v.personne_id
      where v.id = ${suiviId} and v.relais is not null and v.fin is not null and ${personneId}::uuid in (p.id, p.fusionnee_dans)`.execute(
      ctx.db,
    )
    const [note] = rows
    if (!note) throw new Refusal('not-found', 'relais-inconnu', MESSAGES['relais-inconnu'])
    if (note.lu) return { suiviId }
    if (!note.pourMoi) throw new Refusal('conflict', 'relais-d-un-autre', MESSAGES['relais-d-un-autre'])
    await ctx.db
      .updateTable('accompagnement')
      .set({ relaisLuLe: ctx.now, relaisLuPar: ctx.agent.id })
      .where('id', '=', suiviId)
      .execute()
    await ctx.record({ personne: personneId }, recitRelaisLu, { apres: { suiviId } })
    return { suiviId }
  },
)

const MESSAGES = {
  'relais-inconnu': 'Cette note de relais n’est pas dans ce dossier, ou elle a été annulée : rechargez le dossier.',
  'relais-d-un-autre': 'Cette note est pour qui suit la personne : seul son référent la marque comme lue.',
} as const
