//! Names of the system that stand for themselves: options, their values, directives. They have no definition; they are
//! listed so that a package that writes `Method -> Automatic` means the same symbol as everybody else.

#[rustfmt::skip]
/// In `` System` ``, alphabetical.
pub(crate) const BARE_NAMES: &[&str] = &[
    "$CommandLine", "$HomeDirectory", "$Input", "$InputFileName", "$Path", "$PathnameSeparator",
    "$ScriptCommandLine", "$TemporaryDirectory", "Above", "AbsoluteDashing", "AbsolutePointSize",
    "AbsoluteThickness", "AccuracyGoal", "Alignment", "AnchoredSearch", "Arrow", "Arrowheads", "AspectRatio",
    "Assumptions", "Axes", "AxesLabel", "AxesOrigin", "AxesStyle", "Axis", "Background", "BarLegend", "BaseStyle",
    "Below", "BinaryFormat", "Black", "Blue", "Bold", "Bottom", "BoxRatios", "Brown", "Byte", "ByteOrdering",
    "CMYKColor", "Center", "Character", "CharacterEncoding", "ChartBaseStyle", "ChartElementFunction",
    "ChartLabels", "ChartLegends", "ChartStyle", "Circle", "ClippingStyle", "ColorFunction", "ColorFunctionScaling",
    "ColorRules", "ColorSpace", "Compiled", "Complexes", "ContourLabels", "ContourShading", "ContourStyle",
    "Contours", "CreateIntermediateDirectories", "Cyan", "Dashed", "Dashing", "DataRange", "DataReversed",
    "DateTicksFormat", "Deletable", "DeleteContents", "DirectedEdge", "Direction", "Directive", "Disk",
    "DisplayFunction", "Dividers", "DotDashed", "Dotted", "EdgeForm", "Editable", "EndOfBuffer", "EndOfFile",
    "Epilog", "EvaluationMonitor", "ExcludedForms", "Exclusions", "Expression", "FaceForm", "File", "FileFormat", "Filling",
    "FillingStyle", "FontColor", "FontFamily", "FontSize", "FontWeight", "FormatType", "Frame", "FrameLabel",
    "FrameStyle", "FrameTicks", "Framed", "Full", "Graphics", "Gray", "GrayLevel", "Green", "GridLines",
    "GridLinesStyle", "HeaderLines", "Heads", "Hue", "IgnoreCase", "ImageMargins", "ImagePadding",
    "ImageResolution", "ImageSize", "IncludeSingularTerm", "Infinity", "Inherited", "InputStream", "Inset",
    "Integers", "InterpolationOrder", "Italic", "Joined", "LabelStyle", "Labeled", "LabelingFunction",
    "LabelingSize", "Large", "Left", "Legended", "LightBlue", "LightGray", "Lighting", "Line", "LineIndent",
    "LineLegend", "Magenta", "MaxIterations", "MaxPlotPoints", "MaxRecursion", "MaxStepSize", "MaxSteps", "Medium",
    "Mesh", "MeshFunctions", "MeshStyle", "MetaInformation", "Method", "Missing", "Multiplicity", "NormFunction",
    "NullRecords", "NullWords", "Number", "Opacity", "Orange", "OutputStream", "Overlaps", "OverwriteTarget",
    "PageWidth", "PerformanceGoal", "Pink", "Placed", "PlotLabel", "PlotLabels", "PlotLegends", "PlotMarkers",
    "PlotPoints", "PlotRange", "PlotRangePadding", "PlotStyle", "PlotTheme", "Point", "PointLegend", "PointSize",
    "Polygon", "PrecisionGoal", "Primes", "Prolog", "Purple", "RGBColor", "Raster", "RasterSize", "Rationals",
    "Reals", "Record", "RecordLists", "RecordSeparators", "Rectangle", "Red", "RegionFunction", "Right", "Rotate",
    "RotateLabel", "RoundingRadius", "SameTest", "Scaled", "ScalingFunctions", "ShowStringCharacters", "Small",
    "Spacings", "StartingStepSize", "StepMonitor", "StringSkip", "SwatchLegend", "TableAlignments", "TableDepth",
    "TableDirections", "TableHeadings", "TableSpacing", "Text", "Thick", "Thickness", "Thin", "Ticks", "TicksStyle",
    "TimeZone", "Tiny", "TokenWords", "Tolerance", "Tooltip", "Top", "TrackedSymbols", "Transparent", "URL",
    "UndirectedEdge", "ViewPoint", "White", "Word", "WordSearch", "WordSeparators", "WorkingPrecision", "Yellow",
];
