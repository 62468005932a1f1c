import { z } from 'zod'
import type { Base } from '../../socle/db.ts'
import { job } from '../../socle/job.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { injoignable } from '../../socle/travaux/echec.ts'
import { envoyerLienOubli } from './courriels-compte.ts'
import type { Lien } from './lien-compte.queries.ts'
import { DUREE_OUBLI_MINUTES } from './lien-compte.ts'

/**
 * Sends, every minute, their link to those who said that they forgot their password. An address without an account is forgotten: nothing
 * was done of it that is not done of the others, until here.
 */
export const envoyerOublis = job(
  'envoyer-oublis',
  z.object({}),
  async ({ base: { commun }, maintenant }) => {
    if (!lienParCourriel()) return
    const now = maintenant()
    const attendus = await commun
      .selectFrom('lienCompte')
      .selectAll()
      .where('genre', '=', 'oubli')
      .where('envoyeLe', 'is', null)
      .where('fin', 'is', null)
      .orderBy('creeLe')
      .limit(500)
      .execute()
    const echecs: unknown[] = []
    // An address that is refused keeps nobody else waiting; a server that doesn't answer keeps them all.
    for (const lien of attendus) {
      await traiter(commun, lien, now).catch(erreur => echecs.push(erreur))
      if (injoignable(echecs.at(-1))) break
    }
    if (echecs.length > 0) throw echecs[0]
  },
  { titre: 'Courriel à qui a oublié son mot de passe', chaque: '* * * * *', voisin: 'courriel' },
)

async function traiter(commun: Base['commun'], lien: Lien, now: string): Promise<void> {
  const sien = await commun
    .selectFrom('identite as i')
    .innerJoin('acces as a', 'a.identiteId', 'i.id')
    .innerJoin('territoire as t', 't.code', 'a.territoire')
    .select('i.id')
    .where('i.courriel', '=', lien.courriel)
    // Nobody reads the mail of made-up agents.
    .where('t.demo', '=', false)
    .executeTakeFirst()
  if (!sien || Date.parse(lien.expireLe) <= Date.parse(now)) {
    await commun.deleteFrom('lienCompte').where('id', '=', lien.id).execute()
    return
  }
  // It is said to last an hour from when it leaves.
  const expireLe = Temporal.Instant.from(now).add({ minutes: DUREE_OUBLI_MINUTES }).toString()
  await commun.updateTable('lienCompte').set({ expireLe }).where('id', '=', lien.id).execute()
  await envoyerLienOubli(lien)
  await commun.updateTable('lienCompte').set({ envoyeLe: now }).where('id', '=', lien.id).execute()
}
