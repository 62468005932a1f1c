import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { ENTETE_ABSENT } from '../../socle/api.ts'
import { CHOISI } from '../compte/essai-compte.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { finDeSession } from './duree.queries.ts'
import { oublierSessions } from './session.queries.ts'

/** Sessions open, give way, close and end one after the other: what was closed, or proved before, opens nothing. */
const essai = unEssai({ inactivite: true })
const { visiteur, unCompte, ajouterTotp, avancer } = desVisiteurs(essai)
type Visiteur = ReturnType<typeof visiteur>

async function entre() {
  const { agent, courriel } = await unCompte()
  const qui = visiteur()
  expect((await qui.entrer(courriel)).status).toBe(200)
  return { agent, courriel, qui }
}
const etat = async (qui: Visiteur) => (await qui.demander('GET /portefeuille')).status

test.each([
  ['de rôle', 'POST /session/habilitation', (habilitationId: string) => ({ habilitationId })],
  ['de territoire', 'POST /session/territoire', () => ({ territoire: '59' })],
])('fermée par un autre processus, une session ne se rouvre pas en changeant %s', async (_, route, saisie) => {
  const { agent, qui } = await entre()
  expect(await etat(qui)).toBe(200)
  // This process hasn't heard of it, and still trusts it.
  await essai.base.commun.deleteFrom('session').where('identiteId', '=', agent.id).execute()
  expect((await qui.demander(route, saisie(agent.habilitationId))).status).toBe(401)
  expect(await etat(qui)).toBe(401)
})

test('fermer ses autres sessions pendant que l’une d’elles change de rôle : aucune ne reste', async () => {
  for (let i = 0; i < 15; i++) {
    const { agent, courriel, qui: vole } = await entre()
    const titulaire = visiteur()
    await titulaire.entrer(courriel)
    await Promise.all([
      vole.demander('POST /session/habilitation', { habilitationId: agent.habilitationId }),
      titulaire.demander('POST /compte/sessions/fermeture'),
    ])
    expect([await etat(vole), await etat(titulaire)], `essai ${i}`).toEqual([401, 200])
  }
})

test('changer son mot de passe pendant qu’une autre session change de rôle sans cesse : elle ne reste pas', async () => {
  const { agent, courriel, qui: vole } = await entre()
  const titulaire = visiteur()
  await titulaire.entrer(courriel)
  let fini = false
  const tourner = async () => {
    const saisie = { habilitationId: agent.habilitationId }
    while (!fini && (await vole.demander('POST /session/habilitation', saisie)).status === 200);
  }
  const tourne = tourner()
  expect((await titulaire.demander('POST /mot-de-passe', { ancien: BON, nouveau: CHOISI })).status).toBe(200)
  fini = true
  await tourne
  expect([await etat(vole), await etat(titulaire)]).toEqual([401, 200])
})

test.each<[string, (qui: Visiteur) => Promise<{ status: number }>]>([
  ['un facteur ajouté', qui => ajouterTotp(qui, 'Autre')],
  ['toutes les autres sessions fermées', qui => qui.demander('POST /compte/sessions/fermeture')],
  ['le mot de passe changé', qui => qui.demander('POST /mot-de-passe', { ancien: BON, nouveau: CHOISI })],
])('ce qui attendait une preuve se recommence : %s', async (_, acte) => {
  const { courriel, qui } = await entre()
  const totp = await ajouterTotp(qui)
  avancer(60)
  const ailleurs = visiteur()
  expect((await ailleurs.entrer(courriel)).json.facteur).toBeDefined()
  expect((await acte(qui)).status).toBe(200)
  const reponse = await ailleurs.demander('POST /connexion/facteur', { code: totp.codes[0] })
  expect(reponse).toMatchObject({ status: 401, code: 'etape-finie' })
  expect((await ailleurs.demander('GET /session')).status).toBe(401)
})

/** What another process, that trusts nothing yet, reads. */
async function plusTard(minutes: number) {
  avancer(minutes * 60)
  oublierSessions(essai.base)
}

test('une heure sans activité ferme la session ; agir la tient ouverte, dix heures au plus', async () => {
  const { qui } = await entre()
  for (let i = 0; i < 11; i++) {
    await plusTard(50)
    expect(await etat(qui), `${i}`).toBe(200)
  }
  // Nine hours and ten minutes have gone: the tenth hour is the last one, whatever one does.
  await plusTard(49)
  expect(await etat(qui)).toBe(200)
  await plusTard(1)
  expect(await qui.demander('GET /session')).toMatchObject({ status: 401, code: 'session-finie' })
  const { qui: parti } = await entre()
  await plusTard(61)
  expect(await etat(parti)).toBe(401)
  expect(await visiteur().demander('GET /session')).toMatchObject({ status: 401, code: 'non-connecte' })
})

test('ce qu’une page ouverte demande d’elle-même, personne devant, ne tient pas la session', async () => {
  const { qui } = await entre()
  const seule = () => qui.brute('/api/avis', { headers: { [ENTETE_ABSENT]: '1' } })
  for (let i = 0; i < 2; i++) {
    await plusTard(25)
    expect((await seule()).status).toBe(200)
  }
  await plusTard(11)
  expect((await seule()).status).toBe(401)
})

test('une demande toutes les quelques minutes s’écrit, pas davantage', async () => {
  const { agent, qui } = await entre()
  const dernier = async () =>
    (
      await essai.base.commun
        .selectFrom('session')
        .select(['dernierUsageLe', 'expireLe'])
        .where('identiteId', '=', agent.id)
        .executeTakeFirstOrThrow()
    ).expireLe
  const avant = await dernier()
  await plusTard(4)
  await Promise.all([etat(qui), etat(qui), etat(qui)])
  expect(await dernier()).toBe(avant)
  await plusTard(2)
  await Promise.all([etat(qui), etat(qui), etat(qui)])
  expect(await dernier()).toBe(finDeSession(essai.now, essai.now, 60).replace('Z', '.000Z'))
})

test('changer de rôle ne rend pas ses dix heures à une session', async () => {
  const { agent, qui } = await entre()
  for (let i = 0; i < 11; i++) {
    await plusTard(50)
    const reponse = await qui.demander('POST /session/habilitation', { habilitationId: agent.habilitationId })
    expect(reponse.status, `${i}`).toBe(200)
  }
  await plusTard(51)
  expect(await etat(qui)).toBe(401)
})

test('le territoire choisit combien de minutes ; ce qui est déjà ouvert suit', async () => {
  const { qui } = await entre()
  const admin = await essai.unAgent('administrateur')
  const regle = { cle: 'acces.inactivite-minutes', valeur: 15, effetLe: '2025-03-10', motif: 'Accueil ouvert à tous' }
  expect((await admin.brut('POST /parametres/:cle', regle)).status).toBe(200)
  const { qui: nouveau } = await entre()
  await plusTard(10)
  expect(await etat(qui)).toBe(200)
  await plusTard(6)
  expect([await etat(qui), await etat(nouveau)]).toEqual([200, 401])
  await plusTard(16)
  expect(await etat(qui)).toBe(401)
})

test.each([
  ['2025-03-10T09:00:00Z', 60, '2025-03-10T10:00:00Z'],
  ['2025-03-10T17:59:00Z', 60, '2025-03-10T18:59:00Z'],
  ['2025-03-10T18:01:00Z', 60, '2025-03-10T19:00:00Z'],
])('ouverte à neuf heures, servie à %s, sous %i minutes : elle finit à %s', (now, minutes, fin) =>
  expect(finDeSession('2025-03-10T09:00:00Z', now, minutes)).toBe(fin),
)
