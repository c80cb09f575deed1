(* Huffman codes with a priority queue kept sorted, encoding and decoding; run-length; Caesar; base64. *)
huffman[text_String] := Module[{queue, merge, walk},
   queue = Sort[{#2, #1} & @@@ Tally[Characters[text]]];
   While[Length[queue] > 1,
    queue = Sort[Append[Drop[queue, 2], {queue[[1, 1]] + queue[[2, 1]], {queue[[1, 2]], queue[[2, 2]]}}]]];
   walk[leaf_String, code_] := {leaf -> code};
   walk[{l_, r_}, code_] := Join[walk[l, code <> "0"], walk[r, code <> "1"]];
   Association[walk[queue[[1, 2]], ""]]];
text = "abracadabra alakazam";
codes = huffman[text];
Print[Keys[codes] // Sort];
encoded = StringJoin[Lookup[codes, Characters[text]]];
Print["bits ", StringLength[encoded], " of ", 8 StringLength[text]];
prefixFreeQ[c_] := NoneTrue[Subsets[c, {2}], StringStartsQ[#[[1]], #[[2]]] || StringStartsQ[#[[2]], #[[1]]] &];
Print[prefixFreeQ[Values[codes]]];
inverse = Association[Reverse /@ Normal[codes]];
decode[bits_String] := Module[{out = "", cur = ""},
   Do[cur = cur <> b;
    If[KeyExistsQ[inverse, cur], out = out <> inverse[cur]; cur = ""], {b, Characters[bits]}];
   out];
Print[decode[encoded], " ", decode[encoded] === text];
Print[Total[2^-StringLength[Values[codes]]]];
rle[s_] := StringJoin[{ToString[Length[#]], First[#]} & /@ Split[Characters[s]]];
unrle[s_] := StringReplace[s, n : DigitCharacter .. ~~ c_ :> StringRepeat[c, FromDigits[n]]];
Print[rle["WWWWBBBWWWWWWWWWWWWB"], " ", unrle["4W3B12W1B"]];
caesar[s_, k_] := StringReplace[s, c : RegularExpression["[a-zA-Z]"] :>
    With[{base = If[UpperCaseQ[c], 65, 97]},
     FromCharacterCode[Mod[First[ToCharacterCode[c]] - base + k, 26] + base]]];
Print[caesar["Hello, World", 3], " / ", caesar[caesar["Hello, World", 3], -3]];
Print[StringReverse["stressed"], " ", ToCharacterCode["Az"], " ", FromCharacterCode[{87, 76}]];
vigenere[s_, key_, sign_] := FromCharacterCode[65 + Mod[
     ToCharacterCode[s] - 65 + sign PadRight[{}, StringLength[s], ToCharacterCode[key] - 65], 26]];
Print[vigenere["ATTACKATDAWN", "LEMON", 1], " ", vigenere[vigenere["ATTACKATDAWN", "LEMON", 1], "LEMON", -1]];
Print[BaseEncode[StringToByteArray["Man is"]], " ", ByteArrayToString[BaseDecode["TWFuIGlz"]]];
Print[IntegerString[2024, 16], " ", FromDigits["7e8", 16]];
