import { inscrireProfessionnels } from '../../agent/par-liste/inscrire-professionnels.queries.ts'
import { agentsDesactives } from '../../agent/par-liste/referent-a-completer.queries.ts'
import { ROLE_DE_SUIVI, Role } from '../../agent/roles.ts'
import type { LigneImport } from '../../import/import.ts'
import { inscrireStructures } from '../../offre/inscrire-structures.queries.ts'
import { type Atelier, issue, type LigneLue, type TraiterLot } from './appliquer-liste.ts'

/** Creates and completes agents by their address, in their structure when the line names it. */
export function listeProfessionnels({ ctx, colonne }: Atelier): TraiterLot {
  const vus = new Map<string, number>()
  return async lignes => {
    // Asked before its structure is made.
    const desactive = await agentsDesactives(
      ctx,
      lignes.map(l => l.valeurs.courriel ?? ''),
    )
    const refusees: LigneImport[] = []
    const gardees = lignes.filter(ligne => {
      const { courriel = '' } = ligne.valeurs
      const deja = vus.get(courriel)
      vus.set(courriel, deja ?? ligne.ligne)
      const motif = deja !== undefined ? `même adresse que la ligne ${deja}` : desactive(courriel)
      if (motif) refusees.push(issue(ligne, 'refusee', null, [{ champ: colonne('courriel'), motif }]))
      return motif === null
    })
    const structures = await structuresDe(gardees)
    const issues = await inscrireProfessionnels(
      ctx,
      gardees.map(({ ligne, valeurs: { courriel = '', nom, prenom, telephone, structure, roleAgent } }) => ({
        ligne,
        courriel,
        nom: nom ?? null,
        prenom: prenom ?? null,
        telephone: telephone ?? null,
        role: roleAgent === undefined ? ROLE_DE_SUIVI : Role.parse(roleAgent),
        structureId: structure ? (structures.get(structure.toLowerCase()) ?? null) : null,
      })),
    )
    const ecrites = gardees.flatMap(ligne => {
      const sort = issues.get(ligne.ligne)
      if (!sort) return []
      const motifs = sort.motif ? [{ champ: colonne('roleAgent'), motif: sort.motif }] : []
      return [issue(ligne, sort.resultat, null, motifs)]
    })
    return [...refusees, ...ecrites]
  }

  async function structuresDe(lignes: readonly LigneLue[]): Promise<Map<string, string>> {
    const noms = [
      ...new Map(
        lignes.flatMap(({ valeurs: { structure } }) =>
          structure ? [[structure.toLowerCase(), structure] as const] : [],
        ),
      ),
    ]
    const vide = { siret: null, telephone: null, courriel: null, adresse: null }
    const inscrites = await inscrireStructures(
      ctx,
      noms.map(([, nom]) => ({ nom, ...vide })),
      { joindre: true },
    )
    return new Map(noms.map(([cle], i) => [cle, inscrites[i]?.id ?? '']))
  }
}
