import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unEssai } from './essai.ts'
import { uneLigneDeCommande } from './essai-cli.ts'
import { unePersonne } from './essai-personnes.ts'
import { uuidv7 } from './socle/uuid.ts'

const essai = unEssai()
const { dossier, filrouge } = uneLigneDeCommande(essai)

const NORD = ['--territoire', '59', '--json']
const rejouer = async (fichier: string, contenu: string, ...args: string[]) => {
  writeFileSync(join(dossier, fichier), contenu)
  const { code, sortie, erreurs } = await filrouge('importer', fichier, ...NORD, ...args)
  return { code, erreurs, ...JSON.parse(sortie) }
}
const demander = async (...args: string[]) => JSON.parse((await filrouge(...args, ...NORD)).sortie)
const TITRES = 'Nom;Prénom;Date de naissance;NIR;Téléphone;Email;Adresse'
const NOEMIE =
  'ESSAI-REJEU;Noémie;04/05/1985;2 85 05 59 999 001 44;06 39 98 00 21;noemie@example.org;3 rue de l’Essai 59200 Tourcoing'

test('une liste de personnes est reconnue, chaque ligne dit ce qu’elle a fait', async () => {
  const fait = await rejouer('personnes.csv', `${TITRES}\n${NOEMIE}\n;Sans-nom;;;;;`)
  expect(fait).toMatchObject({ code: 0, statut: 'applique', refus: null, genre: 'personnes', erreurs: '' })
  expect(fait.resume).toMatch(/1 personne/)
  expect(fait.lignes).toEqual([
    { ligne: 2, resultat: 'creee', motifs: [] },
    { ligne: 3, resultat: 'refusee', motifs: [{ champ: 'Nom', motif: 'valeur obligatoire absente' }] },
  ])
  // The same list again is read again, line by line.
  const encore = await rejouer('personnes.csv', `${TITRES}\n${NOEMIE}\n;Sans-nom;;;;;`)
  expect(encore.lignes.map((l: { resultat: string }) => l.resultat)).toEqual(['inchangee', 'refusee'])
})

test('les personnes se lisent sans leur NIR, et se cherchent comme à l’écran', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai, { nom: 'ESSAI-VOISINE', prenom: 'Zita' })
  await rejouer('personnes.csv', `${TITRES}\n${NOEMIE}`)
  const toutes = await demander('personnes')
  expect(toutes.map((p: { nom: string }) => p.nom)).toEqual(['ESSAI-REJEU', 'ESSAI-VOISINE'])
  expect(toutes[0]).toEqual({
    id: expect.any(String),
    nom: 'ESSAI-REJEU',
    prenom: 'Noémie',
    dateNaissance: '1985-05-04',
    telephone: expect.stringMatching(/39.?98/),
    courriel: 'noemie@example.org',
    adresse: '3 rue de l’Essai 59200 Tourcoing',
    matricules: [],
    nirConnu: true,
    precautions: [],
  })
  expect(toutes[1].matricules).toEqual([expect.any(String)])
  expect(JSON.stringify(toutes)).not.toMatch(/2850559999001|nirChiffre|empreinte/)
  expect(await demander('personnes', '--q', 'rejeu')).toEqual([toutes[0]])
  expect(await demander('personnes', '--q', numeroDemandeRsa)).toEqual([toutes[1]])
  expect(await demander('personnes', '--q', ' ')).toEqual([])
})

test('une ligne à décider et la paire qu’elle laisse disent pourquoi', async () => {
  await rejouer('personnes.csv', `${TITRES}\n${NOEMIE}`)
  const douteuse = 'ESSAI-REJEUX;Noémie;04/05/1985;;;;'
  const { code, lignes } = await rejouer('proche.csv', `${TITRES}\n${douteuse}`)
  expect([code, lignes]).toEqual([
    0,
    [{ ligne: 2, resultat: 'a-decider', motifs: [{ champ: 'Nom', motif: expect.stringMatching(/./) }] }],
  ])
  const [{ id: a }] = await demander('personnes')
  const { id: b } = await unePersonne(essai, { nom: 'ESSAI-REJEU', prenom: 'Noémie' })
  await essai.base
    .territoire('59')
    .insertInto('doublon')
    .values({ id: uuidv7(), personneId: a, autreId: b, raisons: ['même nom'], trouveLe: '2025-01-01', score: 80 })
    .execute()
  expect(await demander('doublons')).toEqual([
    { personnes: [a, b], score: 80, raisons: ['même nom'], statut: 'a-decider' },
  ])
})

