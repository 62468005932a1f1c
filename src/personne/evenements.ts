import { MODELES } from '../courrier/modeles.ts'
import { MOTIFS_ENTREE } from '../droit/entree.ts'
import { phraseDroit } from '../droit/frise.ts'
import { DOMINANTES } from '../orientation/orientation.ts'
import { CONVOCATIONS, ISSUES, MODALITES, OBJETS } from '../rendez-vous/rendez-vous.ts'
import { dateCourte, heure, jourDe, moisAnnee, telephone } from '../socle/ui/dates.ts'
import { CHAMPS, Champ, direValeur, SOURCES } from './donnees/donnee.ts'
import { prenomLisible } from './noms.ts'
import { RECITS_ARCHIVE } from './recits-archive.ts'

/** What a timeline entry holds, as written by `ctx.record`: shapes are those of each domain, read here without trust. */
type Donnees = Record<string, unknown> | null
export type Phrase = { titre: string; detail: string | null }

export type LecteurDuFil = { sexe: string; aujourdhui: string }

const PRONOM_NOTIFICATION: Record<string, string> = {
  courrier: 'par courrier',
  courriel: 'par courriel',
  'remise-en-main-propre': 'en main propre',
}
/** Why a follow-up sleeps or a person leaves, as the flows' movements say it. */
const PAUSES: Record<string, string> = {
  suspension: 'Droit suspendu',
  'plus-soumise': 'N’est plus soumise aux droits et devoirs',
}
const MOUVEMENTS: Record<string, string> = {
  'suspension-longue': 'Le droit est suspendu depuis trop longtemps pour que le suivi reste ouvert.',
  radiation: 'Le droit est clos.',
  mutation: 'Le dossier est parti dans un autre département.',
  'sortie-du-foyer': 'La personne a quitté le foyer au RSA.',
  'absent-du-flux': 'La personne n’est plus dans le flux mensuel.',
}

const texte = (d: Donnees, cle: string): string | null => {
  const valeur = d?.[cle]
  return typeof valeur === 'string' && valeur !== '' ? valeur : null
}
/** A label kept beside an id: « structure » as text, or as { nom }, or under the key followed by Nom. */
const nom = (d: Donnees, cle: string): string | null => {
  const valeur = d?.[cle]
  if (valeur !== null && typeof valeur === 'object' && 'nom' in valeur) {
    const { nom: dernier, prenom } = valeur as { nom?: unknown; prenom?: unknown }
    const lisible = typeof prenom === 'string' ? prenomLisible(prenom) : null
    return [lisible, dernier].filter(v => typeof v === 'string').join(' ') || null
  }
  return texte(d, `${cle}Nom`) ?? texte(d, cle)
}
const mot = (table: Readonly<Record<string, string>>, cle: string | null): string | null =>
  cle === null ? null : (table[cle] ?? null)
const enPhrase = (d: Donnees, cle: string) => {
  const dominante = mot(DOMINANTES, texte(d, cle))
  return dominante === null ? null : minuscule(dominante)
}
const enSuite = (...morceaux: (string | null | false)[]): string | null => {
  const dits = morceaux.filter(m => typeof m === 'string' && m !== '')
  return dits.length ? dits.join(' · ') : null
}
/** First letter down, but « SMS » stays « SMS ». */
const minuscule = (phrase: string) =>
  /^\p{Lu}{2}/u.test(phrase) ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1)
const majuscule = (phrase: string) => phrase.charAt(0).toUpperCase() + phrase.slice(1)
const NBSP = '\u00a0'

function instant(d: Donnees, cle: string, { aujourdhui }: LecteurDuFil): string | null {
  const valeur = texte(d, cle)
  if (valeur === null || Number.isNaN(Date.parse(valeur))) return null
  return valeur.length > 10
    ? `le ${dateCourte(valeur, aujourdhui)} à${NBSP}${heure(valeur)}`
    : `le ${dateCourte(valeur, aujourdhui)}`
}

