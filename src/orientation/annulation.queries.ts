import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { dejaAnnulee, suiviRendable } from '../accompagnement/annulation/annulation.queries.ts'
import { MESSAGES_ANNULATION } from '../accompagnement/annulation/annulation.ts'
import { exigerDossierOuvert } from '../droit/accompagnable.queries.ts'
import { delaiRepris } from '../droit/delai-repris.queries.ts'
import { aAnnuler, retoursDe } from '../rendez-vous/releve/retours.queries.ts'
import { clore } from '../socle/auth/texte.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { type FaitsOrientation, suiviRendu } from './annulation.ts'
import { structureOuverte } from './cloture.queries.ts'
import { MESSAGES } from './orientation.ts'

type Ligne = Omit<FaitsOrientation, 'delai' | 'rendezVous' | 'retours'> & { fin: string | null; origine: string }

/**
 * What cancelling the running orientation of a person would do. Refuses one unknown, ended, cancelled, or taken up from a list, and a
 * closed file.
 */
export async function faitsOrientation(
  ctx: Context,
  personneId: string,
  orientationId: string,
): Promise<FaitsOrientation> {
  await exigerDossierOuvert(ctx, personneId)
  const { rows } = await sql<Ligne>`
    select jsonb_build_object('id', o.id, 'dominante', o.dominante, 'structureId', o.structure_id, 'structure', s.nom,
        'debut', o.debut, 'notifieeLe', o.notifiee_le) as orientation, o.fin, o.origine,
      (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'referentId', k.referent_id, 'referent', a.nom,
          'coReferentId', k.co_referent_id, 'structure', ks.nom, 'debut', k.debut, 'fin', k.fin) order by k.debut, k.id), '[]')
        from accompagnement k join agent_nom a on a.id = k.referent_id join structure ks on ks.id = k.structure_id
        where k.orientation_id = o.id) as suivis,
      (select jsonb_build_object('id', v.id, 'dominante', v.dominante, 'structure', vs.nom, 'rendable', ${structureOuverte(ctx, 'v')})
        from orientation v join structure vs on vs.id = v.structure_id
        where v.fin_par = o.id and v.personne_id = o.personne_id order by v.debut desc limit 1) as precedente,
      ${suiviRendable(ctx, sql.ref('o.id'), sql.ref('o.personne_id'))} as ancien
    from orientation o join structure s on s.id = o.structure_id
    where o.id = ${orientationId} and o.personne_id = ${personneId}`.execute(ctx.db)
  const [lue] = rows
  if (!lue) throw await inconnue(ctx, personneId, orientationId)
  const { fin, origine, ...faits } = lue
  if (fin !== null) throw refus('plus-en-cours')
  if (origine !== 'decision') throw refus('decision-reprise')
  const entiers = { ...faits, delai: await delaiRepris(ctx, personneId, [orientationId]), rendezVous: [], retours: [] }
  const rendu = suiviRendu(entiers)
  const perdent = faits.suivis
    .filter(s => s.fin === null)
    .flatMap(s => [s.referentId, s.coReferentId])
    .filter((qui): qui is string => qui !== null && ![rendu?.referentId, rendu?.coReferentId].includes(qui))
  const retours = await retoursDe(ctx, {
    personneId,
    actes: actesDe(faits),
    rendus: rendu ? [rendu.referentId, rendu.coEnPoste ? rendu.coReferentId : null] : [],
  })
  return { ...entiers, retours, rendezVous: await aAnnuler(ctx, personneId, { perdent, retours }) }
}

/** What is undone with an orientation: itself, and the designations under it. */
export const actesDe = ({ orientation, suivis }: Pick<FaitsOrientation, 'orientation' | 'suivis'>): string[] => [
  orientation.id,
  ...suivis.map(s => s.id),
]

async function inconnue(ctx: Context, personneId: string, id: string): Promise<Refusal> {
  const annulee = await annulationDe(ctx, sql`o.id = ${id} and o.personne_id = ${personneId}`)
  return annulee
    ? dejaAnnulee(ctx, 'cette orientation', { par: annulee.annuleePar, le: annulee.annuleeLe })
    : new Refusal('not-found', 'orientation-inconnue', MESSAGES['orientation-inconnue'])
}

const refus = (code: keyof typeof MESSAGES_ANNULATION) => new Refusal('conflict', code, MESSAGES_ANNULATION[code])

type Annulee = {
  id: string
  personneId: string
  annulationId: string
  annuleePar: string | null
  annuleeLe: string
  courrierId: string | null
}

/** A cancelled orientation (SQL condition over `o`), with the letter that says so; null when there is none. */
export async function annulationDe(ctx: Context, quand: RawBuilder<SqlBool>): Promise<Annulee | null> {
  const { rows } = await sql<Annulee>`
    select o.id, o.personne_id, o.annulation_id, o.annulee_par, o.annulee_le,
      (select c.id from courrier c where c.orientation_annulee_id = o.id and c.modele = 'annulation' limit 1) as courrier_id
    from orientation_annulee o where ${quand}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Keeps the orientation beside, to be told: the caller then takes it out of `orientation`, once its letters follow this one. */
export async function garderAnnulee(
  ctx: Context,
  orientationId: string,
  { id, motif }: { id: string; motif: string },
): Promise<void> {
  const par = ctx.agent.genre === 'systeme' ? null : ctx.agent.id
  await sql`
    insert into orientation_annulee (id, personne_id, dominante, structure_id, accompagnement_global, proposition, motif, decidee_par,
      decidee_le, debut, notifiee_le, notification, annulation_id, annulee_le, annulee_par, annulation_motif)
    select o.id, o.personne_id, o.dominante, o.structure_id, o.accompagnement_global, o.proposition, o.motif, o.decidee_par, o.decidee_le,
      o.debut, o.notifiee_le, o.notification, ${id}::uuid, ${ctx.now}::timestamptz, ${par}::uuid, ${clore(ctx.territoire.code, motif)}
    from orientation o where o.id = ${orientationId}`.execute(ctx.db)
}
