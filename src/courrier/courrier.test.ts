import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { frein } from '../diagnostic/essai-reponses.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unDiagnostic } from '../orientation/essai-orientation.ts'
import type { orienter } from '../orientation/orienter.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { editerCourrier } from './editer-courrier.ts'
import { texte } from './essai-pdf.ts'

const essai = unEssai()

/** A notified person and their letter. */
async function uneLettre(motif: string | null = null) {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure({ nom: 'Maison de l’insertion' })
  const referent = await essai.unAgent('referent', { structureId, nom: 'ROUET' })
  const { id: personneId } = await unePersonne(essai, { nom: 'FIL-ESSAI' })
  await unDiagnostic(agent, personneId, { mobilite: frein('leger') })
  const { json } = await agent.appeler<typeof orienter>('POST /personnes/:personneId/orientations', {
    id: uuidv7(),
    personneId,
    dominante: motif ? 'emploi' : 'equilibre',
    structureId,
    referentId: referent.id,
    motif,
    notification: { mode: 'courrier' },
  })
  return { agent, personneId, courrierId: json.courrierId as string }
}

/** What a PDF is made of, its compressed streams opened. */
function structure(pdf: Buffer): string {
  const brut = pdf.toString('latin1')
  const flux = [...brut.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, contenu]) => {
    try {
      return inflateSync(Buffer.from(contenu ?? '', 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return brut + flux.join('\n')
}

test('la lettre est un PDF accessible : balisé, en français, avec un titre', async () => {
  const { agent, courrierId } = await uneLettre()
  const reponse = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  expect(reponse.status).toBe(200)
  expect(reponse.entetes['content-type']).toBe('application/pdf')
  expect(reponse.brut.subarray(0, 5).toString()).toBe('%PDF-')
  const dedans = structure(reponse.brut)
  expect(dedans).toContain('/StructTreeRoot')
  expect(dedans).toMatch(/\/Lang ?\(fr(-FR)?\)/)
  expect(dedans).toContain('pdfuaid')
  expect(dedans).toContain('Votre orientation')
  const garde = await essai.base.territoire('59').selectFrom('courrier').select('sha256').executeTakeFirstOrThrow()
  expect(garde.sha256).toBe(createHash('sha256').update(reponse.brut).digest('hex'))
})

test('la lettre dit qui accompagne, pourquoi, le calcul, et comment contester', async () => {
  const { agent, courrierId } = await uneLettre('Une promesse d’embauche.')
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)
  for (const attendu of [
    'Madame CAMILLE FIL-ESSAI',
    '59200 TOURCOING',
    'Maison de l’insertion',
    'Agent ROUET',
    'Une personne a décidé',
    'Une promesse d’embauche.',
    'L. 311-3-1',
    'deux mois',
    'Nord',
  ]) {
    expect(lu).toContain(attendu)
  }
  expect(lu).not.toMatch(/null|none/)
})

test('les courriers d’une personne se listent et leur lecture laisse une trace', async () => {
  const { agent, personneId, courrierId } = await uneLettre()
  const liste = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(liste.json.lettres).toMatchObject([{ id: courrierId, titre: 'Notification d’orientation' }])
  await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  const lectures = await essai.base.territoire('59').selectFrom('consultation').select('quoi').execute()
  expect(lectures.map(l => l.quoi)).toEqual(['documents', 'courrier'])
})

test('le dernier courrier vient en premier', async () => {
  const { agent, personneId, courrierId } = await uneLettre()
  essai.now = '2025-03-11T09:00:00Z'
  const suivante = await convoquer(personneId, await unRendezVous(agent, personneId))
  const liste = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(liste.json.lettres.map(c => c.id)).toEqual([suivante, courrierId])
})

test('sans domicile, la lettre se remet en main propre ; domiciliée, elle part à son adresse', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId, foyerId } = await unePersonne(essai)
  const lettre = async (voie: string | null) => {
    const foyer = essai.base.territoire('59').updateTable('foyer').set({ voie, sansDomicileFixe: true })
    await foyer.where('id', '=', foyerId).execute()
    const courrierId = await convoquer(personneId, await unRendezVous(agent, personneId))
    return texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)
  }
  expect(await lettre(null)).toContain('À remettre en main propre')
  const domiciliee = await lettre('3 RUE DU CCAS')
  expect(domiciliee).toContain('3 RUE DU CCAS')
  expect(domiciliee).not.toContain('main propre')
})

