import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { type UnFoyer, unFoyer } from './essai-flux.ts'
import { cjt, dem, foyer, temoin } from './essai-foyers.ts'
import { importerJour, importerMois } from './essai-import.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** The couple, and the household of his own in which the second one is told the month after. */
const COUPLE = foyer({ personnes: [dem(), cjt()] })
const SEULE = foyer({ personnes: [dem()] })
const chezLui = (suite: UnFoyer = {}): UnFoyer => ({
  numero: '05900000002',
  etat: '2',
  personnes: [cjt(true, { role: 'DEM' })],
  ...suite,
})
/** Some more, so that one set aside isn't more than half of the file. */
const autres = [
  temoin,
  { ...temoin, numero: '05900000998', personnes: [dem(true, { nom: 'AUTRE', nir: '2700100990008' })] },
]

beforeEach(async () => {
  await importerMois(essai, '2025-01', [...autres, COUPLE])
})

/** Where he stands: his places and his rights in force, the movements told of him. */
async function paul() {
  const { rows } = await sql<{ quoi: string }>`
    select quoi from personne p join lateral (
      select 'membre ' || f.numero_demande_rsa || ' ' || m.role as quoi from membre m join foyer f on f.id = m.foyer_id
        where m.personne_id = p.id and m.fin is null
      union all select 'droit ' || f.numero_demande_rsa || ' ' || d.etat from droit d join foyer f on f.id = d.foyer_id
        where d.personne_id = p.id and d.flux_fin is null
      union all select v.type from evenement v where v.personne_id = p.id and v.type in ('sortie', 'entree')
    ) x on true where p.prenom = 'PAUL' order by 1`.execute(db())
  return rows.map(r => r.quoi)
}
const TOUJOURS_LA = ['droit 05900000001 2', 'membre 05900000001 CJT']
const PARTI = ['droit 05900000001 absent', 'sortie']

test('qui quitte un foyer et n’est nulle part ailleurs en est parti', async () => {
  expect(await importerMois(essai, '2025-02', [...autres, SEULE])).toMatchObject({ sorties: 1 })
  expect(await paul()).toEqual(PARTI)
})

const ECARTE: [string, (xml: string) => string][] = [
  ['avant les personnes', x => x.replace(/<DTDEMRSA>[^<]*/, '<DTDEMRSA>hier')],
  ['sans numéro de demande avant elles', x => x.replace(/<MATRICULE>[^<]*/, '<MATRICULE>12345678901234567890')],
  ['sur le nom', x => x.replace(/<NOM>[^<]*/, `<NOM>${'ROUET'.repeat(9)}`)],
  ['sur un prénom mal placé', x => x.replace(/<NOMNAI>[^<]*<\/NOMNAI>\s*/, '')],
  ['sur la date de naissance, le NIR restant lisible', x => x.replace(/<DTNAI>[^<]*/, '<DTNAI>1984-13-45')],
  [
    'sur la date de naissance, sans NIR',
    x => x.replace(/<DTNAI>[^<]*/, '<DTNAI>1984-13-45').replace(/<NIR>[^<]*<\/NIR>\s*/, ''),
  ],
  ['sur le NIR', x => x.replace(/<NIR>[^<]*/, '<NIR>18403009900021234567')],
  ['sur le sexe', x => x.replace(/<SEXE>[^<]*/, '<SEXE>9')],
  ['après les personnes', x => x.replace(/<ETATDOSRSA>[^<]*/, '<ETATDOSRSA>9')],
  ['tout à la fin', x => x.replace('</InfosFoyerRSA>', '<INCONNU>1</INCONNU></InfosFoyerRSA>')],
]
test.each(ECARTE)('qui est dit dans un foyer écarté (faute %s) n’est pas parti', async (_, abimer) => {
  const rapport = await importerMois(essai, '2025-02', [...autres, SEULE, abimer(unFoyer(chezLui()))])
  expect(rapport).toMatchObject({ sorties: 0, entrees: 0, foyers: { rejetes: 1, disparus: 0 } })
  expect(rapport.ecartes).toBe('1 foyer mis de côté : sa personne n’est pas comptée comme partie.')
  expect(await paul()).toEqual(TOUJOURS_LA)
})

const abime = (f: UnFoyer) => unFoyer(f).replace(/<SEXE>[^<]*/, '<SEXE>9')

