import { z } from 'zod'

/** What a document is. `sensible`: it tells of health, money or identity; kept less long (`document.sensibles-mois`). */
export const TYPES = {
  identite: { libelle: 'Pièce d’identité ou titre de séjour', sensible: true },
  domicile: { libelle: 'Justificatif de domicile', sensible: false },
  cv: { libelle: 'CV', sensible: false },
  diplome: { libelle: 'Diplôme ou attestation de formation', sensible: false },
  contrat: { libelle: 'Contrat de travail ou promesse d’embauche', sensible: false },
  ressources: { libelle: 'Justificatif de ressources', sensible: true },
  sante: { libelle: 'RQTH ou autre document de santé', sensible: true },
  engagement: { libelle: 'Contrat d’engagement signé', sensible: false },
  'compte-rendu': { libelle: 'Compte rendu ou attestation de suivi', sensible: false },
  autre: { libelle: 'Autre document', sensible: false },
} as const satisfies Record<string, { libelle: string; sensible: boolean }>
export type TypeDocument = keyof typeof TYPES
export const NOMS_TYPES = Object.keys(TYPES) as [TypeDocument, ...TypeDocument[]]
export const TypeDocument = z.enum(NOMS_TYPES, { error: 'Dites ce qu’est ce document.' })
export const TYPES_SENSIBLES = NOMS_TYPES.filter(t => TYPES[t].sensible)

/** Who may open it (domaine.md D3), among those to whom the file is open; `dit`: to the others than its author. */
export const CONFIDENTIALITES = {
  partage: { libelle: 'Partagé', aide: 'Tous ceux qui ouvrent ce dossier.', dit: 'Partagé' },
  structure: {
    libelle: 'Ma structure seulement',
    aide: 'Vos collègues de la même structure.',
    dit: 'Structure seulement',
  },
  reserve: {
    libelle: 'Moi et le référent seulement',
    aide: 'Vous, et le référent de la personne.',
    dit: 'Auteur et référent seulement',
  },
} as const
export type Confidentialite = keyof typeof CONFIDENTIALITES
export const NOMS_CONFIDENTIALITES = Object.keys(CONFIDENTIALITES) as [Confidentialite, ...Confidentialite[]]
export const Confidentialite = z.enum(NOMS_CONFIDENTIALITES, { error: 'Dites qui peut l’ouvrir.' })

/** Why a document is taken back. */
export const MOTIFS_RETRAIT = {
  'autre-personne': 'Il concerne une autre personne',
  erreur: 'Déposé par erreur',
  perime: 'Périmé ou remplacé',
  demande: 'La personne le demande',
  inutile: 'Il n’est pas utile à l’accompagnement',
} as const
export type MotifRetrait = keyof typeof MOTIFS_RETRAIT
export const NOMS_MOTIFS_RETRAIT = Object.keys(MOTIFS_RETRAIT) as [MotifRetrait, ...MotifRetrait[]]
export const MotifRetrait = z.enum(NOMS_MOTIFS_RETRAIT, { error: 'Dites pourquoi il est retiré.' })
export const Retrait = z.object({ motif: MotifRetrait })

/** What a document is, and what it is called: its type, when nothing is said. */
const Piece = z.object({
  type: TypeDocument,
  titre: z.string().trim().max(120, { error: 'Restez sous 120 caractères.' }),
})
/** What is said of one document, and of several laid down together, by their ids. */
export const SaisieDocument = Piece.extend({ confidentialite: Confidentialite })
export const SaisieDepot = z.object({ pieces: z.record(z.string(), Piece), confidentialite: Confidentialite })

export const EtatDocument = z.enum(['depot', 'examen', 'garde', 'refuse', 'retire', 'efface'])
export type EtatDocument = z.infer<typeof EtatDocument>

export const Refus = z.object({ code: z.string(), message: z.string() })
export type Refus = z.infer<typeof Refus>

/** Real types, by what a file begins with. Photos become PDF: what is kept is always one. */
export type Format = 'pdf' | 'jpeg' | 'png'

/** 20 MB: a contract scanned in colours passes, a film doesn't. */
export const TAILLE_MAX = 20 * 1024 * 1024
/** Bytes sent at once, at most: what a thin line loses by a cut. */
export const ENVOI_MAX = 1024 * 1024
/** Pieces of one document, at most: each is read by itself. The screen makes twenty of the heaviest. */
export const MORCEAUX_MAX = 400
/** Sent together, at most. */
export const FICHIERS_MAX = 10
/** What a chooser of files proposes. An iPhone asked for JPEG turns its own HEIC photos into it. */
export const ACCEPTES = 'application/pdf,image/jpeg,image/png'

const NBSP = '\u00a0'
const ACCEPTE = `Filrouge prend les PDF, et les photos JPEG et PNG`