test('hors périmètre 404, hors rôle 403, courrier inconnu 404', async () => {
  const { agent, personneId, courrierId } = await uneLettre()
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await ailleurs.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(404)
  expect((await ailleurs.brut('GET /personnes/:personneId/documents', { personneId })).status).toBe(404)
  const pilote = await essai.unAgent('pilote')
  expect((await pilote.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(403)
  expect((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: uuidv7() })).status).toBe(404)
})

async function unRendezVous(agent: Navigateur, personneId: string): Promise<string> {
  const id = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('rendezVous')
    .values({
      id,
      personneId,
      agentId: agent.id,
      objet: 'diagnostic',
      modalite: 'individuel',
      debut: '2025-03-18T08:30:00Z',
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-10',
      prisPar: agent.id,
      prisLe: essai.now,
    })
    .execute()
  return id
}

const convoquer = (personneId: string, rendezVousId: string) =>
  essai.enTransaction(ctx =>
    editerCourrier(ctx, {
      modele: 'convocation',
      voie: 'courrier',
      personneId,
      rendezVousId,
      donnees: {
        objet: 'diagnostic',
        modalite: 'individuel',
        debut: '2025-03-18T08:30:00Z',
        dureeMinutes: 45,
        lieu: '12 rue Exemple, Tourcoing',
        agent: 'Awa ESSAI',
        telephone: '0199001234',
        interpretes: [],
      },
    }),
  )

/** A person of several households, one after the other or at once; each has its own street. */
async function lettreDe(foyers: { voie: string; present: boolean; debut: string; fin?: string }[]) {
  const agent = await essai.unAgent('charge-orientation')
  const db = essai.base.territoire('59')
  const { id: personneId } = await unePersonne(essai)
  await db.deleteFrom('membre').where('personneId', '=', personneId).execute()
  for (const { voie, present, debut, fin = null } of foyers) {
    const { foyerId } = await unePersonne(essai)
    await db.updateTable('foyer').set({ voie, present }).where('id', '=', foyerId).execute()
    await db.insertInto('membre').values({ personneId, foyerId, role: 'CJT', aCharge: true, debut, fin }).execute()
  }
  const rendezVousId = await unRendezVous(agent, personneId)
  const courrierId = await convoquer(personneId, rendezVousId)
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  return texte(brut)
}

test.each([
  [
    'celui du dernier flux, quand un autre est plus récent mais n’y est plus',
    [
      { voie: '1 RUE DU FLUX', present: true, debut: '2024-01-31' },
      { voie: '2 RUE ABSENTE', present: false, debut: '2025-01-31' },
    ],
  ],
  [
    'le plus récent de deux foyers présents',
    [
      { voie: '2 RUE ABSENTE', present: true, debut: '2024-01-31' },
      { voie: '1 RUE DU FLUX', present: true, debut: '2025-01-31' },
    ],
  ],
  [
    'celui où elle vit encore, quand elle a quitté l’autre',
    [
      { voie: '1 RUE DU FLUX', present: false, debut: '2024-01-31' },
      { voie: '2 RUE ABSENTE', present: true, debut: '2024-06-30', fin: '2025-01-31' },
    ],
  ],
])('de deux foyers, la lettre prend l’adresse : %s', async (_, foyers) => {
  const lu = await lettreDe(foyers)
  expect(lu).toContain('1 RUE DU FLUX')
  expect(lu).not.toContain('2 RUE ABSENTE')
})

test('une convocation dit le jour, l’heure, le lieu et comment prévenir', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const courrierId = await convoquer(personneId, await unRendezVous(agent, personneId))
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  const lu = texte(brut)
  for (const attendu of ['mardi 18 mars 2025 à 9 h 30', '12 rue Exemple, Tourcoing', 'Awa ESSAI', '01 99 00 12 34']) {
    expect(lu).toContain(attendu)
  }
})
