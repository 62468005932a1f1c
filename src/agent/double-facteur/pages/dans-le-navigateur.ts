import { ApiRefusal } from '../../../socle/api.ts'

/** What the browser asks of its device, and what it means when it gives nothing. */
export async function dansLeNavigateur<T>(demander: () => Promise<T>): Promise<T> {
  try {
    return await demander()
  } catch (erreur) {
    const dejaLa = erreur instanceof Error && erreur.name === 'InvalidStateError'
    throw new ApiRefusal(
      0,
      dejaLa ? 'cle-acces-deja-la' : 'cle-acces-abandonnee',
      dejaLa
        ? 'Cet appareil a déjà une clé de votre compte.'
        : 'L’appareil n’a pas donné de clé : la demande a été annulée, ou a trop attendu. Réessayez.',
      [],
      null,
    )
  }
}
