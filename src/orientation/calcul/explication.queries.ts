import type { DonneesExplication } from '../../courrier/modeles.ts'
import { PARAMETRES_DIAGNOSTIC } from '../../diagnostic/diagnostic.parametres.ts'
import { POIDS, type Proposition } from '../../diagnostic/proposition/moteur.ts'
import { parametresOrientation } from '../../diagnostic/proposition/parametres.queries.ts'
import { referentielDe } from '../../diagnostic/proposition/referentiel.ts'
import type { ParametresOrientation } from '../../diagnostic/proposition/regle.ts'
import type { Dominante } from '../../offre/dominante.ts'
import { jourDe } from '../../socle/contexte.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'

/** What the person gets of the computation that helped this orientation, with the numbers of that day; null when none did. */
export async function calculExplique(ctx: Context, orientationId: string): Promise<DonneesExplication | null> {
  const { dominante, decideeLe, ...lu } = await ctx.db
    .selectFrom('orientation')
    .select(['dominante', 'decideeLe', 'explication'])
    .where('id', '=', orientationId)
    .executeTakeFirstOrThrow()
  const calcul = lu.explication as Proposition | null
  if (!calcul?.dominante) return null
  const referentiel = referentielDe(calcul)
  const seuils = await parametresOrientation(ctx, jourDe(decideeLe, ctx.fuseau))
  return {
    decideeLe,
    dominante: dominante as Dominante,
    proposition: calcul.dominante,
    version: calcul.referentiel.version,
    texte: calcul.referentiel.source,
    reponses: calcul.criteres.map(({ libelle, valeur, poids }) => ({ libelle, valeur, pese: POIDS[poids] })),
    sources: [...new Set(calcul.criteres.map(c => enToutesLettres(c.source)))],
    regles: referentiel?.regles.map(({ code, phrase, vers }) => ({
      phrase,
      vers,
      appliquee: code === calcul.regle.code,
    })) ?? [{ phrase: calcul.regle.phrase, vers: calcul.dominante, appliquee: true }],
    seuils: (Object.keys(seuils) as (keyof ParametresOrientation)[]).map(cle => ({
      libelle: PARAMETRES_DIAGNOSTIC[cle].libelle,
      valeur: seuils[cle],
    })),
    ceQuiChangerait: calcul.ceQuiChangerait.map(c => c.phrase),
  }
}

/** « Diagnostic du 2026-11-20 », as the engine keeps it. */
const enToutesLettres = (source: string): string => source.replace(/\d{4}-\d{2}-\d{2}/, jour => dateLongue(jour))
