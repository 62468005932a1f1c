import { beforeEach, expect, test } from 'vitest'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { agents } from './agents.ts'
import { ouvrirSession } from './session/sessions-ouvertes.queries.ts'

const essai = unEssai()
const DONNER = 'POST /agents/:agentId/habilitations'
const RETIRER = 'POST /agents/:agentId/habilitations/:habilitationId/cloture'
const GROUPE = 'POST /personnes/:personneId/groupe-suivi'
beforeEach(() => {
  essai.now = '2025-03-10T09:00:00Z'
})

const plusTard = (agent: Navigateur, habilitationId: string) =>
  ouvrirSession(essai.base, essai.now, agent.id, '59', habilitationId).then(jeton => `${COOKIE}=${jeton}`)

/** The administrator takes the role back, then gives the same one again an hour later: the cookie under it. */
async function retireEtRendu(agent: Navigateur, role: string, structureId: string | null = null): Promise<string> {
  const admin = await essai.unAgent('administrateur')
  const { id: agentId, habilitationId } = agent
  expect((await admin.brut(RETIRER, { agentId, habilitationId })).status).toBe(200)
  essai.now = '2025-03-10T10:00:00Z'
  const id = uuidv7()
  expect((await admin.brut(DONNER, { agentId, id, role, structureId })).status).toBe(200)
  return plusTard(agent, id)
}

async function unBinome() {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  const second = await essai.unAgent('referent', { nom: 'SECOND' })
  await unDiagnostic(agent, personne.id)
  const avecSecond = demande(plateau, { accompagnementGlobal: true, coReferentId: second.id })
  expect((await agent.brut(ORIENTER, avecSecond)).status).toBe(200)
  const personneId = personne.id
  const lu = () => toutLeDossier(agent, personneId)
  return { ...plateau, second, personneId, lu }
}

test('le second dont on retire le dernier rôle de référent ne l’est plus de personne : le référent reste, l’histoire le dit', async () => {
  const { second, referent, personneId, lu } = await unBinome()
  expect((await lu()).accompagnements.map(a => a.coReferent)).toEqual(['Agent SECOND'])
  const structureId = await essai.uneStructure()
  const entete = { cookie: await retireEtRendu(second, 'referent', structureId) }
  expect((await second.brut('GET /personnes/:personneId', { personneId }, entete)).status).toBe(404)
  const { accompagnements, evenements } = await lu()
  expect(accompagnements.map(a => [a.referent, a.coReferent, a.fin])).toEqual([['Agent ROUET', null, null]])
  expect(evenements.lignes[0]?.titre.replaceAll('\u00a0', ' ')).toBe('Fin du binôme : Agent SECOND')
  expect((await referent.brut('GET /personnes/:personneId', { personneId })).status).toBe(200)
})

test('le second qui reste référent ailleurs, ou dont le rôle change de plafond, reste second', async () => {
  const { second, personneId, lu } = await unBinome()
  const admin = await essai.unAgent('administrateur')
  const agentId = second.id
  const [ailleurs, remplacant] = [uuidv7(), uuidv7()]
  const structureId = await essai.uneStructure()
  expect((await admin.brut(DONNER, { agentId, id: ailleurs, role: 'referent', structureId })).status).toBe(200)
  expect((await admin.brut(RETIRER, { agentId, habilitationId: second.habilitationId })).status).toBe(200)
  const remplace = { agentId, id: remplacant, role: 'referent', structureId, remplace: ailleurs, plafond: 40 }
  expect((await admin.brut(DONNER, remplace)).status).toBe(200)
  expect((await lu()).accompagnements.map(a => a.coReferent)).toEqual(['Agent SECOND'])
  const cookie = await plusTard(second, remplacant)
  expect((await second.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(200)
})

test('un binôme fini avant le rôle reste dit : seuls ceux qui courent finissent avec lui', async () => {
  const { second, structureId, personneId, lu, agent } = await unBinome()
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  const relais = { id: uuidv7(), personneId, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  const admin = await essai.unAgent('administrateur')
  const retrait = { agentId: second.id, habilitationId: second.habilitationId }
  expect((await admin.brut(RETIRER, retrait)).status).toBe(200)
  const { accompagnements } = await lu()
  expect(accompagnements.map(a => [a.referent, a.coReferent]).sort()).toEqual([
    ['Agent ROUET', 'Agent SECOND'],
    ['Agent SUIVANT', null],
  ])
})

test('le second dont le rôle de référent est remplacé par un autre ne l’est plus de personne', async () => {
  const { second, lu } = await unBinome()
  const admin = await essai.unAgent('administrateur')
  const pilote = { agentId: second.id, id: uuidv7(), role: 'pilote', remplace: second.habilitationId }
  expect((await admin.brut(DONNER, pilote)).status).toBe(200)
  expect((await lu()).accompagnements.map(a => a.coReferent)).toEqual([null])
})

test('désactivé, le second ne l’est plus non plus', async () => {
  const { second, lu } = await unBinome()
  const admin = await essai.unAgent('administrateur')
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: second.id })).status).toBe(200)
  expect((await lu()).accompagnements.map(a => a.coReferent)).toEqual([null])
})

