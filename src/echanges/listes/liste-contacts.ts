import type { LigneImport } from '../../import/import.ts'
import { direDonnees } from '../../personne/donnees/donnee.queries.ts'
import type { Dite, SourceDonnee } from '../../personne/donnees/donnee.ts'
import { sansPlusRecent } from '../doutes/plus-recent.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'
import { direPlaces } from './dire-places.queries.ts'
import { direSiClos } from './dire-si-clos.queries.ts'
import { enIds, telephoneAPrendre } from './liste-personnes.ts'
import { identifier } from './reconnaitre-personnes.queries.ts'

/** The CNAF says these contacts, whoever sends its file. */
const SOURCE_CONTACTS: SourceDonnee = 'contacts-cnaf'

/**
 * Completes the contacts of known persons (CNAF « contacts » file): by the NIR, else by the number of the household and the role. A
 * mobile beats a landline, which replaces no number. The agreement stays unknown: nothing is sent until the person gives it.
 */
export function listeContacts(atelier: Atelier): TraiterLot {
  const { ctx, demande, colonne } = atelier
  const reconnaitre = identifier(atelier, { parPlace: true })
  return async lignes => {
    const { trouvees, nouvelles, issues } = await reconnaitre(lignes)
    await demande.photographier(enIds(trouvees.map(t => t.personneId)))
    const dites = trouvees.flatMap(({ ligne: { valeurs: v }, personneId, connue }): Dite[] => {
      const contacts = [
        ['telephone', telephoneAPrendre(v, connue?.telephone ?? null)],
        ['courriel', v.courriel],
      ] as const
      return contacts.flatMap(([champ, valeur]) =>
        valeur ? [{ personneId, champ, source: SOURCE_CONTACTS, valeur, accord: null, le: demande.recuLe }] : [],
      )
    })
    const places = await direPlaces(ctx, trouvees, SOURCE_CONTACTS, demande.recuLe)
    const retenues = await sansPlusRecent(atelier, [...dites, ...places])
    const { changees } = await direDonnees(ctx, retenues.dites)
    const siClos = await direSiClos(ctx, changees)
    return [
      ...issues,
      ...nouvelles.map(ligne =>
        issue(ligne, 'refusee', null, [
          {
            champ: colonne(ligne.valeurs.nir ? 'nir' : ligne.valeurs.matricule ? 'matricule' : 'numeroDemandeRsa'),
            motif:
              'aucune personne connue de ce numéro et de ce rôle : importez d’abord le flux ou la liste qui l’annonce',
          },
        ]),
      ),
      ...trouvees.map(
        ({ ligne, personneId }): LigneImport =>
          issue(ligne, changees.has(personneId) ? 'modifiee' : 'inchangee', personneId, [
            ...siClos(personneId),
            ...retenues.gardees(personneId),
          ]),
      ),
    ]
  }
}
