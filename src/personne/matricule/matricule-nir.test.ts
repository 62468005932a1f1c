import { expect, test } from 'vitest'
import { fluxFinancier, unFoyerAcompte, unFoyerCreances } from '../../demo/fichiers/financier.ts'
import { fluxInstruction, uneInstruction } from '../../demo/fichiers/instruction.ts'
import { toutLeDossier } from '../../dossier/essai-dossier.ts'
import { cjt, dem, foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { adaptateurCreances } from '../../echanges/cnaf/creances/adaptateur-creances.ts'
import { adaptateurFinancier } from '../../echanges/cnaf/financier/adaptateur-financier.ts'
import { adaptateurInstruction } from '../../echanges/cnaf/instruction/adaptateur-instruction.ts'
import { gestes } from '../../echanges/doutes/essai-doutes.ts'
import { importerListe, lignesDe } from '../../echanges/listes/essai-liste.ts'
import { nirEssai } from '../../echanges/listes/essai-tableur.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { differencesImport } from '../../import/differences/differences-import.ts'
import { appliquerFichier } from '../../import/essai-adaptateur.ts'
import { personnesEnLigne } from '../../precaution/personnes-en-ligne.queries.ts'
import { lieuxDe } from '../../protection/essai-lieux.ts'
import type { rechercher } from '../recherche/recherche.ts'
import type { lireMatricules } from './lire-matricules.ts'
import { scellerMatricules } from './matricules-gardes.queries.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const [ANNA, NOE, AUTRE] = [7, 8, 9].map(n => nirEssai(n)) as [string, string, string]
const treize = (nir: string) => nir.slice(0, 13)
/** What a number in clear would show, with its key or not. */
const enClair = () => lieuxDe(essai, [ANNA, NOE, AUTRE].map(treize))

/** A household of the MSA whose matricule is the NIR of who asked for the RSA. */
const chezAnna = (suite: Parameters<typeof foyer>[0] = {}) =>
  foyer({
    ...{ numero: '05900000777', organisme: 'MSA', numeroOrganisme: '521', matricule: ANNA },
    personnes: [
      dem(true, { nir: treize(ANNA), dateNaissance: '1985-04-25' }),
      cjt(true, { nir: null, dateNaissance: '1984-03-02' }),
    ],
    ...suite,
  })
const trouver = async (agent: Navigateur, q: string) =>
  (await agent.appeler<typeof rechercher>('POST /recherche', { q })).json.personnes.map(p => p.prenom).sort()
const idDe = async (prenom: string) =>
  (await db().selectFrom('personne').select('id').where('prenom', '=', prenom).executeTakeFirstOrThrow()).id

test('flux, listes, créances, acomptes, instruction : aucun matricule qui est un NIR n’est en clair nulle part', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(
    essai,
    agent,
    'personnes',
    `N° CAF;Rôle;Nom;Prénom;Né(e) le\n${NOE};demandeur;ESSAI-FUSEAU;Noé;26/05/1986\n`,
  )
  await importerMois(essai, '2025-01', [chezAnna(), temoin])
  await importerMois(essai, '2025-02', [chezAnna({ matricule: AUTRE }), temoin])
  const cite = (foyers: string) => foyers.replace('1234567', AUTRE).replaceAll('2850459990001', treize(AUTRE))
  await appliquerFichier(essai, adaptateurCreances, fluxFinancier([cite(unFoyerCreances('05900000777', [{}]))]))
  const bloc = 'AllocationsComptabilisees/DetailAllocationComptabilisée'
  await appliquerFichier(essai, adaptateurFinancier, fluxFinancier([cite(unFoyerAcompte('05900000777', [{ bloc }]))]))
  await appliquerFichier(
    essai,
    adaptateurInstruction,
    fluxInstruction([
      uneInstruction({
        numero: '05900000999',
        organisme: 'MSA',
        matricule: AUTRE,
        nir: treize(AUTRE),
        modes: [{ NUMTEL: '0639980001', AUTORUTITEL: 'A' }],
      }),
    ]),
  )
  for (const table of ['foyer', 'creance', 'acompte', 'instruction'] as const)
    expect(
      (await db().selectFrom(table).select('matricule').execute()).map(l => l.matricule),
      table,
    ).toContainEqual(expect.stringMatching(/^nir:/))
  expect(await enClair()).toEqual([])
})

