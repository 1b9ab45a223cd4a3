using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Orchestrator.Spreadsheets;

namespace Orchestrator.Office.Printing;

/// <summary>A font as Word looks for it, with the open one that takes its place where it is missing.</summary>
internal sealed record WordFont(string Name, string Otherwise)
{
    public static readonly WordFont Title = new("方正小标宋简体", "Noto Serif CJK SC");
    public static readonly WordFont Text = new("仿宋", "Noto Serif CJK SC");
    public static readonly WordFont Heading = new("黑体", "Noto Sans CJK SC");
    public static readonly WordFont Subheading = new("楷体", "Noto Serif CJK SC");
    public static readonly WordFont Number = new("宋体", "Noto Serif CJK SC");

    public static IReadOnlyList<WordFont> All => [Title, Text, Heading, Subheading, Number];
}

/// <summary>Paragraphs and tables of a Word document. Sizes are in points, widths in twentieths of a point.</summary>
internal static class WordText
{
    /// <summary>The size of letters in tables.</summary>
    public const double Small = 10.5;

    private const string Grey = "F2F2F2";

    public static Paragraph Paragraph(IEnumerable<Run> runs, JustificationValues justification = JustificationValues.Left, int before = 0, int after = 0, bool keepNext = false)
    {
        var properties = new ParagraphProperties();
        if (keepNext)
        {
            properties.KeepNext = new KeepNext();
        }

        properties.SpacingBetweenLines = new SpacingBetweenLines { Before = $"{before * 20}", After = $"{after * 20}" };
        properties.Justification = new Justification { Val = justification };
        return new Paragraph([properties, .. runs]);
    }

    public static Paragraph Heading(string text) => Paragraph([Run(text, WordFont.Heading, 14)], before: 14, after: 5, keepNext: true);

    /// <summary>Line breaks of the text stay line breaks.</summary>
    public static Run Run(string text, WordFont font, double size, string? color = null, bool bold = false)
    {
        var properties = new RunProperties(new RunFonts { Ascii = font.Name, HighAnsi = font.Name, EastAsia = font.Name, Hint = FontTypeHintValues.EastAsia });
        if (bold)
        {
            properties.Append(new Bold());
        }

        if (color is not null)
        {
            properties.Append(new Color { Val = color });
        }

        properties.Append(new FontSize { Val = $"{size * 2:0}" });
        properties.Append(new FontSizeComplexScript { Val = $"{size * 2:0}" });
        var run = new Run(properties);
        var lines = PlainText.ForXml(text).ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (at > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(lines[at]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    public static Table Table(IReadOnlyList<int> widths, IEnumerable<TableRow> rows) => new(
    [
        new TableProperties(
            new TableWidth { Width = $"{widths.Sum()}", Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(), Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>()),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(
                new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 90, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 90, Type = TableWidthValues.Dxa })),
        new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" })),
        .. rows,
    ]);

    /// <param name="header">Repeated on every page.</param>
    public static TableRow Row(IEnumerable<TableCell> cells, bool header = false)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (header)
        {
            properties.Append(new TableHeader());
        }

        return new TableRow([properties, .. cells]);
    }

    public static TableCell Cell(int width, IEnumerable<Paragraph> paragraphs, string? shade = null, int columns = 1)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
        if (columns > 1)
        {
            properties.Append(new GridSpan { Val = columns });
        }

        if (shade is not null)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = shade });
        }

        return new TableCell([properties, .. paragraphs]);
    }

    public static TableRow Header(int[] widths, params string[] titles) => Row(titles.Select((title, at) => Label(widths[at], title)), header: true);

    public static TableCell Label(int width, string text) => Cell(width, [Paragraph([Run(text, WordFont.Heading, Small)])], Grey);

    public static Paragraph Line(string text) => Paragraph([Run(text, WordFont.Text, Small)]);

    public static Paragraph Body(string text) => Paragraph([Run(text, WordFont.Text, 12)], before: 3, after: 3);

    private static T Border<T>()
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "333333" };
}