test('les champs confiés finissent avec le rôle, le jour même ; rendu, il n’ouvre que ce qu’on lui confie de nouveau', async () => {
  const charge = await essai.unAgent('charge-orientation')
  const co = await essai.unAgent('co-intervenant', { nom: 'NAVETTE' })
  const { id: personneId } = await unePersonne(essai)
  const confier = async (champ: string) =>
    (await charge.brut(GROUPE, { id: uuidv7(), personneId, agentId: co.id, champ })).status
  expect([await confier('logement'), await confier('sante')]).toEqual([200, 200])
  const entete = { cookie: await retireEtRendu(co, 'co-intervenant') }
  const lire = () => co.brut('GET /co-interventions/:personneId', { personneId }, entete)
  expect((await lire()).status).toBe(404)
  const lu = await toutLeDossier(charge, personneId)
  expect(lu.evenements.lignes.slice(0, 2).map(l => [l.titre, l.detail])).toEqual([
    ['Co-intervenant retiré · Agent NAVETTE', 'Santé'],
    ['Co-intervenant retiré · Agent NAVETTE', 'Logement'],
  ])
  // The same field can be entrusted again: nobody holds it.
  expect(await confier('logement')).toBe(200)
  expect((await lire()).json.champs).toMatchObject([{ champ: 'logement' }])
})

test('un champ repris avant la fin du rôle garde le jour et le nom de qui l’a repris', async () => {
  const charge = await essai.unAgent('charge-orientation')
  const co = await essai.unAgent('co-intervenant')
  const { id: personneId } = await unePersonne(essai)
  const logement = uuidv7()
  for (const membre of [
    { id: logement, champ: 'logement' },
    { id: uuidv7(), champ: 'sante' },
  ])
    expect((await charge.brut(GROUPE, { ...membre, personneId, agentId: co.id })).status).toBe(200)
  expect((await charge.brut(`${GROUPE}/:membreId/fin`, { personneId, membreId: logement })).status).toBe(200)
  essai.now = '2025-03-12T09:00:00Z'
  const admin = await essai.unAgent('administrateur')
  expect((await admin.brut(RETIRER, { agentId: co.id, habilitationId: co.habilitationId })).status).toBe(200)
  const membres = essai.base.territoire('59').selectFrom('membreSuivi').select(['champ', 'fin', 'retirePar'])
  expect(await membres.orderBy('champ').execute()).toEqual([
    { champ: 'logement', fin: '2025-03-10', retirePar: charge.id },
    { champ: 'sante', fin: '2025-03-12', retirePar: admin.id },
  ])
})

test('un co-intervenant qui l’est aussi ailleurs, ou dont le rôle est remplacé, garde ses champs', async () => {
  const charge = await essai.unAgent('charge-orientation')
  const admin = await essai.unAgent('administrateur')
  const co = await essai.unAgent('co-intervenant')
  const { id: personneId } = await unePersonne(essai)
  const agentId = co.id
  expect((await charge.brut(GROUPE, { id: uuidv7(), personneId, agentId, champ: 'sante' })).status).toBe(200)
  const [second, troisieme] = [uuidv7(), uuidv7()]
  const [ici, la] = [await essai.uneStructure({ nom: 'Ici' }), await essai.uneStructure({ nom: 'Là' })]
  const role = 'co-intervenant'
  expect((await admin.brut(DONNER, { agentId, id: second, role, structureId: ici })).status).toBe(200)
  expect((await admin.brut(RETIRER, { agentId, habilitationId: co.habilitationId })).status).toBe(200)
  const remplacer = { agentId, id: troisieme, role, structureId: la, remplace: second }
  expect((await admin.brut(DONNER, remplacer)).status).toBe(200)
  const cookie = await plusTard(co, troisieme)
  expect((await co.brut('GET /co-interventions/:personneId', { personneId }, { cookie })).status).toBe(200)
})

test('un rendez-vous donné sous un rôle retiré n’ouvre rien sous le rôle rendu, même le jour même', async () => {
  const { ref, structureId, lire } = await unRendezVousDonne({ aussi: true })
  expect((await lire()).status).toBe(200)
  const cookie = await retireEtRendu(ref, 'referent', structureId)
  expect((await lire(cookie)).status).toBe(404)
})