test('le foyer se cherche par le numéro entier ; l’écran et la ligne de commande le masquent ; le lire est une lecture de NIR', async () => {
  await importerMois(essai, '2025-01', [chezAnna(), temoin])
  const agent = await essai.unAgent('charge-orientation')
  for (const q of [ANNA, treize(ANNA), `${ANNA.slice(0, 1)} ${ANNA.slice(1)}`])
    expect(await trouver(agent, q), q).toEqual(['ANNA', 'PAUL'])
  expect(await trouver(agent, AUTRE)).toEqual([])
  const [paul, anna] = [await idDe('PAUL'), await idDe('ANNA')]
  const masque = `••••\u00a0${treize(ANNA).slice(-2)} (NIR)`
  const dossier = await toutLeDossier(agent, paul)
  expect(dossier.foyers).toMatchObject([{ matricule: masque, matriculeNir: true }])
  expect(JSON.stringify(dossier)).not.toContain(treize(ANNA))
  const enLigne = await personnesEnLigne(essai.ctx(), ANNA)
  expect(enLigne.map(p => p.matricules)).toEqual([[masque], [masque]])
  const { json } = await agent.appeler<typeof lireMatricules>('GET /personnes/:personneId/matricules', {
    personneId: paul,
  })
  expect(json.matricules.map(m => m.nir)).toEqual([treize(ANNA)])
  const lectures = db().selectFrom('consultation').select('personneId').where('quoi', '=', 'nir')
  expect(new Set((await lectures.execute()).map(l => l.personneId))).toEqual(new Set([paul, anna]))
  // Who left the household reads its number no more.
  const seule = [dem(true, { nir: treize(ANNA), dateNaissance: '1985-04-25' })]
  await importerMois(essai, '2025-02', [chezAnna({ personnes: seule }), temoin])
  const apres = { personneId: paul }
  expect((await agent.appeler<typeof lireMatricules>('GET /personnes/:personneId/matricules', apres)).json).toEqual({
    matricules: [],
  })
})

test('une liste le dit et le garde ; la suivante et le flux reconnaissent la personne par lui', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const liste = `N° CAF;Rôle;Nom;Prénom;Né(e) le\n${ANNA};demandeur;TISSAGE;Anna;25/04/1985\n`
  const { importId } = await importerListe(essai, agent, 'personnes', liste)
  expect(await lignesDe(essai, importId)).toEqual([
    ['creee', expect.stringMatching(/numéro de sécurité sociale.*chiffré/)],
  ])
  const dit = (await toutLeDossier(agent, await idDe('Anna'))).donnees.find(d => d.champ === 'matricule')
  expect(dit?.dites[0]?.valeur).toMatch(/^••••.*\(NIR\)$/)
  expect(await trouver(agent, ANNA)).toEqual(['Anna'])
  const contacts = `Matricule;Rôle personne;Téléphone\n00${treize(ANNA)};DEM;0639980002\n${AUTRE};DEM;0639980003\n`
  const suite = await importerListe(essai, agent, 'contacts', contacts)
  expect((await lignesDe(essai, suite.importId)).map(([resultat]) => resultat)).toEqual(['modifiee', 'refusee'])
  await importerMois(essai, '2025-01', [
    chezAnna({ personnes: [dem(true, { nir: null, dateNaissance: '1985-04-25' })] }),
    temoin,
  ])
  const tissage = db().selectFrom('personne').select('telephone').where('nom', '=', 'TISSAGE')
  expect(await tissage.execute()).toEqual([{ telephone: '0639980002' }])
  expect(await enClair()).toEqual([])
})

