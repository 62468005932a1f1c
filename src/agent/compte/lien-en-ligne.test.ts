import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { uneLigneDeCommande } from '../../essai-cli.ts'
import { jetonDe, unVisiteur } from './essai-compte.ts'

const essai = unEssai()
const { filrouge, filrougeAvec } = uneLigneDeCommande(essai)
const QUI = ['--territoire', '59', '--courriel', 'Ana.Ourlet@example.org']
const lien = (...plus: string[]) => filrouge('agent', 'lien', ...QUI, ...plus)
const adresseDe = (sortie: string) => /^http\S+$/m.exec(sortie)?.[0] ?? ''

test('le premier administrateur a perdu son lien : un autre, qui prend la place du premier', async () => {
  expect((await lien()).erreurs).toMatch(/^Aucun agent de ce territoire n’a cette adresse/)
  const cree = await filrougeAvec({ PORT: '8123' }, 'agent', 'creer', ...QUI, '--role', 'administrateur')
  expect(cree.sortie).toMatch(
    /Il sert une fois, jusqu’au .+\nhttp:\/\/127\.0\.0\.1:8123\/activation#.+\nSi Filrouge s’ouvre/,
  )
  const refait = await lien('--adresse', 'https://filrouge.example.org/')
  expect(adresseDe(refait.sortie)).toMatch(/^https:\/\/filrouge\.example\.org\/activation#/)
  expect(refait.sortie).not.toMatch(/Si Filrouge s’ouvre/)
  expect((await lien('--adresse', 'chez nous')).code).toBe(2)
  essai.now = Temporal.Now.instant().toString()
  const visiteur = unVisiteur(await essai.unAgent('pilote'))
  expect((await visiteur.activer(jetonDe(adresseDe(cree.sortie)))).json.code).toBe('lien-remplace')
  expect((await visiteur.activer(jetonDe(adresseDe(refait.sortie)))).status).toBe(200)
  // Open, it isn't closed by mistake.
  const ouvert = await lien()
  expect([ouvert.code, ouvert.erreurs]).toEqual([2, expect.stringContaining('--reinitialiser')])
  const { sortie } = await lien('--reinitialiser', '--json')
  expect((await visiteur.activer(jetonDe(JSON.parse(sortie).lien))).status).toBe(200)
})

test('l’aide parle français, et dit ce qui manque, ce qui vaut par défaut', async () => {
  const { sortie } = await filrouge('generer-flux', '--help')
  expect(sortie.replaceAll(/\s+/g, ' ')).toMatch(/premier mois \(obligatoire\).*\(par défaut : 59\).*un de VRSB0801/)
  expect(sortie).not.toMatch(/default|choices|\[command\]/)
})
