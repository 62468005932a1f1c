import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { cjt, clos, dem, foyer, suspendu, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerJour, importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../../essai.ts'
import { exigerEcheancesJustes, tenirEcheances } from '../../essai-echeances.ts'
import { unSuiviRepris } from '../../essai-personnes.ts'
import { LIENS } from '../../liens.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { annulerImport } from './annuler-import.ts'
import { lesLignesBloquantes } from './essai-lignes-bloquantes.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))

/** Every row of the domains, as JSON: what an undoing has to give back. */
async function photo(): Promise<Record<string, unknown[]>> {
  const tables = ['personne', 'foyer', 'membre', 'droit', 'entree', 'orientation', 'accompagnement', 'doublon', 'flux']
  const lues: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { rows } = await sql<{ ligne: string }>`
      select to_jsonb(t)::text as ligne from ${sql.table(table)} t order by 1`.execute(essai.base.territoire('59'))
    lues[table] = rows.map(r => r.ligne)
  }
  return lues
}

async function dernierImport(): Promise<string> {
  const { id } = await essai.base
    .territoire('59')
    .selectFrom('import')
    .select('id')
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

const suivre = async (personneId: string, jour: string) =>
  unSuiviRepris(essai, personneId, jour, await essai.unAgent('referent'))

const personneNommee = async (nom: string) =>
  (
    await essai.base
      .territoire('59')
      .selectFrom('personne')
      .select('id')
      .where('nom', '=', nom)
      .executeTakeFirstOrThrow()
  ).id

const B = {
  numero: '05900000002',
  etat: '2',
  personnes: [dem(true, { nom: 'NAVETTE', prenom: 'LEA', nir: '2900600990003' })],
}
const D = {
  numero: '05900000004',
  etat: '2',
  personnes: [dem(true, { nom: 'BOBINE', prenom: 'IDA', nir: '2910700990004' })],
}

test('annuler un flux mensuel rend chaque ligne comme elle était : créations, changements, départs, sorties et entrées', async () => {
  await importerMois(essai, '2025-01', [foyer(), B, D, temoin])
  await suivre(await personneNommee('NAVETTE'), '2025-02-05')
  await suivre(await personneNommee('BOBINE'), '2025-02-05')
  const avant = await photo()
  await importerMois(essai, '2025-02', [
    foyer({ personnes: [dem(true, { nom: 'TISSERAND' }), cjt()], adresse: { commune: 'LILLE' } }),
    clos('2025-02-20', { ...B, personnes: B.personnes }),
    suspendu('2025-02-10', {
      numero: '05900000005',
      personnes: [dem(true, { nom: 'FUSEAU', prenom: 'LOU', nir: '2920800990005' })],
    }),
    temoin,
  ])
  expect(await photo()).not.toEqual(avant)
  const charge = await essai.unAgent('administrateur')
  const importId = await dernierImport()
  const { status, json } = await charge.appeler<typeof annulerImport>('POST /imports/:importId/annulation', {
    importId,
  })
  expect({ status, json }).toEqual({ status: 200, json: { statut: 'annule' } })
  expect(await photo()).toEqual(avant)
  expect((await charge.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId })).json).toEqual(
    {
      statut: 'annule',
    },
  )
})

test('un flux annulé se rejoue et donne le même état qu’à la première fois', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerMois(essai, '2025-02', [foyer({ personnes: [dem(), cjt()] }), B, temoin])
  const sans = (photos: Record<string, unknown[]>) =>
    Object.fromEntries(Object.entries(photos).map(([table, lignes]) => [table, lignes.length]))
  const apres = sans(await photo())
  const administrateur = await essai.unAgent('administrateur')
  await administrateur.brut('POST /imports/:importId/annulation', { importId: await dernierImport() })
  await importerMois(essai, '2025-02', [foyer({ personnes: [dem(), cjt()] }), B, temoin])
  expect(sans(await photo())).toEqual(apres)
})

test('ce qu’un import annulé avait écrit au carnet est gardé à part, et le carnet dit l’annulation', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerJour(essai, '2025-02-12', [clos('2025-02-10')])
  const personneId = await personneNommee('TISSAGE')
  const administrateur = await essai.unAgent('administrateur')
  await administrateur.brut('POST /imports/:importId/annulation', { importId: await dernierImport() })
  const db = essai.base.territoire('59')
  const types = (table: 'evenement' | 'evenementAnnule') =>
    db.selectFrom(table).select('type').where('personneId', '=', personneId).orderBy('id').execute()
  expect((await types('evenement')).map(e => e.type)).toEqual(['import-annule'])
  expect((await types('evenementAnnule')).map(e => e.type)).toEqual(['sortie'])
})

test('un import sur lequel un plus récent s’appuie ne s’annule pas', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  const premier = await dernierImport()
  await importerJour(essai, '2025-02-12', [foyer({ personnes: [dem(), cjt()] })])
  const administrateur = await essai.unAgent('administrateur')
  const avant = await photo()
  const { status, json } = await administrateur.brut('POST /imports/:importId/annulation', { importId: premier })
  expect({ status, code: json.code }).toEqual({ status: 409, code: 'flux-plus-recent' })
  expect(await photo()).toEqual(avant)
})

/** Persons whose timeline tells an undone import. */
const ditsAnnules = () =>
  essai.base.territoire('59').selectFrom('evenement').select('personneId').where('type', '=', 'import-annule').execute()

