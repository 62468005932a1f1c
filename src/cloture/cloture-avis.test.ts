import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { avisDe, lignesDe, nonLusDe } from '../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { cloreLeDossier, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Whoever had to do with a file is told once that it is closed, then that it is opened again. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const fait = async (reponse: Promise<{ status: number; texte: string }>) => {
  const { status, texte } = await reponse
  expect([status, status === 200 ? '' : texte]).toEqual([200, ''])
}
const surLeDossier = async (agent: Navigateur) => (await avisDe(agent)).filter(a => /clos|rouvert/.test(a))
const oublier = () => db().deleteFrom('avis').execute()

/** A person followed by a pair, helped by a co-intervenant, with something entrusted to a colleague and an appointment with another. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId, referent } = plateau
  const equipeId = await uneEquipe(essai, structureId)
  const autreEquipeId = await uneEquipe(essai, structureId)
  await db().updateTable('habilitation').set({ equipeId }).where('agentId', '=', referent.id).execute()
  const second = await essai.unAgent('referent', { nom: 'SECOND' })
  const chef = (suite: object) => essai.unAgent('responsable-equipe', { structureId, ...suite })
  const [responsable, deLEquipe, dAutreEquipe] = [
    await chef({}),
    await chef({ equipeId }),
    await chef({ equipeId: autreEquipeId }),
  ]
  const ailleurs = await essai.unAgent('responsable-equipe')
  const aide = await essai.unAgent('co-intervenant')
  const charge = await essai.unAgent('charge-orientation', { nom: 'CONFIEE' })
  const recoit = await essai.unAgent('referent', { nom: 'RECOIT' })
  await unDiagnostic(agent, personne.id)
  await fait(agent.brut(ORIENTER, demande(plateau, { accompagnementGlobal: true, coReferentId: second.id })))
  const membre = { id: uuidv7(), personneId: personne.id, agentId: aide.id, champ: 'logement' }
  await fait(agent.brut('POST /personnes/:personneId/groupe-suivi', membre))
  await fait(prendre(agent, personne.id, { agentId: recoit.id, objet: 'suivi' }))
  await tenirEcheances(essai)
  await db().updateTable('echeance').set({ confieeA: charge.id }).where('personneId', '=', personne.id).execute()
  await oublier()
  const personneId = personne.id
  return {
    ...{ agent, personneId, structureId, referent, second, responsable, deLEquipe },
    ...{ dAutreEquipe, ailleurs, aide, charge, recoit },
  }
}

test('le référent clôt : son second, ses responsables, le co-intervenant, à qui c’était confié, qui recevait, une fois chacun', async () => {
  const { referent, personneId, ...lui } = await unSuivi()
  // To whom something of another person was given, nothing of this one is told.
  const autreId = await unSuiviDans(essai, lui.recoit, { nom: 'ESSAI-AUTRE', debut: '2025-03-03' })
  await db().updateTable('echeance').set({ confieeA: lui.ailleurs.id }).where('personneId', '=', autreId).execute()
  await fait(cloreLeDossier(referent, personneId, { motif: 'demande' }))
  expect(await nonLusDe(referent)).toBe(0)
  expect(await avisDe(lui.second)).toEqual([
    'Le dossier d’une personne que vous suiviez est clos · Motif : à la demande de la personne',
  ])
  for (const chef of [lui.responsable, lui.deLEquipe])
    expect(await avisDe(chef)).toEqual([
      'Camille ESSAI-TISSAGE · Un dossier de votre équipe est clos · Motif : à la demande de la personne',
    ])
  expect(await avisDe(lui.aide)).toEqual([
    'Le dossier d’une personne que vous aidiez est clos · Plus rien n’y est à faire',
  ])
  expect(await surLeDossier(lui.charge)).toEqual([
    'Camille ESSAI-TISSAGE · Un dossier est clos : ce qui vous y était confié n’est plus à faire',
  ])
  expect(await avisDe(lui.recoit)).toEqual([expect.stringMatching(/^Rendez-vous annulé/)])
  for (const personne of [lui.dAutreEquipe, lui.ailleurs]) expect(await avisDe(personne)).toEqual([])
})

test('le chargé d’orientation clôt : le référent et son équipe le savent, chacun une fois', async () => {
  const { agent, referent, responsable, personneId } = await unSuivi()
  await db().updateTable('echeance').set({ confieeA: responsable.id }).execute()
  await fait(cloreLeDossier(agent, personneId))
  expect(await surLeDossier(referent)).toHaveLength(1)
  expect(await surLeDossier(responsable)).toHaveLength(1)
  expect(await nonLusDe(agent)).toBe(0)
})

test('le responsable qui suit aussi la personne ne l’apprend qu’une fois ; qui clôt ne l’apprend pas', async () => {
  const { agent, referent, structureId, responsable, personneId } = await unSuivi()
  await db()
    .insertInto('habilitation')
    .values({
      id: uuidv7(),
      agentId: referent.id,
      role: 'responsable-equipe',
      structureId,
      debut: '2025-01-01',
      depuis: '2025-01-01T00:00:00Z',
    })
    .execute()
  await fait(cloreLeDossier(responsable, personneId))
  expect(await surLeDossier(referent)).toHaveLength(1)
  expect(await surLeDossier(responsable)).toEqual([])
  expect(await nonLusDe(agent)).toBe(0)
})

test('une personne orientée que nul ne suit encore : le responsable de la structure le sait', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  await unDiagnostic(agent, personne.id)
  await fait(agent.brut(ORIENTER, demande(plateau, { referentId: null })))
  await oublier()
  await fait(cloreLeDossier(agent, personne.id))
  expect(await surLeDossier(responsable)).toHaveLength(1)
  await oublier()
  await fait(rouvrirLeDossier(agent, personne.id))
  expect(await surLeDossier(responsable)).toEqual([
    expect.stringMatching(/Dossier rouvert, votre équipe a un référent à désigner/),
  ])
})

test('rouvert : le référent, son second, ses responsables et le co-intervenant le savent, une fois', async () => {
  const { agent, personneId, referent, ...lui } = await unSuivi()
  await fait(cloreLeDossier(referent, personneId))
  await oublier()
  await fait(rouvrirLeDossier(agent, personneId))
  for (const suit of [referent, lui.second])
    expect(await avisDe(suit)).toEqual([
      expect.stringMatching(/^Camille ESSAI-TISSAGE · Dossier rouvert, vous suivez de nouveau cette personne/),
    ])
  for (const chef of [lui.responsable, lui.deLEquipe])
    expect(await avisDe(chef)).toEqual([
      expect.stringMatching(/ESSAI-TISSAGE · Un dossier de votre équipe est rouvert/),
    ])
  expect(await avisDe(lui.aide)).toEqual([
    'Camille ESSAI-TISSAGE · Dossier rouvert, votre aide est de nouveau demandée',
  ])
  expect((await lignesDe(lui.aide)).lignes[0]?.vers).toBe(`/mes-co-interventions/${personneId}`)
  for (const personne of [lui.charge, lui.dAutreEquipe, lui.ailleurs]) expect(await surLeDossier(personne)).toEqual([])
})
