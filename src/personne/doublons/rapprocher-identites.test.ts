import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { creerPersonnes } from '../creer-personnes.queries.ts'
import { type IdentiteLue, rapprocherIdentites } from './rapprocher-identites.queries.ts'

const essai = unEssai()
const RIEN: IdentiteLue = {
  cle: 1,
  nir: null,
  nom: null,
  nomNaissance: null,
  prenom: null,
  dateNaissance: null,
  matricule: null,
  numeroDemandeRsa: null,
  role: null,
  telephone: null,
  courriel: null,
}
const rapprocher = async (...lues: Partial<IdentiteLue>[]) => {
  const identites = lues.map((lue, rang) => ({ ...RIEN, ...lue, cle: rang }))
  const verdicts = await essai.enTransaction(ctx => rapprocherIdentites(ctx, identites))
  return identites.map(i => verdicts.get(i.cle))
}
const donnerNir = (id: string, nir: string) =>
  essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir) })
    .where('id', '=', id)
    .execute()

const CAMILLE = { nom: 'LEFÈVRE', prenom: 'CAMILLE', dateNaissance: '1985-04-12' } as const
const certain = (personneId: string) => ({ genre: 'certain', personneId })
const NOUVEAU = { genre: 'nouveau' }
const douteux = (...ids: string[]) => ({
  genre: 'douteux',
  candidats: ids.map(personneId => expect.objectContaining({ personneId })),
})

test('le NIR d’abord, quoi que dise le nom de mariage', async () => {
  const { id } = await unePersonne(essai, CAMILLE)
  await donnerNir(id, '2850499999001')
  expect(
    await rapprocher(
      { nir: '2850499999001' },
      { ...CAMILLE, nir: '2850499999001', nom: 'DUPONT' },
      { ...CAMILLE, nir: '2850499999002' },
    ),
  ).toEqual([certain(id), certain(id), NOUVEAU])
})

test('un NIR absent : le nom, le prénom et la date de naissance, accents et casse à part', async () => {
  const { id } = await unePersonne(essai, CAMILLE)
  expect(
    await rapprocher(
      { nom: 'lefevre', prenom: 'Camille', dateNaissance: '1985-04-12' },
      { nom: 'LEFEBVRE', prenom: 'Camille', dateNaissance: '1985-04-12' },
      { nom: 'Camille', prenom: 'Lefèvre', dateNaissance: '1985-04-12' },
      { nom: 'lefevre', prenom: 'Camille', dateNaissance: '1985-12-04' },
      { nom: 'lefevre', prenom: 'Camille' },
      { nom: 'lefevre', prenom: 'Bruno', dateNaissance: '1985-04-12' },
      { nom: 'lefevre', prenom: 'Camlile', dateNaissance: '1985-04-12' },
    ),
  ).toEqual([certain(id), douteux(id), douteux(id), douteux(id), NOUVEAU, NOUVEAU, douteux(id)])
})

test('un couple au même téléphone et au même courriel reste deux personnes', async () => {
  const eux = { nom: 'LEFÈVRE', telephone: '0639980001', courriel: 'couple@example.org' }
  const a = await unePersonne(essai, { ...eux, prenom: 'CAMILLE', dateNaissance: '1985-04-12' })
  expect(
    await rapprocher(
      { ...eux, prenom: 'BRUNO', dateNaissance: '1983-11-02' },
      { ...eux, prenom: 'CAMILLE', dateNaissance: '1985-04-12', telephone: '+33 6 39 98 00 01' },
    ),
  ).toEqual([NOUVEAU, certain(a.id)])
})

test('des jumeaux restent deux personnes, avec ou sans NIR', async () => {
  const lea = await unePersonne(essai, { ...CAMILLE, prenom: 'LÉA' })
  const verdicts = await rapprocher(
    { ...CAMILLE, prenom: 'LÉO' },
    { ...CAMILLE, prenom: 'JULIETTE', numeroDemandeRsa: lea.numeroDemandeRsa },
  )
  expect(verdicts).toEqual([NOUVEAU, NOUVEAU])
  await donnerNir(lea.id, '2850499999001')
  expect(await rapprocher({ ...CAMILLE, prenom: 'LEA', nir: '2850499999002' })).toEqual([NOUVEAU])
})

test('un nom changé par le mariage se retrouve par le nom de naissance', async () => {
  const { id } = await unePersonne(essai, { ...CAMILLE, nom: 'DURAND' })
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ nomNaissance: 'MARTIN' })
    .where('id', '=', id)
    .execute()
  expect(
    await rapprocher(
      { ...CAMILLE, nom: 'MARTIN' },
      { ...CAMILLE, nom: 'PETIT', nomNaissance: 'MARTIN' },
      { ...CAMILLE, nom: 'PETIT' },
    ),
  ).toEqual([certain(id), certain(id), NOUVEAU])
})

test('un NIR provisoire n’en contredit pas un définitif, et le suivi d’un même numéro est reconnu', async () => {
  const { id } = await unePersonne(essai, CAMILLE)
  await donnerNir(id, '2850499999001')
  expect(
    await rapprocher(
      { ...CAMILLE, nir: '8850499999777' },
      { nir: '8850499999001' },
      { ...CAMILLE, prenom: 'BRUNO', nir: '8850499999777' },
    ),
  ).toEqual([certain(id), NOUVEAU, NOUVEAU])
})

test('deux matricules, CAF et MSA, une seule personne ; un foyer coupé en deux aussi', async () => {
  const caf = await unePersonne(essai, CAMILLE)
  expect(await rapprocher({ ...CAMILLE, matricule: '7654321', numeroDemandeRsa: 'AUTRE000001' })).toEqual([
    certain(caf.id),
  ])
  const memeMatricule = await rapprocher({ ...CAMILLE, dateNaissance: null, matricule: '1234567', role: 'DEM' })
  expect(memeMatricule).toEqual([douteux(caf.id)])
})

test('deux dossiers de la même personne : un agent décide duquel il s’agit ; un dossier réuni mène à celui gardé', async () => {
  const a = await unePersonne(essai, CAMILLE)
  const b = await unePersonne(essai, CAMILLE)
  expect(await rapprocher(CAMILLE)).toEqual([{ genre: 'douteux', candidats: [expect.anything(), expect.anything()] }])
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ fusionneeDans: a.id })
    .where('id', '=', b.id)
    .execute()
  expect(await rapprocher(CAMILLE)).toEqual([certain(a.id)])
})

test('les personnes créées ont leur source et leur fil ; un NIR déjà pris ne l’est pas deux fois', async () => {
  const [a = '', b = ''] = [uuidv7(), uuidv7()].sort()
  const nouvelle = {
    nir: '2850499999001',
    nomNaissance: null,
    sexe: '2',
    source: 'liste',
    le: '2025-03-01',
    ...CAMILLE,
  } as const
  const creer = () =>
    essai.enTransaction(ctx =>
      creerPersonnes(ctx, [
        { ...nouvelle, id: a },
        { ...nouvelle, id: b },
      ]),
    )
  expect(await creer()).toBe(2)
  expect(await creer()).toBe(0)
  expect(await rapprocher({ nir: '2850499999001' })).toEqual([certain(a)])
  const lignes = await essai.base.territoire('59').selectFrom('evenement').select(['personneId', 'type']).execute()
  expect(lignes).toEqual([
    { personneId: a, type: 'dossier-ouvert' },
    { personneId: b, type: 'dossier-ouvert' },
  ])
})