test('d’un flux à l’autre, le même numéro n’est pas un changement ; un autre se montre masqué', async () => {
  await importerMois(essai, '2025-01', [chezAnna(), temoin])
  await importerMois(essai, '2025-02', [chezAnna({ matricule: treize(ANNA), adresse: { voie: 'DU ROUET' } }), temoin])
  const lus = db().selectFrom('importDifference').select(['avant', 'apres']).where('tableNom', '=', 'foyer')
  expect(JSON.stringify(await lus.execute())).not.toContain('nir:')
  await importerMois(essai, '2025-03', [chezAnna({ matricule: AUTRE }), temoin])
  const { id } = await db()
    .selectFrom('import')
    .select('id')
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const agent = await essai.unAgent('charge-orientation')
  const { texte } = await agent.appeler<typeof differencesImport>('GET /imports/:importId/differences', {
    importId: id,
  })
  expect(texte).toMatch(/••••.\d\d \(NIR\)/)
  expect(texte).not.toContain('nir:')
})

test('ce qu’une version d’avant gardait en clair est scellé au démarrage, une fois, partout', async () => {
  await importerMois(essai, '2025-01', [chezAnna({ matricule: '1234567' }), temoin])
  await importerMois(essai, '2025-02', [chezAnna({ matricule: '7654321' }), temoin])
  const avant = { matricule: '1234567' }
  await db().updateTable('foyer').set({ matricule: ANNA }).where('matricule', '=', '7654321').execute()
  await db()
    .updateTable('importDifference')
    .set({ avant, apres: { matricule: ANNA } })
    .where('tableNom', '=', 'foyer')
    .execute()
  const id = await idDe('PAUL')
  const dite = { personneId: id, champ: 'matricule', source: 'liste', valeur: ANNA, le: '2025-01-01' }
  await db().insertInto('donnee').values(dite).execute()
  expect((await enClair()).length).toBe(3)
  await db()
    .insertInto('matriculeEnClair')
    .values([{ matricule: ANNA }, { matricule: '2851359999001' }])
    .execute()
  const dits: string[] = []
  expect(await scellerMatricules(essai.base, m => dits.push(m))).toBe(1)
  expect([dits.length, await scellerMatricules(essai.base, () => {})]).toEqual([1, 0])
  expect(await enClair()).toEqual([])
  expect(await trouver(await essai.unAgent('charge-orientation'), ANNA)).toEqual(['ANNA', 'PAUL'])
})

test('à l’écran d’un import, de ses colonnes ou d’une ligne à décider, un NIR de la liste est masqué quelle que soit sa colonne', async () => {
  const { importer, confier, lire } = gestes(essai)
  await unePersonne(essai)
  const [admin, agent] = [await essai.unAgent('administrateur'), await essai.unAgent('charge-orientation')]
  const importId = await importer(
    admin,
    `Nom;Prénom;Né(e) le;NIR;N° CAF;Divers\nESSAI-TISSAGE;Camile;12/04/1985;${ANNA};${NOE};${treize(AUTRE)}\n`,
  )
  await confier(admin, importId)
  const lectures = [
    await lire(agent, importId, 2),
    await agent.brut('GET /imports/:importId/lignes', { importId }),
    await agent.brut('GET /imports/:importId/colonnes', { importId }),
  ]
  for (const { status, texte } of lectures) {
    expect(status).toBe(200)
    for (const nir of [ANNA, NOE, AUTRE]) expect(texte).not.toContain(treize(nir))
    expect(texte.match(/••••.\d\d \(NIR\)/g)).toHaveLength(3)
  }
})

test('deviner un numéro en cherchant ne se fait pas sans trace : qui est trouvé par un NIR garde qui l’a cherché', async () => {
  await importerMois(essai, '2025-01', [chezAnna(), temoin])
  const agent = await essai.unAgent('charge-orientation')
  for (let n = 20; n < 40; n++) await trouver(agent, nirEssai(n))
  await trouver(agent, 'ANNA')
  const traces = async () =>
    (await db().selectFrom('consultation').select(['quoi', 'personneId', 'acteurId']).execute()).map(c => ({ ...c }))
  expect(await traces()).toEqual([])
  expect(await trouver(agent, ANNA)).toEqual(['ANNA', 'PAUL'])
  const trace = (personneId: string) => ({ quoi: 'recherche-nir', personneId, acteurId: agent.id })
  expect(await traces()).toHaveLength(2)
  expect(await traces()).toEqual(expect.arrayContaining([trace(await idDe('ANNA')), trace(await idDe('PAUL'))]))
})
