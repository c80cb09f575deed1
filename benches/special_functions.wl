(* The time of a call of each special function, in microseconds: vm benches/special_functions.wl *)

SetAttributes[t, HoldFirst];
t[f_] := Module[{n = 1, time = 0},
  While[time < 0.05 && n < 10^6, n *= 4; time = First[Timing[Do[f, {n}]]]];
  Print[HoldForm[f], "  ", NumberForm[10.^6 time/n, {6, 2}], " us"]]
t[Beta[2.5, 0.37]]; t[Gamma[2.5 + 1. I]]; t[Gamma[-20.3 + 7. I]]; t[LogGamma[3.5 + 2. I]]; t[LogGamma[-3.5 + 2. I]];
t[BesselJ[3, 0.5]]; t[BesselJ[2.25, 7.5]]; t[BesselJ[7, 60.5]]; t[BesselJ[100, 25.]]; t[BesselJ[2.5, 1000.]];
t[BesselY[3, 0.5]]; t[BesselY[2.25, 7.5]]; t[BesselI[3, 0.5]]; t[BesselI[2.25, 7.5]];
t[BesselK[3, 0.5]]; t[BesselK[2.25, 7.5]]; t[BesselJ[2, 1. + 2. I]]; t[BesselK[2, 1. + 2. I]];
t[SphericalBesselJ[3, 2.5]]; t[AiryAi[1.5]]; t[AiryAi[-7.5]]; t[AiryBi[30.5]]; t[AiryAi[1. + 2. I]];
t[Erf[1. + 2. I]]; t[Erfi[2.5]]; t[DawsonF[2.5]]; t[DawsonF[60.5]]; t[FresnelC[2.5]]; t[FresnelS[30.5]];
t[SinIntegral[2.5]]; t[CosIntegral[30.5]]; t[ExpIntegralEi[2.5]]; t[ExpIntegralE[1, 2.5]]; t[LogIntegral[20.5]];
t[Zeta[2.5]]; t[Zeta[0.5 + 14.1 I]]; t[Zeta[3, 0.5]]; t[DirichletEta[1.5]]; t[PolyGamma[2, 1.5]]; t[PolyGamma[1. + 2. I]]; t[HarmonicNumber[2.5]];
t[PolyLog[2, 0.5]]; t[PolyLog[2, -3.5]]; t[PolyLog[1.5, 0.9]]; t[PolyLog[3, 0.9]]; t[PolyLog[1.5, -5.]];
t[ProductLog[1.5]]; t[ProductLog[-1, -0.2]]; t[ProductLog[1. + I]];
t[EllipticK[0.5]]; t[EllipticE[0.5]]; t[EllipticF[1., 0.5]]; t[EllipticE[1., 0.5]]; t[JacobiSN[0.5, 0.3]]; t[JacobiAmplitude[0.5, 0.3]];
t[Gamma[2.5, 1.5]]; t[GammaRegularized[2.5, 1.5]]; t[GammaRegularized[100., 90.]]; t[BetaRegularized[0.3, 2.5, 1.5]]; t[Beta[0.3, 2.5, 1.5]];
t[InverseGammaRegularized[2.5, 0.3]]; t[InverseBetaRegularized[0.3, 2.5, 1.5]];
t[LegendreP[20, 0.5]]; t[LegendreP[2.5, 0.3]]; t[HermiteH[10, 0.5]]; t[LaguerreL[10, 0.5]]; t[ChebyshevT[20, 0.5]]; t[GegenbauerC[3, 0.5, 0.3]]; t[JacobiP[3, 0.5, 0.25, 0.3]];
t[Hypergeometric0F1[1.5, 2.5]]; t[Hypergeometric1F1[0.5, 1.5, 2.5]]; t[Hypergeometric2F1[0.5, 0.7, 1.5, 0.4]]; t[Hypergeometric2F1[0.5, 0.7, 1.5, -5.5]]; t[HypergeometricU[0.5, 1.5, 2.5]];
t[StruveH[1, 2.5]]; t[StruveL[1, 2.5]]; t[Binomial[2.5, 0.3]]; t[Pochhammer[2.5, 0.3]]; t[CatalanNumber[2.5]]; t[Fibonacci[2.5]];
t[CDF[NormalDistribution[], 1.5]]; t[CDF[StudentTDistribution[5/2], 1.5]]; t[CDF[GammaDistribution[7/2, 2], 1.5]]; t[Quantile[GammaDistribution[7/2, 2], 0.3]]
