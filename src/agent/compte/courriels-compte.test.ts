import { afterEach, beforeEach, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { texteDe, unServeurDeCourriel } from '../../socle/mail/essai-courriel.ts'
import { envoyerActivation } from './envoyer-activation.job.ts'
import { envoyerChangement } from './envoyer-changement.job.ts'
import { envoyerOublis } from './envoyer-oublis.job.ts'
import { CHOISI, demandeAgent, jetonDe, unVisiteur } from './essai-compte.ts'

// A mail server listens: a link goes to the address it is for, and nobody else sees it.
const essai = unEssai()
const courriel = unServeurDeCourriel()
beforeEach(() => {
  process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org/'
})
afterEach(() => {
  delete process.env.FILROUGE_ADRESSE
})
const AUTRE = 'un wagon sans aucun chat'
const ADRESSE = 'nina.trame@example.org'

const travailler = async () => {
  await sonner(essai, envoyerOublis)
  return travaillerUneFois(essai, [envoyerActivation, envoyerChangement, envoyerOublis])
}
const recus = () => courriel.recus.map(texteDe)

async function unInvite() {
  const admin = await essai.unAgent('administrateur')
  const demande = demandeAgent(ADRESSE)
  const { json } = await admin.brut('POST /agents', demande)
  return { admin, demande, json, visiteur: unVisiteur(admin) }
}
async function unCompte() {
  const invite = await unInvite()
  expect(await travailler()).toEqual([])
  expect((await invite.visiteur.activer(jetonDe(recus()[0]))).status).toBe(200)
  courriel.recus.length = 0
  return invite
}

test('le lien part à l’adresse de l’agent, et à elle seule ; qui l’a demandé ne le voit pas', async () => {
  const { json, demande, visiteur } = await unInvite()
  expect(json).toEqual({ id: demande.id, envoye: true, lien: null, expireLe: '2025-03-11T09:00:00.000Z' })
  expect(await travailler()).toEqual([])
  expect(courriel.recus.map(r => r.a)).toEqual([[ADRESSE]])
  const [texte = ''] = recus()
  expect(texte).toContain('https://filrouge.example.org/activation#')
  expect(texte.replaceAll('\u00a0', ' ')).toContain('jusqu’au mardi 11 mars 2025 à 10 h')
  expect(texte).not.toContain('TRAME')
  const jeton = jetonDe(texte)
  expect((await visiteur.lire(jeton)).json.compte).toBe('a-creer')
  expect((await visiteur.activer(jeton)).json).toMatchObject({ agent: { id: demande.id } })
})

test('réinitialisé, le courriel dit de choisir un autre mot de passe, sans inviter ni parler d’ailleurs', async () => {
  const { admin, demande } = await unCompte()
  expect((await admin.brut('POST /agents/:agentId/lien', { agentId: demande.id })).status).toBe(200)
  expect(await travailler()).toEqual([])
  const [texte = ''] = recus()
  expect(texte).toContain('a réinitialisé votre accès')
  expect(texte).toContain('choisir un autre mot de passe')
  expect(texte).not.toMatch(/déclinez|donne accès|que vous avez déjà/)
})

test('ce que la file garde n’ouvre rien ; un envoi refusé repart avec le même lien', async () => {
  const { visiteur } = await unInvite()
  courriel.etat.pannes = 1
  const dits = await travailler()
  expect(dits.join('\n')).not.toContain(ADRESSE)
  expect(dits.join('\n')).toContain('envoyer-activation')
  expect(courriel.recus).toEqual([])
  const { rows } = await essai.base.poolTerritoire('59').query('select * from commun.travaux()')
  expect(rows).toHaveLength(1)
  await essai.base.poolTerritoire('59').query('select commun.relancer_travail($1)', [rows[0].id])
  expect(await travailler()).toEqual([])
  expect((await visiteur.activer(jetonDe(recus()[0]))).status).toBe(200)
})

test('sans l’adresse de Filrouge, le courriel n’aurait pas de lien : il est montré', async () => {
  delete process.env.FILROUGE_ADRESSE
  const { json, visiteur } = await unInvite()
  expect(json.envoye).toBe(false)
  expect((await visiteur.activer(jetonDe(json.lien))).status).toBe(200)
})

test('réinitialisé, l’agent reçoit un lien ; ni son ancien mot de passe, ni l’administrateur n’entrent', async () => {
  const { admin, demande, visiteur } = await unCompte()
  const { json } = await admin.brut('POST /agents/:agentId/lien', { agentId: demande.id })
  expect(json).toMatchObject({ envoye: true, lien: null })
  expect((await visiteur.entrer(ADRESSE)).status).toBe(401)
  await travailler()
  expect((await visiteur.activer(jetonDe(recus()[0]), AUTRE)).status).toBe(200)
  expect((await visiteur.entrer(ADRESSE, AUTRE)).status).toBe(200)
})

test('un lien retiré avant son envoi ne part pas', async () => {
  const { admin, demande } = await unInvite()
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: demande.id })
  expect(await travailler()).toEqual([])
  expect(courriel.recus).toEqual([])
})

