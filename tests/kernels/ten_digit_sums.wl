digits = Compile[{{n, _Integer}}, Total[IntegerDigits[n]]];
happy = Compile[{{n, _Integer}}, NestWhile[Total[IntegerDigits[#]^2] &, n, # != 1 && # != 4 &] == 1];
Print[Map[digits, {0, 9, 12345, 999999999999}]];
Print[Select[Range[100], happy]];
