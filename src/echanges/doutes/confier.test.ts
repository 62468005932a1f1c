import { expect, test } from 'vitest'
import { compter, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { noter } from '../../precaution/essai-precaution.ts'
import { gestes } from './essai-doutes.ts'
import type { importsAConfier } from './imports-a-confier.ts'
import type { lignesEnDoute } from './lignes-en-doute.ts'

const essai = unEssai()
const { importer, confier, bilan, attendent, lire, decider } = gestes(essai)
const ENTETES = 'Nom;Prénom;Date de naissance;Téléphone'
const CAMILE = 'ESSAI-TISSAGE;Camile;12/04/1985;0639980001'
const INESS = 'ESSAI-ROUET;Iness;02/01/1971;0639980002'
const liste = (...lignes: string[]) => `${[ENTETES, ...lignes].join('\n')}\n`

async function deuxCommunes() {
  const ici = await unePersonne(essai)
  const ailleurs = await unePersonne(essai, {
    nom: 'ESSAI-ROUET',
    prenom: 'INES',
    dateNaissance: '1971-01-02',
    codeInsee: '59350',
    commune: 'LILLE',
  })
  const admin = await essai.unAgent('administrateur')
  return { ici, ailleurs, admin }
}

test('qui ne lit pas les noms ne décide pas de qui il s’agit, ni avant ni après : 403, et qui le peut', async () => {
  const { ici, admin } = await deuxCommunes()
  const attente = await deposerParEcran(admin, 'liste.csv', Buffer.from(liste(CAMILE)), { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Date de naissance': 'dateNaissance' }
  await admin.brut('PUT /imports/:importId/correspondance', { importId: attente, genre: 'personnes', colonnes })
  await appliquer(essai, admin, attente, true)
  const avant = await admin.brut('PUT /imports/:importId/decisions', {
    importId: attente,
    decisions: [{ ligne: 2, choix: ici.id }],
  })
  const importId = await importer(admin, liste(CAMILE))
  const refus = [avant, await lire(admin, importId, 2), await decider(admin, importId, 2, ici.id)]
  for (const { status, texte } of refus) {
    expect(status).toBe(403)
    expect(texte).toContain('chargé d’orientation')
    expect(texte).not.toContain('CAMILLE')
  }
  expect(await bilan(admin, importId)).toMatchObject({ attente: 1, aMoi: 0, confiable: true, confiees: 0 })
  const aConfier = async () => (await admin.appeler<typeof importsAConfier>('GET /imports/a-confier', {})).json.imports
  expect(await aConfier()).toMatchObject([{ id: importId, lignes: 1 }])
  await essai.unAgent('charge-orientation')
  await confier(admin, importId)
  expect(await aConfier()).toEqual([])
})

test('confiées, les lignes vont à qui voit tous leurs dossiers, et à qui voit tout le territoire ; chacun est prévenu une fois', async () => {
  const { admin } = await deuxCommunes()
  const charges = {
    tourcoing: await essai.unAgent('charge-orientation', { secteur: ['59599'] }),
    lille: await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
    ailleurs: await essai.unAgent('charge-orientation', { secteur: ['59009'] }),
    tout: await essai.unAgent('charge-orientation'),
  }
  const jumeau = 'ESSAI-ROUET;Camile;12/04/1985;'
  const importId = await importer(admin, liste(CAMILE, INESS, jumeau, 'ESSAI-B;Zoé;09/03/2014;'))
  const lignesDe = async (qui: keyof typeof charges) => (await attendent(charges[qui])).lignes.map(l => l.ligne)
  expect(await lignesDe('tout')).toEqual([])
  expect((await confier(admin, importId)).json).toMatchObject({ confiees: expect.any(Number), sansPersonne: 0 })
  expect((await confier(admin, importId)).json).toEqual({ confiees: 0, agents: 0, sansPersonne: 0 })
  expect(await lignesDe('tourcoing')).toContain(2)
  expect(await lignesDe('tourcoing')).not.toContain(3)
  expect(await lignesDe('lille')).toEqual([3])
  expect(await lignesDe('ailleurs')).toEqual([])
  // A line that resembles nobody is for who sees the whole territory.
  expect(await lignesDe('tout')).toEqual(expect.arrayContaining([2, 3, 5]))
  // The number told elsewhere is that of the list, and reads nobody's file.
  for (const qui of ['tourcoing', 'lille', 'ailleurs', 'tout'] as const) {
    const lectures = await compter(essai, 'consultation')
    const compte = {
      ...(await charges[qui].appeler<typeof lignesEnDoute>('GET /lignes-en-doute', { nombreSeul: 'oui' })).json,
    }
    expect([compte.total, compte.lignes, await compter(essai, 'consultation')]).toEqual([
      (await attendent(charges[qui])).total,
      [],
      lectures,
    ])
  }
  expect((await lire(charges.lille, importId, 2)).status).toBe(403)
  const avis = async (qui: keyof typeof charges) => (await charges[qui].brut('GET /avis', {})).texte
  expect(await avis('lille')).toContain('attendent votre décision')
  expect(await avis('ailleurs')).not.toContain('attendent votre décision')
})

test('le bilan dit combien attendent, jusqu’à quand, à qui elles sont ; le compte de l’import est celui de la liste', async () => {
  const { admin, ici } = await deuxCommunes()
  const charge = await essai.unAgent('charge-orientation')
  const importId = await importer(admin, liste(CAMILE, INESS))
  await confier(admin, importId)
  expect(await bilan(charge, importId)).toMatchObject({ attente: 2, confiees: 2, aMoi: 2, jusquau: '2025-06-08' })
  await decider(charge, importId, 2, ici.id)
  expect(await bilan(admin, importId)).toMatchObject({ attente: 1, decidees: 1 })
  const { json } = await admin.brut('GET /imports/:importId', { importId })
  expect(json).toMatchObject({
    lignes: { 'a-decider': 1, modifiee: 1 },
    resume: '1 personne modifiée, 1 ligne à décider.',
  })
  expect((await attendent(charge)).total).toBe(1)
})

test('sans chargé d’orientation qui voie ces dossiers, rien n’est confié, et l’on dit quoi faire', async () => {
  const { admin } = await deuxCommunes()
  await essai.unAgent('charge-orientation', { secteur: ['59009'] })
  const importId = await importer(admin, liste(CAMILE))
  const { status, texte } = await confier(admin, importId)
  expect(status).toBe(409)
  expect(texte).toContain('«\u00a0Agents\u00a0»')
})

test('qui voit tout le territoire décide, depuis la page d’un import, de ce qui n’est confié à personne', async () => {
  const { admin, ici } = await deuxCommunes()
  const importId = await importer(admin, liste(CAMILE, INESS))
  const charge = await essai.unAgent('charge-orientation')
  expect((await attendent(charge)).total).toBe(0)
  expect(await bilan(charge, importId)).toMatchObject({ attente: 2, aMoi: 2, confiable: true })
  const siens = await charge.appeler<typeof lignesEnDoute>('GET /lignes-en-doute', { importId })
  expect(siens.json.lignes.map(l => l.ligne)).toEqual([2, 3])
  expect((await decider(charge, importId, 2, ici.id)).status).toBe(200)
})

test('qui a apporté sa liste trouve ses lignes sans qu’on les lui confie', async () => {
  await deuxCommunes()
  const charge = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  await importer(charge, liste(CAMILE))
  expect((await attendent(charge)).lignes.map(l => [l.ligne, l.candidats.map(c => c.prenom)])).toEqual([
    [2, ['CAMILLE']],
  ])
})

test('la rue de qui la garde confidentielle n’est pas lue dans la ligne ; la lire laisse une trace chez qui elle ressemble', async () => {
  const { admin, ici } = await deuxCommunes()
  const charge = await essai.unAgent('charge-orientation')
  expect((await noter(charge, ici.id, { adresseConfidentielle: true })).status).toBe(200)
  const texte = 'Nom;Prénom;Date de naissance;Adresse\nESSAI-TISSAGE;Camile;12/04/1985;1 QUAI DU SECRET\n'
  const importId = await importer(admin, texte)
  await confier(admin, importId)
  const lues = () =>
    essai.base.territoire('59').selectFrom('consultation').select('id').where('personneId', '=', ici.id).execute()
  const avant = (await lues()).length
  const lue = await lire(charge, importId, 2)
  expect(lue.texte).not.toContain('QUAI DU SECRET')
  expect(lue.json.cellules).toContainEqual({ entete: 'Adresse', valeur: 'Adresse confidentielle' })
  expect((await lues()).length).toBe(avant + 1)
})

test('une ligne que réunir deux dossiers concerne se décide pour celui qui est gardé', async () => {
  const { admin, ici } = await deuxCommunes()
  const double = await unePersonne(essai, { prenom: 'CAMILLA' })
  const charge = await essai.unAgent('charge-orientation')
  const importId = await importer(admin, liste(CAMILE))
  await confier(admin, importId)
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ fusionneeDans: ici.id })
    .where('id', '=', double.id)
    .execute()
  expect((await attendent(charge)).lignes.map(l => l.candidats.map(c => c.personneId))).toEqual([[ici.id]])
  expect((await decider(charge, importId, 2, ici.id)).json).toMatchObject({ personneId: ici.id })
})

test('une ligne qui ressemble aussi à quelqu’un d’une autre commune n’est pas pour qui ne voit que la sienne', async () => {
  const { admin } = await deuxCommunes()
  await unePersonne(essai, { nom: 'ESSAI-TISSAGE', prenom: 'CAMYLE', codeInsee: '59350', commune: 'LILLE' })
  const tourcoing = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const tout = await essai.unAgent('charge-orientation')
  const importId = await importer(admin, liste(CAMILE))
  expect((await confier(admin, importId)).json).toMatchObject({ confiees: 1, agents: 1 })
  expect([(await attendent(tourcoing)).total, (await attendent(tout)).total]).toEqual([0, 1])
  expect((await lire(tourcoing, importId, 2)).status).toBe(403)
})

test('un dossier archivé depuis n’est plus nommé par la ligne qui lui ressemble, à personne', async () => {
  const { ici, admin } = await deuxCommunes()
  const importId = await importer(admin, liste(CAMILE))
  const charge = await essai.unAgent('charge-orientation')
  await confier(admin, importId)
  expect((await attendent(charge)).lignes.map(l => l.candidats.map(c => c.personneId))).toEqual([[ici.id]])
  await essai.base.territoire('59').insertInto('archive').values({ personneId: ici.id, le: '2025-03-01' }).execute()
  expect((await attendent(charge)).lignes.map(l => l.candidats)).toEqual([[]])
})

test('une ligne qui n’est dans les communes de personne n’est confiée à personne : elle reste à confier', async () => {
  const { admin } = await deuxCommunes()
  const lille = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const importId = await importer(admin, liste(CAMILE, INESS))
  expect((await confier(admin, importId)).json).toEqual({ confiees: 1, agents: 1, sansPersonne: 1 })
  expect((await attendent(lille)).lignes.map(l => l.ligne)).toEqual([3])
  expect(await bilan(admin, importId)).toMatchObject({ attente: 2, confiees: 1, confiable: true })
  expect((await confier(admin, importId)).json).toMatchObject({ code: 'personne-a-qui-confier' })
  const tout = await essai.unAgent('charge-orientation')
  expect((await confier(admin, importId)).json).toEqual({ confiees: 1, agents: 1, sansPersonne: 0 })
  expect((await attendent(tout)).lignes.map(l => l.ligne)).toEqual([2, 3])
})
