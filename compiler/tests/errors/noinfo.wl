Compile[{x}, ext[x]]
---
note[noinfo]: No information is available for compilation of ext[x]. The compiler will use an external evaluation and make assumptions about the return type.
 --> test:1:14
  |
1 | Compile[{x}, ext[x]]
  |              ^^^^^^ evaluated outside compiled code, taken to give a machine real
help: declare its type: {{ext[__], _Real}}
