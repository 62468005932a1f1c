import { sql } from 'kysely'
import { APPEL } from '../../precaution/partage.queries.ts'
import type { Context } from '../../socle/use-case.ts'
import { interpreteAPrevoir, rendezVousAVenir } from '../a-venir.queries.ts'
import { convoquerParLettre } from '../convoquer.ts'
import { DEJA_VU, encorePossible, marquerIssue } from '../deplacer-rendez-vous.ts'
import { enLocal } from '../instants.ts'
import { tropProche } from '../lettre-a-temps.ts'
import {
  agentsRecevant,
  occupations,
  personnesAConvoquer,
  situationDe,
  trouverRendezVous,
} from '../rendez-vous.queries.ts'
import { direMotif, empechement, jourLocal, MESSAGES, type RendezVous } from '../rendez-vous.ts'
import { cause, garder, passer } from './releve.queries.ts'
import type { AAnnuler, AAppeler, Retour } from './releve.ts'

/** `actes`: what is undone (designations, an orientation); `rendus`: who follows the person again. */
type Annulation = { personneId: string; actes: readonly string[]; rendus: readonly (string | null | undefined)[] }

/**
 * What undoing a hand-over gives back of the appointments that it decided upon: those passed on return to who they were with, those called
 * off are to come again. One that couldn't be booked so any more (the hour is taken, who received does no more) stays as it is, and
 * says why.
 */
export async function retoursDe(ctx: Context, { personneId, actes, rendus }: Annulation): Promise<Retour[]> {
  const { rows } = await sql<Omit<Retour, 'tropProche' | 'raison'>>`
    select n.id, n.debut, r.agent_id, a.nom as agent, r.releve = 'passe' as revient, ${APPEL} as appel,
      (select ${interpreteAPrevoir(ctx)} from (select n.personne_id, n.debut, n.interprete_prevu, null as issue) r) as interprete
    from rendez_vous r join rendez_vous n on n.id = coalesce(r.releve_vers, r.id) join agent_nom a on a.id = r.agent_id
      join personne p on p.id = r.personne_id
    where r.personne_id = ${personneId} and r.releve_par = any(${[...actes]}::uuid[]) and n.debut > ${ctx.now}::timestamptz
      and r.agent_id = any(${rendus.filter(q => typeof q === 'string')}::uuid[])
      and (r.releve = 'passe' and n.issue is null or r.releve = 'annule' and n.issue = 'annule-service')
    order by n.debut, n.id`.execute(ctx.db)
  const retours: Retour[] = []
  for (const retour of rows) {
    const rendezVous = await trouverRendezVous(ctx, retour.id)
    if (!rendezVous) continue
    const raison = await pourquoiPas(ctx, rendezVous, retour)
    retours.push({ ...retour, raison, tropProche: estTropProche(ctx, retour.debut) })
  }
  return retours
}

/** Those to come with these agents that an undoing doesn't give back: kept or called off, as it is asked. */
export async function aAnnuler(
  ctx: Context,
  personneId: string,
  { perdent, retours }: { perdent: readonly string[]; retours: readonly Retour[] },
): Promise<AAnnuler[]> {
  const { rows } = await sql<{ appel: AAnnuler['appel'] }>`
    select ${APPEL} as appel from personne p where p.id = ${personneId}`.execute(ctx.db)
  const aVenir = await rendezVousAVenir(ctx, personneId, perdent)
  return aVenir
    .filter(r => !retours.some(x => x.id === r.id && x.raison === null))
    .map(r => ({ ...r, tropProche: estTropProche(ctx, r.debut), appel: rows[0]?.appel ?? null }))
}

const estTropProche = (ctx: Context, debut: string) => tropProche(ctx.today, enLocal(ctx, debut))

/** What a call is to tell, once it is undone: of what comes back, and of what is called off with it. */
export const appelsDuRetour = (
  ctx: Context,
  retours: readonly Retour[],
  annules: readonly { debut: string }[],
): AAppeler[] => [
  ...retours
    .filter(r => r.raison === null && r.tropProche)
    .map(({ debut, revient }) => ({ debut, devenir: revient ? ('passer' as const) : ('retablir' as const) })),
  ...annules.filter(r => estTropProche(ctx, r.debut)).map(({ debut }) => ({ debut, devenir: 'annuler' as const })),
]

/** Why it can't be given back as it was, in a sentence; null when it can. What was settled when it was given isn't asked again. */
async function pourquoiPas(
  ctx: Context,
  rendezVous: RendezVous,
  { agentId, revient }: Pick<Retour, 'agentId' | 'revient'>,
): Promise<string | null> {
  const { id, personneId } = rendezVous
  const debut = enLocal(ctx, rendezVous.debut)
  const personne = (await personnesAConvoquer(ctx, [personneId], id)).get(personneId)
  const [agent] = await agentsRecevant(ctx, agentId)
  if (!personne || !agent) return cause(MESSAGES['agent-indisponible'])
  const prises = await occupations(ctx, agentId, jourLocal(debut), jourLocal(debut), id)
  const lieu = rendezVous.lieu ?? agent.adresse
  const convocation = revient ? encorePossible(rendezVous.convocation, personne) : rendezVous.convocation
  const situation = situationDe(ctx, personne, prises)
  const motif = empechement({ ...rendezVous, debut, lieu, convocation, ...DEJA_VU }, situation)
  return motif && cause(direMotif(motif, situation))
}

/** Does it, before who followed meanwhile loses the person. Nothing keeps the trace of a decision undone. */
export async function rendreReleves(
  ctx: Context,
  { personneId, actes }: Omit<Annulation, 'rendus'>,
  retours: readonly Retour[],
): Promise<void> {
  for (const { id, agentId, revient, raison } of retours) {
    if (raison !== null) continue
    const rendezVous = await trouverRendezVous(ctx, id)
    if (!rendezVous) continue
    if (revient) await passer(ctx, rendezVous, agentId, await ouAvant(ctx, id))
    else {
      await marquerIssue(ctx, rendezVous, null)
      await convoquerParLettre(ctx, rendezVous)
    }
  }
  await sql`update rendez_vous set releve = null, releve_par = null, releve_vers = null
    where personne_id = ${personneId} and releve_par = any(${[...actes]}::uuid[])`.execute(ctx.db)
}

/** Where the person was to come before it passed to another. */
const ouAvant = (ctx: Context, id: string) =>
  ctx.db.selectFrom('rendezVous').select('lieu').where('releveVers', '=', id).executeTakeFirstOrThrow()

/** Those of who was designated by mistake stay with them: the file is open to them for that, until their day. */
export async function laisser(
  ctx: Context,
  ids: readonly string[],
  suite: { par: string; referentId: string | null },
): Promise<void> {
  for (const id of ids) {
    const rendezVous = await trouverRendezVous(ctx, id)
    if (rendezVous) await garder(ctx, rendezVous, suite)
  }
}
