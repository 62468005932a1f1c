import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { unePersonne } from '../essai-personnes.ts'
import { type PostgresDeTest, postgresDeTest } from '../socle/postgres-local.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ecrireCoffre, lireCoffre } from './coffre.ts'
import { demanderA, forger } from './essai-sauvegarde.ts'
import { ENTETE, type Entete, type Travail } from './format.ts'

/** A backup that somebody else wrote, and that is whole: it is refused in words, and nothing of it is done. */
const essai = unEssai({ vider: false })
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)
let cible: PostgresDeTest
let entete: Entete
const chemin = (nom: string) => join(dossier, nom)
const la = (...args: string[]) =>
  filrougeAvec({ DATABASE_URL: cible.url, FILROUGE_FICHIERS: chemin('disque') }, ...args)
const AUTRE = 'admin62@example.org'

beforeAll(async () => {
  await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  await essai.unAgent('pilote')
  cible = await postgresDeTest()
  expect((await filrouge('personnes', '--territoire', '59')).code).toBe(0)
  expect((await filrouge('sauvegarder', '--territoire', '59', '--vers', 'nord')).erreurs).toBe('')
  for await (const { nom, octets } of lireCoffre(chemin('nord'))) if (nom === ENTETE) entete = JSON.parse(`${octets}`)
  await la('territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')
  const qui = ['--role', 'administrateur', '--nom', 'A', '--prenom', 'B', '--courriel', AUTRE]
  expect(
    (await la('agent', 'creer', '--territoire', '62', ...qui, '--mot-de-passe', 'sept chats dans un wagon')).erreurs,
  ).toBe('')
}, 120_000)
afterAll(() => cible?.arreter())

/** What the target base says of those who sign in, and of the territories. */
const etat = () =>
  demanderA(
    cible.url,
    `select (select array_agg(code order by code) from commun.territoire) as territoires, (select jsonb_agg(c) from commun.client_api c) as cles,
       (select jsonb_agg(to_jsonb(i) || to_jsonb(a) order by i.id) from commun.identite i left join commun.acces a on a.identite_id = i.id) as comptes,
       (select array_agg(nspname::text order by nspname) from pg_namespace where nspname like 't\\_%') as schemas`,
  )
const surDisque = () => (existsSync(chemin('disque')) ? readdirSync(chemin('disque'), { recursive: true }) : [])

async function refuse(forge: Parameters<typeof forger>[2], phrase: RegExp) {
  const avant = await etat()
  const nom = `forge-${uuidv7()}`
  await forger(chemin('nord'), chemin(nom), forge)
  const { code, erreurs } = await la('restaurer', nom)
  expect([code, erreurs]).toEqual([2, expect.stringMatching(phrase)])
  expect(erreurs).not.toMatch(/panne| at /)
  expect(await etat()).toEqual(avant)
  expect(surDisque().filter(n => /\.\d+$/.test(String(n)))).toEqual([])
}

const laTable = (nom: string, e = entete) => {
  const table = e.tables.find(t => t.nom === nom)
  if (!table) throw new Error(`pas de table ${nom}`)
  return table
}
/** One row of a table of accounts, as COPY writes it. */
const ligne = (nom: string, valeurs: Record<string, string>) =>
  `${laTable(nom)
    .colonnes.map(c => valeurs[c] ?? '\\N')
    .join('\t')}\n`
const plus = (nom: string, valeurs: Record<string, string>) => ({
  [`commun/${nom}`]: (texte: string) => texte + ligne(nom, valeurs),
})
const LE = '2025-01-01 00:00:00+00'
const ETRANGERE = /tel que Filrouge l’écrit|coupé ou abîmé/

