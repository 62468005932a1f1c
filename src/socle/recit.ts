import type { z } from 'zod'

/** An event as a person reads it: what happened, and under it what helps to understand. */
export type Phrase = { titre: string; detail: string | null }

/** For whom it is told: the day they read (YYYY-MM-DD), and the sex of the person told of ('' of an object), for the grammar. */
export type Lecteur = { sexe: string; aujourdhui: string }

/** What a base gives back of what was kept: earlier versions wrote otherwise, so that any key may be missing. */
type Lu<S extends z.ZodObject> = Partial<z.output<S>> | null

/**
 * A kind of event: its name in the base, what it keeps before and after, what it is told of (a person, or a kind of object), and
 * its sentence. The schema is also what may be kept: other keys are dropped, so that a secret passed by mistake is never written.
 */
export type Recit<S extends z.ZodObject = z.ZodObject, O extends string = string> = {
  nom: string
  schema: S
  sur: O
  raconter(avant: Lu<S>, apres: Lu<S>, lecteur: Lecteur): Phrase
}

/** What is told of: a person, or an object of the kind of the récit. */
export type Sujet<O extends string> = O extends 'personne' ? { personne: string } : { objet: O; id: string }

/** What happened: `apres` whole, `avant` as far as it was known; `le`: when it took effect, now by default. */
export type Fait<S extends z.ZodObject> = {
  avant?: Partial<z.input<S>> | null
  apres?: z.input<S> | null
  le?: string
}

export function recit<S extends z.ZodObject, const O extends string = 'personne'>(
  nom: string,
  schema: S,
  raconter: Recit<S, O>['raconter'],
  { sur = 'personne' as O }: { sur?: O } = {},
): Recit<S, O> {
  return { nom, schema, sur, raconter }
}

/**
 * The sentence of an event as the base holds it. What doesn't fit the schema is read as absent; an event whose kind nobody tells is
 * a bug, since its history would be vague: it throws.
 */
export function raconter(
  recits: readonly Recit[],
  evenement: { type: string; avant: unknown; apres: unknown },
  lecteur: Lecteur,
): Phrase {
  const connu = recits.find(r => r.nom === evenement.type)
  if (!connu) throw new Error(`no narrator for the events « ${evenement.type} »`)
  return connu.raconter(lire(connu.schema, evenement.avant), lire(connu.schema, evenement.apres), lecteur)
}

/** What was kept, by its schema; what doesn't fit it is absent. */
export function lire(schema: z.ZodObject, donnees: unknown): Record<string, unknown> | null {
  if (donnees === null || typeof donnees !== 'object' || Array.isArray(donnees)) return null
  const gardees = donnees as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([cle, champ]) => {
      const lu = (champ as z.ZodType).safeParse(gardees[cle])
      return lu.success && lu.data !== undefined ? [[cle, lu.data]] : []
    }),
  )
}
