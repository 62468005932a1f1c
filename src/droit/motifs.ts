/**
 * VRSD reasons that gather several of VRSB0801 (HadoDokis/WebRSA, patch 3.3.0, which translated one into the other). The reader
 * already says in VRSB's words those that have exactly one equal there (CMU is MUT). MRE: income too high without a valid contract;
 * MCO: with one.
 */
const REUNIS: Readonly<Record<string, string>> = {
  SCA: '00 02 03 04 09 19 31 34 35 36 70 78 84 85 AB CZ DA DB DC DG DH DI DJ DL DM DN DO DP DQ DR GE GF GN GP GR GW GX GY',
  SCO: '63 DC DD DE DK DS DT GA GB GC GS GT',
  SMU: 'DF GI',
  SCG: '20 27 37 44 CG CV GJ GK GL',
  SDT: '06',
  MRE: '01 97',
  MCO: '01 97',
  MAU: '02 03 04 05 06 09 19 31 34 35 36 44 70 78 84 85 AB CG CV CZ DA DB DC',
  CFD: 'EFF RAU RFD RSO RST',
  CAU: 'RAU RGD',
}

/** Each coarse reason beside each finer one it may stand for. */
export const MOTIFS_REUNIS: readonly { large: string; fin: string }[] = Object.entries(REUNIS).flatMap(
  ([large, fins]) => fins.split(' ').map(fin => ({ large, fin })),
)
