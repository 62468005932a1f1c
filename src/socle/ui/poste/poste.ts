// What this browser keeps from one page to the next. Everything goes through here, so that a workstation declared shared keeps
// nothing: what would be kept lives in the memory of the page, until somebody signs out.

const POSTE = 'filrouge.poste'
const ANNONCE = 'filrouge.poste.annonce'
const enMemoire = new Map<string, string>()

/** This workstation was declared shared, at a sign-in. */
export const postePartage = (): boolean => localStorage.getItem(POSTE) === 'partage'

/** The keys kept on this machine. */
export const clesGardees = (): string[] => Object.keys(localStorage)

export const lireSurLePoste = (cle: string): string | null =>
  postePartage() ? (enMemoire.get(cle) ?? null) : localStorage.getItem(cle)

/** Keeps a text on this machine; null forgets it. */
export function garderSurLePoste(cle: string, valeur: string | null): void {
  const lieu = postePartage()
    ? { garder: (texte: string) => void enMemoire.set(cle, texte), oublier: () => void enMemoire.delete(cle) }
    : {
        garder: (texte: string) => localStorage.setItem(cle, texte),
        oublier: () => localStorage.removeItem(cle),
      }
  if (valeur === null) lieu.oublier()
  else lieu.garder(valeur)
}

/** Says, on the way in, whether others use this machine: nothing changes before somebody is in, by whatever way. */
export const annoncerPoste = (partage: boolean): void => sessionStorage.setItem(ANNONCE, String(partage))

/** What was said on the way in, else at the last one. */
export const posteAnnonce = (): boolean => (sessionStorage.getItem(ANNONCE) ?? String(postePartage())) === 'true'

/** Somebody is in: what was said on the way holds. Shared, all that was kept on this machine goes. */
export function declarerPoste(): void {
  const partage = posteAnnonce()
  if (sessionStorage.getItem(ANNONCE) === null) return
  sessionStorage.removeItem(ANNONCE)
  if (partage) {
    for (const cle of clesGardees()) localStorage.removeItem(cle)
    localStorage.setItem(POSTE, 'partage')
  } else localStorage.removeItem(POSTE)
}

/** Somebody signed out: what was in the page goes. */
export function quitterLePoste(): void {
  enMemoire.clear()
  sessionStorage.clear()
}
