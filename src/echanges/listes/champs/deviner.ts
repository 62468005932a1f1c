import { ditAutrui } from '../../../lecture/autrui.ts'
import { estVide, formeComparable } from '../../../lecture/tableau/texte.ts'
import { lireCodePostal, lireCourriel, lireNaissance, lireTelephones } from '../../../lecture/tableau/valeurs.ts'
import type { Champ, DefinitionListe } from './liste.ts'
import { cleDuTitre, motsDuTitre } from './titres.ts'
import { lireNir } from './valeurs-personne.ts'

/** What a column is held to give, how surely (0 to 100), and why, in words. */
export type Piste = { champ: string; confiance: number; raison: string }

/**
 * How sure each sign is: the one table of it. Under the territory's threshold (parameter listes.confiance, 70) a guess is asked, not
 * applied.
 */
const CONFIANCE = {
  titreConnu: 100,
  titreProche: 85,
  titreContient: 55,
  titreDouble: 50,
  valeursContraires: 45,
  valeurs: 40,
} as const

/** What a column looks like by its values, when its title says nothing; in the order they are tried. */
const ALLURES = [
  { cles: ['nir'], lire: lireNir, dit: 'des NIR' },
  { cles: ['courriel'], lire: lireCourriel, dit: 'des adresses électroniques' },
  { cles: ['codePostal'], lire: lireCodePostal, dit: 'des codes postaux' },
  { cles: ['telephone', 'telephone2'], lire: lireTelephones, dit: 'des numéros de téléphone' },
  { cles: ['dateNaissance'], lire: lireNaissance, dit: 'des dates' },
] as const

/** Fields by which a list names others than the person it is about: a title that tells of them is theirs. */
const SUIVI = new Set([
  'structure',
  'referentCourriel',
  'dominante',
  'dateOrientation',
  'ajouter',
  'supprimer',
  'role',
  'roleAgent',
])

const MIN_CONTRAIRES = 3

/** What the columns of a list of this kind may give, by their titles and by the values under them. */
export function devin(definition: DefinitionListe, aujourdhui: string) {
  const parForme = new Map<string, Champ>()
  const parCle = new Map<string, Champ>()
  for (const champ of definition.champs)
    for (const titre of [champ.libelle, ...champ.entetes, champ.cle]) {
      if (!parForme.has(formeComparable(titre))) parForme.set(formeComparable(titre), champ)
      const cle = cleDuTitre(titre)
      if (cle && !parCle.has(cle)) parCle.set(cle, champ)
    }
  // The longest first: « adresse complement » isn't « adresse » with a word more.
  const longues = [...parCle].toSorted((a, b) => b[0].length - a[0].length)

  function parTitre(titre: string): (Piste & { lu: Champ }) | null {
    const connu = parForme.get(formeComparable(titre))
    if (connu) return piste(connu, CONFIANCE.titreConnu, 'son titre est connu')
    const proche = parCle.get(cleDuTitre(titre))
    if (proche) return piste(proche, CONFIANCE.titreProche, `son titre veut dire « ${proche.libelle} »`)
    const mots = motsDuTitre(titre)
    const dedans = longues.find(([cle, { cle: champ }]) => {
      const siens = cle.split(' ')
      return siens.every(m => mots.includes(m)) && (SUIVI.has(champ) || !ditAutrui(titre)) && siens.join('').length > 2
    })?.[1]
    return dedans ? piste(dedans, CONFIANCE.titreContient, `son titre dit « ${dedans.libelle} » et autre chose`) : null
  }

  return {
    parTitre,
    /** The best guess for a column, or null. `valeurs`: the first ones, blank ones left out. `pris`: fields other columns give. */
    piste(titre: string, valeurs: readonly string[], pris: ReadonlySet<string>): Piste | null {
      const dit = parTitre(titre)
      if (dit && !pris.has(dit.champ)) {
        const { lu, ...reste } = dit
        const illisibles = valeurs.length >= MIN_CONTRAIRES && valeurs.every(v => 'refus' in lu.lire(v, aujourdhui))
        if (illisibles && dit.confiance <= CONFIANCE.titreContient) return null
        return illisibles && !lu.bloquant
          ? {
              champ: dit.champ,
              confiance: Math.min(dit.confiance, CONFIANCE.valeursContraires),
              raison: `${dit.raison}, mais aucune de ses premières valeurs ne se lit ainsi`,
            }
          : reste
      }
      if (dit || ditAutrui(titre) || !valeurs.length) return null
      const allure = ALLURES.find(({ lire }) => valeurs.every(v => 'valeur' in lire(v, aujourdhui)))
      const champ = allure?.cles.find(c => !pris.has(c) && definition.champs.some(autre => autre.cle === c))
      // A title that says which date it is, is of that date.
      if (!allure || !champ || (champ === 'dateNaissance' && motsDuTitre(titre).includes('date'))) return null
      return { champ, confiance: CONFIANCE.valeurs, raison: `ses valeurs sont ${allure.dit}` }
    },
    /** A guess for a title that two columns have: which is it? */
    double: (p: Piste): Piste => ({
      ...p,
      confiance: Math.min(p.confiance, CONFIANCE.titreDouble),
      raison: 'deux colonnes portent ce titre : dites laquelle lire',
    }),
  }
}

const piste = (lu: Champ, confiance: number, raison: string) => ({ champ: lu.cle, confiance, raison, lu })

/** The values that say something. */
export const valeursDe = (echantillon: readonly (readonly string[])[], rang: number): string[] =>
  echantillon.map(l => l[rang] ?? '').filter(v => !estVide(v))

/** Whether a title is of somebody else than who a list of persons is about, and no field of the list tells of them. */
export const titreDAutrui = (titre: string, champ: string | undefined): boolean =>
  champ === undefined && ditAutrui(titre)
