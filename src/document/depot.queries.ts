import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { jourDe } from '../socle/contexte.ts'
import { ajouterOctets, creerFichier, lireFichier, oterFichiers } from '../socle/fichier/fichier.ts'
import { Refusal } from '../socle/refusal.ts'
import { dateCourte } from '../socle/ui/dates.ts'
import { minuscule } from '../socle/ui/phrases.ts'
import type { Context } from '../socle/use-case.ts'
import { exigerPeu, exigerPlace } from '../territoire/bornes-depots.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { recitDocumentDepose } from './document.recits.ts'
import {
  type Confidentialite,
  type EtatDocument,
  estFormat,
  type Format,
  MORCEAUX_MAX,
  REFUS,
  type Refus,
  reconnaitre,
  refusDeTaille,
  TYPES,
  type TypeDocument,
  titreGarde,
} from './document.ts'
import { documentOuvert, pourLeFil, refusDocument } from './documents.queries.ts'
import { examinerDocuments } from './examen/examiner-documents.job.ts'

export type Annonce = {
  id: string
  personneId: string
  type: TypeDocument
  titre: string
  taille: number
  confidentialite: Confidentialite
}
export type Arrivee = { recu: number; etat: EtatDocument; refus: Refus | null }

/**
 * Writes that a document is coming; sent twice, written once. The caller has checked the scope. Refuses (invalid) its size, (conflict)
 * an id that announced something else, or for others, until it is there: what is answered is what is kept; (conflict, too-many) what
 * finds no room left.
 */
export async function annoncer(ctx: Context, annonce: Annonce): Promise<Arrivee> {
  const trop = refusDeTaille(annonce.taille)
  if (trop) throw new Refusal('invalid', trop.code, trop.message)
  const nouveau = await ctx.db
    .insertInto('document')
    .values({
      ...annonce,
      titre: titreGarde(annonce.titre, annonce.type),
      structureId: ctx.agent.structureId,
      deposePar: ctx.agent.id,
      deposeLe: ctx.now,
    })
    .onConflict(oc => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (nouveau) {
    await exigerPlace(ctx, annonce.taille)
    await exigerPeuEnAttente(ctx)
  }
  const { personneId, deposePar, taille, ...arrivee } = await tenir(ctx, annonce.id)
  const autre =
    arrivee.etat === 'depot' && (arrivee.type !== annonce.type || arrivee.confidentialite !== annonce.confidentialite)
  if (autre || personneId !== annonce.personneId || deposePar !== ctx.agent.id || taille !== annonce.taille)
    throw refusDocument('identifiant-pris')
  return { recu: arrivee.recu, etat: arrivee.etat, refus: arrivee.refus }
}

/** Counted once it is written: the one that comes is among them. */
async function exigerPeuEnAttente(ctx: Context): Promise<void> {
  const { rows } = await sql<{ siens: number; tous: number }>`
    select count(*) filter (where depose_par = ${ctx.agent.id}::uuid) as siens, count(*) as tous from document
    where etat in ('depot', 'examen')`.execute(ctx.db)
  exigerPeu(rows[0] ?? { siens: 0, tous: 0 }, {
    siens: await parametre(ctx, 'document.depots-par-deposant'),
    tous: await parametre(ctx, 'document.depots-par-territoire'),
    quoi: 'documents',
    faire: 'Attendez qu’ils soient arrivés et examinés',
  })
}

/**
 * The next bytes of an announced document, from its byte `debut` on; what came before is ignored. With the first ones its real type is
 * known, with the last one it waits to be looked into. Refuses (invalid) a type that isn't taken, (conflict) a hole, too many bytes or
 * too many pieces.
 */
export async function recevoir(ctx: Context, id: string, debut: number, octets: Buffer): Promise<Arrivee> {
  const document = await tenir(ctx, id)
  const { recu, taille, etat, refus } = document
  if (etat !== 'depot') return { recu, etat, refus }
  if (debut > recu) throw refusDocument('morceau-manquant')
  const suite = octets.subarray(recu - debut)
  if (recu + suite.length > taille) throw refusDocument('document-trop-long')
  const format = recu === 0 ? exigerFormat(suite) : (document.format as Format)
  if (!document.fichierId) await creerFichier(ctx, id)
  const morceaux = await ajouterOctets(ctx, id, suite)
  if (morceaux > MORCEAUX_MAX) throw refusDocument('document-en-miettes')
  const nouveau = { recu: recu + suite.length, format, fichierId: id }
  await ctx.db.updateTable('document').set(nouveau).where('id', '=', id).execute()
  if (nouveau.recu < taille) return { recu: nouveau.recu, etat: 'depot', refus: null }
  return { recu: taille, ...(await clore(ctx, document)) }
}

type Tenu = Omit<Annonce, 'titre'> & {
  recu: number
  format: string | null
  etat: EtatDocument
  refus: Refus | null
  fichierId: string | null
  deposePar: string
}

async function tenir(ctx: Context, id: string): Promise<Tenu> {
  const document = await ctx.db
    .selectFrom('document')
    .select([
      'id',
      'personneId',
      'type',
      'taille',
      'confidentialite',
      'recu',
      'format',
      'etat',
      'refus',
      'fichierId',
      'deposePar',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!document) throw refusDocument('document-introuvable', 'not-found')
  return document as Tenu
}

function exigerFormat(debut: Buffer): Format {
  const lu = reconnaitre(debut)
  if (estFormat(lu)) return lu
  throw new Refusal('invalid', `document-${lu}`, REFUS[lu])
}

async function clore(ctx: Context, document: Tenu): Promise<{ etat: EtatDocument; refus: Refus | null }> {
  const { id, personneId } = document
  const empreinte = createHash('sha256')
  for await (const octets of lireFichier(ctx, id)) empreinte.update(octets)
  const sha256 = empreinte.digest('hex')
  const refus = await dejaLa(ctx, personneId, sha256)
  const etat = refus ? 'refuse' : 'examen'
  if (refus) await oterFichiers(ctx, [id])
  await ctx.db
    .updateTable('document')
    .set({ etat, sha256, recuLe: ctx.now, refus: refus && JSON.stringify(refus) })
    .where('id', '=', id)
    .execute()
  if (!refus) {
    await ctx.record({ personne: personneId }, recitDocumentDepose, { apres: pourLeFil(document) })
    await ctx.enqueue(examinerDocuments, {})
  }
  return { etat, refus }
}

/** The same bytes, already in the file. Only what the agent may see is told. */
async function dejaLa(ctx: Context, personneId: string, sha256: string): Promise<Refus | null> {
  const { rows } = await sql<{ recuLe: string; type: TypeDocument }>`
    select d.recu_le, d.type from document d where d.personne_id = ${personneId} and d.sha256 = ${sha256} and d.etat in ('examen', 'garde')
      and ${documentOuvert(ctx)} limit 1`.execute(ctx.db)
  if (!rows[0]) return null
  const [quand, quoi] = [
    dateCourte(jourDe(rows[0].recuLe, ctx.fuseau), ctx.today),
    minuscule(TYPES[rows[0].type].libelle),
  ]
  return {
    code: 'deja-la',
    message: `Ce document est déjà dans le dossier, depuis le ${quand} (${quoi})\u00a0: il n’a pas été gardé une seconde fois.`,
  }
}
