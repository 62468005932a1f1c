import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { frein, unDiagnostic } from '../orientation/essai-orientation.ts'
import type { orienter } from '../orientation/orienter.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { courriersDe } from './courriers-de.ts'
import { editerCourrier } from './editer-courrier.ts'

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

/** The text of a PDF by pdftotext, which `npm test` installs. */
function texte(pdf: Buffer): string {
  const dossier = mkdtempSync(join(tmpdir(), 'courrier-'))
  const fichier = join(dossier, 'lettre.pdf')
  writeFileSync(fichier, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', fichier, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .replaceAll('\u00a0', ' ')
      .replace(/\s+/g, ' ')
  } finally {
    rmSync(dossier, { recursive: true })
  }
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
    'Mobilité : frein léger',
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
  const liste = await agent.appeler<typeof courriersDe>('GET /personnes/:personneId/courriers', { personneId })
  expect(liste.json).toMatchObject([{ id: courrierId, titre: 'Notification d’orientation' }])
  await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  const lectures = await essai.base.territoire('59').selectFrom('consultation').select('quoi').execute()
  expect(lectures.map(l => l.quoi)).toEqual(['courrier'])
})

test('hors périmètre 404, hors rôle 403, courrier inconnu 404', async () => {
  const { agent, personneId, courrierId } = await uneLettre()
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await ailleurs.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(404)
  expect((await ailleurs.brut('GET /personnes/:personneId/courriers', { personneId })).status).toBe(404)
  const pilote = await essai.unAgent('pilote')
  expect((await pilote.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(403)
  expect((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: uuidv7() })).status).toBe(404)
})

test('une convocation dit le jour, l’heure, le lieu et comment prévenir', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const rendezVousId = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('rendezVous')
    .values({
      id: rendezVousId,
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
  const courrierId = await essai.enTransaction(ctx =>
    editerCourrier(ctx, {
      modele: 'convocation',
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
      },
    }),
  )
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  const lu = texte(brut)
  for (const attendu of ['mardi 18 mars 2025 à 9 h 30', '12 rue Exemple, Tourcoing', 'Awa ESSAI', '01 99 00 12 34']) {
    expect(lu).toContain(attendu)
  }
})
