import { afterAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { fermerLogiciels, unLogiciel } from '../../partenaire/essai-logiciel.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { CHOISI, jetonDe, unVisiteur } from '../compte/essai-compte.ts'
import { ailleurs, apresDeconnexion, BON, desPortes } from './essai-portes.ts'
import { purgerLesSessions } from './purger-sessions.job.ts'

const essai = unEssai()
afterAll(fermerLogiciels)
const { entrer, rater, unCompte, demander } = desPortes(essai)
const avancer = (secondes: number) => {
  essai.now = Temporal.Instant.from(essai.now).add({ seconds: secondes }).toString()
}

test('deux serveurs comptent ensemble : au cinquième mot de passe faux, on attend, le bon aussi, et on sait combien', async () => {
  const { courriel } = await unCompte()
  expect((await rater(courriel, 5)).map(r => r.status)).toEqual([401, 401, 401, 401, 401])
  for (const porte of [0, 1])
    expect(await entrer(courriel, { porte })).toMatchObject({
      status: 429,
      code: 'trop-de-mots-de-passe-faux',
      phrase: 'Trop de mots de passe faux. Attendez 1 minute, puis réessayez.',
      attendre: 60,
    })
  avancer(60)
  expect((await entrer(courriel)).status).toBe(200)
})

test('l’attente double à chaque échec, et s’arrête à deux heures ; insister pendant l’attente ne l’allonge pas', async () => {
  const { courriel } = await unCompte()
  await rater(courriel, 5)
  const attentes: (number | null)[] = []
  for (let i = 0; i < 9; i++) {
    const [, encore] = await rater(courriel, 3)
    attentes.push(encore?.attendre ?? null)
    avancer(attentes.at(-1) ?? 0)
    expect((await rater(courriel))[0]?.status).toBe(401)
  }
  expect(attentes.map(s => Number(s) / 60)).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120])
})

test('qui entre efface ses échecs : seuls ceux qui se suivent font attendre', async () => {
  const { courriel } = await unCompte()
  for (let i = 0; i < 3; i++) {
    await rater(courriel, 4)
    expect((await entrer(courriel)).status).toBe(200)
  }
})

test('cent essais lancés ensemble n’en font pas un de plus', async () => {
  const { courriel } = await unCompte()
  const reponses = await Promise.all(Array.from({ length: 100 }, () => rater(courriel)))
  expect(reponses.flat().filter(r => r.status === 401)).toHaveLength(5)
})

test('un inconnu qui a mille adresses n’arrête pas l’agent : ni son appareil, ni son lieu', async () => {
  const { courriel } = await unCompte()
  const bureau = await entrer(courriel, { adresse: '203.0.113.10' })
  const echecs: number[] = []
  for (let i = 0; i < 40; i++) echecs.push((await rater(courriel, 1, { adresse: ailleurs(i) }))[0]?.status ?? 0)
  expect(echecs.filter(s => s === 401)).toHaveLength(8)
  // A telephone on the road, where nobody signed in; then a browser that forgets its cookies, at the office.
  expect((await entrer(courriel, { adresse: '192.0.2.77', cookies: apresDeconnexion(bureau) })).status).toBe(200)
  expect((await entrer(courriel, { adresse: '203.0.113.10' })).status).toBe(200)
  expect(await entrer(courriel, { adresse: '192.0.2.99' })).toMatchObject({
    status: 429,
    code: 'compte-essaye-ailleurs',
    phrase:
      'Trop de mots de passe faux pour cette adresse électronique. Attendez 1 minute, ou connectez-vous depuis un appareil ou un lieu où vous l’avez déjà fait.',
  })
})

test('un inconnu, au bureau même, n’arrête pas l’appareil de l’agent', async () => {
  const { courriel } = await unCompte()
  const poste = apresDeconnexion(await entrer(courriel))
  await rater(courriel, 20)
  expect((await entrer(courriel)).status).toBe(429)
  expect((await entrer(courriel, { cookies: poste })).status).toBe(200)
})

