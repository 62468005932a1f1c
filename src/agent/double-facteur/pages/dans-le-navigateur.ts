import { ApiRefusal } from '../../../socle/api.ts'

const DELAI_MS = 60_000

const DITS = {
  'cle-acces-deja-la': 'Cet appareil a déjà une clé de votre compte.',
  'cle-acces-annulee':
    'La demande a été annulée, ou l’appareil ne vous a pas reconnu. Rien n’a changé : réessayez, ou passez par votre mot de passe.',
  'cle-acces-expiree':
    'L’appareil n’a pas eu de réponse à temps. Ayez votre clé ou votre téléphone à portée de main, puis réessayez.',
}

/**
 * What the browser asks of its device, and what it means when it gives nothing: it says the same of who gives up and of who is too
 * late, but not as soon. `options`: how long it waits (`timeout`, milliseconds).
 */
export async function dansLeNavigateur<T>(options: Record<string, unknown>, demander: () => Promise<T>): Promise<T> {
  const debut = performance.now()
  try {
    return await demander()
  } catch (erreur) {
    const delai = Number(options.timeout ?? DELAI_MS)
    const code =
      erreur instanceof Error && erreur.name === 'InvalidStateError'
        ? 'cle-acces-deja-la'
        : performance.now() - debut >= delai
          ? 'cle-acces-expiree'
          : 'cle-acces-annulee'
    throw new ApiRefusal(0, code, DITS[code], [], null)
  }
}
