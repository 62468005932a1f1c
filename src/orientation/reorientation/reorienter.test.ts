import { expect, test } from 'vitest'
import { texte } from '../../courrier/essai-pdf.ts'
import { semblentIntimes } from '../../courrier/mots-intimes.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../essai-orientation.ts'
import type { orienter } from '../orienter.ts'
import type { parcoursDe } from '../parcours-de.ts'
import { REORIENTATIONS } from './reorientation.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** Oriented and followed since the 10th of March; a month later, another référent of another house. */
async function unePersonneOrientee() {
  essai.now = '2025-03-10T09:00:00Z'
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  expect((await plateau.agent.brut(ORIENTER, demande(plateau, { reorientation: null }))).status).toBe(200)
  await sessionsSansFin(essai)
  essai.now = '2025-04-14T09:00:00Z'
  const ailleurs = await essai.uneStructure({ nom: 'Maison du Fuseau' })
  const suivant = await essai.unAgent('referent', { structureId: ailleurs, nom: 'FUSEAU' })
  const reorienter = (suite: object = {}) =>
    plateau.agent.appeler<typeof orienter>(
      ORIENTER,
      demande(plateau, { structureId: ailleurs, referentId: suivant.id, ...suite }),
    )
  return { ...plateau, ailleurs, suivant, reorienter }
}
const lettre = async (agent: Navigateur, courrierId: string | null) =>
  texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)

test('réorienter demande pourquoi ; une autre raison s’écrit ; rien n’est fait avant', async () => {
  const { reorienter } = await unePersonneOrientee()
  for (const [reorientation, code, champ] of [
    [null, 'reorientation-sans-raison', 'reorientation'],
    [{ motif: 'autre', precision: '  ' }, 'autre-raison-a-dire', 'reorientation.precision'],
  ] as const) {
    const { status, json } = await reorienter({ reorientation })
    expect([status, json]).toMatchObject([409, { code, champs: [{ champ }] }])
  }
  expect((await reorienter({ reorientation: { motif: 'inconnu' } })).status).toBe(400)
  expect(await db().selectFrom('orientation').select('id').where('fin', 'is not', null).execute()).toEqual([])
})

test('la raison se garde, se raconte, se compte ; une première orientation n’en a pas', async () => {
  const { agent, personne, reorienter } = await unePersonneOrientee()
  expect((await reorienter({ reorientation: { motif: 'autre', precision: 'Fusion de deux antennes.' } })).status).toBe(
    200,
  )
  const { json } = await agent.appeler<typeof parcoursDe>('GET /personnes/:personneId/parcours', {
    personneId: personne.id,
  })
  expect(json.orientations.map(o => [o.structure, o.reorientation, o.reorientationPrecision])).toEqual([
    ['Maison du Fuseau', 'autre', 'Fusion de deux antennes.'],
    ['Maison de l’insertion', null, null],
  ])
  const fil = await agent.brut('GET /personnes/:personneId/evenements', { personneId: personne.id })
  expect(fil.texte).toContain('Une autre raison · Fusion de deux antennes.')
})

test('la lettre dit que l’orientation change, pourquoi, depuis quand, avec qui, et comment la contester', async () => {
  const { agent, structureId, reorienter } = await unePersonneOrientee()
  const { json } = await reorienter({ reorientation: { motif: 'demande-personne', precision: 'Dépression connue.' } })
  const lu = await lettre(agent, json.courrierId)
  for (const attendu of [
    'Votre orientation change',
    'Vous l’avez demandé.',
    'À partir du lundi 14 avril 2025',
    'Avant, votre organisme était Maison de l’insertion, avec Agent ROUET. Ce suivi est fini.',
    'Maison du Fuseau',
    'Votre référent est Agent FUSEAU',
    'Vous avez deux mois',
    'tribunal administratif',
  ])
    expect(lu).toContain(attendu)
  expect(lu).not.toContain('Dépression')
  // Oriented once more: what is told is where she was last.
  const encore = await reorienter({ structureId, referentId: null, reorientation: { motif: 'demande-personne' } })
  expect(await lettre(agent, encore.json.courrierId)).toContain(
    'votre organisme était Maison du Fuseau, avec Agent FUSEAU',
  )
})

test('une autre raison n’est pas écrite dans la lettre, et aucune raison dite n’est intime', async () => {
  const { agent, reorienter } = await unePersonneOrientee()
  const { json } = await reorienter({ reorientation: { motif: 'autre', precision: 'Ne s’entend plus avec lui.' } })
  const lu = await lettre(agent, json.courrierId)
  expect(lu).toContain('Votre orientation change')
  expect(lu).not.toMatch(/s’entend plus|autre raison/)
  const dites = Object.values(REORIENTATIONS).flatMap(r => (r.dite === null ? [] : [r.dite]))
  expect(dites.filter(semblentIntimes)).toEqual([])
})

test('sans diagnostic, la raison dite dans la lettre suffit ; une autre raison demande ce que la personne lira', async () => {
  const plateau = await lePlateau(essai)
  const premiere = demande(plateau, { motif: 'Urgence.', reorientation: null })
  expect((await plateau.agent.brut(ORIENTER, premiere)).status).toBe(200)
  const suite = (reorientation: object) => plateau.agent.brut(ORIENTER, demande(plateau, { reorientation }))
  expect((await suite({ motif: 'autre', precision: 'Vu en équipe.' })).json.code).toBe('motif-requis')
  expect((await suite({ motif: 'demande-personne' })).status).toBe(200)
})

test('une première orientation ne parle d’aucun changement', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const { json } = await plateau.agent.appeler<typeof orienter>(ORIENTER, demande(plateau))
  expect(await lettre(plateau.agent, json.courrierId)).not.toMatch(/change|Avant, vous/)
  expect(await db().selectFrom('orientation').select('reorientation').executeTakeFirstOrThrow()).toEqual({
    reorientation: null,
  })
})
