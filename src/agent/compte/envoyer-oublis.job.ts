import { z } from 'zod'
import type { Base } from '../../socle/db.ts'
import { job } from '../../socle/job.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { injoignable, passagere } from '../../socle/travaux/echec.ts'
import { agentDuLien } from './activation.ts'
import { envoyerLienActivation, envoyerLienFini, envoyerLienOubli } from './courriels-compte.ts'
import { type Lien, reinitialisationsDe } from './lien-compte.queries.ts'
import { DUREE_OUBLI_MINUTES } from './lien-compte.ts'

/**
 * Sends, every minute, their link to those who said that they forgot their password; who was reset, and works nowhere else, is sent
 * again the link that waits for them. An address without an account is forgotten: nothing was done of it that is not done of the others,
 * until here.
 */
export const envoyerOublis = job(
  'envoyer-oublis',
  z.object({}),
  async ({ base, maintenant }) => {
    const { commun } = base
    if (!lienParCourriel()) return
    const now = maintenant()
    const attendus = await commun
      .selectFrom('lienCompte')
      .selectAll()
      .where('genre', '=', 'oubli')
      .where('envoyeLe', 'is', null)
      .where('fin', 'is', null)
      // Those that a mailbox refused come after those not tried yet.
      .orderBy('expireLe')
      .limit(500)
      .execute()
    const echecs: unknown[] = []
    // An address that is refused keeps nobody else waiting; a server that doesn't answer keeps them all.
    for (const lien of attendus) {
      await traiter(base, lien, now).catch(erreur => echecs.push(erreur))
      if (injoignable(echecs.at(-1))) break
    }
    if (echecs.length > 0) throw echecs[0]
  },
  { titre: 'Courriel à qui a oublié son mot de passe', chaque: '* * * * *', voisin: 'courriel' },
)

/** Mail may be out of order for a night; whoever asked longer ago asked again, or found their password. */
const UTILE_MS = 24 * 60 * 60 * 1000

async function traiter(base: Base, lien: Lien, now: string): Promise<void> {
  const { commun } = base
  const sien = await commun
    .selectFrom('identite as i')
    .innerJoin('acces as a', 'a.identiteId', 'i.id')
    .innerJoin('territoire as t', 't.code', 'a.territoire')
    .select('i.id')
    .where('i.courriel', '=', lien.courriel)
    // Nobody reads the mail of made-up agents.
    .where('t.demo', '=', false)
    .executeTakeFirst()
  const trop = Date.parse(lien.creeLe) + UTILE_MS <= Date.parse(now)
  if (!sien || trop) {
    if (!trop) await renvoyerReinitialisation(base, lien, now)
    await commun.deleteFrom('lienCompte').where('id', '=', lien.id).execute()
    return
  }
  // It is said to last an hour from when it leaves.
  const expireLe = Temporal.Instant.from(now).add({ minutes: DUREE_OUBLI_MINUTES }).toString()
  await commun.updateTable('lienCompte').set({ expireLe }).where('id', '=', lien.id).execute()
  await envoyerLienOubli(lien).catch(async erreur => {
    // Refused for good (RFC 5321 §4.2.1): it isn't tried again.
    const refusee = !passagere(erreur) && Number((erreur as { responseCode?: number }).responseCode) >= 500
    if (refusee) await commun.deleteFrom('lienCompte').where('id', '=', lien.id).execute()
    throw erreur
  })
  await commun.updateTable('lienCompte').set({ envoyeLe: now }).where('id', '=', lien.id).execute()
}

/** The last link of a reset, again; of one that is over, whom to ask for another. */
async function renvoyerReinitialisation(base: Base, oubli: Lien, now: string): Promise<void> {
  // Handed over in person, it may be because this mailbox is no longer theirs: it doesn't go there.
  const partis = (await reinitialisationsDe(base.commun, oubli.courriel)).filter(lien => !lien.montre)
  const sert = (lien: Lien) => Date.parse(lien.expireLe) > Date.parse(now)
  const attendu = partis.findLast(sert) ?? partis.at(-1)
  const agent = attendu && (await agentDuLien(base, attendu).catch(() => null))
  if (!attendu || !agent || agent.territoire.demo) return
  const { code, nom } = agent.territoire
  const message = `${attendu.id}-${oubli.id}`
  if (sert(attendu)) await envoyerLienActivation(attendu, nom, base.fuseau(code), message)
  else await envoyerLienFini(attendu, nom, base.fuseau(code), message)
}
