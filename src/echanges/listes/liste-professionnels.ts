import { inscrireProfessionnels, type ProfessionnelDit } from '../../agent/inscrire-professionnels.queries.ts'
import { ROLE_DE_SUIVI, Role } from '../../agent/roles.ts'
import { inscrireStructures } from '../../offre/inscrire-structures.queries.ts'
import { type Atelier, issue, type LigneLue, type TraiterLot } from './appliquer-liste.ts'

/** Creates and completes agents by their address, in their structure when the line names it. */
export function listeProfessionnels({ ctx, colonne }: Atelier): TraiterLot {
  const vus = new Map<string, number>()
  return async lignes => {
    const structures = await structuresDe(lignes)
    const dits: ProfessionnelDit[] = []
    const doubles = lignes.flatMap(ligne => {
      const { courriel = '', nom, prenom, telephone, structure, roleAgent } = ligne.valeurs
      const deja = vus.get(courriel)
      if (deja !== undefined)
        return [
          issue(ligne, 'refusee', null, [{ champ: colonne('courriel'), motif: `même adresse que la ligne ${deja}` }]),
        ]
      vus.set(courriel, ligne.ligne)
      dits.push({
        ligne: ligne.ligne,
        courriel,
        nom: nom ?? null,
        prenom: prenom ?? null,
        telephone: telephone ?? null,
        role: roleAgent === undefined ? ROLE_DE_SUIVI : Role.parse(roleAgent),
        structureId: structure ? (structures.get(structure.toLowerCase()) ?? null) : null,
      })
      return []
    })
    const issues = await inscrireProfessionnels(ctx, dits)
    return [
      ...doubles,
      ...lignes.flatMap(ligne => {
        const sort = dits.some(d => d.ligne === ligne.ligne) ? issues.get(ligne.ligne) : undefined
        if (!sort) return []
        const motifs = sort.motif
          ? [{ champ: colonne(sort.resultat === 'refusee' ? 'courriel' : 'roleAgent'), motif: sort.motif }]
          : []
        return [issue(ligne, sort.resultat, null, motifs)]
      }),
    ]
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
    )
    return new Map(noms.map(([cle], i) => [cle, inscrites[i]?.id ?? '']))
  }
}
