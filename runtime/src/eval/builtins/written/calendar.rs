//! Ranges of dates.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "DateRange", NONE, Arity::between(2, 3);
        "DateRange[date1, date2] gives the dates from date1 to date2, a day apart; DateRange[date1, date2, step] with a step as for DatePlus.";
        "DateRange[{2020, 2, 27}, {2020, 3, 1}]" => "{{2020, 2, 27}, {2020, 2, 28}, {2020, 2, 29}, {2020, 3, 1}}";
        "f[a_, b_] := f[a, b, 1]
         f[a_, b_, {n_?Negative, u_String}] := steps[a, {n, u}, AbsoluteTime[#] >= AbsoluteTime[b] &]
         f[a_, b_, s_] := steps[a, s, AbsoluteTime[#] <= AbsoluteTime[b] &] /; NumberQ[AbsoluteTime[b]]
         steps[a_, s_, in_] := Module[{k = 0, out = {}, d = a, size = If[ListQ[s], First[s], If[StringQ[s], 1, s]], unit = If[ListQ[s], Last[s], If[StringQ[s], s, \"Day\"]]},
             While[in[d], AppendTo[out, d]; k++; d = DatePlus[a, {k size, unit}]]; out] /; NumberQ[AbsoluteTime[a]] && s =!= 0";
    "DayPlus", NONE, Arity::exactly(2);
        "DayPlus[date, n] gives the date n days later.";
        "DayPlus[{2020, 2, 28}, 2]" => "{2020, 3, 1}";
        "f[d_, n_Integer] := DatePlus[d, n]";
    "DayRange", NONE, Arity::exactly(2);
        "DayRange[date1, date2] gives the days from date1 to date2.";
        "DayRange[{2020, 12, 31}, {2021, 1, 1}]" => "{{2020, 12, 31}, {2021, 1, 1}}";
        "f[a_, b_] := DateRange[a, b]";
    "DateWithinQ", NONE, Arity::exactly(2);
        "DateWithinQ[date1, date2] says whether date2 lies within date1, a year {y}, a month {y, m}, a day and so on.";
        "{DateWithinQ[{2020, 2}, {2020, 2, 29}], DateWithinQ[{2020}, {2021, 1, 1}]}" => "{True, False}";
        "f[a_List, b_List] := Length[a] <= Length[b] && Take[b, Length[a]] === a";
}
