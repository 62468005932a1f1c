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
  const mots = [...courriel.split(/[@.\-_+]/), ...nom.split(/[\s-]/), prenom].map(mot => sansAccents(mot).toLowerCase())
  if (mots.some(mot => mot.length >= 4 && petites.includes(mot))) return 'mot-de-passe-personnel'
  return (await seDevine(comparable, [...mots, 'filrouge', 'departement'])) ? 'mot-de-passe-commun' : null
}

const sansAccents = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '')

/** « toto.toto.toto. »: one short piece said again and again. */
const repete = (texte: string) => /^(.{1,6})\1+.{0,5}$/u.test(texte)

/** Guesses (power of ten) from which a password holds: beyond what a stolen print lets try at leisure. zxcvbn's highest grade. */
const ESSAIS_MIN = 10

/** What is weighed of a password: its first signs. Forty that are hard to guess need no other, and cost at most a tenth of a second. */
const PESES = 40

/**
 * Whether a password is soon guessed: known among those most often stolen, made of first names, words (French, English), dates, rows of
 * keys or pieces repeated, however dressed with capitals and figures. `mots`: what an attacker knows of whose it is. OWASP ASVS 6.2.4,
 * 6.2.12: the lists come with the software, nothing is asked of the network.
 */
async function seDevine(motDePasse: string, mots: string[]): Promise<boolean> {
  lePeseur ??= unPeseur()
  const peseur = await lePeseur
  return peseur.check(motDePasse.slice(0, PESES), mots).guessesLog10 < ESSAIS_MIN
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
    dictionary: { ...commun.dictionary, ...francais.dictionary },
    graphs: commun.adjacencyGraphs,
    l33tMaxSubstitutions: 8,
  })
}
