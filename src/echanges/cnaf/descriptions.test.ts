import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cheminEchantillon, groupeSurEchantillon } from '../../essai-echantillons.ts'
import type { DescriptionXml } from '../../lecture/xml/description.ts'
import { VRSC0201 } from './creances/description.ts'
import { VRSF0501 } from './financier/description.ts'
import { VIRD0201, VIRS0901 } from './instruction/description.ts'

const CHEMINS = 'cnaf/chemins-par-version.json'
type Releve = Record<string, Record<string, string[]>>
const lireReleve = (): Releve => JSON.parse(readFileSync(cheminEchantillon(CHEMINS), 'utf8'))

/** Every leaf that the public survey knows and the description doesn't tell, and those told that the survey doesn't know. */
function ecarts(releve: Releve, version: string, { chemins }: DescriptionXml) {
  const connus = Object.entries(releve[version] ?? {}).flatMap(([chemin, feuilles]) =>
    feuilles.map(f => `${chemin.slice(1)}/${f}`),
  )
  const blocsPasses = Object.keys(chemins).filter(c => chemins[c] === '-')
  const dits = Object.entries(chemins).flatMap(([chemin, feuilles]) =>
    feuilles === '-' ? [] : feuilles.split(' ').map(f => `${chemin}/${f.replace(/^-/, '')}`),
  )
  const passe = (feuille: string) => blocsPasses.some(b => feuille.startsWith(`${b}/`))
  return {
    oublies: connus.filter(f => !dits.includes(f) && !passe(f)),
    inventes: [...dits, ...blocsPasses.map(b => `${b}/`)].filter(
      d => !connus.some(c => c === d || (d.endsWith('/') && c.startsWith(d))),
    ),
  }
}

groupeSurEchantillon(CHEMINS)('nos descriptions disent toutes les balises relevées, lues ou non', () => {
  test.each([
    ['Instruction VIRS0901-V15.00', VIRS0901],
    ['Recueil DSP VIRD0201 IRSA DSP-v14', VIRD0201],
    ['Créance VRSC0201-Cristal V42', VRSC0201],
    ['Financier VRSF0501-Cristal V42', VRSF0501],
  ])('%s', (version, description) => {
    const releve = lireReleve()
    expect(Object.keys(releve)).toContain(version)
    expect(ecarts(releve, version, description)).toEqual({ oublies: [], inventes: [] })
  })
})
