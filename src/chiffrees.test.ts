import { type Kysely, sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { REPONSES_EMPLOI } from './diagnostic/essai-reponses.ts'
import { temoin } from './echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from './echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from './essai.ts'
import { unePersonne } from './essai-personnes.ts'
import { poserCle, poserCles } from './socle/auth/cles.ts'
import { clore, ouvrir, ouvrirJson, sceller } from './socle/auth/texte.ts'
import { uuidv7 } from './socle/uuid.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const SECRET = 'une clé d’essai assez longue pour servir'
afterEach(() => poserCle(SECRET))

/** Columns of text that stay in clear, and why. A name alone: in whatever table. */
const EN_CLAIR: Readonly<Record<string, string>> = {
  'codes et états, sur lesquels on filtre et on compte': `acteur activite antivirus axe axe_secondaire categorie champ close_motif code
 code_insee composition confidentialite contact_source convocation decision dominante dominantes etape etat fin_motif format freins genre
 identite_source issue langue levee_motif mesure modalite modele moyen nature niveau notification objet operation organisme organismes
 origine precision_naissance proposition publics qualite quoi raisons rang regle relation releve reorientation responsabilite resultat
 retire_motif role rythme secteur sens sexe situation_familiale source statut type version voie import.voie
 lecture_liste.liste ouverture.motif ouverture.revue cloture.motif creance.motif droit.motif entree.motif import_droit.motif import_foyer.motif import_mouvement.motif sanction_caf.motif
 suivi_france_travail.motif mois`,
  'identité, cherchée par morceaux et à une faute près': `commune_naissance identifiant_france_travail identite
 nom nom_naissance prenom recherche mot son variantes`,
  'numéros de dossier, qui reconnaissent les foyers dans les flux (le NIR donné comme matricule est scellé)': `matricule
 numero_demande_rsa numero_interne numero_organisme traite_a`,
  'commune, sur laquelle on filtre, on oriente et on compte': 'code_postal commune communes',
  'téléphone et adresse électronique : comparés entre sources et pour reconnaître une personne': `personne.telephone personne.courriel
 donnee.valeur donnee.ecarte instruction.contenu referent_courriel referent_nom`,
  'professionnels et structures': `acteur_nom agence agent.courriel agent.telephone agent.nom annule_nom antenne.adresse antenne.telephone
 confie_nom decide_nom depose_nom importe_par par par_nom siret structure structure.adresse structure.courriel structure.telephone
 structure_suivi donnee.par`,
  'réponses codées': 'reponses parcours explication',
  'ce que disent les caisses et France Travail, en libellés': 'formation libelle objectif metiers',
  'clés fermées avec la ligne qu’elles copient, ou un événement': 'avant apres deplacements',
  'ce qu’un fichier a fait : nombres, champs, refus': `changements fichier lignes mapping mesures motifs options rapport refus
 signature cle colonne table_nom ligne sha256 import_photo.cle`,
  'réglages du territoire': 'parametre.valeur parametre.motif parametres',
  'identifiants et jours': 'objet_id ppae.dernier_entretien_le ppae.signe_le faits groupe arrivee_des depart_avant',
}

test('chaque colonne de texte est chiffrée, ou l’on sait pourquoi elle ne l’est pas', async () => {
  const { rows } = await sql<{ table: string; colonne: string }>`
    select c.relname as "table", a.attname as colonne from pg_class c join pg_attribute a on a.attrelid = c.oid
      join pg_type t on t.oid = a.atttypid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and t.typname in ('text', 'varchar', 'jsonb', 'json', '_text') and c.relname <> 'migration'
      and not exists (select from pg_constraint k where k.conrelid = c.oid
        and k.conname = left(c.relname || '_' || a.attname || '_fermee', 63))`.execute(db())
  const dites = new Set(Object.values(EN_CLAIR).flatMap(noms => noms.trim().split(/\s+/)))
  const inconnues = rows.filter(r => !dites.has(r.colonne) && !dites.has(`${r.table}.${r.colonne}`))
  expect(inconnues.map(r => `${r.table}.${r.colonne}`).sort()).toEqual([])
  const noms = new Set(rows.flatMap(r => [r.colonne, `${r.table}.${r.colonne}`]))
  expect([...dites].filter(d => !noms.has(d))).toEqual([])
})

test('la base refuse un texte en clair, par quelque chemin qu’il vienne', async () => {
  const { foyerId } = await unePersonne(essai)
  await expect(sql`update foyer set voie = '3 rue des Fileuses' where id = ${foyerId}`.execute(db())).rejects.toThrow(
    'foyer_voie_fermee',
  )
  await db().updateTable('foyer').set({ voie: '3 rue des Fileuses' }).where('id', '=', foyerId).execute()
  const { voie } = await db().selectFrom('foyer').select('voie').where('id', '=', foyerId).executeTakeFirstOrThrow()
  expect(voie).toBe('3 rue des Fileuses')
  const { autresPersonnesACharge: _, ...lu } = await db()
    .selectFrom('foyer')
    .selectAll()
    .where('id', '=', foyerId)
    .executeTakeFirstOrThrow()
  const reprise = { voie: '3 rue des Fileuses' }
  await db()
    .insertInto('foyer')
    .values({ ...lu, voie: 'ailleurs' })
    .onConflict(c => c.column('id').doUpdateSet(reprise))
    .execute()
  // Joined to others, in a list, in a JSON: opened as well.
  const { rows } = await sql<{ ligne: string; liste: string[]; objet: unknown; plusieurs: unknown }>`
    select 'chez : ' || voie || ', ' || voie as ligne, array[voie, null] as liste, jsonb_build_object('v', array[voie]) as objet,
      array[jsonb_build_object('v', voie)] as plusieurs from foyer where id = ${foyerId}`.execute(db())
  expect(rows[0]).toEqual({
    ligne: 'chez : 3 rue des Fileuses, 3 rue des Fileuses',
    liste: ['3 rue des Fileuses', null],
    objet: { v: ['3 rue des Fileuses'] },
    plusieurs: [{ v: '3 rue des Fileuses' }],
  })
})

test('clos, un texte n’est jamais deux fois le même ; scellé, il l’est ; ni l’un ni l’autre ne s’ouvre sans sa clé', () => {
  const texte = 'Rencontrée à l’accueil de jour — « ça va mieux » 🙂'
  expect(clore('59', texte)).not.toBe(clore('59', texte))
  expect(sceller('59', texte)).toBe(sceller('59', texte))
  expect(sceller('59', texte)).not.toBe(sceller('60', texte))
  for (const ferme of [clore('59', texte), sceller('59', texte)]) {
    expect(ferme).not.toContain('accueil')
    expect(ouvrir('59', `avant ${ferme} après`)).toBe(`avant ${texte} après`)
    expect(ouvrirJson('59', JSON.stringify({ a: [ferme] }))).toEqual({ a: [texte] })
    expect(() => ouvrir('60', ferme)).toThrow('ne s’ouvre pas')
    expect(() =>
      ouvrir(
        '59',
        ferme.replace(/.(?=.{4}$)/s, c => (c === 'A' ? 'B' : 'A')),
      ),
    ).toThrow('ne s’ouvre pas')
    expect(clore('59', ferme)).toBe(ferme)
  }
  const ferme = clore('59', texte)
  poserCles({ courante: 1, secrets: new Map([[1, 'une autre clé d’essai, assez longue aussi']]) })
  expect(() => ouvrir('59', ferme)).toThrow('la clé n° 0')
})

test('ce que quelqu’un écrit ne passe pas pour un texte chiffré', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const vole = clore('59', 'un secret')
  const { status } = await agent.brut('POST /personnes/:personneId/diagnostics', {
    ...{ id: uuidv7(), personneId: id, versionLue: null, synthese: vole, notePrivee: null, conjoint: false },
    ...{ etabliLe: essai.now.slice(0, 10), reponses: REPONSES_EMPLOI },
  })
  expect(status).toBe(200)
  const { json } = await agent.brut('GET /personnes/:personneId/diagnostics', { personneId: id })
  const [{ synthese }] = json.versions as [{ synthese: string }]
  expect([synthese.includes('un secret'), synthese]).toEqual([false, vole.slice(1, -1)])
})