test('un rôle remplacé au même endroit garde ce que le rendez-vous ouvre ; remplacé ailleurs, non', async () => {
  const { ref, structureId, lire } = await unRendezVousDonne()
  const admin = await essai.unAgent('administrateur')
  const [plafond, ailleurs] = [uuidv7(), uuidv7()]
  const role = { agentId: ref.id, role: 'referent' }
  essai.now = '2025-03-10T10:00:00Z'
  const parPlafond = { ...role, id: plafond, structureId, remplace: ref.habilitationId, plafond: 40 }
  expect((await admin.brut(DONNER, parPlafond)).status).toBe(200)
  expect((await lire(await plusTard(ref, plafond))).status).toBe(200)
  const parLieu = {
    ...role,
    id: ailleurs,
    structureId: await essai.uneStructure({ nom: 'Ailleurs' }),
    remplace: plafond,
  }
  expect((await admin.brut(DONNER, parLieu)).status).toBe(200)
  expect((await lire(await plusTard(ref, ailleurs))).status).toBe(404)
})

test('le même rôle reçu ensuite ailleurs ne ferme pas ce que le rendez-vous ouvre', async () => {
  const { ref, lire } = await unRendezVousDonne()
  const admin = await essai.unAgent('administrateur')
  essai.now = '2025-03-10T10:00:00Z'
  const ailleurs = { agentId: ref.id, id: uuidv7(), role: 'referent', structureId: await essai.uneStructure() }
  expect((await admin.brut(DONNER, ailleurs)).status).toBe(200)
  expect((await lire()).status).toBe(200)
})

test('qui ne reçoit plus personne ne laisse pas de rendez-vous à venir : on le refuse, en disant combien et quoi faire', async () => {
  const { charge, ref, rdv } = await unRendezVousDonne()
  const admin = await essai.unAgent('administrateur')
  const { id: agentId, habilitationId } = ref
  const retirer = async () => (await admin.brut(RETIRER, { agentId, habilitationId })).json.code
  expect(await retirer()).toBe('rendez-vous-a-transmettre')
  // Refused, nothing is cut.
  expect((await ref.brut('GET /portefeuille')).status).toBe(200)
  const { texte } = await admin.brut(RETIRER, { agentId, habilitationId })
  expect(texte.replaceAll('\u00a0', ' ')).toContain(
    'Un rendez-vous est encore à venir avec cet agent, le premier le jeudi 20 mars 2025',
  )
  const autre = await essai.unAgent('referent')
  const report = { rendezVousId: rdv.id, nouveauId: uuidv7(), debut: rdv.debut, agentId: autre.id }
  expect((await charge.brut('POST /rendez-vous/:rendezVousId/report', report)).status).toBe(200)
  expect(await retirer()).toBeUndefined()
})

test('un compte se ferme à l’instant, même avec des rendez-vous à venir : sa fiche dit combien sont à redonner', async () => {
  const { ref } = await unRendezVousDonne()
  const admin = await essai.unAgent('administrateur')
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: ref.id })).status).toBe(200)
  const { json } = await admin.appeler<typeof agents>('GET /agents', {})
  expect(json.agents.find(a => a.id === ref.id)).toMatchObject({ desactiveLe: '2025-03-10', rendezVous: 1 })
})

test('le refus compte les rendez-vous à venir et dit le premier ; un rendez-vous passé ne retient pas le rôle', async () => {
  const { charge, ref, rdv } = await unRendezVousDonne()
  const suivant = { ...rdv, id: uuidv7(), debut: '2025-03-24T10:00' }
  expect((await charge.brut('POST /personnes/:personneId/rendez-vous', suivant)).status).toBe(200)
  const retirer = async () => {
    const admin = await essai.unAgent('administrateur')
    return admin.brut(RETIRER, { agentId: ref.id, habilitationId: ref.habilitationId })
  }
  const detail = async () => String((await retirer()).json.detail).replaceAll('\u00a0', ' ')
  expect(await detail()).toMatch(/^2 rendez-vous sont encore à venir avec cet agent, le premier le jeudi 20 mars 2025/)
  essai.now = '2025-03-20T09:30:00Z'
  expect(await detail()).toMatch(/^Un rendez-vous est encore à venir avec cet agent, le premier le lundi 24 mars 2025/)
  essai.now = '2025-03-24T09:30:00Z'
  expect((await retirer()).status).toBe(200)
})

/** An appointment given by a chargé d'orientation to a référent; `aussi`: who still receives without that role. */
async function unRendezVousDonne({ aussi = false } = {}) {
  const charge = await essai.unAgent('charge-orientation')
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const ref = await essai.unAgent('referent', { structureId })
  const encore = { agentId: ref.id, id: uuidv7(), role: 'co-intervenant' }
  if (aussi) expect((await admin.brut(DONNER, encore)).status).toBe(200)
  const { id: personneId } = await unePersonne(essai)
  const rdv = { id: uuidv7(), personneId, agentId: ref.id, debut: '2025-03-20T10:00', objet: 'suivi' }
  expect((await charge.brut('POST /personnes/:personneId/rendez-vous', rdv)).status).toBe(200)
  const lire = (cookie?: string) => ref.brut('GET /personnes/:personneId', { personneId }, cookie ? { cookie } : {})
  return { charge, ref, rdv, structureId, lire }
}
