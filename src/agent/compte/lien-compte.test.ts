import { expect, test } from 'vitest'
import { avisDe } from '../../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { empreinteJeton } from '../../socle/auth/jeton.ts'
import { purgerLesSessions } from '../session/purger-sessions.job.ts'
import { CHOISI, demandeAgent, jetonDe, unVisiteur } from './essai-compte.ts'
import { ecrireLien, jetonDuLien } from './lien-compte.queries.ts'

// No mail is set: the link is shown to who asks for it, once.
const essai = unEssai()
const AUTRE = 'un wagon sans aucun chat'
const COURRIEL = 'nina.trame@example.org'

async function unInvite(suite: object = {}) {
  const admin = await essai.unAgent('administrateur')
  const demande = { ...demandeAgent(COURRIEL), ...suite }
  const { status, json } = await admin.brut('POST /agents', demande)
  return { admin, demande, status, json, jeton: jetonDe(json.lien), visiteur: unVisiteur(admin) }
}
const avancer = (heures: number) => {
  essai.now = Temporal.Instant.from(essai.now).add({ hours: heures }).toString()
}
const unAutreLien = async (admin: Navigateur, agentId: string) => {
  const { status, json } = await admin.brut('POST /agents/:agentId/lien', { agentId })
  return { status, json, jeton: jetonDe(json.lien) }
}
const etat = async (admin: Navigateur, agentId: string) =>
  (await admin.brut('GET /agents/:agentId', { agentId })).json.compte

test('un agent créé ouvre son compte par le lien, choisit son mot de passe, et le voilà entré', async () => {
  const { admin, demande, json, jeton, visiteur } = await unInvite()
  expect(json).toEqual({
    id: demande.id,
    envoye: false,
    lien: `/activation#${jeton}`,
    expireLe: '2025-03-11T09:00:00.000Z',
  })
  expect(await etat(admin, demande.id)).toBe('invite')
  expect((await visiteur.lire(jeton)).json).toEqual({
    genre: 'activation',
    cede: false,
    courriel: COURRIEL,
    prenom: 'Nina',
    nom: 'TRAME',
    territoire: 'Nord',
    compte: 'non-dit',
    reinitialise: false,
  })
  const entree = await visiteur.activer(jeton)
  expect(entree.json).toMatchObject({ agent: { id: demande.id, nom: 'Nina TRAME', role: 'pilote' } })
  expect((await visiteur.session(entree.cookie)).json).toMatchObject({ agent: { id: demande.id } })
  expect((await visiteur.entrer(COURRIEL)).status).toBe(200)
  expect(await etat(admin, demande.id)).toBe('ouvert')
})

test('inscrire de nouveau qui n’a pas ouvert son compte mène au lien, non au rôle', async () => {
  const { jeton, visiteur } = await unInvite()
  avancer(25)
  const admin = await essai.unAgent('administrateur')
  const encore = await admin.brut('POST /agents', demandeAgent(COURRIEL))
  expect([encore.status, encore.json.code]).toEqual([409, 'courriel-deja-pris'])
  expect(encore.json.detail).toContain('lui faire un autre lien')
  const { json } = await admin.brut('GET /agents')
  const invite = (json.agents as { id: string; courriel: string }[]).find(a => a.courriel === COURRIEL)
  const autre = await unAutreLien(admin, invite?.id ?? '')
  expect((await visiteur.activer(jeton)).status).toBe(409)
  expect((await visiteur.activer(autre.jeton)).status).toBe(200)
  expect((await admin.brut('POST /agents', demandeAgent(COURRIEL))).json.detail).toContain('lui donner un autre rôle')
})

test('ce que l’agent fait de son lien se lit dans son histoire, à son nom', async () => {
  const { admin, demande, jeton, visiteur } = await unInvite()
  await visiteur.decliner(jeton)
  const { jeton: encore } = await unAutreLien(admin, demande.id)
  await visiteur.activer(encore)
  const ecrits = await essai.base
    .territoire('59')
    .selectFrom('evenement')
    .select(['type', 'acteurId', 'acteurNom', 'apres'])
    .where('objetId', '=', demande.id)
    .orderBy('id')
    .execute()
  const lui = { acteurId: demande.id, acteurNom: 'Nina TRAME' }
  const donne = { type: 'lien-donne', acteurId: admin.id, apres: { montre: true, reinitialise: false } }
  expect(ecrits).toMatchObject([
    ...[{ type: 'agent-cree' }, { type: 'role-donne' }, donne, { type: 'invitation-declinee', ...lui }],
    ...[donne, { type: 'compte-ouvert', ...lui }],
  ])
  expect(JSON.stringify(ecrits)).not.toContain(encore)
})