/** Refusals of a file, told before it goes, as it arrives, or once it was looked into. */
export const REFUS = {
  vide: `Ce fichier est vide${NBSP}: il n’y a rien à garder. Vérifiez-le, puis choisissez-le de nouveau.`,
  type: `Ce fichier n’est ni un PDF ni une photo. ${ACCEPTE}. Un texte ou un tableau s’enregistre en PDF depuis votre logiciel.`,
  heic: `Cette photo est au format HEIC, qui ne s’ouvre pas partout. ${ACCEPTE}${NBSP}: prenez-la depuis cette page, ou enregistrez-la en JPEG.`,
  bureautique: `Ce document vient d’un logiciel de bureau (Word, Excel, LibreOffice…)${NBSP}: il peut être modifié et contenir des macros. Enregistrez-le en PDF, puis déposez le PDF.`,
  protege: `Ce PDF demande un mot de passe${NBSP}: personne d’autre ne pourrait l’ouvrir. Enregistrez-le sans mot de passe, ou imprimez-le en PDF, puis déposez-le.`,
  abime: `Ce fichier est abîmé ou incomplet${NBSP}: il ne s’ouvre pas. Vérifiez-le sur votre poste, puis déposez-le de nouveau.`,
  'trop-grand': `Cette photo est trop grande pour être traitée. Réduisez-la, ou prenez-la depuis cette page.`,
  virus: `L’antivirus a trouvé un programme malveillant dans ce fichier${NBSP}: il n’a pas été gardé. Prévenez votre service informatique, et ne l’ouvrez pas.`,
} as const
export type CodeRefus = keyof typeof REFUS

/** Why a file of this size can't be laid down, or null. */
export function refusDeTaille(octets: number): { code: string; message: string } | null {
  if (octets === 0) return { code: 'vide', message: REFUS.vide }
  if (octets <= TAILLE_MAX) return null
  return {
    code: 'trop-lourd',
    message: `Ce fichier pèse ${enMo(octets)}${NBSP}: la limite est de ${enMo(TAILLE_MAX)}. Numérisez-le avec moins de détails, ou en plusieurs fichiers.`,
  }
}

/** « 3,4 Mo », « 120 ko ». */
export function enMo(octets: number): string {
  const mo = octets / (1024 * 1024)
  if (mo < 1) return `${Math.ceil(octets / 1024)}${NBSP}ko`
  return `${mo.toLocaleString('fr-FR', { maximumFractionDigits: 1 })}${NBSP}Mo`
}

/** What a document is called when nobody says it: its name on the computer, without what follows the last dot. */
export function titreDuFichier(nom: string): string {
  return nom
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll('_', ' ')
    .trim()
    .slice(0, 120)
}

/** The title that is kept: what the document is, where no letter nor digit could be read. */
export const titreGarde = (titre: string, type: TypeDocument): string =>
  /[\p{L}\p{N}]/u.test(titre) ? titre : TYPES[type].libelle

/** The real type of a file by its first bytes, or why it can't be kept. `debut`: its first kilobyte. */
export function reconnaitre(debut: Uint8Array): Format | CodeRefus {
  const texte = String.fromCharCode(...debut.subarray(0, 1024))
  if (texte === '') return 'vide'
  // ISO 32000: readers look for the header in the first kilobyte.
  if (texte.includes('%PDF-')) return 'pdf'
  if (texte.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (texte.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^ftyp(hei|hev|mif|msf)/.test(texte.slice(4, 12))) return 'heic'
  // ZIP (docx, xlsx, odt) and OLE (doc, xls).
  if (texte.startsWith('PK\x03\x04') || texte.startsWith('\xd0\xcf\x11\xe0') || texte.startsWith('{\\rtf'))
    return 'bureautique'
  return 'type'
}

export const estFormat = (lu: Format | CodeRefus): lu is Format => lu === 'pdf' || lu === 'jpeg' || lu === 'png'

export const MESSAGES_DOCUMENT = {
  'document-introuvable':
    'Ce document n’existe pas, ou il ne vous est pas ouvert. Ouvrez le dossier de la personne : ce que vous pouvez lire y est.',
  'identifiant-pris': 'Cet identifiant est déjà celui d’un autre document : prenez-en un nouveau.',
  'morceau-manquant': 'Il manque une partie de ce document. Reprenez l’envoi là où le serveur l’attend.',
  'document-trop-long': 'Ce document est plus long que ce qui était annoncé. Choisissez-le de nouveau.',
  'document-en-miettes':
    'Ce document arrive en trop de petites parties. Annoncez-le de nouveau, et envoyez-le en parties plus grandes, jusqu’à 1 Mo.',
  'adresse-couverte': `Ce document montre une adresse confidentielle${NBSP}: il reste un justificatif de domicile, qui ne s’ouvre qu’avec une raison.`,
  'document-en-examen': 'Ce document est encore en cours de vérification : il s’ouvrira dès qu’elle sera finie.',
  'document-d-autrui':
    'Ce document a été déposé par quelqu’un d’autre : seule cette personne change ce qu’il est et qui l’ouvre. Demandez-le-lui.',
  'document-hors-dossier': 'Ce document n’est plus au dossier : il ne se corrige pas.',
  'document-retire':
    'Ce document a été retiré : il ne s’ouvre plus. Il peut être remis pendant quelques jours, depuis le dossier.',
  'document-efface': 'Ce document a été effacé : sa durée de conservation est passée.',
  'retrait-impossible': 'Ce document n’est pas dans le dossier : il n’y a rien à retirer.',
  'remise-impossible': 'Ce document n’est pas retiré, ou il est déjà effacé : il ne peut pas être remis.',
} as const
export type CodeDocument = keyof typeof MESSAGES_DOCUMENT
