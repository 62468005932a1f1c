import { z } from 'zod'
import { exigerAccompagnable } from '../droit/accompagnable.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { changeEntreTemps } from '../territoire/vu.queries.ts'
import { recitDiagnostic } from './diagnostic.recits.ts'
import { empechementDiagnostic, fautesDiagnostic, freins, MESSAGES_DIAGNOSTIC, SaisieDiagnostic } from './diagnostic.ts'
import { faitsConnus } from './faits.queries.ts'
import { proposer } from './proposition/moteur.ts'
import { parametresOrientation } from './proposition/parametres.queries.ts'
import { REFERENTIEL } from './proposition/referentiel.ts'

/** Keeps a new version of a person's diagnosis; the former ones stay as they were (rules D1, D2). */
export const etablirDiagnostic = useCase(
  {
    route: 'POST /personnes/:personneId/diagnostics',
    summary: 'Établir ou mettre à jour un diagnostic',
    permission: 'diagnostic.etablir',
    input: SaisieDiagnostic,
    output: z.object({ id: z.uuid(), version: z.number().int() }),
  },
  async (ctx, { personneId, reponses, versionLue, ...saisie }) => {
    await verrouillerPersonne(ctx, personneId)
    const versions = await ctx.db
      .selectFrom('diagnostic')
      .select(['id', 'version', 'etabliLe'])
      .where('personneId', '=', personneId)
      .orderBy('version', 'desc')
      .execute()
    const rejouee = versions.find(v => v.id === saisie.id)
    if (rejouee) return { id: rejouee.id, version: rejouee.version }
    await exigerAccompagnable(ctx, personneId)

    const precedente = versions[0] ?? null
    if (versionLue !== undefined && versionLue !== (precedente?.version ?? null))
      throw await changeEntreTemps(ctx, { sujet: { personne: personneId }, recits: [recitDiagnostic] })
    const motif = empechementDiagnostic({ ...saisie, reponses }, precedente, ctx.today)
    if (motif) throw new Refusal('conflict', motif, MESSAGES_DIAGNOSTIC[motif], fautesDiagnostic(motif))

    const version = (precedente?.version ?? 0) + 1
    const { id, etabliLe, conjoint, synthese, notePrivee } = saisie
    const insere = await ctx.db
      .insertInto('diagnostic')
      .values({
        id,
        personneId,
        version,
        etabliLe,
        conjoint,
        synthese,
        notePrivee,
        reponses: JSON.stringify(reponses),
        etabliPar: ctx.agent.id,
        saisiLe: ctx.now,
      })
      .onConflict(conflit => conflit.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!insere) {
      throw new Refusal(
        'conflict',
        'identifiant-pris',
        'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
      )
    }
    const parametres = await parametresOrientation(ctx)
    const proposition = proposer(reponses, await faitsConnus(ctx, personneId), REFERENTIEL, parametres)
    await ctx.record({ personne: personneId }, recitDiagnostic, {
      le: etabliLe === ctx.today ? ctx.now : etabliLe,
      apres: {
        diagnosticId: id,
        version,
        conjoint,
        freins: freins(reponses).map(f => ({ situation: f.situation, severite: f.severite })),
        proposition: proposition.dominante,
      },
    })
    return { id, version }
  },
)
