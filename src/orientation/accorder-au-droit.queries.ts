import { type RawBuilder, sql } from 'kysely'
import { cloreSuivis, poserPauses } from '../accompagnement/suivi.queries.ts'
import { ecarterSuivis, remettreSuivis, suivisAVenir } from '../accompagnement/suivi-a-venir.queries.ts'
import { oublierSuivisConnus, rapporterSuivisConnus } from '../droit/delai.queries.ts'
import { momentsDuDroit } from '../droit/moments.queries.ts'
import { raconterMouvements } from '../droit/raconter-mouvements.queries.ts'
import { type FinDeDroit, suiviSelonLeDroit } from '../droit/suivi-selon-droit.ts'
import type { Context } from '../socle/use-case.ts'
import { cloreOrientations, ecarterOrientations, remettreOrientations } from './cloture.queries.ts'

type SuiviCommence = { personneId: string; debut: string }

/**
 * Makes running follow-ups that a list brings what the flows received since they began would have made of them, had they been known: ended
 * with the right, on hold, resumed (rule E1); and the delays what they would be. The flows and the list leave the same, whichever came
 * first. Answers the end of each that ended, by person.
 */
export async function accorderAuDroit(
  ctx: Context,
  suivis: readonly SuiviCommence[],
): Promise<Map<string, FinDeDroit>> {
  const moments = await momentsDuDroit(ctx, suivis)
  const lus = suivis.map(s => ({ ...s, ...suiviSelonLeDroit(s.debut, moments.get(s.personneId) ?? []) }))
  const finis = lus.flatMap(({ personneId, fin }) => (fin ? [{ personneId, ...fin }] : []))
  await poserPauses(ctx, lus)
  const fins = sql`select personne_id, le, motif, null::uuid as par
    from unnest(${finis.map(f => f.personneId)}::uuid[], ${finis.map(f => f.le)}::date[],
      ${finis.map(f => f.motif)}::text[]) as f (personne_id, le, motif)`
  await cloreOrientations(ctx, fins)
  await cloreSuivis(ctx, fins)
  await rapporterSuivisConnus(
    ctx,
    lus.map(({ personneId, debut, fin }) => ({ personneId, debut, finFlux: fin?.flux ?? null })),
  )
  await raconterMouvements(
    ctx,
    lus.flatMap(({ personneId, mouvements }) => mouvements.map(m => ({ personneId, ...m }))),
  )
  return new Map(finis.map(({ personneId, le, motif, flux }) => [personneId, { le, motif, flux }]))
}

/**
 * Applies a flow as if the follow-ups brought by a list that begin the day it was received, or after, were not there yet: it came before
 * them, they are taken up again once it is applied. `photographier`: keeps their persons as they were.
 */
export async function avantLesSuivisAVenir<T>(
  ctx: Context,
  recuLe: string,
  photographier: (personnes: RawBuilder<unknown>) => Promise<void>,
  appliquer: () => Promise<T>,
): Promise<T> {
  const aVenir = await suivisAVenir(ctx, recuLe)
  if (aVenir.length === 0) return appliquer()
  const [ids, orientations] = [aVenir.map(s => s.id), aVenir.map(s => s.orientationId)]
  await photographier(sql`select unnest(${aVenir.map(s => s.personneId)}::uuid[]) as personne_id`)
  await ecarterSuivis(ctx, ids)
  await ecarterOrientations(ctx, orientations)
  await oublierSuivisConnus(ctx, aVenir)
  const fait = await appliquer()
  await remettreOrientations(ctx, orientations)
  await remettreSuivis(ctx, ids)
  await accorderAuDroit(ctx, aVenir)
  return fait
}
