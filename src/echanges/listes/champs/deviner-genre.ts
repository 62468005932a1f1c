import { DEFINITIONS, profilDe } from './champs.ts'
import { devin } from './deviner.ts'
import { type GenreListe, manques } from './liste.ts'
import { proposer, SEUIL } from './proposer.ts'

/** What the titles of a file say it is. `genre` null: nothing is sure enough, and it is asked. */
export type GenreDevine = { genre: GenreListe | null; confiance: number; raison: string }

/** What only a list of persons tells: neither an agent nor a structure has a birth date or a NIR. */
const DE_PERSONNE = ['dateNaissance', 'nir', 'nomNaissance', 'matricule', 'numeroDemandeRsa', 'lieuNaissance']
/** What makes a kind that asks for little more than a name or an address sure of itself. */
const PROPRES: Partial<Record<GenreListe, readonly string[]>> = {
  structures: ['siret', 'adresse', 'codePostal', 'ville', 'responsableCourriel', 'responsableNom'],
  professionnels: ['structure', 'roleAgent'],
}
const CONFIANCE = { profil: 100, propre: 90, commun: 60 } as const

/**
 * The kind of list that these titles announce, and how surely: all that it requires is there, and it understands more of them than
 * the other kinds. A list that tells births or NIRs is of persons, never of structures nor of agents.
 */
export function devinerGenre(entetes: readonly string[], seuil = SEUIL): GenreDevine {
  const lire = devin(DEFINITIONS.personnes, '').parTitre
  const lus = new Set(entetes.flatMap(e => lire(e) ?? []).flatMap(p => (p.confiance >= seuil ? [p.champ] : [])))
  const depersonnes = DE_PERSONNE.some(cle => lus.has(cle))
  const notes = (Object.keys(DEFINITIONS) as GenreListe[]).flatMap(genre => {
    const { correspondance, nonRepris } = proposer(genre, entetes, [], '', seuil)
    const { champs } = DEFINITIONS[genre]
    const reconnus = Object.values(correspondance.colonnes)
    if (manques(DEFINITIONS[genre], correspondance).length) return []
    if (genre === 'structures' && (depersonnes || lus.has('prenom'))) return []
    if (genre === 'professionnels' && depersonnes) return []
    const profil = profilDe(genre, entetes)
    const propres = PROPRES[genre]
    const propre = !propres || propres.some(cle => reconnus.includes(cle)) || Object.keys(nonRepris).length > 0
    const confiance = profil ? CONFIANCE.profil : propre ? CONFIANCE.propre : CONFIANCE.commun
    const dits = reconnus.slice(0, 4).map(cle => `« ${champs.find(c => c.cle === cle)?.libelle ?? cle} »`)
    const note = reconnus.length + Object.keys(nonRepris).length / 2 + (profil ? 5 : 0)
    const raison = profil ? `ses titres sont ceux de ${profil.libelle}` : `ses titres donnent ${dits.join(', ')}`
    return [{ genre, note, confiance, raison }]
  })
  const [premier, second] = notes.toSorted((a, b) => b.note - a.note)
  if (!premier) return { genre: null, confiance: 0, raison: 'ses titres ne suffisent à aucune sorte de liste' }
  if (second && second.note === premier.note)
    return { genre: null, confiance: 50, raison: 'ses titres conviennent à deux sortes de listes' }
  const { genre, confiance, raison } = premier
  return { genre: confiance >= seuil ? genre : null, confiance, raison }
}
