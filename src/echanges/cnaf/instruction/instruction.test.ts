import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  DSP_INVENTEES,
  fluxInstruction,
  uneInstruction,
  unParcours,
  unRecueil,
} from '../../../demo/fichiers/instruction.ts'
import { compter, unEssai } from '../../../essai.ts'
import { cheminEchantillon, testSurEchantillon } from '../../../essai-echantillons.ts'
import { unePersonne } from '../../../essai-personnes.ts'
import { oublierAjouts } from '../../../import/differences/annulation.queries.ts'
import { appliquerFichier } from '../../../import/essai-adaptateur.ts'
import { cleNir } from '../../../personne/nir.ts'
import { chiffrerNir, empreinteNir } from '../../../socle/auth/nir.ts'
import { contexte, SYSTEME } from '../../../socle/contexte.ts'
import { adaptateurDsp, adaptateurInstruction } from './adaptateur-instruction.ts'
import { rattacherInstructions } from './retenir.queries.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const contactDe = (id: string) =>
  db()
    .selectFrom('personne')
    .select(['telephone', 'telephoneAccord', 'courriel', 'courrielAccord'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const NIR = '2850459990001'
const ACCORDS = { NUMTEL: '0639980001', AUTORUTITEL: 'A', ADRELEC: 'Camille@Example.org', AUTORUTIADRELEC: 'A' }
const importer = (demandes: string[], numero?: number) =>
  appliquerFichier(essai, adaptateurInstruction, fluxInstruction(demandes), { ...(numero ? { numero } : {}) })

test('une personne connue reçoit ses coordonnées, ses données socio-professionnelles et son parcours', async () => {
  const { id, numeroDemandeRsa } = await unePersonne(essai)
  const rapport = await importer([
    uneInstruction({ numero: numeroDemandeRsa, modes: [ACCORDS], dsp: DSP_INVENTEES, parcours: unParcours() }),
  ])
  expect(rapport.anomalies).toEqual([])
  expect(rapport.resume).toBe('Flux instruction du 07/03/2025.')
  expect(rapport.compte('Personnes reconnues')).toBe(1)
  expect(rapport.compte('Coordonnées ou refus repris')).toBe(2)
  expect(rapport.photographies).toBe(1)
  expect(await contactDe(id)).toEqual({
    telephone: '0639980001',
    telephoneAccord: true,
    courriel: 'camille@example.org',
    courrielAccord: true,
  })
  const dsp = await db().selectFrom('donneeSocioPro').selectAll().executeTakeFirstOrThrow()
  expect(dsp).toMatchObject({ personneId: id, source: 'CAF', le: '2025-03-07', import: rapport.numero })
  expect(dsp.reponses).toEqual({
    motifDemande: '0107',
    couvertureSociale: true,
    suiviFamilial: 'N',
    difficultesSociales: ['0402', '0406'],
    obstacles: ['0514'],
    niveauEtudes: '1204',
    diplome: '2604',
    histoire: '1903',
    derniereActivite: 'Fileuse',
    cessation: '2701',
    moyenDeTransport: false,
    permisB: false,
    logement: '0909',
  })
  const parcours = await db().selectFrom('parcoursCaf').select('parcours').executeTakeFirstOrThrow()
  expect(parcours.parcours).toMatchObject({
    calcule: 'AS',
    decision: { nom: 'Maison des essais', rendezVous: { le: '2025-03-20', a: '09:30' } },
    suivi: null,
  })
  expect(await compter(essai, 'instruction')).toBe(0)
})

test('rien du compte bancaire n’est gardé nulle part', async () => {
  await importer([uneInstruction({ numero: 'INCONNU0001', modes: [ACCORDS], dsp: DSP_INVENTEES })])
  const { rows } = await sql<{ texte: string }>`select i::text as texte from instruction i`.execute(db())
  expect(rows).toHaveLength(1)
  expect(rows[0]?.texte).not.toMatch(/FR76|SECRET/)
})

test.each([
  ['accord', { AUTORUTITEL: 'A' }, { telephone: '0639980001', telephoneAccord: true }],
  ['refus', { AUTORUTITEL: 'R' }, { telephone: null, telephoneAccord: null }],
  ['accord inconnu', { AUTORUTITEL: 'I' }, { telephone: null, telephoneAccord: null }],
  ['accord non dit', {}, { telephone: null, telephoneAccord: null }],
  ['télécopieur', { AUTORUTITEL: 'A', MATETEL: 'FAX' }, { telephone: null, telephoneAccord: null }],
  ['numéro impossible', { AUTORUTITEL: 'A', NUMTEL: '12' }, { telephone: null, telephoneAccord: null }],
])('téléphone, %s', async (_, mode, attendu) => {
  const { id, numeroDemandeRsa } = await unePersonne(essai)
  await importer([uneInstruction({ numero: numeroDemandeRsa, modes: [{ NUMTEL: '0639980001', ...mode }] })])
  expect(await contactDe(id)).toMatchObject(attendu)
})

test('un refus d’être appelé se garde, sans le numéro', async () => {
  const { id, numeroDemandeRsa } = await unePersonne(essai)
  await importer([uneInstruction({ numero: numeroDemandeRsa, modes: [{ NUMTEL: '0639980001', AUTORUTITEL: 'R' }] })])
  const dites = await db()
    .selectFrom('donnee')
    .select(['source', 'valeur', 'accord'])
    .where('personneId', '=', id)
    .execute()
  expect(dites).toEqual([{ source: 'instruction', valeur: null, accord: false }])
})

test('une personne est reconnue par son NIR, même sous un autre nom et sans numéro de demande', async () => {
  const { id } = await unePersonne(essai)
  await db()
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', NIR), nirChiffre: chiffrerNir('59', NIR) })
    .where('id', '=', id)
    .execute()
  await importer([uneInstruction({ nom: 'AUTREMENT', nir: `${NIR}${cleNir(NIR)}`, modes: [ACCORDS] })])
  expect((await contactDe(id)).telephone).toBe('0639980001')
})

test('un NIR dont la clé est fausse ne désigne personne, et cela se dit', async () => {
  const { id } = await unePersonne(essai)
  await db()
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', NIR), nirChiffre: chiffrerNir('59', NIR) })
    .where('id', '=', id)
    .execute()
  const rapport = await importer([uneInstruction({ nom: 'AUTREMENT', nir: `${NIR}12`, modes: [ACCORDS] })])
  expect((await contactDe(id)).telephone).toBeNull()
  expect(rapport.anomalies).toMatchObject([{ champ: 'NIR', motif: expect.stringMatching(/clé.*non repris/) }])
})

test('le même nom dans un autre foyer n’est pas la même personne : l’instruction attend', async () => {
  const { id } = await unePersonne(essai)
  const rapport = await importer([uneInstruction({ numero: 'AUTRE000001', modes: [ACCORDS] })])
  expect(rapport.compte('Personnes en attente du flux bénéficiaires')).toBe(1)
  expect((await contactDe(id)).telephone).toBeNull()
})

test('l’instruction qui attendait se rattache à l’arrivée de la personne, et y revient si cet import est défait', async () => {
  const { numero } = await importer([uneInstruction({ numero: 'ATTENTE0001', modes: [ACCORDS], dsp: DSP_INVENTEES })])
  const { id, foyerId } = await unePersonne(essai)
  await db().updateTable('foyer').set({ numeroDemandeRsa: 'ATTENTE0001' }).where('id', '=', foyerId).execute()
  const enImport = <T>(agir: (ctx: ReturnType<typeof contexte>) => Promise<T>) =>
    db()
      .transaction()
      .execute(trx =>
        agir(
          contexte(trx, essai.base, {
            agent: SYSTEME,
            territoire: { code: '59', nom: 'Nord', demo: false },
            now: essai.now,
            import: 900,
          }),
        ),
      )
  expect(await enImport(ctx => rattacherInstructions(ctx))).toEqual({ rattachees: 1, oubliees: 0 })
  expect((await contactDe(id)).courriel).toBe('camille@example.org')
  expect(await db().selectFrom('donneeSocioPro').select(['personneId', 'import', 'rattacheePar']).execute()).toEqual([
    { personneId: id, import: numero, rattacheePar: 900 },
  ])
  const fil = await db()
    .selectFrom('evenement')
    .select(['type', 'apres'])
    .where('type', '=', 'donnees-socio-pro')
    .execute()
  expect(fil).toEqual([{ type: 'donnees-socio-pro', apres: { source: 'CAF', le: '2025-03-07' } }])
  expect(await enImport(ctx => rattacherInstructions(ctx))).toMatchObject({ rattachees: 0 })
  await enImport(ctx => oublierAjouts(ctx, 900))
  expect(await compter(essai, 'donnee_socio_pro')).toBe(0)
  expect(await db().selectFrom('instruction').select('personneId').execute()).toEqual([{ personneId: null }])
  essai.now = '2026-04-10T09:00:00Z'
  await db().deleteFrom('membre').execute()
  expect(await enImport(ctx => rattacherInstructions(ctx))).toEqual({ rattachees: 0, oubliees: 1 })
})

test('le même fichier deux fois ne change rien ; une réponse nouvelle fait une version de plus', async () => {
  const { numeroDemandeRsa: numero } = await unePersonne(essai)
  const demandes = [
    uneInstruction({ numero, dsp: DSP_INVENTEES, parcours: unParcours() }),
    uneInstruction({ numero: 'ATTENTE0002', dsp: DSP_INVENTEES }),
  ]
  await importer(demandes)
  const encore = await importer(demandes)
  expect(encore.compte('Données socio-professionnelles reprises')).toBe(0)
  expect(encore.compte('Personnes en attente du flux bénéficiaires')).toBe(0)
  const suite = unRecueil({
    numero,
    dsp: DSP_INVENTEES.replace('0909', '0901'),
    suivi: '<SuiviAppuiOrientation><DTENRSOCPRO>2025-03-05</DTENRSOCPRO></SuiviAppuiOrientation>',
  })
  const recueil = await appliquerFichier(essai, adaptateurDsp, fluxInstruction([suite], { nature: 'R' }))
  expect(recueil.compte('Données socio-professionnelles reprises')).toBe(1)
  expect(await db().selectFrom('donneeSocioPro').select('le').orderBy('le').execute()).toEqual([
    { le: '2025-03-05' },
    { le: '2025-03-07' },
  ])
})

test('chaque flux est reconnu pour ce qu’il est, sans doute possible', () => {
  const virs = Buffer.from(fluxInstruction([uneInstruction({})]))
  const vird = Buffer.from(fluxInstruction([unRecueil({})], { nature: 'R' }))
  const lus = (debut: Buffer) => [adaptateurInstruction, adaptateurDsp].map(a => a.reconnaitre(debut, 'x.xml'))
  expect(lus(virs)).toEqual(['VIRS0901', null])
  expect(lus(vird)).toEqual([null, 'VIRD0201'])
  expect(lus(Buffer.from(fluxInstruction([])))).toEqual(['VIRS0901', null])
  expect(lus(Buffer.from(fluxInstruction(['<InfosFoyerRSA/>'])))).toEqual([null, null])
  expect(
    lus(Buffer.from('<!-- <Racine><IdentificationFlux><NATFLUX>I</NATFLUX></IdentificationFlux><InfoDemandeRSA/> -->')),
  ).toEqual([null, null])
  expect(lus(Buffer.from([0, 1, 2]))).toEqual([null, null])
})

test('un fichier sans confiance possible est refusé en entier', async () => {
  const { id, numeroDemandeRsa: numero } = await unePersonne(essai)
  const bon = fluxInstruction([uneInstruction({ numero, modes: [ACCORDS] })])
  const fautes: [string, string, RegExp][] = [
    [
      'compte faux',
      fluxInstruction([uneInstruction({ numero, modes: [ACCORDS] })], { annonces: 2 }),
      /2 enregistrement\(s\) annoncé\(s\), 1 lu/,
    ],
    ['tronqué', bon.slice(0, -9), /tronqué/],
    ['sans fin', bon.replace(/<TransmissionFlux>.*<\/TransmissionFlux>/, ''), /incomplet/],
    ['DOCTYPE', bon.replace('<Racine>', '<!DOCTYPE Racine><Racine>'), /interdite/],
    ['une autre nature', bon.replace('<NATFLUX>I', '<NATFLUX>R'), /n’est pas celle d’un flux instruction/],
  ]
  for (const [, contenu, phrase] of fautes)
    await expect(appliquerFichier(essai, adaptateurInstruction, contenu)).rejects.toThrow(phrase)
  expect((await contactDe(id)).telephone).toBeNull()
})

const ECHANTILLON = 'cnaf/instruction-minimal.xml'

testSurEchantillon(ECHANTILLON)('l’échantillon public, très incomplet, se lit avec ses anomalies', async () => {
  const contenu = readFileSync(cheminEchantillon(ECHANTILLON))
  expect(adaptateurInstruction.reconnaitre(contenu, 'instruction-minimal.xml')).toBe('VIRS0901')
  const rapport = await appliquerFichier(essai, adaptateurInstruction, contenu)
  expect([rapport.compte('Demandes lues'), rapport.compte('Demandes écartées')]).toEqual([3, 3])
  expect(rapport.anomalies.map(a => [a.ou, a.champ])).toEqual([
    ['demande n° 1 (ligne 11)', 'Personne'],
    ['demande n° 2 (ligne 19)', 'Personne'],
    ['demande n° 3 (ligne 27)', 'Personne'],
    [null, 'NBTOTDEMRSATRANSM'],
    ['ligne 33', 'InfosFoyerRSA'],
  ])
})
