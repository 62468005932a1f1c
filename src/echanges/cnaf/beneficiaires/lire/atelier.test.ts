import { beforeAll, expect, test } from 'vitest'
import { poserCle } from '../../../../socle/auth/cles.ts'
import { fichierFlux, morceaux, unFoyer } from '../essai-flux.ts'
import { unFluxVrsd, unFoyerVrsd } from '../essai-vrsd.ts'
import { unAtelier } from './atelier.ts'
import { lireFlux } from './lire-flux.ts'

beforeAll(() => poserCle('une clé d’essai assez longue pour servir'))

const numero = (i: number) => String(59_000_000_000 + i)
/** Big enough for threads to be opened. */
const BEAUCOUP = 1500

async function lire(octets: Buffer, ailleurs: boolean, connues = new Map<string, string>()) {
  const lecture = await lireFlux(morceaux(octets), {
    connu: connues.size > 0 ? tranche => connues.get(tranche) : null,
    ...(ailleurs ? { ailleurs: (version, debut) => unAtelier('59', version, debut) } : {}),
  })
  const lu = { foyers: [] as string[], prets: 0, rejets: [] as unknown[], connus: 0, personnes: 0 }
  const tranches = new Map<string, string>()
  for await (const lot of lecture.lots) {
    for (const f of lot.foyers) {
      lu.foyers.push(`${f.numeroDemandeRsa} ${f.empreinte} ${f.tranche}`)
      lu.personnes += f.personnes.length
      if (f.tranche) tranches.set(f.tranche, f.numeroDemandeRsa)
    }
    for (const p of lot.prets) {
      const tranche = Buffer.from(p.cle.split('\t')[4]?.slice(3) ?? '', 'hex').toString('base64')
      lu.foyers.push(`${p.numero} ${p.empreinte} ${tranche}`)
      lu.personnes += p.nombre
    }
    lu.prets += lot.prets.length
    lu.rejets.push(...lot.rejets)
    lu.connus += lot.connus.length
  }
  return { lu: { ...lu, foyers: lu.foyers.sort() }, tranches, bilan: lecture.bilan() }
}

test('lus par d’autres fils, les foyers, les fautes, leurs lignes et les comptes sont les mêmes', async () => {
  const fautif = (i: number) =>
    i % 100 === 7
      ? { etat: '9' }
      : i % 100 === 8
        ? { numero: numero(i - 2) }
        : i % 100 === 9
          ? { organisme: 'CPM' }
          : {}
  const octets = fichierFlux({
    foyers: Array.from({ length: BEAUCOUP }, (_, i) => unFoyer({ numero: numero(i), ...fautif(i) })),
  })
  const ici = await lire(octets, false)
  const ailleurs = await lire(octets, true)
  expect(ailleurs.lu.prets).toBeGreaterThan(BEAUCOUP / 4)
  expect({ ...ailleurs.lu, prets: 0 }).toEqual(ici.lu)
  expect(ailleurs.bilan).toEqual(ici.bilan)
  expect(ici.lu.rejets).toHaveLength(45)
})

test('des milliers de foyers connus à la suite ne pèsent rien', async () => {
  const octets = fichierFlux({ foyers: Array.from({ length: 12_000 }, (_, i) => unFoyer({ numero: numero(i) })) })
  const { tranches } = await lire(octets, false)
  const { lu, bilan } = await lire(octets, true, tranches)
  expect(lu).toMatchObject({ connus: 12_000, foyers: [], rejets: [] })
  expect(bilan).toMatchObject({ lus: 12_000, rejetes: 0 })
})

test('une faute du fichier au milieu d’un foyer le refuse, à sa ligne, comme sans fils', async () => {
  const foyers = Array.from({ length: BEAUCOUP }, (_, i) => unFoyer({ numero: numero(i) }))
  foyers[BEAUCOUP - 100] = (foyers[BEAUCOUP - 100] ?? '').replace('ESSAI', '&secret;')
  const octets = fichierFlux({ foyers })
  const message = async (ailleurs: boolean) => {
    const erreur = await lire(octets, ailleurs).catch((e: Error) => e)
    return erreur instanceof Error ? erreur.message : 'lu'
  }
  expect(await message(true)).toBe(await message(false))
  expect(await message(true)).toMatch(/^ligne \d{5,6}, NOM.*entité non déclarée/)
})

test('les éléments inconnus sont comptés une fois, où qu’ils soient lus', async () => {
  const foyers = Array.from({ length: 3000 }, (_, i) => unFoyerVrsd({ numero: numero(i), plus: '<Nouveau/>' }))
  const octets = Buffer.from(unFluxVrsd({ foyers, version: 'VRSD0101' }), 'latin1')
  const { lu, bilan } = await lire(octets, true)
  expect(lu.prets).toBeGreaterThan(0)
  expect([...bilan.inconnus]).toEqual([['Nouveau', 3000]])
})
