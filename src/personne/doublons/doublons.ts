import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { type PaireBrute, pages } from './doublon.queries.ts'
import {
  aGarder,
  DossierCompare,
  differences,
  empechementFusion,
  MESSAGES,
  type Periode,
  StatutDoublon,
} from './doublon.ts'

const Cote = DossierCompare.extend({
  /** Why this file can't be the one kept: a sentence, or null. */
  empechement: z.string().nullable(),
})

const Paire = z.object({
  id: z.uuid(),
  statut: StatutDoublon,
  /** How sure, 0 to 100; null for a pair found before scores. */
  score: z.number().nullable(),
  raisons: z.array(z.string()),
  trouveLe: z.string(),
  decideLe: z.string().nullable(),
  decidePar: z.string().nullable(),
  /** Fields that say different things. */
  differences: z.array(z.string()),
  /** The file to propose, or the one that was kept. */
  garder: z.uuid(),
  dossiers: z.tuple([Cote, Cote]),
  /** Those of the two of whom it is first to be said why: until then, only who they are is shown. */
  raisonsADire: z.array(z.uuid()),
})

/** Pairs of files that may be one person (E5): a human decides. Reading them is recorded for both persons. */
export const doublons = useCase(
  {
    route: 'GET /doublons',
    summary: 'Lister les dossiers qui sont peut-être en double',
    permission: 'doublon.decider',
    input: z.object({ statut: StatutDoublon.default('a-decider'), page: z.coerce.number().int().min(1).default(1) }),
    output: z.object({ total: z.number(), pages: z.number(), aujourdhui: z.string(), paires: z.array(Paire) }),
  },
  async (ctx, { statut, page }) => {
    const { paires, ...combien } = await pages(ctx, statut, page)
    const aDire = await ctx.garde?.aDire(
      ctx,
      paires.flatMap(({ a, b }) => [a.id, b.id]),
    )
    const lire = (d: DossierCompare) => (aDire?.has(d.id) ? { ...d, ...RIEN } : d)
    return {
      ...combien,
      aujourdhui: ctx.today,
      paires: paires.map(p => ({
        ...enPaire({ ...p, a: lire(p.a), b: lire(p.b) }),
        raisonsADire: [p.a.id, p.b.id].filter(id => aDire?.has(id)),
      })),
    }
  },
)

/** What is told of a file that asks first why it is opened: nothing but who it is. */
const RIEN = {
  ...{
    communeNaissance: null,
    nir: 'inconnu' as const,
    telephone: null,
    courriel: null,
    foyers: [] as DossierCompare['foyers'],
    droit: null,
  },
  ...{
    delaiDepuis: null,
    structure: null,
    referent: null,
    orientations: [] as Periode[],
    accompagnements: [] as Periode[],
  },
  ...{ rendezVous: 0, diagnostics: 0 },
} satisfies Partial<DossierCompare>

function enPaire({ a, b, deplacements: _, ...paire }: PaireBrute): Omit<z.input<typeof Paire>, 'raisonsADire'> {
  const dire = (garde: DossierCompare, absorbe: DossierCompare) => {
    const code = paire.statut === 'fusionnees' ? null : empechementFusion(garde, absorbe)
    return { ...garde, empechement: code && MESSAGES[code] }
  }
  const garde = a.fusionnee ? b.id : b.fusionnee ? a.id : aGarder(a, b)
  return { ...paire, differences: differences(a, b), garder: garde, dossiers: [dire(a, b), dire(b, a)] }
}
