import type { FastifySerializerCompiler } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'

const textes = new WeakMap<object, string | null>()

/**
 * Says that a use case will give this very object again, unchanged: its JSON is made once. Returns the object, which nobody may
 * modify from then on.
 */
export function partagee<T extends object>(reponse: T): T {
  textes.set(reponse, null)
  return reponse
}

/** JSON of the answers: only what the output schema declares leaves the server. */
export const ecrireReponses: FastifySerializerCompiler<unknown> = route => {
  const ecrire = serializerCompiler(route as Parameters<typeof serializerCompiler>[0])
  return (reponse: unknown) => {
    if (typeof reponse !== 'object' || reponse === null || !textes.has(reponse)) return ecrire(reponse)
    const texte = textes.get(reponse) ?? ecrire(reponse)
    textes.set(reponse, texte)
    return texte
  }
}
