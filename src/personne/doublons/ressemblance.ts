import { accorde, type Indices } from './preuves.ts'

type Poids<Cle extends keyof Indices> = Record<Extract<Indices[Cle], string>, readonly [points: number, raison: string]>

const RIEN = [0, ''] as const
const NAISSANCE: Poids<'naissance'> = {
  meme: [40, 'même date de naissance'],
  imprecise: [30, 'même date de naissance, un 1er janvier'],
  inversee: [30, 'jour et mois de naissance inversés'],
  proche: [20, 'date de naissance presque la même'],
  autre: [-25, 'dates de naissance différentes'],
  absent: RIEN,
}
const NOM: Poids<'nom'> = {
  meme: [25, 'même nom'],
  usage: [18, 'le nom de l’un est le nom de naissance de l’autre'],
  son: [18, 'noms qui se prononcent pareil'],
  proche: [18, 'noms à une lettre ou deux près'],
  inclus: [18, 'un nom double dont l’autre est une partie'],
  autre: [-15, 'noms différents'],
  absent: RIEN,
}
const PRENOM: Poids<'prenom'> = {
  meme: [25, 'même prénom'],
  debut: [20, 'un prénom composé dont l’autre est le premier'],
  coquille: [18, 'une faute de frappe dans le prénom'],
  son: [18, 'prénoms qui se prononcent pareil'],
  proche: [18, 'prénoms à une lettre ou deux près'],
  inclus: [20, 'un prénom composé dont l’autre est une partie'],
  autre: [-30, 'prénoms différents'],
  absent: RIEN,
}
/** Nom and prénom together, when they were typed one in the place of the other. */
const INVERSES = [42, 'nom et prénom inversés'] as const
const FOYER: Poids<'foyer'> = {
  place: [20, 'même dossier de RSA, même place dans le foyer'],
  meme: [10, 'même dossier de RSA'],
  absent: RIEN,
}
const TELEPHONE = [10, 'même téléphone'] as const
const COURRIEL = [12, 'même courriel'] as const
const ADRESSE = [8, 'même adresse'] as const
export const MEME_NIR = 'même numéro de sécurité sociale'
const NIR = [100, MEME_NIR] as const
/** The same number on somebody who may be another: at most this, less what contradicts; always for a human to decide. */
export const NIR_SEUL = 80
const NIR_PROVISOIRE = [40, 'même numéro de sécurité sociale provisoire'] as const
const NIR_AUTRE = [-50, 'numéros de sécurité sociale différents'] as const
const SEXE_AUTRE = [-15, 'sexes différents'] as const

type Pese = readonly [points: number, raison: string]
const dits = (poids: Record<string, Pese>) => Object.values(poids).filter(([points]) => points !== 0)
/** What each thing that two files say of a person weighs, in points out of 100, for or against their being one. */
export const POIDS: readonly { quoi: string; dits: readonly Pese[] }[] = [
  { quoi: 'Numéro de sécurité sociale', dits: [NIR, NIR_PROVISOIRE, NIR_AUTRE] },
  { quoi: 'Naissance', dits: dits(NAISSANCE) },
  { quoi: 'Nom', dits: dits(NOM) },
  { quoi: 'Prénom', dits: [...dits(PRENOM), INVERSES] },
  { quoi: 'Foyer', dits: dits(FOYER) },
  { quoi: 'Le reste', dits: [TELEPHONE, COURRIEL, ADRESSE, SEXE_AUTRE] },
]

/** Never certain (E5): above this only what the same NIR, or the same name and birth date, prove. */
const PLAFOND_SANS_PREUVE = 85
/** A name and a household without the birth date. */
const PLAFOND_SANS_NAISSANCE = 75
/** Twins, parents and children: same name, same house, another first name. */
const PLAFOND_AUTRE_PRENOM = 50

export type Ressemblance = { score: number; raisons: string[] }

/**
 * How likely it is that two identities are one person (E5), 0 to 100, and why, in words. NIR first; else name, first name and
 * birth date; what a household shares (telephone, e-mail, address) helps, and proves nothing.
 */
export function ressembler(i: Indices): Ressemblance {
  const dits: (readonly [number, string])[] = [NAISSANCE[i.naissance]]
  if (i.inverses) dits.push(INVERSES)
  else dits.push(NOM[i.nom], PRENOM[i.prenom])
  if (i.nir === 'meme') return parNir(i, dits)
  if (i.nir === 'provisoire') dits.unshift(NIR_PROVISOIRE)
  if (i.nir === 'autre') dits.unshift(NIR_AUTRE)
  dits.push(FOYER[i.foyer])
  if (i.telephone) dits.push(TELEPHONE)
  if (i.courriel) dits.push(COURRIEL)
  if (i.adresse) dits.push(ADRESSE)
  if (i.sexe === 'autre') dits.push(SEXE_AUTRE)
  const points = dits.reduce((total, [valeur]) => total + valeur, 0)
  return { score: Math.max(0, Math.min(100, plafond(i), points)), raisons: enMots(dits) }
}