test('mot de passe oublié : un lien à son adresse, ses sessions fermées, un autre mot de passe', async () => {
  const { visiteur } = await unCompte()
  const { cookie } = await visiteur.entrer(ADRESSE)
  expect(await visiteur.oublier(` ${ADRESSE.toUpperCase()}`)).toMatchObject({ status: 200, json: { note: true } })
  expect(await travailler()).toEqual([])
  expect(courriel.recus.map(r => r.a)).toEqual([[ADRESSE]])
  const jeton = jetonDe(recus()[0])
  expect((await visiteur.lire(jeton)).json).toMatchObject({ genre: 'oubli', courriel: ADRESSE, territoire: null })
  expect((await visiteur.session(cookie)).status).toBe(200)
  expect((await visiteur.activer(jeton, AUTRE)).json).toMatchObject({ agent: { nom: 'Nina TRAME' } })
  expect((await visiteur.session(cookie)).status).toBe(401)
  expect((await visiteur.entrer(ADRESSE)).status).toBe(401)
  expect((await visiteur.activer(jeton, CHOISI)).json.code).toBe('lien-servi')
})

test('un mot de passe changé, par un lien ou par soi, se dit par courriel ; un changement refusé, non', async () => {
  const { visiteur } = await unCompte()
  await visiteur.oublier(ADRESSE)
  await travailler()
  const jeton = jetonDe(recus()[0])
  courriel.recus.length = 0
  expect((await visiteur.activer(jeton, 'azertyuiop123')).status).toBe(400)
  await travailler()
  expect(courriel.recus).toEqual([])
  expect((await visiteur.activer(jeton, AUTRE)).status).toBe(200)
  expect(await travailler()).toEqual([])
  expect(courriel.recus.map(r => r.a)).toEqual([[ADRESSE]])
  const [texte = ''] = recus()
  expect(texte.replaceAll('\u00a0', ' ')).toContain('a été changé le lundi 10 mars 2025 à 10 h')
  expect(texte).not.toContain('activation#')
  const { cookie } = await visiteur.entrer(ADRESSE, AUTRE)
  const change = { ancien: AUTRE, nouveau: CHOISI }
  expect((await visiteur.avec(cookie).brut('POST /mot-de-passe', change)).status).toBe(200)
  await travailler()
  expect(courriel.recus).toHaveLength(2)
})

test('un lien d’oubli dure une heure ; changer son mot de passe y met fin', async () => {
  const { visiteur } = await unCompte()
  const unLien = async () => {
    courriel.recus.length = 0
    await visiteur.oublier(ADRESSE)
    await travailler()
    return jetonDe(recus()[0])
  }
  const vieux = await unLien()
  essai.now = '2025-03-10T10:00:00Z'
  expect((await visiteur.activer(vieux, AUTRE)).json.code).toBe('lien-expire')
  const jeton = await unLien()
  const { cookie } = await visiteur.entrer(ADRESSE)
  await visiteur.avec(cookie).brut('POST /mot-de-passe', { ancien: CHOISI, nouveau: AUTRE })
  expect((await visiteur.activer(jeton, CHOISI)).json.code).toBe('lien-remplace')
})

