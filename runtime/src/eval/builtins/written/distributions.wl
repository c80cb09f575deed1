(* What is known of each distribution: f["what", dist, x]. The first argument selects, so that the order of the
   definitions of different properties does not matter. *)

f["Standard", "NormalDistribution"] := NormalDistribution[0, 1]
f["Standard", "UniformDistribution"] := UniformDistribution[{0, 1}]
f["Standard", "ExponentialDistribution"] := ExponentialDistribution[1]
f["Standard", "CauchyDistribution"] := CauchyDistribution[0, 1]
f["Standard", "LaplaceDistribution"] := LaplaceDistribution[0, 1]
f["Standard", "LogisticDistribution"] := LogisticDistribution[0, 1]
f["Standard", "ExtremeValueDistribution"] := ExtremeValueDistribution[0, 1]
f["Standard", "GumbelDistribution"] := GumbelDistribution[0, 1]
f["Standard", "TriangularDistribution"] := TriangularDistribution[{0, 1}, 1/2]

(* Lists of places, functions of the place, and other names. *)
f[what : "PDF" | "CDF" | "InverseCDF" | "Quantile" | "SurvivalFunction" | "HazardFunction" | "InverseSurvivalFunction", d_, x_List] :=
  Map[f[what, d, #] &, x] /; ! MatchQ[d, whole]
whole = NormalDistribution[__] | CauchyDistribution[__] | LogisticDistribution[__] | MultinormalDistribution[__];
f["PDF", d_] := (PDF[d, #] &) /; known[d]
f["CDF", d_] := (CDF[d, #] &) /; known[d]
f["InverseCDF", d_] := (InverseCDF[d, #] &) /; known[d]
f["SurvivalFunction", d_] := (SurvivalFunction[d, #] &) /; known[d]
f["HazardFunction", d_] := (HazardFunction[d, #] &) /; known[d]
f["InverseSurvivalFunction", d_] := (InverseSurvivalFunction[d, #] &) /; known[d]
f["InverseCDF", d_, q_] := f["Quantile", d, q]
f["SurvivalFunction", d_, x_] := With[{c = f["CDF", d, x]}, upper[d, x, c] /; Head[c] =!= f]
f["HazardFunction", ExponentialDistribution[r_], x_] := Piecewise[{{r, x >= 0}}, 0]
f["HazardFunction", d_, x_] := With[{p = f["PDF", d, x], s = f["SurvivalFunction", d, x]}, p/s /; Head[p] =!= f && Head[s] =!= f]
f["InverseSurvivalFunction", NormalDistribution[m_, s_], q_] := m + Sqrt[2] s InverseErfc[2 q]
f["InverseSurvivalFunction", d_, q_] := With[{x = f["Quantile", d, 1 - q]}, x /; Head[x] =!= f]
f["Likelihood", d_, x_List] := Apply[Times, PDF[d, x]]
f["LogLikelihood", d_, x_List] := Total[Map[logarithm, PDF[d, x]]]
logarithm[Exp[a_]] := a
logarithm[a_] := Log[a]
known[d_] := With[{c = f["Mean", d]}, Head[c] =!= f] || Head[d] === CauchyDistribution

(* The tail without loss of digits where the distribution function has one. *)
upper[NormalDistribution[m_, s_], x_, _] := Erfc[(x - m)/(Sqrt[2] s)]/2
upper[LogNormalDistribution[m_, s_], x_, _] := Piecewise[{{Erfc[(Log[x] - m)/(Sqrt[2] s)]/2, x > 0}}, 1]
upper[ExponentialDistribution[r_], x_, _] := Piecewise[{{E^(-r x), x >= 0}}, 1]
upper[WeibullDistribution[a_, b_], x_, _] := Piecewise[{{E^(-(x/b)^a), x > 0}}, 1]
upper[GammaDistribution[a_, b_], x_, _] := Piecewise[{{GammaRegularized[a, x/b], x > 0}}, 1]
upper[ChiSquareDistribution[n_], x_, _] := Piecewise[{{GammaRegularized[n/2, x/2], x > 0}}, 1]
upper[StudentTDistribution[n_], x_, _] := f["CDF", StudentTDistribution[n], -x]
upper[ParetoDistribution[k_, a_], x_, _] := Piecewise[{{(k/x)^a, x >= k}}, 1]
upper[GeometricDistribution[p_], x_, _] := Piecewise[{{(1 - p)^(1 + Floor[x]), x >= 0}}, 1]
upper[PoissonDistribution[m_], x_, _] := Piecewise[{{GammaRegularized[Floor[x] + 1, 0, m], x >= 0}}, 1]
upper[_, _, c_] := 1 - c

(* Densities. *)
hasIntegers[d_] := MatchQ[d, _BernoulliDistribution | _BinomialDistribution | _DiscreteUniformDistribution | _GeometricDistribution |
    _HypergeometricDistribution | _NegativeBinomialDistribution | _PoissonDistribution]
f["PDF", _?hasIntegers, x_?NumericQ] := 0 /; TrueQ[x != Floor[x]]
f["PDF", d_?hasIntegers, x_Real] := f["PDF", d, Floor[x]] /; x == Floor[x]
f["PDF", BernoulliDistribution[p_], x_] := Piecewise[{{1 - p, x == 0}, {p, x == 1}}, 0]
f["PDF", BetaDistribution[a_, b_], x_] := Piecewise[{{x^(a - 1) (1 - x)^(b - 1)/Beta[a, b], 0 < x < 1}}, 0]
f["PDF", BinomialDistribution[n_, p_], x_] := Piecewise[{{power[1 - p, n - x] power[p, x] Binomial[n, x], 0 <= x <= n}}, 0]
f["PDF", CauchyDistribution[a_, b_], x_] := 1/(b Pi (1 + (x - a)^2/b^2))
f["PDF", ChiDistribution[n_], x_] := Piecewise[{{2^(1 - n/2) x^(n - 1) E^(-x^2/2)/Gamma[n/2], x > 0}}, 0]
f["PDF", ChiSquareDistribution[n_], x_] := Piecewise[{{2^(-n/2) x^(n/2 - 1) E^(-x/2)/Gamma[n/2], x > 0}}, 0]
f["PDF", DiscreteUniformDistribution[{a_, b_}], x_] := Piecewise[{{1/(1 + b - a), a <= x <= b}}, 0]
f["PDF", ErlangDistribution[k_, r_], x_] := f["PDF", GammaDistribution[k, 1/r], x]
f["PDF", ExponentialDistribution[r_], x_] := Piecewise[{{r E^(-r x), x >= 0}}, 0]
f["PDF", ExtremeValueDistribution[a_, b_], x_] := E^((a - x)/b - E^((a - x)/b))/b
f["PDF", FRatioDistribution[n_, m_], x_] :=
  Piecewise[{{n^(n/2) m^(m/2) x^(n/2 - 1) (m + n x)^(-(n + m)/2)/Beta[n/2, m/2], x > 0}}, 0]
f["PDF", GammaDistribution[a_, b_], x_] := Piecewise[{{x^(a - 1) E^(-x/b)/(b^a Gamma[a]), x > 0}}, 0]
f["PDF", GeometricDistribution[p_], x_] := Piecewise[{{(1 - p)^x p, x >= 0}}, 0]
f["PDF", GumbelDistribution[a_, b_], x_] := E^((x - a)/b - E^((x - a)/b))/b
f["PDF", HalfNormalDistribution[t_], x_] := Piecewise[{{2 t E^(-x^2 t^2/Pi)/Pi, x > 0}}, 0]
f["PDF", HypergeometricDistribution[n_, s_, t_], x_] :=
  Piecewise[{{Binomial[s, x] Binomial[t - s, n - x]/Binomial[t, n], 0 <= x <= n && x <= s && n - x <= t - s}}, 0]
f["PDF", InverseGammaDistribution[a_, b_], x_] := Piecewise[{{(b/x)^a E^(-b/x)/(x Gamma[a]), x > 0}}, 0]
f["PDF", LaplaceDistribution[m_, b_], x_] := E^(-Abs[x - m]/b)/(2 b)
f["PDF", LogisticDistribution[m_, b_], x_] := E^(-(x - m)/b)/(b (1 + E^(-(x - m)/b))^2)
f["PDF", LogNormalDistribution[m_, s_], x_] := Piecewise[{{E^(-(Log[x] - m)^2/(2 s^2))/(Sqrt[2 Pi] x s), x > 0}}, 0]
f["PDF", MaxwellDistribution[s_], x_] := Piecewise[{{Sqrt[2/Pi] x^2 E^(-x^2/(2 s^2))/s^3, x > 0}}, 0]
f["PDF", MultinormalDistribution[m_List, c_], x_List] :=
  E^(-(x - m) . Inverse[c] . (x - m)/2)/Sqrt[(2 Pi)^Length[m] Det[c]] /; Length[x] == Length[m]
f["PDF", NegativeBinomialDistribution[n_, p_], x_] := Piecewise[{{(1 - p)^x p^n Binomial[n + x - 1, n - 1], x >= 0}}, 0]
f["PDF", NormalDistribution[m_, s_], x_] := E^(-(x - m)^2/(2 s^2))/(Sqrt[2 Pi] s)
f["PDF", ParetoDistribution[k_, a_], x_] := Piecewise[{{a k^a x^(-1 - a), x >= k}}, 0]
f["PDF", PoissonDistribution[m_], x_] := Piecewise[{{E^(-m) power[m, x]/x!, x >= 0}}, 0]
f["PDF", RayleighDistribution[s_], x_] := Piecewise[{{x E^(-x^2/(2 s^2))/s^2, x > 0}}, 0]
f["PDF", StudentTDistribution[n_], x_] := (n/(n + x^2))^((1 + n)/2)/(Sqrt[n] Beta[n/2, 1/2])
f["PDF", StudentTDistribution[m_, s_, n_], x_] := f["PDF", StudentTDistribution[n], (x - m)/s]/s
f["PDF", TriangularDistribution[{a_, b_}, c_], x_] :=
  Piecewise[{{2 (x - a)/((b - a) (c - a)), a <= x <= c}, {2 (b - x)/((b - a) (b - c)), c < x <= b}}, 0]
f["PDF", UniformDistribution[{a_, b_}], x_] := Piecewise[{{1/(b - a), a <= x <= b}}, 0]
f["PDF", WeibullDistribution[a_, b_], x_] := Piecewise[{{E^(-(x/b)^a) a (x/b)^(a - 1)/b, x > 0}}, 0]

(* 0^0 is 1 here. *)
power[_, 0] := 1
power[b_, n_] := b^n

(* Distribution functions. *)
f["CDF", BernoulliDistribution[p_], x_] := Piecewise[{{0, x < 0}, {1 - p, 0 <= x < 1}}, 1]
f["CDF", BetaDistribution[a_, b_], x_] := Piecewise[{{BetaRegularized[x, a, b], 0 < x < 1}, {1, x >= 1}}, 0]
f["CDF", BinomialDistribution[n_, p_], x_] := Piecewise[{{BetaRegularized[1 - p, n - Floor[x], 1 + Floor[x]], 0 <= x < n}, {1, x >= n}}, 0]
f["CDF", CauchyDistribution[a_, b_], x_] := 1/2 + ArcTan[(x - a)/b]/Pi
f["CDF", ChiDistribution[n_], x_] := Piecewise[{{GammaRegularized[n/2, 0, x^2/2], x > 0}}, 0]
f["CDF", ChiSquareDistribution[n_], x_] := Piecewise[{{GammaRegularized[n/2, 0, x/2], x > 0}}, 0]
f["CDF", DiscreteUniformDistribution[{a_, b_}], x_] := Piecewise[{{(1 - a + Floor[x])/(1 - a + b), a <= x < b}, {1, x >= b}}, 0]
f["CDF", ErlangDistribution[k_, r_], x_] := f["CDF", GammaDistribution[k, 1/r], x]
f["CDF", ExponentialDistribution[r_], x_] := Piecewise[{{1 - E^(-r x), x >= 0}}, 0]
f["CDF", ExtremeValueDistribution[a_, b_], x_] := E^(-E^((a - x)/b))
f["CDF", FRatioDistribution[n_, m_], x_] := Piecewise[{{BetaRegularized[n x/(m + n x), n/2, m/2], x > 0}}, 0]
f["CDF", GammaDistribution[a_, b_], x_] := Piecewise[{{GammaRegularized[a, 0, x/b], x > 0}}, 0]
f["CDF", GeometricDistribution[p_], x_] := Piecewise[{{1 - (1 - p)^(1 + Floor[x]), x >= 0}}, 0]
f["CDF", GumbelDistribution[a_, b_], x_] := 1 - E^(-E^((x - a)/b))
f["CDF", HalfNormalDistribution[t_], x_] := Piecewise[{{Erf[x t/Sqrt[Pi]], x > 0}}, 0]
f["CDF", d_HypergeometricDistribution, x_?NumericQ] := Sum[f["PDF", d, k], {k, 0, Min[Floor[x], First[d]]}]
f["CDF", InverseGammaDistribution[a_, b_], x_] := Piecewise[{{GammaRegularized[a, b/x], x > 0}}, 0]
f["CDF", LaplaceDistribution[m_, b_], x_] := Piecewise[{{1 - E^(-(x - m)/b)/2, x >= m}}, E^((x - m)/b)/2]
f["CDF", LogisticDistribution[m_, b_], x_] := 1/(1 + E^(-(x - m)/b))
f["CDF", LogNormalDistribution[m_, s_], x_] := Piecewise[{{Erfc[(m - Log[x])/(Sqrt[2] s)]/2, x > 0}}, 0]
f["CDF", MaxwellDistribution[s_], x_] := Piecewise[{{GammaRegularized[3/2, 0, x^2/(2 s^2)], x > 0}}, 0]
f["CDF", NegativeBinomialDistribution[n_, p_], x_] := Piecewise[{{BetaRegularized[p, n, 1 + Floor[x]], x >= 0}}, 0]
f["CDF", NormalDistribution[m_, s_], x_] := Erfc[(m - x)/(Sqrt[2] s)]/2
f["CDF", ParetoDistribution[k_, a_], x_] := Piecewise[{{1 - (k/x)^a, x >= k}}, 0]
f["CDF", PoissonDistribution[m_], x_] := Piecewise[{{GammaRegularized[1 + Floor[x], m], x >= 0}}, 0]
f["CDF", RayleighDistribution[s_], x_] := Piecewise[{{1 - E^(-x^2/(2 s^2)), x > 0}}, 0]
f["CDF", StudentTDistribution[n_], x_] :=
  Piecewise[{{BetaRegularized[n/(n + x^2), n/2, 1/2]/2, x <= 0}}, (1 + BetaRegularized[x^2/(n + x^2), 1/2, n/2])/2]
f["CDF", StudentTDistribution[m_, s_, n_], x_] := f["CDF", StudentTDistribution[n], (x - m)/s]
f["CDF", TriangularDistribution[{a_, b_}, c_], x_] :=
  Piecewise[{{(x - a)^2/((b - a) (c - a)), a <= x <= c}, {1 - (b - x)^2/((b - a) (b - c)), c < x <= b}, {1, x > b}}, 0]
f["CDF", UniformDistribution[{a_, b_}], x_] := Piecewise[{{(x - a)/(b - a), a <= x <= b}, {1, x > b}}, 0]
f["CDF", WeibullDistribution[a_, b_], x_] := Piecewise[{{1 - E^(-(x/b)^a), x > 0}}, 0]

(* Quantiles. *)
f["Quantile", BernoulliDistribution[p_], q_] := Piecewise[{{1, q > 1 - p}}, 0]
f["Quantile", BetaDistribution[a_, b_], q_] := InverseBetaRegularized[q, a, b]
f["Quantile", CauchyDistribution[a_, b_], q_] := a + b Tan[Pi (q - 1/2)]
f["Quantile", ChiDistribution[n_], q_] := Sqrt[2 InverseGammaRegularized[n/2, 0, q]]
f["Quantile", ChiSquareDistribution[n_], q_] := 2 InverseGammaRegularized[n/2, 0, q]
f["Quantile", DiscreteUniformDistribution[{a_, b_}], q_] := a - 1 + Max[1, Ceiling[q (1 + b - a)]]
f["Quantile", ErlangDistribution[k_, r_], q_] := InverseGammaRegularized[k, 0, q]/r
f["Quantile", ExponentialDistribution[r_], q_] := -Log[1 - q]/r
f["Quantile", ExtremeValueDistribution[a_, b_], q_] := a - b Log[-Log[q]]
f["Quantile", FRatioDistribution[n_, m_], q_] := With[{x = InverseBetaRegularized[q, n/2, m/2]}, m x/(n (1 - x))]
f["Quantile", GammaDistribution[a_, b_], q_] := b InverseGammaRegularized[a, 0, q]
f["Quantile", GeometricDistribution[p_], q_] := Max[0, Ceiling[Log[1 - q]/Log[1 - p]] - 1]
f["Quantile", GumbelDistribution[a_, b_], q_] := a + b Log[-Log[1 - q]]
f["Quantile", HalfNormalDistribution[t_], q_] := Sqrt[Pi] InverseErf[q]/t
f["Quantile", InverseGammaDistribution[a_, b_], q_] := b/InverseGammaRegularized[a, q]
f["Quantile", LaplaceDistribution[m_, b_], q_] := Piecewise[{{m + b Log[2 q], q <= 1/2}}, m - b Log[2 (1 - q)]]
f["Quantile", LogisticDistribution[m_, b_], q_] := m - b Log[1/q - 1]
f["Quantile", LogNormalDistribution[m_, s_], q_] := E^(m - Sqrt[2] s InverseErfc[2 q])
f["Quantile", MaxwellDistribution[s_], q_] := s Sqrt[2 InverseGammaRegularized[3/2, 0, q]]
f["Quantile", NormalDistribution[m_, s_], q_] := m - Sqrt[2] s InverseErfc[2 q]
f["Quantile", ParetoDistribution[k_, a_], q_] := k (1 - q)^(-1/a)
f["Quantile", RayleighDistribution[s_], q_] := s Sqrt[-2 Log[1 - q]]
f["Quantile", StudentTDistribution[n_], q_?NumericQ] :=
  If[q < 1/2, -1, 1] Sqrt[n (1/InverseBetaRegularized[2 If[q < 1/2, q, 1 - q], n/2, 1/2] - 1)]
f["Quantile", StudentTDistribution[m_, s_, n_], q_] := m + s f["Quantile", StudentTDistribution[n], q]
f["Quantile", TriangularDistribution[{a_, b_}, c_], q_] :=
  Piecewise[{{a + Sqrt[q (b - a) (c - a)], q <= (c - a)/(b - a)}}, b - Sqrt[(1 - q) (b - a) (b - c)]]
f["Quantile", UniformDistribution[{a_, b_}], q_] := a + (b - a) q
f["Quantile", WeibullDistribution[a_, b_], q_] := b (-Log[1 - q])^(1/a)
(* The others have integers: out from the mean to the least with a chance of at least q up to it. *)
f["Quantile", d_?hasIntegers, q_?NumericQ] := Module[{k, top = most[d]},
   If[q == 1, Return[top]];
   k = Max[0, Floor[N[f["Mean", d] + If[q < 1/2, -2, 1] Sqrt[f["Variance", d]]]]];
   While[k > 0 && f["CDF", d, k - 1] >= q, k--];
   While[k < top && f["CDF", d, k] < q, k++];
   k] /; 0 <= q <= 1 && NumericQ[f["Mean", d]]
most[BernoulliDistribution[_]] := 1
most[BinomialDistribution[n_, _]] := n
most[HypergeometricDistribution[n_, s_, _]] := Min[n, s]
most[_] := Infinity

(* Means and variances. *)
f["Mean", BernoulliDistribution[p_]] := p
f["Mean", BetaDistribution[a_, b_]] := a/(a + b)
f["Mean", BinomialDistribution[n_, p_]] := n p
f["Mean", CauchyDistribution[_, _]] := Indeterminate
f["Mean", ChiDistribution[n_]] := Sqrt[2] Gamma[(1 + n)/2]/Gamma[n/2]
f["Mean", ChiSquareDistribution[n_]] := n
f["Mean", DiscreteUniformDistribution[{a_, b_}]] := (a + b)/2
f["Mean", ErlangDistribution[k_, r_]] := k/r
f["Mean", ExponentialDistribution[r_]] := 1/r
f["Mean", ExtremeValueDistribution[a_, b_]] := a + EulerGamma b
f["Mean", FRatioDistribution[_, m_]] := Piecewise[{{m/(m - 2), m > 2}}, Indeterminate]
f["Mean", GammaDistribution[a_, b_]] := a b
f["Mean", GeometricDistribution[p_]] := 1/p - 1
f["Mean", GumbelDistribution[a_, b_]] := a - EulerGamma b
f["Mean", HalfNormalDistribution[t_]] := 1/t
f["Mean", HypergeometricDistribution[n_, s_, t_]] := n s/t
f["Mean", InverseGammaDistribution[a_, b_]] := Piecewise[{{b/(a - 1), a > 1}}, Indeterminate]
f["Mean", LaplaceDistribution[m_, _]] := m
f["Mean", LogisticDistribution[m_, _]] := m
f["Mean", LogNormalDistribution[m_, s_]] := E^(m + s^2/2)
f["Mean", MaxwellDistribution[s_]] := 2 Sqrt[2/Pi] s
f["Mean", MultinormalDistribution[m_, _]] := m
f["Mean", NegativeBinomialDistribution[n_, p_]] := n (1 - p)/p
f["Mean", NormalDistribution[m_, _]] := m
f["Mean", ParetoDistribution[k_, a_]] := Piecewise[{{a k/(a - 1), a > 1}}, Indeterminate]
f["Mean", PoissonDistribution[m_]] := m
f["Mean", RayleighDistribution[s_]] := Sqrt[Pi/2] s
f["Mean", StudentTDistribution[n_]] := Piecewise[{{0, n > 1}}, Indeterminate]
f["Mean", StudentTDistribution[m_, _, n_]] := Piecewise[{{m, n > 1}}, Indeterminate]
f["Mean", TriangularDistribution[{a_, b_}, c_]] := (a + b + c)/3
f["Mean", UniformDistribution[{a_, b_}]] := (a + b)/2
f["Mean", WeibullDistribution[a_, b_]] := b Gamma[1 + 1/a]

f["Variance", BernoulliDistribution[p_]] := p (1 - p)
f["Variance", BetaDistribution[a_, b_]] := a b/((a + b)^2 (1 + a + b))
f["Variance", BinomialDistribution[n_, p_]] := n p (1 - p)
f["Variance", CauchyDistribution[_, _]] := Indeterminate
f["Variance", ChiDistribution[n_]] := n - 2 Gamma[(1 + n)/2]^2/Gamma[n/2]^2
f["Variance", ChiSquareDistribution[n_]] := 2 n
f["Variance", DiscreteUniformDistribution[{a_, b_}]] := ((1 + b - a)^2 - 1)/12
f["Variance", ErlangDistribution[k_, r_]] := k/r^2
f["Variance", ExponentialDistribution[r_]] := r^(-2)
f["Variance", ExtremeValueDistribution[_, b_]] := Pi^2 b^2/6
f["Variance", FRatioDistribution[n_, m_]] := Piecewise[{{2 m^2 (m + n - 2)/((m - 4) (m - 2)^2 n), m > 4}}, Indeterminate]
f["Variance", GammaDistribution[a_, b_]] := a b^2
f["Variance", GeometricDistribution[p_]] := (1 - p)/p^2
f["Variance", GumbelDistribution[_, b_]] := Pi^2 b^2/6
f["Variance", HalfNormalDistribution[t_]] := (Pi - 2)/(2 t^2)
f["Variance", HypergeometricDistribution[n_, s_, t_]] := n s/t (1 - s/t) (t - n)/(t - 1)
f["Variance", InverseGammaDistribution[a_, b_]] := Piecewise[{{b^2/((a - 2) (a - 1)^2), a > 2}}, Indeterminate]
f["Variance", LaplaceDistribution[_, b_]] := 2 b^2
f["Variance", LogisticDistribution[_, b_]] := b^2 Pi^2/3
f["Variance", LogNormalDistribution[m_, s_]] := E^(2 m + s^2) (E^s^2 - 1)
f["Variance", MaxwellDistribution[s_]] := (3 Pi - 8) s^2/Pi
f["Variance", MultinormalDistribution[_, c_]] := Diagonal[c]
f["Variance", NegativeBinomialDistribution[n_, p_]] := n (1 - p)/p^2
f["Variance", NormalDistribution[_, s_]] := s^2
f["Variance", ParetoDistribution[k_, a_]] := Piecewise[{{a k^2/((a - 2) (a - 1)^2), a > 2}}, Indeterminate]
f["Variance", PoissonDistribution[m_]] := m
f["Variance", RayleighDistribution[s_]] := (2 - Pi/2) s^2
f["Variance", StudentTDistribution[n_]] := Piecewise[{{n/(n - 2), n > 2}}, Indeterminate]
f["Variance", StudentTDistribution[_, s_, n_]] := Piecewise[{{s^2 n/(n - 2), n > 2}}, Indeterminate]
f["Variance", TriangularDistribution[{a_, b_}, c_]] := (a^2 + b^2 + c^2 - a b - a c - b c)/18
f["Variance", UniformDistribution[{a_, b_}]] := (b - a)^2/12
f["Variance", WeibullDistribution[a_, b_]] := b^2 (Gamma[1 + 2/a] - Gamma[1 + 1/a]^2)

f["StandardDeviation", NormalDistribution[_, s_]] := s
f["StandardDeviation", d_] := With[{v = f["Variance", d]}, root[v] /; Head[v] =!= f]
root[Piecewise[{{v_, c_}}, e_]] := Piecewise[{{Sqrt[v], c}}, e]
root[a_^2] := a
root[Power[a_, -2]] := 1/a
root[v_] := Sqrt[v]
f["Median", d_] := With[{m = f["Quantile", d, 1/2]}, m /; Head[m] =!= f]
f["Quartiles", d_] := With[{q = f["Quantile", d, {1/4, 1/2, 3/4}]}, q /; FreeQ[q, f]]
f["InterquartileRange", d_] := With[{q = f["Quantile", d, {1/4, 3/4}]}, q[[2]] - q[[1]] /; FreeQ[q, f]]
f["Covariance", MultinormalDistribution[_, c_]] := c

(* Skewness and kurtosis. *)
f["Skewness", NormalDistribution[_, _] | UniformDistribution[_] | LaplaceDistribution[_, _] | LogisticDistribution[_, _] | DiscreteUniformDistribution[_]] := 0
f["Skewness", BernoulliDistribution[p_]] := (1 - 2 p)/Sqrt[(1 - p) p]
f["Skewness", BetaDistribution[a_, b_]] := 2 (b - a) Sqrt[1 + a + b]/(Sqrt[a] Sqrt[b] (2 + a + b))
f["Skewness", BinomialDistribution[n_, p_]] := (1 - 2 p)/Sqrt[n (1 - p) p]
f["Skewness", ChiSquareDistribution[n_]] := 2 Sqrt[2] Sqrt[1/n]
f["Skewness", ErlangDistribution[k_, _]] := 2/Sqrt[k]
f["Skewness", ExponentialDistribution[_]] := 2
f["Skewness", GammaDistribution[a_, _]] := 2/Sqrt[a]
f["Skewness", GeometricDistribution[p_]] := (2 - p)/Sqrt[1 - p]
f["Skewness", LogNormalDistribution[_, s_]] := Sqrt[E^s^2 - 1] (2 + E^s^2)
f["Skewness", PoissonDistribution[m_]] := 1/Sqrt[m]
f["Skewness", RayleighDistribution[_]] := (Pi - 3) Sqrt[Pi/2]/(2 - Pi/2)^(3/2)
f["Skewness", StudentTDistribution[n_]] := Piecewise[{{0, n > 3}}, Indeterminate]
f["Kurtosis", NormalDistribution[_, _]] := 3
f["Kurtosis", UniformDistribution[_]] := 9/5
f["Kurtosis", LaplaceDistribution[_, _]] := 6
f["Kurtosis", LogisticDistribution[_, _]] := 21/5
f["Kurtosis", BernoulliDistribution[p_]] := 3 + (1 - 6 (1 - p) p)/((1 - p) p)
f["Kurtosis", BinomialDistribution[n_, p_]] := 3 + (1 - 6 (1 - p) p)/(n (1 - p) p)
f["Kurtosis", ChiSquareDistribution[n_]] := 3 + 12/n
f["Kurtosis", ErlangDistribution[k_, _]] := 3 + 6/k
f["Kurtosis", ExponentialDistribution[_]] := 9
f["Kurtosis", GammaDistribution[a_, _]] := 3 + 6/a
f["Kurtosis", GeometricDistribution[p_]] := 9 + p^2/(1 - p)
f["Kurtosis", PoissonDistribution[m_]] := 3 + 1/m
f["Kurtosis", StudentTDistribution[n_]] := Piecewise[{{3 + 6/(n - 4), n > 4}}, Indeterminate]

(* Means of exponentials. *)
f["MomentGeneratingFunction", BernoulliDistribution[p_], t_] := 1 - p + p E^t
f["MomentGeneratingFunction", BinomialDistribution[n_, p_], t_] := (1 - p + p E^t)^n
f["MomentGeneratingFunction", ExponentialDistribution[r_], t_] := r/(r - t)
f["MomentGeneratingFunction", GammaDistribution[a_, b_], t_] := (1 - b t)^(-a)
f["MomentGeneratingFunction", GeometricDistribution[p_], t_] := p/(1 - (1 - p) E^t)
f["MomentGeneratingFunction", NormalDistribution[m_, s_], t_] := E^(m t + s^2 t^2/2)
f["MomentGeneratingFunction", PoissonDistribution[m_], t_] := E^(m (E^t - 1))
f["MomentGeneratingFunction", UniformDistribution[{a_, b_}], t_] := (E^(b t) - E^(a t))/((b - a) t)
f["CharacteristicFunction", CauchyDistribution[a_, b_], t_] := E^(I a t - b Abs[t])
f["CharacteristicFunction", d_, t_] := With[{m = f["MomentGeneratingFunction", d, I t]}, m /; Head[m] =!= f]

(* Numbers drawn: those of a whole sequence at once. *)
f["Draw", MultinormalDistribution[c_?MatrixQ], n_] := f["Draw", MultinormalDistribution[Table[0, Length[c]], c], n]
f["Draw", MultinormalDistribution[m_List, c_?MatrixQ], n_] :=
  With[{l = Transpose[CholeskyDecomposition[N[c]]]},
   Map[m + l . # &, RandomVariate[NormalDistribution[0, 1], {n, Length[m]}]]]
f["Draw", StudentTDistribution[m_, s_, k_], n_] := m + s RandomVariate[StudentTDistribution[k], n]
f["Draw", HypergeometricDistribution[k_Integer, s_Integer, t_Integer], n_] :=
  Table[Count[RandomSample[Range[t], k], x_ /; x <= s], n]
f["Draw", NegativeBinomialDistribution[k_, p_], n_] :=
  Map[RandomVariate[PoissonDistribution[#]] &, RandomVariate[GammaDistribution[k, (1 - p)/p], n]]
f["Draw", d_, n_] := With[{x = f["Quantile", d, RandomReal[1, n]]}, x /; VectorQ[x, NumberQ]]

(* Means of expressions: polynomials by moments, of distributions on few integers by the sum, else by quadrature. *)
f["Expectation", e_, Distributed[x_, data_List]] := Mean[Map[Function[t, e /. x -> t], data]]
f["Expectation", e_, Distributed[x_, d_]] := With[{p = PDF[d, x], s = support[d]}, Total[Map[Function[t, (e p) /. x -> t], s]] /; ListQ[s]]
f["Expectation", e_, Distributed[x_, d_]] := Module[{c = CoefficientList[e, x], m},
  m = Table[f["Moment", d, k], {k, 0, Length[c] - 1}];
  Expand[c . m] /; FreeQ[m, f]] /; PolynomialQ[e, x]
f["Expectation", e_, Distributed[x_, d_]] := f["Mean", d] /; e === x
f["Expectation", e_, Distributed[x_, d_]] := With[{v = quadrature[e, x, d]}, v /; NumberQ[v]] /; Precision[d] === MachinePrecision || Precision[e] === MachinePrecision
quadrature[e_, x_, d_?hasIntegers] := With[{p = PDF[d, x]}, NSum[e p, {x, 0, Infinity}]]
quadrature[e_, x_, d_] := With[{ends = N[{f["Quantile", d, 0], f["Quantile", d, 1]}], p = PDF[d, x]}, NIntegrate[e p, {x, First[ends], Last[ends]}]]
support[BernoulliDistribution[_]] := {0, 1}
support[BinomialDistribution[n_Integer, _]] := Range[0, n]
support[DiscreteUniformDistribution[{a_Integer, b_Integer}]] := Range[a, b]
support[HypergeometricDistribution[n_Integer, s_Integer, t_Integer]] := Range[Max[0, n + s - t], Min[n, s]]

(* Moments: from the moment-generating function, or from the first two. *)
f["Moment", _, 0] := 1
f["Moment", d_, 1] := f["Mean", d]
f["Moment", d_, 2] := With[{m = f["Mean", d], v = f["Variance", d]}, Expand[v + m^2] /; FreeQ[{m, v}, f]]
f["Moment", UniformDistribution[{a_, b_}], k_Integer] := Sum[a^i b^(k - i), {i, 0, k}]/(k + 1)
f["Moment", BetaDistribution[a_, b_], k_Integer] := Product[(a + i)/(a + b + i), {i, 0, k - 1}]
f["Moment", d_, k_Integer] := Module[{t, g}, g = f["MomentGeneratingFunction", d, t]; Expand[D[g, {t, k}] /. t -> 0] /; FreeQ[g, f]]

(* Chances. *)
f["Probability", p_, Distributed[x_, data_List]] := Mean[Map[Function[t, Boole[p /. x -> t]], data]]
f["Probability", p_, Distributed[x_, d_]] := With[{s = support[d]}, Total[Map[Function[t, PDF[d, t] Boole[p /. x -> t]], s]] /; ListQ[s]]
f["Probability", p_, Distributed[x_, d_]] := With[{v = chance[p, x, d]}, v /; FreeQ[v, chance]]
atMost[d_, a_] := CDF[d, a]
below[d_?hasIntegers, a_] := CDF[d, a] - PDF[d, a]
below[d_, a_] := CDF[d, a]
chance[a_Integer <= x_ <= b_Integer, x_, d_?hasIntegers] := Total[Table[PDF[d, k], {k, a, b}]] /; b - a < 1000
chance[a_Integer < x_ < b_Integer, x_, d_?hasIntegers] := chance[a + 1 <= x <= b - 1, x, d]
chance[x_ <= a_, x_, d_] := atMost[d, a] /; FreeQ[a, x]
chance[x_ < a_, x_, d_] := below[d, a] /; FreeQ[a, x]
chance[x_ >= a_, x_, d_?hasIntegers] := 1 - below[d, a] /; FreeQ[a, x]
chance[x_ > a_, x_, d_] := SurvivalFunction[d, a] /; FreeQ[a, x]
chance[x_ >= a_, x_, d_] := SurvivalFunction[d, a] /; FreeQ[a, x]
chance[x_ == a_, x_, d_?hasIntegers] := PDF[d, a] /; FreeQ[a, x]
chance[x_ == a_, x_, d_] := 0 /; FreeQ[a, x]
chance[x_ != a_, x_, d_] := 1 - chance[x == a, x, d]
chance[! p_, x_, d_] := 1 - chance[p, x, d]
chance[a_ < x_ < b_, x_, d_] := orZero[below[d, b] - atMost[d, a]]
chance[a_ <= x_ <= b_, x_, d_] := orZero[atMost[d, b] - below[d, a]]
orZero[p_] := If[TrueQ[p < 0], 0, p]
chance[Inequality[a_, lower_, x_, upper_, b_], x_, d_] :=
  If[upper === LessEqual, atMost[d, b], below[d, b]] - If[lower === Less, atMost[d, a], below[d, a]]
chance[a_ < x_ && x_ < b_, x_, d_] := chance[a < x < b, x, d]
chance[x_ > a_ && x_ < b_, x_, d_] := chance[a < x < b, x, d]
chance[x_ >= a_ && x_ <= b_, x_, d_] := chance[a <= x <= b, x, d]
chance[p_ || q_, x_, d_] := With[{r = chance[p, x, d] + chance[q, x, d] - chance[p && q, x, d]}, r /; FreeQ[r, chance]]

(* The mode in the middle. *)
f["Mean", TriangularDistribution[r_List]] := Mean[r]
f["Variance", TriangularDistribution[r_List]] := f["Variance", TriangularDistribution[r, Mean[r]]]
f["PDF", TriangularDistribution[r_List], x_?NumericQ] := f["PDF", TriangularDistribution[r, Mean[r]], x]
f["CDF", TriangularDistribution[r_List], x_?NumericQ] := f["CDF", TriangularDistribution[r, Mean[r]], x]
