import { NOMS_ROLES, type Role } from '../agent/roles.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** An agent to whom a person was known, and isn't any more. `lien`: what it was. */
export type Dehors = { lien: string; agent: Navigateur }

/** Where she lived before: a commune of the département. */
const ANCIENNE_COMMUNE = '59350'
// All of it ended months ago: nothing of what is kept some time after an end is still open.
const DEMENAGEMENT = { debut: '2023-01-31', fin: '2024-10-31' }
const SANS_REFERENT = { debut: '2024-01-10', fin: '2024-05-10' }
const SUIVIE = { debut: '2024-05-10', fin: '2024-09-10' }
const RENDEZ_VOUS_OUBLIE = '2024-12-10T09:00:00Z'
const RENDEZ_VOUS_TENU = '2024-11-12T09:00:00Z'
/** Still to come, and cancelled: only its outcome says that it brings nobody any more. */
const RENDEZ_VOUS_ANNULE = '2025-03-27T09:00:00Z'

/**
 * The agents of each role whose relation to these persons has ended, by each way there is to have one; and who leads another team
 * of the structure that follows them, `ici`.
 */
export async function lesDehors(
  essai: Essai,
  personnes: readonly string[],
  ici: string,
): Promise<Record<Role, Dehors[]>> {
  const [orientee, suivie] = [await essai.uneStructure(), await essai.uneStructure()]
  const referent = (structureId = suivie) => essai.unAgent('referent', { structureId })
  const agents = {
    duSecteurQuitte: await essai.unAgent('charge-orientation', { secteur: [ANCIENNE_COMMUNE] }),
    referent: await referent(),
    second: await referent(orientee),
    annule: await referent(),
    tenu: await referent(),
    oublie: await referent(),
    chezOrientee: await essai.unAgent('responsable-equipe', { structureId: orientee }),
    autreEquipe: await essai.unAgent('responsable-equipe', {
      structureId: ici,
      equipeId: await uneEquipe(essai, ici),
    }),
    chezSuivie: await essai.unAgent('responsable-equipe', { structureId: suivie }),
    accueilQuitte: await essai.unAgent('accueil', { secteur: [ANCIENNE_COMMUNE] }),
    duGroupe: await essai.unAgent('co-intervenant', { structureId: suivie }),
  }
  for (const personneId of personnes) {
    await demenager(essai, personneId)
    await unSuivi(essai, personneId, { ...SANS_REFERENT, dominante: 'remobilisation', structureId: orientee })
    await unSuivi(essai, personneId, {
      ...SUIVIE,
      dominante: 'equilibre',
      structureId: suivie,
      referentId: agents.referent.id,
      coReferentId: agents.second.id,
      global: true,
    })
    await duGroupeDeSuivi(essai, personneId, agents.duGroupe)
    await unRendezVous(essai, personneId, agents.annule, RENDEZ_VOUS_ANNULE, 'annule-service')
    await unRendezVous(essai, personneId, agents.tenu, RENDEZ_VOUS_TENU, 'present')
    await unRendezVous(essai, personneId, agents.oublie, RENDEZ_VOUS_OUBLIE, null)
  }
  return {
    'charge-orientation': [{ lien: 'chargé du secteur qu’elle a quitté', agent: agents.duSecteurQuitte }],
    referent: [
      { lien: 'ancien référent', agent: agents.referent },
      { lien: 'ancien second d’un binôme', agent: agents.second },
      { lien: 'référent dont le rendez-vous est annulé', agent: agents.annule },
      { lien: 'référent dont le rendez-vous est tenu depuis des mois', agent: agents.tenu },
      { lien: 'référent dont le rendez-vous, passé depuis des mois, n’a pas d’issue', agent: agents.oublie },
    ],
    'responsable-equipe': [
      { lien: 'responsable où son orientation est close', agent: agents.chezOrientee },
      { lien: 'responsable où son accompagnement est clos', agent: agents.chezSuivie },
      { lien: 'responsable d’une autre équipe de la structure qui la suit', agent: agents.autreEquipe },
    ],
    accueil: [{ lien: 'accueil du secteur qu’elle a quitté', agent: agents.accueilQuitte }],
    'co-intervenant': [{ lien: 'sorti de son groupe de suivi', agent: agents.duGroupe }],
    pilote: [],
    administrateur: [],
    dpo: [],
  }
}

async function demenager(essai: Essai, personneId: string): Promise<void> {
  const { foyerId } = await unePersonne(essai, { codeInsee: ANCIENNE_COMMUNE, commune: 'LILLE', nom: 'ESSAI-AILLEURS' })
  await essai.base
    .territoire('59')
    .insertInto('membre')
    .values({ personneId, foyerId, role: 'CJT', aCharge: true, ...DEMENAGEMENT })
    .execute()
}

async function duGroupeDeSuivi(essai: Essai, personneId: string, agent: Navigateur): Promise<void> {
  await essai.base
    .territoire('59')
    .insertInto('membreSuivi')
    .values({
      id: uuidv7(),
      personneId,
      agentId: agent.id,
      champ: 'mobilite',
      ...SUIVIE,
      ajoutePar: agent.id,
      ajouteLe: essai.now,
      retirePar: agent.id,
      retireLe: essai.now,
    })
    .execute()
}

async function unRendezVous(essai: Essai, personneId: string, agent: Navigateur, debut: string, issue: string | null) {
  await essai.base
    .territoire('59')
    .insertInto('rendezVous')
    .values({
      id: uuidv7(),
      personneId,
      agentId: agent.id,
      structureId: agent.structureId,
      objet: 'suivi',
      modalite: 'individuel',
      debut,
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: debut.slice(0, 10),
      issue,
      issueLe: issue ? essai.now : null,
      prisPar: agent.id,
      prisLe: essai.now,
    })
    .execute()
}

/** Agents of each role who lost it, by each way to lose it; their cookie is still there. */
export async function lesFermes(essai: Essai): Promise<{ pourquoi: string; agents: Navigateur[] }[]> {
  const db = essai.base.territoire('59')
  const unDeChaque = async () => {
    const agents: Navigateur[] = []
    for (const role of NOMS_ROLES) agents.push(await essai.unAgent(role))
    return { agents, ids: agents.map(a => a.id) }
  }
  const [clos, desactives, expires] = [await unDeChaque(), await unDeChaque(), await unDeChaque()]
  await db.updateTable('habilitation').set({ fin: '2024-12-31' }).where('agentId', 'in', clos.ids).execute()
  await db.updateTable('agent').set({ desactiveLe: '2024-12-31' }).where('id', 'in', desactives.ids).execute()
  await essai.base.commun
    .updateTable('session')
    .set({ expireLe: essai.now })
    .where('identiteId', 'in', expires.ids)
    .execute()
  return [
    { pourquoi: 'son rôle est retiré', agents: clos.agents },
    { pourquoi: 'son compte est désactivé', agents: desactives.agents },
    { pourquoi: 'sa session a pris fin', agents: expires.agents },
  ]
}
