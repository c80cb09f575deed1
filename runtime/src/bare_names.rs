//! Names of the system that stand for themselves: options, their values, directives. They have no definition; they are
//! listed so that a package that writes `Method -> Automatic` means the same symbol as everybody else.

#[rustfmt::skip]
/// In `` System` ``, alphabetical.
pub(crate) const BARE_NAMES: &[&str] = &[
    "$HomeDirectory", "$TemporaryDirectory", "AccuracyGoal", "AspectRatio", "Assumptions", "Axes", "AxesLabel", "AxesOrigin",
    "AxesStyle", "Background", "BaseStyle", "Black", "Blue", "Bold",
    "Bottom", "BoxRatios", "Brown", "CharacterEncoding", "ClippingStyle", "ColorFunction",
    "ColorFunctionScaling", "ColorRules", "Compiled", "Complexes", "Contours", "CreateIntermediateDirectories",
    "Cyan", "Dashing", "DataRange", "Deletable", "DirectedEdge", "DisplayFunction",
    "Dividers", "Editable", "Epilog", "EvaluationMonitor", "Exclusions", "Filling",
    "FillingStyle", "FontColor", "FontFamily", "FontSize", "FontWeight", "FormatType",
    "Frame", "FrameLabel", "FrameStyle", "FrameTicks", "Gray", "GrayLevel",
    "Green", "GridLines", "GridLinesStyle", "HeaderLines", "Heads", "Hue",
    "IgnoreCase", "ImageMargins", "ImagePadding", "ImageSize", "IncludeSingularTerm", "Infinity",
    "Inherited", "Integers", "InterpolationOrder", "Italic", "Joined", "LabelStyle",
    "Large", "Left", "LightBlue", "LightGray", "Lighting", "Magenta",
    "MaxIterations", "MaxPlotPoints", "MaxRecursion", "MaxStepSize", "MaxSteps", "Medium",
    "Mesh", "MeshFunctions", "MeshStyle", "MetaInformation", "Method", "Multiplicity",
    "NormFunction", "Opacity", "Orange", "Overlaps", "PerformanceGoal", "Pink",
    "PlotLabel", "PlotLabels", "PlotLegends", "PlotMarkers", "PlotPoints", "PlotRange",
    "PlotRangePadding", "PlotStyle", "PlotTheme", "PrecisionGoal", "Primes", "Prolog",
    "Purple", "RGBColor", "Rationals", "Reals", "Red", "RegionFunction",
    "Right", "RotateLabel", "RoundingRadius", "SameTest", "Scaled", "ShowStringCharacters",
    "Small", "StartingStepSize", "StepMonitor", "Thick", "Thickness", "Thin",
    "Ticks", "TicksStyle", "TimeZone", "Tiny", "Tolerance", "Top",
    "TrackedSymbols", "Transparent", "UndirectedEdge", "ViewPoint", "White", "WorkingPrecision",
    "Yellow",
];
