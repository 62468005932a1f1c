import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { cloreLeDossier, laBase, lireCloture } from '../../orientation/essai-annulation.ts'
import { unSuivi } from '../../pilotage/essai-pilotage.ts'
import { appliquer, resultats } from './essai-tableur.ts'

/** What each kind of list does of somebody whose file an agent closed (rule A10): never opened, never changed without a word. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const motifs = (application: Awaited<ReturnType<typeof appliquer>>) =>
  (application.lignes ?? []).map(l => l.motifs.map(m => m.motif).join(' ; '))

const DEBUT = '2025-01-10'
const CLOS = /le dossier de cette personne est clos/

/** Followed since January, closed today. */
async function unClos() {
  const awa = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure({ nom: 'Départ' })
  const referent = await essai.unAgent('referent', { structureId })
  const autre = await essai.unAgent('referent', { structureId })
  const { id: personneId, numeroDemandeRsa } = await unePersonne(essai, { telephone: '0199000001' })
  await unSuivi(essai, personneId, { debut: DEBUT, dominante: 'emploi', structureId, referentId: referent.id })
  expect((await cloreLeDossier(awa, personneId)).status).toBe(200)
  const clos = async () => (await lireCloture(awa, personneId)).json.cloture !== null
  return { personneId, numeroDemandeRsa, referent, autre, clos }
}
/** What is of the person, the import left out. */
const ce = async () => {
  const { orientation, accompagnement, entree, donnee } = await laBase(essai)
  return { orientation, accompagnement, entree, donnee }
}
const SUIVIS = 'Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Email du référent'

test.each([
  ['le suivi que la clôture a fini', DEBUT],
  ['un suivi commencé avant la clôture', '2025-02-03'],
  ['un suivi qui commence après elle', '2025-03-10'],
])('une liste de suivis, %s : la ligne est refusée, et dit de rouvrir', async (_, le) => {
  const { numeroDemandeRsa, referent, clos } = await unClos()
  const avant = await ce()
  const ligne = `${numeroDemandeRsa};DEM;${le};emploi;Départ;${referent.id}@example.org`
  const application = await appliquer(essai, 'suivis', `${SUIVIS}\n${ligne}`)
  expect(resultats(application)).toEqual(['refusee'])
  expect(motifs(application)[0]).toMatch(CLOS)
  expect(motifs(application)[0]).toContain('rouvrez-le')
  expect([await ce(), await clos()]).toEqual([avant, true])
})

test.each(['ajouter', 'supprimer', 'structure'] as const)(
  'une liste de réorientations, %s : la ligne est refusée, et dit de rouvrir',
  async quoi => {
    const { referent, autre, clos } = await unClos()
    await essai.uneStructure({ nom: 'Arrivée' })
    const avant = await ce()
    const cases = {
      ajouter: [`${autre.id}@example.org`, '', ''],
      supprimer: ['', `${referent.id}@example.org`, ''],
      structure: ['', '', 'Arrivée'],
    }[quoi]
    const entetes =
      'Prénom*;Nom*;Date de naissance*;Accompagnateurs à ajouter;Accompagnateurs à supprimer;Structures à rattacher'
    const application = await appliquer(
      essai,
      'reorientations',
      `${entetes}\nCamille;ESSAI-TISSAGE;12/04/1985;${cases.join(';')}`,
    )
    expect(resultats(application)).toEqual(['refusee'])
    expect(motifs(application)[0]).toMatch(CLOS)
    expect(motifs(application)[0]).toContain('rouvrez-le')
    expect([await ce(), await clos()]).toEqual([avant, true])
  },
)

test('une liste de contacts : le numéro est gardé, la ligne dit que le dossier reste clos', async () => {
  const { numeroDemandeRsa, personneId, clos } = await unClos()
  const texte = `Numéro demande RSA;Rôle;Téléphone\n${numeroDemandeRsa};DEM;0639980009`
  const application = await appliquer(essai, 'contacts', texte)
  expect(resultats(application)).toEqual(['modifiee'])
  expect(motifs(application)[0]).toMatch(CLOS)
  const lue = db().selectFrom('personne').select('telephone').where('id', '=', personneId)
  expect([await lue.executeTakeFirst(), await clos()]).toEqual([{ telephone: '0639980009' }, true])
  const encore = await appliquer(essai, 'contacts', texte)
  expect([resultats(encore), motifs(encore)]).toEqual([['inchangee'], ['']])
})

test('une liste de personnes : ce qu’elle dit est gardé, le dossier reste clos, et la ligne le dit une fois', async () => {
  const { referent, clos } = await unClos()
  const entetes = 'Nom;Prénom;Date de naissance;Courriel;Structure;Email du référent;Parcours'
  const avec = (courriel: string, suivi: string) =>
    appliquer(essai, 'personnes', `${entetes}\nESSAI-TISSAGE;Camille;12/04/1985;${courriel};${suivi}`)
  const seule = await avec('camille@example.org', ';;')
  expect([resultats(seule), motifs(seule)]).toMatchObject([['modifiee'], [expect.stringMatching(CLOS)]])
  const suivie = await avec('camille.tissage@example.org', `Départ;${referent.id}@example.org;emploi`)
  expect(resultats(suivie)).toEqual(['modifiee'])
  expect(motifs(suivie)[0]?.match(new RegExp(CLOS, 'g'))).toHaveLength(1)
  expect(motifs(suivie)[0]).toContain('suivi non repris')
  expect(await clos()).toBe(true)
})
