import type { AdressePostale } from '../precaution/adresse-postale.ts'
import { MESURES } from '../precaution/en-bref.ts'
import type { Precautions } from '../precaution/precaution.ts'
import { plier } from '../socle/ui/plier.ts'

/** How what is written reaches the person. */
export type Voie = 'courrier' | 'courriel' | 'sms' | 'remise-en-main-propre'

/** Why nothing may be posted to this person, or null (rule A9): the one rule of every letter, present or to come. */
export function empechementCourrier(
  precautions: Pick<Precautions, 'nePasEcrire' | 'domiciliationOrganisme'> | null,
  adresseConnue: boolean,
): keyof typeof MESSAGES_COURRIER | null {
  if (precautions && precautions.domiciliationOrganisme !== null) return null
  if (precautions?.nePasEcrire) return 'ne-pas-ecrire'
  return adresseConnue ? null : 'adresse-inconnue'
}

export const MESSAGES_COURRIER = {
  'ne-pas-ecrire':
    'Cette personne ne veut pas recevoir de courrier à son adresse. Remettez-le en main propre, appelez-la, ou notez chez qui elle est domiciliée.',
  'adresse-inconnue':
    'Aucune adresse n’est connue pour cette personne : un courrier n’arriverait pas. Remettez-le en main propre, prévenez-la par SMS ou par courriel si elle l’accepte, ou notez chez qui elle est domiciliée.',
} as const

/** The same in a few words, on what is to be chosen. */
export const SANS_COURRIER = {
  'ne-pas-ecrire': 'ne pas écrire à son adresse',
  'adresse-inconnue': 'adresse inconnue',
} as const

export type Destinataire = AdressePostale & {
  qualite: string | null
  /** As the CNAF writes it: 1 a man, 2 a woman. */
  sexe: string | null
  nom: string
  prenom: string
  /** Somebody of the household asked that the address be kept to themselves. */
  adresseConfidentielle: boolean
}

/** One sheet of what is posted: the lines of its envelope; `copie`: to whom, as the copy says it, null on the person's own. */
export type Exemplaire = { adresse: string[]; copie: string | null }

const CIVILITES: Record<string, string> = {
  MME: 'Madame',
  MLE: 'Madame',
  MR: 'Monsieur',
  M: 'Monsieur',
  1: 'Monsieur',
  2: 'Madame',
}
export const civilite = (d: Destinataire): string | null =>
  CIVILITES[d.qualite ?? ''] ?? CIVILITES[d.sexe ?? ''] ?? null
const nomEntier = (d: Destinataire) => [civilite(d), d.prenom, d.nom].filter(Boolean).join(' ')

/** The person's own letter, then the copy of who protects them: as many envelopes as there are. */
export function exemplaires(d: Destinataire, p: Precautions, voie: Voie): Exemplaire[] {
  const sien = { adresse: enveloppe([nomEntier(d), ...lignesDeLaPersonne(d, p, voie)]), copie: null }
  if (!copieAuProtecteur(p)) return [sien]
  const adresse: (string | null)[] = [p.protecteurNom, p.protecteurOrganisme, ...enLignes(p.protecteurAdresse ?? '')]
  const mesure = p.mesure ? MESURES[p.mesure].toLowerCase() : ''
  return [
    sien,
    {
      adresse: enveloppe(adresse.filter((ligne): ligne is string => ligne !== null)),
      copie: `Courrier de ${nomEntier(d)} (${mesure})`,
    },
  ]
}

export const copieAuProtecteur = (p: Precautions): boolean => p.protecteurCopie && p.protecteurAdresse !== null

/** Who else is told, in the words of the letter: the person knows that a copy leaves, and to whom. */
export const copieA = (p: Precautions): string | null =>
  copieAuProtecteur(p) ? [p.protecteurNom, p.protecteurOrganisme].filter(Boolean).join(', ') : null

/** Will the street where the person lives be read on the letter? */
export const montreAdresse = (d: Destinataire, p: Precautions, voie: Voie): boolean =>
  partChezElle(d, p, voie) && [d.dite, d.complement, d.voie, d.lieuDit].some(Boolean)

const partChezElle = (d: Destinataire, p: Precautions, voie: Voie): boolean =>
  voie !== 'remise-en-main-propre' &&
  p.domiciliationOrganisme === null &&
  // Nothing is posted: an address that isn't to be written to stays off the sheet.
  (voie === 'courrier' || !(p.nePasEcrire || d.adresseConfidentielle)) &&
  !(!d.voie && !d.dite && d.sansDomicileFixe)

function lignesDeLaPersonne(d: Destinataire, p: Precautions, voie: Voie): string[] {
  if (voie === 'remise-en-main-propre') return [EN_MAIN_PROPRE]
  if (p.domiciliationOrganisme !== null)
    return [`chez ${p.domiciliationOrganisme}`, ...enLignes(p.domiciliationAdresse ?? '')]
  if (!partChezElle(d, p, voie)) return !d.voie && d.sansDomicileFixe ? [EN_MAIN_PROPRE] : []
  if (d.dite) return enLignes(d.dite.replace(DEVANT_LE_CODE_POSTAL, ', '))
  const ville = [d.codePostal, d.commune].filter(Boolean).join(' ')
  return [d.complement, d.voie, d.lieuDit, ville].filter((ligne): ligne is string => Boolean(ligne))
}

/** « 3 rue Exemple 59000 Lille », as lists write it. */
const DEVANT_LE_CODE_POSTAL = /(?<![,\n]) +(?=\d{5} +\p{L})/u

/** As the post reads it, whoever wrote the commune: the last line in capitals, without accent nor sign (NF Z10-011). */
const enveloppe = (lignes: string[]): string[] => lignes.map(l => (/^\d{5} /.test(l) ? plier(l).toUpperCase() : l))

const EN_MAIN_PROPRE = 'À remettre en main propre'
/** An address typed on one line, as an envelope writes it. */
const enLignes = (adresse: string): string[] => adresse.split(/\n|, /).map(ligne => ligne.trim())
