import { z } from 'zod'
import {
  DelaiRepris,
  direDelai,
  direLettre,
  direReferent,
  SuiviRendable,
} from '../accompagnement/annulation/annulation.ts'
import { DOMINANTES_DANS_UNE_PHRASE, Dominante } from '../offre/dominante.ts'
import { AAnnuler, direRetours, Retour } from '../rendez-vous/releve/releve.ts'
import { dateCourte } from '../socle/ui/dates.ts'

/** What cancelling the running orientation is judged on, and told by. Days are YYYY-MM-DD. */
export const FaitsOrientation = z.object({
  orientation: z.object({
    id: z.uuid(),
    dominante: Dominante,
    structureId: z.uuid(),
    structure: z.string(),
    debut: z.string(),
    notifieeLe: z.string().nullable(),
  }),
  /** Follow-ups opened under it, the first one first; all go with it. */
  suivis: z.array(
    z.object({
      id: z.uuid(),
      referentId: z.uuid(),
      referent: z.string(),
      coReferentId: z.uuid().nullable(),
      structure: z.string(),
      debut: z.string(),
      fin: z.string().nullable(),
    }),
  ),
  /** The orientation it ended; `rendable`: its structure is still open. */
  precedente: z.object({ id: z.uuid(), dominante: Dominante, structure: z.string(), rendable: z.boolean() }).nullable(),
  ancien: SuiviRendable.nullable(),
  delai: DelaiRepris.nullable(),
  rendezVous: z.array(AAnnuler),
  /** What comes back of the appointments that the hand-over had decided upon. */
  retours: z.array(Retour),
})
export type FaitsOrientation = z.infer<typeof FaitsOrientation>

/** The follow-up that comes back with the former orientation; null when that one doesn't, or had none that may. */
export const suiviRendu = ({ precedente, ancien }: FaitsOrientation): SuiviRendable | null =>
  precedente?.rendable && ancien?.enPoste ? ancien : null

/** What cancelling does, one sentence each, as it is read before and done after. */
export function consequencesOrientation(faits: FaitsOrientation): string[] {
  const { orientation, suivis, precedente, ancien, delai, retours } = faits
  return [
    `L’orientation vers ${orientation.structure}, du ${dateCourte(orientation.debut)}, est annulée : elle ne compte plus.`,
    ...direSuivis([...new Set(suivis.map(s => s.referent))]),
    ...direPrecedente(precedente),
    ...(precedente?.rendable ? [direReferent(ancien)] : []),
    ...direRetours(retours),
    ...direDelai(delai),
    'Les diagnostics, les contacts notés et les rendez-vous tenus entre-temps restent au dossier.',
    ...(orientation.notifieeLe
      ? direLettre(orientation.notifieeLe)
      : ['La personne n’en avait pas été prévenue : rien n’est à lui envoyer.']),
  ]
}

const enListe = (noms: readonly string[]) => new Intl.ListFormat('fr', { type: 'conjunction' }).format(noms)

function direSuivis(noms: readonly string[]): string[] {
  if (noms.length === 0) return []
  return noms.length > 1
    ? [`Les suivis par ${enListe(noms)} sont annulés avec elle : ces référents ne lisent plus le dossier.`]
    : [`Le suivi par ${enListe(noms)} est annulé avec elle : ce référent ne lit plus le dossier.`]
}

function direPrecedente(precedente: FaitsOrientation['precedente']): string[] {
  if (!precedente) return ['Aucune orientation ne la précédait : la personne est de nouveau sans orientation.']
  const quoi = `L’orientation d’avant (${DOMINANTES_DANS_UNE_PHRASE[precedente.dominante]}, ${precedente.structure})`
  if (precedente.rendable) return [`${quoi} court de nouveau, depuis son premier jour.`]
  return [`${quoi} ne peut pas reprendre, sa structure est fermée : la personne est sans orientation, orientez-la.`]
}
