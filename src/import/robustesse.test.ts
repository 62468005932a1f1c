import { expect, test } from 'vitest'
import { fichierFlux, type UnFlux, unFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { cjt, dem, foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unEssai } from '../essai.ts'
import { cliche } from './differences/essai-cliche.ts'
import { deposer, lireImport, TERRITOIRE, traiter } from './essai-import.ts'
import { siLibre, VERROU_IMPORTS } from './verrou.ts'

const essai = unEssai()

const flux = (mois: string, foyers: UnFlux['foyers'], creation: string): UnFlux => ({
  type: 'M',
  dateReference: mois,
  dateCreation: creation,
  foyers,
})
const JANVIER = fichierFlux(flux('2025-01-31', [foyer(), temoin], '2025-02-03'))
const FEVRIER = flux('2025-02-28', [foyer({ personnes: [dem(), cjt()] }), temoin], '2025-03-03')
const texte = unFlux(FEVRIER)
const octets = (source: string) => Buffer.from(source, 'latin1')

/** Applies January, then tries these bytes: what they did, and whether anything of the domains moved. */
async function essayer(contenu: Buffer, recuLe?: string) {
  await deposer(essai, JANVIER)
  await traiter(essai)
  const avant = await cliche(essai)
  const id = await deposer(essai, contenu, { recuLe })
  await traiter(essai)
  const lu = await lireImport(essai, id)
  expect(lu.etape).toBeNull()
  return { ...lu, change: JSON.stringify(await cliche(essai)) !== JSON.stringify(avant) }
}

const imbrique = (n: number) => '<a>'.repeat(n) + '</a>'.repeat(n)
const bombe = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`
test.each<[string, Buffer, RegExp]>([
  [
    'une entité externe',
    octets(
      texte
        .replace('<Racine>', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Racine>')
        .replace('ESSAI', '&x;'),
    ),
    /DOCTYPE/,
  ],
  ['une bombe d’entités', octets(texte.replace('<Racine>', `${bombe}<Racine>`).replace('ESSAI', '&c;')), /DOCTYPE/],
  ['un fichier tronqué', octets(texte.slice(0, texte.length * 0.7)), /tronqué/],
  [
    'un fichier tronqué après le dernier foyer',
    octets(texte.slice(0, texte.indexOf('<TransmissionFlux>'))),
    /tronqué|TransmissionFlux/,
  ],
  [
    'un encodage qui n’est pas celui annoncé',
    octets(texte.replace('windows-1252', 'UTF-8').replace('TISSAGE', 'TISSÉ')),
    /octets invalides|encodage/i,
  ],
  ['des octets nuls', octets(texte.replace('<NOM>', '<NOM>\0')), /interdit|nul/i],
  ['un fichier rempli de zéros à la fin', Buffer.concat([octets(texte), Buffer.alloc(4096)]), /./],
  ['mille niveaux d’emboîtement', octets(texte.replace('<NOM>', `${imbrique(1000)}<NOM>`)), /emboîtés|inconnu/],
])('%s : refusé en entier, dit clairement, rien n’a changé', async (_, contenu, motif) => {
  const { statut, refus, change } = await essayer(contenu)
  expect({ statut, change }).toEqual({ statut: 'refuse', change: false })
  expect(refus?.message).toMatch(motif)
  expect(refus?.message).not.toMatch(/TISSAGE|root:/)
})

test('dix niveaux d’un élément inconnu dans un foyer : pris ou refusé en entier, et dit', async () => {
  const { statut, refus, rapport, change } = await essayer(octets(texte.replace('<NOM>', `${imbrique(10)}<NOM>`)))
  expect(change).toBe(statut === 'applique')
  expect((rapport?.anomalies.map(a => a.motif) ?? []).concat(refus?.message ?? []).join()).not.toBe('')
})

test('un flux en UTF-8 dont les textes avaient été lus deux fois : les accents sont réparés, et le rapport le dit', async () => {
  const abime = Buffer.from('TISSÈRE').toString('latin1').replace('\u0088', 'ˆ')
  const contenu = texte.replace('windows-1252', 'UTF-8').replaceAll('>TISSAGE<', `>${abime}<`)
  const { statut, rapport } = await essayer(Buffer.from(contenu))
  expect([abime, statut]).toEqual(['TISSÃˆRE', 'applique'])
  const noms = await essai.base.territoire('59').selectFrom('personne').select('nom').distinct().execute()
  expect(noms.map(n => n.nom)).toContain('TISSÈRE')
  expect(rapport?.anomalies[0]).toMatchObject({ champ: 'Encodage', motif: expect.stringMatching(/réparés, vérifiez/) })
})

test('un mois sauté : appliqué, et l’absence du mois est dite', async () => {
  const mars = fichierFlux(flux('2025-03-31', [foyer(), temoin], '2025-04-03'))
  const { statut, rapport } = await essayer(mars, '2025-04-04')
  expect(statut).toBe('applique')
  expect(rapport?.anomalies.map(a => a.motif)).toContainEqual(expect.stringMatching(/février.2025/))
})

test('des fichiers dans le désordre : déposés ensemble ils se rangent, venus après coup ils sont refusés', async () => {
  const mars = fichierFlux(flux('2025-03-31', [foyer({ personnes: [dem(), cjt()] }), temoin], '2025-04-03'))
  const ids = []
  for (const contenu of [mars, JANVIER]) ids.push(await deposer(essai, contenu, { recuLe: '2025-04-04' }))
  await traiter(essai)
  for (const id of ids) expect((await lireImport(essai, id)).statut).toBe('applique')
  const avant = await cliche(essai)
  const tard = await deposer(essai, fichierFlux(FEVRIER))
  await traiter(essai)
  expect(await lireImport(essai, tard)).toMatchObject({ statut: 'refuse', refus: { code: 'flux-ancien' } })
  expect(await cliche(essai)).toEqual(avant)
})

test('le même fichier deux fois en même temps : appliqué une fois, l’autre dit qu’il l’était déjà', async () => {
  const [un, deux] = await Promise.all([deposer(essai, JANVIER), deposer(essai, JANVIER)])
  await Promise.all([traiter(essai), traiter(essai), traiter(essai)])
  await traiter(essai)
  const lus = [await lireImport(essai, un), await lireImport(essai, deux)]
  expect(lus.map(l => l.statut).sort()).toEqual(['applique', 'refuse'])
  expect(lus.find(l => l.refus)?.refus).toMatchObject({
    code: 'deja-applique',
    message: expect.stringMatching(/déjà été appliqué/),
  })
  const deuxFois = await cliche(essai)
  expect(deuxFois.flux).toHaveLength(1)
})

test('rien ne s’annule pendant qu’un autre import court ; il fini, si', async () => {
  const importId = await deposer(essai, JANVIER)
  await traiter(essai)
  const admin = await essai.unAgent('administrateur')
  const annuler = () => admin.brut('POST /imports/:importId/annulation', { importId })
  await siLibre(essai.base, TERRITOIRE, VERROU_IMPORTS, async () => {
    const { status, json } = await annuler()
    expect([status, json.code]).toEqual([409, 'import-en-cours'])
    expect(json.detail).toContain('puis annulez celui-ci')
  })
  expect((await lireImport(essai, importId)).statut).toBe('applique')
  expect((await annuler()).json).toEqual({ statut: 'annule' })
})