test('un tableau dont on ne sait pas ce qu’il liste attend, et dit comment le dire', async () => {
  const contenu = 'Colonne1;Truc;Machin\nESSAI-REJEU;Noémie;04/05/1985'
  const inconnu = await rejouer('releve.csv', contenu)
  expect(inconnu).toMatchObject({ code: 2, statut: 'a-verifier', refus: { code: 'genre-a-dire' }, lignes: [] })
  expect(inconnu.refus.message).toMatch(/--genre, suivi de personnes, contacts/)
  expect(inconnu.erreurs).toContain(inconnu.refus.message)

  const colonnes = await rejouer('releve.csv', contenu, '--genre', 'personnes')
  expect(colonnes).toMatchObject({ code: 2, statut: 'a-verifier', refus: { code: 'colonnes-a-choisir' } })
  expect(colonnes.refus.message).toMatch(/--colonne "Titre=champ", où champ est un de.: .*nom, /)

  const nommer = [
    '--genre',
    'personnes',
    '--colonne',
    'Colonne1=nom',
    '--colonne',
    'b=prenom',
    '--colonne',
    'Machin=dateNaissance',
  ]
  const dit = await rejouer('releve.csv', contenu, ...nommer)
  expect(dit).toMatchObject({ code: 0, statut: 'applique', lignes: [{ ligne: 2, resultat: 'creee', motifs: [] }] })
  expect(dit.colonnes[0]).toMatchObject({ colonne: 'Colonne1', champ: 'nom', par: 'choix' })
})

test('une colonne dont il n’est pas sûr n’est pas lue, et la réponse dit comment la faire lire', async () => {
  const contenu = 'Nom;Prénom;Date de naissance;Truc\nESSAI-DOUTE;Zoé;04/05/1985;06 39 98 00 23'
  const fait = await rejouer('doute.csv', contenu, '--genre', 'personnes')
  expect(fait).toMatchObject({ code: 0, statut: 'applique', lignes: [{ ligne: 2, resultat: 'creee', motifs: [] }] })
  expect(fait.colonnes.at(-1)).toMatchObject({ colonne: 'Truc', champ: null, piste: { champ: 'telephone' } })
  expect(fait.resume).toContain('--colonne "Truc=telephone"')
  expect((await demander('personnes'))[0].telephone).toBeNull()
})

test('ce qui ne se lit pas est refusé, avec le même document', async () => {
  for (const [fichier, contenu, codeRefus] of [
    ['vide.csv', '', 'fichier-vide'],
    ['image.png', 'PNG', 'fichier-inconnu'],
    ['casse.xml', '<Racine><IdentificationFlux><NATFLUX>D</NATFLUX>', 'flux-illisible'],
  ] as const)
    expect(await rejouer(fichier, contenu)).toMatchObject({
      code: 2,
      statut: 'refuse',
      refus: { code: codeRefus, message: expect.stringMatching(/./) },
      lignes: [],
    })
})

test('un flux est reconnu ; son second passage ne change rien, sans refus', async () => {
  const debut = ['--foyers', '20', '--mois', '1', '--graine', '5', '--debut', '2025-01', '--dossier', 'flux', '--json']
  const { fichier, recuLe } = JSON.parse((await filrouge('generer-flux', ...debut)).sortie)[0]
  const importer = async (...debut: string[]) => {
    const { code, sortie } = await filrouge(...debut, fichier, ...NORD, '--recu-le', recuLe)
    return { code, ...JSON.parse(sortie) }
  }
  const premier = await importer('importer')
  expect(premier).toMatchObject({ code: 0, statut: 'applique', refus: null, genre: 'beneficiaires', lignes: [] })
  expect(premier.resume).toMatch(/^Flux VRSB0801 mensuel/)
  expect(premier.comptes).toContainEqual({ libelle: 'Foyers lus', nombre: expect.any(Number) })
  const second = await importer('importer', 'cnaf')
  expect(second).toMatchObject({ code: 0, statut: 'applique', refus: null, dejaApplique: true, entrees: 0 })
  expect(second.resume).toMatch(/déjà été appliqué/)
  expect(await importer('importer')).toMatchObject({ code: 0, dejaApplique: true })
}, 60_000)

test('l’aide d’« importer » dit ses options', async () => {
  const { code, sortie } = await filrouge('importer', '--help')
  expect(code).toBe(0)
  for (const mot of ['--genre', '--recu-le', '--colonne', 'cnaf', 'suivis']) expect(sortie).toContain(mot)
})
