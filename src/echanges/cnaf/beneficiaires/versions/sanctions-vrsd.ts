import { centimes } from '../../../../lecture/xml/valeurs.ts'
import { type Brouillon, uneSanction } from '../lire/brouillon.ts'
import { jour } from './gestes-communs.ts'
import type { Geste } from './schema.ts'

/** The return of sanctions (VRSD0101): what the fund was asked to take, took and lifted, and suspensions for fraud. */
export const SANCTIONS: Readonly<Record<string, Geste<Brouillon>>> = {
  SanctionPCGPersonneRSA: b => {
    b.sanction = uneSanction('sanction')
  },
  'DecisionSanctionPCGPersonneRSA/DDSANRSA': (b, v) => {
    b.sanction.debut = jour(v)
  },
  'DecisionSanctionPCGPersonneRSA/DFSANRSA': (b, v) => {
    b.sanction.fin = jour(v)
  },
  'DecisionSanctionPCGPersonneRSA/NIVSANRSA': (b, v) => {
    b.sanction.niveau = v
  },
  // A percentage: its hundredths are counted as the cents of an amount.
  'DecisionSanctionPCGPersonneRSA/TXSANRSA': (b, v) => {
    b.sanction.tauxPoints = centimes(v)
  },
  'DecisionSanctionPCGPersonneRSA/MTSANRSADEM': (b, v) => {
    b.sanction.montantDemandeCentimes = centimes(v)
  },
  'DecisionSanctionPCGPersonneRSA/MOTISANRSA': (b, v) => {
    b.sanction.motif = v
  },
  'ApplicationSanctionPCGPersonneRSA/DTREFSANRSA': (b, v) => {
    b.sanction.referenceLe = jour(v)
  },
  'ApplicationSanctionPCGPersonneRSA/MTREFSANRSA': (b, v) => {
    b.sanction.montantReferenceCentimes = centimes(v)
  },
  'ApplicationSanctionPCGPersonneRSA/REFCOMPOSFOYSANRSA': (b, v) => {
    b.sanction.composition = v
  },
  'ApplicationSanctionPCGPersonneRSA/MTSANRSAAVTPLA': (b, v) => {
    b.sanction.montantAvantPlafondCentimes = centimes(v)
  },
  'ApplicationSanctionPCGPersonneRSA/MTSANRSAAPPL': (b, v) => {
    b.sanction.montantAppliqueCentimes = centimes(v)
  },
  'LeveeSanctionPCGPersonneRSA/DTLEVSANRSA': (b, v) => {
    b.sanction.leveeLe = jour(v)
  },
  'LeveeSanctionPCGPersonneRSA/MOTILEVSANRSA': (b, v) => {
    b.sanction.leveeMotif = v
  },
  '/SanctionPCGPersonneRSA': garderSanction,
  FraudePCGPersonneRSA: b => {
    b.sanction = uneSanction('fraude')
  },
  'FraudePCGPersonneRSA/DDSUSRSAFRAU': (b, v) => {
    b.sanction.debut = jour(v)
  },
  'FraudePCGPersonneRSA/DFSUSRSAFRAU': (b, v) => {
    b.sanction.fin = jour(v)
  },
  '/FraudePCGPersonneRSA': garderSanction,
}

function garderSanction(b: Brouillon): undefined {
  b.caf = { ...b.caf, sanctions: [...b.caf.sanctions, b.sanction] }
}
