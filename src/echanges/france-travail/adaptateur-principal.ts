import {
  garderActionsFranceTravail,
  garderSuivisFranceTravail,
} from '../../accompagnement/france-travail/france-travail.queries.ts'
import type { Adaptateur, Application, DemandeApplication } from '../../import/adaptateur.ts'
import type { LigneImport } from '../../import/import.ts'
import { unReleve } from '../../lecture/releve.ts'
import { direDonnees } from '../../personne/donnees/donnee.queries.ts'
import { champFranceTravail, type Dite } from '../../personne/donnees/donnee.ts'
import { personnesDe } from '../../personne/doublons/reconnaitre-identites.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import { releverClos } from '../dossiers-clos.queries.ts'
import { colonnesDuDebut, lireLignes } from './lire-lignes.ts'
import {
  COLONNES_ACTIONS,
  COLONNES_PRINCIPAL,
  empreinteAction,
  type LigneAction,
  type LignePrincipale,
  lireAction,
  lirePrincipale,
} from './principal.ts'
import { compterDoutes, recompter, retenirDoutes } from './retenir-doutes.queries.ts'
import { type Connue, trierLignes } from './trier-lignes.queries.ts'

const LOT = 500
/** An action says whose it is by a number alone. */
const SANS_NOM = { nir: null, nom: '', nomNaissance: '', prenom: '', dateNaissance: null, numeroDemandeRsa: null }
type Refus = { champ: string; refus: string }

/** Goes through a table: lines read by `lire`, written by `ecrire` batch after batch. */
async function parcourirLignes<T extends object>(
  demande: DemandeApplication,
  lire: (valeurs: Record<string, string | null>, noter: (champ: string, motif: string) => void) => T | Refus,
  ecrire: (lot: (T & { ligne: number })[]) => Promise<void>,
) {
  const releve = unReleve()
  let lus = 0
  let ecartes = 0
  let attente: (T & { ligne: number })[] = []
  for await (const { ligne, valeurs, faute } of lireLignes(demande)) {
    lus++
    const ou = `ligne ${ligne}`
    const lue = faute
      ? { champ: 'ligne', refus: faute }
      : lire(valeurs, (champ, motif) => releve.noter(ou, champ, motif))
    if ('refus' in lue) {
      ecartes++
      releve.noter(ou, lue.champ, lue.refus)
    } else attente.push({ ...lue, ligne })
    if (attente.length < LOT) continue
    await ecrire(attente)
    attente = []
  }
  if (attente.length) await ecrire(attente)
  return { releve, lus, ecartes }
}

/** What the extraction says that other sources may say too (rule E6). */
function ditesDe(personneId: string, le: string, { identite: { identifiant }, suivi: s }: LignePrincipale): Dite[] {
  const champs: [Dite['champ'], string | null][] = [
    [champFranceTravail(identifiant ?? ''), identifiant],
    ['inscription-france-travail', s.inscritLe],
    ['categorie-france-travail', s.categorie],
    ['structure-suivi', s.structureSuivi ?? s.structure],
    ['metier-recherche', s.metiers[0] ?? null],
  ]
  return champs.flatMap(([champ, valeur]) =>
    valeur === null ? [] : [{ personneId, champ, source: 'france-travail' as const, valeur, le }],
  )
}

/** Writes what the extraction says of these persons: how many values are shown, fields it disagrees on, follow-ups that are new. */
export async function ecrirePrincipal(
  ctx: Context,
  { numero, recuLe, photographier }: Pick<DemandeApplication, 'numero' | 'recuLe' | 'photographier'>,
  connues: readonly Connue<LignePrincipale>[],
): Promise<{ retenues: number; conflits: number; suivis: number }> {
  if (connues.length === 0) return { retenues: 0, conflits: 0, suivis: 0 }
  await photographier(personnesDe(connues.map(c => c.personneId)))
  const { retenues, conflits } = await direDonnees(
    ctx,
    connues.flatMap(({ personneId, dite }) => ditesDe(personneId, recuLe, dite)),
  )
  const suivis = await garderSuivisFranceTravail(
    ctx,
    connues.map(({ personneId, dite }) => ({ personneId, le: recuLe, ...dite.suivi })),
    numero,
  )
  return { retenues, conflits, suivis }
}

