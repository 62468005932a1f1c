import { expect, test } from 'vitest'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { unePersonneVrsd, unFluxVrsd, unFoyerVrsd } from '../../echanges/cnaf/beneficiaires/essai-vrsd.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { deposer, lireImport, traiter } from '../../import/essai-import.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { droitsDe } from '../droits-de.ts'
import { direMention, direSanction, type SanctionDite } from './sanction.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const clair = (texte: string | undefined) => texte?.replace(/[\u00a0\u202f]/g, ' ')

const decision = (levee = '') =>
  `<SanctionPCGPersonneRSA><DecisionSanctionPCGPersonneRSA><DDSANRSA>2025-03-01</DDSANRSA><DFSANRSA>2025-04-30</DFSANRSA><NIVSANRSA>1</NIVSANRSA><TXSANRSA>50</TXSANRSA><MOTISANRSA>XYZ</MOTISANRSA></DecisionSanctionPCGPersonneRSA>${levee}</SanctionPCGPersonneRSA>`
const LEVEE =
  '<LeveeSanctionPCGPersonneRSA><DTLEVSANRSA>2025-03-05</DTLEVSANRSA><MOTILEVSANRSA>XYZ</MOTILEVSANRSA></LeveeSanctionPCGPersonneRSA>'

async function recevoir(reference: string, creation: string, plus: string) {
  const personnes = unePersonneVrsd({ nom: 'ESSAI-SANCTION', nir: '2850400990001', responsable: true, plus })
  const flux = unFluxVrsd({ version: 'VRSD0101', reference, creation, foyers: [unFoyerVrsd({ personnes })] })
  const id = await deposer(essai, Buffer.from(flux, 'latin1'), { fichier: `${reference}.xml`, recuLe: creation })
  await traiter(essai)
  expect((await lireImport(essai, id)).statut).toBe('applique')
  return id
}

async function suivre(marc: Navigateur): Promise<string> {
  const { id: personneId } = await db().selectFrom('personne').select('id').executeTakeFirstOrThrow()
  const [orientationId, structureId] = [uuidv7(), marc.structureId ?? '']
  const decidee = { origine: 'decision', decideeLe: '2025-03-03', debut: '2025-03-03' }
  await db()
    .insertInto('orientation')
    .values({ id: orientationId, personneId, dominante: 'emploi', structureId, ...decidee })
    .execute()
  const suivi = { id: uuidv7(), personneId, orientationId, referentId: marc.id, structureId, debut: '2025-03-03' }
  await db().insertInto('accompagnement').values(suivi).execute()
  return personneId
}

const lire = async (agent: Navigateur, personneId: string) => {
  const tete = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })
  const droits = await agent.appeler<typeof droitsDe>('GET /personnes/:personneId/droits', { personneId })
  return {
    enBref: tete.json.sanction && `${clair(tete.json.sanction.phrase)}, ${clair(tete.json.sanction.quand)}`,
    liste: droits.json.lignes.flatMap(l => l.sanctions.map(s => [s.etat, clair(s.quand)])),
    texte: tete.texte + droits.texte,
  }
}

