import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { suiviFini } from '../../agent/relations.queries.ts'
import type { DonneesNouveauReferent } from '../../courrier/modeles.ts'
import { APPEL } from '../../precaution/partage.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { annulerRendezVous, interpreteAPrevoir } from '../a-venir.queries.ts'
import { reporter } from '../deplacer-rendez-vous.ts'
import { enLocal } from '../instants.ts'
import { tropProche } from '../lettre-a-temps.ts'
import { agentAOccuper, agentsRecevant, trouverRendezVous } from '../rendez-vous.queries.ts'
import { recitRendezVousGarde } from '../rendez-vous.recits.ts'
import { enLettre, type RendezVous, surPlace } from '../rendez-vous.ts'
import {
  type AAppeler,
  type ADecider,
  type ARelever,
  type Devenirs,
  ECRITS,
  fautesReleve,
  MESSAGES_RELEVE,
} from './releve.ts'

/** SQL condition over `rendez_vous r`: who receives follows the person today. */
const SUIT = sql`exists (select 1 from accompagnement rk where rk.personne_id = r.personne_id and rk.fin is null
  and r.agent_id in (rk.referent_id, rk.co_referent_id))`

/**
 * SQL condition over `rendez_vous r`: it is to be decided upon. Who receives followed the person when it was given, and follows them no
 * more; nobody said that they keep it.
 */
export const aDecider: RawBuilder<SqlBool> = sql<SqlBool>`r.issue is null and r.releve is distinct from 'garde' and ${suiviFini}
  and not ${SUIT}`

/**
 * The appointments to come to decide upon when a person passes to `suivants` (who follows them from now on, a pair at most): those of who
 * follows them until now, and those that a former hand-over left undecided.
 */
export async function aRelever(
  ctx: Context,
  personneId: string,
  suivants: readonly (string | null)[],
): Promise<ARelever[]> {
  const { rows } = await sql<Omit<ARelever, 'recoit'>>`
    select r.id, r.objet, r.debut, r.agent_id, a.nom as agent, not ${SUIT} as reste, ${APPEL} as appel,
      ${interpreteAPrevoir(ctx)} as interprete
    from rendez_vous r join agent_nom a on a.id = r.agent_id join personne p on p.id = r.personne_id
    where r.personne_id = ${personneId} and r.issue is null and r.debut > ${ctx.now}::timestamptz
      and r.agent_id <> all(${suivants.filter(s => s !== null)}::uuid[])
      and ((${aDecider}) or ${SUIT})
    order by r.debut, r.id`.execute(ctx.db)
  const recoivent = new Set<string>()
  for (const agentId of new Set(rows.map(r => r.agentId)))
    if ((await agentsRecevant(ctx, agentId)).length) recoivent.add(agentId)
  return rows.map(r => ({ ...r, recoit: recoivent.has(r.agentId) }))
}

type Releve = {
  personneId: string
  /** The designation or the orientation at which it is decided. */
  par: string
  /** Who follows the person from now on; null, nobody yet. */
  referentId: string | null
  coReferentId: string | null
  rendezVous: Devenirs
}

/** What was done: hours (ISO) of appointments. */
type Releves = {
  annules: string[]
  gardes: string[]
  passes: DonneesNouveauReferent['rendezVousPasses'][number][]
  aAppeler: AAppeler[]
  aDecider: ADecider[]
  /** Letters made: the new convocations of those passed on. */
  convocations: number
}

/**
 * Does what was chosen of each appointment, the person being locked: booked again with who takes over at the same hour by the rule
 * of any booking, kept with who was to receive, or called off. Answers those called off, kept and passed on, which are told to the
 * person; those that change too soon for a letter (`aAppeler`), which a call tells; and those left to decide upon. Refuses one that isn't
 * to be decided upon, to pass what can't be, and to keep with who receives no more. `avecElle`: who takes over is told of those passed on
 * with the person herself.
 */
