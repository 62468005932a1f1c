/** A line as a screen names it: a monthly file of France Travail has dossiers. */
export const nommerLigne = (genre: string, ligne: number): string =>
  genre === 'pecg' ? `dossier n°\u00a0${ligne}` : `ligne\u00a0${ligne}`