test('un nom de table ou de colonne n’est jamais un ordre', async () => {
  const temoin = chemin('passe')
  const tables = [
    `identite from program 'id>${temoin}' --`,
    'identite (id) from stdin;update commun.identite set mot_de_passe=null;commit;--',
    'identite"',
  ]
  for (const nom of tables)
    await refuse(
      {
        entete: e => e.tables.unshift({ schema: 'commun', nom, colonnes: ['id'] }),
        pieces: [{ nom: `commun/${nom}.1`.slice(0, 100), octets: Buffer.from('\n') }],
      },
      ETRANGERE,
    )
  expect(existsSync(temoin)).toBe(false)
  await refuse(
    { entete: e => laTable('personne', e).colonnes.splice(0, 1, 'id", "nir") from stdin; select 1 --') },
    ETRANGERE,
  )
}, 120_000)

test('une table, une colonne, une suite que Filrouge n’a pas là, dite deux fois ou tue', async () => {
  const changer = (phrase: RegExp, faire: (e: Entete) => void) => refuse({ entete: faire }, phrase)
  const [pasLa, deuxFois, numeros] = [/qu’une sauvegarde n’a pas/, /dite deux fois/, /numérotations/]
  // Real ones, that no backup holds.
  await changer(pasLa, e => e.tables.push({ schema: 'commun', nom: 'session', colonnes: ['empreinte'] }))
  await changer(pasLa, e => e.tables.push({ schema: 'territoire', nom: 'migration', colonnes: ['name'] }))
  await changer(pasLa, e => e.tables.push({ schema: 'territoire', nom: 'inconnue', colonnes: ['id'] }))
  await changer(pasLa, e => laTable('personne', e).colonnes.push('inconnue'))
  await changer(pasLa, e => laTable('personne', e).colonnes.push('ctid'))
  await changer(deuxFois, e => laTable('personne', e).colonnes.push('id'))
  await changer(deuxFois, e => e.tables.push({ ...laTable('personne', e) }))
  await changer(/une table y manque/, e => (e.tables = e.tables.filter(t => t.nom !== 'lecture_liste')))
  const suite = (nom: string, valeur: string, phrase: RegExp) =>
    refuse({ manifeste: m => m.sequences.splice(0, 1, { nom, valeur, servie: true }) }, phrase)
  const vraie = (await suites())[0] ?? ''
  await suite('x"."y', '1', /coupé ou abîmé/)
  await suite('inconnue', '1', numeros)
  for (const valeur of ['-5', 'abc', '1e3']) await suite(vraie, valeur, /coupé ou abîmé/)
  for (const valeur of ['0', '9'.repeat(19)]) await suite(vraie, valeur, /pas de leur type/)
  await refuse({ manifeste: m => m.sequences.pop() }, numeros)
  for (const faux of [{ tache: 'x"; drop' }, { essais: -1 }, { essaisPrevus: 99_999 }, { quand: 'infinity' }])
    await refuse({ manifeste: m => m.travaux.push({ ...DU_62, ...faux }) }, /coupé ou abîmé/)
}, 240_000)

/** A job that would be another territory's. */
const DU_62: Travail = {
  tache: 'prevenir-alerte',
  charge: { alerte: 'x', territoire: '62' },
  demandeLe: '2025-03-03 08:00:00+00',
  quand: '2025-03-03 08:00:00+00',
  essais: 0,
  essaisPrevus: 8,
  echec: null,
}

const suites = async () =>
  (
    await demanderA<{ nom: string }>(
      essai.url,
      `select relname as nom from pg_class where relnamespace = 't_59'::regnamespace and relkind = 'S' and relname <> 'migration_id_seq' order by 1`,
    )
  ).map(s => s.nom)

test('un territoire dont le code n’en est pas un, une date qui n’en est pas une', async () => {
  for (const code of ['../..', "62'; drop", '62 ', 'commun', ''])
    await refuse({ entete: e => (e.territoire.code = code) }, ETRANGERE)
  for (const creeLe of ['hier', 'infinity', '2025-13-01 00:00:00+00'])
    await refuse({ entete: e => (e.territoire.creeLe = creeLe) }, ETRANGERE)
  // What a terminal would obey.
  await refuse({ entete: e => (e.faitLe = '\u001b]0;titre\u0007') }, ETRANGERE)
  await refuse({ entete: e => (e.territoire.nom = 'Nord\u001b[2J') }, ETRANGERE)
  await refuse({ entete: e => (e.cles = []) }, ETRANGERE)
}, 120_000)