test('une adresse inconnue reçoit la même réponse, dans le même temps, comptée de même, et aucun courriel', async () => {
  const { visiteur } = await unCompte()
  await visiteur.oublier('pour-chauffer@example.org')
  const dits: Record<string, unknown[]> = { [ADRESSE]: [], 'personne@example.org': [] }
  const durees: Record<string, number> = { [ADRESSE]: 0, 'personne@example.org': 0 }
  for (let i = 0; i < 5; i++)
    for (const adresse of Object.keys(dits)) {
      const depart = performance.now()
      const { status, json } = await visiteur.oublier(adresse)
      durees[adresse] = (durees[adresse] ?? 0) + performance.now() - depart
      dits[adresse]?.push({ status, code: json.code, dit: json.detail })
    }
  expect(dits['personne@example.org']).toEqual(dits[ADRESSE])
  expect(dits[ADRESSE]?.map(d => (d as { status: number }).status)).toEqual([200, 200, 200, 429, 429])
  const rapport = (durees['personne@example.org'] ?? 0) / (durees[ADRESSE] ?? 1)
  expect(rapport).toBeGreaterThan(0.4)
  expect(rapport).toBeLessThan(2.5)
  await travailler()
  expect(new Set(courriel.recus.flatMap(r => r.a))).toEqual(new Set([ADRESSE]))
  const gardes = await essai.base.commun
    .selectFrom('lienCompte')
    .select('courriel')
    .where('genre', '=', 'oubli')
    .execute()
  expect(new Set(gardes.map(g => g.courriel))).toEqual(new Set([ADRESSE]))
})

test('une adresse que le serveur de courriel refuse n’arrête pas les autres', async () => {
  const { visiteur, admin } = await unCompte()
  const autre = demandeAgent('dora.fuseau@example.org')
  await admin.brut('POST /agents', autre)
  await travailler()
  await visiteur.activer(jetonDe(recus()[0]))
  courriel.recus.length = 0
  await visiteur.oublier(ADRESSE)
  await visiteur.oublier(autre.courriel)
  courriel.etat.pannes = 1
  expect((await travailler()).join('\n')).not.toMatch(/example\.org/)
  expect(courriel.recus.map(r => r.a)).toEqual([[autre.courriel]])
  expect(await travailler()).toEqual([])
  expect(courriel.recus.map(r => r.a)).toEqual([[autre.courriel], [ADRESSE]])
})

test('une boîte qui refuse pour de bon n’est plus essayée ; qui répond « plus tard » l’est un jour, sans passer avant les autres', async () => {
  const { visiteur } = await unCompte()
  const attendent = async () =>
    (await essai.base.commun.selectFrom('lienCompte').select('id').where('genre', '=', 'oubli').execute()).length
  courriel.etat.boites.set(ADRESSE, 550)
  await visiteur.oublier(ADRESSE)
  expect((await travailler()).join('\n')).not.toContain(ADRESSE)
  expect(await attendent()).toBe(0)
  courriel.etat.boites.set(ADRESSE, 451)
  await visiteur.oublier(ADRESSE)
  for (const heures of [1, 12, 12]) {
    await travailler()
    expect(await attendent()).toBe(1)
    essai.now = Temporal.Instant.from(essai.now).add({ hours: heures }).toString()
  }
  await travailler()
  expect(await attendent()).toBe(0)
})

test('un lien d’activation dure ce que dit le paramètre, depuis qu’il part, quoi qu’il ait attendu', async () => {
  courriel.etat.boites.set(ADRESSE, 451)
  const { demande } = await unInvite()
  const duree = async () => {
    await travailler()
    const lien = essai.base.commun.selectFrom('lienCompte').select('expireLe').where('agentId', '=', demande.id)
    return (Date.parse((await lien.executeTakeFirstOrThrow()).expireLe) - Date.parse(essai.now)) / 3_600_000
  }
  const durees: number[] = []
  for (let fois = 0; fois < 3; fois++) {
    durees.push(await duree())
    essai.now = Temporal.Instant.from(essai.now).add({ hours: 20 }).toString()
    await essai.base.poolTerritoire('59').query('select commun.relancer_travail(id) from commun.travaux()')
  }
  expect(durees).toEqual([24, 24, 24])
})

test('sans courriel, « mot de passe oublié » le dit et n’est pas proposé', async () => {
  const { visiteur, admin } = await unCompte()
  expect((await admin.brut('GET /connexion')).json.oubli).toBe(true)
  delete process.env.FILROUGE_ADRESSE
  expect((await admin.brut('GET /connexion')).json.oubli).toBe(false)
  expect((await visiteur.oublier(ADRESSE)).json.code).toBe('courriel-sans-serveur')
})