test('son suivi et son délai ne s’arrêtent pas', async () => {
  await importerMois(essai, '2025-02', [...autres, SEULE])
  await importerMois(essai, '2025-03', [...autres, COUPLE])
  expect(await importerMois(essai, '2025-04', [...autres, SEULE, abime(chezLui())])).toMatchObject({ sorties: 0 })
  const { rows } = await sql`select e.recu_le, e.close_le from entree e join personne p on p.id = e.personne_id
    where p.prenom = 'PAUL'`.execute(db())
  expect(rows).toEqual([{ recuLe: '2025-04-03', closeLe: null }])
})

test('le mois d’après tranche : il est dans son foyer, ou il est parti, l’autre foyer n’eût-il pas changé', async () => {
  await importerMois(essai, '2025-02', [...autres, SEULE, abime(chezLui())])
  expect(await importerMois(essai, '2025-03', [...autres, SEULE, chezLui()])).toMatchObject({ sorties: 0, entrees: 0 })
  expect(await paul()).toEqual(['droit 05900000001 absent', 'droit 05900000002 2', 'membre 05900000002 DEM'])
  await importerMois(essai, '2025-04', [...autres, COUPLE])
  await importerMois(essai, '2025-05', [...autres, SEULE, abime(chezLui())])
  expect(await paul()).toEqual(expect.arrayContaining(TOUJOURS_LA))
  expect(await importerMois(essai, '2025-06', [...autres, SEULE])).toMatchObject({ sorties: 1 })
  expect(await paul()).toEqual(expect.arrayContaining(PARTI))
})

test('un foyer absent du mois dont un membre est dit dans un foyer écarté n’est pas disparu ; un flux quotidien n’y change rien', async () => {
  expect(await importerMois(essai, '2025-02', [...autres, abime(chezLui())])).toMatchObject({
    sorties: 0,
    foyers: { disparus: 0 },
  })
  await importerJour(essai, '2025-03-05', [{ ...temoin, montant: '0000100.00' }])
  expect(await paul()).toEqual(TOUJOURS_LA)
  expect(await importerMois(essai, '2025-03', [...autres])).toMatchObject({ sorties: 2, foyers: { disparus: 1 } })
})

test('deux foyers sous un numéro : le second est écarté, ses personnes restent', async () => {
  const seconde = chezLui({ numero: '05900000001', matricule: '7654321' })
  const rapport = await importerMois(essai, '2025-02', [...autres, SEULE, seconde])
  expect(rapport).toMatchObject({ sorties: 0, foyers: { rejetes: 1 } })
  expect(rapport.ecartes).toBe('1 foyer mis de côté : sa personne n’est pas comptée comme partie.')
  expect(rapport.anomalies.map(a => a.motif)).toEqual([expect.stringMatching(/numéro de demande déjà lu/)])
  expect(await paul()).toEqual(TOUJOURS_LA)
})

test('un matricule qui change sous le même numéro de demande met le foyer à jour, et personne n’en part', async () => {
  expect(await importerMois(essai, '2025-02', [...autres, { ...COUPLE, matricule: '7654321' }])).toMatchObject({
    sorties: 0,
    entrees: 0,
    foyers: { crees: 0, modifies: 1 },
  })
  const { rows } = await sql`select matricule from foyer where numero_demande_rsa = '05900000001'`.execute(db())
  expect(rows).toEqual([{ matricule: '7654321' }])
  expect(await paul()).toEqual(TOUJOURS_LA)
})

test('qui n’est que le parent d’un enfant dit dans un foyer écarté n’y est pas', async () => {
  const enfant = { role: 'ENF', nom: 'ESSAI-FILLE', prenom: 'LIA', nir: null, sexe: '2', dateNaissance: '2015-05-05' }
  const xml = abime(chezLui({ personnes: [dem(true, { nom: 'ESSAI-MERE', nir: '2800100990007' }), enfant] }))
  const rattachement =
    '<Rattachement><NOMNAI>ROUET</NOMNAI><PRENOM>PAUL</PRENOM><DTNAI>1984-03-01</DTNAI><NIR>1840300990002</NIR><TYPEPAR>PER</TYPEPAR></Rattachement>'
  const dit = xml.replace(/<\/Personne>(?![\s\S]*<\/Personne>)/, `${rattachement}</Personne>`)
  const rapport = await importerMois(essai, '2025-02', [...autres, SEULE, dit])
  expect(rapport.ecartes).toBe('1 foyer mis de côté : ses 2 personnes ne sont pas comptées comme parties.')
  expect(await paul()).toEqual(PARTI)
})