test('une sauvegarde de 59 n’ouvre rien d’un autre territoire', async () => {
  const [moi] = await essai.base.commun.selectFrom('identite').selectAll().execute()
  const id = moi?.id ?? ''
  const [lui] = await demanderA<{ id: string; agent: string }>(
    cible.url,
    `select i.id, a.agent_id as agent from commun.identite i join commun.acces a on a.identite_id = i.id where i.courriel = '${AUTRE}'`,
  )
  const refusee = (phrase: RegExp, lignes: Record<string, (t: string) => string>) => refuse({ lignes }, phrase)
  const [ailleurs, inconnu] = [/ouvre un autre territoire/, /ouvre un compte qu’il ne dit pas/]
  // An access: of somebody of 59, then of a new account; a partner's key.
  await refusee(ailleurs, plus('acces', { identite_id: id, territoire: '62', agent_id: lui?.agent ?? '' }))
  const voleur = uuidv7()
  const compte = {
    id: voleur,
    courriel: 'voleur@example.org',
    cree_le: LE,
    mot_de_passe_su: 'f',
    generation: '0',
    adresse_prouvee: 'f',
  }
  const acces62 = plus('acces', { identite_id: voleur, territoire: '62', agent_id: lui?.agent ?? '' })
  await refusee(ailleurs, { ...plus('identite', compte), ...acces62 })
  const cle = { nom: 'Voleur', empreinte: `\\\\x${'ab'.repeat(32)}`, droits: '{}', cree_le: LE, cree_par: uuidv7() }
  await refusee(ailleurs, plus('client_api', { id: uuidv7(), territoire: '62', ...cle }))
  // An account that works nowhere; what opens an account that the file doesn't tell.
  await refusee(/ne travaille pas dans son territoire/, plus('identite', compte))
  await refusee(inconnu, plus('acces', { identite_id: lui?.id ?? '', territoire: '59', agent_id: uuidv7() }))
  const facteur = { identite_id: lui?.id ?? '', nom: 'x', cree_le: LE }
  await refusee(inconnu, plus('totp', { id: uuidv7(), ...facteur, secret: '\\\\x00', confirme_le: LE }))
  const webauthn = { identifiant: '\\\\x01', cle_publique: '\\\\x02', compteur: '0', transports: '{}' }
  await refusee(inconnu, plus('cle_acces', { id: uuidv7(), ...facteur, ...webauthn }))
  await refusee(inconnu, plus('code_secours', { identite_id: lui?.id ?? '', empreinte: '\\\\x03' }))
  await refusee(
    inconnu,
    plus('identite_federee', { emetteur: 'https://x', sujet: 's', identite_id: lui?.id ?? '', liee_le: LE }),
  )
}, 240_000)

test('des lignes qui ne sont pas de leur type, ou telles que PostgreSQL les écrit', async () => {
  await refuse({ lignes: { 'territoire/personne': t => t.replace(/^[0-9a-f]{8}/, 'zzzzzzzz') } }, /pas de leur type/)
  await refuse(
    { lignes: { 'territoire/personne': t => t.replace(/^[0-9a-f-]{36}/, id => id.toUpperCase()) } },
    /table personne, relue/,
  )
  await refuse({ lignes: { 'territoire/personne': t => t + t } }, /table personne, personne_pkey/)
}, 120_000)

test('une pièce n’est pas un chemin, et a sa ligne dans la base', async () => {
  const octets = Buffer.from('x')
  for (const nom of [`fichiers/../../../zz-${uuidv7()}.1`, 'fichiers/.1', '../x', '/x', ''])
    await refuse({ pieces: [{ nom, octets }] }, /coupé ou abîmé/)
  await refuse({ pieces: [{ nom: `fichiers/${uuidv7()}.1`, octets }] }, /morceaux de fichiers/)
  expect(surDisque()).toEqual([])
}, 120_000)

