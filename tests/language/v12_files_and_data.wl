(* V12: files and data. The page works in a folder of its own. *)
(*! Export["a.txt", "one two\nthree"] => a.txt *)
(*! Import["a.txt"] === "one two\nthree" *)
(*! Import["a.txt", "Lines"] => {one two, three} *)
(*! Import["a.txt", "Words"] => {one, two, three} *)
(*! Export["a.csv", {{1, 2.5, "x,y"}, {3, 4, "q\"r"}}]; ReadString["a.csv"] === "1,2.5,\"x,y\"\n3,4,\"q\"\"r\"\n" *)
(*! Import["a.csv"] === {{1, 2.5, "x,y"}, {3, 4, "q\"r"}} *)
(*! Export["b.csv", {{1, 2}}, "TableHeadings" -> {"a", "b"}]; Import["b.csv"] => {{a, b}, {1, 2}} *)
(*! Import["b.csv", "HeaderLines" -> 1] => {{1, 2}} *)
(*! Export["a.tsv", {{1, 2}, {"a b", 4}}]; ReadString["a.tsv"] === "1\t2\na b\t4\n" *)
(*! Import["a.tsv"] => {{1, 2}, {a b, 4}} *)
(*! Export["a.json", {1, <|"k" -> {True, Null, 1.5}|>, "s"}]; Import["a.json"] => {1, {k -> {True, Null, 1.5}}, s} *)
(*! Import["a.json", "RawJSON"] => {1, <|k -> {True, Null, 1.5}|>, s} *)
(*! ExportString[<|"a" -> {1, 2}|>, "RawJSON", "Compact" -> True] => {"a":[1,2]} *)
(*! ImportString["{\"a\":[1,2,{\"b\":null}]}", "RawJSON"] => <|a -> {1, 2, <|b -> Null|>}|> *)
(*! ImportString["{bad", "JSON"] => $Failed
    messages: Import::fmterr *)
(*! Export["p.png", {{0., 1.}, {0.2, 0.4}}]; ImageData[Import["p.png"]] === {{0., 1.}, {0.2, 0.4}} *)
(*! Import["p.png", "Data"] => {{0, 255}, {51, 102}} *)
(*! Import["p.png", "ImageSize"] => {2, 2} *)
(*! Import["nosuch.csv"] => $Failed
    messages: Import::nffil *)
(*! Import["a.csv", "NoElement"] => $Failed
    messages: Import::noelem *)
(*! Import["a.txt", "PNG"] => $Failed
    messages: Import::fmterr *)
(*! Export["x.unknown", {1}] => $Failed
    messages: Export::infer *)
(*! Export["nofolder/x.csv", {{1}}] => $Failed
    messages: Export::noopen *)
s = OpenWrite["w.txt"];
WriteString[s, "line1\n", "line2 3 4.5\n"];
Write[s, {a, b}];
(*! Close[s] => w.txt *)
(*! r = OpenRead["w.txt"]; {Read[r, String], Read[r, Word], Read[r, Number], Read[r, {Number}], Read[r, Expression]} => {line1, line2, 3, {4.5}, {a, b}} *)
(*! Read[r, String] => EndOfFile *)
(*! Close[r] => w.txt *)
(*! Close[r]; 1 => 1
    messages: General::openx *)
(*! ReadList["w.txt", String] => {line1, line2 3 4.5, {a, b}} *)
(*! ReadList["w.txt", Word, 2] => {line1, line2} *)
(*! ReadList["w.txt", Character, 3] => {l, i, n} *)
s = OpenAppend["w.txt"]; WriteString[s, "more"]; Close[s];
(*! Last[ReadList["w.txt", String]] => more *)
Export["n.txt", "1 2 3\n4 5 6\n"];
(*! ReadList["n.txt", Number] => {1, 2, 3, 4, 5, 6} *)
(*! ReadList["n.txt", {Number, Number}] => {{1, 2}, {3, 4}, {5, 6}} *)
(*! ReadList["n.txt", Number, RecordLists -> True] => {{1, 2, 3}, {4, 5, 6}} *)
(*! ReadList["n.txt", Word, RecordLists -> True] => {{1, 2, 3}, {4, 5, 6}} *)
(*! OpenRead["nosuch"] => $Failed
    messages: OpenRead::noopen *)
(*! OpenWrite["nofolder/x"] => $Failed
    messages: OpenWrite::noopen *)
(*! Put[1 + x, "e.m"]; Get["e.m"] => 1 + x *)
(*! FileExistsQ /@ {"w.txt", "nosuch", "."} => {True, False, True} *)
(*! {DirectoryQ["."], DirectoryQ["w.txt"]} => {True, False} *)
(*! DirectoryName["a/b/c.txt"] => a/b/ *)
(*! {FileNameTake["a/b/c.txt"], FileBaseName["a/b/c.txt"], FileExtension["a/b/c.txt"]} => {c.txt, c, txt} *)
(*! FileNames["*.csv"] => {a.csv, b.csv} *)
(*! CreateDirectory["sub"]; CopyFile["w.txt", "sub/v.txt"]; RenameFile["sub/v.txt", "sub/u.txt"]; FileNames["*", "sub"] => {sub/u.txt} *)
(*! DeleteFile["sub/u.txt"]; DeleteDirectory["sub"]; FileExistsQ["sub"] => False *)
(*! DeleteFile["nosuch"] => $Failed
    messages: DeleteFile::fdnfnd *)
