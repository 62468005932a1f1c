import { expect, test } from 'vitest'
import { dem, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { compter, unEssai } from '../../essai.ts'
import { empreinteNir } from '../../socle/auth/nir.ts'
import { rapprocherIdentites } from './rapprocher-identites.queries.ts'
import { enLignes, reconnaitre } from './reconnaitre-identites.queries.ts'

const essai = unEssai()
const NIR = '2850459990001'
const CONNUE = {
  nom: 'TISSAGE',
  prenom: 'ANNA',
  dateNaissance: '1985-04-12',
  nir: NIR,
  identifiantFranceTravail: '1234567A',
}
const DEMANDE = '05900000001'

type Cas = {
  /** The first name of the person known, where it is not ANNA. */
  connue?: string
  /** What the file says of somebody, where it differs from the person known. */
  dit: { nom?: string; prenom?: string; dateNaissance?: string; nir?: string | null; identifiant?: boolean }
  ailleurs?: boolean
  flux: 'connue' | 'nouvelle'
  complement: 'connue' | 'inconnue'
  franceTravail: 'connue' | 'inconnue'
  liste: 'certain' | 'douteux' | 'nouveau'
}

/** One table for every decision of rule E5: whatever the kind of file, whatever the form of the SQL. */
const CAS: Record<string, Cas> = {
  'le même NIR, dans un autre foyer': {
    ...{ dit: {}, ailleurs: true },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'le même NIR et la même naissance, sous un autre nom et un autre prénom': {
    ...{ dit: { nom: 'AUTREMENT', prenom: 'ZOE' }, ailleurs: true },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'le même NIR et les mêmes noms, une autre naissance': {
    ...{ dit: { dateNaissance: '1971-12-30' }, ailleurs: true },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'le même NIR, un autre nom, un autre prénom, une autre naissance': {
    ...{ dit: { nom: 'AUTREMENT', prenom: 'ZOE', dateNaissance: '1971-12-30' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR et le même nom, un autre prénom, une autre naissance : celui du conjoint': {
    ...{ dit: { prenom: 'ZOE', dateNaissance: '1971-12-30' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR, le même nom et la même naissance, un autre prénom : celui du jumeau': {
    ...{ dit: { prenom: 'ZOE' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR, la même naissance, une lettre oubliée dans le prénom': {
    ...{ connue: 'CAMILLE', dit: { prenom: 'CAMILE' }, ailleurs: true },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'le même NIR, la même naissance, le premier prénom d’un prénom composé': {
    ...{ connue: 'ANNA LOU', dit: { prenom: 'ANNA' }, ailleurs: true },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'le même NIR, le même nom et la même naissance, un prénom qui finit autrement : celui de la jumelle': {
    ...{ connue: 'KARIM', dit: { prenom: 'KARIMA' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR, le même nom et la même naissance, un prénom qui se prononce pareil : celui de la jumelle': {
    ...{ connue: 'MICHEL', dit: { prenom: 'MICHELLE' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR, le même nom et la même naissance, un prénom composé qui finit par le même : celui du jumeau': {
    ...{ connue: 'LOU ANNA', dit: { prenom: 'ANNA' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'le même NIR, la même naissance, un prénom qui finit autrement, au même foyer : une correction': {
    ...{ connue: 'KARIM', dit: { prenom: 'KARIMA' } },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'les mêmes noms et naissance, un autre NIR, dans un autre foyer : des homonymes': {
    ...{ dit: { nir: '2850459990002' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'nouveau' },
  },
  'les mêmes noms et naissance, sans NIR, au même foyer': {
    ...{ dit: { nir: null } },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'certain' },
  },
  'les mêmes noms et naissance, sans NIR, dans un autre foyer': {
    ...{ dit: { nir: null }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'connue', liste: 'certain' },
  },
  'les mêmes noms et naissance, un autre NIR, au même foyer': {
    ...{ dit: { nir: '2850459990002' } },
    ...{ flux: 'connue', complement: 'connue', franceTravail: 'connue', liste: 'nouveau' },
  },
  'le même identifiant France Travail, sans rien d’autre': {
    ...{ dit: { nir: null, nom: 'AUTREMENT', prenom: 'ZOE', identifiant: true }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'connue', franceTravail: 'connue', liste: 'nouveau' },
  },
  'le même nom et la même naissance, aucun prénom lisible, au même foyer : rien de prouvé': {
    ...{ connue: '-', dit: { nir: null } },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'une lettre de moins dans le nom, sans NIR, au même foyer': {
    ...{ dit: { nir: null, nom: 'TISAGE' } },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'douteux' },
  },
  'un autre prénom, la même naissance, sans NIR, au même foyer': {
    ...{ dit: { nir: null, prenom: 'LEA' } },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'nouveau' },
  },
  'une autre naissance, sans NIR, dans un autre foyer': {
    ...{ dit: { nir: null, dateNaissance: '1971-12-30' }, ailleurs: true },
    ...{ flux: 'nouvelle', complement: 'inconnue', franceTravail: 'inconnue', liste: 'nouveau' },
  },
}

test.each(Object.entries(CAS))('%s', async (_, { dit, ailleurs, connue = CONNUE.prenom, ...attendu }) => {
  const foyer = (numero: string, personne: object) => ({ numero, etat: '2', personnes: [dem(true, personne)] })
  const eux = { ...CONNUE, prenom: connue }
  await importerMois(essai, '2025-01', [temoin, foyer(DEMANDE, eux)])
  const avant = await compter(essai, 'personne')
  const { identifiant, ...noms } = dit
  const dite = {
    ...eux,
    ...noms,
    identifiantFranceTravail: identifiant ? CONNUE.identifiantFranceTravail : undefined,
  }
  const numeroDemandeRsa = ailleurs ? '05900000002' : DEMANDE

  const citee = {
    cle: '1',
    nirEmpreinte: dite.nir && empreinteNir('59', dite.nir).toString('hex'),
    identifiantFranceTravail: dite.identifiantFranceTravail ?? null,
    ...{ nom: dite.nom, nomNaissance: dite.nom, prenom: dite.prenom, dateNaissance: dite.dateNaissance },
    ...{ organisme: null, numeroOrganisme: null, matricule: null, numeroDemandeRsa },
  }
  const lue = {
    cle: 1,
    ...{ nir: dite.nir, nom: dite.nom, nomNaissance: dite.nom, prenom: dite.prenom, dateNaissance: dite.dateNaissance },
    ...{ matricule: null, numeroDemandeRsa, role: null, telephone: null, courriel: null },
  }
  const [complement, franceTravail, liste] = await essai.enTransaction(async ctx => [
    await reconnaitre(ctx, enLignes([citee]), 'complement'),
    await reconnaitre(ctx, enLignes([citee]), 'france-travail'),
    await rapprocherIdentites(ctx, [lue]),
  ])
  const foyers = ailleurs ? [foyer(DEMANDE, eux), foyer(numeroDemandeRsa, dite)] : [foyer(DEMANDE, dite)]
  await importerMois(essai, '2025-02', [temoin, ...foyers])
  expect({
    flux: (await compter(essai, 'personne')) === avant ? 'connue' : 'nouvelle',
    complement: complement.size ? 'connue' : 'inconnue',
    franceTravail: franceTravail.size ? 'connue' : 'inconnue',
    liste: liste.get(1)?.genre,
  }).toEqual(attendu)
})
