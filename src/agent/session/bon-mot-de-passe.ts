import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Refusal } from '../../socle/refusal.ts'
import { LONGUEUR_MIN, MESSAGES_MOT_DE_PASSE } from './mot-de-passe.ts'

/** Refuses (invalid, under its field) a new password that is easy to guess, by somebody who knows whose it is too. */
export async function exigerBonMotDePasse(nouveau: string, qui: Qui): Promise<void> {
  const empechement = await empechementMotDePasse(nouveau, qui)
  if (!empechement) return
  const message = MESSAGES_MOT_DE_PASSE[empechement]
  throw new Refusal('invalid', empechement, message, [{ champ: 'nouveau', message }])
}

type Qui = { courriel: string; nom: string; prenom: string }

/** Why a new password is too easy to guess, or null. */
export async function empechementMotDePasse(
  motDePasse: string,
  { courriel, nom, prenom }: Qui,
): Promise<keyof typeof MESSAGES_MOT_DE_PASSE | null> {
  if (motDePasse.length < LONGUEUR_MIN) return 'mot-de-passe-court'
  const comparable = sansAccents(motDePasse)
  const petites = comparable.toLowerCase()
  if (new Set(petites).size < 5 || repete(petites)) return 'mot-de-passe-repete'
  const mots = [...courriel.split(/[@.\-_+]/), ...nom.split(/[\s-]/), nom, prenom].map(nu)
  if (seReconnait(petites, mots)) return 'mot-de-passe-personnel'
  return (await seDevine(comparable, mots)) ? 'mot-de-passe-commun' : null
}

/** As a machine that guesses would compare it: « ＭｏｔＤｅＰａｓｓｅ » is « MotDePasse ». */
const sansAccents = (texte: string) => texte.normalize('NFKD').replace(/\p{M}/gu, '')
const nu = (texte: string) =>
  sansAccents(texte)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const enLettres = (texte: string, un: 'i' | 'l') =>
  texte.replace(/[014578€@$!|+3]/g, signe => LETTRES[signe as keyof typeof LETTRES] ?? un)
const LETTRES = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '€': 'e', '@': 'a', $: 's', '+': 't' } as const

/** Whether whose it is can be read in it: as it stands; for a word of five letters, cut by signs, backwards, or in figures too. */
function seReconnait(petites: string, mots: string[]): boolean {
  const tels = mots.filter(mot => mot.length >= 4)
  if (tels.some(mot => petites.includes(mot))) return true
  const caches = [nu(petites), nu(enLettres(petites, 'i')), nu(enLettres(petites, 'l'))]
  return tels
    .filter(mot => mot.length >= 5)
    .some(mot => caches.some(texte => texte.includes(mot) || texte.includes([...mot].reverse().join(''))))
}

/** « toto.toto.toto. »: one short piece said again and again. */
const repete = (texte: string) => /^(.{1,6})\1+.{0,5}$/u.test(texte)

/** Guesses (power of ten) from which a password holds: beyond what a stolen print lets try at leisure. zxcvbn's highest grade. */
const ESSAIS_MIN = 10

/** What is weighed of a password: its first signs. Forty that are hard to guess need no other, and cost at most a tenth of a second. */
const PESES = 40
/** Fewer once its signs are out: nothing that long is guessed through them. */
const PESES_SANS_SIGNES = 24

/**
 * Whether a password is soon guessed: known among those most often stolen, made of first names, words (French, English), dates, rows of
 * keys or pieces repeated, places and houses of here, however dressed with capitals, figures, signs and spaces. `mots`: what an attacker
 * knows of whose it is. OWASP ASVS 6.2.4, 6.2.12: the lists come with the software, nothing is asked of the network.
 */
async function seDevine(motDePasse: string, mots: string[]): Promise<boolean> {
  lePeseur ??= unPeseur()
  const peseur = await lePeseur
  const pese = motDePasse.slice(0, PESES)
  const force = (texte: string, connus: string[]) => peseur.check(texte, connus).guessesLog10
  // Where the words stand apart, the name of the software is two of them.
  if (force(pese, [...mots, 'filrouge']) < ESSAIS_MIN) return true
  const signes = pese.match(/[^\p{L}\p{N}]/gu) ?? []
  const sansSignes = pese.replace(/[^\p{L}\p{N}]/gu, '').slice(0, PESES_SANS_SIGNES)
  // Each other sign taken out is one more to guess, and where.
  return signes.length > 0 && force(sansSignes, mots) + new Set(signes).size < ESSAIS_MIN
}

let lePeseur: ReturnType<typeof unPeseur> | undefined

/** Its lists weigh 14 MB and a third of a second: only who chooses a password waits for them, once. */
async function unPeseur() {
  const [{ ZxcvbnFactory }, commun, francais] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...commun.dictionary, ...francais.dictionary, 'filrouge-ici': motsDIci() },
    graphs: commun.adjacencyGraphs,
    l33tMaxSubstitutions: 8,
  })
}

const chemin = createRequire(import.meta.url)

/** What whoever works here thinks of first: its houses, and the places they are of (départements, towns of an arrondissement, regions). */
function motsDIci(): string[] {
  const lieux = ['departements', 'arrondissements', 'regions'].flatMap(fichier =>
    (
      JSON.parse(readFileSync(chemin.resolve(`@etalab/decoupage-administratif/data/${fichier}.json`), 'utf8')) as {
        nom: string
      }[]
    ).map(({ nom }) => nu(nom)),
  )
  return [...new Set([...MAISONS, ...lieux])]
}
const MAISONS = [
  ...['rsa', 'caf', 'msa', 'ccas', 'francetravail', 'poleemploi', 'departement', 'conseildepartemental'],
  ...['insertion', 'missionlocale', 'capemploi', 'solidarite', 'solidarites', 'referent', 'allocataire', 'orientation'],
  ...['accompagnement', 'france', 'travail', 'emploi', 'mission', 'locale', 'mdph', 'social', 'conseil'],
]