(* What Read gives at the end of a file is the EndOfFile that a script writes. *)
r = OpenRead["n.txt"]; lines = 0;
While[ReadLine[r] =!= EndOfFile && lines < 100, lines++];
(*! lines => 2 *)
Close[r];
(*! {FileType["n.txt"] === File, Head[StringToStream["a"]] === InputStream, Context[Word]} => {True, True, System`} *)
(* Positions in a stream. *)
s = StringToStream["a b c d"];
(*! {Skip[s, Word], StreamPosition[s], Read[s, Word]} => {Null, 1, b} *)
(*! {SetStreamPosition[s, 0], Read[s, Word], Skip[s, Word, 5], SetStreamPosition[s, Infinity]} => {0, a, EndOfFile, 7} *)
(*! SetStreamPosition[s, 99][[2]] => 99
    messages: SetStreamPosition::stmrng *)
(* Separators and what stands between two of them. *)
(*! ReadList[StringToStream["a b, c\nd"], Word, WordSeparators -> {","}] === {"a b", " c", "d"} => True *)
(*! ReadList[StringToStream["a,,c"], Word, WordSeparators -> ",", NullWords -> True] === {"a", "", "c"} => True *)
(*! ReadList[StringToStream["a+b c"], Word, TokenWords -> {"+"}] => {a, +, b, c} *)
(*! ReadList[StringToStream["a;b c;d"], Record, RecordSeparators -> {";"}] => {a, b c, d} *)
(*! ReadList[StringToStream["a\n\nb\n"], String] => {a, b} *)
(*! ReadList[StringToStream["a\n\nb\n"], String, NullRecords -> True] === {"a", "", "b"} => True *)
(*! ReadList[StringToStream["1 2\r\n3\r\n"], Number, RecordLists -> True] => {{1, 2}, {3}} *)
(*! ReadList[StringToStream["1 + 1\n2*3\n"], Hold[Expression]] => {Hold[1 + 1], Hold[2 3]} *)
(*! ReadList[StringToStream["a 1\nb 2"], {Word, Number}] => {{a, 1}, {b, 2}} *)
(*! ReadList[StringToStream["1 x"], Number] => $Failed
    messages: ReadList::readn *)
(*! Read[StringToStream["1"], foo] => $Failed
    messages: Read::readt *)
(* Lines that hold a text. *)
(*! Find[StringToStream["one\ntwo\nthree"], "t"] => two *)
(*! Find[StringToStream["one"], "t"] => EndOfFile *)
(*! FindList["w.txt", {"line", "more"}] => {line1, line2 3 4.5, more} *)
(*! FindList["w.txt", "LINE", 1, IgnoreCase -> True] => {line1} *)
(*! FindList["w.txt", "mor", WordSearch -> True] => {} *)
(* Bytes. *)
s = OpenWrite["b.bin", BinaryFormat -> True];
BinaryWrite[s, {1, 2, 255}];
BinaryWrite[s, {1.5, -2.}, "Real64"];
BinaryWrite[s, {1, -2}, "Integer16", ByteOrdering -> 1];
(*! Close[s] => b.bin *)
(*! FileByteCount["b.bin"] => 23 *)
(*! BinaryReadList["b.bin", "Byte", 3] => {1, 2, 255} *)
(*! r = OpenRead["b.bin", BinaryFormat -> True]; BinaryRead[r, {"Byte", "UnsignedInteger16"}] => {1, 65282} *)
(*! {BinaryRead[r, "Real64"], BinaryRead[r, "Real64"], BinaryReadList[r, "Integer16", ByteOrdering -> 1], BinaryRead[r]} => {1.5, -2., {1, -2}, EndOfFile} *)
Close[r];
(*! Take[Normal[ReadByteArray["b.bin"]], 3] => {1, 2, 255} *)
(*! BinaryWrite["c.bin", 256] => $Failed
    messages: BinaryWrite::nocoerce *)
(*! BinaryReadList["b.bin", "Foo"][[0]] => BinaryReadList
    messages: BinaryReadList::binf *)
(* Encodings. *)
Export["latin.txt", "caf\[EAcute]", CharacterEncoding -> "ISO8859-1"];
(*! {FileByteCount["latin.txt"], Import["latin.txt", CharacterEncoding -> "ISO8859-1"] === "caf\[EAcute]"} => {4, True} *)
(*! Import["latin.txt"] => $Failed
    messages: Import::utf8 *)
(*! ReadList["latin.txt", Byte] => {99, 97, 102, 233} *)
(*! ReadList["latin.txt", String] === {"caf\[EAcute]"} => True *)
(*! Export["wide.csv", {{"\[Alpha]", 1}}, CharacterEncoding -> "UTF16"]; Import["wide.csv"] === {{"\[Alpha]", 1}} => True *)
(*! ExportString["\[Alpha]", "Text", CharacterEncoding -> "Latin1"] => $Failed
    messages: Export::errelem *)
(* Options and elements of comma-separated values. *)
(*! ImportString["a;b\n1;2", "CSV", "FieldSeparators" -> ";"] => {{a, b}, {1, 2}} *)
(*! ImportString["a::b\n1::2", "CSV", "FieldSeparators" -> "::"] => {{a, b}, {1, 2}} *)
(*! ImportString["a;b,c", "CSV", "FieldSeparators" -> {",", ";"}] => {{a, b, c}} *)
(*! ImportString["1,2|3,4", "CSV", "RowSeparators" -> "|"] => {{1, 2}, {3, 4}} *)
(*! ImportString["'a,b',c", "CSV", "TextDelimiters" -> "'"] === {{"a,b", "c"}} => True *)
(*! ImportString["1,x", "CSV", "Numeric" -> False] === {{"1", "x"}} => True *)
(*! ImportString["a\r\n\r\n\"x\ny\"\r\n", "CSV"] === {{"a"}, {""}, {"x\ny"}} => True *)
(*! ImportString["a\n\nb", "CSV", "IgnoreEmptyLines" -> True] => {{a}, {b}} *)
(*! ImportString["1.5e3,2.*^-1,+7,-,1/2,12345678901234567890", "CSV"] === {{1500., 0.2, 7, "-", "1/2", 12345678901234567890}} => True *)
(*! ImportString["a,b\n1,2", {"CSV", {"Data", "Dimensions"}}] => {{{a, b}, {1, 2}}, {2, 2}} *)
(*! ImportString["a,b\n1,2\n3,4", {"CSV", "Data", {2, 3}, 1}] => {1, 3} *)
(*! ImportString["a,\"b\nc", "CSV"] => $Failed
    messages: Import::fmterr *)
(*! ExportString[{<|"a" -> 1, "b" -> "x"|>, <|"a" -> 3, "b" -> 4|>}, "CSV"] === "\"a\",\"b\"\n1,\"x\"\n3,4\n" => True *)
(*! ExportString[{{1, 2}, {3, "x|y"}}, "CSV", "FieldSeparators" -> "|"] === "1|2\n3|\"x|y\"\n" => True *)
(*! ImportByteArray[ExportByteArray[{{1, 2}}, "CSV"], "CSV"] => {{1, 2}} *)
(* JSON beyond machine numbers, escapes, the same key twice. *)
(*! ImportString["[1e400, 12345678901234567890, 1.5e-3]", "RawJSON"] === {N[10^400], 12345678901234567890, 0.0015} => True *)
(*! ImportString["{\"a\": \"\\u00e9\\ud83d\\ude00\\n\", \"b\": 1, \"b\": 2}", "RawJSON"] === <|"a" -> FromCharacterCode[{233, 128512, 10}], "b" -> 2|> => True *)
(* Expressions. *)
(*! Export["e.wl", {1, x^2}]; {Import["e.wl"], ReadString["e.wl"] === "{1, x^2}\n"} => {{1, x^2}, True} *)
(*! ImportString["1 + 1", {"WL", "HeldExpressions"}] => {HoldComplete[1 + 1]} *)
(* Directories. *)
CreateDirectory["in/deep"]; Export["in/deep/x.wl", "FileNameTake[$InputFileName]", "Text"];
(*! Get["in/deep/x.wl"] => x.wl *)
(*! here = Directory[]; SetDirectory["in"]; {FileNameTake[Directory[]], First[DirectoryStack[]] === here} => {in, True} *)
(*! ResetDirectory[] === here => True *)
(*! CopyDirectory["in", "copy"]; FileNames["*", "copy", Infinity] => {copy/deep, copy/deep/x.wl} *)
(*! CopyDirectory["in", "in/again"] => $Failed
    messages: CopyDirectory::sysio *)
(*! RenameDirectory["copy", "moved"]; {DirectoryQ["copy"], FileExistsQ["moved/deep/x.wl"]} => {False, True} *)
(*! FileNameTake[CreateFile["new.txt"]] => new.txt *)
(*! CreateFile["new.txt"] => $Failed
    messages: CreateFile::filex *)
(*! FileByteCount["new.txt"] => 0 *)
(*! FileNameTake[FindFile["new.txt"]] => new.txt *)
(*! Abs[AbsoluteTime[FileDate["new.txt"]] - AbsoluteTime[]] < 3600 => True *)
(*! FileNameDepth["a/b/c"] => 3 *)
(*! saved[x_] := factor x; factor = 3; Save["saved.m", {saved}]; Clear[saved, factor]; Get["saved.m"]; saved[2] => 6 *)
(*! DeleteFile["missing.jpg"] => $Failed
    messages: DeleteFile::fdnfnd *)
