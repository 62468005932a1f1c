import { sql } from 'kysely'
import { z } from 'zod'
import { deplacerAccompagnements } from '../../accompagnement/deplacement.queries.ts'
import { deplacerCourriers } from '../../courrier/deplacement.queries.ts'
import { replacerDiagnostics } from '../../diagnostic/deplacement.queries.ts'
import { deplacerDroits, deplacerEntrees } from '../../droit/deplacement.queries.ts'
import { deplacerOrientations } from '../../orientation/deplacement.queries.ts'
import { rattacherRendezVous } from '../../rendez-vous/deplacement.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { deplacerMembres } from '../membre.queries.ts'
import { recitSeparation } from '../personne.recits.ts'
import { rendreDonnees } from './donnees-reunies.queries.ts'
import { paireATrancher } from './doublon.queries.ts'
import { MESSAGES, StatutDoublon } from './doublon.ts'
import { Deplacements } from './fusionner-personnes.ts'

/**
 * Undoes a merge (E5): each row that had moved goes back, the pair is to be decided again. What was written since on the file
 * kept stays there, but for what flows wrote in households that were only the other's. The last merge is undone first.
 */
export const separerPersonnes = useCase(
  {
    route: 'POST /doublons/:doublonId/separation',
    summary: 'Séparer deux dossiers réunis',
    permission: 'doublon.decider',
    input: z.object({ doublonId: z.uuid() }),
    output: z.object({ statut: StatutDoublon }),
  },
  async (ctx, { doublonId }) => {
    const paire = await paireATrancher(ctx, doublonId)
    if (paire.statut !== 'fusionnees') return { statut: paire.statut }
    const fait = Deplacements.parse(paire.deplacements)
    await exigerDerniere(ctx, doublonId, fait.garder)
    await rendre(ctx, fait)
    await ctx.db
      .updateTable('doublon')
      .set({ statut: 'a-decider', decidePar: null, decideLe: null, deplacements: null })
      .where('id', '=', doublonId)
      .execute()
    for (const personneId of [fait.garder, fait.absorbe]) {
      await ctx.record({ personne: personneId }, recitSeparation, {
        avant: { garder: fait.garder, absorbe: fait.absorbe },
        apres: { doublonId },
      })
    }
    return { statut: 'a-decider' as const }
  },
)

/** A file merged into this one later was numbered and placed over this merge: it goes first. */
async function exigerDerniere(ctx: Context, doublonId: string, garder: string): Promise<void> {
  const { rows } = await sql`
    select 1 from doublon d, doublon ceci where ceci.id = ${doublonId} and d.statut = 'fusionnees' and d.id <> ceci.id
      and ((d.deplacements ->> 'garder' = ${garder} and d.decide_le >= ceci.decide_le) or d.deplacements ->> 'absorbe' = ${garder})
    limit 1`.execute(ctx.db)
  if (rows.length) throw new Refusal('conflict', 'fusion-plus-recente', MESSAGES['fusion-plus-recente'])
}

async function rendre(ctx: Context, fait: z.infer<typeof Deplacements>): Promise<void> {
  const { garder, absorbe, foyers } = fait
  await sql`update personne set fusionnee_dans = null where id = ${absorbe}`.execute(ctx.db)
  await sql`update personne set fusionnee_dans = ${absorbe} where id = any(${fait.personnes}::uuid[])`.execute(ctx.db)
  if (fait.nir) await rendreNir(ctx, garder, absorbe, fait.nir.certifieAvant)
  if (fait.donnees) await rendreDonnees(ctx, garder, fait.donnees)
  await deplacerMembres(ctx, garder, absorbe, { cles: fait.membres, foyers })
  await deplacerDroits(ctx, garder, absorbe, { cles: fait.droits, foyers })
  await deplacerEntrees(ctx, garder, absorbe, fait.entrees)
  await rattacherRendezVous(ctx, garder, absorbe, fait.rendezVous)
  await replacerDiagnostics(ctx, fait.diagnostics)
  await deplacerOrientations(ctx, garder, absorbe, fait.orientations)
  await deplacerAccompagnements(ctx, garder, absorbe, fait.accompagnements)
  await deplacerCourriers(ctx, garder, absorbe, fait.courriers)
}

async function rendreNir(ctx: Context, garder: string, absorbe: string, certifieAvant: boolean): Promise<void> {
  const nir = await ctx.db
    .selectFrom('personne')
    .select(['nirEmpreinte', 'nirChiffre'])
    .where('id', '=', garder)
    .executeTakeFirstOrThrow()
  await ctx.db
    .updateTable('personne')
    .set({ nirEmpreinte: null, nirChiffre: null, nirCertifie: certifieAvant })
    .where('id', '=', garder)
    .execute()
  await ctx.db.updateTable('personne').set(nir).where('id', '=', absorbe).execute()
}
