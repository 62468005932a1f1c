import { sql } from 'kysely'
import { recitReferent, recitReferentAnnule } from '../../accompagnement/accompagnement.recits.ts'
import type { LigneImport } from '../../import/import.ts'
import { recitOrientation, recitOrientationAnnulee } from '../../orientation/orientation.recits.ts'
import { CHAMPS, type Dite, direSource } from '../../personne/donnees/donnee.ts'
import { plusRecentes } from '../../personne/donnees/plus-recentes.queries.ts'
import { type Atelier, issue, type LigneLue } from '../listes/appliquer-liste.ts'
import type { Motif } from '../listes/champs/liste.ts'

/**
 * What a list says, but for a line decided late: not what its file tells of something newer since. `gardees`: why, by person; the
 * value itself is in the file of the person.
 */
export async function sansPlusRecent(
  { ctx, demande }: Atelier,
  dites: readonly Dite[],
): Promise<{ dites: readonly Dite[]; gardees: (personneId: string) => Motif[] }> {
  if (!demande.tard) return { dites, gardees: () => [] }
  const recentes = await plusRecentes(ctx, dites)
  const cle = (d: { personneId: string; champ: string }) => `${d.personneId} ${d.champ}`
  const parCle = new Map(recentes.map(r => [cle(r), r]))
  return {
    dites: dites.filter(d => !parCle.has(cle(d))),
    gardees: personneId =>
      recentes
        .filter(r => r.personneId === personneId)
        .map(r => ({
          champ: CHAMPS[r.champ].libelle,
          motif: `gardé tel qu’il est au dossier, plus récent que la liste (${direSource(r, ctx.today)})`,
        })),
  }
}

const SUIVI_PLUS_RECENT =
  'l’orientation ou le suivi de cette personne a changé depuis cette liste : ce qui est plus récent est gardé'
const CHANGENT = [recitOrientation, recitOrientationAnnulee, recitReferent, recitReferentAnnule].map(r => r.nom)

/** Those of these persons whose orientation or follow-up changed since the list was applied, and the reason to leave them so. */
export async function suivisPlusRecents(
  { ctx, demande: { tard } }: Atelier,
  personneIds: readonly string[],
): Promise<(personneId: string) => string | null> {
  if (!tard) return () => null
  const { rows } = await sql<{ id: string }>`
    select distinct e.personne_id as id from evenement e
    where e.personne_id = any(${[...personneIds]}::uuid[]) and e.type = any(${CHANGENT}) and e.saisi_le > ${tard.depuis}::timestamptz
      and e.import is distinct from ${ctx.import}::int`.execute(ctx.db)
  const changees = new Set(rows.map(r => r.id))
  return personneId => (changees.has(personneId) ? SUIVI_PLUS_RECENT : null)
}

/** What becomes of a line that is older than what was done since. */
export const plusAncienne = ({ colonne }: Atelier, ligne: LigneLue, personneId: string, champ: string): LigneImport =>
  issue(ligne, 'refusee', personneId, [{ champ: colonne(champ), motif: SUIVI_PLUS_RECENT }])
