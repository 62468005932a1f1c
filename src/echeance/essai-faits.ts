import { sql } from 'kysely'
import type { Essai } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Facts of one person. Days are YYYY-MM-DD; an appointment is at 10 h, for 45 minutes. */
export type Faits = {
  recuLe?: string
  motif?: string
  /** Day the claim was made: 10 February 2025 by default. */
  dateDemande?: string
  rendezVous?: { le: string; issue?: string; objet?: string; prisLe?: string }[]
  diagnosticLe?: string
  /** Decided here and told on its day, when only the follow-up is given. */
  orientation?: { debut: string; origine?: string; notifieeLe?: string; decideeLe?: string; fin?: string }
  suivi?: { debut: string; dominante?: string; veille?: string; repris?: string; fin?: string }
  contactLe?: string
  sansDroit?: boolean
  closeLe?: string
}

/** A person to whom all of this happened, and what is due to them. */
export async function uneHistoire(essai: Essai, faits: Faits): Promise<string> {
  const db = essai.base.territoire('59')
  const { id: personneId, entreeId } = await unePersonne(essai, {
    entreeRecueLe: faits.recuLe,
    motif: faits.motif,
    dateDemande: faits.dateDemande,
  })
  const agent = await essai.unAgent('referent')
  for (const { le, issue, objet = 'diagnostic', prisLe = '2025-03-10' } of faits.rendezVous ?? [])
    await db
      .insertInto('rendezVous')
      .values({
        id: uuidv7(),
        personneId,
        agentId: agent.id,
        objet,
        modalite: 'individuel',
        debut: sql`(${le}::text || ' 10:00')::timestamptz`,
        dureeMinutes: 45,
        convocation: 'courrier',
        convoqueLe: prisLe,
        issue: issue ?? null,
        issueLe: issue ? essai.now : null,
        prisPar: agent.id,
        prisLe: `${prisLe}T09:00:00Z`,
      })
      .execute()
  if (faits.diagnosticLe)
    await db
      .insertInto('diagnostic')
      .values({
        id: uuidv7(),
        personneId,
        version: 1,
        etabliLe: faits.diagnosticLe,
        etabliPar: agent.id,
        reponses: '{}',
        saisiLe: essai.now,
      })
      .execute()
  const { orientation, suivi } = faits
  const orientationId = uuidv7()
  const structureId = agent.structureId as string
  const debut = orientation?.debut ?? suivi?.debut
  if (debut)
    await db
      .insertInto('orientation')
      .values({
        id: orientationId,
        personneId,
        dominante: suivi?.dominante ?? 'emploi',
        structureId,
        origine: orientation?.origine ?? 'decision',
        decideeLe: `${orientation?.decideeLe ?? debut}T09:00:00Z`,
        debut,
        fin: orientation?.fin ?? null,
        notifieeLe: orientation ? (orientation.notifieeLe ?? null) : debut,
      })
      .execute()
  if (suivi)
    await db
      .insertInto('accompagnement')
      .values({
        id: uuidv7(),
        personneId,
        orientationId,
        referentId: agent.id,
        structureId,
        debut: suivi.debut,
        fin: suivi.fin ?? null,
        veilleDepuis: suivi.veille ?? null,
        reprisLe: suivi.repris ?? null,
      })
      .execute()
  if (faits.contactLe)
    await db
      .insertInto('priseDeContact')
      .values({
        id: uuidv7(),
        personneId,
        le: faits.contactLe,
        moyen: 'telephone',
        par: agent.id,
        saisiLe: essai.now,
      })
      .execute()
  if (faits.sansDroit)
    await sql`update droit set fin = '2025-03-05', flux_fin = flux_debut where personne_id = ${personneId}`.execute(db)
  if (faits.closeLe)
    await db
      .updateTable('entree')
      .set({ closeLe: faits.closeLe, closeMotif: 'radiation' })
      .where('id', '=', entreeId)
      .execute()
  await tenirEcheancesDe(essai, personneId)
  return personneId
}

/**
 * What is due to a person, one line each: « convocation 2025-03-03→2025-03-17, dès 2025-03-03 ». A clock kept beside the one that commands
 * is between brackets.
 */
export async function duesDe(essai: Essai, personneId: string): Promise<string[]> {
  const { rows } = await sql<{ ligne: string }>`
    select concat(case when not commande then '[' end, genre, ' ', depuis, '→', pour, case when des is not null then ', dès ' end,
      des::date, case when prevu_le is not null then ', prévu ' end, prevu_le, case when not commande then ']' end) as ligne
    from echeance where personne_id = ${personneId} order by commande desc, genre`.execute(essai.base.territoire('59'))
  return rows.map(r => r.ligne)
}
