import type { DemandeApplication } from '../../import/adaptateur.ts'
import { ouvrirDit } from '../../import/doutes/doutes.queries.ts'
import type { GenreADoutes, LigneImport } from '../../import/import.ts'
import { celluleMontree } from '../../personne/matricule/matricule.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import { datePartielle } from '../../socle/ui/phrases.ts'
import type { Context } from '../../socle/use-case.ts'
import type { Doute } from '../doutes/doute.queries.ts'
import { RECONNUE_DEPUIS } from '../doutes/doute.ts'
import { direSiClos } from '../listes/dire-si-clos.queries.ts'
import { type DossierDit, ecrirePecg } from './adaptateur-pecg.ts'
import { ecrirePrincipal } from './adaptateur-principal.ts'
import type { LignePrincipale } from './principal.ts'
import { type Candidat, type Nommee, trierLignes } from './trier-lignes.queries.ts'

type Dit = { identite: Nommee }
type Ecriture = Pick<DemandeApplication, 'numero' | 'recuLe' | 'photographier'>
/** What a kind of file tells beside whom it names, and how it is written on a file; true: it said something new. */
type Gestes<D extends Dit> = {
  montrer: (dite: D, aujourdhui: string) => [entete: string, valeur: string | null][]
  ecrire: (ctx: Context, demande: Ecriture, personneId: string, dite: D) => Promise<boolean>
}

const PRINCIPAL: Gestes<LignePrincipale> = {
  montrer: ({ suivi: s }) => [
    ['Inscription', s.inscritLe && dateChiffres(s.inscritLe)],
    ['Suivi par', [s.referentNom, s.structureSuivi ?? s.structure].filter(Boolean).join(', ')],
  ],
  ecrire: async (ctx, demande, personneId, dite) => {
    const { retenues, suivis } = await ecrirePrincipal(ctx, demande, [{ personneId, dite }])
    return retenues + suivis > 0
  },
}
const DOSSIER: Gestes<DossierDit> = {
  montrer: (d, aujourdhui) => [
    ['PPAE signé', datePartielle(d.signeLe, aujourdhui)],
    ['Dernier entretien', datePartielle(d.dernierEntretienLe, aujourdhui)],
  ],
  ecrire: async (ctx, demande, personneId, dite) => (await ecrirePecg(ctx, demande, [{ personneId, dite }])) > 0,
}
const GESTES = { 'ft-principal': PRINCIPAL, pecg: DOSSIER }
type GenreFranceTravail = keyof typeof GESTES

export const estFranceTravail = (genre: GenreADoutes): genre is GenreFranceTravail => genre in GESTES

/** What a line that waits says: its own kind of file kept it so. */
function ouvrir(ctx: Context, { genre, dit }: Doute): { dite: Dit; gestes: Gestes<Dit> } | null {
  if (!dit || !estFranceTravail(genre)) return null
  return { dite: ouvrirDit(ctx, dit) as Dit, gestes: GESTES[genre] as unknown as Gestes<Dit> }
}

const certain = (personneId: string): Candidat => ({ personneId, raisons: [RECONNUE_DEPUIS] })

/** What a line that waits tells of whom it names, numbers masked, and the files it resembles today, best first. */
export async function relireFranceTravail(ctx: Context, doute: Doute) {
  const ouvert = ouvrir(ctx, doute)
  if (!ouvert) return { cellules: [], candidats: [] }
  const { dite, gestes } = ouvert
  const { identite: i } = dite
  const dits: [string, string | null][] = [
    ['Identifiant France Travail', i.identifiant],
    ['NIR', i.nir && celluleMontree(i.nir)],
    ['Nom', i.nom],
    ['Nom de naissance', i.nomNaissance === i.nom ? null : i.nomNaissance],
    ['Prénom', i.prenom],
    ['Date de naissance', i.dateNaissance && dateChiffres(i.dateNaissance)],
    ...gestes.montrer(dite, ctx.today),
  ]
  const { connues, douteuses } = await trierLignes(ctx, [dite])
  return {
    cellules: dits.flatMap(([entete, valeur]) => (valeur ? [{ entete, valeur }] : [])),
    candidats: [...connues.map(c => certain(c.personneId)), ...douteuses.flatMap(d => d.candidats)],
  }
}

/**
 * Writes a line on the file it was said to speak of (`choix`), if it is one of those it resembles today; on the file it is known to speak
 * of since, when it is. Nothing: it resembles that file no more.
 */
export async function reprendreFranceTravail(
  ctx: Context,
  doute: Doute,
  choix: string,
  photographier: DemandeApplication['photographier'],
): Promise<LigneImport | undefined> {
  const ouvert = ouvrir(ctx, doute)
  if (!ouvert) return undefined
  const { connues, douteuses } = await trierLignes(ctx, [ouvert.dite])
  const [certaine] = connues
  const possible = douteuses.some(d => d.candidats.some(c => c.personneId === choix))
  if (!certaine && !possible) return undefined
  const personneId = certaine?.personneId ?? choix
  const demande = { numero: doute.numero, recuLe: doute.recuLe, photographier }
  const neuf = await ouvert.gestes.ecrire(ctx, demande, personneId, ouvert.dite)
  const motifs = neuf ? (await direSiClos(ctx, [personneId]))(personneId) : []
  return { ligne: doute.ligne, resultat: neuf ? 'modifiee' : 'inchangee', personneId, motifs }
}
