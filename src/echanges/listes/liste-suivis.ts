import { reprendreSuivis, type SuiviAReprendre } from '../../orientation/reprendre-suivis.queries.ts'
import { plusAncienne, suivisPlusRecents } from '../doutes/plus-recent.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'
import { enIds } from './liste-personnes.ts'
import { identifier } from './reconnaitre-personnes.queries.ts'

/** Takes up follow-ups running elsewhere. */
export function listeSuivis(atelier: Atelier): TraiterLot {
  const { ctx, demande, colonne } = atelier
  const reconnaitre = identifier(atelier, { parPlace: true })
  return async lignes => {
    const { trouvees, nouvelles, issues } = await reconnaitre(lignes)
    await demande.photographier(enIds(trouvees.map(t => t.personneId)))
    const plusRecent = await suivisPlusRecents(
      atelier,
      trouvees.map(t => t.personneId),
    )
    const depassees = trouvees.filter(t => plusRecent(t.personneId))
    const aReprendre = trouvees.filter(t => !depassees.includes(t))
    const reprises = await reprendreSuivis(
      ctx,
      aReprendre.map(({ ligne, personneId }): SuiviAReprendre => {
        const { structure = '', referentCourriel = '', dominante = '', dateOrientation = '' } = ligne.valeurs
        return {
          ligne: ligne.ligne,
          personneId,
          structure,
          referentCourriel,
          dateOrientation,
          recuLe: demande.recuLe,
          dominante: dominante as SuiviAReprendre['dominante'],
        }
      }),
    )
    const inconnue =
      'aucune personne de ce rôle dans un foyer de ce numéro : importez d’abord le flux ou la liste qui l’annonce'
    return [
      ...issues,
      ...nouvelles.map(ligne =>
        issue(ligne, 'refusee', null, [
          { champ: colonne(ligne.valeurs.numeroDemandeRsa ? 'numeroDemandeRsa' : 'nir'), motif: inconnue },
        ]),
      ),
      ...depassees.map(({ ligne, personneId }) => plusAncienne(atelier, ligne, personneId, 'structure')),
      ...aReprendre.map(({ ligne, personneId }) => {
        const sort = reprises.get(ligne.ligne)
        if (typeof sort === 'object')
          return issue(ligne, sort.repris ? 'creee' : 'refusee', personneId, [
            { champ: colonne(sort.champ), motif: sort.motif },
          ])
        return issue(ligne, sort === 'cree' ? 'creee' : 'inchangee', personneId)
      }),
    ]
  }
}
