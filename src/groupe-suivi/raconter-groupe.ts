import { CHAMPS, Champ } from './groupe-suivi.ts'

type Donnees = Record<string, unknown> | null

/** The sentence of the timeline: who came in for a field, or left. The shape is the one of ajouter-membre.ts and retirer-membre.ts. */
export function raconterGroupe(avant: Donnees, apres: Donnees): { titre: string; detail: string | null } {
  const { agent, champ } = apres ?? avant ?? {}
  const lu = Champ.safeParse(champ)
  return {
    titre: [apres ? 'Co-intervenant ajouté' : 'Co-intervenant retiré', agent].filter(Boolean).join(' · '),
    detail: lu.success ? CHAMPS[lu.data].libelle : null,
  }
}
