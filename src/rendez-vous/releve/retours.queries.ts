import { sql } from 'kysely'
import { APPEL } from '../../precaution/partage.queries.ts'
import type { Context } from '../../socle/use-case.ts'
import { convoquerParLettre } from '../convoquer.ts'
import { marquerIssue } from '../deplacer-rendez-vous.ts'
import { enLocal } from '../instants.ts'
import { tropProche } from '../lettre-a-temps.ts'
import {
  agentsRecevant,
  occupations,
  personnesAConvoquer,
  situationDe,
  trouverRendezVous,
} from '../rendez-vous.queries.ts'
import { empechement, jourLocal, type RendezVous } from '../rendez-vous.ts'
import { garder, passer } from './releve.queries.ts'
import type { AAppeler, Retour } from './releve.ts'

/** `actes`: what is undone (designations, an orientation); `rendus`: who follows the person again. */
type Annulation = { personneId: string; actes: readonly string[]; rendus: readonly (string | null | undefined)[] }

/**
 * What undoing a hand-over gives back of the appointments that it decided upon: those passed on return to who they were with, those called
 * off are to come again. One that couldn't be booked so any more (the hour is taken, who received does no more) stays as it is.
 */
export async function retoursDe(ctx: Context, { personneId, actes, rendus }: Annulation): Promise<Retour[]> {
  const { rows } = await sql<Omit<Retour, 'tropProche'>>`
    select n.id, n.debut, r.agent_id, a.nom as agent, r.releve = 'passe' as revient, ${APPEL} as appel
    from rendez_vous r join rendez_vous n on n.id = coalesce(r.releve_vers, r.id) join agent_nom a on a.id = r.agent_id
      join personne p on p.id = r.personne_id
    where r.personne_id = ${personneId} and r.releve_par = any(${[...actes]}::uuid[]) and n.debut > ${ctx.now}::timestamptz
      and r.agent_id = any(${rendus.filter(q => typeof q === 'string')}::uuid[])
      and (r.releve = 'passe' and n.issue is null or r.releve = 'annule' and n.issue = 'annule-service')
    order by n.debut, n.id`.execute(ctx.db)
  const possibles: Retour[] = []
  for (const retour of rows) {
    const rendezVous = await trouverRendezVous(ctx, retour.id)
    if (rendezVous && (await seRedonne(ctx, rendezVous, retour.agentId)))
      possibles.push({ ...retour, tropProche: estTropProche(ctx, retour.debut) })
  }
  return possibles
}

const estTropProche = (ctx: Context, debut: string) => tropProche(ctx.today, enLocal(ctx, debut))

/** What a call is to tell, once it is undone: of what comes back, and of what is called off with it. */
export const appelsDuRetour = (
  ctx: Context,
  retours: readonly Retour[],
  annules: readonly { debut: string }[],
): AAppeler[] => [
  ...retours
    .filter(r => r.tropProche)
    .map(({ debut, revient }) => ({ debut, devenir: revient ? ('passer' as const) : ('retablir' as const) })),
  ...annules.filter(r => estTropProche(ctx, r.debut)).map(({ debut }) => ({ debut, devenir: 'annuler' as const })),
]

async function seRedonne(ctx: Context, rendezVous: RendezVous, agentId: string): Promise<boolean> {
  const { id, personneId } = rendezVous
  const debut = enLocal(ctx, rendezVous.debut)
  const personne = (await personnesAConvoquer(ctx, [personneId], id)).get(personneId)
  const [agent] = await agentsRecevant(ctx, agentId)
  if (!personne || !agent) return false
  const prises = await occupations(ctx, agentId, jourLocal(debut), jourLocal(debut), id)
  const lieu = rendezVous.lieu ?? agent.adresse
  const demande = { ...rendezVous, debut, lieu, horairesConfirmes: true }
  return empechement(demande, situationDe(ctx, personne, prises)) === null
}

/** Does it, before who followed meanwhile loses the person. Nothing keeps the trace of a decision undone. */
export async function rendreReleves(
  ctx: Context,
  { personneId, actes }: Omit<Annulation, 'rendus'>,
  retours: readonly Retour[],
): Promise<void> {
  for (const { id, agentId, revient } of retours) {
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
