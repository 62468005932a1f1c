import { sql } from 'kysely'
import { z } from 'zod'
import { rendreSuiviDe } from '../accompagnement/annulation/annulation.queries.ts'
import { exigerEtatLu } from '../accompagnement/annulation/etat-lu.ts'
import { editerReouverture } from '../courrier/lettre-cloture.ts'
import { rouvrirEntree } from '../droit/delai-repris.queries.ts'
import { rendreOrientations } from '../orientation/cloture.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { ecart } from '../socle/ui/dates.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { faitsReouverture } from './cloture.queries.ts'
import { recitDossierRouvert } from './cloture.recits.ts'
import { MESSAGES_CLOTURE, Reouverture } from './cloture.ts'

/**
 * Opens a closed file again, with its reason (rule A10): what the closing had ended runs as if it had never stopped; the appointments it
 * called off don't come back. A letter takes back the one that said the file was closed.
 */
export const rouvrirDossier = useCase(
  {
    route: 'POST /personnes/:personneId/clotures/:clotureId/reouverture',
    summary: 'Rouvrir un dossier clos',
    permission: 'dossier.rouvrir',
    input: Reouverture.extend({ personneId: z.uuid(), clotureId: z.uuid(), etat: z.string().max(64) }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { personneId, clotureId, motif, etat }) => {
    await verrouillerPersonne(ctx, personneId)
    const cloture = await ctx.db
      .selectFrom('cloture')
      .select(['id', 'le', 'rouverteLe', 'rouvertePar', 'rouverteMotif'])
      .where('id', '=', clotureId)
      .where('personneId', '=', personneId)
      .executeTakeFirst()
    if (!cloture) throw new Refusal('not-found', 'cloture-inconnue', MESSAGES_CLOTURE['cloture-inconnue'])
    // Sent twice after a cut: done once.
    if (cloture.rouvertePar === ctx.agent.id && cloture.rouverteMotif === motif) return { id: clotureId }
    if (cloture.rouverteLe) throw await dejaRouvert(ctx, cloture)
    const faits = await faitsReouverture(ctx, personneId, cloture)
    exigerEtatLu(faits, etat)

    await ctx.db
      .updateTable('cloture')
      .set({
        rouverteLe: ctx.today,
        rouvertePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
        rouverteMotif: motif,
      })
      .where('id', '=', clotureId)
      .execute()
    const { orientation, ancien, annules, lettreLe } = faits
    const rendu = orientation?.rendable && ancien?.enPoste ? ancien : null
    await rendreOrientations(ctx, sql`o.fin_par = ${clotureId}::uuid and o.personne_id = ${personneId}`)
    if (rendu) await rendreSuiviDe(ctx, { personneId, par: clotureId, fin: cloture.le }, null)
    await rouvrirEntree(ctx, personneId, cloture.le)
    await ctx.record({ personne: personneId }, recitDossierRouvert, {
      apres: {
        clotureId,
        motif,
        lettre: lettreLe !== null,
        referentId: rendu?.referentId ?? null,
        coReferentId: rendu?.coEnPoste ? rendu.coReferentId : null,
      },
    })
    if (lettreLe) await editerReouverture(ctx, personneId, { prevenueLe: lettreLe, annules })
    return { id: clotureId }
  },
)

/** That somebody opened it again already: who, and when. */
async function dejaRouvert(
  ctx: Context,
  { rouverteLe, rouvertePar }: { rouverteLe: string | null; rouvertePar: string | null },
): Promise<Refusal> {
  const par = await ctx.db.selectFrom('agentNom').select('nom').where('id', '=', rouvertePar).executeTakeFirst()
  const qui = rouvertePar === ctx.agent.id ? 'Vous avez' : par && `${par.nom} a`
  const dit = qui && rouverteLe ? `${qui} rouvert ce dossier, ${ecart(rouverteLe, ctx.today)}.` : null
  return new Refusal('conflict', 'deja-rouvert', dit ?? MESSAGES_CLOTURE['deja-rouvert'])
}