async function appliquerPrincipal(ctx: Context, demande: DemandeApplication): Promise<Application> {
  const clos = releverClos(ctx)
  const comptes = { reconnues: 0, inconnues: 0, suivis: 0, conflits: 0, deCote: 0 }
  const lignes: LigneImport[] = []
  const { releve, lus, ecartes } = await parcourirLignes(demande, lirePrincipale, async lot => {
    const triees = await trierLignes(ctx, lot)
    const retenues = await retenirDoutes(ctx, demande, triees.douteuses)
    const connues = [...triees.connues, ...retenues.connues]
    await clos.voir(connues.map(c => c.personneId))
    const ecrites = await ecrirePrincipal(ctx, demande, connues)
    lignes.push(...retenues.lignes)
    comptes.reconnues += connues.length
    comptes.inconnues += triees.inconnues
    comptes.deCote += retenues.deCote
    comptes.suivis += ecrites.suivis
    comptes.conflits += ecrites.conflits
  })
  clos.noter(releve)
  return {
    lignes,
    rapport: {
      resume: `Extraction « principal » de France Travail, reçue le ${dateChiffres(demande.recuLe)}.`,
      comptes: [
        { libelle: 'Lignes lues', nombre: lus },
        { libelle: 'Lignes écartées', nombre: ecartes },
        { libelle: 'Personnes reconnues', nombre: comptes.reconnues },
        { libelle: 'Personnes inconnues', nombre: comptes.inconnues },
        ...compterDoutes(lignes.length, comptes.deCote),
        { libelle: 'Suivis nouveaux ou mis à jour', nombre: comptes.suivis },
        { libelle: 'Désaccords avec une autre source', nombre: comptes.conflits },
      ],
      ...releve.bilan(),
    },
  }
}

async function appliquerActions(ctx: Context, demande: DemandeApplication): Promise<Application> {
  const clos = releverClos(ctx)
  const comptes = { inconnues: 0, aVerifier: 0, lues: 0, nouvelles: 0 }
  const ecrire = async (lot: LigneAction[]) => {
    const { connues, douteuses, inconnues } = await trierLignes(
      ctx,
      lot.map(({ identifiant, action }) => ({ identite: { ...SANS_NOM, identifiant }, action })),
    )
    const dites = connues.map(({ personneId, dite: { action } }) => ({
      ...{ personneId, ...action, empreinte: empreinteAction(personneId, action) },
    }))
    comptes.inconnues += inconnues
    comptes.aVerifier += douteuses.length
    comptes.lues += dites.length
    if (dites.length) await demande.photographier(personnesDe(dites.map(d => d.personneId)))
    await clos.voir(dites.map(d => d.personneId))
    comptes.nouvelles += await garderActionsFranceTravail(ctx, dites, demande.numero)
  }
  const { releve, lus, ecartes } = await parcourirLignes(demande, lireAction, ecrire)
  clos.noter(releve)
  if (comptes.inconnues)
    releve.noter(
      null,
      'identifiant_unique_de',
      'des actions sont celles de personnes inconnues : importez d’abord l’extraction « principal »',
    )
  if (comptes.aVerifier)
    releve.noter(
      null,
      'identifiant_unique_de',
      'des actions portent un identifiant que plusieurs dossiers ont, ou qu’une ligne à décider donne à quelqu’un d’autre : elles ne sont reprises sur aucun. Décidez de cette ligne, réunissez les dossiers sur la page « Doublons », puis importez de nouveau ce fichier',
    )
  return {
    rapport: {
      resume: `Actions prescrites par France Travail, reçues le ${dateChiffres(demande.recuLe)}.`,
      comptes: [
        { libelle: 'Lignes lues', nombre: lus },
        { libelle: 'Lignes écartées', nombre: ecartes },
        { libelle: 'Actions de personnes inconnues', nombre: comptes.inconnues },
        { libelle: 'Actions d’un identifiant à vérifier', nombre: comptes.aVerifier },
        { libelle: 'Actions reprises', nombre: comptes.nouvelles },
        { libelle: 'Actions déjà connues', nombre: comptes.lues - comptes.nouvelles },
      ],
      ...releve.bilan(),
    },
  }
}

const toutes = (colonnes: readonly string[], attendues: readonly string[]) => attendues.every(c => colonnes.includes(c))

/** Which of the two tables these first bytes begin, or null. */
function versionDe(debut: Buffer): 'principal' | 'actions' | null {
  const colonnes = colonnesDuDebut(debut)
  if (toutes(colonnes, COLONNES_PRINCIPAL)) return 'principal'
  return toutes(colonnes, COLONNES_ACTIONS) ? 'actions' : null
}

/** Bytes that hold the first line for sure: what `reconnaitre` is given too. */
const DEBUT = 16 * 1024

/** The « principal » extraction of France Travail and its file of actions: two tables of one kind, told apart by their columns. */
export const adaptateurPrincipal: Adaptateur = {
  genre: 'ft-principal',
  reconnaitre: versionDe,
  recompter,
  appliquer: async (ctx, _client, demande) => {
    let debut = Buffer.alloc(0)
    for await (const octets of demande.source.octets()) {
      debut = Buffer.concat([debut, octets])
      if (debut.length >= DEBUT) break
    }
    const version = versionDe(debut)
    if (!version)
      throw new Refusal(
        'invalid',
        'colonnes-manquantes',
        `Le fichier est refusé, rien n’a changé : sa première ligne doit nommer les colonnes ${COLONNES_PRINCIPAL.join(', ')} (extraction « principal ») ou ${COLONNES_ACTIONS.join(', ')} (actions), séparées par des points-virgules.`,
      )
    return version === 'actions' ? appliquerActions(ctx, demande) : appliquerPrincipal(ctx, demande)
  },
}