/** « le 3 mars 2024 », « en mars 2024 », « en 2024 »: a date told to the day, the month or the year. */
function datePartielle(d: Donnees, cle: string, lecteur: LecteurDuFil): string | null {
  const valeur = texte(d, cle)
  if (valeur === null || valeur.length >= 10) return instant(d, cle, lecteur)
  return valeur.length === 7 ? `en ${moisAnnee(valeur)}` : `en ${valeur}`
}

/** What an agreement became; one that was never given isn't withdrawn. */
function accord(pour: string, avant: unknown, apres: unknown): string | null {
  if (apres) return `Accord pour ${pour}`
  return avant ? `Plus d’accord pour ${pour}` : null
}

type Narrateur = (avant: Donnees, apres: Donnees, lecteur: LecteurDuFil) => Phrase

const NARRATEURS: Record<string, Narrateur> = {
  entree: (_, apres, lecteur) => {
    const motif = mot(MOTIFS_ENTREE, texte(apres, 'motif'))
    const recu = instant(apres, 'recuLe', lecteur)
    return {
      titre: motif ? `Entrée${NBSP}: ${minuscule(motif)}` : 'Entrée dans le parcours',
      detail: recu && `Reçu de la CAF ou de la MSA ${recu}`,
    }
  },
  reprise: (_, apres) => ({
    titre: 'Reprise du suivi, avec le même référent',
    detail: enSuite(nom(apres, 'referent'), nom(apres, 'structure')),
  }),
  'mise-en-veille': (_, apres) => ({
    titre: mot(PAUSES, texte(apres, 'motif')) ?? 'Suivi mis en veille',
    detail: 'S’il y a un référent, il reste le même au retour.',
  }),
  sortie: (_, apres, lecteur) => ({
    titre: 'Sortie du RSA',
    detail: mot(MOUVEMENTS, texte(apres, 'motif')) ?? etatDroit(apres, lecteur),
  }),
  droit: (avant, apres, lecteur) => {
    const devenu = etatDroit(apres, lecteur)
    const etait = etatDroit(avant, lecteur)
    return {
      titre: devenu ?? 'Changement du droit',
      detail: etait && etait !== devenu ? `Avant${NBSP}: ${etait}` : null,
    }
  },
  contact: (avant, apres) => {
    const change = (cle: string) => JSON.stringify(avant?.[cle] ?? null) !== JSON.stringify(apres?.[cle] ?? null)
    const tel = texte(apres, 'telephone')
    const ancien = texte(avant, 'telephone')
    const dits = [
      change('telephone') &&
        enSuite(
          tel ? `Téléphone${NBSP}: ${telephone(tel)}` : 'Téléphone retiré',
          ancien && `avant, ${telephone(ancien)}`,
        ),
      change('courriel') &&
        (texte(apres, 'courriel') ? `Courriel${NBSP}: ${texte(apres, 'courriel')}` : 'Courriel retiré'),
      change('telephoneAccord') && accord('les SMS', avant?.telephoneAccord, apres?.telephoneAccord),
      change('courrielAccord') && accord('les courriels', avant?.courrielAccord, apres?.courrielAccord),
    ]
    const detail = enSuite(...dits)
    return { titre: detail ? 'Coordonnées corrigées' : 'Coordonnées confirmées', detail }
  },
  'rendez-vous-pris': (_, apres, lecteur) => {
    const objet = mot(OBJETS, texte(apres, 'objet')) ?? 'Rendez-vous'
    const quand = instant(apres, 'debut', lecteur)
    const convocation = mot(CONVOCATIONS, texte(apres, 'convocation'))
    return {
      titre: `${texte(apres, 'remplace') ? 'Rendez-vous reporté' : 'Rendez-vous pris'}${NBSP}: ${minuscule(objet)}${quand ? ` ${quand}` : ''}`,
      detail: enSuite(
        mot(MODALITES, texte(apres, 'modalite')),
        nom(apres, 'agent') && `avec ${nom(apres, 'agent')}`,
        convocation && `convocation${NBSP}: ${minuscule(convocation)}`,
      ),
    }
  },
  'rendez-vous-issue': (_, apres, lecteur) => {
    const issue = accorder(mot(ISSUES, texte(apres, 'issue')), texte(apres, 'issue'), lecteur.sexe)
    const objet = mot(OBJETS, texte(apres, 'objet')) ?? 'Rendez-vous'
    const quand = instant(apres, 'debut', lecteur)
    if (!issue)
      return {
        titre: `${objet}${NBSP}: issue corrigée, à conclure de nouveau`,
        detail: quand && `Rendez-vous du ${quand.slice(3)}`,
      }
    return { titre: `${objet} — ${issue}`, detail: quand && `Rendez-vous du ${quand.slice(3)}` }
  },
  diagnostic: (_, apres) => {
    const version = apres?.version
    const suite =
      typeof version === 'number' && version > 1
        ? `Diagnostic mis à jour (version${NBSP}${version})`
        : 'Diagnostic établi'
    return { titre: suite, detail: apres?.conjoint === true ? 'Avec France Travail' : null }
  },
  'donnees-socio-pro': (_, apres, lecteur) => {
    const source = texte(apres, 'source')
    const quand = instant(apres, 'le', lecteur)
    return {
      titre: `Données socio-professionnelles reçues de la ${source === 'CAF' || source === 'MSA' ? source : 'CAF ou de la MSA'}`,
      detail: quand && `Déclarées ${quand}`,
    }
  },
  ppae: (_, apres, lecteur) => {
    const signe = datePartielle(apres, 'signeLe', lecteur)
    const entretien = datePartielle(apres, 'dernierEntretienLe', lecteur)
    return {
      titre: signe ? `PPAE signé ${signe} à France Travail` : 'PPAE connu de France Travail',
      detail: entretien && `Dernier entretien ${entretien}`,
    }
  },
  'suivi-france-travail': (_, apres) => ({
    titre: nom(apres, 'referent')
      ? `Suivi à France Travail${NBSP}: ${nom(apres, 'referent')}`
      : 'Suivi à France Travail',
    detail: enSuite(nom(apres, 'structure'), texte(apres, 'modalite')),
  }),
  orientation: (avant, apres) => {
    const dominante = enPhrase(apres, 'dominante')
    const proposition = enPhrase(apres, 'proposition')
    return {
      titre: `${avant ? 'Réorientation' : texte(apres, 'origine') === 'reprise-de-suivi' ? 'Orientation reprise d’un suivi déjà en cours' : 'Orientation'}${dominante ? `${NBSP}: ${dominante}` : ''}`,
      detail: enSuite(
        nom(apres, 'structure'),
        proposition && proposition !== dominante && `proposition du référentiel${NBSP}: ${proposition}`,
        texte(apres, 'motif'),
      ),
    }
  },
  notification: (_, apres, lecteur) => {
    const moyen = mot(PRONOM_NOTIFICATION, texte(apres, 'mode'))
    return {
      titre: `Orientation notifiée${moyen ? ` ${moyen}` : ''}`,
      detail: enSuite(nom(apres, 'structure'), majusculeOuNul(instant(apres, 'le', lecteur))),
    }
  },
  referent: (avant, apres) => {
    const qui = nom(apres, 'referent')
    const ancien = nom(avant, 'referent')
    return {
      titre: qui ? `${ancien ? 'Nouveau référent' : 'Référent désigné'}${NBSP}: ${qui}` : 'Fin de l’accompagnement',
      detail: enSuite(nom(apres, 'structure'), ancien && `après ${ancien}`),
    }
  },
  donnees: (avant, apres, { aujourdhui }) => {
    const dits = Array.isArray(apres?.champs) ? apres.champs : []
    const changes = dits.filter(c => c.valeur !== (avant?.[c.champ] ?? null))
    const phrases = dits.map(c => {
      const source = mot(SOURCES, texte(c, 'source'))
      const valeur = `${libelleChamp(c)}${NBSP}: ${valeurLisible(c, aujourdhui)}`
      return `${valeur}${source ? ` (${source})` : ''}${c.conflit === true ? ', une autre source diffère' : ''}`
    })
    return {
      titre: changes.length ? 'Informations reçues' : 'Deux sources ne disent pas la même chose',
      detail: enSuite(...phrases),
    }
  },
  'conflit-tranche': (_, apres, { aujourdhui }) => {
    const source = mot(SOURCES, texte(apres, 'source'))
    return {
      titre: `${libelleChamp(apres)}${NBSP}: valeur choisie entre plusieurs sources`,
      detail: enSuite(valeurLisible(apres, aujourdhui), source && `dit par${NBSP}: ${source}`),
    }
  },
  'dossier-ouvert': (_, apres) => {
    const source = mot(SOURCES, texte(apres, 'source'))
    return { titre: 'Dossier ouvert', detail: source && `Source${NBSP}: ${source}` }
  },
  fusion: (_, apres) => ({
    titre: 'Deux dossiers réunis en un',
    detail: nom(apres, 'absorbe') && `Dossier réuni à celui-ci${NBSP}: ${nom(apres, 'absorbe')}`,
  }),
  separation: () => ({ titre: 'Dossiers séparés de nouveau', detail: 'La réunion des deux dossiers a été défaite.' }),
  distinction: () => ({
    titre: 'Un autre dossier ressemblait à celui-ci',
    detail: 'Vérifié\u00a0: ce sont deux personnes.',
  }),
  'import-annule': (_, apres) => ({
    titre: 'Import annulé',
    detail: enSuite(
      typeof apres?.import === 'number' && `n°${NBSP}${apres.import}`,
      texte(apres, 'fichier'),
      'Ce qu’il avait changé ici est redevenu comme avant.',
    ),
  }),
  ...RECITS_ARCHIVE,
  courrier: (_, apres) => ({
    titre: `Courrier édité${NBSP}: ${minuscule(mot(MODELES, texte(apres, 'modele')) ?? 'lettre')}`,
    detail: null,
  }),
}