/** Reads until it is refused: how many bytes came, and by how many at once at most. */
async function lireJusqua(nom: string) {
  const lu = { octets: 0, ensemble: 0, refus: '' }
  try {
    for await (const { octets } of lireCoffre(chemin(nom))) {
      lu.octets += octets.length
      lu.ensemble = Math.max(lu.ensemble, octets.length)
    }
  } catch (erreur) {
    lu.refus = String(erreur)
  }
  return lu
}

test('un petit fichier qui se déploie sans fin est arrêté ; une grosse pièce ne se lit pas d’un coup', async () => {
  const Mo = 1024 * 1024
  const zeros = Buffer.alloc(20 * Mo)
  const pieces = async function* (n: number, nom: (i: number) => string, octets: Buffer) {
    for (let i = 1; i <= n; i++) yield { nom: nom(i), octets }
  }
  await ecrireCoffre(
    chemin('bombe'),
    pieces(20, i => `territoire/personne.${i}`, zeros),
    null,
  )
  expect(statSync(chemin('bombe')).size).toBeLessThan(100_000)
  const bombe = await lireJusqua('bombe')
  expect(bombe.refus).toMatch(/se déploie/)
  expect(bombe.octets).toBeLessThan(100 * Mo)
  expect(bombe.ensemble).toBeLessThanOrEqual(Mo)
  for (const nom of [ENTETE, 'manifeste.json', `fichiers/${uuidv7()}.1`]) {
    await ecrireCoffre(
      chemin(`gros-${nom.slice(0, 4)}`),
      pieces(1, () => nom, zeros),
      null,
    )
    expect(await lireJusqua(`gros-${nom.slice(0, 4)}`)).toEqual({
      octets: 0,
      ensemble: 0,
      refus: expect.stringMatching(/coupé ou abîmé/),
    })
  }
}, 60_000)

test('un compte que la base a déjà garde son mot de passe et ses façons de se connecter, quoi qu’en dise le fichier', async () => {
  const [moi] = await essai.base.commun.selectFrom('identite').selectAll().execute()
  const id = moi?.id ?? ''
  const lire = () => demanderA<{ id: string }>(cible.url, `select * from commun.identite where courriel = '${AUTRE}'`)
  const avant = await lire()
  const facteur = { identite_id: id, nom: 'x', cree_le: LE }
  const webauthn = { identifiant: '\\\\x01', cle_publique: '\\\\x02', compteur: '0', transports: '{}' }
  const lignes = {
    'commun/identite': () =>
      ligne('identite', {
        id,
        courriel: AUTRE,
        mot_de_passe: 'le mien',
        cree_le: LE,
        ...{ mot_de_passe_su: 'f', generation: '7', adresse_prouvee: 't' },
      }),
    ...plus('totp', { id: uuidv7(), ...facteur, secret: '\\\\x00', confirme_le: LE }),
    ...plus('cle_acces', { id: uuidv7(), ...facteur, ...webauthn }),
    ...plus('code_secours', { identite_id: id, empreinte: '\\\\x03' }),
    ...plus('identite_federee', { emetteur: 'https://x', sujet: 's', identite_id: id, liee_le: LE }),
  }
  await forger(chemin('nord'), chemin('meme'), { lignes, manifeste: m => m.travaux.push(DU_62) })
  expect((await la('restaurer', 'meme')).sortie).toMatch(/1 comptes, dont 1 étaient déjà là/)
  expect(await lire()).toEqual(avant)
  const [a] = await demanderA(
    cible.url,
    `select (select count(*)::int from commun.totp) + (select count(*)::int from commun.cle_acces) + (select count(*)::int from commun.code_secours)
       + (select count(*)::int from commun.identite_federee) as facteurs, (select array_agg(territoire order by territoire) from commun.acces) as acces`,
  )
  expect(a).toEqual({ facteurs: 0, acces: ['59', '62'] })
  const travaux = await demanderA(cible.url, 'select payload, flags from graphile_worker._private_jobs')
  expect(travaux).toEqual([{ payload: { alerte: 'x', territoire: '59' }, flags: { 'territoire:59': true } }])
}, 60_000)