test.each([
  ['d’adresses partout', (i: number) => ailleurs(i)],
  ['d’une seule adresse', () => '198.51.100.9'],
  ['d’un réseau IPv6 entier', (i: number) => `2001:db8:7:1::${(i + 1).toString(16)}`],
])('en un jour, un inconnu devine 25 fois au plus : %s', async (_, adresse) => {
  const { courriel } = await unCompte()
  await entrer(courriel)
  const fin = Temporal.Instant.from(essai.now).add({ hours: 24 }).toString()
  let devines = 0
  for (let i = 0; essai.now < fin && i < 200; i++) {
    const [essaye] = await rater(courriel, 1, { adresse: adresse(i) })
    if (essaye?.status === 401) devines++
    else avancer(essaye?.attendre ?? 0)
  }
  expect(devines).toBeGreaterThan(10)
  expect(devines).toBeLessThanOrEqual(25)
})

test('vingt et un agents derrière une adresse travaillent, même quand l’un d’eux se trompe sans fin', async () => {
  const comptes = await Promise.all(Array.from({ length: 21 }, unCompte))
  for (let fois = 0; fois < 4; fois++)
    for (const { courriel } of comptes) expect((await entrer(courriel)).status).toBe(200)
  await rater(comptes[0]?.courriel ?? '', 80)
  const { courriel: nouveau } = await unCompte()
  for (const { courriel } of [...comptes.slice(1), { courriel: nouveau }])
    expect((await entrer(courriel)).status).toBe(200)
})

test('une adresse qui essaie beaucoup de comptes attend ; qui y travaillait déjà entre', async () => {
  const { courriel } = await unCompte()
  await entrer(courriel)
  const statuts: number[] = []
  for (let i = 0; i < 70; i++) statuts.push((await rater(`personne-${i}@example.org`))[0]?.status ?? 0)
  expect(statuts.filter(s => s === 401)).toHaveLength(60)
  expect((await entrer(courriel)).status).toBe(200)
  const { courriel: nouveau } = await unCompte()
  expect(await entrer(nouveau)).toMatchObject({
    status: 429,
    code: 'trop-d-essais-ici',
    phrase: 'Trop de mots de passe faux depuis ce réseau. Attendez 1 minute, puis réessayez.',
  })
  expect((await entrer(nouveau, { adresse: '192.0.2.5' })).status).toBe(200)
})

test('un compte inconnu reçoit les mêmes réponses, comptées de même, dans le même temps', async () => {
  const { courriel } = await unCompte()
  const suite = async (qui: string, adresse: string) => {
    const reponses: Awaited<ReturnType<typeof rater>> = []
    // Time of processor, where the password is weighed too, and the least of five: what else the machine does doesn't count.
    let duree = Number.POSITIVE_INFINITY
    for (let i = 0; i < 5; i++) {
      const depart = process.cpuUsage()
      reponses.push(...(await rater(qui, 1, { adresse })))
      const { user, system } = process.cpuUsage(depart)
      duree = Math.min(duree, user + system)
    }
    for (let i = 0; i < 6; i++) reponses.push(...(await rater(qui, 1, { adresse: ailleurs(i) })))
    return { duree, reponses }
  }
  await rater('pour-chauffer@example.org', 3, { adresse: '192.0.2.200' })
  const connu = await suite(courriel, '192.0.2.1')
  const inconnu = await suite('personne@example.org', '192.0.2.2')
  expect(inconnu.reponses).toEqual(connu.reponses)
  expect(inconnu.reponses.map(r => r.status)).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429, 429, 429])
  expect(inconnu.duree / connu.duree).toBeGreaterThan(0.5)
  expect(inconnu.duree / connu.duree).toBeLessThan(2)
})

test('un appareil connu l’est pour les comptes qui s’y sont connectés, pas pour les autres, ni sur parole', async () => {
  const [a, b, c] = [await unCompte(), await unCompte(), await unCompte()]
  const poste = apresDeconnexion(await entrer(a.courriel))
  const partage = apresDeconnexion(await entrer(b.courriel, { cookies: poste }))
  for (const { courriel } of [a, b, c]) for (let i = 0; i < 9; i++) await rater(courriel, 1, { adresse: ailleurs(i) })
  let reseau = 0
  const essayer = async (qui: typeof a, cookies: string) =>
    (await entrer(qui.courriel, { adresse: `192.0.2.${++reseau}`, cookies })).status
  expect([await essayer(a, partage), await essayer(b, partage), await essayer(c, partage)]).toEqual([200, 200, 429])
  const [nom, valeur = ''] = poste.split('=')
  expect(await essayer(b, poste)).toBe(429)
  for (const faux of [`x${valeur.slice(1)}`, valeur.slice(0, -1), `${valeur}.${valeur}`.slice(0, 9), 'x'.repeat(9000)])
    expect(await essayer(a, `${nom}=${faux}`)).toBe(429)
})

