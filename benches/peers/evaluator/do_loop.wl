s = 0;
Do[s = s + i, {i, 10^6}];
Print[s]
