import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { compter, unEssai } from '../../essai.ts'
import { cheminEchantillon, testSurEchantillon } from '../../essai-echantillons.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { appliquer, classeurSale, csvSale, nirEssai, resultats } from './essai-tableur.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const db = () => essai.base.territoire('59')
const ENTETES = 'NIR;Nom;Prénom;Date de naissance;Civilité;Téléphone;Email'

/** A person of a flow, with this NIR. */
async function avecNir(nir: string, options: Parameters<typeof unePersonne>[1] = {}) {
  const personne = await unePersonne(essai, options)
  await donnerNir(personne.id, nir)
  return personne
}
const donnerNir = (id: string, nir: string) =>
  db()
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir.slice(0, 13)), nirChiffre: chiffrerNir('59', nir.slice(0, 13)) })
    .where('id', '=', id)
    .execute()
const motifs = (application: Awaited<ReturnType<typeof appliquer>>) =>
  (application.lignes ?? []).map(l => l.motifs.map(m => `${m.champ} : ${m.motif}`).join(' ; '))

describe('une liste de personnes', () => {
  test('crée qui est inconnu, complète qui est connu, n’efface rien, et la seconde fois ne change rien', async () => {
    const nir = nirEssai(1, { cle: false })
    const connue = await avecNir(nir, { telephone: '0639980009', courriel: 'avant@example.org' })
    const texte = [
      ENTETES,
      `${nir};ESSAI-TISSAGE;Camille;12/04/1985;Mme;639980001;`,
      `;ESSAI-NAVETTE;Dominique;25/04/1990;M.;;d.navette@example.org`,
    ].join('\n')
    const premiere = await appliquer(essai, 'personnes', texte, { numero: 12 })
    expect(resultats(premiere)).toEqual(['modifiee', 'creee'])
    expect(premiere.rapport.resume).toBe('1 personne créée, 1 modifiée.')
    expect(premiere.photos).toEqual([connue.id])
    const lues = await db()
      .selectFrom('personne')
      .select(['id', 'nom', 'sexe', 'telephone', 'courriel', 'telephoneAccord', 'creePar'])
      .orderBy('creePar', 'desc')
      .execute()
    expect(lues.find(p => p.id === connue.id)).toMatchObject({
      telephone: '0639980001',
      telephoneAccord: null,
      courriel: 'avant@example.org',
      creePar: null,
    })
    expect(lues.find(p => p.id !== connue.id)).toMatchObject({
      nom: 'ESSAI-NAVETTE',
      sexe: '1',
      courriel: 'd.navette@example.org',
      creePar: 12,
    })
    const faits = await db().selectFrom('evenement').select(['type', 'import']).execute()
    expect(faits.toSorted((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: 'donnees', import: 12 },
      { type: 'donnees', import: 12 },
      { type: 'dossier-ouvert', import: 12 },
    ])
    expect(resultats(await appliquer(essai, 'personnes', texte))).toEqual(['inchangee', 'inchangee'])
  })

  test('une simulation dit la même chose et n’écrit rien', async () => {
    const texte = `${ENTETES}\n;ESSAI-A;Zoé;25/04/1990;;;\n;ESSAI-B;Zoé;31/02/1990;;;`
    const simulee = await appliquer(essai, 'personnes', texte, { simuler: true })
    expect(await compter(essai, 'personne')).toBe(0)
    const appliquee = await appliquer(essai, 'personnes', texte)
    expect(resultats(simulee)).toEqual(['creee', 'refusee'])
    expect(simulee.rapport).toEqual(appliquee.rapport)
    expect(await compter(essai, 'personne')).toBe(1)
  })

  test('chaque ligne vaut pour elle : refus dits par colonne, sans la valeur ; le reste entre', async () => {
    const texte = [
      ENTETES,
      ';ESSAI-A;Zoé;25/04/2090;;;',
      ';ESSAI-B;;25/04/1990;;;',
      ';ESSAI-C;Zoé;25/04/1990;;0639;pas-une-adresse',
      `${nirEssai(3).slice(0, 13)}00;ESSAI-D;Zoé;25/04/1985;;;`,
      ';ESSAI-E;Zoé;25/04/1990;;;;;en trop',
    ].join('\n')
    const application = await appliquer(essai, 'personnes', texte)
    expect(resultats(application)).toEqual(['refusee', 'refusee', 'creee', 'creee', 'refusee'])
    const [future, prenom, contacts, nir, trop] = motifs(application)
    expect(future).toMatch(/Date de naissance : date dans le futur/)
    expect(prenom).toBe('Prénom : valeur obligatoire absente')
    expect(contacts).toMatch(/Téléphone : non repris.*; Email : non repris/)
    expect(nir).toMatch(/NIR : la clé du NIR.*laissé de côté/)
    expect(trop).toMatch(/plus de cases/)
    expect(JSON.stringify(application.lignes)).not.toMatch(/pas-une-adresse|25\/04\/2090/)
  })

  test('deux lignes de la même personne : la seconde complète la première, et dit où elle est', async () => {
    const nir = nirEssai(1, { cle: false })
    await avecNir(nir, { nom: 'ESSAI-X', prenom: 'LEA', dateNaissance: '1985-04-12' })
    const texte = [
      ENTETES,
      ';Essai-A;Zoé;25/04/1990;;;',
      ';ESSAI-A;ZOE;25/04/1990;;639980007;z.essai@example.org',
      `${nir};ESSAI-TISSERAND;Léa;12/04/1985;;;`,
      ';ESSAI-X;Léa;12/04/1985;;;',
    ].join('\n')
    const application = await appliquer(essai, 'personnes', texte)
    // The NIR tells who it is; another name is one more source, which may disagree.
    expect(resultats(application)).toEqual(['creee', 'inchangee', 'modifiee', 'modifiee'])
    expect(motifs(application)[1]).toBe('Nom : même personne que la ligne 2, qu’elle complète\u00a0: Téléphone, Email')
    const zoe = db().selectFrom('personne').select(['nom', 'telephone', 'courriel']).where('prenom', '=', 'Zoé')
    expect(await zoe.execute()).toEqual([{ nom: 'Essai-A', telephone: '0639980007', courriel: 'z.essai@example.org' }])
  })

  test('un doute ne se tranche pas tout seul : la ligne attend une décision', async () => {
    const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
    const application = await appliquer(essai, 'personnes', `${ENTETES}\n;ESSAI-TISSAGE;Camille;12/04/1985;;639980001;`)
    expect(resultats(application)).toEqual(['a-decider'])
    expect([a.id, b.id]).toContain(application.lignes?.[0]?.personneId)
    expect(motifs(application)[0]).toMatch(/ressemble à 2 dossiers/)
    expect(await compter(essai, 'personne')).toBe(2)
  })

  test('structure, référent et parcours sur la ligne reprennent le suivi ; incomplets, la personne entre quand même', async () => {
    const texte = [
      'Nom;Prénom;Date de naissance;Structure;Accompagnateurs;Parcours',
      'ESSAI-A;Zoé;25/04/1990;PLIE;nadia.ourson@example.org;emploi',
      'ESSAI-B;Zoé;25/04/1990;PLIE;;',
    ].join('\n')
    const application = await appliquer(essai, 'personnes', texte)
    expect(resultats(application)).toEqual(['creee', 'creee'])
    expect(motifs(application)[1]).toMatch(/suivi non repris : il faut la structure/)
    expect(await db().selectFrom('accompagnement').select(['debut']).execute()).toEqual([{ debut: '2025-03-07' }])
  })

  test.each([
    ['XLSX', classeurSale],
    ['CSV windows-1252', async (n: number) => csvSale(n)],
  ])('six cents lignes sales en %s : les bonnes entrent, chaque faute est nommée', async (_, faire) => {
    const application = await appliquer(essai, 'personnes', await faire(600))
    const combien = (resultat: string) => resultats(application).filter(r => r === resultat).length
    // Sixty faulty lines of six kinds: of them, impossible dates are refused, doubled lines are said.
    expect([combien('creee'), combien('inchangee'), combien('refusee')]).toEqual([580, 10, 10])
    expect(application.rapport.resume).toBe('580 personnes créées, 10 déjà à jour, 10 lignes refusées.')
    expect(application.lignes?.map(l => l.ligne)).toEqual(
      Array.from({ length: 600 }, (__, i) => i + 4 - (_ === 'XLSX' ? 0 : 2)),
    )
    const eloise = await db().selectFrom('personne').select('prenom').distinct().execute()
    expect(eloise).toEqual([{ prenom: 'Éloïse' }])
  })
})