export async function relever(ctx: Context, releve: Releve, { avecElle = true } = {}): Promise<Releves> {
  const { personneId, par, referentId, coReferentId, rendezVous } = releve
  const fait: Releves = { annules: [], gardes: [], passes: [], aAppeler: [], aDecider: [], convocations: 0 }
  const attendus = await aRelever(ctx, personneId, [referentId, coReferentId])
  if (Object.keys(rendezVous).some(id => !attendus.some(r => r.id === id))) throw refus('rendez-vous-changes')
  for (const { id, debut, agent, recoit } of attendus) {
    const devenir = rendezVous[id]
    const proche = tropProche(ctx.today, enLocal(ctx, debut))
    if (!devenir) fait.aDecider.push({ debut, agent, proche })
    const ancien = devenir && (await trouverRendezVous(ctx, id))
    if (!ancien) continue
    if (devenir !== 'garder' && proche) fait.aAppeler.push({ debut, devenir })
    if (devenir === 'passer') {
      if (!referentId) throw refus('passer-sans-referent')
      const nouveau = await passer(ctx, ancien, referentId, { avecElle })
      await noter(ctx, id, { releve: ECRITS.passer, par, vers: nouveau.id })
      const { modalite, convocation } = nouveau
      if (enLettre(convocation)) fait.convocations += 1
      const lieu = nouveau.lieu === ancien.lieu ? null : nouveau.lieu
      fait.passes.push({ debut, lieu: surPlace(modalite) ? lieu : null, surPlace: surPlace(modalite) })
    } else if (devenir === 'garder') {
      if (!recoit) throw refus('ne-recoit-plus')
      await garder(ctx, ancien, { par, referentId })
      fait.gardes.push(debut)
    } else {
      await annulerRendezVous(ctx, [id])
      await noter(ctx, id, { releve: ECRITS.annuler, par, vers: null })
      fait.annules.push(debut)
    }
  }
  return fait
}

/** The same hour with somebody else; where they receive, when it is in another structure. */
export async function passer(
  ctx: Context,
  ancien: RendezVous,
  agentId: string,
  { avecElle = false, ...ou }: { lieu?: string | null; avecElle?: boolean } = {},
): Promise<RendezVous> {
  const { structureId } = await agentAOccuper(ctx, agentId)
  try {
    const report = {
      nouveauId: uuidv7(Date.parse(ctx.now)),
      debut: enLocal(ctx, ancien.debut),
      agentId,
      ...(structureId === ancien.structureId ? {} : { lieu: null }),
      ...ou,
      interpretePrevu: ancien.interpretePrevu,
      horairesConfirmes: true,
    }
    return await reporter(ctx, ancien, report, { avecElle, memeHeure: true })
  } catch (erreur) {
    if (!(erreur instanceof Refusal)) throw erreur
    const message = `Rendez-vous du ${dateEtHeure(ancien.debut, ctx.fuseau)}\u00a0: il ne peut pas passer au nouveau référent. ${cause(erreur.message)} Laissez-le à qui devait recevoir, annulez-le, ou laissez-le à décider.`
    throw new Refusal('conflict', erreur.code, message, fautesReleve(message))
  }
}

/** Why, without the remedies of a booking: nothing here changes the hour. */
export const cause = (message: string): string => `${message.split(/(?<=[.!?]) /)[0]?.replace(/\.$/, '')}.`

/** It stays with who was to receive: the file is open to them until its day, and no longer (agent/relations.queries.ts). */
export async function garder(
  ctx: Context,
  rendezVous: RendezVous,
  { par, referentId }: Pick<Releve, 'par' | 'referentId'>,
): Promise<void> {
  const { id, personneId, agentId, objet, debut } = rendezVous
  await noter(ctx, id, { releve: ECRITS.garder, par, vers: null })
  const { nom } = await ctx.db.selectFrom('agentNom').select('nom').where('id', '=', agentId).executeTakeFirstOrThrow()
  const apres = { rendezVousId: id, objet, debut, agentId, agent: nom, referentId }
  await ctx.record({ personne: personneId }, recitRendezVousGarde, { apres })
}

type Note = { releve: (typeof ECRITS)[keyof typeof ECRITS]; par: string; vers: string | null }
async function noter(ctx: Context, id: string, { releve, par, vers }: Note): Promise<void> {
  const suite = { releve, relevePar: par, releveVers: vers }
  await ctx.db.updateTable('rendezVous').set(suite).where('id', '=', id).execute()
}

export const refus = (code: keyof typeof MESSAGES_RELEVE) =>
  new Refusal('conflict', code, MESSAGES_RELEVE[code], fautesReleve(MESSAGES_RELEVE[code]))
