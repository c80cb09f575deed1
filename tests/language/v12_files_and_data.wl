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
    messages: DeleteFile::nffil *)
