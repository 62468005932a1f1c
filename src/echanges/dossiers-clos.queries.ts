import { dossiersClos, dossiersClosDesFoyers } from '../droit/accompagnable.queries.ts'
import type { Releve } from '../lecture/releve.ts'
import { pluriel } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * Counts, over what a partner sends, the persons whose file an agent closed: what is said of them is kept, nothing of it opens a file
 * again (rule A10), and whoever brings it in is told.
 */
export function releverClos(ctx: Context) {
  const clos = new Set<string>()
  return {
    voir: async (personneIds: Iterable<string>) => {
      for (const id of await dossiersClos(ctx, [...personneIds])) clos.add(id)
    },
    /** The same of who is in these households, known by the numbers of their RSA claims. */
    voirFoyers: async (numeros: Iterable<string>) => {
      for (const id of await dossiersClosDesFoyers(ctx, [...numeros])) clos.add(id)
    },
    noter: (releve: Releve) => {
      if (clos.size === 0) return
      const qui = pluriel(clos.size, 'personne de ce fichier a', 'personnes de ce fichier ont')
      releve.noter(
        null,
        'dossier',
        `${qui} un dossier clos : ce qui en est dit y est gardé, le fichier ne le rouvre pas. Cherchez « Dossier clos », et rouvrez celui de qui est de nouveau accompagné`,
      )
    },
  }
}