test('changer son mot de passe compte de même : l’ancien ne se devine pas dans une session ouverte', async () => {
  const { courriel } = await unCompte()
  const { cookies } = await entrer(courriel)
  const changer = (ancien: string) =>
    demander('/mot-de-passe', { ancien, nouveau: 'sept chats dans un wagon' }, { cookies })
  for (let i = 0; i < 5; i++)
    expect(await changer(`faux ${i}`)).toMatchObject({ status: 400, code: 'ancien-mot-de-passe-faux' })
  expect(await changer(BON)).toMatchObject({ status: 429, attendre: 60 })
  expect((await entrer(courriel, { cookies })).status).toBe(429)
  avancer(60)
  expect(await changer(BON)).toMatchObject({ status: 200 })
})

test('les essais d’un inconnu n’empêchent pas de changer son mot de passe', async () => {
  const { courriel } = await unCompte()
  const { cookies } = await entrer(courriel)
  for (let i = 0; i < 12; i++) await rater(courriel, 1, { adresse: ailleurs(i) })
  const saisie = { ancien: BON, nouveau: 'sept chats dans un wagon' }
  // A network where this agent never signed in, and a browser that lost what says that it is known.
  const seule = cookies.split('; ').find(c => c.startsWith('filrouge_session='))
  expect(await demander('/mot-de-passe', saisie, { cookies: seule, adresse: '192.0.2.8' })).toMatchObject({
    status: 200,
  })
})

test('le mot de passe choisi par un nouveau lien ouvre aussitôt, quoi qu’on ait essayé avant', async () => {
  const admin = await essai.unAgent('administrateur')
  const { agent, courriel } = await unCompte()
  await rater(courriel, 5)
  for (let i = 0; i < 9; i++) await rater(courriel, 1, { adresse: ailleurs(i) })
  expect((await entrer(courriel)).status).toBe(429)
  const { json } = await admin.brut('POST /agents/:agentId/lien', { agentId: agent.id })
  expect((await unVisiteur(admin).activer(jetonDe(json.lien))).status).toBe(200)
  expect((await entrer(courriel, { motDePasse: CHOISI, adresse: '192.0.2.9' })).status).toBe(200)
})

test('aucune adresse n’est gardée, ni de réseau ni de personne ; les échecs s’oublient en un jour, le lieu connu en trente', async () => {
  const { courriel } = await unCompte()
  await entrer(courriel)
  await rater(courriel, 6, { adresse: '192.0.2.66' })
  await rater('personne@example.org', 1, { adresse: '2001:db8::1' })
  const gardees = async () => {
    await sonner(essai, purgerLesSessions)
    await travaillerUneFois(essai, [purgerLesSessions])
    return essai.base.commun.selectFrom('tentative').selectAll().execute()
  }
  const toutes = await gardees()
  expect(toutes.map(({ echecs }) => echecs).toSorted()).toEqual([0, 0, 1, 1, 1, 5, 5, 5])
  for (const { cle } of toutes) expect(cle).toHaveLength(32)
  avancer(25 * 3600)
  expect((await gardees()).map(({ echecs }) => echecs)).toEqual([0])
  avancer(30 * 86_400)
  expect(await gardees()).toEqual([])
})

test('un réseau qui apporte clé fausse sur clé fausse attend ; la clé en service, à côté, passe toujours', async () => {
  const logiciel = await unLogiciel(essai)
  const deposer = (cle: string, adresse = '203.0.113.1') =>
    demander('/imports', { id: uuidv7(), fichier: 'liste.csv', taille: 10 }, { cle, adresse })
  for (let i = 0; i < 60; i++)
    expect(await deposer(`frg_fausse_${i}`)).toMatchObject({ status: 401, code: 'cle-refusee' })
  expect(await deposer('frg_fausse')).toMatchObject({
    status: 429,
    code: 'trop-de-cles-refusees',
    phrase: 'Trop de clés refusées depuis ce réseau. Attendez 1 minute, puis réessayez avec une clé en service.',
    attendre: 60,
  })
  expect((await deposer(logiciel.cle)).status).toBe(200)
  expect((await deposer('frg_fausse', '192.0.2.3')).status).toBe(401)
  const { courriel } = await unCompte()
  expect((await entrer(courriel)).status).toBe(200)
})