/** The same number proves where the identities agree; else whoever wrote it took another's, or it is a correction to be read. */
function parNir(indices: Indices, dits: readonly (readonly [number, string])[]): Ressemblance {
  const contraires = dits.filter(([points]) => points < 0)
  const raisons = [NIR[1], ...enMots(contraires)]
  if (accorde(indices)) return { score: NIR[0], raisons }
  return { score: NIR_SEUL - 10 * contraires.length, raisons }
}

function plafond(i: Indices): number {
  if (!i.inverses && i.prenom === 'autre') return i.foyer === 'place' ? PLAFOND_SANS_NAISSANCE : PLAFOND_AUTRE_PRENOM
  if (i.naissance === 'absent' || i.naissance === 'autre') return PLAFOND_SANS_NAISSANCE
  const noms = i.nom === 'meme' && (i.prenom === 'meme' || i.prenom === 'debut' || i.prenom === 'inclus')
  return noms && (i.naissance === 'meme' || i.naissance === 'imprecise') ? 100 : PLAFOND_SANS_PREUVE
}

/** Whether what both identities say denies that they are one. */
export const seContredisent = (i: Indices): boolean =>
  i.nir === 'autre' || i.naissance === 'autre' || (!i.inverses && (i.nom === 'autre' || i.prenom === 'autre'))

/** What is for it, then what is against it. */
const enMots = (dits: readonly (readonly [number, string])[]) =>
  [...dits.filter(([points]) => points > 0), ...dits.filter(([points]) => points < 0)].map(([, raison]) => raison)

export type Candidat = { personneId: string; score: number; raisons: string[] }
/** A file as an identity compares with it; `place`: it stands where the identity is said to be, `contredite`: but is called otherwise. */
export type Compare = Candidat & { place: boolean; contredite: boolean }
export type Verdict =
  | { genre: 'certain'; personneId: string }
  | { genre: 'douteux'; candidats: Candidat[] }
  | { genre: 'nouveau' }
export type Seuils = { certain: number; douteux: number }

const CANDIDATS_MONTRES = 5

/** Its NIR is on the file of somebody who may be another. */
const nirDUnAutre = ({ score, raisons }: Candidat, { certain }: Seuils) => score < certain && raisons.includes(NIR[1])

/**
 * What to do of an identity, from the files it resembles: one that is certain is it, unless another is as certain, or holds the number
 * it comes with: a human tells whose it is.
 */
export function trancherRessemblances(candidats: readonly Candidat[], seuils: Seuils): Verdict {
  const parScore = candidats.toSorted((a, b) => b.score - a.score || (a.personneId < b.personneId ? -1 : 1))
  const parNumero = parScore.filter(c => c.score >= seuils.certain && c.raisons.includes(NIR[1]))
  const certains = parNumero.length ? parNumero : parScore.filter(c => c.score >= seuils.certain)
  const dispute = parScore.some(c => nirDUnAutre(c, seuils))
  if (certains.length === 1 && certains[0] && !dispute) return { genre: 'certain', personneId: certains[0].personneId }
  const douteux = parScore.filter(c => c.score >= seuils.douteux || nirDUnAutre(c, seuils)).slice(0, CANDIDATS_MONTRES)
  return douteux.length ? { genre: 'douteux', candidats: douteux } : { genre: 'nouveau' }
}

/**
 * What to do of somebody designated by a place in a household (claim or matricule, with the role): the same NIR first, else
 * whoever holds the place alone, unless a name, a birth date or a NIR says it is somebody else. Nobody there: their likeness tells.
 */
export function trancherPlace(compares: readonly Compare[], seuils: Seuils): Verdict {
  const verdict = trancherRessemblances(compares, seuils)
  const tenants = compares.filter(c => c.place)
  const [seul] = tenants
  if (verdict.genre === 'certain' || !seul) return verdict
  const dispute = compares.some(c => nirDUnAutre(c, seuils))
  if (tenants.length === 1 && !seul.contredite && !dispute) return { genre: 'certain', personneId: seul.personneId }
  const autres =
    verdict.genre === 'douteux' ? verdict.candidats.filter(c => !tenants.some(t => t.personneId === c.personneId)) : []
  const candidats = [...tenants, ...autres].slice(0, CANDIDATS_MONTRES)
  return {
    genre: 'douteux',
    candidats: candidats.map(({ personneId, score, raisons }) => ({ personneId, score, raisons })),
  }
}
