Print[1 + 1]
