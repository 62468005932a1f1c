const BIEN_PLUS = 'changerait bien plus que d’habitude'
const ATTEND = 'Rien n’a changé. Quelqu’un qui voit tout le territoire'

/** What flows (`sujet`) would do too much of for an organism, by its figures. */
export const direExces = (sujet: string, organisme: string, chiffres: readonly string[]): string =>
  `${sujet} ${BIEN_PLUS} pour ${organisme}\u00a0: ${chiffres.join(', ')}.`

/** Why a flow is held (`raisons`), and what is asked of who may confirm it: `aVerifier`, « ces chiffres auprès de la caisse ». */
export const direTenu = (raisons: readonly string[], aVerifier: string): string =>
  `${raisons.join(' ')} ${ATTEND} vérifie ${aVerifier}, puis l’applique ou le retire.`

/** What is kept of that once it is confirmed: the figures that were looked at, not what was asked, which is done. */
export const chiffresVus = (dit: string): string =>
  (dit.split(` ${ATTEND}`)[0] ?? '').replaceAll(new RegExp(`Ce flux[^.]*? ${BIEN_PLUS} pour `, 'g'), 'Pour ')