test('lire un lien dix fois ne l’use pas ; le jeton n’est gardé nulle part', async () => {
  const { jeton, visiteur } = await unInvite()
  for (let i = 0; i < 10; i++) expect((await visiteur.lire(jeton)).status).toBe(200)
  const [ligne] = await essai.base.commun.selectFrom('lienCompte').selectAll().execute()
  expect(ligne?.empreinte).toEqual(empreinteJeton(jeton))
  expect(JSON.stringify(ligne)).not.toContain(jeton)
  expect((await visiteur.activer(jeton)).status).toBe(200)
})

test('un lien servi, remplacé, retiré, décliné, trop vieux ou inventé dit ce qu’il en est, et n’ouvre rien', async () => {
  const servi = await unInvite()
  const { admin, visiteur } = servi
  const dire = async (jeton: string) => {
    const { status, json } = await visiteur.activer(jeton)
    expect((await visiteur.lire(jeton)).json.code).toBe(json.code)
    return [
      status,
      json.code,
      String(json.detail)
        .replace(/\p{Zs}/gu, ' ')
        .split('.')[0],
    ]
  }
  await visiteur.activer(servi.jeton)
  expect(await dire(servi.jeton)).toEqual([409, 'lien-servi', 'Ce lien a déjà servi'])
  const remplace = await unAutreLien(admin, servi.demande.id)
  const retire = await unAutreLien(admin, servi.demande.id)
  expect(await dire(remplace.jeton)).toEqual([409, 'lien-remplace', 'Un lien plus récent a remplacé celui-ci'])
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: servi.demande.id })
  expect((await dire(retire.jeton)).slice(0, 2)).toEqual([409, 'lien-revoque'])
  const decline = demandeAgent('dora.fuseau@example.org')
  const jeton = jetonDe((await admin.brut('POST /agents', decline)).json.lien)
  expect((await visiteur.decliner(jeton)).status).toBe(200)
  expect((await dire(jeton)).slice(0, 2)).toEqual([409, 'lien-decline'])
  expect(await etat(admin, decline.id)).toBe('decline')
  const vieux = await unAutreLien(admin, decline.id)
  avancer(24)
  await sessionsSansFin(essai)
  expect(await dire(vieux.jeton)).toEqual([
    409,
    'lien-expire',
    'Ce lien ne sert plus depuis le mardi 11 mars 2025 à 10 h',
  ])
  expect(await etat(admin, decline.id)).toBe('expire')
  expect(await dire('x'.repeat(43))).toEqual([404, 'lien-inconnu', 'Ce lien n’existe pas, ou n’existe plus'])
})

test('la durée du lien est celle du territoire', async () => {
  const admin = await essai.unAgent('administrateur')
  const regle = { cle: 'compte.lien-heures', valeur: 2, effetLe: '2025-03-10', motif: 'Comité de pilotage' }
  expect((await admin.brut('POST /parametres/:cle', regle)).status).toBe(200)
  const { json } = await admin.brut('POST /agents', demandeAgent())
  expect(json.expireLe).toBe('2025-03-10T11:00:00.000Z')
})