test('une sanction en cours est au premier écran et dans les droits ; levée au flux suivant, elle n’est plus que dans la liste ; annulé, elle court de nouveau', async () => {
  const marc = await essai.unAgent('referent')
  await recevoir('2025-02-28', '2025-03-03', decision())
  const personneId = await suivre(marc)
  const awa = await essai.unAgent('charge-orientation')
  const responsable = await essai.unAgent('responsable-equipe', { structureId: marc.structureId ?? '' })
  const enCours = {
    enBref: 'Sanction partielle : 50 % du RSA, depuis le 1er mars, jusqu’au 30 avril',
    liste: [['en-cours', 'depuis le 1er mars, jusqu’au 30 avril']],
  }
  for (const agent of [marc, awa, responsable]) {
    const lu = await lire(agent, personneId)
    expect(lu).toMatchObject(enCours)
    expect(lu.texte, 'un code que nul ne publie ne dit rien à personne').not.toContain('XYZ')
  }
  const importId = await recevoir('2025-03-07', '2025-03-08', decision(LEVEE))
  expect(await lire(marc, personneId)).toMatchObject({
    enBref: null,
    liste: [['levee', 'à partir du 1er mars, levée le 5 mars (prévue jusqu’au 30 avril)']],
  })
  expect((await awa.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect(await lire(marc, personneId)).toMatchObject(enCours)
})

test('une sanction que le flux dit deux fois est celle de sa dernière application', async () => {
  const appliquee = (le: string, montant: string) =>
    decision().replace(
      '<DecisionSanction',
      `<ApplicationSanctionPCGPersonneRSA><MTSANRSAAPPL>${montant}</MTSANRSAAPPL><DTREFSANRSA>${le}</DTREFSANRSA></ApplicationSanctionPCGPersonneRSA><DecisionSanction`,
    )
  const deux = appliquee('2025-03-01', '0000200.00') + appliquee('2025-02-01', '0000100.00')
  await recevoir('2025-02-28', '2025-03-03', deux)
  const { id: personneId } = await db().selectFrom('personne').select('id').executeTakeFirstOrThrow()
  const awa = await essai.unAgent('charge-orientation')
  const { texte } = await awa.appeler<typeof droitsDe>('GET /personnes/:personneId/droits', { personneId })
  expect(clair(texte)).toContain('200 € retirés')
  expect(clair(texte)).not.toContain('100 € retirés')
})

test('l’ancien référent n’apprend aucune sanction ; ni l’accueil, ni le pilote ne lisent les droits', async () => {
  const marc = await essai.unAgent('referent')
  await recevoir('2025-02-28', '2025-03-03', decision())
  const personneId = await suivre(marc)
  await db().updateTable('accompagnement').set({ fin: '2025-03-09' }).execute()
  expect(await lire(marc, personneId)).toMatchObject({ enBref: null, liste: [] })
  for (const role of ['accueil', 'pilote', 'co-intervenant', 'administrateur', 'dpo'] as const)
    expect(
      (await (await essai.unAgent(role)).brut('GET /personnes/:personneId/droits', { personneId })).status,
      role,
    ).toBe(403)
})

const JOUR = '2025-03-10'
const une = (plus: Partial<SanctionDite>): SanctionDite => ({
  ...{ foyer: 'CAF 591', genre: 'sanction', debut: '2025-03-01', fin: '2025-03-31', niveau: null, tauxPoints: null },
  ...{
    montantDemandeCentimes: null,
    montantAppliqueCentimes: null,
    leveeLe: null,
    source: 'CAF',
    le: '2025-02-28',
    ...plus,
  },
})

test.each<[Partial<SanctionDite>, string, string | null, string, string]>([
  [{ tauxPoints: 10_000 }, 'Sanction totale : tout le RSA', null, 'en-cours', 'depuis le 1er mars, jusqu’au 31 mars'],
  [
    { tauxPoints: 3_000, niveau: '2' },
    'Sanction partielle : 30 % du RSA',
    'niveau 2',
    'en-cours',
    'depuis le 1er mars, jusqu’au 31 mars',
  ],
  [
    { montantAppliqueCentimes: 17_050, montantDemandeCentimes: 20_000 },
    'Sanction',
    '170,50 € retirés',
    'en-cours',
    'depuis le 1er mars, jusqu’au 31 mars',
  ],
  [{ montantDemandeCentimes: 20_000, fin: null }, 'Sanction', '200 € demandés', 'en-cours', 'depuis le 1er mars'],
  [
    { genre: 'fraude', debut: '2025-03-11' },
    'Suspension pour fraude',
    null,
    'a-venir',
    'à partir du 11 mars, jusqu’au 31 mars',
  ],
  [{ fin: '2025-03-10' }, 'Sanction', null, 'en-cours', 'depuis le 1er mars, jusqu’au 10 mars'],
  [{ fin: '2025-03-09' }, 'Sanction', null, 'finie', 'du 1er mars au 9 mars'],
  [
    { leveeLe: '2025-03-10' },
    'Sanction',
    null,
    'levee',
    'à partir du 1er mars, levée le 10 mars (prévue jusqu’au 31 mars)',
  ],
  [{ leveeLe: '2025-03-11' }, 'Sanction', null, 'en-cours', 'depuis le 1er mars, jusqu’au 31 mars'],
  [{ niveau: 'N61' }, 'Sanction', null, 'en-cours', 'depuis le 1er mars, jusqu’au 31 mars'],
])('la sanction %j se dit « %s »', (plus, phrase, detail, etat, quand) => {
  const dite = direSanction(une(plus), JOUR)
  expect([clair(dite.phrase), clair(dite.detail ?? undefined) ?? null, dite.etat, clair(dite.quand)]).toEqual([
    phrase,
    detail,
    etat,
    quand,
  ])
})

test('une mention se dit en mots ; d’un code inconnu, on dit seulement qu’elle existe', () => {
  const dire = (plus: Partial<Parameters<typeof direMention>[0]>) =>
    clair(
      direMention(
        { genre: 'contrat', code: 'CER', debut: '2024-05-01', fin: null, source: 'CAF', le: '2025-02-28', ...plus },
        JOUR,
      ).valeur,
    )
  expect(dire({})).toBe('Contrat d’engagements réciproques, depuis le 1er mai 2024')
  expect(dire({ fin: '2025-03-09' })).toMatch(/fini le 9 mars$/)
  expect(dire({ genre: 'protection', code: 'ABC', debut: null })).toBe('Oui')
})
