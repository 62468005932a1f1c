import { expect, test } from 'vitest'
import { importerListe, lignesDe } from '../../echanges/listes/essai-liste.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import type { rechercher } from './recherche.ts'

/** Names of any alphabet: the same person under both spellings, two persons where two are named. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const ENTETES = 'Nom;Prénom;Date de naissance;Téléphone'
const NOMS = [
  ['Wałkowska', 'Michałina', 'WALKOWSKA', 'MICHALINA'],
  ['Gökkaya', 'Işılay', 'GOKKAYA', 'ISILAY'],
  ['Sørlund', 'Bjørnar', 'SORLUND', 'BJORNAR'],
  ['Ștrămbeanu', 'Țimea', 'STRAMBEANU', 'TIMEA'],
  ['Đurđević', 'Đina', 'DURDEVIC', 'DINA'],
  ['Řezáčová', 'Jiřina', 'REZACOVA', 'JIRINA'],
  ['Œuvrard', 'Cœlia', 'OEUVRARD', 'COELIA'],
  ['Vâng', 'Đức Ðạt', 'VANG', 'DUC DAT'],
] as const
const lignes = (noms: readonly (readonly string[])[], suite = '') =>
  [ENTETES, ...noms.map(([nom, prenom], i) => `${nom};${prenom};0${i + 1}/07/1981;${suite}`)].join('\n')
const personnes = () =>
  db().selectFrom('personne').select(['nom', 'prenom', 'telephone']).orderBy('dateNaissance').execute()
const chercher = async (agent: Navigateur, q: string) =>
  (await agent.appeler<typeof rechercher>('POST /recherche', { q })).json.personnes.map(p => p.nom)

test('écrite avec ses lettres puis en capitales, c’est la même personne ; elle se trouve des deux façons', async () => {
  const agent = await essai.unAgent('charge-orientation')
  await importerListe(essai, agent, 'personnes', lignes(NOMS))
  const { importId } = await importerListe(
    essai,
    agent,
    'personnes',
    lignes(
      NOMS.map(([, , nom, prenom]) => [nom, prenom]),
      '0639980001',
    ),
  )
  expect(await lignesDe(essai, importId)).toEqual(NOMS.map(() => ['modifiee']))
  expect((await personnes()).map(p => [p.nom, p.telephone])).toEqual(NOMS.map(([nom]) => [nom, '0639980001']))
  for (const [nom, prenom, NOM, PRENOM] of NOMS)
    for (const q of [nom, NOM.toLowerCase(), prenom, `${PRENOM} ${NOM}`])
      expect([q, await chercher(agent, q)]).toEqual([q, [nom]])
})

test.each([
  ['le cyrillique', ['Ковальчук', 'Іванна'], ['Шевченюк', 'Мар’яна'], 'kovalchuk'],
  ['l’arabe', ['الخياط', 'سلمى'], ['النجار', 'كريم'], 'الخياط'],
  ['le chinois', ['織田布', '小麗'], ['針谷糸', '大海'], '織田布'],
  ['aucune lettre', ['***', '🧵'], ['###', '🪡'], null],
])(
  'nés le même jour et écrits avec %s, deux restent deux, et rien ne passe de l’un à l’autre',
  async (_, un, autre, q) => {
    const agent = await essai.unAgent('charge-orientation')
    await importerListe(essai, agent, 'personnes', [ENTETES, `${un.join(';')};25/06/1983;`].join('\n'))
    const { importId } = await importerListe(
      essai,
      agent,
      'personnes',
      [ENTETES, `${autre.join(';')};25/06/1983;0639980002`].join('\n'),
    )
    expect(await lignesDe(essai, importId)).toEqual([['creee']])
    expect(await personnes()).toEqual(
      expect.arrayContaining([
        { nom: un[0], prenom: un[1], telephone: null },
        { nom: autre[0], prenom: autre[1], telephone: '0639980002' },
      ]),
    )
    if (q) expect(await chercher(agent, q)).toEqual([un[0]])
  },
)
