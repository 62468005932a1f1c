import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { recompter } from '../../import/doutes/recompter.queries.ts'
import { recitLigneTranchee } from '../../import/import.recits.ts'
import { type LigneImport, ResultatLigne } from '../../import/import.ts'
import { noterDecisions } from '../../import/imports.queries.ts'
import { attendreImports } from '../../import/verrou.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { appliquerLigne } from './appliquer-ligne.queries.ts'
import { type Doute, douteADecider } from './doute.queries.ts'
import { parleDePersonnes, RAISONS, Raison } from './doute.ts'
import { relireLigne } from './relire-ligne.queries.ts'

const Decision = z.object({
  resultat: ResultatLigne,
  personneId: z.uuid().nullable(),
  /** What was kept of the file, what is said of the line: columns and reasons. */
  motifs: z.array(z.object({ champ: z.string(), motif: z.string() })),
})

/**
 * Decides of a line of an applied file that waits: it is this file (an id; 'connue' for a structure), it is another ('nouvelle'), or it
 * is set aside ('cote', with a reason). The line is applied at once by the rules of its import, undone with it. What is newer in the
 * file is kept, and said. Decided twice the same by the same agent: same answer. Refuses (403) who can't read names or whose scope
 * doesn't hold the candidates, (409) what somebody else decided, what the rules of the list refuse, and while an import runs.
 */
export const deciderLigne = useCase(
  {
    route: 'POST /imports/:importId/doutes/:ligne/decision',
    summary: 'Décider d’une ligne à décider d’un fichier appliqué, et la reprendre aussitôt',
    permission: 'import.gerer',
    input: z.object({
      importId: z.uuid(),
      ligne: z.coerce.number().int().min(1).max(10_000_000),
      choix: z.union([z.uuid(), z.enum(['nouvelle', 'connue', 'cote'])]),
      /** Of a line set aside. */
      raison: Raison.optional(),
    }),
    output: Decision,
  },
  async (ctx, { importId, ligne, choix, raison }) => {
    if (choix === 'cote' && !raison) throw sansRaison()
    await attendreImports(ctx, 'décidez de nouveau')
    const decision = choix === 'nouvelle' || choix === 'cote' ? choix : 'connue'
    const doute = await douteADecider(
      ctx,
      importId,
      ligne,
      (deja, personneId) => deja === decision && (decision !== 'connue' || choix === 'connue' || personneId === choix),
    )
    if (doute.deja) return { resultat: doute.resultat, personneId: doute.personneId, motifs: doute.motifs }
    await exigerPossible(ctx, doute, choix)
    const faite = choix === 'cote' ? deCote(doute, raison) : await appliquerLigne(ctx, doute, choix)
    await ecrire(ctx, doute, faite, { decision, raison })
    // A file taken again takes up what was decided: nobody is asked twice.
    if (choix !== 'cote') await noterDecisions(ctx, importId, { [ligne]: choix })
    await recompter(ctx, importId, [faite])
    await ctx.record({ objet: 'import', id: importId }, recitLigneTranchee, {
      apres: { ligne, genre: doute.genre, decision, raison: raison && RAISONS[raison] },
    })
    const { resultat, personneId, motifs } = faite
    return { resultat, personneId, motifs }
  },
)

function sansRaison(): Refusal {
  const message = 'Dites pourquoi la ligne est laissée de côté.'
  return new Refusal('invalid', 'raison-manquante', message, [{ champ: 'raison', message }])
}

/** Refuses what this list, or this agent, can't do of the line. */
async function exigerPossible(ctx: Context, doute: Doute, choix: string): Promise<void> {
  const { genre } = doute
  if (choix === 'cote') return
  if (!parleDePersonnes(genre)) {
    if (choix === 'nouvelle' || choix === 'connue') return
    throw new Refusal(
      'invalid',
      'choix-impossible',
      'Cette ligne parle d’une structure : dites si c’est elle ou une autre.',
    )
  }
  if (choix === 'connue') throw new Refusal('invalid', 'choix-impossible', 'Dites de quel dossier parle cette ligne.')
  if (choix === 'nouvelle') return exigerAucunAilleurs(ctx, doute)
  const { rows } =
    await sql`select 1 from personne p where p.id = ${choix} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  if (rows.length === 0)
    throw new Refusal(
      'forbidden',
      'candidat-hors-perimetre',
      'Ce dossier n’est pas dans votre périmètre, ou il est archivé : laissez la ligne à qui peut l’ouvrir.',
    )
}

/** Nobody says that it is somebody new who can't see all the files it resembles today. */
async function exigerAucunAilleurs(ctx: Context, doute: Doute): Promise<void> {
  if (doute.genre !== 'personnes')
    throw new Refusal(
      'conflict',
      'liste-sans-creation',
      'Ce fichier ne crée personne : il complète des dossiers connus. Choisissez un des dossiers proposés, ou laissez la ligne de côté.',
    )
  const { candidats } = await relireLigne(ctx, doute)
  if (candidats.some(c => c.dossier === null))
    throw new Refusal(
      'forbidden',
      'doute-hors-perimetre',
      'Un dossier que vous ne pouvez pas ouvrir ressemble aussi à cette ligne : laissez-la à qui voit tout le territoire.',
    )
}

function deCote({ ligne }: Doute, raison: Raison | undefined): LigneImport {
  const motif = `laissée de côté : ${(raison ? RAISONS[raison] : '').toLowerCase()}`
  return { ligne, resultat: 'refusee', personneId: null, motifs: [{ champ: 'Ligne', motif }] }
}

type Choisi = { decision: string; raison: Raison | undefined }

async function ecrire(
  ctx: Context,
  { importId }: Doute,
  faite: LigneImport,
  { decision, raison }: Choisi,
): Promise<void> {
  const { ligne, resultat, personneId, motifs, changements } = faite
  await ctx.db
    .updateTable('importLigne')
    .set({
      resultat,
      personneId,
      motifs: JSON.stringify(motifs),
      changements: changements ? JSON.stringify(changements) : null,
    })
    .where('importId', '=', importId)
    .where('ligne', '=', ligne)
    .execute()
  await ctx.db
    .updateTable('importDoute')
    .set({
      ...{ decideLe: ctx.now, decidePar: ctx.agent.id, decideNom: ctx.agent.nom, decision, personneId, dit: null },
      // That it brought nothing is said of this line, not of who it names: the next one may bring something.
      ...(raison === 'inutile' ? { empreinte: null } : {}),
    })
    .where('importId', '=', importId)
    .where('ligne', '=', ligne)
    .execute()
}
