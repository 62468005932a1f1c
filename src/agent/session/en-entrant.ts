import { z } from 'zod'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'
import { recitCompteOuvert, recitProconnectLie } from '../agent.recits.ts'
import { agentDuLien, noterDe } from '../compte/activation.ts'
import { finirOublis, lienEncoreOuvert, servirLien } from '../compte/lien-compte.queries.ts'
import { lienFini } from '../compte/lien-compte.ts'
import { noterMotDePasseChange, noterPartout } from '../compte/noter-changement.ts'
import { type Place, premierRole, sansHabilitation } from './places.queries.ts'
import { oterSessions } from './sessions-ouvertes.queries.ts'

// What a sign-in is to write on the account waits, from step to step, for all its proofs: it is written with the session that it opens,
// and by nothing else. Whatever refuses on the way leaves the account as it was.

/** An account of ProConnect to bind; a territory to join by a link, with the password chosen (argon2id) where others may know theirs. */
export const AEcrire = z.discriminatedUnion('quoi', [
  z.object({ quoi: z.literal('lier'), emetteur: z.string(), sujet: z.string() }),
  z.object({ quoi: z.literal('rejoindre'), lien: z.uuid(), motDePasse: z.string().nullable() }),
])
export type AEcrire = z.infer<typeof AEcrire>

type EnEntrant = {
  /** Where alone the session opens. */
  place: Place | null
  /** In the transaction that opens it, the identity held and still as it was proved. */
  ecrire: (trx: Base['commun']) => Promise<void>
  /** Once it is open: who works there, and the holder, are told. */
  noter: () => Promise<void>
}
type Qui = { id: string; courriel: string }

/** How it is written. Refuses a link that serves no more. */
export const enEntrant = async (visite: Visite, compte: Qui, quoi: AEcrire): Promise<EnEntrant> =>
  quoi.quoi === 'lier' ? lier(visite, compte, quoi) : rejoindre(visite, compte, quoi)

function lier({ base, now }: Visite, compte: Qui, { emetteur, sujet }: Extract<AEcrire, { quoi: 'lier' }>): EnEntrant {
  return {
    place: null,
    ecrire: async trx => {
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('identiteFederee')
        .values({ emetteur, sujet, identiteId: compte.id, lieeLe: now })
        .onConflict(c => c.doNothing())
        .executeTakeFirst()
      if (!numInsertedOrUpdatedRows)
        throw new Refusal(
          'conflict',
          'proconnect-deja-lie',
          'Ce compte est déjà lié. Recommencez depuis la page de connexion.',
        )
    },
    noter: () =>
      noterPartout(base, compte, now, (ctx, { id }) =>
        ctx.record({ objet: 'agent', id }, recitProconnectLie, { apres: {} }),
      ),
  }
}

async function rejoindre(
  { base, now }: Visite,
  compte: Qui,
  { lien: lienId, motDePasse }: Extract<AEcrire, { quoi: 'rejoindre' }>,
): Promise<EnEntrant> {
  const lien = await lienEncoreOuvert(base, lienId, now)
  const agent = await agentDuLien(base, lien)
  if (!agent) throw lienFini('revoque')
  const { code: territoire, nom } = agent.territoire
  const habilitationId = await premierRole(base, { territoire, agentId: agent.id }, now)
  if (!habilitationId) throw sansHabilitation()
  return {
    place: { territoire, nom, habilitationId },
    ecrire: async trx => {
      await servirLien(trx, lien, 'servi', now)
      await trx.insertInto('acces').values({ identiteId: compte.id, territoire, agentId: agent.id }).execute()
      if (!lien.montre)
        await trx.updateTable('identite').set({ adresseProuvee: true }).where('id', '=', compte.id).execute()
      if (motDePasse === null) return
      const secret = { motDePasse, motDePasseSu: false }
      await trx.updateTable('identite').set(secret).where('id', '=', compte.id).execute()
      await oterSessions(trx, compte.id, 'toutes')
      await finirOublis(trx, compte.courriel, now)
    },
    noter: async () => {
      await noterDe(base, agent, recitCompteOuvert, now)
      if (motDePasse !== null) await noterMotDePasseChange(base, compte, now)
    },
  }
}
