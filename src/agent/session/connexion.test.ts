import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'

const essai = unEssai()

async function avecMotDePasse(motDePasse: string) {
  const agent = await essai.unAgent('referent')
  const courriel = `${agent.id}@example.org`
  await essai.base.commun
    .updateTable('identite')
    .set({ motDePasse: await chiffrerMotDePasse(motDePasse) })
    .where('id', '=', agent.id)
    .execute()
  return { agent, courriel }
}

test('un mot de passe juste ouvre une session dans un cookie que la page ne peut pas lire', async () => {
  const { agent, courriel } = await avecMotDePasse('un mot de passe solide')
  const reponse = await agent.brut('POST /connexion', {
    courriel: ` ${courriel.toUpperCase()} `,
    motDePasse: 'un mot de passe solide',
  })
  expect(reponse.status).toBe(200)
  expect(reponse.json).toMatchObject({
    agent: { role: 'referent', roleLibelle: 'Référent unique' },
    territoire: { code: '59' },
  })
  expect(reponse.entetes['set-cookie']).toEqual([
    expect.stringMatching(
      /^filrouge_appareil=[\w-]{22}\.[\w-]{22}; Max-Age=15552000; Path=\/api; HttpOnly; SameSite=Strict$/,
    ),
    expect.stringMatching(/^filrouge_session=[\w-]{43}; Max-Age=36000; Path=\/; HttpOnly; SameSite=Strict$/),
  ])
})

test('un mot de passe faux et un compte inconnu reçoivent la même phrase', async () => {
  const { agent, courriel } = await avecMotDePasse('un mot de passe solide')
  const faux = await agent.brut('POST /connexion', { courriel, motDePasse: 'autre' })
  const inconnu = await agent.brut('POST /connexion', { courriel: 'personne@example.org', motDePasse: 'autre' })
  expect(faux.status).toBe(401)
  expect(faux.json.detail).toBe(inconnu.json.detail)
})

test('se déconnecter ferme la session partout', async () => {
  const agent = await essai.unAgent('pilote')
  expect((await agent.brut('GET /session')).status).toBe(200)
  await agent.brut('POST /deconnexion')
  expect((await agent.brut('GET /session')).status).toBe(401)
})

test('une habilitation retirée ne lit plus rien', async () => {
  const agent = await essai.unAgent('pilote')
  await essai.base
    .territoire('59')
    .updateTable('habilitation')
    .set({ fin: '2025-03-09' })
    .where('agentId', '=', agent.id)
    .execute()
  expect((await agent.brut('GET /session')).status).toBe(401)
})

test('une commande venue d’un autre site est refusée', async () => {
  const agent = await essai.unAgent('pilote')
  const reponse = await agent.brut('POST /deconnexion', {}, { 'sec-fetch-site': 'cross-site' })
  expect(reponse.status).toBe(403)
  const sansEntete = await agent.brut('POST /deconnexion', {}, { origin: 'https://ailleurs.example.org' })
  expect(sansEntete.status).toBe(403)
})

test('les comptes de démonstration ne sont dits que là où il y a un territoire de démonstration', async () => {
  const agent = await essai.unAgent('pilote')
  expect((await agent.brut('GET /connexion')).json).toEqual({
    territoires: ['Nord'],
    oubli: false,
    proconnect: false,
    demo: null,
  })
})