test('un événement ne se réécrit pas sous prétexte de changer de clé', async () => {
  await importerMois(essai, '2025-01', [temoin])
  const { rows } = await sql<{ ligne: string }>`
    select ctid::text as ligne from evenement where apres is not null limit 1`.execute(db())
  const autre = JSON.stringify([{ ligne: rows[0]?.ligne, donnees: { apres: { motif: 'autre' } } }])
  await sql`delete from texte_en_clair`.execute(db())
  await expect(sql`select refermer_preuves('evenement', 'apres', ${autre}::jsonb)`.execute(db())).rejects.toThrow(
    'une preuve ne se réécrit pas',
  )
  await expect(sql`insert into texte_en_clair values ('evenement', 'apres')`.execute(db())).rejects.toThrow(
    'permission denied',
  )
})

test('refermer un texte ne l’ôte, ne le vide, ne le déplace ni ne l’ajoute', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const dire = { id: uuidv7(), personneId: id, motif: 'autre', precision: 'Elle m’a appelée.' }
  expect((await agent.brut('POST /personnes/:personneId/raison', dire)).status).toBe(200)
  await sql`delete from texte_en_clair`.execute(db())
  const refermer = async (table: string, colonne: string, faire: (donnees: string) => string) => {
    const ou = table === 'evenement' ? sql`type = 'ouverture-motivee'` : sql`true`
    const { rows } = await sql<{ ligne: string; donnees: string }>`
      select ctid::text as ligne, jsonb_build_object(${sql.lit(colonne)}, ${sql.ref(colonne)})::text as donnees
      from ${sql.table(table)} where ${ou}`.execute(db())
    const [{ ligne, donnees } = { ligne: '', donnees: '' }] = rows
    const lignes = `[{"ligne":"${ligne}","donnees":${faire(donnees)}}]`
    return sql`select refermer_preuves(${table}, ${colonne}, ${lignes}::jsonb)`.execute(db()).then(
      () => 'accepté',
      e => e.code,
    )
  }
  const FERME = /\\u0001\d+:[\w+/=]+\\u0002/
  // The driver opens closed texts as they are read: what is sent back is closed again, as a change of key does.
  const clos = JSON.stringify(clore('59', 'Elle m’a appelée.')).slice(1, -1)
  const ferme = (donnees: string) => donnees.replace(/Elle m’a appelée\./, () => clos).replace(FERME, () => clos)
  for (const [table, colonne] of [
    ['evenement', 'apres'],
    ['ouverture', 'precision'],
  ] as const) {
    const dit = async (faire: (donnees: string) => string) => [table, await refermer(table, colonne, faire)]
    expect(await dit(ferme)).toEqual([table, 'accepté'])
    for (const autre of ['', '\\u0001\\u0002', `${clos}${clos}`, 'En clair.', `\\\\${clos.slice(1)}`])
      expect([autre, ...(await dit(d => ferme(d).replace(FERME, () => autre)))]).toEqual([autre, table, '42501'])
    expect(await dit(d => ferme(d).replace(/"[^"]*\\u0001[^"]*"/, 'null'))).toEqual([table, '42501'])
  }
  expect(await refermer('ouverture', 'motif', d => d)).toBe('42501')
  expect(await refermer('evenement', 'apres', d => ferme(d).replace('"autre"', '"urgence"'))).toBe('42501')
})

