/** CNIL, délibération 2022-100: twelve characters at least; length and being one's own matter more than odd signs. */
export const LONGUEUR_MIN = 12
export const LONGUEUR_MAX = 200

/** Pieces that the commonest French passwords are made of: what is left without them must still be hard to guess. */
const LIEUX_COMMUNS =
  /mot ?de ?passe|password|passw0rd|azerty(uiop)?|qwerty(uiop)?|qsdfgh(jklm)?|bonjour|bienvenue|soleil|doudou|loulou|chouchou|jetaime|filrouge|departement|administrateur|admin|welcome|changeme|iloveyou|abcdef(ghij)?|(0?123456789?0?)|(987654321?0?)|12345|(19|20)\d\d/g
const RESTE_MIN = 6

/** Why a new password is too easy to guess, or null. The screen and the server ask the same function. */
export function empechementMotDePasse(
  motDePasse: string,
  { courriel, nom, prenom }: { courriel: string; nom: string; prenom: string },
): keyof typeof MESSAGES_MOT_DE_PASSE | null {
  if (motDePasse.length < LONGUEUR_MIN) return 'mot-de-passe-court'
  const comparable = sansAccents(motDePasse)
  if (new Set(comparable).size < 5 || repete(comparable)) return 'mot-de-passe-repete'
  const personnels = [...courriel.split(/[@.\-_+]/), ...nom.split(/[\s-]/), prenom].map(sansAccents)
  if (personnels.some(mot => mot.length >= 4 && comparable.includes(mot))) return 'mot-de-passe-personnel'
  if (comparable.replace(LIEUX_COMMUNS, '').length < RESTE_MIN) return 'mot-de-passe-commun'
  return null
}

export const MESSAGES_MOT_DE_PASSE = {
  'mot-de-passe-court': `Ce mot de passe est trop court. Prenez au moins ${LONGUEUR_MIN} caractères : une phrase que vous retenez fait l’affaire.`,
  'mot-de-passe-repete':
    'Ce mot de passe répète les mêmes caractères. Prenez plutôt quelques mots sans lien entre eux.',
  'mot-de-passe-personnel': 'Ce mot de passe contient votre nom ou votre adresse. Prenez des mots sans lien avec vous.',
  'mot-de-passe-commun': 'Ce mot de passe est parmi les plus devinés. Ajoutez-y quelques mots à vous.',
} as const

const sansAccents = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** « toto.toto.toto. »: one short piece said again and again. */
const repete = (texte: string) => /^(.{1,6})\1+.{0,5}$/u.test(texte)
