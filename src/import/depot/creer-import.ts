import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { fautesReception, Genre, Reception, StatutImport } from '../import.ts'
import { inscrireImport } from '../imports.queries.ts'
import { genreInterdit } from './genre-permis.ts'

/** 4 GiB: far above the largest flow of a département. */
const TAILLE_MAX = 4 * 1024 ** 3

/**
 * Announces a file; its bytes follow (`PUT /imports/:importId/contenu`), in as many pieces as wanted. `recuLe`: the day the
 * département received it (rule E2), today by default. `genre` is only given for a list whose kind is known; flows tell theirs.
 * Sent twice: same answer.
 */
export const creerImport = useCase(
  {
    route: 'POST /imports',
    summary: 'Annoncer un fichier à importer',
    permission: 'import.deposer',
    partner: true,
    input: z.object({
      id: z.uuid(),
      fichier: z.string().trim().min(1, { error: 'Donnez le nom du fichier.' }).max(200),
      taille: z
        .int({ error: 'Donnez la taille du fichier en octets.' })
        .min(1, { error: 'Ce fichier est vide : vérifiez-le, puis déposez-le de nouveau.' })
        .max(TAILLE_MAX, { error: 'Ce fichier dépasse 4 Gio. Demandez à son expéditeur de le découper.' }),
      recuLe: Reception.shape.recuLe.optional(),
      genre: Genre.optional(),
    }),
    output: z.object({ id: z.uuid(), recu: z.number(), statut: StatutImport }),
  },
  async (ctx, { id, fichier, taille, recuLe = ctx.today, genre }) => {
    const [faute] = fautesReception({ recuLe }, ctx.today)
    if (faute) throw new Refusal('invalid', 'date-future', faute.message, [faute])
    const interdit = genre && genreInterdit(ctx, genre)
    if (interdit) throw new Refusal('forbidden', interdit.code, interdit.message)
    const { recu, statut } = await inscrireImport(ctx, { id, fichier, taille, recuLe, genre: genre ?? null })
    return { id, recu, statut }
  },
)