describe('le fichier « contacts » de la CNAF', () => {
  const entetes =
    'MATRICULE;ROLE PERSONNE;NIR;NUMERO TELEPHONE DOSSIER;NUMERO TELEPHONE 2 DOSSIER;ADRESSE ELECTRONIQUE DOSSIER'

  test('trouve par le NIR, sinon par le numéro du foyer ; un portable passe devant ; l’accord reste à demander', async () => {
    const nir = nirEssai(1)
    const a = await avecNir(nir.slice(0, 13), { nom: 'ESSAI-A' })
    const b = await unePersonne(essai, { nom: 'ESSAI-B', telephone: '0639980009' })
    await db().updateTable('foyer').set({ matricule: '000000000000042' }).where('id', '=', b.foyerId).execute()
    const texte = [
      entetes,
      `9999999;DEMANDEUR;${nir};0199000001;639980001;A@example.org`,
      '42;DEMANDEUR;;0199000002;;',
      '7777777;DEMANDEUR;;0639980003;;',
      `42;DEMANDEUR;${nirEssai(2)};0639980004;;`,
    ].join('\n')
    await donnerNir(b.id, nirEssai(3))
    const application = await appliquer(essai, 'contacts', texte)
    expect(resultats(application)).toEqual(['modifiee', 'inchangee', 'refusee', 'a-decider'])
    expect(motifs(application)[3]).toMatch(/numéros de sécurité sociale différents/)
    expect(motifs(application)[2]).toMatch(/MATRICULE : aucune personne connue/)
    const lire = (id: string) =>
      db()
        .selectFrom('personne')
        .select(['telephone', 'telephoneAccord', 'courriel', 'courrielAccord', 'contactSource'])
        .where('id', '=', id)
        .executeTakeFirst()
    expect(await lire(a.id)).toEqual({
      telephone: '0639980001',
      telephoneAccord: null,
      courriel: 'a@example.org',
      courrielAccord: null,
      contactSource: 'contacts-cnaf',
    })
    expect(await lire(b.id)).toMatchObject({ telephone: '0639980009', telephoneAccord: true })
  })
})