/** Bytes that aren't encrypted: fingerprints, what a key of access makes public, what a key gives to be known by. */
const OCTETS_EN_CLAIR = /empreinte$|\.tranche$|^tentative\.cle$|^etape\.appareil$|^cle_acces\.|^temoin_cle\./
/** Bytes encrypted, and renewed; those of staging tables are thrown away. */
const OCTETS_RENOUVELES = [
  ...['etape.contenu', 'fichier_morceau.octets', 'import_doute.dit', 'import_personne.nir_chiffre'],
  ...['lecture_liste.criteres', 'personne.nir_chiffre', 'session.jeton_identite', 'totp.secret'],
]

test('aucune colonne chiffrée n’échappe au changement de clé', async () => {
  const lire = async (ou: Kysely<never>, schema: string) =>
    (
      await sql<{ colonne: string }>`
    select table_name || '.' || column_name as colonne from information_schema.columns
    where table_schema = ${schema} and data_type = 'bytea'`.execute(ou)
    ).rows
  const rows = [...(await lire(db() as never, 't_59')), ...(await lire(essai.base.commun as never, 'commun'))].sort(
    (a, b) => a.colonne.localeCompare(b.colonne),
  )
  expect(rows.map(r => r.colonne).filter(c => !OCTETS_EN_CLAIR.test(c))).toEqual(OCTETS_RENOUVELES)
})
