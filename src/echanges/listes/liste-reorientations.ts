import { reorienterParListe } from '../../orientation/reorientation/reorienter-par-liste.queries.ts'
import { plusAncienne, suivisPlusRecents } from '../doutes/plus-recent.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'
import { enIds } from './liste-personnes.ts'
import { identifier } from './reconnaitre-personnes.queries.ts'

/**
 * Changes structures and référents of persons already known, one line after the other, as an agent would do it: each line may be
 * refused by the rules of the domain, and the next ones go on. One person may have several lines, played in their order.
 */
export function listeReorientations(atelier: Atelier): TraiterLot {
  const { ctx, demande, colonne } = atelier
  const reconnaitre = identifier(atelier, { plusieursLignes: true })
  return async lignes => {
    const { trouvees, nouvelles, issues } = await reconnaitre(lignes)
    const motif = 'personne inconnue : vérifiez le nom, le prénom et la date de naissance'
    issues.push(...nouvelles.map(ligne => issue(ligne, 'refusee', null, [{ champ: colonne('nom'), motif }])))
    await demande.photographier(enIds(trouvees.map(t => t.personneId)))
    const plusRecent = await suivisPlusRecents(
      atelier,
      trouvees.map(t => t.personneId),
    )
    for (const { ligne, personneId } of trouvees) {
      if (plusRecent(personneId)) {
        issues.push(plusAncienne(atelier, ligne, personneId, 'structure'))
        continue
      }
      const { ajouter, supprimer, structure } = ligne.valeurs
      const refus = await reorienterParListe(ctx, {
        personneId,
        ajouter: ajouter?.split(',') ?? [],
        supprimer: supprimer?.split(',') ?? [],
        structure: structure ?? null,
      })
      if (refus === null) issues.push(issue(ligne, 'modifiee', personneId))
      else if (refus === 'inchangee') issues.push(issue(ligne, 'inchangee', personneId))
      else issues.push(issue(ligne, 'refusee', personneId, [{ champ: colonne(refus.champ), motif: refus.motif }]))
    }
    return issues
  }
}
