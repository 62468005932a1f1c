import { sql } from 'kysely'
import { z } from 'zod'
import { sortirDesArchives } from '../personne/archive.queries.ts'
import { LIBELLE_NIR } from '../personne/identite-portee.queries.ts'
import { nomComplet } from '../personne/noms.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { donneesPortees } from './porter.queries.ts'
import { recitArchiveOuverte } from './protection.recits.ts'
import { DemandeOuverture, MESSAGES, SectionPortee } from './protection.ts'

const input = DemandeOuverture.extend({ archiveId: z.uuid() })

/** Reads a file of the archive, for a stated reason: what the person herself could take away of it. It stays where it is. */
export const ouvrirArchive = useCase(
  {
    route: 'POST /archives/:archiveId/ouverture',
    summary: 'Lire un dossier aux archives, pour une raison dite',
    permission: 'archive.ouvrir',
    input,
    output: z.object({ id: z.uuid(), personne: z.string(), archiveeLe: z.string(), sections: z.array(SectionPortee) }),
  },
  async (ctx, { archiveId, motif }) => {
    const { le, ...qui } = await archive(ctx, archiveId)
    await consulter(ctx, archiveId, 'archive')
    await ctx.record({ personne: archiveId }, recitArchiveOuverte, { apres: { motif } })
    const sections = (await donneesPortees(ctx, archiveId)).map(sansNir)
    return { id: archiveId, personne: nomComplet(qui, ctx.today), archiveeLe: le, sections }
  },
)

/** Brings a file back to the active base: the person is there again before any flow says so. Already back: same answer. */
export const sortirArchive = useCase(
  {
    route: 'POST /archives/:archiveId/sortie',
    summary: 'Remettre un dossier dans la base active',
    permission: 'archive.ouvrir',
    input,
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { archiveId, motif }) => {
    const sortie = await sortirDesArchives(ctx, sql`select ${archiveId}::uuid as personne_id`, motif)
    if (sortie === 0) {
      const connue = await ctx.db
        .selectFrom('personne')
        .select('id')
        .where('id', '=', archiveId)
        .where(eb => eb.not(eb.exists(eb.selectFrom('archive').whereRef('archive.personneId', '=', 'personne.id'))))
        .executeTakeFirst()
      if (!connue) throw introuvable()
    }
    return { id: archiveId }
  },
)

/** Who opens the archive needs no number: it is read on purpose, in the active file (domaine.md §8, minimum data). */
const sansNir = ({ lignes, ...section }: SectionPortee): SectionPortee => ({
  ...section,
  lignes: lignes.map(({ [LIBELLE_NIR]: _, ...reste }) => reste),
})

async function archive(ctx: Context, id: string) {
  const trouvee = await ctx.db
    .selectFrom('archive as a')
    .innerJoin('personne as p', 'p.id', 'a.personneId')
    .select(['a.le', 'p.sexe', 'p.nom', 'p.prenom', 'p.dateNaissance'])
    .where('p.id', '=', id)
    .where('a.effaceeLe', 'is', null)
    .executeTakeFirst()
  if (!trouvee) throw introuvable()
  return trouvee
}

const introuvable = () => new Refusal('not-found', 'archive-introuvable', MESSAGES['archive-introuvable'])
