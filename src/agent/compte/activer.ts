import { z } from 'zod'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute, type Visite } from '../../socle/route.ts'
import { recitCompteOuvert } from '../agent.recits.ts'
import { exigerBonMotDePasse } from '../session/bon-mot-de-passe.ts'
import { compteProuve, Entree, entrerParMotDePasse } from '../session/entree.ts'
import { ChoixMotDePasse } from '../session/mot-de-passe.ts'
import { premierRole } from '../session/places.queries.ts'
import { oublierSessions } from '../session/session.queries.ts'
import { oterSessions } from '../session/sessions-ouvertes.queries.ts'
import { type AgentDuLien, agentDuLien, exigerUnRole, Jeton, noterDe } from './activation.ts'
import { cederLeCompte, noterCede } from './ceder.ts'
import { compteTenu, creerCompte } from './compte.queries.ts'
import {
  finirOublis,
  type Lien,
  lienOuvert,
  reinitialisationsDe,
  servirLien,
  servirSiOuvert,
} from './lien-compte.queries.ts'
import { cedeParCeLien } from './lien-compte.ts'
import { noterMotDePasseChange } from './noter-changement.ts'

/**
 * Chooses one's password by a link, and enters: the account opens, or, for who forgot it, every session closed. Refuses a link that no
 * longer serves, a password that is easy to guess, an address that has an account already (its own password joins a territory).
 * `jamaisOuvert`: by a link that went to the address, an account that was opened without that proof gives way.
 */
export const activerCompte = publicRoute(
  {
    route: 'POST /activation',
    summary: 'Choisir son mot de passe par un lien',
    input: Jeton.extend({ ...ChoixMotDePasse.shape, jamaisOuvert: z.boolean().optional() }),
    output: Entree,
  },
  async (visite, { jeton, nouveau, jamaisOuvert }) => {
    const { base, now } = visite
    const lien = await lienOuvert(base, jeton, now)
    const agent = await agentDuLien(base, lien)
    await exigerBonMotDePasse(nouveau, { courriel: lien.courriel, nom: agent?.nom ?? '', prenom: agent?.prenom ?? '' })
    return agent
      ? ouvrirLeCompte(visite, lien, agent, { nouveau, jamaisOuvert })
      : reprendreLeCompte(visite, lien, nouveau)
  },
)

async function ouvrirLeCompte(
  visite: Visite,
  lien: Lien,
  agent: AgentDuLien,
  { nouveau, jamaisOuvert = false }: { nouveau: string; jamaisOuvert: boolean | undefined },
): Promise<Entree> {
  const { base, now } = visite
  await exigerUnRole(base, agent, now)
  const motDePasse = await chiffrerMotDePasse(nouveau)
  const { code: territoire } = agent.territoire
  const secret = { motDePasse, motDePasseSu: lien.montre, adresseProuvee: !lien.montre }
  const { ouvert, cedes } = await base.commun.transaction().execute(async trx => {
    const cedes = jamaisOuvert && cedeParCeLien(lien) ? await cederLeCompte(trx, lien.courriel, now) : []
    const ouvert = await creerCompte(trx, { courriel: lien.courriel, territoire, agentId: agent.id, ...secret }, now)
    await servirLien(trx, lien, 'servi', now)
    await finirOublis(trx, lien.courriel, now)
    return { ouvert, cedes }
  })
  await noterCede(base, cedes, lien.courriel, now)
  await noterDe(base, agent, recitCompteOuvert, now)
  return entrerParMotDePasse(visite, await compteProuve(visite, ouvert), { territoire, parLien: !lien.montre })
}

/** Asked for after a reset, it proves as much as the link of that reset: it serves both, and they are back where it was closed. */
async function reprendreLeCompte(visite: Visite, lien: Lien, nouveau: string): Promise<Entree> {
  const { base, now } = visite
  const { courriel } = lien
  const attendus = await reinitialisationsAvant(base, lien, now)
  // It came by mail to that address.
  const secret = { motDePasse: await chiffrerMotDePasse(nouveau), motDePasseSu: false, adresseProuvee: true }
  const repris = await base.commun.transaction().execute(async trx => {
    const tenu = await compteTenu(trx, courriel)
    await servirLien(trx, lien, 'servi', now)
    // One that waits for another link isn't given a password by this one.
    if (!tenu?.sert)
      throw new Refusal(
        'conflict',
        'compte-ferme',
        'Ce compte n’est plus ouvert. Demandez à l’administrateur de votre territoire.',
      )
    await finirOublis(trx, courriel, now)
    await trx.updateTable('identite').set(secret).where('id', '=', tenu.id).execute()
    const rouverts: AgentDuLien[] = []
    for (const { reset, agent } of attendus)
      if (reset.identiteId === tenu.id && (await servirSiOuvert(trx, reset, now))) {
        const acces = { identiteId: tenu.id, territoire: agent.territoire.code, agentId: agent.id }
        await trx.insertInto('acces').values(acces).execute()
        rouverts.push(agent)
      }
    return { ...(await oterSessions(trx, tenu.id, 'toutes')), rouverts }
  })
  oublierSessions(base)
  const { rouverts } = repris
  for (const agent of rouverts) await noterDe(base, agent, recitCompteOuvert, now)
  await noterMotDePasseChange(base, { id: repris.identiteId, courriel }, now)
  const [seul, autre] = rouverts
  const ou = seul && !autre ? { territoire: seul.territoire.code } : {}
  return entrerParMotDePasse(visite, await compteProuve(visite, repris), { ...ou, parLien: true })
}

/** The resets of the same address, made before a link was asked for, whose agent has a role to come back to. */
async function reinitialisationsAvant(base: Base, { courriel, creeLe }: Lien, now: string) {
  const attendus: { reset: Lien; agent: AgentDuLien }[] = []
  for (const reset of await reinitialisationsDe(base.commun, courriel)) {
    const avant = Date.parse(reset.creeLe) < Date.parse(creeLe)
    // One that was handed over waits for whoever was given it: an address isn't proof enough.
    const sert = avant && !reset.montre && Date.parse(reset.expireLe) > Date.parse(now)
    const agent = sert ? await agentDuLien(base, reset).catch(() => null) : null
    if (agent && (await premierRole(base, { territoire: agent.territoire.code, agentId: agent.id }, now)))
      attendus.push({ reset, agent })
  }
  return attendus
}
