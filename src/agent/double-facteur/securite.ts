import { z } from 'zod'
import { publicRoute } from '../../socle/route.ts'
import { lirePorteur, resteAProuver } from '../session/session.queries.ts'
import { clesGardees } from './cles/cles-acces.queries.ts'
import { MOYENS } from './facteur.ts'
import { compteConnecte } from './preuve.queries.ts'
import { codesRestants } from './secours.queries.ts'
import { totpConfirmes } from './totp.queries.ts'

const Facteur = z.object({
  id: z.uuid(),
  nom: z.string(),
  creeLe: z.string(),
  dernierUsageLe: z.string().nullable(),
})
const SessionOuverte = z.object({
  id: z.uuid(),
  /** « Firefox, Windows »; null when the browser said nothing known. */
  appareil: z.string().nullable(),
  /** « 203.0.113.… ». */
  reseau: z.string().nullable(),
  moyen: z.enum(Object.keys(MOYENS) as [keyof typeof MOYENS, ...(keyof typeof MOYENS)[]]),
  territoire: z.string(),
  ouverteLe: z.string(),
  dernierUsageLe: z.string().nullable(),
  /** The one that asks. */
  celleCi: z.boolean(),
})

/** How one signs in, and from where one is signed in: of one's own account only. Refuses 401 without a session. */
export const securiteDuCompte = publicRoute(
  {
    route: 'GET /compte/securite',
    summary: 'Mes moyens de connexion et mes sessions ouvertes',
    input: z.object({}),
    output: z.object({
      totp: z.array(Facteur),
      cles: z.array(Facteur),
      /** Recovery codes that may still serve. */
      codesRestants: z.number().int(),
      /** When an account of ProConnect was bound; null: none is. */
      proconnectLe: z.string().nullable(),
      exigence: z.enum(['proposee', 'exigee']).nullable(),
      sessions: z.array(SessionOuverte),
    }),
  },
  async visite => {
    const { base, now } = visite
    const { identiteId, sessionId, jeton } = await compteConnecte(visite)
    const porteur = await lirePorteur(base, jeton, now)
    const sessions = await base.commun
      .selectFrom('session as s')
      .innerJoin('territoire as t', 't.code', 's.territoire')
      .select(['s.id', 's.appareil', 's.reseau', 's.moyen', 't.nom as territoire', 's.ouverteLe', 's.dernierUsageLe'])
      .where('s.identiteId', '=', identiteId)
      .where('s.expireLe', '>', now)
      .orderBy('s.ouverteLe', 'desc')
      .execute()
    const liee = await base.commun
      .selectFrom('identiteFederee')
      .select('lieeLe')
      .where('identiteId', '=', identiteId)
      .executeTakeFirst()
    return {
      proconnectLe: liee?.lieeLe ?? null,
      totp: await totpConfirmes(base.commun, identiteId),
      cles: await clesGardees(base.commun, identiteId),
      codesRestants: await codesRestants(base.commun, identiteId),
      exigence: porteur && resteAProuver(porteur),
      sessions: sessions
        .map(s => ({ ...s, moyen: s.moyen as keyof typeof MOYENS, celleCi: s.id === sessionId }))
        .sort((a, b) => Number(b.celleCi) - Number(a.celleCi)),
    }
  },
)
