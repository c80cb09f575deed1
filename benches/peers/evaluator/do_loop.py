s = 0
for i in range(1, 10**6 + 1):
    s = s + i
print(s)
