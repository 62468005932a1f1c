import { reorienterParListe } from '../../accompagnement/reorienter-par-liste.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'
import { enIds } from './liste-personnes.ts'
import { identifier } from './reconnaitre-personnes.queries.ts'

/**
 * Changes structures and référents of persons already known, one line after the other, as an agent would do it: each line may be
 * refused by the rules of the domain, and the next ones go on. One person may have several lines, played in their order.
 */
export function listeReorientations(atelier: Atelier): TraiterLot {
  const { ctx, demande, colonne } = atelier
  return async lignes => {
    const issues = []
    for (const ligne of lignes) {
      const { trouvees, nouvelles, issues: autres } = await identifier(atelier)([ligne])
      issues.push(...autres)
      if (nouvelles.length)
        issues.push(
          issue(ligne, 'refusee', null, [
            { champ: colonne('nom'), motif: 'personne inconnue : vérifiez le nom, le prénom et la date de naissance' },
          ]),
        )
      const [trouvee] = trouvees
      if (!trouvee) continue
      await demande.photographier(enIds([trouvee.personneId]))
      const { ajouter, supprimer, structure } = ligne.valeurs
      const refus = await reorienterParListe(ctx, {
        personneId: trouvee.personneId,
        ajouter: ajouter?.split(',') ?? [],
        supprimer: supprimer?.split(',') ?? [],
        structure: structure ?? null,
      })
      if (refus === null) issues.push(issue(ligne, 'modifiee', trouvee.personneId))
      else if (refus === 'inchangee') issues.push(issue(ligne, 'inchangee', trouvee.personneId))
      else
        issues.push(issue(ligne, 'refusee', trouvee.personneId, [{ champ: colonne(refus.champ), motif: refus.motif }]))
    }
    return issues
  }
}
