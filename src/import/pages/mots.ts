import { nombre, pluriel } from '../../socle/ui/dates.ts'
import type { Ton } from '../../socle/ui/theme.ts'
import type { FicheImport } from '../fiche-import.queries.ts'
import { estListe, LIGNES_COMPTEES, STATUTS, VOIES } from '../genres.ts'
import type { ResultatLigne } from '../import.ts'
import { tenue } from './quoi.ts'

const NBSP = '\u00a0'

/** Which one of its kind, once it has been read: « Quotidien du 20 novembre 2026 ». */
export function direLequel({ resume, version }: FicheImport): string | null {
  const dit = resume?.replace(`Flux ${version} `, '').replace(/\.$/, '')
  return dit ? dit.charAt(0).toUpperCase() + dit.slice(1) : null
}

/** The state in a word and a tone; a simulation is never taken for the real thing. */
export function direEtat(fiche: FicheImport): { mot: string; ton: Ton } {
  const { statut, simulation } = fiche
  if (tenue(fiche)) return { mot: simulee(fiche) ? 'Simulé, à confirmer' : 'À confirmer', ton: 'late' }
  if (statut === 'a-verifier' && simulee(fiche)) return { mot: 'Simulé, à appliquer', ton: 'soon' }
  if (simulation && statut === 'en-attente') return { mot: 'Simulation en attente', ton: 'waiting' }
  if (simulation && statut === 'en-cours') return { mot: 'Simulation en cours', ton: 'info' }
  if (statut === 'depot') return { mot: 'Arrivé en partie', ton: 'soon' }
  if (statut === 'refuse') return { mot: 'Refusé, rien n’a changé', ton: 'late' }
  return { mot: STATUTS[statut], ton: TONS[statut] }
}
const TONS: Record<FicheImport['statut'], Ton> = {
  depot: 'soon',
  'a-verifier': 'soon',
  'en-attente': 'waiting',
  'en-cours': 'info',
  applique: 'done',
  refuse: 'late',
  annule: 'waiting',
}

/** Its report tells what would happen, not what happened. */
export const simulee = ({ simulation, comptes, lignes }: FicheImport): boolean =>
  simulation && (comptes !== null || Object.keys(lignes).length > 0)

/** A table, or a file nobody has named yet: its columns are chosen before anything. */
export const estTableau = ({ genre }: FicheImport): boolean => genre === null || estListe(genre)

export const tourne = ({ statut }: FicheImport): boolean => statut === 'en-attente' || statut === 'en-cours'

const INVARIABLES = new Set([
  'dans',
  'sans',
  'plus',
  'pas',
  'sous',
  'puis',
  'refus',
  'avis',
  'mois',
  'fois',
  'cas',
  'temps',
  'parcours',
  'repris',
  'pris',
  'mis',
])

/** « 412 foyers créés », « 1 nouvel entrant », from the plural label of a figure. */
export function direCompte(n: number, libelle: string): string {
  const minuscule = /^\p{Lu}{2}/u.test(libelle) ? libelle : libelle.charAt(0).toLowerCase() + libelle.slice(1)
  const accorde =
    Math.abs(n) >= 2
      ? minuscule
      : minuscule
          .replace(/^nouveaux (?=[aeiouéèh])/, 'nouvel ')
          .replace(/\p{L}+/gu, mot =>
            INVARIABLES.has(mot) ? mot : mot.replace(/(?<=..)eaux$/, 'eau').replace(/(?<=..)s$/, ''),
          )
  // A short one stays in one piece at the end of a line.
  return `${nombre(n)}${NBSP}${accorde.length > 20 ? accorde : accorde.replaceAll(' ', NBSP)}`
}

/** What is worth saying on one line of what an import did: what came or changed, and what was set aside. */
export function direResultat({ comptes, lignes }: Pick<FicheImport, 'comptes' | 'lignes'>): string | null {
  const parLigne = Object.entries(lignes).map(([resultat, n]) => ({
    libelle: LIGNES_COMPTEES[resultat as ResultatLigne],
    nombre: n,
  }))
  const tous = comptes?.length ? comptes : parLigne
  if (tous.length === 0) return null
  const utiles = tous.filter(c => c.nombre > 0 && !/\blu(e?)s\b|inchangé/i.test(c.libelle))
  const majeurs = utiles.filter(c => MAJEURS.test(c.libelle))
  const retenus = new Set([...majeurs, ...utiles.filter(c => !majeurs.includes(c)).slice(0, 4 - majeurs.length)])
  const ecartes = utiles.filter(c => ECARTES.test(c.libelle))
  const dits = [...utiles.filter(c => retenus.has(c) && !ecartes.includes(c)), ...ecartes]
  return dits.length ? dits.map(c => direCompte(c.nombre, c.libelle)).join(', ') : 'Rien de nouveau'
}
const ECARTES = /écarté|refusée/i
/** Never left out of the line, however long it is. */
const MAJEURS = /entrant|écarté|refusée|à décider/i

/** « 812 octets », « 12,4 Mo ». */
export function direTaille(octets: number): string {
  if (octets < 1000) return pluriel(octets, 'octet')
  const rang = Math.min(2, Math.floor(Math.log10(octets) / 3) - 1)
  return `${nombre(octets / 1000 ** (rang + 1), octets < 1e6 ? 0 : 1)}${NBSP}${['ko', 'Mo', 'Go'][rang]}`
}

/** Time between two instants: « moins d’une seconde », « 12 secondes », « 3 min 20 s ». */
export function direDuree(debut: string, fin: string): string {
  const secondes = Math.round((Date.parse(fin) - Date.parse(debut)) / 1000)
  if (secondes < 1) return 'moins d’une seconde'
  if (secondes < 60) return pluriel(secondes, 'seconde')
  return `${Math.floor(secondes / 60)}${NBSP}min${NBSP}${secondes % 60}${NBSP}s`
}

/** Who brought it, and by which way when it isn't the screen. */
export const direVoie = ({ voie, deposeNom }: FicheImport): string =>
  voie === 'ecran' ? deposeNom : `${deposeNom}, ${VOIES[voie].charAt(0).toLowerCase()}${VOIES[voie].slice(1)}`
