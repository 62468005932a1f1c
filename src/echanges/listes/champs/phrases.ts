import { LIGNES_COMPTEES, RESULTATS } from '../../../import/genres.ts'
import type { ComptesLignes, ResultatLigne } from '../../../import/import.ts'
import type { GenreListe } from './liste.ts'

/** The same as the figures of a report. */
export const enComptes = (comptes: ComptesLignes) =>
  (Object.keys(RESULTATS) as ResultatLigne[]).map(r => ({ libelle: LIGNES_COMPTEES[r], nombre: comptes[r] }))

/** What a line of each list is about, and what happens to it: « personne créée », « suivi repris ». */
const MOTS: Record<GenreListe, { un: string; des: string; creee: string; modifiee: string; feminin: boolean }> = {
  personnes: { un: 'personne', des: 'personnes', creee: 'créée', modifiee: 'modifiée', feminin: true },
  contacts: { un: 'personne', des: 'personnes', creee: 'créée', modifiee: 'complétée', feminin: true },
  professionnels: { un: 'professionnel', des: 'professionnels', creee: 'créé', modifiee: 'modifié', feminin: false },
  structures: { un: 'structure', des: 'structures', creee: 'créée', modifiee: 'modifiée', feminin: true },
  suivis: { un: 'suivi', des: 'suivis', creee: 'repris', modifiee: 'modifié', feminin: false },
  reorientations: { un: 'personne', des: 'personnes', creee: 'réorientée', modifiee: 'réorientée', feminin: true },
}

const accorder = (mot: string, n: number) => (n > 1 && !mot.endsWith('s') ? `${mot}s` : mot)
const nombre = (n: number) => n.toLocaleString('fr-FR')

/** « 412 personnes seraient créées, 180 modifiées, 8 lignes refusées. » `futur`: nothing is written yet. */
export function direResultat(genre: GenreListe, comptes: ComptesLignes, futur: boolean): string {
  const { un, des, creee, modifiee, feminin } = MOTS[genre]
  const faits = [
    { n: comptes.creee, mot: creee },
    { n: comptes.modifiee, mot: modifiee },
    { n: comptes.inchangee, mot: `déjà à jour`, fixe: true },
  ].filter(f => f.n > 0)
  const morceaux = faits.map(({ n, mot, fixe }, i) => {
    const dit = fixe ? mot : accorder(mot, n)
    if (i > 0) return `${nombre(n)} ${dit}`
    const verbe = futur ? (n > 1 ? 'seraient ' : 'serait ') : fixe ? (n > 1 ? 'sont ' : 'est ') : ''
    return `${nombre(n)} ${n > 1 ? des : un} ${verbe}${dit}`
  })
  if (!faits.length) morceaux.push(`${feminin ? 'aucune' : 'aucun'} ${un} à écrire`)
  const lignes = (n: number, mot: string) => `${nombre(n)} ${accorder('ligne', n)} ${mot}`
  if (comptes['a-decider']) morceaux.push(lignes(comptes['a-decider'], 'à décider'))
  if (comptes.refusee) morceaux.push(lignes(comptes.refusee, accorder('refusée', comptes.refusee)))
  const phrase = morceaux.join(', ')
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
}