test('les colonnes retenues servent au fichier suivant sans rien demander, dans un autre ordre', async () => {
  const correspondance = { colonnes: { A1: 'nom', B1: 'prenom', C1: 'dateNaissance' }, constantes: { sexe: 'Mme' } }
  const { retenirCorrespondance } = await import('./memoire.queries.ts')
  await expect(appliquer(essai, 'personnes', 'A1;B1;C1\nx;y;z\n')).rejects.toMatchObject({ code: 'colonnes-a-choisir' })
  await essai.enTransaction(ctx =>
    retenirCorrespondance(ctx, 'personnes', ['A1', 'B1', 'C1'], { ...correspondance, feuille: null }),
  )
  await appliquer(essai, 'personnes', 'c1;A1;b1\n25/04/1990;ESSAI-A;Zoé\n')
  expect(await db().selectFrom('personne').select(['nom', 'sexe']).execute()).toEqual([{ nom: 'ESSAI-A', sexe: '2' }])
  expect(await db().selectFrom('correspondance').select('utilisee').execute()).toEqual([{ utilisee: 1 }])
})

for (const [nom, genre, attendus] of [
  ['app_static_fichiers_import_beneficiaires.csv', 'personnes', ['creee', 'creee', 'inchangee', 'creee']],
  ['app_static_fichiers_import_professionnels.csv', 'professionnels', ['creee', 'creee']],
  ['app_static_fichiers_import_structures.csv', 'structures', ['creee', 'modifiee']],
  ['spec_fixtures_fichier_contact_test.csv', 'contacts', ['refusee']],
  ['spec_fixtures_fichier_usager_test.xlsx', 'personnes', ['creee']],
] as const)
  testSurEchantillon(`tableurs/${nom}`)(`le fichier d’exemple ${nom} s’applique tel quel`, async () => {
    const contenu = readFileSync(cheminEchantillon(`tableurs/${nom}`))
    expect(resultats(await appliquer(essai, genre, contenu))).toEqual(attendus)
  })