const libelleChamp = (d: Donnees): string => {
  const champ = Champ.safeParse(d?.champ)
  return champ.success ? CHAMPS[champ.data].libelle : 'Information'
}
const valeurLisible = (d: Donnees, aujourdhui: string): string => {
  const champ = Champ.safeParse(d?.champ)
  return (champ.success && direValeur(champ.data, texte(d, 'valeur'), aujourdhui)) || 'aucune'
}

function etatDroit(d: Donnees, { sexe }: LecteurDuFil): string | null {
  const etat = texte(d, 'etat')
  if (etat === null) return null
  const soumis = d?.soumis
  return phraseDroit({ etat, soumis: typeof soumis === 'boolean' ? soumis : null, motif: texte(d, 'motif') }, sexe)
}

/** « présente », « absente excusée » for a woman; the labels of the list are masculine. */
function accorder(libelle: string | null, issue: string | null, sexe: string): string | null {
  if (libelle === null) return null
  const dit = minuscule(libelle)
  const dePersonne = issue === 'present' || issue === 'absent' || issue === 'absent-excuse'
  return sexe === '2' && dePersonne ? dit.replace(/(\S+)/g, '$1e') : dit
}

const majusculeOuNul = (phrase: string | null) => (phrase === null ? null : majuscule(phrase))

/**
 * A timeline entry as a sentence and, under it, what helps to understand it. Never fails: a type nobody knows, or data of
 * another time, give a neutral sentence.
 */
export function raconter(type: string, avant: unknown, apres: unknown, lecteur: LecteurDuFil): Phrase {
  const narrateur = Object.hasOwn(NARRATEURS, type) ? NARRATEURS[type] : undefined
  if (!narrateur) return { titre: 'Modification du dossier', detail: null }
  const objet = (d: unknown): Donnees =>
    d !== null && typeof d === 'object' && !Array.isArray(d) ? (d as Donnees) : null
  return narrateur(objet(avant), objet(apres), { ...lecteur, aujourdhui: jourDe(lecteur.aujourdhui) })
}