test('deux flux s’annulent l’un après l’autre, le dernier d’abord ; un foyer changé le dit à chacun des siens', async () => {
  const vide = await photo()
  await importerMois(essai, '2025-01', [foyer(), temoin])
  const premier = await dernierImport()
  await importerMois(essai, '2025-02', [foyer({ montant: '0000420.10' }), temoin])
  const administrateur = await essai.unAgent('administrateur')
  const annuler = (importId: string) => administrateur.brut('POST /imports/:importId/annulation', { importId })
  expect((await annuler(await dernierImport())).status).toBe(200)
  const dits = await ditsAnnules()
  expect(dits).toContainEqual({ personneId: await personneNommee('TISSAGE') })
  expect((await annuler(premier)).status).toBe(200)
  expect(await photo()).toEqual(vide)
})

test('un foyer changé puis rendu ne le dit pas à qui l’avait quitté avant', async () => {
  await importerMois(essai, '2024-12', [foyer({ personnes: [dem(), cjt()] }), temoin])
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerMois(essai, '2025-02', [foyer({ montant: '0000420.10' }), temoin])
  const administrateur = await essai.unAgent('administrateur')
  const importId = await dernierImport()
  expect((await administrateur.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  const dits = await ditsAnnules()
  expect(dits).toContainEqual({ personneId: await personneNommee('TISSAGE') })
  expect(dits).not.toContainEqual({ personneId: await personneNommee('ROUET') })
})

test('un import dont une personne a été travaillée depuis ne s’annule pas', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerMois(essai, '2025-02', [foyer(), B, temoin])
  const personneId = await personneNommee('NAVETTE')
  const charge = await essai.unAgent('charge-orientation')
  await charge.brut('PUT /personnes/:personneId/contact', {
    personneId,
    telephone: '06 39 98 00 02',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })
  const { status, json } = await charge.brut('POST /imports/:importId/annulation', { importId: await dernierImport() })
  expect({ status, code: json.code }).toEqual({ status: 409, code: 'personnes-engagees' })
})

test.each(LIENS.filter(l => l.annulation === 'bloquer').map(l => l.table))(
  'une ligne de %s sur chaque personne qu’un import a créée l’arrête, et le refus les compte',
  async table => {
    await importerMois(essai, '2025-01', [foyer(), temoin])
    await importerMois(essai, '2025-02', [foyer(), B, D, temoin])
    const agent = await essai.unAgent('referent')
    // Written beside the timeline: only what the table says of itself may hold the undoing.
    for (const personneId of [await personneNommee('NAVETTE'), await personneNommee('BOBINE')]) {
      const id = uuidv7()
      const lignes = await lesLignesBloquantes(essai, agent, id)
      const ligne = { ...(table === 'precaution' ? {} : { id }), personne_id: personneId, ...lignes[table] }
      const noms = sql.join(Object.keys(ligne).map(c => sql.ref(c)))
      await sql`insert into ${sql.table(table)} (${noms})
        select ${noms} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(ligne)}::jsonb)`.execute(
        essai.base.territoire('59'),
      )
    }
    await tenirEcheances(essai)
    const [avant, administrateur] = [await photo(), await essai.unAgent('administrateur')]
    const importId = await dernierImport()
    const { status, json } = await administrateur.brut('POST /imports/:importId/annulation', { importId })
    expect({ status, code: json.code }).toEqual({ status: 409, code: 'personnes-engagees' })
    expect(json.detail).toContain('2 dossiers')
    expect(await photo()).toEqual(avant)
  },
)

test('une liste qui a parlé depuis d’une personne que l’import a créée l’arrête, tant qu’elle est appliquée', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerMois(essai, '2025-02', [foyer(), B, temoin])
  const [importId, personneId] = [await dernierImport(), await personneNommee('NAVETTE')]
  const db = essai.base.territoire('59')
  const liste = { genre: 'personnes', fichier: 'liste.csv', taille: 1, recu: 1, sha256: 'c'.repeat(64), voie: 'ecran' }
  const depot = { recuLe: '2025-03-05', deposeLe: '2025-03-05T09:00:00Z', deposeNom: 'Agent ESSAI', options: '{}' }
  const { numero } = await db
    .insertInto('import')
    .values({ id: uuidv7(), ...liste, ...depot, statut: 'applique' })
    .returning('numero')
    .executeTakeFirstOrThrow()
  const dit = { tableNom: 'donnee', cle: JSON.stringify({ personne_id: personneId, champ: 'ville' }), apres: '{}' }
  await db
    .insertInto('importDifference')
    .values({ import: numero, personneId, ...dit })
    .execute()
  const administrateur = await essai.unAgent('administrateur')
  const annuler = () => administrateur.brut('POST /imports/:importId/annulation', { importId })
  expect((await annuler()).json.code).toBe('personnes-engagees')
  await db.updateTable('import').set({ statut: 'annule' }).where('numero', '=', numero).execute()
  expect((await annuler()).json).toEqual({ statut: 'annule' })
})

test('ce que rien ne lève est dit d’abord, puis tous les flux à annuler, dans leur ordre', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  const premier = await dernierImport()
  for (const jour of ['2025-02-12', '2025-02-13'])
    await importerJour(essai, jour, [foyer({ montant: `000010${jour.slice(-1)}.00` })])
  const administrateur = await essai.unAgent('administrateur')
  const annuler = async () =>
    (await administrateur.brut('POST /imports/:importId/annulation', { importId: premier })).json
  const { code, detail } = await annuler()
  expect([code, detail]).toEqual(['flux-plus-recent', expect.stringMatching(/^2 flux.*: n°\s3, n°\s2\.$/)])
  const awa = await essai.unAgent('charge-orientation')
  const personneId = await personneNommee('TISSAGE')
  const contact = { id: uuidv7(), personneId, moyen: 'telephone', le: '2025-03-03', note: null } as const
  expect((await awa.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
  expect((await annuler()).code).toBe('personnes-engagees')
})
