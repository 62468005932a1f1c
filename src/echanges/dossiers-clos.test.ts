import { expect, test } from 'vitest'
import { fluxFinancier, unFoyerAcompte, unFoyerCreances } from '../demo/fichiers/financier.ts'
import { fichierActions, fichierPecg, fichierPrincipal } from '../demo/fichiers/france-travail.ts'
import { DSP_INVENTEES, fluxInstruction, uneInstruction } from '../demo/fichiers/instruction.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { appliquerFichier } from '../import/essai-adaptateur.ts'
import { cloreLeDossier, lireCloture } from '../orientation/essai-annulation.ts'
import { adaptateurCreances } from './cnaf/creances/adaptateur-creances.ts'
import { adaptateurFinancier } from './cnaf/financier/adaptateur-financier.ts'
import { adaptateurInstruction } from './cnaf/instruction/adaptateur-instruction.ts'
import { adaptateurPecg } from './france-travail/adaptateur-pecg.ts'
import { adaptateurPrincipal } from './france-travail/adaptateur-principal.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const MOI = { nom: 'ESSAI-TISSAGE', prenom: 'Camille', 'date-naissance': '1985-04-12' }
const LIGNE = {
  identifiant_unique_de: '99900000001',
  nom: 'ESSAI-TISSAGE',
  prenom: 'CAMILLE',
  date_naissance: '1985-04-12',
}
const ACTION = {
  identifiant_unique_de: '99900000001',
  codeaction: 'A1',
  lblaction: 'Atelier',
  date_prescription: '2025-02-03',
}

test.each([
  ['mensuel', adaptateurPecg, fichierPecg([{ identite: MOI, signature: '2024-05-31' }]), 'ppae'],
  ['« principal »', adaptateurPrincipal, Buffer.from(fichierPrincipal([LIGNE])), 'suiviFranceTravail'],
  ['des actions', adaptateurPrincipal, Buffer.from(fichierActions([ACTION])), 'actionFranceTravail'],
] as const)(
  'le fichier %s de France Travail garde ce qu’il dit d’un dossier clos, ne le rouvre pas, et le dit à qui l’apporte',
  async (_, adaptateur, fichier, table) => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai)
    await db().updateTable('personne').set({ identifiantFranceTravail: '99900000001' }).where('id', '=', id).execute()
    const ouvert = await appliquerFichier(essai, adaptateur, fichier)
    expect(ouvert.anomalies).toEqual([])
    await db().deleteFrom(table).execute()
    expect((await cloreLeDossier(awa, id)).status).toBe(200)
    const { anomalies } = await appliquerFichier(essai, adaptateur, fichier)
    expect(anomalies.map(a => a.motif)).toEqual([expect.stringMatching(/^1\spersonne de ce fichier a un dossier clos/)])
    expect(await db().selectFrom(table).select('personneId').execute()).toEqual([{ personneId: id }])
    expect((await lireCloture(awa, id)).json.cloture).not.toBeNull()
  },
)

test('une instruction garde ce qu’elle dit d’un dossier clos et le dit : c’est le flux des bénéficiaires qui le rouvrira', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id, numeroDemandeRsa } = await unePersonne(essai)
  expect((await cloreLeDossier(awa, id)).status).toBe(200)
  const flux = fluxInstruction([uneInstruction({ numero: numeroDemandeRsa, dsp: DSP_INVENTEES })])
  const { anomalies } = await appliquerFichier(essai, adaptateurInstruction, flux)
  expect(anomalies.map(a => a.motif)).toEqual([expect.stringMatching(/^1\spersonne de ce fichier a un dossier clos/)])
  expect(await db().selectFrom('donneeSocioPro').select('personneId').execute()).toEqual([{ personneId: id }])
  expect((await lireCloture(awa, id)).json.cloture).not.toBeNull()
})

const MOUVEMENT = { bloc: 'AllocationsComptabilisees/DetailAllocationComptabilisée' }
test.each([
  ['des créances', adaptateurCreances, (numero: string) => unFoyerCreances(numero, [{}]), 'creance'],
  ['financier', adaptateurFinancier, (numero: string) => unFoyerAcompte(numero, [MOUVEMENT]), 'acompte'],
] as const)(
  'le flux %s garde ce qu’il dit du foyer de qui a un dossier clos, ne le rouvre pas, et le dit à qui l’apporte',
  async (_, adaptateur, unFoyer, table) => {
    const awa = await essai.unAgent('charge-orientation')
    const [clos, ouvert] = [await unePersonne(essai), await unePersonne(essai, { nom: 'ESSAI-OUVERT' })]
    const parti = await unePersonne(essai, { nom: 'ESSAI-PARTI' })
    await db().updateTable('membre').set({ fin: '2025-03-01' }).where('personneId', '=', parti.id).execute()
    for (const { id } of [clos, parti]) expect((await cloreLeDossier(awa, id)).status).toBe(200)
    const dits = [clos, ouvert, parti].map(p => unFoyer(p.numeroDemandeRsa))
    const { anomalies } = await appliquerFichier(essai, adaptateur, fluxFinancier(dits))
    expect(anomalies.map(a => a.motif).filter(m => m.includes('clos'))).toEqual([
      expect.stringMatching(/^1\spersonne de ce fichier a un dossier clos/),
    ])
    expect(await compter(essai, table)).toBe(3)
    expect((await lireCloture(awa, clos.id)).json.cloture).not.toBeNull()
  },
)
