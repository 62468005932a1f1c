import { z } from 'zod'
import { contexte, dansTransaction, type Origine, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { fichierEntier, garderOctets, lireFichier, oterFichiers } from '../../socle/fichier/fichier.ts'
import { job } from '../../socle/job.ts'
import { injoignable } from '../../socle/travaux/echec.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { recitDocumentRefuse } from '../document.recits.ts'
import { type CodeRefus, REFUS } from '../document.ts'
import { pourLeFil } from '../documents.queries.ts'
import { analyser } from './antivirus.ts'
import { examinerPdf } from './examiner-pdf.ts'
import { photoEnPdf } from './photo-en-pdf.ts'

type AExaminer = {
  id: string
  personneId: string
  type: string
  titre: string
  confidentialite: string
  format: string | null
  fichierId: string | null
}
type Issue = { refus: CodeRefus } | { antivirus: 'sain' | 'non-analyse'; pages: number; pdf: Buffer | null }

/**
 * Looks into the documents that came: the antivirus first, then whether they open; a photo becomes a PDF. Until then nobody opens
 * them. While the antivirus doesn't answer they wait: asked for by each deposit, and every ten minutes.
 */
export const examinerDocuments = job(
  'examiner-documents',
  z.object({}),
  async ({ base, territoire, maintenant }) => {
    const origine: Origine = { agent: SYSTEME, territoire, now: maintenant() }
    const lire = contexte(base.territoire(territoire.code), base, origine)
    const enAttente = await lire.db
      .selectFrom('document')
      .select(['id', 'personneId', 'type', 'titre', 'confidentialite', 'format', 'fichierId'])
      .where('etat', '=', 'examen')
      .orderBy('recuLe')
      .execute()
    // What fails for one stops no other: told once all were tried, it is tried again. An antivirus that doesn't answer stops them all.
    const pannes: unknown[] = []
    for (const document of enAttente) {
      await examiner(base, origine, lire, document).catch(panne => void pannes.push(panne))
      if (injoignable(pannes.at(-1))) break
    }
    if (pannes.length) throw pannes[0]
  },
  {
    titre: 'Vérification des documents déposés (antivirus, format)',
    chaque: '*/10 * * * *',
    parTerritoire: true,
    transactions: 'siennes',
    voisin: 'antivirus',
  },
)

async function examiner(base: Base, origine: Origine, lire: Context, document: AExaminer): Promise<void> {
  const { fichierId } = document
  if (!fichierId) return
  const issue = await regarder(lire, document, fichierId)
  await dansTransaction(base, origine, ctx => conclure(ctx, document, fichierId, issue))
}

/** Without a transaction: it takes seconds. */
async function regarder(ctx: Context, { format, titre }: AExaminer, fichierId: string): Promise<Issue> {
  const antivirus = await analyser(lireFichier(ctx, fichierId))
  if (antivirus === 'infecte') return { refus: 'virus' }
  // Twenty megabytes at most, one document at a time.
  const octets = await fichierEntier(ctx, fichierId)
  if (format !== 'pdf') {
    const photo = await photoEnPdf(octets, titre)
    return 'refus' in photo ? photo : { antivirus, pages: 1, pdf: photo.pdf }
  }
  const vu = await examinerPdf(octets)
  return 'refus' in vu ? vu : { antivirus, pages: vu.pages, pdf: null }
}

async function conclure(ctx: Context, document: AExaminer, fichierId: string, issue: Issue): Promise<void> {
  const { id, personneId } = document
  // Another process may have looked at it meanwhile, or an agent taken it back: its word stands.
  const encore = await ctx.db
    .selectFrom('document')
    .select('id')
    .where('id', '=', id)
    .where('etat', '=', 'examen')
    .forUpdate()
    .executeTakeFirst()
  if (!encore) return
  if ('refus' in issue) {
    await oterFichiers(ctx, [fichierId])
    const refus = JSON.stringify({ code: issue.refus, message: REFUS[issue.refus] })
    await ctx.db.updateTable('document').set({ etat: 'refuse', refus }).where('id', '=', id).execute()
    await ctx.record({ personne: personneId }, recitDocumentRefuse, {
      apres: { ...pourLeFil(document), code: issue.refus },
    })
    return
  }
  const { antivirus, pages, pdf } = issue
  const garde = pdf ? uuidv7(Date.parse(ctx.now)) : fichierId
  if (pdf) await garderOctets(ctx, garde, pdf)
  await ctx.db
    .updateTable('document')
    .set({ etat: 'garde', antivirus, pages, fichierId: garde })
    .where('id', '=', id)
    .execute()
  if (pdf) await oterFichiers(ctx, [fichierId])
}
