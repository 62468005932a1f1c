import { sql } from 'kysely'
import { DemandeOrientation } from '../orientation/orientation.ts'
import { orienter } from '../orientation/orienter.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { Equipe } from './equipe.ts'
import { type Journal, veilleOuvree } from './journal.ts'

/** What the référent of the demo finds on opening the file of who was reoriented to them. */
export const NOTE_RECUE =
  'Place demandée en formation pour janvier, réponse attendue le 2. À l’aise en entretien, préfère le matin. Relancer le dossier du permis.'

const ADOPTEE = {
  reorientation: { motif: 'plus-adapte', precision: 'Entretien à trois, avec l’ancien référent, le mois dernier.' },
  relais: NOTE_RECUE,
  motif: 'Vous voulez avancer sur vos démarches et vers l’emploi en même temps.',
} as const
const EN_ATTENTE = {
  reorientation: { motif: 'demenagement' },
  relais: 'Emménage quai des Tisseuses le 1er du mois. Contrat d’engagement signé en août, à reprendre ensemble.',
  motif: 'Vous avez changé d’adresse : un organisme plus proche de chez vous vous accompagne.',
} as const

/**
 * Persons who change of orientation, with a note for who takes over: one that the référent of the demo finds on opening the file, one that
 * waits until the structure designates somebody.
 */
export function prevoirLesReorientations(
  journal: Journal,
  { comptes, orientation: [charge] }: Pick<Equipe, 'comptes' | 'orientation'>,
  aujourdhui: string,
): void {
  const referent = comptes.get('referent')
  if (!charge || !referent?.structureId) return
  const { structureId } = referent
  const ilYA = (jours: number) => veilleOuvree(aujourdhui, jours)
  // After the hand-overs of the house (vie-de-la-maison.ts), which take the last ones who came.
  journal.prevoir(`${ilYA(2)}T17:50`, charge, ctx =>
    reorienter(ctx, { ...ADOPTEE, structureId, referentId: referent.id, rang: 0 }),
  )
  journal.prevoir(`${ilYA(1)}T11:35`, charge, ctx =>
    reorienter(ctx, { ...EN_ATTENTE, structureId, referentId: null, rang: 1 }),
  )
}

type Changement = (typeof ADOPTEE | typeof EN_ATTENTE) & {
  structureId: string
  referentId: string | null
  /** Who, among those it may be. */
  rang: number
}

/** Somebody of the territory of who acts, followed elsewhere for long, who is in nobody else's story. */
async function reorienter(ctx: Context, { rang, ...changement }: Changement): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select k.personne_id from accompagnement k join orientation o on o.id = k.orientation_id
      join foyer_courant f on f.personne_id = k.personne_id
    where k.fin is null and k.veille_depuis is null and k.structure_id <> ${changement.structureId} and o.dominante = 'emploi'
      and coalesce(f.code_insee = any(${ctx.agent.secteur}::text[]), true) and k.debut < ${ctx.today}::date - 60
      and not exists (select 1 from diagnostic d where d.personne_id = k.personne_id)
      and not exists (select 1 from membre_suivi m where m.personne_id = k.personne_id)
      and not exists (select 1 from document d where d.personne_id = k.personne_id)
      and not exists (select 1 from rendez_vous r where r.personne_id = k.personne_id and r.issue is null)
    order by k.debut, k.personne_id offset ${3 + rang} limit 1`.execute(ctx.db)
  const [choisie] = rows
  if (!choisie) return
  await orienter(
    ctx,
    DemandeOrientation.parse({
      ...{ id: uuidv7(), ...choisie, dominante: 'equilibre', ...changement },
      ...{ notification: { mode: 'courrier' }, malgrePlafond: true },
    }),
  )
}
