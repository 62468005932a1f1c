import { z } from 'zod'
import { direFaute, type Faute } from '../../saisie/faute.ts'
import { type Formulaire, type Regles, type Saisie, useSaisie } from './saisie.ts'
import { champsJustes, regleDuChamp } from './schema.ts'

z.config({ customError: direFaute })

/**
 * A form checked by the schema that the server checks too, in the same words. `initial` is read once, and again when `useVu` finds that
 * somebody changed it. `verifier`: the rules between fields or with the rest of the world, a function of the core that the server calls
 * as well; it gets only answers right by themselves. `tenus`, `parties`: see `Regles`.
 */
export function useFormulaire<S extends z.ZodObject>(
  schema: S,
  initial: NoInfer<Saisie<z.input<S>>>,
  verifier: (saisie: Partial<z.output<S>>) => readonly Faute[] = () => [],
  { tenus, parties }: Pick<Regles<Saisie<z.input<S>>, z.output<S>>, 'tenus' | 'parties'> = {},
): Formulaire<Saisie<z.input<S>>, z.output<S>> {
  return useSaisie<Saisie<z.input<S>>, z.output<S>>(initial, {
    tenus,
    parties,
    duChamp: chemin => regleDuChamp(schema, chemin),
    lire: valeurs => {
      const lue = schema.safeParse(valeurs)
      if (lue.success) return { donnees: lue.data, fautes: verifier(lue.data) }
      const duSchema = lue.error.issues.map(({ path, message }) => ({ champ: path.join('.'), message }))
      const justes = champsJustes(schema, valeurs) as Partial<z.output<S>>
      return { donnees: null, fautes: [...duSchema, ...verifier(justes)] }
    },
  })
}