test('de deux personnes qui ouvrent le même lien ensemble, une entre', async () => {
  const { jeton, visiteur } = await unInvite()
  const reponses = await Promise.all(Array.from({ length: 6 }, (_, i) => visiteur.activer(jeton, `${CHOISI} ${i}`)))
  expect(reponses.map(r => r.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  expect(
    await essai.base.commun.selectFrom('identite').select('id').where('courriel', '=', COURRIEL).execute(),
  ).toHaveLength(1)
})

test('de six personnes qui ouvrent le même lien d’oubli ensemble, une choisit le mot de passe', async () => {
  const { jeton, visiteur } = await unInvite()
  await visiteur.activer(jeton)
  const oubli = { genre: 'oubli', courriel: COURRIEL, now: essai.now, minutes: 60 } as const
  const lien = jetonDuLien((await ecrireLien(essai.base.commun, oubli)).id)
  const reponses = await Promise.all(Array.from({ length: 6 }, (_, i) => visiteur.activer(lien, `${CHOISI} ${i}`)))
  expect(reponses.map(r => r.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  const gagnant = reponses.findIndex(r => r.status === 200)
  expect((await visiteur.entrer(COURRIEL, `${CHOISI} ${gagnant}`)).status).toBe(200)
  expect((await visiteur.entrer(COURRIEL, `${CHOISI} ${gagnant ? 0 : 1}`)).status).toBe(401)
})

test('un mot de passe facile est refusé sous son champ, et le lien sert encore', async () => {
  const { jeton, visiteur } = await unInvite()
  for (const facile of ['court', 'motdepasse1234', 'nina-trame-nina'])
    expect((await visiteur.activer(jeton, facile)).json).toMatchObject({ status: 400, champs: [{ champ: 'nouveau' }] })
  expect((await visiteur.activer(jeton)).status).toBe(200)
})

test('sans rôle aujourd’hui, rien ne s’ouvre, et le lien attend', async () => {
  const { admin, demande, jeton, visiteur } = await unInvite()
  const [role] = demande.habilitations
  const retrait = { agentId: demande.id, habilitationId: role?.id ?? '' }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  expect((await visiteur.activer(jeton)).json.code).toBe('sans-habilitation')
  const donner = { agentId: demande.id, id: demandeAgent().id, role: 'pilote' }
  expect((await admin.brut('POST /agents/:agentId/habilitations', donner)).status).toBe(200)
  expect((await visiteur.activer(jeton)).status).toBe(200)
})

test('réinitialiser : l’ancien mot de passe et les sessions n’ouvrent plus, un nouveau est choisi, et l’agent le sait', async () => {
  const { admin, demande, jeton, visiteur } = await unInvite()
  const { cookie } = await visiteur.activer(jeton)
  const lien = await unAutreLien(admin, demande.id)
  expect(lien.json).toMatchObject({ envoye: false })
  expect((await visiteur.session(cookie)).status).toBe(401)
  expect((await visiteur.entrer(COURRIEL)).status).toBe(401)
  const { cookie: apres } = await visiteur.activer(lien.jeton, AUTRE)
  expect(await avisDe(visiteur.avec(apres))).toEqual([
    expect.stringMatching(/^Votre accès a été réinitialisé · Le lien a été montré à qui l’a demandé/),
    'Rôle donné : Pilote',
  ])
  expect((await visiteur.entrer(COURRIEL)).status).toBe(401)
  expect((await visiteur.entrer(COURRIEL, AUTRE)).status).toBe(200)
})

test('un administrateur ne se réinitialise pas lui-même, ni qui n’a pas de compte', async () => {
  const { admin, demande } = await unInvite()
  expect((await unAutreLien(admin, admin.id)).json.code).toBe('son-propre-compte')
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: demande.id })
  expect((await unAutreLien(admin, demande.id)).json.code).toBe('sans-compte')
})

test('un administrateur qui n’a pas ouvert son compte ne remplace pas le dernier', async () => {
  const { admin, jeton, visiteur } = await unInvite({ ...demandeAgent(COURRIEL, 'administrateur') })
  const partir = () => admin.brut('POST /agents/:agentId/desactivation', { agentId: admin.id })
  expect((await partir()).json.code).toBe('dernier-administrateur')
  expect((await visiteur.activer(jeton)).status).toBe(200)
  expect((await partir()).status).toBe(200)
})

test('envoyée deux fois, la même demande ne fait pas deux liens ni ne le remontre', async () => {
  const { admin, demande, json, jeton, visiteur } = await unInvite()
  expect((await admin.brut('POST /agents', demande)).json).toEqual({ ...json, lien: null })
  expect((await visiteur.activer(jeton)).status).toBe(200)
})

test('les liens se font attendre après six en une heure', async () => {
  const { admin, demande } = await unInvite()
  const statuts: number[] = []
  for (let i = 0; i < 7; i++) statuts.push((await unAutreLien(admin, demande.id)).status)
  expect(statuts).toEqual([200, 200, 200, 200, 200, 429, 429])
})

test('un lien ancien s’oublie un mois après sa fin', async () => {
  const { jeton, visiteur } = await unInvite()
  const purger = async () => {
    await sonner(essai, purgerLesSessions)
    expect(await travaillerUneFois(essai, [purgerLesSessions])).toEqual([])
    return (await visiteur.lire(jeton)).json.code
  }
  avancer(24 * 30)
  expect(await purger()).toBe('lien-expire')
  avancer(24 * 2)
  expect(await purger()).toBe('lien-inconnu')
})
